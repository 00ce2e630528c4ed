#include <array>
#include <optional>

#include "sample/detail/csv.hpp"
#include "sample/detail/world.hpp"

namespace luoshi::sample::detail {
namespace {

struct CityTarget {
  std::string_view title, lead, supports, theme, meaning, bound;
  double value;
  int decimals;
  std::string_view unit, basis, source, needs;
};
/// What the city itself owes by the end of 2026. The order gives the codes: children name their parent by it.
constexpr std::array<CityTarget, 15> kTargets{{
    {"累计完成河涌整治", "市水务局", "市生态环境局", "水", "产出", ">=", 260, 0, "条", "累计", "006", ""},
    {"累计建成污水管网", "市水务局", "云溪水务集团", "水", "产出", ">=", 1100, 0, "公里", "累计", "006", ""},
    {"建成通水污水处理厂", "市水务局", "云溪水务集团", "水", "产出", ">=", 8, 0, "座", "累计", "006", ""},
    {"城市生活污水集中收集率", "市水务局", "市住房和城乡建设局", "水", "效果", ">=", 75, 0, "%", "时点", "006", ""},
    {"谷口断面氨氮年均浓度", "市生态环境局", "市水务局", "水", "效果", "<=", 1.5, 1, "毫克/升", "当年", "046", ""},
    {"铁炉桥断面氨氮年均浓度", "市生态环境局", "市水务局", "水", "效果", "<=", 2.0, 1, "毫克/升", "当年", "005", ""},
    {"沙尾涌口断面氨氮年均浓度", "市生态环境局", "市水务局", "水", "效果", "<=", 2.0, 1, "毫克/升", "当年", "008", ""},
    {"累计拆除整理低效工业用地", "市工业和信息化局", "市自然资源局", "用地", "产出", ">=", 16000, 0, "亩", "累计",
     "016", ""},
    {"重点项目完成年度投资", "市发展和改革局", "市财政局", "项目", "产出", ">=", 142, 0, "亿元", "当年", "017", ""},
    {"限制类焦化钢铁企业停产退出", "市工业和信息化局", "市生态环境局", "工业", "产出", "=", 5, 0, "家", "累计", "011",
     ""},
    {"全市细颗粒物年均浓度", "市生态环境局", "市住房和城乡建设局", "气", "效果", "<=", 33, 0, "微克/立方米", "当年",
     "011", ""},
    {"铁炉站2025年细颗粒物年均浓度", "市生态环境局", "", "气", "效果", "<=", 39, 0, "微克/立方米", "当年", "013", ""},
    {"建成月牙湖湿地生态缓冲带", "", "", "水", "产出", ">=", 12, 0, "公里", "累计", "025", ""},
    {"苇塘镇污水管网二期建成", "苇塘镇", "市水务局", "水", "产出", "=", 8.6, 1, "公里", "累计", "014",
     "泵站用地4.2亩；下穿省道许可"},
    {"鹭渚镇热源替代工程供热", "市燃气公司", "市住房和城乡建设局", "工业", "产出", "=", 1, 0, "座", "时点", "053", ""},
}};
constexpr std::string_view kRiversParent = "累计完成河涌整治", kSewersParent = "累计建成污水管网",
                           kLandParent = "累计拆除整理低效工业用地", kGukouParent = "谷口断面氨氮年均浓度";

std::string parent_code(const World& world, std::string_view title) {
  std::size_t i = 0;
  while (kTargets.at(i).title != title) ++i;
  return code_of(world, "C", i + 1);
}

Day due_of(std::string_view title) {
  if (title == "限制类焦化钢铁企业停产退出") return Day{year{2026}, month{10}, day{31}};
  if (title == "鹭渚镇热源替代工程供热") return Day{year{2026}, month{11}, day{15}};
  if (title == "铁炉站2025年细颗粒物年均浓度") return Day{year{2025}, month{12}, day{31}};
  return kYearEnd;
}

Commitment& add(World& world, std::string title, std::string lead, double value, int decimals, std::string unit) {
  Commitment commitment;
  commitment.code = code_of(world, "C", world.commitments.size() + 1);
  commitment.title = std::move(title);
  commitment.lead = std::move(lead);
  commitment.value = value;
  commitment.decimals = decimals;
  commitment.unit = std::move(unit);
  commitment.bound = ">=";
  commitment.basis = "累计";
  commitment.meaning = "产出";
  commitment.due = kYearEnd;
  world.commitments.push_back(std::move(commitment));
  return world.commitments.back();
}

void add_city(World& world) {
  for (const CityTarget& target : kTargets) {
    Commitment& commitment =
        add(world, copy_name(world, target.title), target.lead.empty() ? "" : body_code(world, target.lead),
            target.value, target.decimals, std::string{target.unit});
    commitment.supports = target.supports.empty() ? "" : body_code(world, target.supports);
    commitment.theme = target.theme;
    commitment.meaning = target.meaning;
    commitment.bound = target.bound;
    commitment.basis = target.basis;
    commitment.due = due_of(target.title);
    commitment.source = std::string{target.source};
    commitment.needs = std::string{target.needs};
  }
}

/// Built or cleared by the end of 2025, by town.
template <class Thing, class Amount, class When>
std::vector<double> by_2025(const World& world, const std::vector<Thing>& things, Amount amount, When when) {
  std::vector<double> sums(world.towns.size(), 0.0);
  for (const Thing& thing : things)
    if (const std::optional<Day> day_done = when(thing); day_done && *day_done <= Day{year{2025}, month{12}, day{31}})
      sums[thing.town] += amount(thing);
  return sums;
}

/// The year's share of each town: `fixed` towns keep theirs, the rest of `total` is shared out at random.
struct Share {
  unsigned town;
  std::uint64_t amount;
};
std::vector<std::uint64_t> share_out(const World& world, Random& random, std::uint64_t total,
                                     std::initializer_list<Share> fixed_shares) {
  std::vector<double> weights(world.towns.size(), 0.0);
  for (double& weight : weights) weight = random.uniform(0.7, 1.3);
  for (const Share& share : fixed_shares) {
    weights[share.town] = 0.0;
    total -= share.amount;
  }
  auto shares = apportion(total, weights);
  for (const Share& share : fixed_shares) shares[share.town] = share.amount;
  return shares;
}

void add_towns(World& world, Random& random) {
  const auto sewers = by_2025(
      world, world.sewers, [](const Sewer& s) { return s.length_m / 1000.0; }, [](const Sewer& s) { return s.built; });
  const auto land = by_2025(
      world, world.parcels, [](const Parcel& p) { return static_cast<double>(p.mu); },
      [](const Parcel& p) { return p.cleared; });
  // In hundreds of metres: 392 km in the year; in mu: 5,700.
  const auto sewer_shares = share_out(
      world, random, 3920, {{town_index("谷口镇"), 165}, {town_index("沙尾镇"), 180}, {town_index("横汊镇"), 200}});
  const auto land_shares = share_out(world, random, 5700, {{town_index("铁炉镇"), 520}});
  for (unsigned t = 0; t < world.towns.size(); ++t) {
    const Town& town = world.towns[t];
    const std::string letter = "责任书-治水-" + town.code, park_letter = "责任书-园区-" + town.code;
    const auto promise = [&](std::string title, double value, double added, int decimals, std::string unit,
                             std::string_view theme, std::string_view parent, const std::string& source,
                             std::string_view counts) {
      Commitment& commitment = add(world, town.name + std::move(title), town.body, value, decimals, std::move(unit));
      commitment.added = added;
      commitment.theme = theme;
      commitment.parent = parent_code(world, parent);
      commitment.source = source;
      commitment.town = t;
      commitment.counts = counts;
    };
    const double new_sewers = static_cast<double>(sewer_shares[t]) / 10.0,
                 new_land = static_cast<double>(land_shares[t]);
    promise("累计完成河涌整治", town.facts->promised_2026, town.facts->promised_2026 - town.facts->finished_2025, 0,
            "条", "水", kRiversParent, letter, "河涌");
    promise("累计建成污水管网", sewers[t] + new_sewers, new_sewers, 1, "公里", "水", kSewersParent, letter, "管网");
    promise("累计拆除整理低效工业用地", land[t] + new_land, new_land, 0, "亩", "用地", kLandParent, park_letter,
            "地块");
  }
}

void add_load_cuts(World& world) {
  for (Measure& measure : world.measures) {
    if (!measure.pledged) continue;
    const unsigned town = town_index(measure.town);
    Commitment& commitment =
        add(world, measure.name + "削减氨氮", world.towns[town].body, measure.cut_kg_d, 0, "千克/日");
    commitment.theme = "水";
    commitment.meaning = "效果";
    commitment.basis = "时点";
    commitment.parent = parent_code(world, kGukouParent);
    commitment.source = measure.town == "谷口镇" ? "责任书-治水-" + world.towns[town].code : "005";
    commitment.town = town;
    measure.commitment = commitment.code;
  }
}

}  // namespace

void make_commitments(World& world) {
  Random random = stream(world, Stream::Duties);
  add_city(world);
  add_towns(world, random);
  add_load_cuts(world);
}

}  // namespace luoshi::sample::detail
