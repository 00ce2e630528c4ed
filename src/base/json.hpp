#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace luoshi {

/// One JSON value (RFC 8259) as Luoshi keeps it: integers apart from other numbers, members in the order they were set.
///
/// Integers hold −(2^53−1) … 2^53−1, the range every JSON reader agrees on; wider ones are refused on the way in and
/// out. Strings are valid UTF-8. A value type: copying copies.
class Json {
 public:
  struct Member;
  struct Field;
  using Array = std::vector<Json>;
  using Object = std::vector<Member>;

  Json();
  Json(std::nullptr_t);
  Json(bool value);
  Json(int value);
  Json(unsigned value);
  Json(std::int64_t value);
  Json(std::uint64_t value);
  Json(double value);
  Json(const char* value);
  Json(std::string_view value);
  Json(std::string value);
  Json(Array value);
  Json(Object value);

  [[nodiscard]] static Json array();
  [[nodiscard]] static Json object();
  [[nodiscard]] static Json object(std::initializer_list<Field> members);

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  [[nodiscard]] bool is_bool() const { return std::holds_alternative<bool>(value_); }
  [[nodiscard]] bool is_integer() const { return std::holds_alternative<std::int64_t>(value_); }
  [[nodiscard]] bool is_number() const { return is_integer() || std::holds_alternative<double>(value_); }
  [[nodiscard]] bool is_string() const { return std::holds_alternative<std::string>(value_); }
  [[nodiscard]] bool is_array() const { return std::holds_alternative<Array>(value_); }
  [[nodiscard]] bool is_object() const { return std::holds_alternative<Object>(value_); }

  /// The value as that kind. @throws Error{BadInput} naming the kind wanted and the kind found.
  [[nodiscard]] bool as_bool() const;
  [[nodiscard]] std::int64_t as_integer() const;
  [[nodiscard]] double as_number() const;
  [[nodiscard]] const std::string& as_string() const;
  [[nodiscard]] const Array& as_array() const;
  [[nodiscard]] const Object& as_object() const;

  /// The member of that name, or nullptr where there is none (or this is no object).
  [[nodiscard]] const Json* find(std::string_view key) const;
  /// The member of that name. @throws Error{BadInput} when it is missing.
  [[nodiscard]] const Json& at(std::string_view key) const;
  /// Sets a member, replacing one of the same name. Turns a null into an object first.
  Json& set(std::string_view key, Json value);
  /// Adds an element at the end. Turns a null into an array first.
  Json& push_back(Json value);

  friend bool operator==(const Json&, const Json&);

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

struct Json::Member {
  std::string key;
  Json value;
  friend bool operator==(const Member&, const Member&) = default;
};

/// A member on its way into an object. Mutable, for an initializer list shows its elements as constant: a tree written level
/// by level would otherwise be copied once a level.
struct Json::Field {
  std::string_view key;
  mutable Json value;
};

// Here and not in the class: they may destroy members, and only here is a member complete.
inline Json::Json() {}
inline Json::Json(std::nullptr_t) {}
inline Json::Json(bool value) : value_{value} {}
inline Json::Json(int value) : value_{static_cast<std::int64_t>(value)} {}
inline Json::Json(unsigned value) : value_{static_cast<std::int64_t>(value)} {}
inline Json::Json(double value) : value_{value} {}
inline Json::Json(const char* value) : value_{std::string{value}} {}
inline Json::Json(std::string_view value) : value_{std::string{value}} {}
inline Json::Json(std::string value) : value_{std::move(value)} {}
inline Json Json::array() { return Json{Array{}}; }

/// Reads exactly one JSON text.
/// @throws Error{BadInput} on bad syntax, invalid UTF-8, a repeated member name, an integer beyond ±(2^53−1), a number
///   no double holds, or nesting beyond 64 levels; the text names the byte where reading stopped.
[[nodiscard]] Json parse_json(std::string_view text);

/// The canonical bytes of a value (RFC 8785, JSON Canonicalization Scheme): members sorted by UTF-16 code units, numbers
/// as ECMAScript writes them, no white space. Equal values give equal bytes.
/// @throws Error{BadInput} on a number that is not finite, an integer beyond ±(2^53−1), or a string that is not UTF-8.
[[nodiscard]] std::string canonical_json(const Json& value);

/// Appends the canonical form of one string, quotes included, to `out`. Requires valid UTF-8 (checked, Error{BadInput}).
void append_canonical_string(std::string& out, std::string_view text);

/// True when every byte sequence is well-formed UTF-8 (no surrogates, no over-long forms, at most U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace luoshi
