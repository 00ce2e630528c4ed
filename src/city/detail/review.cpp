#include <algorithm>
#include <array>

#include "city/detail/kind_rules.hpp"
#include "city/detail/stages.hpp"
#include "city/funnel.hpp"

// 复核、申诉.
namespace luoshi::city::detail {
namespace {

constexpr Bits kReason = bits_of({Need::Reason});
template <class Enum>
constexpr std::uint8_t to(Enum state) { return static_cast<std::uint8_t>(state); }

constexpr int kDaysToAnswer = 10;  // working days (十个工作日)
constexpr int kDaysToDecide = 10;  // likewise, of an appeal

using V = ReviewState;
constexpr std::array kReviewStates = {State{"fired", "待说明", Waits::Own}, State{"answered", "已说明", Waits::Other},
                                      State{"reopened", "重新办理"}, State{"upheld", "维持"}};
constexpr std::array kReviewSteps = {
    Step{.type = "review.answer", .chinese = "说明", .from = bits_of({V::Fired}), .to = to(V::Answered), .right = Action::HandleThing,
         .needs = kReason, .guard = "内容是责任单位的说明"},
    Step{.type = "review.reopen", .chinese = "重新办理", .from = bits_of({V::Fired, V::Answered}), .to = to(V::Reopened),
         .right = Action::CheckThing, .another = Another::Person, .needs = kReason,
         .guard = "未作说明的，过了期限才可；对象退回已进场，因此待复核的承诺随之重新办理"},
    Step{.type = "review.uphold", .chinese = "维持", .from = bits_of({V::Answered}), .to = to(V::Upheld),
         .right = Action::CheckThing, .another = Another::Person, .needs = kReason,
         .guard = "内容是为何不重新办理；没有别的复核的，因此待复核的承诺随之维持办结"}};

using A = AppealState;
constexpr std::array kAppealStates = {State{"raised", "待裁定", Waits::Other}, State{"granted", "成立"}, State{"dismissed", "不成立"},
                                      State{"withdrawn", "撤回"}};
constexpr std::array kAppealSteps = {
    Step{.type = "appeal.grant", .chinese = "裁定成立", .from = bits_of({A::Raised}), .to = to(A::Granted), .right = Action::JudgeThing,
         .side = Side::Above, .another = Another::Body, .needs = kReason},
    Step{.type = "appeal.dismiss", .chinese = "裁定不成立", .from = bits_of({A::Raised}), .to = to(A::Dismissed),
         .right = Action::JudgeThing, .side = Side::Above, .another = Another::Body, .needs = kReason},
    Step{.type = "appeal.withdraw", .chinese = "撤回", .from = bits_of({A::Raised}), .to = to(A::Withdrawn),
         .right = Action::HandleThing, .needs = kReason}};

bool is_settled(const City& city, Id<Review> id) {
  const auto state = static_cast<V>(city.all<Review>()[id.index()].course.state);
  return state == V::Reopened || state == V::Upheld;
}

bool doubted_elsewhere(const City& city, Id<Commitment> commitment, Id<Review> here) {
  const auto& reviews = city.commitments[commitment.index()].reviews;
  return std::any_of(reviews.begin(), reviews.end(), [&](Id<Review> id) { return id != here && !is_settled(city, id); });
}

// A rule looks only at what came after the samples that were looked at here.
void settle(City& city, const Review& value, Day today, V outcome) {
  KeptAsset& asset = city.assets.edit(value.asset.index());
  asset.settled_until = asset.samples.empty() ? today : asset.samples.back().day;
  if (outcome == V::Reopened) begin_again(city, asset, today);
}

}  // namespace

constinit const Lifecycle kReviews{Kind::Review, Action::CheckThing, Side::Own,
                                   "规则触发的由系统开出，写明规则和样品；人提请的写明对象和理由。十个工作日内说明。", kReviewStates, kReviewSteps};
constinit const Lifecycle kAppeals{Kind::Appeal, Action::HandleThing, Side::Own,
                                   "须写明对哪项承诺的灯、理由；灯和算式由系统照当时所示记下。十个工作日内裁定。", kAppealStates, kAppealSteps};

std::optional<Refusal> unfit_opening(const Case& one, Review& value) {
  const std::string cannot = "不能提请复核";
  if (!value.asset) return refuse(Fault::BadInput, cannot, "没有写对象", "请选定一个对象");
  if (is_blank(value.reason)) return refuse(Fault::BadInput, cannot, "没有写理由", "请写明看到了什么");
  const KeptAsset& asset = one.city.assets[value.asset.index()];
  if (!built_since(asset)) return refuse(Fault::Conflict, cannot, asset.value.name + "尚未完工", "请用问题整改");
  if (const Id<Review> open = open_review(one.city, asset))
    return refuse(Fault::Conflict, cannot, asset.value.name + "已在复核（FH-" + std::to_string(open.number()) + "）", "请在该项复核中补充");
  const Id<Body> answers = answers_for(one.city, value.asset, closed_on(one.city, value.asset));
  if (value.body && value.body != answers)
    return refuse(Fault::BadInput, cannot, "应由" + one.city.bodies[answers.index()].value.name + "说明", "请改正责任单位或留空");
  value.body = answers;
  // What only a rule may say.
  value.cause = ReviewCause::Person;
  value.rule.clear();
  value.rule_digest.reset();
  value.about.clear();
  return std::nullopt;
}

std::optional<Refusal> barred(const Case& one, const KeptThing<Review>& kept, const Step& step, Id<AnyThing> /*id*/) {
  if (step.name() != "reopen" || kept.course.state != to(V::Fired)) return std::nullopt;
  if (!kept.course.due || *kept.course.due < one.today) return std::nullopt;
  return refuse(Fault::Conflict, "不能重新办理", "说明期限到 " + day_text(*kept.course.due) + "，责任单位还可以说明", "请待其说明，或过期后再办");
}

void add_consequences(const Taking& taking, const KeptThing<Review>& kept, Id<AnyThing> id, std::vector<EventBody>& events) {
  const bool reopens = taking.step.name() == "reopen";
  if (!reopens && taking.step.name() != "uphold") return;
  const City& city = taking.one.city;
  for (const Id<Commitment> about : kept.value.about) {
    const Commitment& commitment = city.commitments[about.index()].value;
    if (commitment.state != CommitmentState::ToVerify || commitment.lead != kept.value.body) continue;
    if (!reopens && doubted_elsewhere(city, about, Id<Review>{id.number()})) continue;
    Note note;
    note.reason = "复核 FH-" + std::to_string(id.number()) + "：" + taking.note.reason;
    events.push_back(Stepped{step_called(reopens ? "commitment.reopen" : "commitment.uphold"), Id<AnyThing>{about.number()}, note});
  }
}

void tie(City& city, Id<Review> id, const Review& value) {
  city.assets.edit(value.asset.index()).reviews.push_back(id);
  for (const Id<Commitment> about : value.about) city.commitments.edit(about.index()).reviews.push_back(id);
}

void absorb(City& city, Review& value, Course& /*course*/, const Step& step, const Note& note, Day today) {
  if (step.name() == "answer") value.answer = note.reason;
  if (step.name() != "reopen" && step.name() != "uphold") return;
  value.finding = note.reason;
  settle(city, value, today, step.name() == "reopen" ? V::Reopened : V::Upheld);
}

std::optional<Day> opening_clock(const City& city, const Review& /*value*/, Day today) {
  return after_working_days(city, today, kDaysToAnswer);
}
Id<Body> own_body(const City& city, const Review& value) {
  return value.body || !value.asset ? value.body : answers_for(city, value.asset, closed_on(city, value.asset));
}
std::string title_of(const City& city, const Review& value) {
  return city.assets[value.asset.index()].value.name + "：" + value.reason;
}

std::optional<Refusal> unfit_opening(const Case& one, Appeal& value) {
  const std::string cannot = "不能申诉";
  if (!value.commitment) return refuse(Fault::BadInput, cannot, "没有写是哪项承诺", "请从承诺的页面申诉");
  if (is_blank(value.grounds)) return refuse(Fault::BadInput, cannot, "没有写申诉理由", "请写明灯为何不对");
  if (is_blank(value.light)) return refuse(Fault::Conflict, cannot, "这项承诺现在没有亮灯", "亮灯后再申诉");
  for (const Id<Appeal> id : one.city.commitments[value.commitment.index()].appeals)
    if (one.city.all<Appeal>()[id.index()].course.state == to(A::Raised))
      return refuse(Fault::Conflict, cannot, "申诉 SS-" + std::to_string(id.number()) + " 还没有裁定", "请待其裁定，或先撤回");
  value.decision.clear();
  return std::nullopt;
}

void tie(City& city, Id<Appeal> id, const Appeal& value) { city.commitments.edit(value.commitment.index()).appeals.push_back(id); }

void absorb(City& /*city*/, Appeal& value, Course& /*course*/, const Step& step, const Note& note, Day /*today*/) {
  if (step.name() != "withdraw") value.decision = note.reason;
}

std::optional<Day> opening_clock(const City& city, const Appeal& /*value*/, Day today) {
  return after_working_days(city, today, kDaysToDecide);
}
Id<Body> own_body(const City& city, const Appeal& value) {
  return value.commitment ? city.commitments[value.commitment.index()].value.lead : Id<Body>{};
}
std::string title_of(const City& city, const Appeal& value) {
  return city.commitments[value.commitment.index()].value.title + "（" + value.light + "）";
}

}  // namespace luoshi::city::detail
