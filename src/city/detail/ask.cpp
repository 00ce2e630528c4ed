#include <algorithm>
#include <array>

#include "city/blocking.hpp"
#include "city/detail/kind_rules.hpp"

// 请示协调: the table and what it cannot say.
namespace luoshi::city::detail {
namespace {

using S = AskState;
constexpr std::array kStates = {
    State{"raised", "已提出", Waits::Other},       State{"accepted", "已受理", Waits::Other},
    State{"more", "待补充", Waits::Own},           State{"escalated", "已升级", Waits::Other},
    State{"answered", "已答复", Waits::Own},       State{"refused", "不予支持", Waits::Own},
    State{"closed", "办结"},                       State{"withdrawn", "撤回"}};

constexpr Bits kWithAnswerer = bits_of({S::Raised, S::Accepted, S::Escalated});
constexpr Bits kReason = bits_of({Need::Reason});
constexpr std::uint8_t to(S state) { return static_cast<std::uint8_t>(state); }

constexpr std::array kSteps = {
    Step{.type = "ask.accept", .chinese = "受理", .from = bits_of({S::Raised, S::Escalated}), .to = to(S::Accepted),
         .right = Action::HandleThing, .side = Side::Other, .guard = "对方在市外的，须附文件"},
    Step{.type = "ask.return", .chinese = "退回补充", .from = kWithAnswerer, .to = to(S::More), .right = Action::HandleThing,
         .side = Side::Other, .needs = kReason, .guard = "对方在市外的，须附文件"},
    Step{.type = "ask.supplement", .chinese = "补充", .from = bits_of({S::More}), .to = to(S::Raised),
         .right = Action::HandleThing, .needs = kReason},
    Step{.type = "ask.answer", .chinese = "答复", .from = kWithAnswerer, .to = to(S::Answered), .right = Action::HandleThing,
         .side = Side::Other, .needs = kReason, .guard = "对方在市外的，须附文件"},
    Step{.type = "ask.refuse", .chinese = "不予支持", .from = kWithAnswerer, .to = to(S::Refused), .right = Action::HandleThing,
         .side = Side::Other, .needs = kReason, .guard = "对方在市外的，须附文件"},
    Step{.type = "ask.escalate", .chinese = "升级", .from = kWithAnswerer | bits_of({S::Refused}), .to = to(S::Escalated),
         .right = Action::HandleThing, .needs = bits_of({Need::Reason, Need::Day}),
         .guard = "已过答复期限，或不予支持；日期是新的期限；另请单位的，写明单位"},
    Step{.type = "ask.again", .chinese = "再次请示", .from = bits_of({S::Answered}), .to = to(S::Raised),
         .right = Action::HandleThing, .needs = bits_of({Need::Reason, Need::Day}), .guard = "日期是新的期限"},
    Step{.type = "ask.close", .chinese = "办结", .from = bits_of({S::Answered, S::Refused}), .to = to(S::Closed),
         .right = Action::HandleThing},
    Step{.type = "ask.withdraw", .chinese = "撤回", .from = kWithAnswerer | bits_of({S::More}), .to = to(S::Withdrawn),
         .right = Action::HandleThing, .needs = kReason}};

bool is_waiting(std::uint8_t state) { return kStates[state].waits == Waits::Other; }

Day next_day(Day day) { return Day{std::chrono::sys_days{day} + std::chrono::days{1}}; }

std::optional<Refusal> unfit_bottleneck(const Case& one, const Ask& value) {
  if (value.bottleneck == 0) return std::nullopt;
  const std::string cannot = "不能请示";
  if (!value.project) return refuse(Fault::BadInput, cannot, "写了第几个堵点，没有写项目", "请写明项目");
  const Project& project = one.city.all<Project>()[value.project.index()].value;
  if (!is_within(one.city, project.body, value.asker))
    return refuse(Fault::BadInput, cannot, "项目“" + project.name + "”不由请示单位或其下属负责", "请由责任单位请示");
  if (value.bottleneck > project.bottlenecks.size())
    return refuse(Fault::BadInput, cannot, "没有第 " + std::to_string(value.bottleneck) + " 个堵点", "请核对是第几个");
  const Bottleneck& bottleneck = project.bottlenecks[value.bottleneck - 1];
  if (bottleneck.cleared) return refuse(Fault::Conflict, cannot, "堵点已于 " + day_text(*bottleneck.cleared) + " 解除", "请刷新后看");
  if (!is_asked(one.city, bottleneck)) return std::nullopt;
  return refuse(Fault::Conflict, cannot, "已转为请示 A-" + std::to_string(bottleneck.ask.number()), "请在该请示上办理");
}

}  // namespace

constinit const Lifecycle kAsks{Kind::Ask, Action::HandleThing, Side::Own,
                                "须写明请示什么、请示谁（市内单位，或市外单位的名称）、请何日前答复。", kStates, kSteps};

bool is_asked(const City& city, const Bottleneck& bottleneck) {
  if (!bottleneck.ask) return false;
  const std::uint8_t state = city.all<Ask>()[bottleneck.ask.index()].course.state;
  return state != to(S::Closed) && state != to(S::Withdrawn);
}

std::optional<Refusal> unfit_opening(const Case& one, Ask& value) {
  const std::string cannot = "不能请示";
  if (is_blank(value.what)) return refuse(Fault::BadInput, cannot, "没有写请示什么", "请用一句话写明");
  if (!value.asker) return refuse(Fault::BadInput, cannot, "没有写请示单位", "请选定本单位");
  if (static_cast<bool>(value.answerer) != is_blank(value.outside))
    return refuse(Fault::BadInput, cannot, value.answerer ? "市内和市外的答复单位都写了" : "没有写请示谁", "请只写一个答复单位");
  if (value.answerer == value.asker) return refuse(Fault::BadInput, cannot, "请示的是本单位", "请改选答复单位");
  if (!is_day(value.due) || value.due < one.today)
    return refuse(Fault::BadInput, cannot, "答复期限缺失或已过", "请写今天或以后的日期");
  for (const Id<Commitment> id : value.blocks)
    if (!is_within(one.city, one.city.commitments[id.index()].value.lead, value.asker))
      return refuse(Fault::BadInput, cannot, numbered("承诺事项", id.number()) + "不由请示单位牵头", "请只列本单位牵头的事项");
  if (repeated(value.blocks)) return refuse(Fault::BadInput, cannot, "同一事项列了两次", "请去掉重复的事项");
  value.answer.clear();
  value.answer_document = {};
  return unfit_bottleneck(one, value);
}

std::optional<Refusal> barred(const Case& one, const KeptThing<Ask>& kept, const Step& step, Id<AnyThing> /*id*/) {
  if (step.name() != "escalate" || kept.course.state == to(S::Refused)) return std::nullopt;
  if (kept.course.due && *kept.course.due < one.today) return std::nullopt;
  return refuse(Fault::Conflict, "不能升级", "答复期限还没有过", "请等到期限过后，或先补充说明");
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Ask>& kept) {
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  if (taking.step.side == Side::Other && !kept.value.answerer && !taking.note.document)
    return refuse(Fault::BadInput, cannot, "答复单位“" + kept.value.outside + "”在市外，须以文件为准", "请先收录来文，再写明文件");
  if (has_bit(taking.step.needs, static_cast<unsigned>(Need::Day)) && *taking.note.day < taking.one.today)
    return refuse(Fault::BadInput, cannot, "新的期限 " + day_text(*taking.note.day) + " 已过", "请写今天或以后的日期");
  if (taking.note.body && taking.note.body == kept.value.asker)
    return refuse(Fault::BadInput, cannot, "请示的是本单位", "请改选答复单位");
  return std::nullopt;
}

void tie(City& city, Id<Ask> id, const Ask& value) {
  city.edit_all<Ask>().edit(id.index()).value.waiting_from = city.all<Ask>()[id.index()].course.past.front().day;
  if (value.project && value.bottleneck >= 1) {
    auto& bottlenecks = city.edit_all<Project>().edit(value.project.index()).value.bottlenecks;
    if (value.bottleneck <= bottlenecks.size()) bottlenecks[value.bottleneck - 1].ask = id;
  }
  for (const Id<Commitment> commitment : value.blocks) city.commitments.edit(commitment.index()).asks.push_back(id);
}

void absorb(City& /*city*/, Ask& value, Course& course, const Step& step, const Note& note, Day today) {
  if (const auto begun = blocked_since(value, today)) value.holds_since = begun;
  else if (step.name() == "accept") value.holds_since = today;
  const bool waiting = is_waiting(course.state);
  if (!waiting && value.waiting_from) {
    if (value.holds_since) value.blocked.push_back({std::max(*value.holds_since, *value.waiting_from), today});
    value.waiting_from.reset();
  }
  if (waiting && !value.waiting_from) value.waiting_from = today;
  if (step.name() == "answer" || step.name() == "refuse") {
    value.answer = note.reason;
    value.answer_document = note.document;
    value.holds_since.reset();  // a further round holds anew
  }
  if (step.name() == "escalate" && note.body) {
    value.answerer = note.body;
    value.outside.clear();
  }
  if (step.name() == "escalate" || step.name() == "again") value.due = *note.day;
  if (waiting) course.due = value.due;
}

std::optional<Day> first_clock(const Ask& value) { return value.due; }
Id<Body> own_body(const City& /*city*/, const Ask& value) { return value.asker; }
Id<Body> other_body(const Ask& value) { return value.answerer; }
std::string title_of(const City& /*city*/, const Ask& value) { return value.what; }

}  // namespace luoshi::city::detail

namespace luoshi::city {

std::optional<Day> blocked_since(const Ask& ask, Day day) {
  if (!ask.waiting_from) return std::nullopt;
  const Day begin = std::max(ask.holds_since ? *ask.holds_since : detail::next_day(ask.due), *ask.waiting_from);
  return begin <= day ? std::optional{begin} : std::nullopt;
}

int blocked_days(const Ask& ask, Day day) {
  const auto days = [](Day from, Day until) {
    return static_cast<int>((std::chrono::sys_days{until} - std::chrono::sys_days{from}).count());
  };
  int sum = 0;
  for (const DaySpan& span : ask.blocked) sum += days(span.from, span.until);
  if (const auto since = blocked_since(ask, day)) sum += days(*since, day) + 1;
  return sum;
}

std::optional<Id<Ask>> blocking_ask(const City& city, Id<Commitment> commitment, Day day) {
  for (const Id<Ask> id : city.commitments[commitment.index()].asks)
    if (blocked_since(city.all<Ask>()[id.index()].value, day)) return id;
  return std::nullopt;
}

}  // namespace luoshi::city
