#include <algorithm>

#include "sample/detail/csv.hpp"
#include "sample/detail/write.hpp"

namespace luoshi::sample::detail {
namespace {

/// The part of the network that can be solved (`luoshi water solve water/model.toml`): what flows to 谷口 and two brooks,
/// where loads are known, and the tidal waters, of which a steady model must say that it cannot say.
constexpr std::string_view kSettings = R"(# 样例：云溪市为虚构城市。氨氮稳态模型：谷口以上流域，及感潮水道
name = "云溪市（样例，虚构）黛溪流域氨氮"
reaches = "model/sample-reaches.csv"
sources = "model/sample-sources.csv"
sections = "model/sample-sections.csv"
tree = true
[kinetics]
model = "first-order"
[[kinetics.species]]
name = "NH3-N"
per_day = 0.10
theta = 1.0
)";

constexpr double kTidalWidthKm = 0.08;  // 80 m wide and 4 m deep; exchange with the sea is not known

/// What is promised and what could be, for `luoshi enough water/programme.toml`. Quarters from the fourth of 2026.
constexpr std::string_view kProgramme = R"(# 样例：云溪市为虚构城市。黛溪流域承诺与可能的措施；兑现机会为样例设定
name = "云溪市（样例，虚构）黛溪流域氨氮达标"
periods = 5
measures = "model/sample-programme.csv"
water = "model.toml"
items = ["NH3-N"]
target = 1
model_error = 0.05
kind_share = 0.3
error_share = 0.5
delivery_share = 0.3
)";

/// How the sections are judged in the city's own ledger, where measures and promises come from (`luoshi adopt`).
constexpr std::string_view kCity = R"(# 样例：云溪市为虚构城市。断面达标测算的设定；措施和承诺取自账本
name = "云溪市（样例，虚构）断面达标"
first_quarter = "2026-Q4"
periods = 5
target = "2026-Q4"          # 目标没有写明期限的断面，按这个季度
water = "model.toml"
loads_of = "2025-12-31"     # 模型的负荷是这一天的：此前见效的措施已在其中
items = ["NH3-N"]
model_error = 0.02          # 断面年均值，按本断面2025年实测校核；样例设定
effect_sd = 0.15
kind_share = 0.3
error_share = 0.5
delivery_share = 0.3
on_time = [0.97, 0.98, 0.99]  # 没有点数进展的措施：到期当季、下一季……建成的比例
on_time_source = "样例设定"
)";

std::string programme_table(const Worlds& worlds) {
  std::string table = "id,body,due,effect_sd,standing,by_1,by_2,by_3,by_4,by_5,reach,NH3-N_kg_d\n";
  for (const World& world : worlds)
    for (const Measure& measure : world.measures) {
      if (measure.built || measure.cut_kg_d <= 0 || (!measure.outfall.empty() && !measure.promised)) continue;  // a cut once, and nothing but cuts
      table += measure.name + "," + std::string{measure.town} + (measure.promised ? ",1,0.15,在办,0.9,0.95,0.97,0.98,0.99," : ",,0.15,无人认领,,,,,,") +
               measure.reach + "," + fixed(measure.cut_kg_d, 0) + "\n";
    }
  return table;
}

bool is_modelled(const World& world, const Reach& reach) {
  return reach.tidal || std::any_of(world.loads.begin(), world.loads.end(), [&](const Load& load) { return load.reach == reach.code; });
}

void write_model(const Worlds& worlds, std::vector<SampleFile>& files) {
  std::string reaches = "id,to,length_km,velocity_m_s,depth_m,head_flow_m3_s,lateral_flow_m3_s,tidal,cross_section_m2,surface_km2\n";
  std::string sources = "id,reach,kind,NH3-N_kg_d,town,sector\n", sections = "id,reach,goal\n";
  for (const World& world : worlds) {
    for (const Reach& reach : world.reaches) {
      if (!is_modelled(world, reach)) continue;
      double above = 0;
      bool next_is_modelled = false;
      for (const Reach& other : world.reaches) {
        if (other.next == reach.code && is_modelled(world, other)) above += other.flow_m3_s;
        next_is_modelled = next_is_modelled || (other.code == reach.next && is_modelled(world, other));
      }
      reaches += reach.code + "," + (next_is_modelled && !reach.tidal ? reach.next : "") + "," + fixed(reach.length_km, 1) + "," +
                 (reach.tidal ? ",," : fixed(reach.velocity_m_s, 2) + ",1,") +
                 (above == 0 ? fixed(reach.flow_m3_s, 1) + ",0," : "0," + fixed(reach.flow_m3_s - above, 1) + ",") +
                 (reach.tidal ? "yes,320," + fixed(reach.length_km * kTidalWidthKm, 2) + "\n" : "no,,\n");
      for (const Section& section : world.sections)
        if (section.name == copy_name(world, reach.section)) sections += section.name + "," + reach.code + "," + std::string{section.target_class} + "类\n";
    }
    for (const Load& load : world.loads)
      sources += load.code + "," + load.reach + ",diffuse," + fixed(load.kg_d, 1) + "," + std::string{load.town} + "," +
                 std::string{load.kind} + "\n";
  }
  files.push_back({"water/model.toml", std::string{kSettings}});
  files.push_back({"water/city.toml", std::string{kCity}});
  files.push_back({"water/programme.toml", std::string{kProgramme}});
  files.push_back({"water/model/sample-programme.csv", programme_table(worlds)});
  files.push_back({"water/model/sample-reaches.csv", std::move(reaches)});
  files.push_back({"water/model/sample-sources.csv", std::move(sources)});
  files.push_back({"water/model/sample-sections.csv", std::move(sections)});
}

}  // namespace

void write_water(const Worlds& worlds, std::vector<SampleFile>& files) {
  Csv reaches{"河段编号",         "名称", "下游河段编号", "长度公里", "末端流量立方米/秒", "流速米/秒",
              "氨氮降解系数每日", "感潮", "末端断面"};
  Csv loads{"编号", "河段编号", "区划代码", "来源", "氨氮千克/日"};
  Csv measures{"编号", "名称", "河段编号", "区划代码", "氨氮削减千克/日", "投资万元", "已承诺", "承诺编号", "开工日期", "建成日期",
               "排口编号", "补水立方米/秒", "补水水质", "出水氨氮降低mg/L", "处理水量万立方米/日", "底泥耗氧削减克/平方米·日"};
  for (const World& world : worlds) {
    const auto town_code = [&](std::string_view name) { return world.towns[town_index(name)].code; };
    for (const Reach& reach : world.reaches)
      reaches.row({reach.code, reach.name, reach.next, fixed(reach.length_km, 1), fixed(reach.flow_m3_s, 1),
                   reach.tidal ? "" : fixed(reach.velocity_m_s, 2), reach.tidal ? "" : fixed(reach.decay_per_d, 2),
                   reach.tidal ? "是" : "否", copy_name(world, reach.section)});
    for (const Load& load : world.loads)
      loads.row({load.code, load.reach, town_code(load.town), load.kind, fixed(load.kg_d, 1)});
    const auto stated = [](double value, int places) { return value > 0 ? fixed(value, places) : std::string{}; };
    for (const Measure& measure : world.measures)
      measures.row({measure.code, measure.name, measure.reach, town_code(measure.town), fixed(measure.cut_kg_d, 0),
                    std::to_string(measure.cost_10k), measure.built ? "已建成" : measure.promised ? "是" : "否", measure.commitment,
                    measure.started ? day_text(*measure.started) : "", measure.built ? day_text(*measure.built) : "", measure.outfall,
                    stated(measure.flow_m3_s, 2), std::string{measure.brings}, stated(measure.effluent_mg_l, 1),
                    stated(measure.treated_10k_m3_d, 1), stated(measure.mud_g_m2_d, 1)});
  }
  Csv registered{"编号", "名称", "区划代码", "所在水体", "感潮", "长度公里"};
  for (const World& world : worlds)
    for (const Reach& reach : world.reaches)
      registered.row({reach.code, reach.name, world.towns[reach.town].code, reach.river, reach.tidal ? "是" : "否", fixed(reach.length_km, 1)});
  files.push_back({"registers/reaches.csv", registered.take()});
  files.push_back({"water/reaches.csv", reaches.take()});
  files.push_back({"water/loads.csv", loads.take()});
  files.push_back({"water/measures.csv", measures.take()});
  write_model(worlds, files);
}

}  // namespace luoshi::sample::detail
