#include "sample/detail/csv.hpp"
#include "sample/detail/ground.hpp"
#include "sample/detail/write.hpp"

namespace luoshi::sample::detail {
namespace {

std::string_view yes(bool value) { return value ? "是" : "否"; }

std::string coordinate(double degrees) { return fixed(degrees, 6); }

std::string rivers(const Worlds& worlds) {
  Csv csv{"编号", "名称", "区划代码", "长度公里", "感潮", "阶段", "进场日期", "完工日期"};
  for (const World& world : worlds)
    for (const River& river : world.rivers)
      csv.row({river.code, river.name, world.towns[river.town].code, fixed(river.length_km, 2), yes(river.tidal),
               river.stage, day_text(river.entered), day_or_empty(river.finished)});
  return csv.take();
}

std::string sections(const Worlds& worlds) {
  Csv csv{"编号", "名称", "所在水体", "级别", "区划代码", "感潮", "目标类别", "氨氮限值mg/L", "经度", "纬度"};
  for (const World& world : worlds) {
    const Ground ground{world.seed, world.copy};
    for (const Section& section : world.sections) {
      const Degrees at = ground.place(section.at);
      csv.row({section.code, section.name, copy_name(world, section.river), section.grade,
               world.towns[section.town].code, yes(section.tidal), section.target_class, fixed(section.limit, 1),
               coordinate(at.east), coordinate(at.north)});
    }
  }
  return csv.take();
}

std::string outfalls(const Worlds& worlds) {
  Csv csv{"编号", "区划代码", "受纳河涌编号", "类型", "旱天排水", "日排水量立方米", "监管单位编号"};
  for (const World& world : worlds)
    for (const Outfall& outfall : world.outfalls)
      csv.row({outfall.code, world.towns[outfall.town].code, world.rivers[outfall.river].code, outfall.kind,
               yes(outfall.dry_flow), fixed(outfall.flow_m3_d, 0), outfall.keeper});
  return csv.take();
}

std::string sewers(const Worlds& worlds) {
  Csv csv{"编号", "名称", "区划代码", "长度米", "管径毫米", "类别", "状态", "建成日期"};
  for (const World& world : worlds)
    for (const Sewer& sewer : world.sewers)
      csv.row({sewer.code, sewer.name, world.towns[sewer.town].code, std::to_string(sewer.length_m),
               std::to_string(sewer.diameter_mm), sewer.kind, sewer.state, day_or_empty(sewer.built)});
  return csv.take();
}

std::string works(const Worlds& worlds) {
  Csv csv{"编号", "名称", "区划代码", "设计规模万立方米/日", "状态", "开工日期", "通水日期", "进水化学需氧量mg/L"};
  for (const World& world : worlds)
    for (const Works& each : world.works)
      csv.row({each.code, each.name, world.towns[each.town].code, fixed(each.capacity_10k_m3_d, 0), each.state,
               day_text(each.started), day_or_empty(each.running), each.running ? fixed(each.inflow_cod, 0) : ""});
  return csv.take();
}

std::string firms(const Worlds& worlds) {
  Csv csv{"编号", "名称", "行业", "区划代码", "片区", "限制类", "临湿地", "职工人数", "状态"};
  for (const World& world : worlds)
    for (const Firm& firm : world.firms)
      csv.row({firm.code, firm.name, firm.trade, world.towns[firm.town].code,
               kAreaNames.at(static_cast<std::size_t>(kTowns.at(firm.town).area)), yes(firm.restricted),
               yes(firm.by_wetland), std::to_string(firm.workers), firm.state});
  return csv.take();
}

/// The stop is proved by five steps (两断三清); they are checked in November, so none is ticked yet.
std::string units(const Worlds& worlds) {
  Csv csv{"编号",     "企业编号", "名称", "产品",   "年产能万吨", "列入退出", "计划停产日期",
          "停产日期", "断水",     "断电", "清设备", "清原料",     "清产品"};
  for (const World& world : worlds)
    for (const Unit& unit : world.units) {
      const std::string_view step = unit.leaves ? "待验收" : "";
      csv.row({unit.code, world.firms[unit.firm].code, unit.name, unit.product, fixed(unit.capacity_10k_t, 0),
               yes(unit.leaves), day_or_empty(unit.planned_stop), day_or_empty(unit.stopped), step, step, step, step,
               step});
    }
  return csv.take();
}

std::string stacks(const Worlds& worlds) {
  Csv csv{"编号",
          "企业编号",
          "名称",
          "高度米",
          "出口内径米",
          "烟气温度摄氏度",
          "烟气流速米/秒",
          "颗粒物千克/小时",
          "二氧化硫千克/小时",
          "氮氧化物千克/小时",
          "经度",
          "纬度"};
  for (const World& world : worlds) {
    const Ground ground{world.seed, world.copy};
    for (const Stack& stack : world.stacks) {
      const Degrees at = ground.place(stack.at);
      csv.row({stack.code, world.firms[stack.firm].code, stack.name, fixed(stack.height_m, 0),
               fixed(stack.diameter_m, 1), fixed(stack.temperature_c, 0), fixed(stack.velocity_m_s, 1),
               fixed(stack.dust_kg_h, 2), fixed(stack.so2_kg_h, 2), fixed(stack.nox_kg_h, 2), coordinate(at.east),
               coordinate(at.north)});
    }
  }
  return csv.take();
}

std::string parks(const Worlds& worlds) {
  Csv csv{"编号", "名称", "区划代码"};
  for (const World& world : worlds)
    for (const Park& park : world.parks) csv.row({park.code, park.name, world.towns[park.town].code});
  return csv.take();
}

std::string parcels(const Worlds& worlds) {
  Csv csv{"编号", "园区编号", "区划代码", "面积亩", "状态", "清理日期", "去向"};
  for (const World& world : worlds)
    for (const Parcel& parcel : world.parcels)
      csv.row({parcel.code, world.parks[parcel.park].code, world.towns[parcel.town].code, std::to_string(parcel.mu),
               parcel.cleared ? "已清理" : "未清理", day_or_empty(parcel.cleared), parcel.use});
  return csv.take();
}

std::string wetlands(const Worlds& worlds) {
  Csv csv{"编号", "名称", "区划代码", "面积亩"};
  for (const World& world : worlds)
    csv.row({code_of(world, "H", 1), copy_name(world, "月牙湖湿地"), world.towns[town_index("月湖镇")].code, "23000"});
  return csv.take();
}

std::string stations(const Worlds& worlds) {
  Csv csv{"编号", "名称", "区划代码", "类型", "经度", "纬度"};
  for (const World& world : worlds) {
    const Ground ground{world.seed, world.copy};
    for (const Station& station : world.stations) {
      const Degrees at = ground.place(station.at);
      csv.row({station.code, station.name, world.towns[station.town].code, "空气", coordinate(at.east),
               coordinate(at.north)});
    }
  }
  return csv.take();
}

}  // namespace

void write_assets(const Worlds& worlds, std::vector<SampleFile>& files) {
  files.push_back({"registers/rivers.csv", rivers(worlds)});
  files.push_back({"registers/sections.csv", sections(worlds)});
  files.push_back({"registers/outfalls.csv", outfalls(worlds)});
  files.push_back({"registers/sewers.csv", sewers(worlds)});
  files.push_back({"registers/works.csv", works(worlds)});
  files.push_back({"registers/firms.csv", firms(worlds)});
  files.push_back({"registers/units.csv", units(worlds)});
  files.push_back({"registers/stacks.csv", stacks(worlds)});
  files.push_back({"registers/parks.csv", parks(worlds)});
  files.push_back({"registers/parcels.csv", parcels(worlds)});
  files.push_back({"registers/wetlands.csv", wetlands(worlds)});
  files.push_back({"registers/stations.csv", stations(worlds)});
}

}  // namespace luoshi::sample::detail
