#include "sheets/form.hpp"

#include <algorithm>

#include "formats/workbook.hpp"
#include "sheets/detail/text.hpp"

namespace luoshi::sheets {
namespace {

std::string_view sign_of(Bound bound) {
  switch (bound) {
    case Bound::Equal:
      return "";
    case Bound::Above:
      return "超";
    case Bound::AtLeast:
      return "不少于";
    case Bound::Below:
      return "不足";
    case Bound::AtMost:
      return "不超过";
    case Bound::About:
      return "约";
    case Bound::Nearly:
      return "近";
  }
  return "";
}

std::string joined(const std::vector<std::string>& names, std::string_view between) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : std::string{between}) + name;
  return out;
}

std::string date_words(const PartialDate& date) {
  std::string out;
  if (date.year) out += std::to_string(*date.year) + "年";
  if (date.month) out += std::to_string(*date.month) + "月";
  if (date.day) out += std::to_string(*date.day) + "日";
  return out;
}

}  // namespace

std::string text_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<Decimal>(&value)) return number->text();
  if (const auto* day = std::get_if<Day>(&value)) return day_text(*day);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "是" : "否";
  if (const auto* names = std::get_if<std::vector<std::string>>(&value)) return joined(*names, "、");
  if (const auto* figure = std::get_if<Figure>(&value))
    return std::string{sign_of(figure->bound)} + figure->value.text() + figure->unit;
  if (const auto* deadline = std::get_if<Deadline>(&value)) {
    if (!deadline->words.empty()) return deadline->words;
    if (!deadline->until) return {};
    return (deadline->from ? date_words(*deadline->from) + "至" : std::string{}) + date_words(*deadline->until);
  }
  return {};
}

std::string canonical_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value))
    return detail::is_dash(detail::folded(*text)) ? std::string{} : detail::plain(*text);
  if (const auto* number = std::get_if<Decimal>(&value)) return number->normalised().text();
  if (const auto* names = std::get_if<std::vector<std::string>>(&value)) {
    std::vector<std::string> sorted = *names;
    std::sort(sorted.begin(), sorted.end());
    return joined(sorted, "\n");
  }
  if (const auto* figure = std::get_if<Figure>(&value))
    return std::string{bound_sign(figure->bound)} + figure->value.normalised().text() + figure->unit;
  if (const auto* deadline = std::get_if<Deadline>(&value)) {
    // Two spellings of one day are one limit; words without a day are themselves.
    if (const auto due = deadline->due())
      return (deadline->from ? deadline->from->text() : std::string{}) + "/" + day_text(*due);
    return detail::plain(deadline->words);
  }
  return text_of(value);
}

std::optional<std::size_t> Form::find(std::string_view field_key) const {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.key == field_key; });
  if (found == fields.end()) return std::nullopt;
  return static_cast<std::size_t>(found - fields.begin());
}

std::string Complaint::full_text() const {
  std::string place = "表“" + sheet + "”";
  if (row != 0) place += "第 " + std::to_string(row) + " 行";
  if (column) place += " " + formats::column_letters(*column) + " 列";
  return place + "：" + text;
}

}  // namespace luoshi::sheets
