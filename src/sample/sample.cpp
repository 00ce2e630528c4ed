#include "sample/sample.hpp"

#include "base/contract.hpp"
#include "sample/detail/csv.hpp"
#include "sample/detail/write.hpp"

namespace luoshi::sample {
namespace {

using namespace detail;

World make_world(std::uint64_t seed, unsigned copy) {
  World world;
  world.seed = seed;
  world.copy = copy;
  world.city = copy_name(world, "云溪市");
  for (const TownFacts& facts : kTowns) {
    const auto number = static_cast<unsigned>(world.towns.size()) + 1;
    Town town{copy_name(world, facts.name), "99" + padded(copy + 1, 2) + "00" + padded(number, 3) + "000", &facts, ""};
    town.body = body_code(world, facts.name);
    world.towns.push_back(std::move(town));
  }
  make_rivers(world);
  make_water(world);
  make_land(world);
  make_industry(world);
  make_projects(world);
  make_commitments(world);
  return world;
}

constexpr const char* kNotice =
    "云溪市（样例）\r\n"
    "\r\n"
    "本目录全部内容为软件样例：云溪市为虚构城市，镇街、河涌、企业、人员、数值和坐标均为编造，与任何真实地方无关。\r\n"
    "registers 登记册　duties 承诺、进展与核查　monitoring 监测　water 水质模型　map 地图　papers 文件\r\n"
    "样例城市停在2026年10月31日。\r\n";

}  // namespace

std::vector<SampleFile> generate(const SampleOptions& options) {
  expects(options.scale >= 1 && options.scale <= 99, "scale is 1 to 99");
  Worlds worlds;
  for (unsigned copy = 0; copy < options.scale; ++copy) worlds.push_back(make_world(options.seed, copy));
  std::vector<SampleFile> files{{"NOTICE.txt", kNotice}};
  write_bodies(worlds, files);
  write_assets(worlds, files);
  write_projects(worlds, files);
  write_duties(worlds, files);
  write_monitoring(worlds, files);
  write_water(worlds, files);
  write_map(worlds, files);
  write_papers(worlds, files);
  write_workbooks(files);
  write_history(worlds, files);
  return files;
}

}  // namespace luoshi::sample
