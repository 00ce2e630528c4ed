#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.hpp"

namespace luoshi {

/// What kind of thing a written unit measures. Two figures can be added or compared only within one dimension, and for
/// `Count` only with the same counter word (a river 条 is no plant 座).
enum class Dimension {
  Count, Ratio, PercentPoint, Money, Length, Area, Volume, Mass, Time, Power, Energy, SteamRate, Speed, Temperature,
  ConcentrationInWater, ConcentrationInAir, MassRate, VolumeRate, MoneyPerArea, Other
};

/// A unit as Chinese papers write it, read: 万亩 is Area, 亩, × 10000.
///
/// Factors are exact decimals to one base unit per dimension, chosen so that the Chinese and the metric units are both
/// exact: area in 亩 (1 公顷 = 15 亩, 1 平方米 = 0.0015 亩), money in 元, length in 米, mass in 千克, volume in 立方米, time in 天,
/// energy in 千瓦时 (吨标准煤 stays apart: it is a convention, not a conversion), water in mg/L, air in µg/m³.
/// Source: 国发〔1984〕28号 and GB 3100-1993 for the legal units; 亩 = 1/15 公顷.
struct Unit {
  Dimension dimension = Dimension::Other;
  std::string name;   ///< the unit without its multiplier, as written: 亩, 公里, 条
  std::string base;   ///< what values are compared in: 亩, 米, or the counter word itself
  Decimal factor{1};  ///< one written unit in `base`, multiplier included

  friend bool operator==(const Unit&, const Unit&) = default;
};

/// Reads a unit with its multiplier (万, 亿, 千, 百, 十, 万亿). An unknown word is a counter of its own (`Count`, base = the
/// word): papers count anything. Nothing for an empty text.
[[nodiscard]] std::optional<Unit> read_unit(std::string_view text);

/// True when the word is in the table of measured units or of usual counter words (not merely taken as a counter).
[[nodiscard]] bool is_known_unit(std::string_view text);

/// True when figures in the two units can be added and compared.
[[nodiscard]] bool same_kind(const Unit& a, const Unit& b);

/// The value in the base unit of its dimension; nothing where 18 digits do not hold it.
[[nodiscard]] std::optional<Decimal> in_base(const Decimal& value, const Unit& unit);

}  // namespace luoshi
