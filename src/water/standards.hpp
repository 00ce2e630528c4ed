#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace luoshi::water {

/// Classes of surface water (水质类别): I the best; WorseThanV is 劣Ⅴ类.
enum class WaterClass { I, II, III, IV, V, WorseThanV };
/// Ⅰ类 … Ⅴ类, 劣Ⅴ类.
[[nodiscard]] std::string chinese(WaterClass water_class);
/// Reads I … V, Ⅰ … Ⅴ or 1 … 5, with or without 类.
[[nodiscard]] std::optional<WaterClass> read_class(std::string_view text);

enum class WaterBody { River, Lake };
enum class Sense { AtMost, AtLeast };

/// One line of a standard: the limits of an item in mg/L, where they come from, and whether a person has checked them.
struct ClassLimits {
  std::string item;
  bool rivers = true, lakes = true;
  Sense sense = Sense::AtMost;
  std::array<double, 5> limit{};
  std::string source;
  bool checked = false;
};

/// GB 3838-2002 as data. Immutable.
class SurfaceWaterStandard {
 public:
  /// @throws Error{BadInput} naming line and column; limits that do not worsen from I to V are refused.
  [[nodiscard]] static SurfaceWaterStandard read(std::string_view csv, const std::string& name);
  /// The table shipped with Luoshi (data/standards/surface-water.csv).
  [[nodiscard]] static const SurfaceWaterStandard& shipped();

  [[nodiscard]] const ClassLimits* find(std::string_view item, WaterBody body) const;
  [[nodiscard]] const std::vector<ClassLimits>& lines() const { return lines_; }

 private:
  std::vector<ClassLimits> lines_;
};

/// A concentration of an item, mg/L.
struct ItemValue {
  std::string item;
  double mg_per_l;
};
struct ItemClass {
  std::string item;
  double mg_per_l;
  WaterClass water_class;
  double times_over = 0;  ///< 超标倍数 against the class asked for: value/limit − 1, 0 where it holds or is of oxygen
};
/// A judgement (评价): the class of the whole is its worst item's (单因子评价); `governing` are the items of that
/// class.
struct Judgement {
  WaterClass water_class = WaterClass::I;
  std::vector<ItemClass> items;
  std::vector<std::string> governing;
  std::vector<std::string> not_judged;  ///< items the standard has no limit for in this water
  bool checked = true;                  ///< false where any limit used is not yet checked by a person
};
/// Judges values against the standard; a value at a limit meets it. For a year hand over the arithmetic means of its
/// months.
[[nodiscard]] Judgement judge(const SurfaceWaterStandard& standard, const std::vector<ItemValue>& values,
                              WaterBody body, WaterClass goal = WaterClass::III);

/// The mean of the months that were measured, item by item; items measured in no month are left out.
[[nodiscard]] std::vector<ItemValue> yearly_means(const std::vector<std::vector<ItemValue>>& months);

/// Grades of black-odorous urban water (黑臭水体): from samples, never from a model.
enum class BlackOdorous { No, Mild, Severe };
struct BlackOdorousSample {
  std::optional<double> transparency_cm{}, oxygen_mg_per_l{}, redox_mv{}, ammonia_mg_per_l{};
  std::optional<double> depth_cm{};  ///< in water shallower than 25 cm the transparency limit is 40 % of the depth
};
/// The worst of what was measured; nothing when nothing was. Thresholds: data/standards/black-odorous.csv.
[[nodiscard]] std::optional<BlackOdorous> black_odorous_grade(const BlackOdorousSample& sample);

/// Levels of a treatment works' discharge (出水标准): 一级A, 一级B, 二级, 三级 of GB 18918-2002, daily means.
enum class WorksLevel { OneA, OneB, Two, Three };
struct EffluentMiss {
  std::string item;
  double mg_per_l, limit;
};
/// The items of an effluent that are above the level's limit; items the level does not limit are left out.
/// Limits: data/standards/treatment-works.csv (not yet checked by a person against print).
[[nodiscard]] std::vector<EffluentMiss> effluent_misses(const std::vector<ItemValue>& effluent, WorksLevel level);

}  // namespace luoshi::water
