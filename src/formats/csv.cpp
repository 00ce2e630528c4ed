#include "formats/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.hpp"
#include "formats/workbook.hpp"

namespace luoshi::formats {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

CsvReader::CsvReader(std::string_view text, std::string name, char separator, Places places)
    : text_{text}, name_{std::move(name)}, separator_{separator}, places_{places} {
  if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
  if (!read_row()) throw Error{Fault::BadInput, name_ + ":1:1: no header (the file is empty); give the columns' names"};
  header_ = fields_;
  for (std::size_t i = 0; i < header_.size(); ++i)
    if (std::find(header_.begin(), header_.begin() + static_cast<std::ptrdiff_t>(i), header_[i]) !=
            header_.begin() + static_cast<std::ptrdiff_t>(i) &&
        !header_[i].empty())
      refuse(i, "two columns are called '" + header_[i] + "' (which one is meant cannot be known); rename one");
}

std::optional<std::size_t> CsvReader::find_column(std::string_view title) const {
  const auto at = std::find(header_.begin(), header_.end(), title);
  if (at == header_.end()) return std::nullopt;
  return static_cast<std::size_t>(at - header_.begin());
}

std::size_t CsvReader::column(std::string_view title) const {
  if (const auto at = find_column(title)) return *at;
  std::string names;
  for (std::size_t i = 0; i < header_.size() && i < 40; ++i) names += (i ? ", " : "") + header_[i];
  throw Error{Fault::BadInput, name_ + ":1:1: column '" + std::string{title} + "' is missing (there are: " + names +
                                   "); add it or name the column that holds it"};
}

bool CsvReader::read_row() {
  fields_.clear();
  starts_.clear();
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '#')) {
    const bool comment = text_[at_] == '#';
    const std::size_t end = comment ? std::min(text_.find('\n', at_), text_.size()) : at_;
    if (end < text_.size() && text_[end] == '\n') ++next_line_;
    at_ = std::min(end + 1, text_.size());
  }
  if (at_ >= text_.size()) return false;
  line_ = next_line_;
  const std::size_t row_start = at_;
  for (;;) {
    starts_.push_back(at_ - row_start + 1);
    if (starts_.size() > kMostFields) refuse(kMostFields - 1, "more than 4096 fields (the limit); split the table");
    std::string value;
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (at_ < text_.size() && text_[at_] == '"') {
      ++at_;
      for (;; ++at_) {
        if (at_ >= text_.size())
          throw Error{Fault::BadInput, name_ + ":" + std::to_string(line_) + ":" + std::to_string(starts_.back()) +
                                           ": a quote is never closed; close it"};
        if (text_[at_] == '"') {
          if (at_ + 1 < text_.size() && text_[at_ + 1] == '"')
            ++at_;
          else
            break;
        }
        if (text_[at_] == '\n') ++next_line_;
        value += text_[at_];
      }
      ++at_;
      while (at_ < text_.size() && text_[at_] == ' ') ++at_;
      if (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r')
        throw Error{Fault::BadInput, name_ + ":" + std::to_string(line_) + ":" + std::to_string(at_ - row_start + 1) +
                                         ": text after a closing quote; put the whole field inside the quotes"};
    } else {
      const std::size_t start = at_;
      while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') ++at_;
      std::string_view raw = text_.substr(start, at_ - start);
      if (!raw.empty() && raw.back() == '\r') raw.remove_suffix(1);
      value = trimmed(raw);
    }
    fields_.push_back(std::move(value));
    if (at_ < text_.size() && text_[at_] == separator_) {
      ++at_;
      continue;
    }
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_, ++next_line_;
    return true;
  }
}

bool CsvReader::next() {
  if (!read_row()) return false;
  if (fields_.size() != header_.size())
    throw Error{Fault::BadInput, name_ + ":" + std::to_string(line_) + ":1: " + std::to_string(fields_.size()) +
                                     " fields (the header has " + std::to_string(header_.size()) +
                                     "); correct the line"};
  return true;
}

void CsvReader::refuse(std::size_t column, const std::string& problem) const {
  const std::string line = std::to_string(line_);
  const std::string place =
      places_ == Places::Cells
          ? cell_name(static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(line_))
          : line + ":" + std::to_string(column < starts_.size() ? starts_[column] : 1);
  throw Error{Fault::BadInput, name_ + ":" + place + ": " + problem};
}

double CsvReader::number(std::size_t column) const {
  if (const auto value = read_number(fields_[column])) return *value;
  refuse(column, "'" + fields_[column] + "' is no number (column " + header_[column] + "); correct it");
}

std::optional<double> CsvReader::number_if_any(std::size_t column) const {
  if (fields_[column].empty()) return std::nullopt;
  return number(column);
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string{text};
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string shortest_number(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

std::optional<double> read_number(std::string_view text) {
  text = trimmed(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace luoshi::formats
