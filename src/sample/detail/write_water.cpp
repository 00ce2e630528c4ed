#include "sample/detail/csv.hpp"
#include "sample/detail/write.hpp"

namespace luoshi::sample::detail {

void write_water(const Worlds& worlds, std::vector<SampleFile>& files) {
  Csv reaches{"河段编号",         "名称", "下游河段编号", "长度公里", "末端流量立方米/秒", "流速米/秒",
              "氨氮降解系数每日", "感潮", "末端断面"};
  Csv loads{"编号", "河段编号", "区划代码", "来源", "氨氮千克/日"};
  Csv measures{"编号", "名称", "河段编号", "区划代码", "氨氮削减千克/日", "投资万元", "已承诺", "承诺编号"};
  for (const World& world : worlds) {
    const auto town_code = [&](std::string_view name) { return world.towns[town_index(name)].code; };
    for (const Reach& reach : world.reaches)
      reaches.row({reach.code, reach.name, reach.next, fixed(reach.length_km, 1), fixed(reach.flow_m3_s, 1),
                   reach.tidal ? "" : fixed(reach.velocity_m_s, 2), reach.tidal ? "" : fixed(reach.decay_per_d, 2),
                   reach.tidal ? "是" : "否", copy_name(world, reach.section)});
    for (const Load& load : world.loads)
      loads.row({load.code, load.reach, town_code(load.town), load.kind, fixed(load.kg_d, 1)});
    for (const Measure& measure : world.measures)
      measures.row({measure.code, measure.name, measure.reach, town_code(measure.town), fixed(measure.cut_kg_d, 0),
                    std::to_string(measure.cost_10k), measure.promised ? "是" : "否", measure.commitment});
  }
  files.push_back({"water/reaches.csv", reaches.take()});
  files.push_back({"water/loads.csv", loads.take()});
  files.push_back({"water/measures.csv", measures.take()});
}

}  // namespace luoshi::sample::detail
