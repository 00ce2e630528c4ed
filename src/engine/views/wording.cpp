#include "engine/views/wording.hpp"

#include <algorithm>

namespace luoshi::engine {
namespace {

const char* bound_glyph(Bound bound) {
  switch (bound) {
    case Bound::Equal: return "";
    case Bound::Above: return "＞";
    case Bound::AtLeast: return "≥";
    case Bound::Below: return "＜";
    case Bound::AtMost: return "≤";
    case Bound::About: return "≈";
    case Bound::Nearly: return "近";
  }
  return "";
}

// The value as written: a reading keeps it as a number, or as text where a number would lose its digits.
std::string value_text(const Json& value) { return value.is_string() ? value.as_string() : canonical_json(value); }

}  // namespace

std::string figure_words(const Figure& figure) {
  return bound_glyph(figure.bound) + figure.value.text() + figure.unit + (figure.uncertain ? "（数字残缺，待核）" : "");
}

std::string figure_words(const Json& quantity) {
  const auto text = [&](const char* field) {
    const Json* value = quantity.find(field);
    return value != nullptr && value->is_string() ? value->as_string() : std::string{};
  };
  const Json* const uncertain = quantity.find("uncertain");
  std::string words = bound_glyph(bound_from_sign(text("comparator")).value_or(Bound::Equal)) +
                      value_text(quantity.at("value")) + text("unit");
  if (!text("of").empty()) words += "（" + text("of") + "）";
  if (uncertain != nullptr && uncertain->is_bool() && uncertain->as_bool()) words += "（数字残缺，待核）";
  return words;
}

std::string interval_words(const Interval& interval, const std::string& unit) {
  if (interval.is_unbounded()) return "无上下限";
  const auto known = read_unit(unit);
  const Decimal factor = known ? known->factor.normalised() : Decimal{1};
  const bool by_ten = factor.coefficient() == 1;
  const std::string shown_unit = known && !by_ten ? known->base : unit;
  const auto value = [&](const Endpoint& end) {
    const auto scaled = by_ten ? multiply(end.value, Decimal{1, -factor.exponent()}) : std::nullopt;
    const Decimal plain = scaled.value_or(end.value).normalised();
    return (interval.approximate ? "约" : "") + plain.text() + shown_unit;
  };
  if (interval.low && interval.high) {
    if (interval.low->value == interval.high->value) return value(*interval.low);
    return value(*interval.low) + "至" + value(*interval.high);
  }
  if (interval.low) return (interval.low->closed ? "≥" : "＞") + value(*interval.low);
  return (interval.high->closed ? "≤" : "＜") + value(*interval.high);
}

std::string day_words(Day day) {
  return std::to_string(static_cast<int>(day.year())) + "年" + std::to_string(static_cast<unsigned>(day.month())) + "月" +
         std::to_string(static_cast<unsigned>(day.day())) + "日";
}

std::string percents(double share) { return std::to_string(static_cast<int>(100.0 * share + 0.5)); }

std::string chance_words(double chance, double low, double high) {
  constexpr double kSurest = 0.98, kWide = 0.2;
  if (low > kSurest) return "＞98％";
  if (high < 1 - kSurest) return "＜2％";
  const std::string point = chance > kSurest       ? "＞98"
                            : chance < 1 - kSurest ? "＜2"
                            : high - low > kWide   ? "约" + std::to_string(std::clamp(5 * static_cast<int>(20.0 * chance + 0.5), 5, 95))
                                                   : percents(chance);
  return point + "％（" + percents(low) + "–" + percents(high) + "％）";
}

}  // namespace luoshi::engine
