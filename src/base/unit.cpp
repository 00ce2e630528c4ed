#include "base/unit.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace luoshi {
namespace {

struct Row {
  std::string_view name;
  Dimension dimension;
  std::string_view base;
  Decimal factor;
};

constexpr std::array kRows = {
    Row{"元", Dimension::Money, "元", {1}},
    Row{"元人民币", Dimension::Money, "元", {1}},
    Row{"角", Dimension::Money, "元", {1, -1}},
    Row{"分钱", Dimension::Money, "元", {1, -2}},
    Row{"美元", Dimension::Money, "美元", {1}},
    Row{"元/亩", Dimension::MoneyPerArea, "元/亩", {1}},
    Row{"%", Dimension::Ratio, "%", {1}},
    Row{"％", Dimension::Ratio, "%", {1}},
    Row{"‰", Dimension::Ratio, "%", {1, -1}},
    Row{"成", Dimension::Ratio, "%", {10}},
    Row{"个百分点", Dimension::PercentPoint, "百分点", {1}},
    Row{"百分点", Dimension::PercentPoint, "百分点", {1}},
    Row{"公里", Dimension::Length, "米", {1000}},
    Row{"千米", Dimension::Length, "米", {1000}},
    Row{"km", Dimension::Length, "米", {1000}},
    Row{"里", Dimension::Length, "米", {500}},
    Row{"米", Dimension::Length, "米", {1}},
    Row{"m", Dimension::Length, "米", {1}},
    Row{"厘米", Dimension::Length, "米", {1, -2}},
    Row{"毫米", Dimension::Length, "米", {1, -3}},
    Row{"延米", Dimension::Length, "米", {1}},
    Row{"亩", Dimension::Area, "亩", {1}},
    Row{"公顷", Dimension::Area, "亩", {15}},
    Row{"顷", Dimension::Area, "亩", {100}},
    Row{"平方公里", Dimension::Area, "亩", {1500}},
    Row{"平方千米", Dimension::Area, "亩", {1500}},
    Row{"平方米", Dimension::Area, "亩", {15, -4}},
    Row{"㎡", Dimension::Area, "亩", {15, -4}},
    Row{"m2", Dimension::Area, "亩", {15, -4}},
    Row{"ha", Dimension::Area, "亩", {15}},
    Row{"km2", Dimension::Area, "亩", {1500}},
    Row{"立方米", Dimension::Volume, "立方米", {1}},
    Row{"方", Dimension::Volume, "立方米", {1}},
    Row{"m3", Dimension::Volume, "立方米", {1}},
    Row{"升", Dimension::Volume, "立方米", {1, -3}},
    Row{"吨", Dimension::Mass, "千克", {1000}},
    Row{"t", Dimension::Mass, "千克", {1000}},
    Row{"公斤", Dimension::Mass, "千克", {1}},
    Row{"千克", Dimension::Mass, "千克", {1}},
    Row{"kg", Dimension::Mass, "千克", {1}},
    Row{"克", Dimension::Mass, "千克", {1, -3}},
    Row{"斤", Dimension::Mass, "千克", {5, -1}},
    Row{"吨标准煤", Dimension::Energy, "吨标准煤", {1}},
    Row{"吨标煤", Dimension::Energy, "吨标准煤", {1}},
    Row{"吨/日", Dimension::MassRate, "吨/日", {1}},
    Row{"吨/天", Dimension::MassRate, "吨/日", {1}},
    Row{"千克/日", Dimension::MassRate, "吨/日", {1, -3}},
    Row{"公斤/日", Dimension::MassRate, "吨/日", {1, -3}},
    Row{"kg/d", Dimension::MassRate, "吨/日", {1, -3}},
    Row{"t/d", Dimension::MassRate, "吨/日", {1}},
    Row{"吨/年", Dimension::MassRate, "吨/年", {1}},
    Row{"t/a", Dimension::MassRate, "吨/年", {1}},
    Row{"立方米/日", Dimension::VolumeRate, "立方米/日", {1}},
    Row{"立方米/天", Dimension::VolumeRate, "立方米/日", {1}},
    Row{"立方米/秒", Dimension::VolumeRate, "立方米/日", {86400}},
    Row{"m³/d", Dimension::VolumeRate, "立方米/日", {1}},
    Row{"m3/d", Dimension::VolumeRate, "立方米/日", {1}},
    Row{"m³/s", Dimension::VolumeRate, "立方米/日", {86400}},
    Row{"m3/s", Dimension::VolumeRate, "立方米/日", {86400}},
    Row{"毫克/升", Dimension::ConcentrationInWater, "毫克/升", {1}},
    Row{"mg/L", Dimension::ConcentrationInWater, "毫克/升", {1}},
    Row{"微克/升", Dimension::ConcentrationInWater, "毫克/升", {1, -3}},
    Row{"微克/立方米", Dimension::ConcentrationInAir, "微克/立方米", {1}},
    Row{"μg/m3", Dimension::ConcentrationInAir, "微克/立方米", {1}},
    Row{"µg/m3", Dimension::ConcentrationInAir, "微克/立方米", {1}},
    Row{"μg/m³", Dimension::ConcentrationInAir, "微克/立方米", {1}},
    Row{"毫克/立方米", Dimension::ConcentrationInAir, "微克/立方米", {1000}},
    Row{"千瓦", Dimension::Power, "千瓦", {1}},
    Row{"kW", Dimension::Power, "千瓦", {1}},
    Row{"兆瓦", Dimension::Power, "千瓦", {1000}},
    Row{"MW", Dimension::Power, "千瓦", {1000}},
    Row{"吉瓦", Dimension::Power, "千瓦", {1000000}},
    Row{"千瓦时", Dimension::Energy, "千瓦时", {1}},
    Row{"kWh", Dimension::Energy, "千瓦时", {1}},
    Row{"度电", Dimension::Energy, "千瓦时", {1}},
    Row{"蒸吨", Dimension::SteamRate, "蒸吨", {1}},
    Row{"蒸吨/小时", Dimension::SteamRate, "蒸吨", {1}},
    Row{"天", Dimension::Time, "天", {1}},
    Row{"日", Dimension::Time, "天", {1}},
    Row{"个工作日", Dimension::Time, "工作日", {1}},
    Row{"工作日", Dimension::Time, "工作日", {1}},
    Row{"周", Dimension::Time, "天", {7}},
    Row{"个月", Dimension::Time, "月", {1}},
    Row{"年", Dimension::Time, "年", {1}},
    Row{"小时", Dimension::Time, "小时", {1}},
    Row{"个小时", Dimension::Time, "小时", {1}},
    Row{"分钟", Dimension::Time, "分钟", {1}},
    Row{"公里/小时", Dimension::Speed, "公里/小时", {1}},
    Row{"℃", Dimension::Temperature, "℃", {1}},
    Row{"摄氏度", Dimension::Temperature, "℃", {1}},
};

// Persons are one kind whatever the politeness; the other counters stay apart.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kSameCounter = {
    {{"名", "人"}, {"位", "人"}, {"人", "人"}, {"人次", "人次"}, {"户次", "户次"}}};

constexpr std::array<std::string_view, 54> kCounters = {
    "个", "条", "家", "座", "项", "处", "户", "件", "台", "套", "批", "次", "起", "宗", "栋", "幢", "间", "所", "艘", "辆", "株",
    "棵", "口", "片", "块", "段", "份", "篇", "期", "场", "例", "支", "张", "封", "眼", "盏", "根", "孔", "只", "头", "尾", "本",
    "面", "道", "组", "类", "种", "级", "届", "轮", "门", "步", "眼井", "笔"};

constexpr std::array<std::pair<std::string_view, Decimal>, 9> kMultipliers = {{{"万亿", {1, 12}},
                                                                               {"千亿", {1, 11}},
                                                                               {"百亿", {1, 10}},
                                                                               {"千万", {1, 7}},
                                                                               {"百万", {1, 6}},
                                                                               {"亿", {1, 8}},
                                                                               {"万", {1, 4}},
                                                                               {"千", {1, 3}},
                                                                               {"百", {1, 2}}}};

const Row* find_row(std::string_view name) {
  const auto* const found = std::find_if(kRows.begin(), kRows.end(), [&](const Row& row) { return row.name == name; });
  return found == kRows.end() ? nullptr : found;
}

std::string_view counter_kind(std::string_view word) {
  for (const auto& [name, kind] : kSameCounter)
    if (name == word) return kind;
  return word;
}

bool is_counter(std::string_view word) {
  return std::find(kCounters.begin(), kCounters.end(), word) != kCounters.end() ||
         std::any_of(kSameCounter.begin(), kSameCounter.end(), [&](const auto& pair) { return pair.first == word; });
}

Unit measured(const Row& row, const Decimal& multiplier) {
  const auto factor = multiply(row.factor, multiplier);
  return Unit{row.dimension, std::string{row.name}, std::string{row.base}, factor.value_or(row.factor)};
}

}  // namespace

std::optional<Unit> read_unit(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (const Row* row = find_row(text)) return measured(*row, Decimal{1});  // 千米, 千克, 千瓦 are units, not thousands
  for (const auto& [word, multiplier] : kMultipliers) {
    if (!text.starts_with(word)) continue;
    const std::string_view rest = text.substr(word.size());
    if (rest.empty()) return Unit{Dimension::Count, "", "", multiplier};
    if (const Row* row = find_row(rest)) return measured(*row, multiplier);
    return Unit{Dimension::Count, std::string{rest}, std::string{counter_kind(rest)}, multiplier};
  }
  return Unit{Dimension::Count, std::string{text}, std::string{counter_kind(text)}, Decimal{1}};
}

bool is_known_unit(std::string_view text) {
  if (find_row(text) != nullptr || is_counter(text)) return true;
  for (const auto& [word, multiplier] : kMultipliers)
    if (text.starts_with(word)) {
      const std::string_view rest = text.substr(word.size());
      return !rest.empty() && (find_row(rest) != nullptr || is_counter(rest));
    }
  return false;
}

bool same_kind(const Unit& a, const Unit& b) { return a.dimension == b.dimension && a.base == b.base; }

std::optional<Decimal> in_base(const Decimal& value, const Unit& unit) { return multiply(value, unit.factor); }

}  // namespace luoshi
