#include <algorithm>
#include <array>

#include "city/detail/kind_rules.hpp"

// 问题、事故、隐患.
namespace luoshi::city::detail {
namespace {

using P = ProblemState;
constexpr std::array kProblemStates = {State{"found", "已发现", Waits::Other}, State{"assigned", "整改中", Waits::Own},
                                       State{"rectified", "已报整改", Waits::Other}, State{"passed", "已验收", Waits::Other},
                                       State{"closed", "已销号"}, State{"withdrawn", "撤回"}};

constexpr Bits kReason = bits_of({Need::Reason});
template <class Enum>
constexpr std::uint8_t to(Enum state) { return static_cast<std::uint8_t>(state); }

constexpr std::array kProblemSteps = {
    Step{.type = "problem.hand_over", .chinese = "交办", .from = bits_of({P::Found}), .to = to(P::Assigned),
         .right = Action::CheckThing, .side = Side::Above, .another = Another::Body, .needs = bits_of({Need::Day}),
         .guard = "日期是整改期限；暗查暗访的，此后被查单位才看得到"},
    Step{.type = "problem.rectify", .chinese = "报整改", .from = bits_of({P::Assigned}), .to = to(P::Rectified),
         .right = Action::HandleThing, .needs = kReason},
    Step{.type = "problem.pass", .chinese = "验收", .from = bits_of({P::Rectified}), .to = to(P::Passed),
         .right = Action::CheckThing, .another = Another::Person, .needs = kReason},
    Step{.type = "problem.return", .chinese = "退回整改", .from = bits_of({P::Rectified, P::Passed}), .to = to(P::Assigned),
         .right = Action::CheckThing, .another = Another::Person, .needs = bits_of({Need::Reason, Need::Day}), .guard = "日期是新的整改期限"},
    Step{.type = "problem.close", .chinese = "销号", .from = bits_of({P::Passed}), .to = to(P::Closed), .right = Action::JudgeThing,
         .side = Side::Above, .another = Another::Body, .needs = bits_of({Need::Document})},
    Step{.type = "problem.look_back", .chinese = "回头看", .from = bits_of({P::Closed}), .right = Action::CheckThing,
         .another = Another::Person, .needs = kReason},
    Step{.type = "problem.reopen", .chinese = "重新整改", .from = bits_of({P::Closed}), .to = to(P::Assigned),
         .right = Action::CheckThing, .another = Another::Person, .needs = bits_of({Need::Reason, Need::Day}), .guard = "日期是新的整改期限"},
    Step{.type = "problem.withdraw", .chinese = "撤回", .from = bits_of({P::Found, P::Assigned}), .to = to(P::Withdrawn),
         .right = Action::JudgeThing, .side = Side::Above, .another = Another::Body, .needs = kReason}};

using I = IncidentState;
constexpr std::array kIncidentStates = {State{"recorded", "已登记", Waits::Own}, State{"learned", "举一反三", Waits::Own}, State{"closed", "办结"}};
constexpr std::array kIncidentSteps = {
    Step{.type = "incident.report", .chinese = "记载调查报告", .from = bits_of({I::Recorded, I::Learned}), .right = Action::HandleThing,
         .needs = bits_of({Need::Document})},
    Step{.type = "incident.learn", .chinese = "举一反三", .from = bits_of({I::Recorded, I::Learned}), .to = to(I::Learned),
         .right = Action::JudgeThing, .needs = bits_of({Need::Reason, Need::Assets, Need::Day}),
         .guard = "内容是一条教训，对象是可能重演之处，各开一项隐患排查；日期是排查期限"},
    Step{.type = "incident.close", .chinese = "办结", .from = bits_of({I::Learned}), .to = to(I::Closed), .right = Action::JudgeThing,
         .side = Side::Above, .another = Another::Body, .needs = kReason, .guard = "所开的排查都有结论，隐患都已销号"},
    Step{.type = "incident.reopen", .chinese = "再开", .from = bits_of({I::Closed}), .to = to(I::Learned), .right = Action::CheckThing,
         .side = Side::Above, .another = Another::Body, .needs = kReason}};

using H = HazardState;
constexpr std::array kHazardStates = {State{"to_check", "待排查", Waits::Own}, State{"clear", "无隐患"}, State{"found", "有隐患", Waits::Own},
                                      State{"fixed", "已整改", Waits::Other}, State{"closed", "已销号"}};
constexpr std::array kHazardSteps = {
    Step{.type = "hazard.clear", .chinese = "排查无隐患", .from = bits_of({H::ToCheck}), .to = to(H::Clear),
         .right = Action::CheckThing, .needs = kReason},
    Step{.type = "hazard.find", .chinese = "查出隐患", .from = bits_of({H::ToCheck, H::Clear, H::Closed}), .to = to(H::Found),
         .right = Action::CheckThing, .needs = bits_of({Need::Reason, Need::Day}), .guard = "日期是整改期限"},
    Step{.type = "hazard.fix", .chinese = "报整改", .from = bits_of({H::Found}), .to = to(H::Fixed), .right = Action::HandleThing,
         .needs = kReason},
    Step{.type = "hazard.return", .chinese = "退回整改", .from = bits_of({H::Fixed}), .to = to(H::Found), .right = Action::CheckThing,
         .another = Another::Person, .needs = bits_of({Need::Reason, Need::Day}), .guard = "日期是新的整改期限"},
    Step{.type = "hazard.close", .chinese = "销号", .from = bits_of({H::Fixed}), .to = to(H::Closed), .right = Action::CheckThing,
         .another = Another::Person, .needs = kReason}};

template <class Kept>
std::optional<Refusal> past_day(const Taking& taking, const Kept& /*kept*/) {
  if (!has_bit(taking.step.needs, static_cast<unsigned>(Need::Day)) || *taking.note.day >= taking.one.today) return std::nullopt;
  return refuse(Fault::BadInput, "不能" + std::string{taking.step.chinese}, "期限 " + day_text(*taking.note.day) + " 已过",
                "请写今天或以后的日期");
}

}  // namespace

constinit const Lifecycle kProblems{Kind::Problem, Action::CheckThing, Side::Above,
                                    "由上级单位登记；须写明问题和被查单位。暗查暗访所得，交办以前对被查单位不可见。", kProblemStates, kProblemSteps};
constinit const Lifecycle kIncidents{Kind::Incident, Action::JudgeThing, Side::Own, "须写明名称、经过和负责举一反三的单位。",
                                     kIncidentStates, kIncidentSteps};
constinit const Lifecycle kHazards{Kind::Hazard, Action::CheckThing, Side::Own, "须写明查什么、在哪个对象、由谁查和期限；举一反三时自动开出。",
                                   kHazardStates, kHazardSteps};

std::optional<Refusal> unfit_opening(const Case& /*one*/, Problem& value) {
  const std::string cannot = "不能登记问题";
  if (is_blank(value.what)) return refuse(Fault::BadInput, cannot, "没有写是什么问题", "请用一句话写明");
  if (!value.body) return refuse(Fault::BadInput, cannot, "没有写被查单位", "请选定一个单位");
  for (const Clip& clip : value.clips)
    if (clip.until_s < clip.from_s || std::find(value.evidence.begin(), value.evidence.end(), clip.film) == value.evidence.end())
      return refuse(Fault::BadInput, cannot, "片段的起止颠倒，或所指影像不在佐证之内", "请核对时码和影像");
  value.due = Day{};
  value.reopened = 0;
  value.looked_back.reset();
  return std::nullopt;
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Problem>& kept) { return past_day(taking, kept); }

void absorb(City& /*city*/, Problem& value, Course& course, const Step& step, const Note& note, Day today) {
  if (step.name() == "look_back") value.looked_back = today;
  if (step.name() == "reopen") ++value.reopened;
  if (course.state != to(P::Assigned)) return;
  value.due = *note.day;
  course.due = note.day;
}

bool is_hidden(const City& city, const Actor& actor, const KeptThing<Problem>& kept) {
  if (kept.value.source != ProblemSource::Covert || kept.course.state != to(P::Found)) return false;
  if (!actor.post || actor.post.index() >= city.posts.size()) return false;
  return is_within(city, city.posts[actor.post.index()].value.body, kept.value.body);
}

Id<Body> own_body(const City& /*city*/, const Problem& value) { return value.body; }
std::string title_of(const City& /*city*/, const Problem& value) { return value.what; }

std::optional<Refusal> unfit_opening(const Case& /*one*/, Incident& value) {
  const std::string cannot = "不能登记事故";
  if (is_blank(value.name) || is_blank(value.what)) return refuse(Fault::BadInput, cannot, "没有写名称或经过", "请写明");
  if (!value.body) return refuse(Fault::BadInput, cannot, "没有负责举一反三的单位", "请选定一个单位");
  value.lessons.clear();
  return std::nullopt;
}

std::optional<Refusal> barred(const Case& one, const KeptThing<Incident>& /*kept*/, const Step& step, Id<AnyThing> id) {
  if (step.name() != "close") return std::nullopt;
  std::uint32_t open = 0;
  one.city.all<Hazard>().each([&](std::size_t, const KeptThing<Hazard>& hazard) {
    if (hazard.value.like != Id<Incident>{id.number()}) return;
    open += hazard.course.state == to(H::Clear) || hazard.course.state == to(H::Closed) ? 0 : 1;
  });
  if (open == 0) return std::nullopt;
  return refuse(Fault::Conflict, "不能办结", "还有 " + std::to_string(open) + " 项排查没有结论或隐患没有销号", "请先办完这些排查");
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Incident>& kept) { return past_day(taking, kept); }

void add_consequences(const Taking& taking, const KeptThing<Incident>& kept, Id<AnyThing> id, std::vector<EventBody>& events) {
  if (taking.step.name() != "learn") return;
  for (const Id<Asset> asset : taking.note.assets) {
    Hazard check;
    check.what = taking.note.reason;
    check.where = asset;
    check.body = taking.note.body ? taking.note.body : kept.value.body;
    check.sector = kept.value.sector;
    check.like = Id<Incident>{id.number()};
    check.campaign = kept.value.campaign;
    check.due = *taking.note.day;
    events.push_back(Opened<Hazard>{std::move(check)});
  }
}

void absorb(City& /*city*/, Incident& value, Course& /*course*/, const Step& step, const Note& note, Day /*today*/) {
  if (step.name() == "learn") value.lessons.push_back(note.reason);
  if (step.name() == "report") value.report = note.document;
}

Id<Body> own_body(const City& /*city*/, const Incident& value) { return value.body; }
std::string title_of(const City& /*city*/, const Incident& value) { return value.name; }

std::optional<Refusal> unfit_opening(const Case& one, Hazard& value) {
  const std::string cannot = "不能开隐患排查";
  if (is_blank(value.what)) return refuse(Fault::BadInput, cannot, "没有写查什么", "请写明");
  if (!value.where || !value.body) return refuse(Fault::BadInput, cannot, "没有写对象或负责单位", "请各选一个");
  if (!is_day(value.due) || value.due < one.today) return refuse(Fault::BadInput, cannot, "排查期限缺失或已过", "请写今天或以后的日期");
  value.finding.clear();
  return std::nullopt;
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Hazard>& kept) { return past_day(taking, kept); }

void absorb(City& /*city*/, Hazard& value, Course& course, const Step& step, const Note& note, Day /*today*/) {
  if (step.name() == "clear" || step.name() == "find") value.finding = note.reason;
  if (course.state != to(H::Found)) return;
  value.due = *note.day;
  course.due = note.day;
}

std::optional<Day> first_clock(const Hazard& value) { return value.due; }
Id<Body> own_body(const City& /*city*/, const Hazard& value) { return value.body; }
std::string title_of(const City& /*city*/, const Hazard& value) { return value.what; }

}  // namespace luoshi::city::detail
