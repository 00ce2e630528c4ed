#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/random.hpp"
#include "sample/detail/city_facts.hpp"

// One copy of the city before it is written out. Towns, rivers and so on are referred to by their place in the vector.

namespace luoshi::sample::detail {

struct Point {
  double x = 0.0, y = 0.0;  ///< km east and north of the city's south-west corner
};
using Line = std::vector<Point>;

struct Town {
  std::string name, code;
  const TownFacts* facts = nullptr;
  std::string body;  ///< code of its government
};

struct River {
  std::string code, name;
  unsigned town = 0;
  Line line;
  double length_km = 0.0;
  bool tidal = false;
  Day entered{};
  std::optional<Day> finished;
  double ammonia_before = 0.0;
  std::optional<double> ammonia_after;  ///< what independent samples say
  bool spot_checked = false;            ///< among the twelve rivers of the spot check
  std::string_view stage;               ///< 进场 完工 见效 稳定
};

struct Section {
  std::string code, name;
  std::string_view river, grade, target_class;
  unsigned town = 0;
  double limit = 0.0, mean_2026 = 0.0;  ///< ammonia nitrogen, mg/L
  bool tidal = false;
  Point at;
};

struct Outfall {
  std::string code;
  unsigned town = 0, river = 0;
  std::string_view kind;
  bool dry_flow = false;
  double flow_m3_d = 0.0;
  std::string keeper;  ///< code of a body; empty where nobody has taken it
  Point at;
};

struct Sewer {
  std::string code, name;
  unsigned town = 0;
  unsigned length_m = 0, diameter_mm = 0;
  std::string_view kind, state;  ///< 建成 在建 未开工
  std::optional<Day> built;
  Line line;
};

struct Works {
  std::string code, name;
  unsigned town = 0;
  double capacity_10k_m3_d = 0.0;
  std::string_view state;  ///< 通水 主体完工 基础施工
  Day started{};
  std::optional<Day> running;
  double inflow_cod = 0.0;
  Point at;
};

struct Firm {
  std::string code, name;
  std::string_view trade;
  unsigned town = 0;
  bool restricted = false, by_wetland = false;
  unsigned workers = 0;
  std::string_view state;
  Point at;
};

struct Unit {
  std::string code, name;
  unsigned firm = 0;
  double capacity_10k_t = 0.0;
  std::string_view product;
  bool leaves = false;
  std::optional<Day> planned_stop, stopped;
};

struct Stack {
  std::string code, name;
  unsigned firm = 0;
  double height_m = 0.0, diameter_m = 0.0, temperature_c = 0.0, velocity_m_s = 0.0;
  double dust_kg_h = 0.0, so2_kg_h = 0.0, nox_kg_h = 0.0;
  Point at;
};

struct Park {
  std::string code, name;
  unsigned town = 0;
  Point at;
};

struct Parcel {
  std::string code;
  unsigned park = 0, town = 0;
  unsigned mu = 0;
  std::optional<Day> cleared;
  std::string_view use;  ///< 已供 在招 闲置, empty while it stands
  Point at;
};

struct Station {
  std::string code, name;
  unsigned town = 0;
  double factor = 1.0;  ///< its level against the city's mean
  Point at;
};

struct Project {
  std::string code, name, lead;
  std::string_view tier, theme, stage;  ///< 储备 计划 在建 竣工
  unsigned town = 0;
  std::uint64_t total = 0, plan_2026 = 0, done_2026 = 0;  ///< 万元
  Day planned_start{}, planned_end{};
  std::optional<Day> started, ended;
  std::uint64_t bonds = 0;
};

struct Reach {
  std::string code, name, next;
  double length_km = 0.0, flow_m3_s = 0.0, velocity_m_s = 0.0, decay_per_d = 0.0;
  bool tidal = false;
  std::string_view section;  ///< name of the section at its end
  unsigned town = 0;
  std::string_view river;    ///< water it is a part of
  Line line;
};

struct Load {
  std::string code, reach;
  std::string_view town, kind;
  double kg_d = 0.0;
};

struct Measure {
  std::string code, name, reach, commitment;
  std::string_view town;
  double cut_kg_d = 0.0;
  unsigned cost_10k = 0;
  bool promised = false;
  std::optional<Day> started, built;   ///< only of what stands
  double did = 0.0;                    ///< of that: the share of its promise that the months of its section show
  bool pledged = false;         ///< by a commitment of its own
  std::string outfall;          ///< on which it acts, where not on the reach
  double flow_m3_s = 0.0;       ///< brought to the reach
  std::string_view brings;      ///< 清水, or mg/L of ammonia nitrogen in it
  double effluent_mg_l = 0.0, treated_10k_m3_d = 0.0, mud_g_m2_d = 0.0;
};

struct Commitment {
  std::string code, title, lead, supports, parent, unit, source, needs;
  std::string_view theme, meaning, bound, basis;
  double value = 0.0;
  double added = 0.0;  ///< what the year adds to a total; 0 where it is none
  int decimals = 0;
  Day due{};
  std::optional<unsigned> town;
  std::string_view counts;  ///< rivers, sewers, parcels: what moves it; empty where nothing is counted
};

struct World {
  unsigned copy = 0;
  std::uint64_t seed = 0;
  std::string city;
  std::vector<Town> towns;
  std::vector<River> rivers;
  std::vector<Section> sections;
  std::vector<Outfall> outfalls;
  std::vector<Sewer> sewers;
  std::vector<Works> works;
  std::vector<Firm> firms;
  std::vector<Unit> units;
  std::vector<Stack> stacks;
  std::vector<Park> parks;
  std::vector<Parcel> parcels;
  std::vector<Station> stations;
  std::vector<Project> projects;
  std::vector<Reach> reaches;
  std::vector<Load> loads;
  std::vector<Measure> measures;
  std::vector<Commitment> commitments;
};

/// Where a maker's random numbers come from: independent for each copy and each maker.
enum class Stream : unsigned { Rivers = 1, Samples, Water, Land, Industry, Projects, Duties, Monitoring, Places };
[[nodiscard]] inline Random stream(const World& world, Stream which) {
  return Random{world.seed, world.copy * 64ULL + static_cast<unsigned>(which)};
}

/// "R-0001" in the first copy, "R2-0001" in the second.
[[nodiscard]] std::string code_of(const World& world, std::string_view letters, std::size_t number);
/// Names of further copies carry its number.
[[nodiscard]] std::string copy_name(const World& world, std::string_view name);
/// Code of a department or firm that is a body, by its name in the first copy.
[[nodiscard]] std::string body_code(const World& world, std::string_view name);

/// The whole numbers nearest in proportion to the weights that add up to `total` (largest remainders).
[[nodiscard]] std::vector<std::uint64_t> apportion(std::uint64_t total, const std::vector<double>& weights);
[[nodiscard]] Day plus_days(Day from, int days);
[[nodiscard]] int days_between(Day from, Day to);
[[nodiscard]] Day random_day(Random& random, Day first, Day last);
[[nodiscard]] Day month_end(int year, unsigned month);
/// A point well inside a town.
[[nodiscard]] Point inside(Random& random, const TownFacts& town);

void make_rivers(World& world);    ///< rivers and what samples say of them
void make_water(World& world);     ///< sections, outfalls, sewers, works, reaches, loads, measures
void make_land(World& world);      ///< parks and parcels
void make_industry(World& world);  ///< firms, units, stacks, stations
void make_projects(World& world);
void make_commitments(World& world);

}  // namespace luoshi::sample::detail
