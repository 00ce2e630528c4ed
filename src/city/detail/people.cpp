#include "city/people.hpp"

#include <algorithm>
#include <array>

#include "city/detail/kind_rules.hpp"
#include "city/funnel.hpp"
#include "model/words.hpp"
#include "numeric/elementary.hpp"

// 表扬激励、村民表决、满意度: praise with an objection period, votes and surveys as counts; no person's vote or answer is kept.
namespace luoshi::city::detail {
namespace {

constexpr Bits kReason = bits_of({Need::Reason});
template <class Enum>
constexpr std::uint8_t to(Enum state) { return static_cast<std::uint8_t>(state); }

using M = MeritState;
constexpr std::array kMeritStates = {State{"proposed", "拟表扬", Waits::Own}, State{"posted", "公示", Waits::Other},
                                     State{"objected", "有异议", Waits::Own}, State{"decided", "已表扬"},
                                     State{"dropped", "不予表扬"},           State{"revoked", "已撤销"}};
constexpr std::array kMeritSteps = {
    Step{.type = "merit.post", .chinese = "公示", .from = bits_of({M::Proposed}), .to = to(M::Posted), .right = Action::JudgeThing,
         .needs = bits_of({Need::Document}), .guard = "公示期自今天起，按立项所写的工作日"},
    Step{.type = "merit.object", .chinese = "提出异议", .from = bits_of({M::Posted}), .to = to(M::Objected), .right = Action::CheckThing,
         .needs = kReason, .guard = "公示期内；来自居民的由核查岗代为记载，不记姓名"},
    Step{.type = "merit.overrule", .chinese = "异议不成立", .from = bits_of({M::Objected}), .to = to(M::Posted), .right = Action::CheckThing,
         .another = Another::Person, .needs = kReason, .guard = "公示期满的，再公示一个工作日"},
    Step{.type = "merit.sustain", .chinese = "异议成立", .from = bits_of({M::Objected}), .to = to(M::Dropped), .right = Action::CheckThing,
         .another = Another::Person, .needs = kReason},
    Step{.type = "merit.decide", .chinese = "决定表扬", .from = bits_of({M::Posted}), .to = to(M::Decided), .right = Action::JudgeThing,
         .side = Side::Above, .another = Another::Body, .needs = bits_of({Need::Document}), .guard = "公示期已满"},
    Step{.type = "merit.revoke", .chinese = "撤销表扬", .from = bits_of({M::Decided}), .to = to(M::Revoked), .right = Action::JudgeThing,
         .side = Side::Above, .another = Another::Body, .needs = bits_of({Need::Reason, Need::Document})},
    Step{.type = "merit.withdraw", .chinese = "撤回", .from = bits_of({M::Proposed, M::Posted}), .to = to(M::Dropped),
         .right = Action::JudgeThing, .needs = kReason}};

using C = ConsentState;
constexpr std::array kConsentStates = {State{"called", "待表决", Waits::Own}, State{"counted", "已记票", Waits::Other},
                                       State{"passed", "通过"}, State{"failed", "未通过", Waits::Own}, State{"void", "作废"}};
constexpr std::array kConsentSteps = {
    Step{.type = "consent.count", .chinese = "记票", .from = bits_of({C::Called}), .to = to(C::Counted), .right = Action::HandleThing,
         .needs = bits_of({Need::Document, Need::Number, Need::Figure}),
         .guard = "数是赞成人数，数值是参加表决的人数，以人计；只记人数，不记谁怎么投"},
    Step{.type = "consent.pass", .chinese = "核定通过", .from = bits_of({C::Counted}), .to = to(C::Passed), .right = Action::CheckThing,
         .another = Another::Person, .needs = kReason, .guard = "达到所写的比例"},
    Step{.type = "consent.fail", .chinese = "核定未通过", .from = bits_of({C::Counted}), .to = to(C::Failed), .right = Action::CheckThing,
         .another = Another::Person, .needs = kReason, .guard = "没有达到所写的比例"},
    Step{.type = "consent.recount", .chinese = "退回重记", .from = bits_of({C::Counted}), .to = to(C::Called), .right = Action::CheckThing,
         .another = Another::Person, .needs = kReason},
    Step{.type = "consent.again", .chinese = "再次表决", .from = bits_of({C::Failed}), .to = to(C::Called), .right = Action::HandleThing,
         .needs = kReason},
    Step{.type = "consent.void", .chinese = "作废", .from = bits_of({C::Called, C::Passed}), .to = to(C::Void), .right = Action::JudgeThing,
         .needs = kReason}};

using V = SatisfactionState;
constexpr std::array kSurveyStates = {State{"planned", "待调查", Waits::Own}, State{"counted", "已记数", Waits::Other},
                                      State{"accepted", "采用"}, State{"rejected", "不采用"}};
constexpr std::array kSurveySteps = {
    Step{.type = "satisfaction.count", .chinese = "记数", .from = bits_of({V::Planned}), .to = to(V::Counted), .right = Action::HandleThing,
         .needs = bits_of({Need::Document, Need::Day, Need::Number, Need::Figure}),
         .guard = "数是满意的人数，数值是答复的人数，以人计；日期是调查的最后一天，不晚于今天"},
    Step{.type = "satisfaction.accept", .chinese = "采用", .from = bits_of({V::Counted}), .to = to(V::Accepted), .right = Action::CheckThing,
         .another = Another::Person, .needs = kReason},
    Step{.type = "satisfaction.return", .chinese = "退回", .from = bits_of({V::Counted}), .to = to(V::Planned), .right = Action::CheckThing,
         .another = Another::Person, .needs = kReason},
    Step{.type = "satisfaction.reject", .chinese = "不采用", .from = bits_of({V::Planned, V::Counted, V::Accepted}), .to = to(V::Rejected),
         .right = Action::JudgeThing, .needs = kReason}};

// What is no result: praise rests on what was achieved (国务院办公厅函〔2026〕12号 forbids scoring by activity).
constexpr std::array kActivity = {"登录", "打卡", "签到", "在线时长", "活跃度", "积分", "点赞", "转发量", "安装率", "学习时长"};

std::optional<Refusal> unfit_praised(const Case& one, const Merit& value, const std::string& cannot) {
  if (value.units.empty() && value.holders.empty()) return refuse(Fault::BadInput, cannot, "没有写表扬谁", "请写明单位或岗位上的人员");
  if (repeated(value.units)) return refuse(Fault::BadInput, cannot, "同一单位写了两次", "请去掉重复的单位");
  for (const MeritHolder& holder : value.holders) {
    if (!holder.person || !holder.post) return refuse(Fault::BadInput, cannot, "表扬个人没有写明人员和岗位", "请补全：功绩记在任期的岗位上");
    bool held = false;
    one.city.holders.each([&](std::size_t, const Kept<Holder>& kept) {
      held = held || (kept.value.person == holder.person && kept.value.post == holder.post);
    });
    if (!held)
      return refuse(Fault::BadInput, cannot, "所写人员不曾在“" + one.city.posts[holder.post.index()].value.name + "”任职", "请核对人员和岗位");
  }
  return std::nullopt;
}

std::optional<Refusal> unfit_grounds(const Case& one, const Merit& value, const std::string& cannot) {
  if (is_blank(value.grounds)) return refuse(Fault::BadInput, cannot, "没有写事迹", "请写明办成了什么");
  for (const char* const word : kActivity)
    if (value.grounds.find(word) != std::string::npos)
      return refuse(Fault::BadInput, cannot, "事迹里有“" + std::string{word} + "”，不能以登录、打卡之类为由", "请写办成的事和效果");
  if (value.rests_on.empty() && value.projects.empty())
    return refuse(Fault::BadInput, cannot, "没有写依据哪项办结的承诺或完工的项目", "请列出");
  for (const Id<Commitment> id : value.rests_on)
    if (one.city.commitments[id.index()].value.state != CommitmentState::Done)
      return refuse(Fault::Conflict, cannot, numbered("承诺事项", id.number()) + "还没有办结", "请等办结后再表扬，或去掉该项");
  for (const Id<Project> id : value.projects)
    if (static_cast<ProjectStage>(one.city.all<Project>()[id.index()].course.state) != ProjectStage::Done)
      return refuse(Fault::Conflict, cannot, numbered("项目", id.number()) + "还没有完工", "请等完工后再表扬，或去掉该项");
  return std::nullopt;
}

// parts of whole, reached or exceeded; no rule where whole is 0.
bool reached(std::uint64_t count, std::uint64_t of, std::uint64_t parts, std::uint64_t whole, bool more_than) {
  if (whole == 0) return true;
  return more_than ? count * whole > parts * of : count * whole >= parts * of;
}

bool has_passed(const Consent& consent) {
  return reached(consent.voted, consent.voters, consent.turnout_parts, consent.turnout_whole, consent.turnout_more_than) &&
         consent.voted > 0 && reached(consent.in_favour, consent.voted, consent.favour_parts, consent.favour_whole, consent.favour_more_than);
}

bool is_part(std::uint32_t parts, std::uint32_t whole) { return parts >= 1 && parts <= whole && whole <= 1000; }

// People counted in a note: a whole number of 人.
std::optional<std::uint32_t> people_in(const Figure& figure) {
  const Decimal whole = figure.value.normalised();
  if (figure.unit != "人" || whole.exponent() < 0 || whole < Decimal{0} || whole > Decimal{1'000'000'000}) return std::nullopt;
  std::int64_t count = whole.coefficient();
  for (int i = 0; i < whole.exponent(); ++i) count *= 10;
  return static_cast<std::uint32_t>(count);
}

}  // namespace

constinit const Lifecycle kMerits{Kind::Merit, Action::JudgeThing, Side::Own,
                                  "须写明名称、提出单位、受表扬的单位或岗位上的人员、事迹、所依据的办结承诺或完工项目，以及公示几个工作日。登录、打卡之类不作事迹。",
                                  kMeritStates, kMeritSteps};
constinit const Lifecycle kConsents{Kind::Consent, Action::HandleThing, Side::Own,
                                    "须写明表决什么、在哪个村居、组织单位、有表决权的人数和通过的比例及其出处。只记人数。", kConsentStates, kConsentSteps};
constinit const Lifecycle kSatisfactions{Kind::Satisfaction, Action::HandleThing, Side::Own,
                                   "须写明名称、所评对象、责任单位、由谁调查（不能是责任单位或其下属）、抽样框和样本数。", kSurveyStates, kSurveySteps};

std::optional<Refusal> unfit_opening(const Case& one, Merit& value) {
  const std::string cannot = "不能提出表扬";
  if (is_blank(value.title)) return refuse(Fault::BadInput, cannot, "没有名称", "请写明表扬什么");
  if (!value.body) return refuse(Fault::BadInput, cannot, "没有提出单位", "请选定一个单位");
  if (auto no = unfit_praised(one, value, cannot)) return no;
  if (auto no = unfit_grounds(one, value, cannot)) return no;
  if (value.notice_days < 1 || value.notice_days > 60)
    return refuse(Fault::BadInput, cannot, "公示期不在 1 到 60 个工作日之间", "请按规定写明公示几个工作日，通常 5 个");
  value.paper = {};
  value.objection.clear();
  value.until.reset();
  return std::nullopt;
}

std::optional<Refusal> barred(const Case& one, const KeptThing<Merit>& kept, const Step& step, Id<AnyThing> /*id*/) {
  const auto& until = kept.value.until;
  if (step.name() == "decide" && until && one.today <= *until)
    return refuse(Fault::Conflict, "不能决定表扬", "公示期到 " + day_text(*until) + " 才满", "请等公示期满");
  if (step.name() == "object" && until && one.today > *until)
    return refuse(Fault::Conflict, "不能提出异议", "公示期已于 " + day_text(*until) + " 届满", "表扬决定后可以申请撤销");
  return std::nullopt;
}

void absorb(City& city, Merit& value, Course& course, const Step& step, const Note& note, Day today) {
  if (step.name() == "post") value.until = after_working_days(city, today, static_cast<int>(value.notice_days));
  if (step.name() == "overrule" && *value.until <= today) value.until = after_working_days(city, today, 1);
  if (step.name() == "object") value.objection = note.reason;
  if (note.document) value.paper = note.document;
  course.due = course.state == to(M::Posted) ? value.until : std::optional<Day>{};
}

Id<Body> own_body(const City& /*city*/, const Merit& value) { return value.body; }
std::string title_of(const City& /*city*/, const Merit& value) { return value.title; }

std::optional<Refusal> unfit_opening(const Case& /*one*/, Consent& value) {
  const std::string cannot = "不能立村民表决";
  if (is_blank(value.what)) return refuse(Fault::BadInput, cannot, "没有写表决什么", "请用一句话写明");
  if (!value.place || !value.body) return refuse(Fault::BadInput, cannot, value.place ? "没有组织单位" : "没有村居", "请补全");
  if (value.voters == 0) return refuse(Fault::BadInput, cannot, "没有写有表决权的人数", "请写明人数");
  const bool turnout = value.turnout_parts == 0 && value.turnout_whole == 0;
  if (!is_part(value.favour_parts, value.favour_whole) || (!turnout && !is_part(value.turnout_parts, value.turnout_whole)))
    return refuse(Fault::BadInput, cannot, "通过的比例不是几分之几", "请写分子和分母，例如 2 和 3");
  if (is_blank(value.rule)) return refuse(Fault::BadInput, cannot, "没有写比例的出处", "请写明法律条款或村规");
  value.voted = 0;
  value.in_favour = 0;
  value.paper = {};
  return std::nullopt;
}

std::optional<Refusal> barred(const Case& /*one*/, const KeptThing<Consent>& kept, const Step& step, Id<AnyThing> /*id*/) {
  const Consent& consent = kept.value;
  if (step.name() != "pass" && step.name() != "fail") return std::nullopt;
  if (has_passed(consent) == (step.name() == "pass")) return std::nullopt;
  const std::string counts = std::to_string(consent.voters) + " 人有权，" + std::to_string(consent.voted) + " 人参加，" +
                             std::to_string(consent.in_favour) + " 人赞成";
  return refuse(Fault::Conflict, "不能" + std::string{step.chinese}, counts + (has_passed(consent) ? "，已达到比例" : "，没有达到比例"), "请核对票数");
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Consent>& kept) {
  if (taking.step.name() != "count") return std::nullopt;
  const auto voted = people_in(*taking.note.figure);
  if (voted && *voted <= kept.value.voters && *taking.note.number <= *voted) return std::nullopt;
  return refuse(Fault::BadInput, "不能记票", "参加的不是以人计的整数，或多于有权的 " + std::to_string(kept.value.voters) + " 人，或赞成的多于参加的", "请核对票数");
}

void absorb(City& /*city*/, Consent& value, Course& /*course*/, const Step& step, const Note& note, Day /*today*/) {
  if (step.name() == "again" || step.name() == "recount") value.voted = value.in_favour = 0;
  if (step.name() != "count") return;
  value.voted = people_in(*note.figure).value_or(0);
  value.in_favour = *note.number;
  value.paper = note.document;
}

Id<Body> own_body(const City& /*city*/, const Consent& value) { return value.body; }
std::string title_of(const City& /*city*/, const Consent& value) { return value.what; }

std::optional<Refusal> unfit_opening(const Case& one, Satisfaction& value) {
  const std::string cannot = "不能立满意度调查";
  if (is_blank(value.title) || value.assets.empty()) return refuse(Fault::BadInput, cannot, "没有名称，或没有写评什么对象", "请补全");
  if (repeated(value.assets)) return refuse(Fault::BadInput, cannot, "同一对象写了两次", "请去掉重复的对象");
  if (!value.body) return refuse(Fault::BadInput, cannot, "没有写评的是哪个单位的工作", "请选定责任单位");
  if (static_cast<bool>(value.asker) != is_blank(value.outside))
    return refuse(Fault::BadInput, cannot, value.asker ? "市内和市外的调查单位都写了" : "没有写由谁调查", "请只写一个调查单位");
  if (value.asker && is_within(one.city, value.asker, value.body))
    return refuse(Fault::Denied, cannot, "由责任单位或其下属自己调查", "请由外面的单位调查");
  if (is_blank(value.frame) || value.sample == 0) return refuse(Fault::BadInput, cannot, "没有写抽样框或样本数", "请写明从哪些人中抽、怎么抽、抽多少");
  value.answered = 0;
  value.satisfied = 0;
  value.day.reset();
  value.paper = {};
  return std::nullopt;
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Satisfaction>& /*kept*/) {
  if (taking.step.name() != "count") return std::nullopt;
  if (*taking.note.day > taking.one.today) return refuse(Fault::BadInput, "不能记数", "日期还没有到", "请写实际的日期");
  const auto answered = people_in(*taking.note.figure);
  if (answered && *answered > 0 && *taking.note.number <= *answered) return std::nullopt;
  return refuse(Fault::BadInput, "不能记数", "答复的不是以人计的正整数，或满意的多于答复的", "请核对人数");
}

void absorb(City& /*city*/, Satisfaction& value, Course& /*course*/, const Step& step, const Note& note, Day /*today*/) {
  if (step.name() == "return") {
    value.answered = value.satisfied = 0;
    value.day.reset();
  }
  if (step.name() != "count") return;
  value.answered = people_in(*note.figure).value_or(0);
  value.satisfied = *note.number;
  value.day = *note.day;
  value.paper = note.document;
}

Id<Body> own_body(const City& /*city*/, const Satisfaction& value) { return value.asker; }
Id<Body> other_body(const Satisfaction& value) { return value.body; }
std::string title_of(const City& /*city*/, const Satisfaction& value) { return value.title; }

}  // namespace luoshi::city::detail

namespace luoshi::city {
namespace {

int days_between(Day from, Day until) { return static_cast<int>((std::chrono::sys_days{until} - std::chrono::sys_days{from}).count()); }

std::string percent(double share) { return std::to_string(static_cast<int>(share * 100 + 0.5)) + "%"; }

}  // namespace

Share wilson(std::uint32_t k, std::uint32_t n) {
  expects(n >= 1 && k <= n, "a share of at least one");
  constexpr double z = 1.959963984540054;  // the 97.5 % point of the normal distribution
  const double count = n, p = k / count, z2 = z * z;
  const double middle = p + z2 / (2 * count);
  const double spread = z * numeric::sqrt(p * (1 - p) / count + z2 / (4 * count * count));
  const double scale = 1 + z2 / count;
  return {p, std::max(0.0, (middle - spread) / scale), std::min(1.0, (middle + spread) / scale)};
}

std::optional<std::string> residents_against(const City& city, Id<Asset> asset, Day day) {
  std::uint32_t recent = 0, before = 0;
  city.all<Problem>().each([&](std::size_t, const KeptThing<Problem>& kept) {
    if (kept.value.source != ProblemSource::Complaint || static_cast<ProblemState>(kept.course.state) == ProblemState::Withdrawn) return;
    if (std::find(kept.value.assets.begin(), kept.value.assets.end(), asset) == kept.value.assets.end()) return;
    const int ago = days_between(kept.course.past.front().day, day);
    if (ago >= 0 && ago < kHalfYear) ++recent;
    else if (ago >= kHalfYear && ago < 2 * kHalfYear) ++before;
  });
  if (recent >= kFewestComplaints && recent > before)
    return "居民投诉上升：近 " + std::to_string(kHalfYear) + " 天 " + std::to_string(recent) + " 件，此前同样长 " + std::to_string(before) + " 件";

  const Satisfaction *newest = nullptr, *earlier = nullptr;
  city.all<Satisfaction>().each([&](std::size_t, const KeptThing<Satisfaction>& kept) {
    const Satisfaction& survey = kept.value;
    if (static_cast<SatisfactionState>(kept.course.state) != SatisfactionState::Accepted || !survey.day || *survey.day > day) return;
    if (std::find(survey.assets.begin(), survey.assets.end(), asset) == survey.assets.end()) return;
    if (newest == nullptr || *survey.day >= *newest->day) {
      earlier = newest;
      newest = &survey;
    } else if (earlier == nullptr || *survey.day >= *earlier->day) {
      earlier = &survey;
    }
  });
  if (earlier == nullptr) return std::nullopt;
  const Share now = wilson(newest->satisfied, newest->answered), then = wilson(earlier->satisfied, earlier->answered);
  if (now.high >= then.share) return std::nullopt;
  return "居民满意度下降：" + day_text(*earlier->day) + " 为 " + percent(then.share) + "，" + day_text(*newest->day) + " 为 " + percent(now.share) +
         "（95% 区间 " + percent(now.low) + "–" + percent(now.high) + "）";
}

}  // namespace luoshi::city
