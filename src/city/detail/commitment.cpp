#include <algorithm>
#include <array>

#include "base/unit.hpp"
#include "city/detail/kind_rules.hpp"
#include "city/funnel.hpp"
#include "model/words.hpp"

// 承诺事项、问清、进展: their tables, and the steps that came after their own commands.
namespace luoshi::city::detail {
namespace {

using C = CommitmentState;
constexpr std::array kCommitmentStates = {
    State{"proposed", "待定", Waits::Own}, State{"in_force", "在办", Waits::Own}, State{"done", "办结"},
    State{"withdrawn", "撤回"},            State{"reported", "已报完成", Waits::Other}, State{"to_verify", "待复核", Waits::Own}};

constexpr Bits kReason = bits_of({Need::Reason});
template <class Enum>
constexpr std::uint8_t to(Enum state) { return static_cast<std::uint8_t>(state); }

constexpr std::string_view kTurning = "所属年度正在收官，事项在该年内到期；日期在次年以后";
constexpr std::string_view kRebased =
    "所属年度正在收官，事项在该年内到期；日期在次年以后；只改数值，单位相同或可换算；批准岗位不在牵头单位之内，且由另一人在任";
constexpr std::string_view kTurningApproved = "所属年度正在收官，事项在该年内到期；日期在次年以后；批准岗位不在牵头单位之内，且由另一人在任";

constexpr std::array kCommitmentSteps = {
    Step{.type = "commitment_amended", .chinese = "更正", .from = bits_of({C::Proposed, C::InForce}), .right = Action::KeepCommitment,
         .needs = kReason, .guard = "在办的，来源和时限不变，并经独立岗位批准", .command = "amend_commitment"},
    Step{.type = "commitment_adopted", .chinese = "定责生效", .from = bits_of({C::Proposed}), .to = to(C::InForce),
         .right = Action::KeepCommitment, .guard = "责任、数量、基数、时限没有未答复的问清", .command = "adopt_commitment"},
    Step{.type = "deadline_extended", .chinese = "调整时限", .from = bits_of({C::InForce}), .right = Action::ExtendDeadline,
         .needs = bits_of({Need::Reason, Need::Day, Need::Post}), .guard = "批准岗位不在牵头单位之内，且由另一人在任",
         .command = "extend_deadline"},
    Step{.type = "commitment.state_total", .chinese = "登记总量", .from = bits_of({C::Proposed, C::InForce}), .right = Action::KeepCommitment,
         .needs = bits_of({Need::Reason, Need::Body, Need::Figure}),
         .guard = "单位是说出总量的单位；数值大于零，计数的是整数，计量单位与所承诺的相同或可换算，不少于所承诺的数"},
    Step{.type = "commitment.report_done", .chinese = "报完成", .from = bits_of({C::InForce}), .to = to(C::Reported),
         .right = Action::FileReport, .needs = bits_of({Need::Reason, Need::Day}), .guard = "有未被退回的进展；日期是完成之日，不晚于今天"},
    Step{.type = "commitment.confirm_done", .chinese = "核定办结", .from = bits_of({C::Reported}), .to = to(C::Done),
         .right = Action::CheckReport, .another = Another::Person, .needs = kReason},
    Step{.type = "commitment.return", .chinese = "退回", .from = bits_of({C::Reported}), .to = to(C::InForce),
         .right = Action::CheckReport, .another = Another::Person, .needs = kReason},
    Step{.type = "commitment.doubt", .chinese = "提请复核", .from = bits_of({C::Done}), .to = to(C::ToVerify),
         .right = Action::CheckReport, .needs = kReason},
    Step{.type = "commitment.explain", .chinese = "说明", .from = bits_of({C::ToVerify}), .right = Action::FileReport, .needs = kReason},
    Step{.type = "commitment.uphold", .chinese = "维持办结", .from = bits_of({C::ToVerify}), .to = to(C::Done),
         .right = Action::CheckReport, .another = Another::Person, .needs = kReason},
    Step{.type = "commitment.reopen", .chinese = "重新办理", .from = bits_of({C::ToVerify}), .to = to(C::InForce),
         .right = Action::CheckReport, .another = Another::Person, .needs = kReason},
    Step{.type = "commitment.withdraw", .chinese = "撤回", .from = bits_of({C::Proposed}), .to = to(C::Withdrawn),
         .right = Action::KeepCommitment, .needs = kReason},
    Step{.type = "commitment.rank", .chinese = "排次序", .from = bits_of({C::Proposed, C::InForce, C::Reported, C::ToVerify}),
         .right = Action::KeepCommitment, .needs = bits_of({Need::Reason, Need::Number}),
         .guard = "数是第几位，1 在最前；同一牵头单位没有办结、没有撤回的不重复"},
    Step{.type = "commitment.drop", .chinese = "终止", .from = bits_of({C::InForce, C::Reported}), .to = to(C::Withdrawn),
         .right = Action::KeepCommitment, .needs = bits_of({Need::Reason, Need::Document, Need::Post}),
         .guard = "批准岗位不在牵头单位之内，且由另一人在任"},
    Step{.type = "commitment.carry", .chinese = "结转", .from = bits_of({C::InForce, C::ToVerify}), .right = Action::KeepCommitment,
         .another = Another::Body, .needs = bits_of({Need::Reason, Need::Day}), .guard = kTurning},
    Step{.type = "commitment.rebase", .chinese = "调整结转", .from = bits_of({C::InForce, C::ToVerify}), .right = Action::KeepCommitment,
         .needs = bits_of({Need::Reason, Need::Day, Need::Figure, Need::Post}), .guard = kRebased},
    Step{.type = "commitment.close_out", .chinese = "收官终止", .from = bits_of({C::InForce, C::ToVerify}), .to = to(C::Withdrawn),
         .right = Action::KeepCommitment, .needs = bits_of({Need::Reason, Need::Post}), .guard = kTurningApproved}};

using Q = QuestionState;
constexpr std::array kQuestionStates = {State{"open", "待问清", Waits::Other}, State{"answered", "已答复"}, State{"waived", "不再问"}};
constexpr std::array kQuestionSteps = {
    Step{.type = "question_put", .chinese = "交办", .from = bits_of({Q::Open}), .right = Action::AskQuestion,
         .needs = bits_of({Need::Post}), .command = "put_question"},
    Step{.type = "question.escalate", .chinese = "升级", .from = bits_of({Q::Open}), .right = Action::AskQuestion,
         .needs = bits_of({Need::Reason, Need::Day}), .guard = "已过答复期限，且所问岗位有上级；日期是新的期限"},
    Step{.type = "question_answered", .chinese = "答复", .from = bits_of({Q::Open}), .to = to(Q::Answered),
         .right = Action::AnswerQuestion, .needs = kReason, .guard = "所问岗位的在任者不论角色都可答复", .command = "answer_question"},
    Step{.type = "question_waived", .chinese = "免予问清", .from = bits_of({Q::Open}), .to = to(Q::Waived),
         .right = Action::WaiveQuestion, .needs = kReason, .command = "waive_question"}};

using R = CheckState;
constexpr std::array kReportStates = {State{"unchecked", "未核查", Waits::Other}, State{"accepted", "核查属实"}, State{"returned", "退回"}};
constexpr std::array kReportSteps = {
    Step{.type = "report_checked", .chinese = "核查属实", .from = bits_of({R::Unchecked}), .to = to(R::Accepted),
         .right = Action::CheckReport, .another = Another::Person, .command = "check_report"},
    Step{.type = "report_checked", .chinese = "退回", .from = bits_of({R::Unchecked}), .to = to(R::Returned),
         .right = Action::CheckReport, .another = Another::Person, .needs = kReason, .command = "check_report"}};

constexpr int kDaysToExplain = 10;  // working days a body has to answer a doubt (十个工作日)

// A total counts the same things as the promise, one by one, and is no less than it.
std::optional<Refusal> unfit_total(const Commitment& promised, const Figure& total, const std::string& cannot) {
  if (!promised.figure) return refuse(Fault::Conflict, cannot, "承诺没有写数值", "请先更正承诺，写明数值和单位");
  const auto own = read_unit(promised.figure->unit);
  const auto other = read_unit(total.unit);
  if (!own || !other || !same_kind(*own, *other))
    return refuse(Fault::BadInput, cannot, "承诺的单位是“" + promised.figure->unit + "”，总量的单位是“" + total.unit + "”",
                  "请用“" + promised.figure->unit + "”或可换算的单位");
  const auto wanted = in_base(promised.figure->value, *own);
  const auto all = in_base(total.value, *other);
  if (!all || all->sign() <= 0 || (own->dimension == Dimension::Count && all->normalised().exponent() < 0))
    return refuse(Fault::BadInput, cannot, total.value.text() + " 不是大于零的数，或计数的不是整数", "请核对总量");
  if (wanted && *all < *wanted)
    return refuse(Fault::BadInput, cannot,
                  "总量 " + total.value.text() + total.unit + " 少于所承诺的 " + promised.figure->value.text() + promised.figure->unit,
                  "请核对总量，或先更正承诺");
  return std::nullopt;
}

bool is_turn(const Step& step) { return step.name() == "carry" || step.name() == "rebase" || step.name() == "close_out"; }

std::optional<Refusal> unfit_rank(const Taking& taking, const Commitment& commitment) {
  const std::uint32_t rank = *taking.note.number;
  if (rank < 1 || rank > 9999) return refuse(Fault::BadInput, "不能排次序", "位次不在 1 到 9999 之间", "请核对位次");
  std::optional<Refusal> no;
  taking.one.city.commitments.each([&](std::size_t i, const KeptCommitment& kept) {
    const Commitment& other = kept.value;
    const bool open = other.state != C::Done && other.state != C::Withdrawn;
    if (&other != &commitment && open && other.lead == commitment.lead && other.rank == rank && !no)
      no = refuse(Fault::Conflict, "不能排次序", "C-" + std::to_string(i + 1) + "“" + other.title + "”已排第 " + std::to_string(rank), "请先改排它");
  });
  return no;
}

bool has_standing_report(const City& city, const KeptCommitment& kept) {
  return std::any_of(kept.reports.begin(), kept.reports.end(), [&](Id<Report> id) {
    return city.reports[id.index()].value.check != CheckState::Returned;
  });
}

}  // namespace

bool is_lower(const std::optional<Figure>& after, const std::optional<Figure>& before) {
  if (!before || !after) return before && !after;
  if (after->unit == before->unit) return after->value < before->value;
  const auto unit = read_unit(after->unit), old_unit = read_unit(before->unit);
  if (!unit || !old_unit || !same_kind(*unit, *old_unit)) return false;
  const auto value = in_base(after->value, *unit), old_value = in_base(before->value, *old_unit);
  return value && old_value && *value < *old_value;
}

constinit const Lifecycle kCommitments{Kind::Commitment, Action::KeepCommitment, Side::Own,
                                       "须有已确认的来源条目和一个牵头单位。", kCommitmentStates, kCommitmentSteps};
constinit const Lifecycle kQuestions{Kind::Question, Action::AskQuestion, Side::Own,
                                     "须写明问的是哪份文件、哪个条目或哪项承诺；无所属单位的属全市。", kQuestionStates, kQuestionSteps};
constinit const Lifecycle kReports{Kind::Report, Action::FileReport, Side::Own, "所报承诺须在办。", kReportStates, kReportSteps};

std::optional<Refusal> barred(const Case& one, const KeptCommitment& kept, const Step& step, Id<AnyThing> /*id*/) {
  if (step.name() != "report_done" || has_standing_report(one.city, kept)) return std::nullopt;
  return refuse(Fault::Conflict, "不能报完成", "还没有未被退回的进展", "请先填报进展");
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptCommitment& kept) {
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  if (taking.step.name() == "state_total") return unfit_total(kept.value, *taking.note.figure, cannot);
  if (is_turn(taking.step)) return unfit_turn(taking, kept);
  if (taking.step.name() == "rank") return unfit_rank(taking, kept.value);
  if (taking.step.name() == "drop") return unfit_approver(taking.one, taking.note.post, kept.value.lead, cannot);
  if (taking.step.name() == "report_done" && *taking.note.day > taking.one.today)
    return refuse(Fault::BadInput, cannot, "完成之日 " + day_text(*taking.note.day) + " 还没有到", "请填今天或以前的日期");
  return std::nullopt;
}

void absorb(City& city, Commitment& value, Course& course, const Step& step, const Note& note, Day today) {
  // Its own commands move its state past the course: a step that stays must not bring the course's back.
  if (step.to != kStays) value.state = static_cast<CommitmentState>(course.state);
  if (is_turn(step)) absorb_turn(city, value, step, note);
  if (step.name() == "state_total") value.total = StatedTotal{*note.figure, note.body, note.document};
  if (step.name() == "report_done") value.done_on = note.day;
  if (step.name() == "return" || step.name() == "reopen") value.done_on.reset();
  if (step.name() == "reopen") ++value.reopened;
  if (step.name() == "rank") {
    value.rank = *note.number;
    value.rank_reason = note.reason;
  }
  if (step.name() == "doubt") course.due = after_working_days(city, today, kDaysToExplain);
}

Id<Body> own_body(const City& /*city*/, const Commitment& value) { return value.lead; }
std::string title_of(const City& /*city*/, const Commitment& value) { return value.title; }

std::optional<Refusal> barred(const Case& one, const KeptQuestion& kept, const Step& step, Id<AnyThing> /*id*/) {
  if (step.name() != "escalate") return std::nullopt;
  const Question& question = kept.value;
  if (!question.due || *question.due >= one.today)
    return refuse(Fault::Conflict, "不能升级", "没有过答复期限", "请先交办并定期限，过期仍未答复再升级");
  if (question.asked_of && one.city.posts[question.asked_of.index()].value.superior) return std::nullopt;
  return refuse(Fault::Conflict, "不能升级", "所问岗位没有登记上级", "请改为另交一岗位");
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptQuestion& /*kept*/) {
  if (taking.step.name() != "escalate" || *taking.note.day >= taking.one.today) return std::nullopt;
  return refuse(Fault::BadInput, "不能升级", "新的期限 " + day_text(*taking.note.day) + " 已过", "请写今天或以后的日期");
}

void absorb(City& city, Question& value, Course& /*course*/, const Step& step, const Note& note, Day /*today*/) {
  if (step.name() != "escalate") return;
  value.asked_of = city.posts[value.asked_of.index()].value.superior;
  value.due = note.day;
}

Id<Body> own_body(const City& city, const Question& value) {
  return value.commitment ? city.commitments[value.commitment.index()].value.lead : Id<Body>{};
}
std::string title_of(const City& /*city*/, const Question& value) { return value.text; }

Id<Body> own_body(const City& city, const Report& value) { return city.commitments[value.commitment.index()].value.lead; }
std::string title_of(const City& /*city*/, const Report& value) { return day_text(value.until); }

}  // namespace luoshi::city::detail
