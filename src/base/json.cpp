#include "base/json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/error.hpp"

namespace luoshi {
namespace {

constexpr std::int64_t kIntegerLimit = 9007199254740991;  // 2^53 − 1
constexpr std::size_t kDepthLimit = 64;

std::int64_t checked_integer(std::int64_t value) {
  if (value > kIntegerLimit || value < -kIntegerLimit)
    throw Error{Fault::BadInput, "integer " + std::to_string(value) +
                                     " is too large for JSON (readers agree only to 2^53-1); write it as a string"};
  return value;
}

const char* kind_name(const Json& value) {
  if (value.is_null()) return "null";
  if (value.is_bool()) return "true or false";
  if (value.is_integer()) return "an integer";
  if (value.is_number()) return "a number";
  if (value.is_string()) return "a string";
  return value.is_array() ? "an array" : "an object";
}

[[noreturn]] void wrong_kind(const char* wanted, const Json& found) {
  throw Error{Fault::BadInput, std::string{"JSON value is "} + kind_name(found) + " (" + wanted +
                                   " was expected here); correct the field"};
}

// The length of one UTF-8 character at `at`, 0 where it is malformed; Unicode 15, table 3-7.
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return tail(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!tail(1) || !tail(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    if (first == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!tail(1) || !tail(2) || !tail(3)) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

// Order by UTF-16 code units. Bytes order UTF-8 by code point, which differs only where a character beyond U+FFFF
// (lead byte F0..F4, surrogates D800..DFFF in UTF-16) meets one of U+E000..U+FFFF (lead byte EE or EF).
bool utf16_less(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return x == a.end() && y != b.end();
  const auto p = static_cast<unsigned char>(*x);
  const auto q = static_cast<unsigned char>(*y);
  if (p >= 0xF0 && (q == 0xEE || q == 0xEF)) return true;
  if (q >= 0xF0 && (p == 0xEE || p == 0xEF)) return false;
  return p < q;
}

// ECMAScript Number::toString: the shortest digits that read back, laid out by the position of the point.
void append_number(std::string& out, double value) {
  if (!std::isfinite(value))
    throw Error{Fault::BadInput, "number is not finite (JSON has no NaN or infinity); leave the field out"};
  if (value == 0.0) {
    out += '0';
    return;
  }
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::abs(value), std::chars_format::scientific).ptr;
  const auto e = std::find(buffer, end, 'e');
  std::string digits;
  std::copy_if(buffer, e, std::back_inserter(digits), [](char c) { return c != '.'; });
  int exponent = 0;
  const char* const exponent_digits = e + (e[1] == '+' ? 2 : 1);
  std::from_chars(exponent_digits, end, exponent);
  const int n = exponent + 1;  // the point stands after n digits
  const int k = static_cast<int>(digits.size());
  if (value < 0) out += '-';
  if (k <= n && n <= 21) {
    out += digits;
    out.append(static_cast<std::size_t>(n - k), '0');
  } else if (0 < n && n <= 21) {
    out.append(digits, 0, static_cast<std::size_t>(n)).append(".").append(digits, static_cast<std::size_t>(n));
  } else if (-6 < n && n <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-n), '0').append(digits);
  } else {
    out += digits[0];
    if (k > 1) out.append(".").append(digits, 1);
    out.append(n > 0 ? "e+" : "e-").append(std::to_string(std::abs(n - 1)));
  }
}

void append_value(std::string& out, const Json& value, std::size_t depth) {
  if (depth > kDepthLimit)
    throw Error{Fault::BadInput, "JSON is nested too deep (the limit is 64 levels); flatten it"};
  if (value.is_null()) {
    out += "null";
  } else if (value.is_bool()) {
    out += value.as_bool() ? "true" : "false";
  } else if (value.is_integer()) {
    out += std::to_string(checked_integer(value.as_integer()));
  } else if (value.is_number()) {
    append_number(out, value.as_number());
  } else if (value.is_string()) {
    append_canonical_string(out, value.as_string());
  } else if (value.is_array()) {
    char separator = '[';
    for (const Json& element : value.as_array()) {
      out += separator;
      append_value(out, element, depth + 1);
      separator = ',';
    }
    if (separator == '[') out += '[';
    out += ']';
  } else {
    std::vector<const Json::Member*> members;
    members.reserve(value.as_object().size());
    for (const Json::Member& member : value.as_object()) members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](const auto* a, const auto* b) { return utf16_less(a->key, b->key); });
    char separator = '{';
    for (const Json::Member* member : members) {
      out += separator;
      append_canonical_string(out, member->key);
      out += ':';
      append_value(out, member->value, depth + 1);
      separator = ',';
    }
    if (separator == '{') out += '{';
    out += '}';
  }
}

// Builds a Json from nlohmann's event parser, which checks syntax and UTF-8; the rest is refused here.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return add(Json{}); }
  bool boolean(bool value) override { return add(Json{value}); }
  bool number_integer(number_integer_t value) override { return add(Json{static_cast<std::int64_t>(value)}); }
  bool number_unsigned(number_unsigned_t value) override { return add(Json{static_cast<std::uint64_t>(value)}); }
  bool number_float(number_float_t value, const string_t& written) override {
    // An integer too large for 64 bits reaches us as a float: it must not pass as an approximation of itself.
    if (written.find_first_of(".eE") == string_t::npos)
      throw Error{Fault::BadInput, "integer " + written.substr(0, 40) +
                                       " is too large for JSON (readers agree only to 2^53-1); write it as a string"};
    return add(Json{value});
  }
  bool string(string_t& value) override { return add(Json{std::move(value)}); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json{Json::Object{}}); }
  bool key(string_t& value) override {
    if (stack_.back().find(value) != nullptr)
      throw Error{Fault::BadInput, "JSON member \"" + value.substr(0, 80) +
                                       "\" is given twice (which one counts is undefined); remove one"};
    keys_.back() = std::move(value);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json{Json::Array{}}); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception&) override {
    throw Error{Fault::BadInput, "JSON cannot be read at byte " + std::to_string(position) + " (near \"" +
                                     printable(token) + "\"); correct the text there"};
  }
  Json result() { return std::move(root_); }

 private:
  // The offending token may hold the very bytes that are no UTF-8; an error text must stay printable.
  static std::string printable(const std::string& token) {
    if (is_utf8(token)) return token.size() <= 40 ? token : "…";
    return "bytes that are not UTF-8";
  }
  bool add(Json value) {
    if (stack_.empty()) {
      root_ = std::move(value);
    } else if (stack_.back().is_array()) {
      stack_.back().push_back(std::move(value));
    } else {
      stack_.back().set(keys_.back(), std::move(value));
    }
    return true;
  }
  bool open(Json container) {
    if (stack_.size() >= kDepthLimit)
      throw Error{Fault::BadInput, "JSON is nested too deep (the limit is 64 levels); flatten it"};
    stack_.push_back(std::move(container));
    keys_.emplace_back();
    return true;
  }
  bool close() {
    Json done = std::move(stack_.back());
    stack_.pop_back();
    keys_.pop_back();
    return add(std::move(done));
  }

  Json root_;
  std::vector<Json> stack_;
  std::vector<std::string> keys_;
};

}  // namespace

Json::Json(std::int64_t value) : value_{checked_integer(value)} {}
Json::Json(std::uint64_t value)
    : value_{checked_integer(value > static_cast<std::uint64_t>(kIntegerLimit) ? kIntegerLimit + 1
                                                                               : static_cast<std::int64_t>(value))} {}
Json::Json(Array value) : value_{std::move(value)} {}
Json::Json(Object value) : value_{std::move(value)} {}

Json Json::object() { return Json{Object{}}; }

Json Json::object(std::initializer_list<Field> members) {
  Json made{Object{}};
  std::get<Object>(made.value_).reserve(members.size());
  for (const Field& field : members) made.set(field.key, std::move(field.value));
  return made;
}

bool Json::as_bool() const {
  if (const auto* held = std::get_if<bool>(&value_)) return *held;
  wrong_kind("true or false", *this);
}

std::int64_t Json::as_integer() const {
  if (const auto* held = std::get_if<std::int64_t>(&value_)) return *held;
  wrong_kind("an integer", *this);
}

double Json::as_number() const {
  if (const auto* held = std::get_if<double>(&value_)) return *held;
  if (const auto* held = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*held);
  wrong_kind("a number", *this);
}

const std::string& Json::as_string() const {
  if (const auto* held = std::get_if<std::string>(&value_)) return *held;
  wrong_kind("a string", *this);
}

const Json::Array& Json::as_array() const {
  if (const auto* held = std::get_if<Array>(&value_)) return *held;
  wrong_kind("an array", *this);
}

const Json::Object& Json::as_object() const {
  if (const auto* held = std::get_if<Object>(&value_)) return *held;
  wrong_kind("an object", *this);
}

const Json* Json::find(std::string_view key) const {
  const auto* members = std::get_if<Object>(&value_);
  if (members == nullptr) return nullptr;
  const auto found = std::find_if(members->begin(), members->end(), [&](const Member& m) { return m.key == key; });
  return found == members->end() ? nullptr : &found->value;
}

const Json& Json::at(std::string_view key) const {
  if (const Json* found = find(key)) return *found;
  throw Error{Fault::BadInput, "JSON field \"" + std::string{key} + "\" is missing (it is required); add it"};
}

Json& Json::set(std::string_view key, Json value) {
  if (is_null()) value_ = Object{};
  if (!is_object()) wrong_kind("an object", *this);
  auto& members = std::get<Object>(value_);
  const auto found = std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.key == key; });
  if (found != members.end()) {
    found->value = std::move(value);
  } else {
    members.push_back(Member{std::string{key}, std::move(value)});
  }
  return *this;
}

Json& Json::push_back(Json value) {
  if (is_null()) value_ = Array{};
  if (!is_array()) wrong_kind("an array", *this);
  std::get<Array>(value_).push_back(std::move(value));
  return *this;
}

bool operator==(const Json& a, const Json& b) { return a.value_ == b.value_; }

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    // The two kinds of character most texts consist of, before all others: ASCII, and three bytes without exceptions.
    if (static_cast<signed char>(text[at]) >= 0) {
      ++at;
      continue;
    }
    const auto first = static_cast<unsigned char>(text[at]);
    if (first > 0xE0 && first < 0xED && at + 2 < text.size() && (static_cast<unsigned char>(text[at + 1]) & 0xC0U) == 0x80U &&
        (static_cast<unsigned char>(text[at + 2]) & 0xC0U) == 0x80U) {
      at += 3;
      continue;
    }
    const std::size_t length = utf8_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

void append_canonical_string(std::string& out, std::string_view text) {
  if (!is_utf8(text))
    throw Error{Fault::BadInput, "text is not UTF-8 (JSON can hold nothing else); decode it first"};
  static constexpr char kDigits[] = "0123456789abcdef";
  out += '"';
  // What needs no escape, which is nearly all, is copied in one piece.
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, copied, at - copied);
    copied = at + 1;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\f': out += "\\f"; break;
      case '\r': out += "\\r"; break;
      default:
        out += "\\u00";
        out += kDigits[static_cast<unsigned char>(c) >> 4U];
        out += kDigits[static_cast<unsigned char>(c) & 15U];
    }
  }
  out.append(text, copied);
  out += '"';
}

std::string canonical_json(const Json& value) {
  std::string out;
  append_value(out, value, 0);
  return out;
}

Json parse_json(std::string_view text) {
  Builder builder;
  const bool whole = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (!whole) throw Error{Fault::BadInput, "JSON cannot be read (it ends early); send the whole text"};
  return builder.result();
}

}  // namespace luoshi
