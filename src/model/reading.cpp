#include "model/reading.hpp"

#include <array>
#include <utility>

namespace luoshi {
namespace {

template <class Value, std::size_t N>
std::string_view name_in(const std::array<std::pair<Value, std::string_view>, N>& names, Value value) {
  for (const auto& [each, name] : names)
    if (each == value) return name;
  return "";
}

template <class Value, std::size_t N>
std::optional<Value> value_in(const std::array<std::pair<Value, std::string_view>, N>& names, std::string_view name) {
  for (const auto& [value, each] : names)
    if (each == name) return value;
  return std::nullopt;
}

constexpr std::array<std::pair<StatementKind, std::string_view>, 6> kKinds = {
    {{StatementKind::Requirement, "requirement"},
     {StatementKind::Commitment, "commitment"},
     {StatementKind::Result, "result"},
     {StatementKind::Finding, "finding"},
     {StatementKind::Request, "request"},
     {StatementKind::Praise, "praise"}}};

constexpr std::array<std::pair<Theme, std::string_view>, 10> kThemes = {{{Theme::Water, "water"},
                                                                        {Theme::Air, "air"},
                                                                        {Theme::Industry, "industry"},
                                                                        {Theme::Land, "land"},
                                                                        {Theme::Project, "project"},
                                                                        {Theme::Safety, "safety"},
                                                                        {Theme::Planning, "planning"},
                                                                        {Theme::Economy, "economy"},
                                                                        {Theme::Governance, "governance"},
                                                                        {Theme::Other, "other"}}};

constexpr std::array<std::pair<QuestionLabel, std::string_view>, 10> kLabels = {{{QuestionLabel::Lead, "责任"},
                                                                                {QuestionLabel::Due, "时限"},
                                                                                {QuestionLabel::Base, "基数"},
                                                                                {QuestionLabel::Scope, "范围"},
                                                                                {QuestionLabel::List, "列举"},
                                                                                {QuestionLabel::Place, "地点"},
                                                                                {QuestionLabel::Amount, "数量"},
                                                                                {QuestionLabel::Match, "对应"},
                                                                                {QuestionLabel::Date, "日期"},
                                                                                {QuestionLabel::Chair, "主持"}}};

constexpr std::array<std::pair<DatePrecision, std::string_view>, 4> kPrecisions = {{{DatePrecision::Unknown, "unknown"},
                                                                                   {DatePrecision::ToYear, "year"},
                                                                                   {DatePrecision::ToMonth, "month"},
                                                                                   {DatePrecision::ToDay, "day"}}};

}  // namespace

std::string_view kind_name(StatementKind kind) { return name_in(kKinds, kind); }
std::optional<StatementKind> kind_from_name(std::string_view name) { return value_in(kKinds, name); }
std::string_view theme_name(Theme theme) { return name_in(kThemes, theme); }
std::optional<Theme> theme_from_name(std::string_view name) { return value_in(kThemes, name); }
std::string_view label_name(QuestionLabel label) { return name_in(kLabels, label); }
std::optional<QuestionLabel> label_from_name(std::string_view name) { return value_in(kLabels, name); }
std::string_view precision_name(DatePrecision precision) { return name_in(kPrecisions, precision); }

}  // namespace luoshi
