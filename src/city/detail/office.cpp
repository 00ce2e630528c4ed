#include <algorithm>
#include <array>

#include "city/detail/kind_rules.hpp"
#include "model/words.hpp"

// 授权委托、借调、行业责任: who acts for whom, who was lent where, who answers for a sector.
namespace luoshi::city::detail {
namespace {

constexpr Bits kReason = bits_of({Need::Reason});
template <class Enum>
constexpr std::uint8_t to(Enum state) { return static_cast<std::uint8_t>(state); }

using D = DelegationState;
constexpr std::array kDelegationStates = {State{"in_force", "有效"}, State{"revoked", "已撤销"}};
constexpr std::array kDelegationSteps = {
    Step{.type = "delegation.revoke", .chinese = "撤销委托", .from = bits_of({D::InForce}), .to = to(D::Revoked), .right = Action::Read,
         .needs = kReason, .guard = "由该岗位的在任者本人办理"}};

using S = SecondmentState;
constexpr std::array kSecondmentStates = {State{"planned", "拟派", Waits::Own}, State{"in_post", "在岗"},
                                          State{"returned", "已返回"}, State{"withdrawn", "撤回"}};
constexpr std::array kSecondmentSteps = {
    Step{.type = "secondment.arrive", .chinese = "到岗", .from = bits_of({S::Planned}), .to = to(S::InPost), .right = Action::HandleThing,
         .needs = bits_of({Need::Day, Need::Post}), .guard = "本人当日已在接收单位该岗位任职；日期不晚于今天"},
    Step{.type = "secondment.leave", .chinese = "返回", .from = bits_of({S::InPost}), .to = to(S::Returned), .right = Action::HandleThing,
         .needs = bits_of({Need::Reason, Need::Day}), .guard = "日期不早于到岗，不晚于今天"},
    Step{.type = "secondment.withdraw", .chinese = "撤回", .from = bits_of({S::Planned}), .to = to(S::Withdrawn),
         .right = Action::JudgeThing, .side = Side::Above, .needs = kReason}};

using U = SectorDutyState;
constexpr std::array kDutyStates = {State{"running", "在管"}, State{"ended", "已终止"}};
constexpr std::array kDutySteps = {
    Step{.type = "sector_duty.transfer", .chinese = "移交", .from = bits_of({U::Running}), .right = Action::JudgeThing, .side = Side::City,
         .needs = bits_of({Need::Reason, Need::Document, Need::Body}), .guard = "单位是接管单位，与现管单位不同；写明岗位的，岗位属该单位"},
    Step{.type = "sector_duty.end", .chinese = "终止", .from = bits_of({U::Running}), .to = to(U::Ended), .right = Action::JudgeThing,
         .side = Side::City, .needs = bits_of({Need::Reason, Need::Document})}};

bool is_delegable(Role role) {
  return role == Role::Reader || role == Role::Reporter || role == Role::Editor || role == Role::Planner || role == Role::Engineer;
}

std::string place_name(const City& city, Id<Place> place) { return place ? city.places[place.index()].value.name : std::string{"全市"}; }

bool is_post_of(const City& city, Id<Post> post, Id<Body> body) { return city.posts[post.index()].value.body == body; }

}  // namespace

constinit const Lifecycle kDelegations{Kind::Delegation, Action::Read, Side::Own,
                                       "由在任者本人委托本岗位的事：须写明受托人、角色（核查和管理员角色不能委托）、起止日期和事由；不能转委托。",
                                       kDelegationStates, kDelegationSteps};
constinit const Lifecycle kSecondments{Kind::Secondment, Action::JudgeThing, Side::Above,
                                       "须写明人员、派出单位、接收单位、任务和起止日期。到岗以在接收单位任职为准，名单不算数。",
                                       kSecondmentStates, kSecondmentSteps};
constinit const Lifecycle kSectorDuties{Kind::SectorDuty, Action::JudgeThing, Side::City,
                                        "须写明行业、区划和主管单位；同一行业在同一区划只有一个主管单位。", kDutyStates, kDutySteps};

std::optional<Refusal> unfit_opening(const Case& one, Delegation& value) {
  const std::string cannot = "不能委托";
  if (!one.actor.person || one.actor.on_behalf_of || !in_office(one.city, one.actor.person, one.actor.post, one.today))
    return refuse(Fault::Denied, cannot, "委托须由在任者本人办理，受托人不能转委托", "请由本人以在任岗位办理");
  value.principal = one.actor.person;
  value.post = one.actor.post;
  if (!value.delegate || value.delegate == value.principal) return refuse(Fault::BadInput, cannot, "没有写受托人，或受托人就是本人", "请另选一人");
  if (value.roles.empty()) return refuse(Fault::BadInput, cannot, "没有写委托哪些角色", "请至少选一个角色");
  const std::uint32_t own = roles_in_office(one.city, value.principal, value.post, one.today);
  for (const Role role : value.roles)
    if (!is_delegable(role) || !has_bit(own, static_cast<unsigned>(role)))
      return refuse(Fault::Denied, cannot, "“" + std::string{chinese_of(role)} + "”不能委托，或本人没有此角色", "请只委托本人可委托的角色");
  if (!is_day(value.from) || !is_day(value.until) || value.until < value.from || value.until < one.today)
    return refuse(Fault::BadInput, cannot, "起止日期缺失、颠倒或已过", "请写明起止日期");
  if (is_blank(value.scope)) return refuse(Fault::BadInput, cannot, "没有写委托事由", "请写明委托办什么");
  return std::nullopt;
}

std::optional<Refusal> barred(const Case& one, const KeptThing<Delegation>& kept, const Step& step, Id<AnyThing> /*id*/) {
  if (one.actor.person && one.actor.post == kept.value.post && !one.actor.on_behalf_of) return std::nullopt;
  return refuse(Fault::Denied, "不能" + std::string{step.chinese}, "只有该岗位的在任者本人可以撤销", "请由“" +
                one.city.posts[kept.value.post.index()].value.name + "”的在任者办理");
}

Id<Body> own_body(const City& city, const Delegation& value) { return value.post ? city.posts[value.post.index()].value.body : Id<Body>{}; }
std::string title_of(const City& city, const Delegation& value) {
  return city.posts[value.post.index()].value.name + "：" + value.scope;
}

std::optional<Refusal> unfit_opening(const Case& one, Secondment& value) {
  const std::string cannot = "不能列借调";
  if (!value.person) return refuse(Fault::BadInput, cannot, "没有写人员", "请从名录选人");
  if (!value.home || !value.receiver || value.home == value.receiver)
    return refuse(Fault::BadInput, cannot, "没有写派出单位和接收单位，或两者相同", "请各选一个单位");
  if (is_blank(value.task)) return refuse(Fault::BadInput, cannot, "没有写任务", "请写明去做什么");
  if (!is_day(value.from) || !is_day(value.until) || value.until < value.from)
    return refuse(Fault::BadInput, cannot, "起止日期缺失或颠倒", "请写明起止日期");
  bool twice = false;
  one.city.all<Secondment>().each([&](std::size_t, const KeptThing<Secondment>& other) {
    const bool over = other.course.state == to(S::Returned) || other.course.state == to(S::Withdrawn);
    twice = twice || (!over && other.value.person == value.person && other.value.from <= value.until && value.from <= other.value.until);
  });
  if (twice) return refuse(Fault::Conflict, cannot, "此人同一时段已在另一借调名单上", "一人只算一次，请先撤回或办理返回");
  value.post = {};
  value.arrived.reset();
  value.left.reset();
  return std::nullopt;
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Secondment>& kept) {
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  const Note& note = taking.note;
  if (note.day && *note.day > taking.one.today)
    return refuse(Fault::BadInput, cannot, day_text(*note.day) + " 还没有到", "请填今天或以前的日期");
  if (taking.step.name() == "leave" && *note.day < *kept.value.arrived)
    return refuse(Fault::BadInput, cannot, "返回早于到岗", "请核对日期");
  if (taking.step.name() != "arrive") return std::nullopt;
  if (!is_within(taking.one.city, taking.one.city.posts[note.post.index()].value.body, kept.value.receiver))
    return refuse(Fault::BadInput, cannot, "该岗位不属接收单位", "请选接收单位的岗位");
  if (!in_office(taking.one.city, kept.value.person, note.post, *note.day))
    return refuse(Fault::Conflict, cannot, "本人当日不在该岗位任上，名单不算数", "请先办理任职");
  return std::nullopt;
}

void absorb(City& /*city*/, Secondment& value, Course& /*course*/, const Step& step, const Note& note, Day /*today*/) {
  if (step.name() == "arrive") {
    value.post = note.post;
    value.arrived = note.day;
  }
  if (step.name() == "leave") value.left = note.day;
}

Id<Body> own_body(const City& /*city*/, const Secondment& value) { return value.receiver; }
Id<Body> other_body(const Secondment& value) { return value.home; }
std::string title_of(const City& city, const Secondment& value) {
  return city.bodies[value.home.index()].value.name + "→" + city.bodies[value.receiver.index()].value.name + "：" + value.task;
}

std::optional<Refusal> unfit_opening(const Case& one, SectorDuty& value) {
  const std::string cannot = "不能登记行业责任";
  if (is_blank(value.sector)) return refuse(Fault::BadInput, cannot, "没有写行业", "请写明");
  if (!value.place) return refuse(Fault::BadInput, cannot, "没有写区划", "请选定一个区划");
  if (!value.body) return refuse(Fault::BadInput, cannot, "没有写主管单位", "请选定一个单位");
  if (value.post && !is_post_of(one.city, value.post, value.body))
    return refuse(Fault::BadInput, cannot, "该岗位不属主管单位", "请选主管单位的岗位");
  std::optional<Id<Body>> holder;
  one.city.all<SectorDuty>().each([&](std::size_t, const KeptThing<SectorDuty>& other) {
    if (other.course.state == to(U::Running) && other.value.sector == value.sector && other.value.place == value.place)
      holder = other.value.body;
  });
  if (!holder) return std::nullopt;
  return refuse(Fault::Conflict, cannot,
                place_name(one.city, value.place) + "的" + value.sector + "已由" + one.city.bodies[holder->index()].value.name + "主管",
                "一个行业在一个区划只有一个主管单位；要换的请办理移交");
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<SectorDuty>& kept) {
  if (taking.step.name() != "transfer") return std::nullopt;
  if (taking.note.body == kept.value.body) return refuse(Fault::BadInput, "不能移交", "接管单位就是现管单位", "请另选单位");
  if (taking.note.post && !is_post_of(taking.one.city, taking.note.post, taking.note.body))
    return refuse(Fault::BadInput, "不能移交", "该岗位不属接管单位", "请选接管单位的岗位，或留空");
  return std::nullopt;
}

void absorb(City& /*city*/, SectorDuty& value, Course& /*course*/, const Step& step, const Note& note, Day /*today*/) {
  if (step.name() != "transfer") return;
  value.body = note.body;
  value.post = note.post;
  value.paper = note.document;
}

Id<Body> own_body(const City& /*city*/, const SectorDuty& value) { return value.body; }
std::string title_of(const City& city, const SectorDuty& value) { return value.sector + "·" + place_name(city, value.place); }

std::uint32_t delegated_roles(const City& city, const Actor& actor, Day day) {
  if (!actor.person || !actor.on_behalf_of) return 0;
  std::uint32_t roles = 0;
  city.all<Delegation>().each([&](std::size_t, const KeptThing<Delegation>& kept) {
    const Delegation& given = kept.value;
    if (!runs(kept, day) || given.delegate != actor.person || given.principal != actor.on_behalf_of || given.post != actor.post) return;
    const std::uint32_t own = roles_in_office(city, given.principal, given.post, day);
    for (const Role role : given.roles) roles |= own & (1U << static_cast<unsigned>(role));
  });
  return roles;
}

bool runs(const KeptThing<Delegation>& kept, Day day) {
  return kept.course.state == to(D::InForce) && kept.value.from <= day && day <= kept.value.until;
}

bool are_delegates(const City& city, Id<Person> a, Id<Person> b, Day day) {
  bool found = false;
  city.all<Delegation>().each([&](std::size_t, const KeptThing<Delegation>& kept) {
    const Delegation& given = kept.value;
    found = found || (runs(kept, day) && ((given.principal == a && given.delegate == b) || (given.principal == b && given.delegate == a)));
  });
  return found;
}

}  // namespace luoshi::city::detail
