#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace luoshi::formats {

/// A value of a settings file: the part of TOML 1.0 that Luoshi's files use. Tables, arrays of tables, dotted headers,
/// inline tables, arrays, one-line strings, integers and decimals (both as double), booleans. Dates, multi-line strings
/// and dotted keys are refused. Every value remembers its line, for messages.
class Toml {
 public:
  using Array = std::vector<Toml>;
  using Table = std::vector<std::pair<std::string, Toml>>;

  Toml() : value_{Table{}} {}
  explicit Toml(Table value) : value_{std::move(value)} {}
  explicit Toml(Array value) : value_{std::move(value)} {}
  explicit Toml(std::string value) : value_{std::move(value)} {}
  explicit Toml(double value) : value_{value} {}
  explicit Toml(bool value) : value_{value} {}

  [[nodiscard]] const Toml* find(std::string_view key) const;
  /// The value as that kind. @throws Error{BadInput} naming file, line and what was found.
  [[nodiscard]] const Toml& at(std::string_view key) const;
  [[nodiscard]] bool holds_text() const { return std::holds_alternative<std::string>(value_); }
  [[nodiscard]] const std::string& text() const;
  [[nodiscard]] double number() const;
  [[nodiscard]] bool flag() const;
  [[nodiscard]] const Array& array() const;
  [[nodiscard]] const Table& table() const;
  /// `at(key)` as text or number, or the given value where the key is missing.
  [[nodiscard]] std::string text_or(std::string_view key, std::string otherwise) const;
  [[nodiscard]] double number_or(std::string_view key, double otherwise) const;
  /// The tables under [[key]]; none where there are none.
  [[nodiscard]] const Array& tables(std::string_view key) const;
  [[nodiscard]] std::size_t line() const { return line_; }
  /// @throws Error{BadInput} naming a key of this table that is not among `known`: a misspelt setting must not pass.
  void allow_only(const std::vector<std::string_view>& known) const;
  [[noreturn]] void refuse(const std::string& problem) const;

 private:
  friend class TomlParser;
  std::variant<Table, Array, std::string, double, bool> value_;
  std::size_t line_ = 1;
  std::string file_;
};

/// Reads one file. @throws Error{BadInput}, "NAME:LINE:COLUMN: problem (why) what to do".
[[nodiscard]] Toml parse_toml(std::string_view text, const std::string& name);

}  // namespace luoshi::formats
