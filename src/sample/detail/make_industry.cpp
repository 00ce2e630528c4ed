#include <array>

#include "sample/detail/world.hpp"

namespace luoshi::sample::detail {
namespace {

constexpr Day on(int y, unsigned m, unsigned d) { return Day{year{y}, month{m}, day{d}}; }

struct FirmFacts {
  std::string_view name, trade, town, state;
  bool restricted, by_wetland;
  unsigned workers;
  Point at;
};
/// The five restricted firms (6,120 workers in four areas) and the two steel works beside the wetland.
constexpr std::array<FirmFacts, 7> kFirms{{
    {"黛山焦化", "焦化", "黛山镇", "已停产", true, false, 1620, {52.0, 43.2}},
    {"铁炉钢铁", "钢铁", "铁炉镇", "部分停产", true, false, 1520, {44.2, 43.0}},
    {"桐屿焦化", "焦化", "桐屿街道", "已停产", true, false, 1080, {8.5, 19.5}},
    {"鹭渚焦化", "焦化", "鹭渚镇", "生产", true, false, 1130, {39.0, 28.5}},
    {"盐屿特钢", "钢铁", "盐屿镇", "已停产", true, false, 770, {5.0, 6.0}},
    {"月湖钢铁", "钢铁", "月湖镇", "生产", false, true, 2700, {54.6, 29.3}},
    {"苇岸钢铁", "钢铁", "苇塘镇", "生产", false, true, 1900, {50.2, 31.8}},
}};

struct UnitFacts {
  std::string_view firm, name, product;
  double capacity;  ///< 10⁴ t a year
  bool leaves;
  std::optional<Day> planned, stopped;
};
const std::array<UnitFacts, 17> kUnits{{
    {"黛山焦化", "1号焦炉", "焦炭", 45, true, on(2026, 10, 31), on(2026, 10, 22)},
    {"黛山焦化", "2号焦炉", "焦炭", 45, true, on(2026, 10, 31), on(2026, 10, 30)},
    {"铁炉钢铁", "1号高炉", "生铁", 50, true, on(2026, 10, 31), on(2026, 10, 28)},
    {"铁炉钢铁", "2号高炉", "生铁", 50, true, on(2026, 10, 31), on(2026, 10, 28)},
    {"铁炉钢铁", "3号烧结机", "烧结矿", 130, true, on(2026, 10, 31), on(2026, 10, 28)},
    {"铁炉钢铁", "轧钢车间", "钢材", 120, false, std::nullopt, std::nullopt},
    {"桐屿焦化", "1号焦炉", "焦炭", 50, true, on(2026, 10, 31), on(2026, 10, 12)},
    {"桐屿焦化", "2号焦炉", "焦炭", 30, true, on(2026, 10, 31), on(2026, 10, 26)},
    {"鹭渚焦化", "1号焦炉", "焦炭", 45, true, on(2026, 10, 31), on(2026, 10, 29)},
    {"鹭渚焦化", "2号焦炉（供热余热）", "焦炭", 45, true, on(2026, 10, 31), std::nullopt},
    {"盐屿特钢", "1号高炉", "生铁", 40, true, on(2026, 10, 31), on(2026, 10, 31)},
    {"盐屿特钢", "2号高炉", "生铁", 40, true, on(2026, 10, 31), on(2026, 10, 31)},
    {"月湖钢铁", "1号高炉", "生铁", 110, false, std::nullopt, std::nullopt},
    {"月湖钢铁", "2号高炉", "生铁", 110, false, std::nullopt, std::nullopt},
    {"月湖钢铁", "烧结机", "烧结矿", 320, false, std::nullopt, std::nullopt},
    {"苇岸钢铁", "1号高炉", "生铁", 90, false, std::nullopt, std::nullopt},
    {"苇岸钢铁", "2号高炉", "生铁", 90, false, std::nullopt, std::nullopt},
}};

struct Trade {
  std::string_view name, word;
};
constexpr std::array<Trade, 10> kTrades{{{"五金酸洗", "五金"},
                                         {"电镀", "表面处理"},
                                         {"食品加工", "食品"},
                                         {"水产加工", "水产"},
                                         {"造纸", "纸业"},
                                         {"印染", "染整"},
                                         {"塑料再生", "塑业"},
                                         {"建材", "建材"},
                                         {"机械制造", "机械"},
                                         {"家具", "家居"}}};
constexpr std::array<std::string_view, 12> kMarks{"云禾", "溪石", "澜涛", "屿川", "坪盛", "棹歌",
                                                  "砚田", "渚帆", "苇航", "黛峰", "汐源", "泽润"};

struct StationFacts {
  std::string_view name, town;
  double factor;
  Point at;
};
constexpr std::array<StationFacts, 8> kStations{{
    {"云津站", "云津街道", 1.00, {6.0, 29.0}},
    {"望溪站", "望溪街道", 0.95, {28.0, 29.0}},
    {"桐屿站", "桐屿街道", 1.08, {8.0, 19.0}},
    {"铁炉站", "铁炉镇", 1.22, {44.8, 43.5}},
    {"黛山站", "黛山镇", 1.25, {52.5, 43.6}},
    {"月湖站", "月湖镇", 0.98, {55.5, 29.0}},
    {"潮口站", "潮口镇", 0.78, {25.0, 6.0}},
    {"盐屿站", "盐屿镇", 0.76, {5.0, 7.0}},
}};

void make_other_firms(World& world, Random& random) {
  for (int i = 0; i < 136; ++i) {
    const Trade& trade = kTrades.at(random.below(kTrades.size()));
    Firm firm;
    firm.town = static_cast<unsigned>(random.below(world.towns.size()));
    firm.code = code_of(world, "E", world.firms.size() + 1);
    firm.name = copy_name(world, kMarks.at(random.below(kMarks.size()))) + std::string{trade.word} + "厂" +
                firm.code.substr(firm.code.find('-') + 1);
    firm.trade = trade.name;
    firm.workers = 12 + static_cast<unsigned>(random.below(400));
    firm.state = random.below(12) == 0 ? "停产整治" : "生产";
    firm.at = inside(random, kTowns.at(firm.town));
    world.firms.push_back(std::move(firm));
  }
}

}  // namespace

void make_industry(World& world) {
  Random random = stream(world, Stream::Industry);
  for (const FirmFacts& facts : kFirms)
    world.firms.push_back({code_of(world, "E", world.firms.size() + 1), copy_name(world, facts.name), facts.trade,
                           town_index(facts.town), facts.restricted, facts.by_wetland, facts.workers, facts.state,
                           facts.at});
  for (const UnitFacts& facts : kUnits) {
    unsigned firm = 0;
    while (kFirms.at(firm).name != facts.firm) ++firm;
    Unit unit{code_of(world, "U", world.units.size() + 1),
              std::string{facts.name},
              firm,
              facts.capacity,
              facts.product,
              facts.leaves,
              facts.planned,
              facts.stopped};
    Stack stack;
    stack.code = code_of(world, "Y", world.stacks.size() + 1);
    stack.name = std::string{facts.name} + "排气筒";
    stack.firm = firm;
    stack.height_m = 60.0 + 10.0 * static_cast<double>(random.below(7));
    stack.diameter_m = random.uniform(2.0, 5.0);
    stack.temperature_c = random.uniform(70, 150);
    stack.velocity_m_s = random.uniform(8, 18);
    const double running = facts.stopped ? 0.0 : 1.0;
    stack.dust_kg_h = running * facts.capacity * random.uniform(0.04, 0.09);
    stack.so2_kg_h = running * facts.capacity * random.uniform(0.08, 0.2);
    stack.nox_kg_h = running * facts.capacity * random.uniform(0.15, 0.35);
    stack.at = {kFirms.at(firm).at.x + random.uniform(-0.3, 0.3), kFirms.at(firm).at.y + random.uniform(-0.3, 0.3)};
    world.units.push_back(std::move(unit));
    world.stacks.push_back(std::move(stack));
  }
  make_other_firms(world, random);
  for (const StationFacts& facts : kStations)
    world.stations.push_back({code_of(world, "A", world.stations.size() + 1), copy_name(world, facts.name),
                              town_index(facts.town), facts.factor, facts.at});
}

}  // namespace luoshi::sample::detail
