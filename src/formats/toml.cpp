#include "formats/toml.hpp"

#include <algorithm>
#include <cctype>

#include "base/error.hpp"
#include "formats/csv.hpp"

namespace luoshi::formats {

/// A recursive descent over one line at a time.
class TomlParser {
 public:
  TomlParser(std::string_view text, const std::string& name) : text_{text}, name_{name} {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
  }

  Toml parse() {
    Toml root = made(Toml{});
    Toml* current = &root;
    for (;;) {
      skip_blank();
      if (at_ >= text_.size()) return root;
      if (text_[at_] == '[')
        current = header(root);
      else
        pair_into(*current, 0);
      end_of_line();
    }
  }

 private:
  static constexpr int kDeepest = 32;

  [[noreturn]] void fail(const std::string& problem) const {
    throw Error{Fault::BadInput,
                name_ + ":" + std::to_string(line_) + ":" + std::to_string(at_ - line_start_ + 1) + ": " + problem};
  }
  Toml made(Toml value) const {
    value.line_ = line_;
    value.file_ = name_;
    return value;
  }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void new_line() {
    ++at_, ++line_;
    line_start_ = at_;
  }
  void skip_spaces() {
    while (peek() == ' ' || peek() == '\t') ++at_;
  }
  void skip_comment() {
    if (peek() == '#')
      while (at_ < text_.size() && text_[at_] != '\n') ++at_;
  }
  /// Spaces, comments and line ends.
  void skip_blank() {
    for (;;) {
      skip_spaces();
      skip_comment();
      if (peek() == '\r') ++at_;
      if (peek() != '\n' || at_ >= text_.size()) return;
      new_line();
    }
  }
  void end_of_line() {
    skip_spaces();
    skip_comment();
    if (peek() == '\r') ++at_;
    if (at_ >= text_.size()) return;
    if (peek() != '\n') fail("something stands after the value; put it on a line of its own");
    new_line();
  }

  std::string key() {
    skip_spaces();
    if (peek() == '"') return string_value();
    const std::size_t start = at_;
    while (std::isalnum(static_cast<unsigned char>(peek())) || peek() == '_' || peek() == '-') ++at_;
    if (at_ == start) fail("a key is wanted (letters, digits, _ and -, or a quoted string)");
    return std::string{text_.substr(start, at_ - start)};
  }

  static Toml::Table& table_of(Toml& value) {
    if (auto* array = std::get_if<Toml::Array>(&value.value_)) return std::get<Toml::Table>(array->back().value_);
    return std::get<Toml::Table>(value.value_);
  }
  Toml& member(Toml& of, const std::string& name, bool array_of_tables) {
    Toml::Table& table = table_of(of);
    const auto found = std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.first == name; });
    if (found != table.end()) {
      const bool is_table = std::holds_alternative<Toml::Table>(found->second.value_);
      const auto* array = std::get_if<Toml::Array>(&found->second.value_);
      if (!is_table && !(array && !array->empty() && std::holds_alternative<Toml::Table>(array->back().value_)))
        fail("'" + name + "' already has a value; rename one");
      return found->second;
    }
    table.emplace_back(name, made(array_of_tables ? Toml{Toml::Array{}} : Toml{}));
    return table.back().second;
  }

  Toml* header(Toml& root) {
    ++at_;
    const bool array = peek() == '[';
    if (array) ++at_;
    Toml* place = &root;
    for (;;) {
      const std::string name = key();
      skip_spaces();
      const bool last = peek() == ']';
      place = &member(*place, name, array && last);
      if (last) break;
      if (peek() != '.') fail("the header is not closed; write ] after its name");
      ++at_;
    }
    ++at_;
    if (!array) {
      if (std::holds_alternative<Toml::Array>(place->value_)) fail("this name is an array of tables; write [[name]]");
      return place;
    }
    if (peek() != ']') fail("the header is not closed; write ]] after its name");
    ++at_;
    auto* list = std::get_if<Toml::Array>(&place->value_);
    if (!list) fail("this name is one table; write [name]");
    list->push_back(made(Toml{}));
    return &list->back();
  }

  void pair_into(Toml& table, int depth) {
    const std::string name = key();
    skip_spaces();
    if (peek() == '.') fail("dotted keys are not read; use a [table]");
    if (peek() != '=') fail("= is wanted after the key '" + name + "'");
    ++at_;
    skip_spaces();
    auto& members = std::get<Toml::Table>(table.value_);
    if (std::any_of(members.begin(), members.end(), [&](const auto& each) { return each.first == name; }))
      fail("'" + name + "' is set twice; keep one");
    Toml read = value(depth);
    members.emplace_back(name, std::move(read));
  }

  std::string string_value() {
    const char quote = peek();
    if (text_.substr(at_, 3) == std::string(3, quote)) fail("multi-line strings are not read; write it on one line");
    ++at_;
    std::string made;
    while (peek() != quote) {
      if (at_ >= text_.size() || peek() == '\n') fail("the string is not closed; close the quote");
      if (quote == '"' && peek() == '\\') {
        ++at_;
        const char c = peek();
        if (c != '"' && c != '\\' && c != 'n' && c != 't') fail("only \\\" \\\\ \\n \\t are read after a backslash");
        made += c == 'n' ? '\n' : c == 't' ? '\t' : c;
        ++at_;
        continue;
      }
      made += text_[at_++];
    }
    ++at_;
    return made;
  }

  Toml value(int depth) {
    if (depth > kDeepest) fail("nested more than 32 deep (the limit)");
    const Toml here = made(Toml{});
    const auto placed = [&here](Toml read) {
      read.line_ = here.line_;
      read.file_ = here.file_;
      return read;
    };
    const char c = peek();
    if (c == '"' || c == '\'') return placed(Toml{string_value()});
    if (c == '[') {
      ++at_;
      Toml::Array list;
      for (skip_blank(); peek() != ']'; skip_blank()) {
        list.push_back(value(depth + 1));
        skip_blank();
        if (peek() == ',')
          ++at_;
        else if (peek() != ']')
          fail(", or ] is wanted");
      }
      ++at_;
      return placed(Toml{std::move(list)});
    }
    if (c == '{') {
      ++at_;
      Toml table = here;
      for (skip_spaces(); peek() != '}'; skip_spaces()) {
        pair_into(table, depth + 1);
        skip_spaces();
        if (peek() == ',')
          ++at_;
        else if (peek() != '}')
          fail(", or } is wanted");
      }
      ++at_;
      return table;
    }
    const std::size_t start = at_;
    while (at_ < text_.size() && std::string_view{",]}#\r\n \t"}.find(text_[at_]) == std::string_view::npos) ++at_;
    std::string word{text_.substr(start, at_ - start)};
    if (word == "true" || word == "false") return placed(Toml{word == "true"});
    word.erase(std::remove(word.begin(), word.end(), '_'), word.end());
    if (const auto number = read_number(word)) return placed(Toml{*number});
    at_ = start;
    fail("'" + word +
         "' is no value that is read here (a string in quotes, a number, true, false, an array or a table)");
  }

  std::string_view text_;
  const std::string& name_;
  std::size_t at_ = 0, line_ = 1, line_start_ = 0;
};

const Toml* Toml::find(std::string_view key) const {
  const auto* table = std::get_if<Table>(&value_);
  if (!table) return nullptr;
  for (const auto& [name, value] : *table)
    if (name == key) return &value;
  return nullptr;
}

void Toml::refuse(const std::string& problem) const {
  throw Error{Fault::BadInput, file_ + ":" + std::to_string(line_) + ":1: " + problem};
}

const Toml& Toml::at(std::string_view key) const {
  if (const Toml* found = find(key)) return *found;
  refuse("'" + std::string{key} + "' is missing (it must be set here); add it");
}

const std::string& Toml::text() const {
  if (const auto* value = std::get_if<std::string>(&value_)) return *value;
  refuse("a string in quotes is wanted here");
}
double Toml::number() const {
  if (const auto* value = std::get_if<double>(&value_)) return *value;
  refuse("a number is wanted here");
}
bool Toml::flag() const {
  if (const auto* value = std::get_if<bool>(&value_)) return *value;
  refuse("true or false is wanted here");
}
const Toml::Array& Toml::array() const {
  if (const auto* value = std::get_if<Array>(&value_)) return *value;
  refuse("an array is wanted here");
}
const Toml::Table& Toml::table() const {
  if (const auto* value = std::get_if<Table>(&value_)) return *value;
  refuse("a table is wanted here");
}
std::string Toml::text_or(std::string_view key, std::string otherwise) const {
  const Toml* found = find(key);
  return found ? found->text() : std::move(otherwise);
}
double Toml::number_or(std::string_view key, double otherwise) const {
  const Toml* found = find(key);
  return found ? found->number() : otherwise;
}
const Toml::Array& Toml::tables(std::string_view key) const {
  static const Array none;
  const Toml* found = find(key);
  return found ? found->array() : none;
}

void Toml::allow_only(const std::vector<std::string_view>& known) const {
  for (const auto& [name, value] : table())
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::string names;
      for (const std::string_view each : known) names += (names.empty() ? "" : ", ") + std::string{each};
      value.refuse("'" + name + "' is no setting known here (there are: " + names + "); correct it");
    }
}

Toml parse_toml(std::string_view text, const std::string& name) { return TomlParser{text, name}.parse(); }

}  // namespace luoshi::formats
