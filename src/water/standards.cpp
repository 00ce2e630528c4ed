#include "water/standards.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "formats/csv.hpp"
#include "water/detail/shipped_standards.hpp"

namespace luoshi::water {
namespace {

constexpr std::array<const char*, 6> kNames{"Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类"};
constexpr std::array<const char*, 5> kColumns{"I", "II", "III", "IV", "V"};

bool meets(const ClassLimits& limits, double value, std::size_t k) {
  return limits.sense == Sense::AtMost ? value <= limits.limit[k] : value >= limits.limit[k];
}

struct Grade {
  double good_above, severe_below;
  bool falls;
};

std::map<std::string, Grade, std::less<>> black_odorous_table() {
  formats::CsvReader csv{detail::shipped_black_odorous(), "black-odorous.csv"};
  const std::size_t indicator = csv.column("indicator"), good = csv.column("good_above"),
                    severe = csv.column("severe_below"), sense = csv.column("sense");
  std::map<std::string, Grade, std::less<>> made;
  while (csv.next())
    made.emplace(std::string{csv.field(indicator)},
                 Grade{csv.number(good), csv.number(severe), csv.field(sense) == "falls"});
  return made;
}

}  // namespace

std::string chinese(WaterClass water_class) { return kNames[static_cast<std::size_t>(water_class)]; }

std::optional<WaterClass> read_class(std::string_view text) {
  if (text == "劣Ⅴ类" || text == "劣V类" || text == "劣Ⅴ" || text == "劣V") return WaterClass::WorseThanV;
  if (text.size() > 3 && text.substr(text.size() - 3) == "类") text.remove_suffix(3);
  for (std::size_t k = 0; k < 5; ++k)
    if (text == kColumns[k] || text == std::string_view{kNames[k]}.substr(0, 3) ||
        text == std::string(1, static_cast<char>('1' + k)))
      return static_cast<WaterClass>(k);
  return std::nullopt;
}

SurfaceWaterStandard SurfaceWaterStandard::read(std::string_view text, const std::string& name) {
  formats::CsvReader csv{text, name};
  const std::size_t item = csv.column("item"), water = csv.column("water"), sense = csv.column("sense"),
                    source = csv.column("source"), checked = csv.column("checked");
  std::array<std::size_t, 5> columns{};
  for (std::size_t k = 0; k < 5; ++k) columns[k] = csv.column(kColumns[k]);
  SurfaceWaterStandard made;
  while (csv.next()) {
    ClassLimits line;
    line.item = csv.field(item);
    if (csv.field(water) != "any" && csv.field(water) != "river" && csv.field(water) != "lake")
      csv.refuse(water, "the water is 'any', 'river' or 'lake'; correct it");
    line.rivers = csv.field(water) != "lake";
    line.lakes = csv.field(water) != "river";
    if (csv.field(sense) != "max" && csv.field(sense) != "min")
      csv.refuse(sense, "the sense is 'max' or 'min'; correct it");
    line.sense = csv.field(sense) == "max" ? Sense::AtMost : Sense::AtLeast;
    for (std::size_t k = 0; k < 5; ++k) {
      line.limit[k] = csv.number(columns[k]);
      if (k && (line.sense == Sense::AtMost ? line.limit[k] < line.limit[k - 1] : line.limit[k] > line.limit[k - 1]))
        csv.refuse(columns[k], "this class is stricter than the better one before it; correct the limits");
    }
    line.source = csv.field(source);
    line.checked = csv.field(checked) == "yes";
    made.lines_.push_back(std::move(line));
  }
  return made;
}

const SurfaceWaterStandard& SurfaceWaterStandard::shipped() {
  static const SurfaceWaterStandard made = read(detail::shipped_surface_water(), "surface-water.csv");
  return made;
}

const ClassLimits* SurfaceWaterStandard::find(std::string_view item, WaterBody body) const {
  for (const ClassLimits& line : lines_)
    if (line.item == item && (body == WaterBody::River ? line.rivers : line.lakes)) return &line;
  return nullptr;
}

Judgement judge(const SurfaceWaterStandard& standard, const std::vector<ItemValue>& values, WaterBody body,
                WaterClass goal) {
  Judgement made;
  for (const ItemValue& value : values) {
    const ClassLimits* limits = standard.find(value.item, body);
    if (!limits) {
      made.not_judged.push_back(value.item);
      continue;
    }
    ItemClass item{value.item, value.mg_per_l, WaterClass::WorseThanV, 0};
    for (std::size_t k = 5; k-- > 0;)
      if (meets(*limits, value.mg_per_l, k)) item.water_class = static_cast<WaterClass>(k);
    if (goal != WaterClass::WorseThanV && limits->sense == Sense::AtMost)
      item.times_over = std::max(0.0, value.mg_per_l / limits->limit[static_cast<std::size_t>(goal)] - 1.0);
    made.water_class = std::max(made.water_class, item.water_class);
    made.checked &= limits->checked;
    made.items.push_back(std::move(item));
  }
  for (const ItemClass& item : made.items)
    if (item.water_class == made.water_class) made.governing.push_back(item.item);
  return made;
}

std::vector<ItemValue> yearly_means(const std::vector<std::vector<ItemValue>>& months) {
  std::vector<ItemValue> sums;
  std::vector<std::size_t> counts;
  for (const auto& month : months)
    for (const ItemValue& value : month) {
      auto at = std::find_if(sums.begin(), sums.end(), [&](const ItemValue& sum) { return sum.item == value.item; });
      if (at == sums.end()) {
        sums.push_back({value.item, 0});
        counts.push_back(0);
        at = sums.end() - 1;
      }
      at->mg_per_l += value.mg_per_l;
      ++counts[static_cast<std::size_t>(at - sums.begin())];
    }
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i].mg_per_l /= static_cast<double>(counts[i]);
  return sums;
}

std::optional<BlackOdorous> black_odorous_grade(const BlackOdorousSample& sample) {
  static const auto table = black_odorous_table();
  std::optional<BlackOdorous> worst;
  const auto grade = [&](const std::optional<double>& value, const char* indicator, double scale) {
    if (!value) return;
    const Grade& at = table.at(indicator);
    const double good = at.good_above * scale, severe = at.severe_below * scale;
    const bool fine = at.falls ? *value > good : *value < good, bad = at.falls ? *value < severe : *value > severe;
    const BlackOdorous found = fine ? BlackOdorous::No : bad ? BlackOdorous::Severe : BlackOdorous::Mild;
    if (!worst || found > *worst) worst = found;
  };
  const bool shallow = sample.depth_cm && *sample.depth_cm < 25;
  grade(sample.transparency_cm, "transparency", shallow ? 0.4 * *sample.depth_cm / 25.0 : 1.0);
  grade(sample.oxygen_mg_per_l, "DO", 1);
  grade(sample.redox_mv, "ORP", 1);
  grade(sample.ammonia_mg_per_l, "NH3-N", 1);
  return worst;
}

std::vector<EffluentMiss> effluent_misses(const std::vector<ItemValue>& effluent, WorksLevel level) {
  constexpr std::array<const char*, 4> columns{"1A", "1B", "2", "3"};
  formats::CsvReader csv{detail::shipped_treatment_works(), "treatment-works.csv"};
  const std::size_t item = csv.column("item"), limit = csv.column(columns[static_cast<std::size_t>(level)]);
  std::vector<EffluentMiss> made;
  while (csv.next()) {
    const auto most = csv.number_if_any(limit);
    if (!most) continue;
    for (const ItemValue& value : effluent)
      if (value.item == csv.field(item) && value.mg_per_l > *most) made.push_back({value.item, value.mg_per_l, *most});
  }
  return made;
}

}  // namespace luoshi::water
