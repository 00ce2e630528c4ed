#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "formats/csv.hpp"

namespace luoshi::water::detail {

/// The file as lines of comma-separated fields, quotes removed.
class Q2kLines {
 public:
  Q2kLines(std::string_view text, const std::string& name) : name_{name} {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      lines_.push_back(split(line));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
  [[nodiscard]] std::size_t at() const { return at_; }
  void skip(std::size_t count) { at_ += count; }
  const std::vector<std::string>& next(std::size_t fields) {
    if (at_ >= lines_.size()) fail(1, "the file ends here (more lines are wanted); it is cut off");
    const auto& line = lines_[at_++];
    if (line.size() < fields)
      fail_last(1, std::to_string(line.size()) + " fields (at least " + std::to_string(fields) + " are wanted)");
    return line;
  }
  [[nodiscard]] bool ended() const { return at_ >= lines_.size(); }
  /// Field `k` of the line read last.
  [[nodiscard]] const std::string& text(std::size_t k) const { return lines_[at_ - 1][k]; }
  [[nodiscard]] double number(std::size_t k) const {
    const auto value = formats::read_number(lines_[at_ - 1][k]);
    if (!value) fail_last(k + 1, "'" + lines_[at_ - 1][k] + "' is no number");
    return *value;
  }
  [[nodiscard]] std::size_t count(std::size_t k) const {
    const double value = number(k);
    if (value < 0 || value > 100'000 || value != static_cast<double>(static_cast<std::size_t>(value)))
      fail_last(k + 1, "a whole number of at most 100,000 is wanted");
    return static_cast<std::size_t>(value);
  }
  [[nodiscard]] std::size_t find(std::string_view first_field) const {
    for (std::size_t i = at_; i < lines_.size(); ++i)
      if (!lines_[i].empty() && lines_[i][0] == first_field) return i;
    return lines_.size();
  }
  void move_to(std::size_t line) { at_ = line; }
  [[noreturn]] void fail_last(std::size_t field, const std::string& problem) const {
    throw Error{Fault::BadInput, name_ + ":" + std::to_string(at_) + ": field " + std::to_string(field) + ": " +
                                     problem + "; correct the file"};
  }
  [[noreturn]] void fail(std::size_t field, const std::string& problem) const {
    throw Error{Fault::BadInput,
                name_ + ":" + std::to_string(at_ + 1) + ": field " + std::to_string(field) + ": " + problem};
  }

 private:
  static std::vector<std::string> split(std::string_view line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"')
        quoted = !quoted;
      else if (c == ',' && !quoted)
        fields.emplace_back();
      else
        fields.back() += c;
    }
    return fields;
  }
  std::string name_;
  std::vector<std::vector<std::string>> lines_;
  std::size_t at_ = 0;
};

}  // namespace luoshi::water::detail
