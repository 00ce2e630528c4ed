#include <algorithm>
#include <array>

#include "city/detail/kind_rules.hpp"

// 承诺书: two-sided, in versions.
namespace luoshi::city::detail {
namespace {

using S = PledgeState;
constexpr std::array kStates = {State{"drafted", "拟稿", Waits::Other}, State{"awaited", "待签", Waits::Own},
                                State{"signed", "已签", Waits::Other}, State{"superseded", "废止"}, State{"withdrawn", "撤回"}};

constexpr Bits kReason = bits_of({Need::Reason});
constexpr std::uint8_t to(S state) { return static_cast<std::uint8_t>(state); }

constexpr std::array kSteps = {
    Step{.type = "pledge.issue", .chinese = "送签", .from = bits_of({S::Drafted}), .to = to(S::Awaited), .right = Action::JudgeThing,
         .side = Side::Other, .needs = bits_of({Need::Day}), .guard = "日期是请签的最后一天"},
    Step{.type = "pledge.return", .chinese = "退回修改", .from = bits_of({S::Awaited}), .to = to(S::Drafted),
         .right = Action::HandleThing, .needs = kReason},
    Step{.type = "pledge.sign", .chinese = "签署", .from = bits_of({S::Awaited}), .to = to(S::Signed), .right = Action::HandleThing,
         .needs = bits_of({Need::Document, Need::Day, Need::Post}), .guard = "岗位是书上写明的签署岗位；日期是签署之日，不晚于今天"},
    Step{.type = "pledge.give", .chinese = "上级兑现", .from = bits_of({S::Signed}), .right = Action::HandleThing, .side = Side::Other,
         .needs = bits_of({Need::Number, Need::Document, Need::Day}), .guard = "数是第几项上级应兑现，尚未兑现；日期不晚于今天"},
    Step{.type = "pledge.revise", .chinese = "换版", .from = bits_of({S::Signed}), .to = to(S::Drafted), .right = Action::JudgeThing,
         .side = Side::Other, .needs = kReason},
    Step{.type = "pledge.supersede", .chinese = "废止", .from = bits_of({S::Signed}), .to = to(S::Superseded),
         .right = Action::JudgeThing, .side = Side::Other, .needs = bits_of({Need::Reason, Need::Document})},
    Step{.type = "pledge.withdraw", .chinese = "撤回", .from = bits_of({S::Drafted, S::Awaited}), .to = to(S::Withdrawn),
         .right = Action::JudgeThing, .side = Side::Other, .needs = kReason}};

}  // namespace

constinit const Lifecycle kPledges{Kind::Pledge, Action::JudgeThing, Side::Other,
                                   "由上级单位拟稿；须写明签署单位、签署岗位和所承诺的事项，上级应兑现的写明内容、单位和日期。", kStates, kSteps};

std::optional<Refusal> unfit_opening(const Case& one, Pledge& value) {
  const std::string cannot = "不能拟承诺书";
  if (is_blank(value.title)) return refuse(Fault::BadInput, cannot, "没有标题", "请写明");
  if (!value.signer || !value.upper || value.signer == value.upper)
    return refuse(Fault::BadInput, cannot, "没有写明签署单位和上级单位，或两者相同", "请各选一个单位");
  if (!value.post || !is_within(one.city, one.city.posts[value.post.index()].value.body, value.signer))
    return refuse(Fault::BadInput, cannot, "签署岗位缺失，或不属签署单位", "请选签署单位的岗位");
  for (const Id<Commitment> id : value.numbers)
    if (!is_within(one.city, one.city.commitments[id.index()].value.lead, value.signer))
      return refuse(Fault::BadInput, cannot, numbered("承诺事项", id.number()) + "不由签署单位牵头", "请只列其牵头的事项");
  for (PledgeNeed& need : value.needs) {
    if (is_blank(need.what) || !need.giver || !is_day(need.by))
      return refuse(Fault::BadInput, cannot, "有一项上级应兑现没有写明内容、单位或日期", "请补全");
    need.given.reset();
    need.proof = {};
  }
  value.paper = {};
  value.version = 1;
  value.signed_on.reset();
  value.due = Day{};
  return std::nullopt;
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Pledge>& kept) {
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  const Pledge& pledge = kept.value;
  const std::string_view name = taking.step.name();
  if (name == "issue" && *taking.note.day < taking.one.today)
    return refuse(Fault::BadInput, cannot, "请签日期已过", "请写今天或以后的日期");
  if ((name == "sign" || name == "give") && *taking.note.day > taking.one.today)
    return refuse(Fault::BadInput, cannot, day_text(*taking.note.day) + " 还没有到", "请填今天或以前的日期");
  if (name == "sign" && taking.note.post != pledge.post)
    return refuse(Fault::BadInput, cannot, "签署岗位不是书上写明的“" + taking.one.city.posts[pledge.post.index()].value.name + "”",
                  "请由写明的岗位签署，或先换版");
  if (name != "give") return std::nullopt;
  const std::uint32_t place = *taking.note.number;
  if (place == 0 || place > pledge.needs.size())
    return refuse(Fault::NotFound, cannot, "没有第 " + std::to_string(place) + " 项上级应兑现", "请核对是第几项");
  if (!pledge.needs[place - 1].given) return std::nullopt;
  return refuse(Fault::Conflict, cannot, "第 " + std::to_string(place) + " 项已兑现", "不必重复记载");
}

void absorb(City& /*city*/, Pledge& value, Course& course, const Step& step, const Note& note, Day /*today*/) {
  const std::string_view name = step.name();
  if (name == "issue") {
    value.due = *note.day;
    course.due = note.day;
  } else if (name == "sign") {
    value.paper = note.document;
    value.signed_on = note.day;
  } else if (name == "revise") {
    ++value.version;
    value.signed_on.reset();
  } else if (name == "give") {
    PledgeNeed& need = value.needs.at(*note.number - 1);
    need.given = note.day;
    need.proof = note.document;
  }
  // Once signed, the clock is the upper level's: the earliest promise of its own that is still open.
  if (course.state != to(S::Signed)) return;
  course.due.reset();
  for (const PledgeNeed& need : value.needs)
    if (!need.given && (!course.due || need.by < *course.due)) course.due = need.by;
}

Id<Body> own_body(const City& /*city*/, const Pledge& value) { return value.signer; }
Id<Body> other_body(const Pledge& value) { return value.upper; }
std::string title_of(const City& /*city*/, const Pledge& value) { return value.title; }

}  // namespace luoshi::city::detail
