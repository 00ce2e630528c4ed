#include <algorithm>
#include <array>

#include "city/detail/kind_rules.hpp"
#include "city/detail/money_words.hpp"
#include "city/projects.hpp"
#include "model/project_code.hpp"
#include "model/word_lists.hpp"

// 重点项目: stages, milestones, money, audits, bottlenecks, rank.
namespace luoshi::city::detail {
namespace {

using S = ProjectStage;
constexpr std::array kStates = {State{"reserve", "储备", Waits::Own}, State{"planned", "列入计划", Waits::Own},
                                State{"started", "开工", Waits::Own}, State{"done", "完工"}, State{"stopped", "停止"}};

constexpr Bits kReason = bits_of({Need::Reason});
constexpr Bits kAlive = bits_of({S::Reserve, S::Planned, S::Started});
constexpr Bits kPaid = bits_of({S::Reserve, S::Planned, S::Started, S::Done});
constexpr Bits kMoney = bits_of({Need::Name, Need::Number, Need::Figure});
constexpr std::uint8_t to(S state) { return static_cast<std::uint8_t>(state); }

constexpr std::array kSteps = {
    Step{.type = "project.plan", .chinese = "列入计划", .from = bits_of({S::Reserve}), .to = to(S::Planned), .right = Action::JudgeThing},
    Step{.type = "project.start", .chinese = "开工", .from = bits_of({S::Planned}), .to = to(S::Started), .right = Action::HandleThing,
         .needs = bits_of({Need::Day}), .guard = "日期不晚于今天；同单位排在前面的还没有开工的，写明理由，否则问清；不服务承诺的须写"},
    Step{.type = "project.finish", .chinese = "完工", .from = bits_of({S::Started}), .to = to(S::Done), .right = Action::CheckThing,
         .another = Another::Person, .needs = bits_of({Need::Reason, Need::Day}), .guard = "节点都有实际日期；日期不晚于今天"},
    Step{.type = "project.stop", .chinese = "停止", .from = kAlive, .to = to(S::Stopped), .right = Action::JudgeThing, .side = Side::Above,
         .another = Another::Body, .needs = bits_of({Need::Reason, Need::Document})},
    Step{.type = "project.resume", .chinese = "恢复", .from = bits_of({S::Stopped}), .to = to(S::Planned), .right = Action::JudgeThing,
         .side = Side::Above, .another = Another::Body, .needs = kReason},
    Step{.type = "project.rank", .chinese = "排次序", .from = bits_of({S::Reserve, S::Planned}), .right = Action::JudgeThing,
         .needs = bits_of({Need::Reason, Need::Number}), .guard = "数是第几位，1 在最前；同单位还没有开工的不重复"},
    Step{.type = "project.progress", .chinese = "自报形象进度", .from = bits_of({S::Started}), .right = Action::HandleThing,
         .needs = bits_of({Need::Day, Need::Figure}), .guard = "数值是百分数，0 到 100；日期不晚于今天"},
    Step{.type = "project.add_milestone", .chinese = "增列节点", .from = kAlive, .right = Action::HandleThing,
         .needs = bits_of({Need::Name, Need::Day}), .guard = "名称不与已有节点相同；数是权重"},
    Step{.type = "project.forecast", .chinese = "预测节点", .from = kAlive, .right = Action::HandleThing,
         .needs = bits_of({Need::Reason, Need::Name, Need::Day}), .guard = "节点还没有完成；日期不早于今天"},
    Step{.type = "project.replan", .chinese = "调整节点计划", .from = kAlive, .right = Action::JudgeThing, .side = Side::Above,
         .another = Another::Body, .needs = bits_of({Need::Reason, Need::Name, Need::Day}), .guard = "节点还没有完成；原计划留存"},
    Step{.type = "project.meet", .chinese = "节点完成", .from = bits_of({S::Planned, S::Started}), .right = Action::HandleThing,
         .needs = bits_of({Need::Reason, Need::Name, Need::Day}), .guard = "节点还没有完成；日期不晚于今天；此后不再有预测"},
    Step{.type = "project.unmeet", .chinese = "节点未完成", .from = bits_of({S::Planned, S::Started}), .right = Action::CheckThing,
         .another = Another::Person, .needs = bits_of({Need::Reason, Need::Name, Need::Day}),
         .guard = "节点记为完成，由另一人所记；日期是预测，不早于今天"},
    Step{.type = "project.hold", .chinese = "记载堵点", .from = kAlive, .right = Action::HandleThing, .needs = kReason},
    Step{.type = "project.raise", .chinese = "堵点转请示", .from = kAlive, .right = Action::HandleThing,
         .needs = bits_of({Need::Day, Need::Number}),
         .guard = "数是第几个堵点，没有请示在办，尚未解除；写明请示的单位，或市外单位的名称；日期是答复期限"},
    Step{.type = "project.clear", .chinese = "堵点解除", .from = kAlive, .right = Action::HandleThing,
         .needs = bits_of({Need::Reason, Need::Number}), .guard = "数是第几个堵点，尚未解除"},
    Step{.type = "project.reserve", .chinese = "入储备", .from = kPaid, .right = Action::HandleThing, .needs = kMoney,
         .guard = "名称是资金来源，数是年度；冲减写负数并写理由；不小于已申报的专项债券"},
    Step{.type = "project.apply", .chinese = "申报资金", .from = kPaid, .right = Action::HandleThing, .needs = kMoney,
         .guard = "同上；专项债券不超过储备；不小于已下达"},
    Step{.type = "project.allot", .chinese = "下达资金", .from = kPaid, .right = Action::JudgeThing,
         .needs = bits_of({Need::Document, Need::Name, Need::Number, Need::Figure}), .guard = "同上；不超过申报，不小于已支出"},
    Step{.type = "project.draw", .chinese = "支出资金", .from = kPaid, .right = Action::HandleThing, .needs = kMoney,
         .guard = "同上；不超过下达"},
    Step{.type = "project.submit_audit", .chinese = "送审", .from = kPaid, .right = Action::HandleThing,
         .needs = bits_of({Need::Day, Need::Figure}), .guard = "数值是送审金额；日期不晚于今天"},
    Step{.type = "project.settle_audit", .chinese = "审定", .from = kPaid, .right = Action::CheckThing, .another = Another::Person,
         .needs = bits_of({Need::Document, Need::Number, Need::Figure}),
         .guard = "数是第几次送审，由另一人送审，尚未审定；数值是审定金额，不超过送审；文件是审计报告"}};

using Stage = Money Funding::*;
struct MoneyStep {
  std::string_view name;
  Stage stage;
};
constexpr std::array kMoneySteps = {MoneyStep{"reserve", &Funding::reserve}, MoneyStep{"apply", &Funding::applied},
                                    MoneyStep{"allot", &Funding::allotted}, MoneyStep{"draw", &Funding::drawn}};

const MoneyStep* money_step(std::string_view name) {
  const auto* const found = std::find_if(kMoneySteps.begin(), kMoneySteps.end(), [&](const MoneyStep& each) { return each.name == name; });
  return found == kMoneySteps.end() ? nullptr : found;
}

std::optional<MoneySource> source_called(std::string_view word) {
  for (const Word<MoneySource>& each : words_of<MoneySource>())
    if (each.name == word || each.chinese == word) return each.value;
  return std::nullopt;
}

std::string yuan_text(Money money) { return money.in_yuan().normalised().text() + " 元"; }

std::optional<Refusal> unfit_funding(const Funding& row, const std::string& cannot) {
  const std::string of = std::string{chinese_of(row.source)} + " " + std::to_string(row.year) + " 年的";
  if (row.year < 2000 || row.year > 2100)
    return refuse(Fault::BadInput, cannot, "年度 " + std::to_string(row.year) + " 不在 2000 到 2100 之间", "请核对年度");
  for (const Money amount : {row.reserve, row.applied, row.allotted, row.drawn})
    if (amount < Money{} || amount > kMostMoney) return refuse(Fault::BadInput, cannot, of + "金额小于零，或超过 1 万亿元", "请核对金额");
  const auto over = [&](std::string_view more, Money a, std::string_view less, Money b) {
    return refuse(Fault::Conflict, cannot, of + std::string{more} + " " + yuan_text(a) + "，多于" + std::string{less} + " " + yuan_text(b),
                  "请核对金额，或先补记" + std::string{less});
  };
  if (row.drawn > row.allotted) return over("支出", row.drawn, "下达", row.allotted);
  if (row.allotted > row.applied) return over("下达", row.allotted, "申报", row.applied);
  if (row.source == MoneySource::SpecialBond && row.applied > row.reserve) return over("申报", row.applied, "储备", row.reserve);
  return std::nullopt;
}

Funding* funding_at(std::vector<Funding>& rows, MoneySource source, std::uint32_t year) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Funding& row) { return row.source == source && row.year == year; });
  return found == rows.end() ? nullptr : &*found;
}

Funding after_step(const Project& project, const MoneyStep& step, const Note& note, MoneySource source, Money amount) {
  std::vector<Funding> rows = project.funding;
  Funding row{source, *note.number, {}, {}, {}, {}};
  if (const Funding* const there = funding_at(rows, source, *note.number)) row = *there;
  row.*(step.stage) = row.*(step.stage) + amount;
  return row;
}

std::optional<Refusal> unfit_money(const Taking& taking, const Project& project, const MoneyStep& step) {
  const Note& note = taking.note;
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  const auto source = source_called(note.name);
  if (!source) return refuse(Fault::BadInput, cannot, "没有“" + note.name + "”这种资金来源", "请写专项债券、中央资金、省级资金、本级财政、贷款、社会资本或其他");
  const auto amount = money_of(*note.figure);
  if (!amount || *amount == Money{})
    return refuse(Fault::BadInput, cannot, "“" + note.figure->value.text() + note.figure->unit + "”不是整分的金额，或为零", "请写明金额和单位，例如 1200 万元");
  if (*amount < Money{} && is_blank(note.reason)) return refuse(Fault::BadInput, cannot, "冲减没有写理由", "请写明为什么冲减");
  return unfit_funding(after_step(project, step, note, *source, *amount), cannot);
}

template <class List>
auto* milestone_called(List& milestones, std::string_view name) {
  const auto found = std::find_if(milestones.begin(), milestones.end(), [&](const Milestone& each) { return each.name == name; });
  return found == milestones.end() ? nullptr : &*found;
}

std::optional<Refusal> unfit_milestone(const Taking& taking, const Project& project) {
  const std::string_view name = taking.step.name();
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  const Milestone* const milestone = milestone_called(project.milestones, taking.note.name);
  if (name == "add_milestone")
    return milestone == nullptr ? std::nullopt
                                : std::optional{refuse(Fault::Conflict, cannot, "已有“" + taking.note.name + "”", "请换一个名称，或调整原来的节点")};
  if (milestone == nullptr) return refuse(Fault::BadInput, cannot, "没有“" + taking.note.name + "”这个节点", "请核对节点名称");
  if (milestone->actual.has_value() != (name == "unmeet"))
    return refuse(Fault::Conflict, cannot, milestone->actual ? "节点已于 " + day_text(*milestone->actual) + " 完成" : "节点没有记为完成", "请刷新后看");
  if (name == "unmeet")
    if (auto no = not_independent(taking.one, milestone->met_by, cannot)) return no;
  const bool ahead = name == "forecast" || name == "unmeet";
  if (ahead && *taking.note.day < taking.one.today) return refuse(Fault::BadInput, cannot, "预测日期已过", "请写今天或以后的日期；已完成的记节点完成");
  return std::nullopt;
}

std::optional<Refusal> unfit_bottleneck(const Taking& taking, const Project& project) {
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  const std::uint32_t number = *taking.note.number;
  if (number < 1 || number > project.bottlenecks.size())
    return refuse(Fault::BadInput, cannot, "没有第 " + std::to_string(number) + " 个堵点", "请核对是第几个");
  const Bottleneck& one = project.bottlenecks[number - 1];
  if (one.cleared) return refuse(Fault::Conflict, cannot, "堵点已于 " + day_text(*one.cleared) + " 解除", "请刷新后看");
  if (taking.step.name() == "clear") return std::nullopt;
  if (is_asked(taking.one.city, one)) return refuse(Fault::Conflict, cannot, "已转为请示 A-" + std::to_string(one.ask.number()), "请在该请示上办理");
  if (static_cast<bool>(taking.note.body) == !is_blank(taking.note.name))
    return refuse(Fault::BadInput, cannot, taking.note.body ? "市内和市外的答复单位都写了" : "没有写请示谁", "请只写一个答复单位");
  if (taking.note.body == project.body) return refuse(Fault::BadInput, cannot, "请示的是本单位", "请改选答复单位");
  if (*taking.note.day < taking.one.today) return refuse(Fault::BadInput, cannot, "答复期限已过", "请写今天或以后的日期");
  return std::nullopt;
}

std::optional<Refusal> unfit_audit(const Taking& taking, const Project& project) {
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  const auto amount = money_of(*taking.note.figure);
  if (!amount || *amount < Money{} || (taking.step.name() == "submit_audit" && *amount == Money{}))
    return refuse(Fault::BadInput, cannot, "金额不是整分，或小于零", "请写明金额和单位，例如 1200 万元");
  if (taking.step.name() == "submit_audit") return std::nullopt;
  const std::uint32_t number = *taking.note.number;
  if (number < 1 || number > project.audits.size())
    return refuse(Fault::BadInput, cannot, "没有第 " + std::to_string(number) + " 次送审", "请先送审，或核对是第几次");
  const AuditOfMoney& audit = project.audits[number - 1];
  if (auto no = not_independent(taking.one, audit.submitted_by, cannot)) return no;
  if (audit.settled) return refuse(Fault::Conflict, cannot, "第 " + std::to_string(number) + " 次已审定", "请刷新后看");
  if (*amount > audit.submitted)
    return refuse(Fault::BadInput, cannot, "审定 " + yuan_text(*amount) + "，多于送审 " + yuan_text(audit.submitted), "请核对金额");
  return std::nullopt;
}

std::optional<Refusal> unfit_rank(const Taking& taking, const Project& project) {
  const std::uint32_t rank = *taking.note.number;
  const std::string cannot = "不能排次序";
  if (rank < 1 || rank > 9999) return refuse(Fault::BadInput, cannot, "位次不在 1 到 9999 之间", "请核对位次");
  std::optional<Refusal> no;
  taking.one.city.all<Project>().each([&](std::size_t i, const KeptThing<Project>& kept) {
    const bool ahead = kept.course.state == to(S::Reserve) || kept.course.state == to(S::Planned);  // what has begun left the queue
    if (&kept.value != &project && kept.value.body == project.body && kept.value.rank == rank && ahead && !no)
      no = refuse(Fault::Conflict, cannot, "P-" + std::to_string(i + 1) + "“" + kept.value.name + "”已排第 " + std::to_string(rank), "请先改排它");
  });
  return no;
}

// Out of turn, a start is asked about where a commitment tells whom to ask; elsewhere its reason stands with it.
std::optional<Refusal> unfit_start(const Taking& taking, const Project& project) {
  if (!is_blank(taking.note.reason) || !project.serves.empty()) return std::nullopt;
  const auto before = passed_over(taking.one.city, Id<Project>{taking.thing.number()});
  if (!before) return std::nullopt;
  return refuse(Fault::BadInput, "不能开工", "P-" + std::to_string(before->number()) + "“" + taking.one.city.all<Project>()[before->index()].value.name +
                "”排在前面，还没有开工", "请写明为什么先开这一个");
}

std::optional<Refusal> unfit_terms(const Case& one, Project& value) {
  const std::string cannot = "不能立项目";
  if (is_blank(value.name)) return refuse(Fault::BadInput, cannot, "没有名称", "请写项目名称");
  if (!value.body) return refuse(Fault::BadInput, cannot, "没有责任单位", "请选定一个单位");
  if (value.total < Money{} || value.total > kMostMoney) return refuse(Fault::BadInput, cannot, "总投资小于零，或超过 1 万亿元", "请核对金额");
  if (value.code.empty()) return std::nullopt;
  if (const auto why = unfit_project_code(value.code)) return refuse(Fault::BadInput, cannot, *why, "请核对项目代码（GB/T 40058-2021），没有的留空");
  std::optional<Refusal> no;
  one.city.all<Project>().each([&](std::size_t i, const KeptThing<Project>& kept) {
    if (kept.value.code == value.code)
      no = refuse(Fault::Conflict, cannot, "项目代码 " + value.code + " 已由 P-" + std::to_string(i + 1) + "“" + kept.value.name + "”使用", "请核对代码");
  });
  return no;
}

// The first milestone that is not met, by its best known date: the project's own clock while it is under way.
std::optional<Day> next_due(const Project& project) {
  std::optional<Day> next;
  for (const Milestone& each : project.milestones)
    if (!each.actual && (!next || each.planned < *next)) next = each.planned;
  return next;
}

void move_milestone(Project& value, std::string_view name, const Note& note, const Doer& doer) {
  if (name == "add_milestone") {
    value.milestones.push_back({note.name, *note.day, note.number.value_or(0), *note.day, {}, {}, note.reason, 0, {}});
    return;
  }
  Milestone& milestone = *milestone_called(value.milestones, note.name);
  milestone.reason = note.reason;
  if (name == "meet") {
    milestone.actual = *note.day;
    milestone.met_by = doer;
    milestone.forecast.reset();
    return;
  }
  ++milestone.moved;
  if (name == "replan") milestone.planned = *note.day;
  else milestone.forecast = *note.day;
  if (name == "unmeet") milestone.actual.reset();
}

bool is_milestone_step(std::string_view name) {
  return name == "add_milestone" || name == "forecast" || name == "replan" || name == "meet" || name == "unmeet";
}

}  // namespace

constinit const Lifecycle kProjects{Kind::Project, Action::HandleThing, Side::Own,
                                    "须写明名称、级别和责任单位。项目代码按 GB/T 40058-2021 核对位数、分段、年份和区划，校验位未核；没有代码的留空。节点不同名；资金按来源和年度各一行。",
                                    kStates, kSteps};

std::optional<Refusal> unfit_opening(const Case& one, Project& value) {
  const std::string cannot = "不能立项目";
  if (auto no = unfit_terms(one, value)) return no;
  for (std::size_t i = 0; i < value.milestones.size(); ++i) {
    Milestone& milestone = value.milestones[i];
    if (is_blank(milestone.name) || !is_day(milestone.planned)) return refuse(Fault::BadInput, cannot, "有节点缺名称或计划日期", "请补全，或去掉这一行");
    if (milestone_called(value.milestones, milestone.name) != &milestone)
      return refuse(Fault::BadInput, cannot, "节点“" + milestone.name + "”写了两次", "请去掉重复的节点");
    milestone.first_planned = Day{};
    milestone.reason.clear();
    milestone.forecast.reset();
    milestone.actual.reset();
    milestone.moved = 0;
    milestone.met_by = {};
  }
  for (const Funding& row : value.funding) {
    if (funding_at(value.funding, row.source, row.year) != &row)
      return refuse(Fault::BadInput, cannot, std::string{chinese_of(row.source)} + " " + std::to_string(row.year) + " 年写了两行", "请并成一行");
    if (auto no = unfit_funding(row, cannot)) return no;
  }
  value.audits.clear();
  value.bottlenecks.clear();
  value.rank = 0;
  value.rank_reason.clear();
  value.said.reset();
  value.said_on.reset();
  value.started.reset();
  value.done.reset();
  return std::nullopt;
}

std::optional<Refusal> barred(const Case& /*one*/, const KeptThing<Project>& kept, const Step& step, Id<AnyThing> /*id*/) {
  if (step.name() != "finish") return std::nullopt;
  for (const Milestone& each : kept.value.milestones)
    if (!each.actual) return refuse(Fault::Conflict, "不能完工", "节点“" + each.name + "”还没有完成", "请先记节点完成");
  return std::nullopt;
}

bool is_judged_by_note(const KeptThing<Project>& /*kept*/, const Step& step) {
  return step.name() == "settle_audit" || step.name() == "unmeet";
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Project>& kept) {
  const std::string_view name = taking.step.name();
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  const Note& note = taking.note;
  const bool happened = name == "start" || name == "finish" || name == "progress" || name == "meet" || name == "submit_audit";
  if (happened && *note.day > taking.one.today)
    return refuse(Fault::BadInput, cannot, "日期 " + day_text(*note.day) + " 还没有到", "请写实际的日期");
  if (const MoneyStep* const step = money_step(name)) return unfit_money(taking, kept.value, *step);
  if (is_milestone_step(name)) return unfit_milestone(taking, kept.value);
  if (name == "raise" || name == "clear") return unfit_bottleneck(taking, kept.value);
  if (name == "submit_audit" || name == "settle_audit") return unfit_audit(taking, kept.value);
  if (name == "rank") return unfit_rank(taking, kept.value);
  if (name == "start") return unfit_start(taking, kept.value);
  if (name == "progress" && (note.figure->unit != "%" || note.figure->value < Decimal{0} || note.figure->value > Decimal{100}))
    return refuse(Fault::BadInput, cannot, "“" + note.figure->value.text() + note.figure->unit + "”不是 0 到 100 的百分数", "请写例如 35 %");
  return std::nullopt;
}

// The first plan is the one it was opened with; the event says it once.
void tie(City& city, Id<Project> id, const Project& value) {
  if (value.milestones.empty()) return;
  for (Milestone& milestone : city.edit_all<Project>().edit(id.index()).value.milestones) milestone.first_planned = milestone.planned;
}

// What ranks before it and has not begun is asked about: a reason given with the start answers at once.
void add_consequences(const Taking& taking, const KeptThing<Project>& kept, Id<AnyThing> id, std::vector<EventBody>& events) {
  const Project& project = kept.value;
  const std::string_view name = taking.step.name();
  if (name == "start" && is_blank(taking.note.reason)) {
    const auto before = passed_over(taking.one.city, Id<Project>{id.number()});
    if (!before || project.serves.empty()) return;
    const Project& passed = taking.one.city.all<Project>()[before->index()].value;
    Question question;
    question.commitment = project.serves.front();
    question.label = QuestionLabel::Match;
    question.text = "P-" + std::to_string(id.number()) + "“" + project.name + "”排第 " + std::to_string(project.rank) + "，已开工；P-" +
                    std::to_string(before->number()) + "“" + passed.name + "”排第 " + std::to_string(passed.rank) + "，还没有开工。为什么？";
    events.push_back(QuestionAsked{std::move(question)});
  }
  if (name != "raise") return;
  Ask ask;
  ask.what = project.bottlenecks[*taking.note.number - 1].what;
  ask.asker = project.body;
  ask.answerer = taking.note.body;
  ask.outside = taking.note.name;
  ask.due = *taking.note.day;
  ask.paper = taking.note.document;
  ask.project = Id<Project>{id.number()};
  ask.bottleneck = *taking.note.number;
  for (const Id<Commitment> commitment : project.serves)
    if (is_within(taking.one.city, taking.one.city.commitments[commitment.index()].value.lead, project.body)) ask.blocks.push_back(commitment);
  events.push_back(Opened<Ask>{std::move(ask)});
}

void absorb(City& /*city*/, Project& value, Course& course, const Step& step, const Note& note, Day today) {
  const std::string_view name = step.name();
  const Doer doer{course.by, course.on_behalf_of, course.post};
  if (name == "start") value.started = *note.day;
  if (name == "finish") value.done = *note.day;
  if (name == "rank") {
    value.rank = *note.number;
    value.rank_reason = note.reason;
  }
  if (name == "resume") {  // its place may be another's by now
    value.rank = 0;
    value.rank_reason.clear();
  }
  if (name == "progress") {
    value.said = note.figure;
    value.said_on = *note.day;
  }
  if (is_milestone_step(name)) move_milestone(value, name, note, doer);
  if (name == "hold") value.bottlenecks.push_back({note.reason, today, {}, {}});
  if (name == "clear") value.bottlenecks.at(*note.number - 1).cleared = today;
  if (name == "submit_audit") value.audits.push_back({money_of(*note.figure).value_or(Money{}), *note.day, {}, {}, doer});
  if (name == "settle_audit") {
    AuditOfMoney& audit = value.audits.at(*note.number - 1);
    audit.settled = money_of(*note.figure);
    audit.paper = note.document;
  }
  if (const MoneyStep* const money = money_step(name)) {
    const MoneySource source = source_called(note.name).value_or(MoneySource::Other);
    const Funding row = after_step(value, *money, note, source, money_of(*note.figure).value_or(Money{}));
    if (Funding* const there = funding_at(value.funding, row.source, row.year)) *there = row;
    else value.funding.push_back(row);
  }
  course.due = course.state == to(S::Started) ? next_due(value) : std::optional<Day>{};
}

Id<Body> own_body(const City& /*city*/, const Project& value) { return value.body; }
std::string title_of(const City& /*city*/, const Project& value) { return value.name; }

}  // namespace luoshi::city::detail
