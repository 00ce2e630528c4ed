#include "engine/sample_works.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "city/things.hpp"
#include "formats/csv.hpp"

namespace luoshi::engine {
namespace {

using city::Kind;
using sample::SampleFile;

constexpr std::string_view kFirstCopy = "B-";  // codes of bodies; further copies have a number before the dash
constexpr int kDaysToAnswer = 14;
const std::string kChecker = "N-B-0002-2";    // 督查室核查岗, of the city
const std::string kHearing = "004";           // the bulletin of the hearing on coking firms

template <class Use>
void each_row(const std::vector<SampleFile>& files, const std::string& path, Use use) {
  const auto file = std::find_if(files.begin(), files.end(), [&](const SampleFile& each) { return each.path == path; });
  if (file == files.end())
    throw Error{Fault::BadInput, path + " is missing from the sample (it was not made by this version); make it anew"};
  formats::CsvReader reader{file->bytes, path};
  while (reader.next()) use([&](std::string_view column) { return std::string{reader.field(reader.column(column))}; });
}

Money ten_thousand_yuan(const std::string& words) {
  const auto value = Decimal::parse(words.empty() ? "0" : words);
  const auto yuan = value ? multiply(*value, Decimal{10'000}) : std::nullopt;
  const auto money = yuan ? Money::yuan(*yuan) : std::nullopt;
  if (!money) throw Error{Fault::BadInput, "\"" + words + "\" is no amount in 万元 (the sample's table is damaged); make it anew"};
  return *money;
}

std::uint32_t year_of(const std::string& words) { return static_cast<std::uint32_t>(std::stoul(words)); }

ProjectTier tier_of(const std::string& words) {
  return words == "省级" ? ProjectTier::Province : words == "市级" ? ProjectTier::City : ProjectTier::County;
}

MoneySource source_of(const std::string& words) {
  return words == "专项债券" ? MoneySource::SpecialBond : words == "本级财政" ? MoneySource::Local : MoneySource::Private;
}

class Works {
 public:
  Works(const Engine& engine, const std::vector<SampleFile>& files, const SampleNames& names,
        const std::function<void(city::CommandBody, const city::Actor&)>& carry_out)
      : engine_{engine}, files_{files}, names_{names}, carry_out_{carry_out}, today_{china_day(engine.city()->recorded_at)} {}

  WorksTaken all() {
    projects();
    measures();
    capacity();
    asks();
    problems();
    closures();
    return taken_;
  }

 private:
  void step(std::string_view type, std::uint32_t number, const city::Actor& actor, Note note = {}) {
    const city::Step* const step = city::step_called(type);
    const std::uint32_t seen = city::thing_line(*engine_.city(), step->kind(), number).history.back();
    carry_out_(city::TakeStep{{step, Id<city::AnyThing>{number}, std::move(note)}, seen}, actor);
  }

  template <class Value>
  std::uint32_t open(Value value, const city::Actor& actor) {
    carry_out_(city::OpenThing{city::Opened<Value>{std::move(value)}}, actor);
    return city::count_of(*engine_.city(), city::kKindOf<Value>);
  }

  [[nodiscard]] const city::Actor& desk(const std::string& body) const { return names_.actors.at("N-" + body + "-2"); }
  [[nodiscard]] const city::Actor& checker() const { return names_.actors.at(kChecker); }
  [[nodiscard]] Id<Document> paper(const std::string& number) const { return names_.papers.at(number); }

  static Note on(Day day, std::string reason = {}) {
    Note note;
    note.reason = std::move(reason);
    note.day = day;
    return note;
  }

  struct Met {
    std::string name;
    Day day{};
  };

  // The code and region of a project are the sample's; money stands in its opening, so that it needs no steps.
  void projects() {
    std::map<std::string, std::vector<Funding>> money;
    each_row(files_, "registers/project_funding.csv", [&](const auto& field) {
      money[field("项目编号")].push_back({source_of(field("资金来源")), year_of(field("年度")), ten_thousand_yuan(field("储备万元")),
                                          ten_thousand_yuan(field("申报万元")), ten_thousand_yuan(field("下达万元")),
                                          ten_thousand_yuan(field("支出万元"))});
    });
    std::map<std::string, std::vector<Milestone>> milestones;
    std::map<std::string, std::vector<Met>> met;
    std::map<std::string, std::vector<Met>> ahead;
    each_row(files_, "registers/project_milestones.csv", [&](const auto& field) {
      const std::string code = field("项目编号"), name = field("节点");
      Milestone milestone;
      milestone.name = name;
      milestone.planned = day_from_text(field("计划日期")).value();
      milestones[code].push_back(std::move(milestone));
      if (const auto actual = day_from_text(field("实际日期")); actual && *actual <= today_) met[code].push_back({name, *actual});
      else if (const auto forecast = day_from_text(field("预计日期")); forecast && *forecast >= today_) ahead[code].push_back({name, *forecast});
    });
    each_row(files_, "registers/projects.csv", [&](const auto& field) {
      const std::string code = field("编号"), lead = field("牵头单位编号");
      if (!lead.starts_with(kFirstCopy)) return;
      Project project;
      project.name = field("名称");
      project.code = field("项目代码");
      project.tier = tier_of(field("级别"));
      project.body = names_.bodies.at(lead);
      project.place = engine_.city()->place_of(field("区划代码"));
      project.total = ten_thousand_yuan(field("总投资万元"));
      project.funding = money[code];
      project.milestones = milestones[code];
      const std::uint32_t number = open(std::move(project), desk(lead));
      ++taken_.projects;
      advance(number, lead, field("阶段"), day_from_text(field("实际开工")), day_from_text(field("实际竣工")), met[code], ahead[code]);
    });
  }

  void advance(std::uint32_t number, const std::string& lead, const std::string& stage, std::optional<Day> started,
               std::optional<Day> ended, const std::vector<Met>& met, const std::vector<Met>& ahead) {
    if (stage == "储备") return;
    step("project.plan", number, names_.editor);
    if (started && *started <= today_) step("project.start", number, desk(lead), on(*started));
    for (const Met& each : met) {
      Note note = on(each.day, "已完成");
      note.name = each.name;
      step("project.meet", number, desk(lead), std::move(note));
    }
    for (const Met& each : ahead) {
      Note note = on(each.day, "按实际开工顺延");
      note.name = each.name;
      step("project.forecast", number, desk(lead), std::move(note));
    }
    if (stage == "计划") {  // due to begin and not begun: what holds it up
      Note held;
      held.reason = "用地指标没有落实";
      step("project.hold", number, desk(lead), std::move(held));
      Note raise = on(Day{std::chrono::sys_days{today_} + std::chrono::days{kDaysToAnswer}});
      raise.number = 1;
      raise.body = names_.bodies.at("B-0001");
      step("project.raise", number, desk(lead), std::move(raise));
      ++taken_.asks;
    }
    if (ended && *ended <= today_) step("project.finish", number, checker(), on(*ended, "竣工验收合格"));
  }

  // What a row says that the measure does; columns left empty it does not do.
  template <class Field>
  static std::vector<Effect> effects_of(const Field& field) {
    std::vector<Effect> effects;
    const auto add = [&](EffectOn on, const std::string& value, const char* unit, const std::string& of) {
      const auto amount = Decimal::parse(value);
      if (!amount || *amount == Decimal{}) return;
      effects.push_back({on, Figure{*amount, Bound::Equal, unit, of, Basis::Unstated, "", false}, 20, {}, {}});
    };
    const std::string water = field("补水水质");
    add(EffectOn::Load, field("氨氮削减千克/日"), "kg/d", "氨氮");
    add(EffectOn::StreamFlow, field("补水立方米/秒"), "立方米/秒", water == kCleanWater ? kCleanWater : "");
    add(EffectOn::Brought, water == kCleanWater ? "" : water, "mg/L", "氨氮");
    add(EffectOn::Effluent, field("出水氨氮降低mg/L"), "mg/L", "氨氮");
    add(EffectOn::Treated, field("处理水量万立方米/日"), "万立方米/日", "");
    add(EffectOn::OxygenDemand, field("底泥耗氧削减克/平方米·日"), "克/平方米·日", "");
    return effects;
  }

  // Reaches are assets by the codes of the water model, so that a measure on one is a cut in it.
  void measures() {
    std::map<std::string, std::string> names;
    each_row(files_, "water/reaches.csv", [&](const auto& field) { names[field("河段编号")] = field("名称"); });
    std::map<std::string, std::string> body_of_place;
    each_row(files_, "registers/bodies.csv", [&](const auto& field) {
      if (field("类别") == "镇街") body_of_place[field("区划代码")] = field("单位编号");
    });
    each_row(files_, "water/measures.csv", [&](const auto& field) {
      const std::string reach = field("河段编号"), place = field("区划代码");
      if (!body_of_place.at(place).starts_with(kFirstCopy)) return;
      if (!engine_.city()->asset_of(reach))
        carry_out_(city::Register{city::AssetRegistered{
                       {reach, names.at(reach), AssetKind::Reach, engine_.city()->place_of(place), {}, Stage::Listed}}},
                   {});
      Measure measure;
      measure.title = field("名称");
      measure.body = names_.bodies.at(body_of_place.at(place));
      const std::string outfall = field("排口编号");
      measure.asset = engine_.city()->asset_of(outfall.empty() ? reach : outfall);
      measure.cost = ten_thousand_yuan(field("投资万元"));
      measure.due = Day{std::chrono::year{2026} / 12 / 31};
      measure.effects = effects_of(field);
      if (const auto found = names_.commitments.find(field("承诺编号")); found != names_.commitments.end()) measure.serves = {found->second};
      const std::uint32_t number = open(std::move(measure), desk(body_of_place.at(place)));
      if (field("已承诺") != "否") step("measure.agree", number, names_.editor);
      if (const auto built = day_from_text(field("建成日期"))) {
        step("measure.start", number, desk(body_of_place.at(place)), on(day_from_text(field("开工日期")).value()));
        step("measure.build", number, desk(body_of_place.at(place)), on(*built, "完工验收"));
      }
      ++taken_.measures;
    });
  }

  // What the river above 谷口 may bear, and what stands there already: the loads of the water model.
  void capacity() {
    Decimal existing;
    std::map<std::string, std::string> below;
    std::string gukou;
    each_row(files_, "water/reaches.csv", [&](const auto& field) {
      below[field("河段编号")] = field("下游河段编号");
      if (field("末端断面") == "谷口") gukou = field("河段编号");
    });
    const auto reaches_gukou = [&](std::string code) {
      while (!code.empty() && code != gukou) code = below[code];
      return !code.empty();
    };
    each_row(files_, "water/loads.csv", [&](const auto& field) {
      if (!reaches_gukou(field("河段编号"))) return;
      if (const auto load = Decimal::parse(field("氨氮千克/日"))) existing = add(existing, *load).value_or(existing);
    });
    Capacity ledger;
    ledger.title = "谷口断面以上氨氮";
    ledger.medium = Medium::Water;
    ledger.body = names_.bodies.at("B-0001");
    ledger.place = engine_.city()->place_of("990100009000");
    ledger.limit.value = add(existing, Decimal{60}).value_or(existing);
    ledger.limit.unit = "kg/d";
    ledger.limit.of = "氨氮";
    ledger.existing = ledger.limit;
    ledger.existing->value = existing;
    const std::uint32_t number = open(std::move(ledger), names_.editor);
    Note take;
    take.number = 1;
    take.figure = Figure{Decimal{18}, Bound::Equal, "kg/d", "氨氮", Basis::Unstated, "", false};
    step("capacity.take", number, names_.editor, std::move(take));
  }

  // The story of the request that nobody answers: accepted, and since then the sewers it names are held up.
  void asks() {
    bool first = true;
    each_row(files_, "duties/asks.csv", [&](const auto& field) {
      const std::string asker = field("请示单位编号"), answerer = field("答复单位编号");
      if (!asker.starts_with(kFirstCopy)) return;
      Ask ask;
      ask.what = field("事项") + "（" + field("提出日期") + " 提出，应于 " + field("应答复日期") + " 前答复）";
      ask.asker = names_.bodies.at(asker);
      ask.answerer = names_.bodies.at(answerer);
      ask.due = Day{std::chrono::sys_days{today_} + std::chrono::days{kDaysToAnswer}};
      const auto held = names_.commitments.find(field("影响的承诺编号"));
      const bool holds = held != names_.commitments.end() &&
                         engine_.city()->commitments[held->second.index()].value.lead == ask.asker;
      if (holds) ask.blocks = {held->second};
      const std::uint32_t number = open(std::move(ask), desk(asker));
      ++taken_.asks;
      if (std::exchange(first, false)) step("ask.accept", number, desk(answerer));
      if (field("答复日期").empty()) return;
      Note answer;
      answer.reason = field("答复");
      step(answer.reason == "同意" ? "ask.answer" : "ask.refuse", number, desk(answerer), std::move(answer));
    });
  }

  void problems() {
    each_row(files_, "duties/problems.csv", [&](const auto& field) {
      const std::string body = field("责任单位编号");
      if (!body.starts_with(kFirstCopy)) return;
      Problem problem;
      problem.what = field("内容");
      problem.source = field("来源") == "督查抽查" ? ProblemSource::SpotCheck : ProblemSource::Inspection;
      problem.body = names_.bodies.at(body);
      if (const Id<Asset> river = engine_.city()->asset_of(field("对象编号"))) problem.assets = {river};
      const std::uint32_t number = open(std::move(problem), checker());
      ++taken_.problems;
      const Day due = std::max(day_from_text(field("整改期限")).value(), today_);
      step("problem.hand_over", number, checker(), on(due));
      if (field("销号日期").empty()) return;
      Note done;
      done.reason = "已整改";
      step("problem.rectify", number, desk(body), done);
      done.reason = field("验收日期") + " 验收合格";
      step("problem.pass", number, checker(), done);
      Note closed;
      closed.document = paper(kHearing);
      step("problem.close", number, names_.editor, closed);
    });
  }

  // The firms whose units are to leave: checked, then ordered on the hearing's bulletin.
  void closures() {
    std::map<std::string, std::vector<Id<Asset>>> leaving;
    each_row(files_, "registers/units.csv", [&](const auto& field) {
      if (field("列入退出") == "是") leaving[field("企业编号")].push_back(engine_.city()->asset_of(field("编号")));
    });
    for (const auto& [firm, units] : leaving) {
      Closure closure;
      closure.firm = engine_.city()->asset_of(firm);
      if (!closure.firm || std::find(units.begin(), units.end(), Id<Asset>{}) != units.end()) continue;
      closure.units = units;
      closure.lead = names_.bodies.at("B-0008");
      closure.basis = {"《云溪市焦化钢铁产能退出办法》", "第六条", "云溪市人民政府", paper(kHearing)};
      closure.staff = "转岗培训、内部安置和协商解除并行，方案经职工代表大会讨论";
      closure.compensation = "按评估价给予产能退出补偿";
      const std::uint32_t number = open(std::move(closure), names_.editor);
      ++taken_.closures;
      Note checked;
      checked.reason = "属限制类，列入退出名单";
      checked.document = paper(kHearing);
      step("closure.check", number, checker(), checked);
      Note order = on(Day{std::chrono::sys_days{today_} + std::chrono::days{30}});
      order.document = paper(kHearing);
      step("closure.order", number, names_.editor, order);
    }
  }

  const Engine& engine_;
  const std::vector<SampleFile>& files_;
  const SampleNames& names_;
  const std::function<void(city::CommandBody, const city::Actor&)>& carry_out_;
  Day today_;
  WorksTaken taken_;
};

}  // namespace

WorksTaken take_in_sample_works(const Engine& engine, const std::vector<SampleFile>& files, const SampleNames& names,
                                const std::function<void(city::CommandBody, const city::Actor&)>& carry_out) {
  return Works{engine, files, names, carry_out}.all();
}

}  // namespace luoshi::engine
