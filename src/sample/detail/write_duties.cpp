#include <algorithm>
#include <array>

#include "formats/csv.hpp"
#include "sample/detail/csv.hpp"
#include "sample/detail/write.hpp"

namespace luoshi::sample::detail {
namespace {

constexpr Day on(int y, unsigned m, unsigned d) { return Day{year{y}, month{m}, day{d}}; }
std::string desk_of(const std::string& body) { return "N-" + body + "-2"; }

std::string commitments(const Worlds& worlds) {
  Csv csv{"编号",     "标题", "牵头单位编号", "配合单位编号", "主题",     "产出或效果", "界",        "数值",
          "其中当年", "单位", "口径",         "期限",         "上级编号", "来源文件",   "需上级支持"};
  for (const World& world : worlds)
    for (const Commitment& each : world.commitments)
      csv.row({each.code, each.title, each.lead, each.supports, each.theme, each.meaning, each.bound,
               fixed(each.value, each.decimals), each.added > 0.0 ? formats::shortest_number(each.added) : "",
               each.unit, each.basis, day_text(each.due), each.parent, each.source, each.needs});
  return csv.take();
}

struct Span {
  Day first, last;
  [[nodiscard]] bool holds(const std::optional<Day>& when) const { return when && *when >= first && *when <= last; }
};
constexpr Day kBeginning = on(2020, 1, 1);

/// What a town's register shows done in a span: the amount, and the things moved.
struct Shown {
  double amount = 0.0;
  std::vector<std::pair<std::string, std::string_view>> moved;  ///< code, new stage
};
Shown shown(const World& world, std::string_view counts, unsigned town, const Span& span) {
  Shown result;
  if (counts == "河涌")
    for (const River& river : world.rivers)
      if (river.town == town && span.holds(river.finished)) {
        result.amount += 1.0;
        result.moved.emplace_back(river.code, "完工");
      }
  if (counts == "管网")
    for (const Sewer& sewer : world.sewers)
      if (sewer.town == town && span.holds(sewer.built)) {
        result.amount += sewer.length_m / 1000.0;
        result.moved.emplace_back(sewer.code, "建成");
      }
  if (counts == "地块")
    for (const Parcel& parcel : world.parcels)
      if (parcel.town == town && span.holds(parcel.cleared)) {
        result.amount += parcel.mu;
        result.moved.emplace_back(parcel.code, "已清理");
      }
  return result;
}

struct ReportTables {
  Csv reports{"编号", "承诺编号", "期末", "自报数值", "单位", "填报岗位编号", "填报日期", "填报用时分钟", "备注"};
  Csv moves{"报告编号", "对象编号", "阶段"};
  Csv checks{"报告编号", "核查岗位编号", "核查日期", "结论", "理由"};
  unsigned number = 0;
};

/// One month of one promise, and what the checker of the supervision office said of it.
void report(const World& world, const Commitment& commitment, const MonthFacts& facts, Random& random,
            ReportTables& out) {
  const Day last = month_end(facts.year, facts.month);
  const Day first{year{facts.year}, month{facts.month}, day{1}};
  const std::string code = code_of(world, "Q", ++out.number);
  const std::string_view town = kTowns.at(*commitment.town).name;
  const bool september = facts.year == 2026 && facts.month == 9;
  const double total = shown(world, commitment.counts, *commitment.town, {kBeginning, last}).amount;
  const Shown month_shown = shown(world, commitment.counts, *commitment.town, {first, last});
  // In September two towns typed the year's length where the whole was asked: the sum went down.
  const bool mixed = september && commitment.counts == "管网" && (town == "望潮镇" || town == "白坳镇");
  const double said = mixed ? shown(world, commitment.counts, *commitment.town, {on(2026, 1, 1), last}).amount : total;
  out.reports.row({code, commitment.code, day_text(last), fixed(said, commitment.decimals), commitment.unit,
                   desk_of(commitment.lead), day_text(plus_days(last, 2 + static_cast<int>(random.below(6)))),
                   std::to_string(6 + random.below(25)), ""});
  for (const auto& [thing, stage] : month_shown.moved) out.moves.row({code, thing, stage});
  if (last == kToday) return;
  const bool doubted = september && commitment.counts == "河涌" && town == "沙尾镇";
  out.checks.row({code, desk_of(body_code(world, "市政府督查室")),
                  day_text(plus_days(last, 10 + static_cast<int>(random.below(9)))), mixed || doubted ? "退回" : "认可",
                  mixed     ? "本月累计数小于上月累计数，系当年数与累计数混用"
                  : doubted ? "抽查12条完工河涌，9条氨氮与整治前相比没有明显下降"
                            : ""});
}

void reports(const Worlds& worlds, std::vector<SampleFile>& files) {
  ReportTables out;
  for (const World& world : worlds) {
    out.number = 0;
    Random random{world.seed, world.copy * 64ULL + 40};
    for (const Commitment& commitment : world.commitments) {
      if (!commitment.town || commitment.counts.empty()) continue;
      for (const MonthFacts& facts : kMonths)
        if (facts.reported) report(world, commitment, facts, random, out);
    }
    const Commitment& investment =
        *std::find_if(world.commitments.begin(), world.commitments.end(),
                      [&](const Commitment& each) { return each.title == copy_name(world, "重点项目完成年度投资"); });
    for (const auto& [m, value] : {std::pair{6U, 64.8}, std::pair{9U, 98.7}, std::pair{10U, 113.6}})
      out.reports.row({code_of(world, "Q", ++out.number), investment.code, day_text(month_end(2026, m)),
                       fixed(value, 1), "亿元", desk_of(investment.lead), day_text(plus_days(month_end(2026, m), 8)),
                       "30", ""});
  }
  files.push_back({"duties/reports.csv", out.reports.take()});
  files.push_back({"duties/report_moves.csv", out.moves.take()});
  files.push_back({"duties/checks.csv", out.checks.take()});
}

struct Matter {
  std::string_view what, answerer;
};
constexpr std::array<Matter, 10> kMatters{{
    {"核减占用绿地补偿费用", "市自然资源局"},
    {"提高镇级管网资金市级分担比例", "市财政局"},
    {"泵站高压线路迁改", "市发展和改革局"},
    {"穿越国省道涉路施工许可", "市交通运输局"},
    {"工业用地控制性详细规划局部调整", "市自然资源局"},
    {"水闸调度权限委托", "市水务局"},
    {"跨镇界河断面责任划分", "市生态环境局"},
    {"拆迁户临时安置用房", "市住房和城乡建设局"},
    {"专项债券额度调剂", "市财政局"},
    {"河道管理范围内违建认定", "市水务局"},
}};
constexpr std::array<std::string_view, 7> kUnanswered{"望潮镇", "望潮镇", "盐屿镇", "盐屿镇",
                                                      "谷口镇", "松坪镇", "松坪镇"};

/// 38 requests: 苇塘's of 18 November 2025 and seven others wait, thirty were answered.
std::string asks(const Worlds& worlds) {
  Csv csv{"编号",       "请示单位编号", "答复单位编号", "事项",          "提出日期",
          "应答复日期", "答复日期",     "答复",         "影响的承诺编号"};
  for (const World& world : worlds) {
    Random random{world.seed, world.copy * 64ULL + 41};
    const Commitment& blocked =
        *std::find_if(world.commitments.begin(), world.commitments.end(),
                      [&](const Commitment& each) { return each.title == copy_name(world, "苇塘镇污水管网二期建成"); });
    csv.row({code_of(world, "D", 1), blocked.lead, body_code(world, "云溪市人民政府"),
             "协调解决污水管网二期泵站用地4.2亩及下穿省道许可", "2025-11-18", "2025-12-09", "", "", blocked.code});
    for (unsigned i = 0; i < 37; ++i) {
      const bool answered = i >= kUnanswered.size();
      const std::string_view town = answered ? kTowns.at(random.below(kTowns.size())).name : kUnanswered.at(i);
      const Matter& matter = kMatters.at(random.below(kMatters.size()));
      const Day asked = answered ? random_day(random, on(2025, 11, 1), on(2026, 8, 31))
                                 : random_day(random, on(2026, 1, 5), on(2026, 3, 31));
      csv.row({code_of(world, "D", i + 2), body_code(world, town), body_code(world, matter.answerer),
               copy_name(world, town) + "请求" + std::string{matter.what}, day_text(asked),
               day_text(plus_days(asked, 21)),
               answered ? day_text(plus_days(asked, 5 + static_cast<int>(random.below(50)))) : "",
               !answered              ? ""
               : random.below(4) == 0 ? "暂不具备条件，说明理由"
                                      : "同意",
               ""});
    }
  }
  return csv.take();
}

constexpr std::array<std::string_view, 8> kFindings{
    "管网清污不分，进厂浓度偏低", "厂界无组织排放，群众反映异味", "砂石堆场占用岸线", "建筑垃圾偷倒", "养殖粪污直排",
    "在线监测数据与台账不符",     "河涌治理后返黑返臭",           "雨水口排放黑水"};

/// 38 findings of the province's inspection, 27 of them closed, and the nine rivers of the spot check, all open.
std::string problems(const Worlds& worlds) {
  Csv csv{"编号",     "来源",     "内容",     "责任单位编号", "对象编号",
          "提出日期", "整改期限", "验收日期", "销号日期",     "重新打开次数"};
  for (const World& world : worlds) {
    Random random{world.seed, world.copy * 64ULL + 42};
    unsigned number = 0;
    for (unsigned i = 0; i < 38; ++i) {
      const Town& town = world.towns[random.below(world.towns.size())];
      const Day due = i < 9    ? on(2025, 12, 31)
                      : i < 23 ? on(2026, 6, 30)
                      : i < 34 ? on(2026, 12, 31)
                               : on(2027, 12, 31);
      const bool closed = i < 27;
      const Day accepted = random_day(random, on(2026, 1, 5), on(2026, 9, 30));
      csv.row({code_of(world, "X", ++number), "省生态环境保护督察",
               town.name + std::string{kFindings.at(i % kFindings.size())}, town.body, "", "2025-11-03", day_text(due),
               closed ? day_text(accepted) : "", closed ? day_text(plus_days(accepted, 14)) : "",
               i % 13 == 12 ? "1" : "0"});
    }
    for (const River& river : world.rivers)
      if (river.spot_checked && *river.ammonia_after >= 0.9 * river.ammonia_before)
        csv.row({code_of(world, "X", ++number), "督查抽查", river.name + "报完工后氨氮没有下降",
                 world.towns[river.town].body, river.code, "2026-10-23", "2026-11-20", "", "", "0"});
  }
  return csv.take();
}

void incidents(const Worlds& worlds, std::vector<SampleFile>& files) {
  Csv csv{"编号", "名称", "日期", "区划代码", "死亡", "受伤", "教训"};
  Csv hazards{"事故编号", "对象编号", "责任单位编号", "检查期限", "检查日期", "检查发现"};
  for (const World& world : worlds) {
    Random random{world.seed, world.copy * 64ULL + 43};
    const std::string code = code_of(world, "I", 1);
    csv.row({code, "“11·9”污水井中毒窒息事故", "2025-11-09", world.towns[town_index("岭前镇")].code, "2", "1",
             "先通风、再检测、后作业；严禁盲目施救；不得任意压缩工期"});
    const auto hazard = [&](const std::string& thing, const std::string& keeper) {
      const bool looked = random.below(5) != 0;
      hazards.row({code, thing, keeper, "2025-12-20",
                   looked ? day_text(random_day(random, on(2025, 11, 15), on(2026, 1, 20))) : "",
                   !looked                ? ""
                   : random.below(4) == 0 ? "未配气体检测仪，已补齐"
                                          : "未发现隐患"});
    };
    for (const Works& works : world.works)
      if (works.state != "通水") hazard(works.code, world.towns[works.town].body);
    for (const Sewer& sewer : world.sewers)
      if (sewer.state == "在建") hazard(sewer.code, world.towns[sewer.town].body);
  }
  files.push_back({"duties/incidents.csv", csv.take()});
  files.push_back({"duties/hazards.csv", hazards.take()});
}

}  // namespace

void write_duties(const Worlds& worlds, std::vector<SampleFile>& files) {
  files.push_back({"duties/commitments.csv", commitments(worlds)});
  reports(worlds, files);
  files.push_back({"duties/asks.csv", asks(worlds)});
  files.push_back({"duties/problems.csv", problems(worlds)});
  incidents(worlds, files);
}

}  // namespace luoshi::sample::detail
