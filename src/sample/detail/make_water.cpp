#include <algorithm>
#include <array>
#include <span>

#include "numeric/elementary.hpp"
#include "sample/detail/world.hpp"

namespace luoshi::sample::detail {
namespace {

struct SectionFacts {
  std::string_view name, river, grade, target_class, town;
  double limit, mean_2026;  ///< ammonia nitrogen, mg/L; the mean of January to October
  bool tidal;
  Point at;
};
constexpr std::array<SectionFacts, 19> kSections{{
    {"谷口", "黛溪", "省考", "Ⅳ", "谷口镇", 1.5, 1.68, false, {33.4, 34.4}},
    {"铁炉桥", "铁炉河", "省考", "Ⅴ", "铁炉镇", 2.0, 2.31, false, {43.5, 42.4}},
    {"黛山", "黛山溪", "省考", "Ⅲ", "黛山镇", 1.0, 0.88, false, {50.6, 44.0}},
    {"松溪口", "松溪", "省考", "Ⅲ", "松坪镇", 1.0, 0.74, false, {19.5, 36.2}},
    {"岭前河口", "岭前河", "市考", "Ⅲ", "岭前镇", 1.0, 0.83, false, {25.0, 35.0}},
    {"云津大桥", "云溪江", "国考", "Ⅲ", "云津街道", 1.0, 0.62, false, {25.0, 26.0}},
    {"望溪大桥", "云溪江", "国考", "Ⅲ", "望溪街道", 1.0, 0.71, false, {29.5, 30.5}},
    {"桐屿", "桐屿涌", "市考", "Ⅳ", "桐屿街道", 1.5, 1.22, false, {9.0, 18.0}},
    {"砚池河口", "砚池河", "市考", "Ⅳ", "砚池街道", 1.5, 1.31, false, {22.5, 17.0}},
    {"苇塘河口", "苇塘河", "省考", "Ⅲ", "苇塘镇", 1.0, 1.12, false, {50.6, 29.2}},
    {"月牙湖湖心", "月牙湖", "省考", "Ⅲ", "月湖镇", 1.0, 0.58, false, {52.6, 28.2}},
    {"鹭渚", "鹭渚河", "省考", "Ⅲ", "鹭渚镇", 1.0, 0.81, false, {38.0, 27.0}},
    {"新禾", "新禾河", "市考", "Ⅲ", "新禾镇", 1.0, 0.93, false, {47.0, 19.0}},
    {"横汊水道", "横汊水道", "省考", "Ⅲ", "横汊镇", 1.0, 0.66, true, {54.5, 15.3}},
    {"双闸涌口", "双闸涌", "市考", "Ⅳ", "双闸镇", 1.5, 1.28, true, {35.9, 0.6}},
    {"沙尾涌口", "沙尾涌", "市考", "Ⅴ", "沙尾镇", 2.0, 2.18, true, {45.9, 0.6}},
    {"潮口闸下", "潮口水道", "国考", "Ⅲ", "潮口镇", 1.0, 0.77, true, {24.5, 1.2}},
    {"澜湾水道", "澜湾水道", "省考", "Ⅲ", "澜湾镇", 1.0, 0.86, true, {14.0, 2.0}},
    {"盐屿", "盐屿涌", "市考", "Ⅲ", "盐屿镇", 1.0, 0.95, true, {4.5, 2.5}},
}};

struct WorksFacts {
  std::string_view name, town, state;
  double capacity;  ///< 10⁴ m³/d
  Day started;
  std::optional<Day> running;
};
constexpr Day on(int y, unsigned m, unsigned d) { return Day{year{y}, month{m}, day{d}}; }
const std::array<WorksFacts, 13> kWorks{{
    {"岭前污水处理厂扩建", "岭前镇", "通水", 4, on(2024, 11, 12), on(2026, 6, 28)},
    {"云津水质净化厂", "云津街道", "通水", 8, on(2023, 3, 6), on(2024, 9, 30)},
    {"桐屿水质净化厂", "桐屿街道", "通水", 6, on(2023, 8, 15), on(2025, 3, 18)},
    {"横汊水质净化厂", "横汊镇", "通水", 2, on(2024, 2, 26), on(2025, 10, 20)},
    {"月湖水质净化厂", "月湖镇", "通水", 3, on(2024, 5, 9), on(2026, 4, 16)},
    {"双闸水质净化厂二期", "双闸镇", "主体完工", 6, on(2025, 6, 18), std::nullopt},
    {"铁炉水质净化厂", "铁炉镇", "主体完工", 4, on(2025, 3, 3), std::nullopt},
    {"谷口水质净化厂", "谷口镇", "主体完工", 2, on(2025, 4, 21), std::nullopt},
    {"苇塘水质净化厂", "苇塘镇", "主体完工", 2, on(2025, 7, 7), std::nullopt},
    {"潮口水质净化厂扩建", "潮口镇", "主体完工", 5, on(2024, 12, 2), std::nullopt},
    {"澜湾水质净化厂", "澜湾镇", "主体完工", 4, on(2026, 1, 15), std::nullopt},
    {"沙尾水质净化厂扩建", "沙尾镇", "基础施工", 3, on(2026, 6, 22), std::nullopt},
    {"望潮水质净化厂", "望潮镇", "基础施工", 2, on(2026, 8, 10), std::nullopt},
}};

/// The point of a river's course nearest to where the section is meant to be; the lake's stays where it is.
Point on_river(const World& world, std::string_view name, Point meant) {
  Point nearest = meant;
  double least = 1e9;
  for (const River& river : world.rivers) {
    if (river.name != copy_name(world, name)) continue;
    for (const Point& point : river.line) {
      const double dx = point.x - meant.x, dy = point.y - meant.y;
      if (dx * dx + dy * dy < least) {
        least = dx * dx + dy * dy;
        nearest = point;
      }
    }
  }
  return nearest;
}

void make_sections(World& world) {
  for (const SectionFacts& facts : kSections)
    world.sections.push_back({code_of(world, "S", world.sections.size() + 1), copy_name(world, facts.name), facts.river,
                              facts.grade, facts.target_class, town_index(facts.town), facts.limit, facts.mean_2026,
                              facts.tidal, on_river(world, facts.river, facts.at)});
}

/// 1,124 outfalls along the rivers, 203 of which nobody keeps.
void make_outfalls(World& world, Random& random) {
  constexpr std::size_t kCount = 1124, kUnkept = 203;
  std::vector<bool> unkept(kCount, false);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < kCount; ++i) order.push_back(i);
  random.shuffle(std::span{order});
  for (std::size_t i = 0; i < kUnkept; ++i) unkept[order[i]] = true;
  for (std::size_t i = 0; i < kCount; ++i) {
    Outfall outfall;
    outfall.code = code_of(world, "F", i + 1);
    outfall.river = static_cast<unsigned>(i < world.rivers.size() ? i : random.below(world.rivers.size()));
    const River& river = world.rivers[outfall.river];
    outfall.town = river.town;
    const std::uint64_t draw = random.below(100);
    outfall.kind = draw < 52 ? "生活污水" : draw < 70 ? "雨污混排" : draw < 82 ? "工业废水" : "农业退水";
    const bool no_better = river.ammonia_after && *river.ammonia_after >= 0.9 * river.ammonia_before;
    outfall.dry_flow = (!river.finished && random.below(3) == 0) || no_better;
    outfall.flow_m3_d = random.uniform(5, 180);
    if (!unkept[i]) outfall.keeper = world.towns[outfall.town].body;
    const std::size_t piece = random.below(river.line.size() - 1);
    const double t = random.uniform();
    const Point a = river.line[piece], b = river.line[piece + 1];
    outfall.at = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    world.outfalls.push_back(std::move(outfall));
  }
}

Line sewer_course(Random& random, const TownFacts& town, unsigned length_m) {
  const double km = length_m / 1000.0 / 2.0;
  const Point start = inside(random, town);
  const double sx = random.below(2) == 0 ? km : -km, sy = random.below(2) == 0 ? km : -km;
  const auto keep = [&](Point p) {
    return Point{std::clamp(p.x, town.west + 0.1, town.east - 0.1),
                 std::clamp(p.y, town.south + 0.1, town.north - 0.1)};
  };
  return {start, keep({start.x + sx, start.y}), keep({start.x + sx, start.y + sy})};
}

void add_sewers(World& world, Random& random, unsigned total_m, Day first, Day last, std::string_view state) {
  if (total_m == 0) return;
  std::vector<double> weights(std::max(1U, total_m / 1900), 0.0);
  for (double& weight : weights) weight = random.uniform(0.5, 1.5);
  for (const std::uint64_t length : apportion(total_m, weights)) {
    Sewer sewer;
    sewer.code = code_of(world, "G", world.sewers.size() + 1);
    sewer.town = static_cast<unsigned>(random.below(world.towns.size()));
    sewer.length_m = static_cast<unsigned>(length);
    sewer.kind = random.below(10) < 4 ? "主干" : "支管";
    sewer.diameter_mm = sewer.kind == "主干" ? 600 + 200 * static_cast<unsigned>(random.below(4))
                                             : 300 + 100 * static_cast<unsigned>(random.below(2));
    sewer.name = world.towns[sewer.town].name + "污水管网" + sewer.code.substr(sewer.code.find('-') + 1) + "标段";
    sewer.state = state;
    if (state == "建成") sewer.built = random_day(random, first, last);
    sewer.line = sewer_course(random, *world.towns[sewer.town].facts, sewer.length_m);
    world.sewers.push_back(std::move(sewer));
  }
}

/// 975 km built month by month as the papers say; 8.6 km of 苇塘's second stage, 3.9 of them laid before it stopped.
void make_sewers(World& world, Random& random) {
  constexpr unsigned kWeitangLaid = 3900, kWeitangRest = 4700;
  for (std::size_t m = 0; m < kMonths.size(); ++m) {
    const Day last = month_end(kMonths.at(m).year, kMonths.at(m).month);
    const Day first =
        m == 0 ? on(2023, 1, 1) : plus_days(month_end(kMonths.at(m - 1).year, kMonths.at(m - 1).month), 1);
    unsigned metres = (kMonths.at(m).sewer_km - (m == 0 ? 0 : kMonths.at(m - 1).sewer_km)) * 1000;
    if (kMonths.at(m).year == 2025 && kMonths.at(m).month == 11) metres -= kWeitangLaid;
    add_sewers(world, random, metres, first, last, "建成");
  }
  const auto weitang = [&](unsigned metres, std::string_view state, std::optional<Day> built) {
    Sewer sewer;
    sewer.code = code_of(world, "G", world.sewers.size() + 1);
    sewer.name = copy_name(world, "苇塘镇") + "污水管网二期" + (built ? "（已敷设段）" : "（停工段）");
    sewer.town = town_index("苇塘镇");
    sewer.length_m = metres;
    sewer.diameter_mm = 800;
    sewer.kind = "主干";
    sewer.state = state;
    sewer.built = built;
    sewer.line = {{44.0, 31.0}, {44.0 + metres / 1000.0, 31.0}};
    world.sewers.push_back(std::move(sewer));
  };
  weitang(kWeitangLaid, "建成", on(2025, 11, 10));
  weitang(kWeitangRest, "停工", std::nullopt);
  add_sewers(world, random, 96'000, on(2026, 10, 1), kToday, "在建");
  add_sewers(world, random, 32'000, on(2026, 10, 1), kToday, "未开工");
}

void make_works(World& world, Random& random) {
  for (const WorksFacts& facts : kWorks) {
    Works works;
    works.code = code_of(world, "W", world.works.size() + 1);
    works.name = copy_name(world, facts.name);
    works.town = town_index(facts.town);
    works.capacity_10k_m3_d = facts.capacity;
    works.state = facts.state;
    works.started = facts.started;
    works.running = facts.running;
    if (facts.running) works.inflow_cod = random.uniform(118, 192);
    works.at = inside(random, kTowns.at(works.town));
    world.works.push_back(std::move(works));
  }
}

// The steady network above and beside 谷口, ammonia nitrogen. Discharges in m³/s at a reach's end.
struct ReachFacts {
  std::string_view code, name, next;
  double length_km, flow, velocity, decay;
  bool tidal;
  std::string_view section;
  std::string_view town, river;
};
constexpr std::array<ReachFacts, 15> kReaches{{
    {"TL1", "铁炉河上段", "TL2", 11.2, 0.7, 0.32, 0.10, false, "", "铁炉镇", "铁炉河"},
    {"TL2", "铁炉河下段", "DX2", 16.2, 1.5, 0.30, 0.10, false, "铁炉桥", "铁炉镇", "铁炉河"},
    {"DS1", "黛山溪", "DX2", 18.6, 2.6, 0.45, 0.10, false, "黛山", "黛山镇", "黛山溪"},
    {"DX2", "黛溪中段", "DX3", 6.4, 4.9, 0.42, 0.10, false, "", "谷口镇", "黛溪"},
    {"DX3", "黛溪下段", "YX1", 8.8, 6.5, 0.40, 0.10, false, "谷口", "谷口镇", "黛溪"},
    {"SX1", "松溪", "YX2", 21.0, 3.1, 0.38, 0.10, false, "松溪口", "松坪镇", "松溪"},
    {"LQ1", "岭前河", "YX1", 14.5, 1.8, 0.36, 0.10, false, "岭前河口", "岭前镇", "岭前河"},
    {"YX1", "云溪江上段", "YX2", 7.1, 9.9, 0.48, 0.08, false, "望溪大桥", "望溪街道", "云溪江"},
    {"YX2", "云溪江中段", "YX3", 8.4, 16.5, 0.50, 0.08, false, "云津大桥", "清和街道", "云溪江"},
    {"YX3", "云溪江感潮段", "", 24.8, 18.0, 0.0, 0.0, true, "", "云津街道", "云溪江"},
    {"WT1", "苇塘河", "", 9.3, 1.2, 0.28, 0.10, false, "苇塘河口", "苇塘镇", "苇塘河"},
    {"HC1", "横汊水道", "", 31.0, 5.2, 0.0, 0.0, true, "横汊水道", "横汊镇", "横汊水道"},
    {"SZ1", "双闸涌", "", 16.4, 1.1, 0.0, 0.0, true, "双闸涌口", "双闸镇", "双闸涌"},
    {"SW1", "沙尾涌", "", 15.2, 0.9, 0.0, 0.0, true, "沙尾涌口", "沙尾镇", "沙尾涌"},
    {"LW1", "澜湾水道", "", 17.5, 3.8, 0.0, 0.0, true, "澜湾水道", "澜湾镇", "澜湾水道"},
}};

struct LoadFacts {
  std::string_view reach, town, kind;
  double share;  ///< of what reaches 谷口 in 2025
};
/// Agriculture brings 37 % of what reaches 谷口; see bulletin 028.
constexpr std::array<LoadFacts, 14> kLoads{{
    {"TL1", "铁炉镇", "种植业退水", 0.05},
    {"TL1", "铁炉镇", "生活源", 0.04},
    {"TL2", "铁炉镇", "生活源", 0.09},
    {"TL2", "铁炉镇", "工业源", 0.08},
    {"TL2", "铁炉镇", "养殖源", 0.05},
    {"DS1", "黛山镇", "生活源", 0.06},
    {"DS1", "黛山镇", "工业源", 0.05},
    {"DS1", "黛山镇", "种植业退水", 0.05},
    {"DX2", "谷口镇", "生活源", 0.10},
    {"DX2", "谷口镇", "散养户", 0.07},
    {"DX3", "谷口镇", "生活源", 0.14},
    {"DX3", "谷口镇", "养殖源", 0.05},
    {"DX3", "谷口镇", "种植业退水", 0.10},
    {"DS1", "黛山镇", "天然本底", 0.07},
}};
/// What enters two brooks beside them, kg/d: their sections are in class.
struct BrookLoad {
  std::string_view reach, town, kind;
  double kg_d;
};
constexpr std::array<BrookLoad, 4> kBrookLoads{{
    {"SX1", "松坪镇", "生活源", 128},
    {"SX1", "松坪镇", "种植业退水", 84},
    {"LQ1", "岭前镇", "生活源", 86},
    {"LQ1", "岭前镇", "养殖源", 49},
}};
constexpr double kGukou2025 = 1.79;  // mg/L, the mean of the year (bulletin 054)
constexpr double kSecondsPerDay = 86400.0;

struct MeasureFacts {
  std::string_view name, reach, town;
  double cut_kg_d;
  unsigned cost_10k;
  bool promised;
};
constexpr std::array<MeasureFacts, 9> kMeasures{{
    {"谷口镇集镇及三村生活污水接管", "DX3", "谷口镇", 86, 5200, true},
    {"谷口镇规模养殖场粪污治理", "DX3", "谷口镇", 20, 1300, true},
    {"铁炉镇五金酸洗企业入园", "TL2", "铁炉镇", 18, 4100, true},
    {"黛山镇集镇污水提升改造", "DS1", "黛山镇", 8, 1800, true},
    {"黛溪散养户粪污集中收运", "DX2", "谷口镇", 34, 1450, false},
    {"谷口断面上游生态沟渠加密", "DX3", "谷口镇", 22, 2200, false},
    {"铁炉镇农村生活污水治理", "TL1", "铁炉镇", 26, 3900, false},
    {"谷口水质净化厂尾水湿地", "DX3", "谷口镇", 15, 2600, false},
    {"黛山镇设施蔬菜退水拦截", "DS1", "黛山镇", 12, 900, false},
}};

/// Built at the end of 2025: the loads above are those after it. What each did is what the months of its section show.
struct BuiltFacts {
  std::string_view name, reach, town;
  double cut_kg_d;
  unsigned cost_10k;
  double did;
};
constexpr std::array<BuiltFacts, 4> kBuilt{{
    {"铁炉镇集镇污水接管一期", "TL2", "铁炉镇", 40, 2600, 0.85},
    {"黛山镇养殖尾水治理", "DS1", "黛山镇", 38, 1150, 0.70},
    {"松坪镇集镇污水接管", "SX1", "松坪镇", 45, 2100, 0.80},
    {"岭前镇老街截污", "LQ1", "岭前镇", 30, 1700, 0.90},
}};
const Day kBuiltFrom = on(2025, 11, 3), kBuiltOn = on(2025, 12, 20);

/// What is no cut along a reach: an outfall that two of them name, water brought clean and dirty, a works that cleans better, mud.
struct OtherFacts {
  std::string_view name, reach, town;
  unsigned cost_10k;
  bool promised;
  double outfall_kg_d, flow_m3_s;
  std::string_view brings;
  double effluent_mg_l, treated_10k_m3_d, mud_g_m2_d;
};
constexpr double kOutfall = 4.0, kCokeOven = 1.0;  // kg/d of ammonia nitrogen that the model keeps apart
constexpr std::array<OtherFacts, 6> kOthers{{
    {"谷口老街排口封堵", "DX3", "谷口镇", 160, true, kOutfall, 0, "", 0, 0, 0},
    {"谷口老街雨污分流改造", "DX3", "谷口镇", 320, false, kOutfall, 0, "", 0, 0, 0},
    {"黛溪生态补水（黛山水库放水）", "DX2", "谷口镇", 600, false, 0, 0.15, "清水", 0, 0, 0},
    {"铁炉河再生水补水", "TL2", "铁炉镇", 900, false, 0, 0.1, "3.0", 0, 0, 0},
    {"铁炉污水处理厂提标改造", "TL2", "铁炉镇", 2800, false, 0, 0, "", 3.5, 0.4, 0},
    {"铁炉河下段清淤", "TL2", "铁炉镇", 1700, false, 0, 0, "", 0, 0, 1.0},
}};

/// Where a reach runs, in km east and north, but for its end (`course_of`).
struct CourseFacts {
  std::string_view code;
  std::array<Point, 3> by;
};
constexpr std::array<CourseFacts, 15> kCourses{{
    {"TL1", {{{47.5, 49.0}, {46.6, 46.5}, {45.8, 43.6}}}},
    {"TL2", {{{45.8, 43.6}, {44.8, 43.3}, {43.6, 43.0}}}},
    {"DS1", {{{58.5, 48.0}, {55.4, 46.2}, {52.8, 44.6}}}},
    {"DX2", {{{41.0, 40.6}, {39.0, 39.6}, {37.6, 38.4}}}},
    {"DX3", {{{37.6, 38.4}, {36.8, 37.0}, {35.6, 36.0}}}},
    {"SX1", {{{13.0, 49.0}, {15.8, 43.8}, {18.2, 38.8}}}},
    {"LQ1", {{{27.0, 48.0}, {26.4, 43.0}, {25.4, 38.6}}}},
    {"YX1", {{{33.0, 33.0}, {31.6, 32.2}, {30.4, 31.2}}}},
    {"YX2", {{{29.0, 30.0}, {27.6, 28.6}, {26.2, 27.0}}}},
    {"YX3", {{{24.0, 25.0}, {14.0, 21.0}, {6.0, 12.0}}}},
    {"WT1", {{{45.5, 32.5}, {47.5, 31.2}, {49.4, 29.8}}}},
    {"HC1", {{{59.5, 22.0}, {57.0, 19.0}, {55.4, 16.8}}}},
    {"SZ1", {{{33.0, 12.0}, {34.4, 7.6}, {35.6, 3.0}}}},
    {"SW1", {{{43.0, 12.0}, {44.4, 7.4}, {45.6, 3.0}}}},
    {"LW1", {{{17.5, 13.0}, {16.0, 8.6}, {14.8, 4.4}}}},
}};

/// The course as written, past its section where it has one, and on to where the reach below begins.
Line course_of(const World& world, const ReachFacts& reach) {
  const auto by = [](std::string_view code) -> const std::array<Point, 3>& {
    return std::find_if(kCourses.begin(), kCourses.end(), [&](const CourseFacts& each) { return each.code == code; })->by;
  };
  const auto& own = by(reach.code);
  Line line{own.begin(), own.end()};
  for (const Section& section : world.sections)
    if (section.name == copy_name(world, reach.section)) line.push_back(section.at);
  if (!reach.next.empty()) line.push_back(by(reach.next).front());
  return line;
}

/// The share of a load at the middle of its reach that arrives at 谷口: first-order decay over the time of travel.
double arriving(std::string_view code) {
  double exponent = 0.0;
  for (bool first = true; code != "YX1"; first = false) {
    const ReachFacts& reach =
        *std::find_if(kReaches.begin(), kReaches.end(), [&](const ReachFacts& r) { return r.code == code; });
    const double km = first ? reach.length_km / 2.0 : reach.length_km;
    exponent += reach.decay * km * 1000.0 / reach.velocity / kSecondsPerDay;
    code = reach.next;
  }
  return numeric::exp(-exponent);
}

std::string reach_code(const World& world, std::string_view code) {
  if (code.empty() || world.copy == 0) return std::string{code};
  return std::string{code} + "." + std::to_string(world.copy + 1);
}

/// The first outfall of the town of 谷口.
const Outfall& outfall_of(const World& world) {
  const unsigned town = town_index("谷口镇");
  return *std::find_if(world.outfalls.begin(), world.outfalls.end(), [&](const Outfall& each) { return each.town == town; });
}

/// One outfall and the two coke ovens that are to stop, out of the loads they are a part of: what a measure on them takes away is
/// known by their codes. The sums stay.
void keep_apart(World& world) {
  const auto apart = [&](std::string_view reach, std::string_view kind, const std::string& code, double kg_d) {
    const auto whole = std::find_if(world.loads.begin(), world.loads.end(), [&](const Load& load) { return load.reach == reach_code(world, reach) && load.kind == kind; });
    whole->kg_d -= kg_d;
    Load part = *whole;
    part.code = code;
    part.kg_d = kg_d;
    world.loads.push_back(std::move(part));
  };
  apart("DX3", "生活源", outfall_of(world).code, kOutfall);
  apart("DS1", "工业源", code_of(world, "U", 1), kCokeOven);
  apart("DS1", "工业源", code_of(world, "U", 2), kCokeOven);
}

void make_network(World& world) {
  for (const ReachFacts& facts : kReaches)
    world.reaches.push_back({reach_code(world, facts.code), copy_name(world, facts.name), reach_code(world, facts.next),
                             facts.length_km, facts.flow, facts.velocity, facts.decay, facts.tidal, facts.section,
                             town_index(facts.town), facts.river, course_of(world, facts)});
  const double at_gukou_kg_d = kGukou2025 * 6.5 * kSecondsPerDay / 1000.0;
  for (const LoadFacts& facts : kLoads)
    world.loads.push_back({code_of(world, "L", world.loads.size() + 1), reach_code(world, facts.reach), facts.town,
                           facts.kind, at_gukou_kg_d * facts.share / arriving(facts.reach)});
  const auto next = [&] { return code_of(world, "M", world.measures.size() + 1); };
  for (const MeasureFacts& facts : kMeasures)
    world.measures.push_back({next(), copy_name(world, facts.name), reach_code(world, facts.reach), "", facts.town, facts.cut_kg_d,
                              facts.cost_10k, facts.promised, std::nullopt, std::nullopt, 0.0, facts.promised, {}, 0, {}, 0, 0, 0});
  for (const BrookLoad& facts : kBrookLoads)
    world.loads.push_back({code_of(world, "L", world.loads.size() + 1), reach_code(world, facts.reach), facts.town, facts.kind, facts.kg_d});
  for (const BuiltFacts& facts : kBuilt)
    world.measures.push_back({next(), copy_name(world, facts.name), reach_code(world, facts.reach), "", facts.town, facts.cut_kg_d, facts.cost_10k, false,
                              kBuiltFrom, kBuiltOn, facts.did, false, {}, 0, {}, 0, 0, 0});
  for (const OtherFacts& facts : kOthers)
    world.measures.push_back({next(), copy_name(world, facts.name), reach_code(world, facts.reach), "", facts.town, facts.outfall_kg_d, facts.cost_10k,
                              facts.promised, std::nullopt, std::nullopt, 0.0, false, facts.outfall_kg_d > 0 ? outfall_of(world).code : std::string{},
                              facts.flow_m3_s, facts.brings, facts.effluent_mg_l, facts.treated_10k_m3_d, facts.mud_g_m2_d});
  keep_apart(world);
}

}  // namespace

void make_water(World& world) {
  Random random = stream(world, Stream::Water);
  make_sections(world);
  make_outfalls(world, random);
  make_sewers(world, random);
  make_works(world, random);
  make_network(world);
}

}  // namespace luoshi::sample::detail
