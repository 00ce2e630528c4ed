#include "city/limits.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/json.hpp"
#include "city/detail/fields.hpp"
#include "city/detail/limit_table.hpp"
#include "city/things.hpp"

namespace luoshi::city {
namespace {

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool holds_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F;
  });
}

// Walks the fields of a fact and keeps the first complaint.
class Measure {
 public:
  explicit Measure(std::optional<Kind> kind) : kind_{kind} {}

  template <class T>
  void operator()(std::string_view name, const T& field) {
    if (!found) value(name, field);
  }

  std::optional<Refusal> found;

 private:
  template <class T>
  void value(std::string_view name, const T& field) {
    if constexpr (std::same_as<T, std::string>) text(name, field);
    else if constexpr (detail::kIsVector<T>) list(name, field);
    else if constexpr (detail::kIsOptional<T>) { if (field) value(name, *field); }
    else if constexpr (requires { detail::fields(*this, field); }) detail::fields(*this, field);
  }

  void text(std::string_view name, const std::string& field) {
    const Limit limit = limit_of(name);
    const std::string what{called(name)};
    if (!is_utf8(field)) {
      found = Refusal{Fault::BadInput, "“" + what + "”读不出（不是 UTF-8 文字）请改用 UTF-8 编码重新提交"};
    } else if (holds_control(field)) {
      found = Refusal{Fault::BadInput, "“" + what + "”含不可见字符（控制字符不能入账）请删去后重新提交"};
    } else if (const std::size_t length = characters(field); length > limit.most) {
      found = Refusal{Fault::TooLarge, "“" + what + "”过长（" + std::to_string(length) + " 字，上限 " +
                                           std::to_string(limit.most) + " 字）请缩短后重新提交"};
    }
  }

  template <class T>
  void list(std::string_view name, const std::vector<T>& field) {
    const Limit limit = limit_of(name);
    if (field.size() > limit.most) {
      found = Refusal{Fault::TooLarge, "“" + std::string{called(name)} + "”过多（" + std::to_string(field.size()) +
                                           " 项，上限 " + std::to_string(limit.most) + " 项）请分次提交"};
      return;
    }
    for (const T& element : field)
      if (!found) value(name, element);
  }

  [[nodiscard]] std::string_view called(std::string_view name) const { return kind_ ? field_chinese(*kind_, name) : limit_of(name).chinese; }

  std::optional<Kind> kind_;  // of what is opened
};

template <class Fact>
std::optional<Kind> kind_opened(const Fact& /*fact*/) { return std::nullopt; }
template <class Value>
std::optional<Kind> kind_opened(const Opened<Value>& /*fact*/) { return kKindOf<Value>; }

}  // namespace

Limit limit_of(std::string_view field) {
  const auto* const found =
      std::find_if(detail::kLimits.begin(), detail::kLimits.end(), [&](const Limit& limit) { return limit.field == field; });
  return found == detail::kLimits.end() ? detail::kUsual : *found;
}

std::optional<Refusal> over_limit(const CommandBody& body) {
  std::optional<Refusal> found;
  const auto walk = [&](const auto& fact) {
    Measure measure{kind_opened(fact)};
    detail::fields(measure, fact);
    found = std::move(measure.found);
  };
  std::visit(
      [&](const auto& command) {
        if constexpr (requires { command.fact.index(); }) std::visit(walk, command.fact);
        else walk(command.fact);
      },
      body);
  return found;
}

}  // namespace luoshi::city
