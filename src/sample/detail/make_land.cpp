#include <array>

#include "sample/detail/world.hpp"

namespace luoshi::sample::detail {
namespace {

struct ParkFacts {
  std::string_view name, town;
};
constexpr std::array<ParkFacts, 26> kParks{{
    {"云津老厂区", "云津街道"},     {"清和创意园", "清和街道"},     {"望溪东站片区", "望溪街道"},
    {"桐屿焦化片区", "桐屿街道"},   {"砚池工业区", "砚池街道"},     {"白坳工业区", "白坳镇"},
    {"松坪工业区", "松坪镇"},       {"岭前新区", "岭前镇"},         {"谷口青石片区", "谷口镇"},
    {"炉前路五金集聚区", "铁炉镇"}, {"铁炉轧钢配套园", "铁炉镇"},   {"黛山工业区", "黛山镇"},
    {"鹭渚北园", "鹭渚镇"},         {"苇塘工业区", "苇塘镇"},       {"月湖临港园", "月湖镇"},
    {"东洲制造园", "东洲镇"},       {"新禾工业区", "新禾镇"},       {"横汊食品园", "横汊镇"},
    {"盐屿工业区", "盐屿镇"},       {"澜湾新材料产业园", "澜湾镇"}, {"澜湾二期", "澜湾镇"},
    {"潮口港后园", "潮口镇"},       {"双闸装备园", "双闸镇"},       {"沙尾水产加工产业园", "沙尾镇"},
    {"望潮南堤工业区", "望潮镇"},   {"望潮北园", "望潮镇"},
}};

void add_parcels(World& world, Random& random, unsigned total_mu, Day first, Day last, bool cleared) {
  std::vector<double> weights(total_mu / 85 + 1, 0.0);
  for (double& weight : weights) weight = random.uniform(0.4, 1.6);
  for (const std::uint64_t mu : apportion(total_mu, weights)) {
    Parcel parcel;
    parcel.code = code_of(world, "P", world.parcels.size() + 1);
    parcel.park = static_cast<unsigned>(random.below(world.parks.size()));
    parcel.town = world.parks[parcel.park].town;
    parcel.mu = static_cast<unsigned>(mu);
    parcel.at = {world.parks[parcel.park].at.x + random.uniform(-1.2, 1.2),
                 world.parks[parcel.park].at.y + random.uniform(-1.2, 1.2)};
    if (cleared) {
      parcel.cleared = random_day(random, first, last);
      const std::uint64_t draw = random.below(100);
      const bool idle_town = kTowns.at(parcel.town).name == "望潮镇";  // pulled down fast, nothing came
      parcel.use = draw < (idle_town ? 5U : 46U) ? "已供" : draw < (idle_town ? 30U : 80U) ? "在招" : "闲置";
    }
    world.parcels.push_back(std::move(parcel));
  }
}

}  // namespace

void make_land(World& world) {
  Random random = stream(world, Stream::Land);
  for (const ParkFacts& facts : kParks) {
    const TownFacts& town = kTowns.at(town_index(facts.town));
    Park park{code_of(world, "K", world.parks.size() + 1), copy_name(world, facts.name), town_index(facts.town), {}};
    park.at = {random.uniform(town.west + 2, town.east - 2), random.uniform(town.south + 2, town.north - 2)};
    world.parks.push_back(std::move(park));
  }
  for (std::size_t m = 0; m < kMonths.size(); ++m) {
    const Day last = month_end(kMonths.at(m).year, kMonths.at(m).month);
    const Day first = m == 0 ? Day{year{2023}, month{1}, day{1}}
                             : plus_days(month_end(kMonths.at(m - 1).year, kMonths.at(m - 1).month), 1);
    add_parcels(world, random, kMonths.at(m).cleared_mu - (m == 0 ? 0 : kMonths.at(m - 1).cleared_mu), first, last,
                true);
  }
  add_parcels(world, random, 2150, kToday, kToday, false);
}

}  // namespace luoshi::sample::detail
