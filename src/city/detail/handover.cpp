#include <algorithm>
#include <array>

#include "city/detail/kind_rules.hpp"
#include "city/duties.hpp"

// 岗位交接: everything open of a post, from one holder to the next.
namespace luoshi::city::detail {
namespace {

using H = HandoverState;
constexpr std::array kStates = {State{"drawn", "已列清单", Waits::Own},    State{"handed", "移交人已确认", Waits::Own},
                                State{"accepted", "已交接"},               State{"partial", "部分未接", Waits::Other},
                                State{"settled", "上级已定"},              State{"withdrawn", "撤回"}};

constexpr Bits kReason = bits_of({Need::Reason});
constexpr Bits kOpen = bits_of({H::Drawn, H::Handed});
constexpr std::uint8_t to(H state) { return static_cast<std::uint8_t>(state); }

constexpr std::array kSteps = {
    Step{.type = "handover.hand_over", .chinese = "移交确认", .from = bits_of({H::Drawn}), .to = to(H::Handed), .right = Action::Read,
         .guard = "由移交人本人办理"},
    Step{.type = "handover.decline", .chinese = "注明未接", .from = kOpen, .right = Action::Read, .needs = bits_of({Need::Reason, Need::Number}),
         .guard = "由接任者本人办理；数是清单第几项，尚未注明"},
    Step{.type = "handover.accept", .chinese = "全部接收", .from = bits_of({H::Handed}), .to = to(H::Accepted), .right = Action::Read,
         .guard = "由接任者本人办理；没有注明未接的项"},
    Step{.type = "handover.accept_rest", .chinese = "接收其余", .from = bits_of({H::Handed}), .to = to(H::Partial), .right = Action::Read,
         .guard = "由接任者本人办理；有注明未接的项"},
    Step{.type = "handover.settle", .chinese = "上级裁定", .from = kOpen | bits_of({H::Partial}), .to = to(H::Settled), .right = Action::Read,
         .needs = kReason, .guard = "由上级岗位的在任者办理，没有登记上级岗位的由上级单位的编审办理；写明未接的各项归谁"},
    Step{.type = "handover.withdraw", .chinese = "撤回", .from = bits_of({H::Drawn}), .to = to(H::Withdrawn), .right = Action::JudgeThing,
         .needs = kReason}};

Refusal only(const Step& step, const std::string& who) {
  return refuse(Fault::Denied, "不能" + std::string{step.chinese}, "须由" + who + "办理", "请由" + who + "以在任岗位登录办理");
}

bool any_declined(const Handover& handover) {
  return std::any_of(handover.items.begin(), handover.items.end(), [](const HandoverItem& item) { return item.declined; });
}

}  // namespace

constinit const Lifecycle kHandovers{Kind::Handover, Action::JudgeThing, Side::Own,
                                     "须写明岗位和移交人；清单由系统列出，离任时自动开列。", kStates, kSteps};

std::optional<Refusal> unfit_opening(const Case& one, Handover& value) {
  const std::string cannot = "不能列交接";
  if (!value.post || !value.from) return refuse(Fault::BadInput, cannot, "没有写岗位或移交人", "请写明");
  if (!is_day(value.day)) value.day = one.today;
  if (!in_office(one.city, value.from, value.post, value.day))
    return refuse(Fault::Conflict, cannot, "移交人 " + day_text(value.day) + " 不在该岗位任上", "请核对人员、岗位和日期");
  bool under_way = false;
  one.city.all<Handover>().each([&](std::size_t, const KeptThing<Handover>& other) {
    under_way = under_way || (other.value.post == value.post && other.value.from == value.from && has_bit(kOpen, other.course.state));
  });
  if (under_way) return refuse(Fault::Conflict, cannot, "同一岗位同一移交人的清单还没有办完", "请先办完那一份，或撤回");
  value.items = open_on(one.city, value.post, value.day);
  value.to = {};
  if (!value.items.empty()) return std::nullopt;
  return refuse(Fault::Conflict, cannot, "该岗位没有未了事项", "不必交接");
}

std::optional<Refusal> barred(const Case& one, const KeptThing<Handover>& kept, const Step& step, Id<AnyThing> /*id*/) {
  const Handover& handover = kept.value;
  const Post& post = one.city.posts[handover.post.index()].value;
  if (step.name() == "withdraw") return std::nullopt;
  if (!one.actor.person || one.actor.on_behalf_of) return only(step, "有关人员本人");
  if (step.name() == "hand_over") return one.actor.person == handover.from ? std::nullopt : std::optional{only(step, "移交人本人")};
  if (step.name() == "settle") {
    const bool above = post.superior ? one.actor.post == post.superior
                                     : !may(one.city, one.actor, Action::JudgeThing, one.city.bodies[post.body.index()].value.parent, one.today);
    return above && one.actor.person != handover.from ? std::nullopt : std::optional{only(step, "上级岗位的在任者")};
  }
  if (one.actor.post != handover.post || one.actor.person == handover.from) return only(step, "“" + post.name + "”的接任者");
  if (step.name() == "accept" && any_declined(handover))
    return refuse(Fault::Conflict, "不能全部接收", "有注明未接的项", "请用“接收其余”，未接的由上级裁定");
  if (step.name() == "accept_rest" && !any_declined(handover))
    return refuse(Fault::Conflict, "不能接收其余", "没有注明未接的项", "请用“全部接收”，或先注明未接的项");
  return std::nullopt;
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Handover>& kept) {
  if (taking.step.name() != "decline") return std::nullopt;
  const std::uint32_t place = *taking.note.number;
  if (place == 0 || place > kept.value.items.size())
    return refuse(Fault::BadInput, "不能注明未接", "清单没有第 " + std::to_string(place) + " 项", "请写清单上的序号");
  if (kept.value.items[place - 1].declined) return refuse(Fault::Conflict, "不能注明未接", "该项已注明", "不必重复注明");
  return std::nullopt;
}

void absorb(City& /*city*/, Handover& value, Course& course, const Step& step, const Note& note, Day /*today*/) {
  if (step.name() == "decline") {
    HandoverItem& item = value.items[*note.number - 1];
    item.declined = true;
    item.why = note.reason;
  }
  if (step.name() == "accept" || step.name() == "accept_rest") value.to = course.by;
}

Id<Body> own_body(const City& city, const Handover& value) { return !value.post ? Id<Body>{} : city.posts[value.post.index()].value.body; }
std::string title_of(const City& city, const Handover& value) {
  return city.posts[value.post.index()].value.name + " " + day_text(value.day) + " 交接，" + std::to_string(value.items.size()) + " 项";
}

// Whoever leaves hands over; where nothing is open, there is nothing to hand over.
void add_handover(const Case& one, const HolderEnded& end, std::vector<EventBody>& events) {
  Handover made{end.post, end.person, end.until, {}, {}};
  if (!unfit_opening(one, made)) events.push_back(Opened<Handover>{std::move(made)});
}

}  // namespace luoshi::city::detail
