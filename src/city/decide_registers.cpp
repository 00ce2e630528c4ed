#include <algorithm>

#include "city/detail/kind_rules.hpp"
#include "model/words.hpp"

// Founding, registers, rights.
namespace luoshi::city::detail {
namespace {

std::optional<Refusal> nameless(std::string_view name, std::string_view what) {
  if (!is_blank(name)) return std::nullopt;
  return refuse(Fault::BadInput, std::string{what} + "登记不了", "没有名称", "请写明名称");
}

Refusal already(std::string_view what, const std::string& name, std::uint32_t number) {
  return refuse(Fault::Conflict, std::string{what} + "“" + name + "”已登记", "编号 " + std::to_string(number), "不必重复登记");
}

std::optional<Refusal> check(const Case& one, const PlaceRegistered& event) {
  const Place& place = event.place;
  if (auto no = may(one.city, one.actor, Action::KeepRegister, {}, one.today)) return no;
  if (auto no = nameless(place.name, "区划")) return no;
  const bool digits = std::all_of(place.code.begin(), place.code.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || place.code.size() > 12)
    return refuse(Fault::BadInput, "区划代码有误", place.code + " 不是 12 位以内的数字", "请按 GB/T 2260 填写或留空");
  if (place.parent)
    if (auto no = absent(one.city.places, place.parent, "区划")) return no;
  const Id<Place> same_code = place.code.empty() ? Id<Place>{} : one.city.place_of(place.code);
  if (same_code) return already("区划", place.code, same_code.number());
  Id<Place> same;
  (void)one.city.places_by_name.find(index_key(place.name), [&](std::uint32_t number) {
    const Place& other = one.city.places[number - 1].value;
    if (other.name != place.name || other.parent != place.parent) return false;
    same = Id<Place>{number};
    return true;
  });
  if (same) return already("区划", place.name, same.number());
  return std::nullopt;
}

std::optional<Refusal> check(const Case& one, const BodyRegistered& event) {
  const Body& body = event.body;
  if (body.parent)
    if (auto no = absent(one.city.bodies, body.parent, "单位")) return no;
  if (auto no = may(one.city, one.actor, Action::KeepRegister, body.parent, one.today)) return no;
  if (auto no = nameless(body.name, "单位")) return no;
  if (body.place)
    if (auto no = absent(one.city.places, body.place, "区划")) return no;
  if (const Id<Body> same = one.city.body_of(body.name)) return already("单位", body.name, same.number());
  for (const std::string& alias : body.aliases) {
    if (auto no = nameless(alias, "单位别名")) return no;
    if (const Id<Body> same = one.city.body_of(alias)) return already("单位", alias, same.number());
  }
  return std::nullopt;
}

std::optional<Refusal> check(const Case& one, const PostRegistered& event) {
  const Post& post = event.post;
  if (auto no = absent(one.city.bodies, post.body, "单位")) return no;
  if (auto no = may(one.city, one.actor, Action::KeepRegister, post.body, one.today)) return no;
  if (auto no = nameless(post.name, "岗位")) return no;
  if (post.superior)
    if (auto no = absent(one.city.posts, post.superior, "岗位")) return no;
  if (const Id<Post> same = one.city.post_of(post.name, post.body)) return already("岗位", post.name, same.number());
  return std::nullopt;
}

std::optional<Refusal> check(const Case& one, const PersonRegistered& event) {
  if (auto no = may(one.city, one.actor, Action::KeepRegister, {}, one.today)) return no;
  if (auto no = nameless(event.person.name, "人员")) return no;
  if (const Id<Person> same = one.city.person_of(event.person.name))
    return refuse(Fault::Conflict, "人员“" + event.person.name + "”已登记", "编号 " + std::to_string(same.number()),
                  "如系同名的另一人，请在姓名后加单位以示区别");
  return std::nullopt;
}

bool is_administrator(Role role) {
  return role == Role::SystemAdmin || role == Role::SecurityAdmin || role == Role::AuditAdmin;
}

// One administrator's role stands alone: not beside another role, in one post or in two.
bool clash(const std::vector<Role>& roles) {
  const bool administers = std::any_of(roles.begin(), roles.end(), is_administrator);
  return administers && std::any_of(roles.begin(), roles.end(), [&](Role role) { return role != roles.front(); });
}

bool overlap(const Holder& a, const Holder& b) {
  return (!a.until || b.from <= *a.until) && (!b.until || a.from <= *b.until);
}

std::optional<Refusal> clashing_terms(const City& city, const Holder& wanted) {
  std::vector<Role> all = wanted.roles;
  bool same_post = false;
  (void)city.holders_by_person.find(index_key(wanted.person), [&](std::uint32_t number) {
    const Holder& term = city.holders[number - 1].value;
    if (term.person != wanted.person || !overlap(term, wanted)) return false;
    all.insert(all.end(), term.roles.begin(), term.roles.end());
    same_post = same_post || (term.post == wanted.post && !term.acting);  // who acts may come to hold it in full
    return false;
  });
  const std::string& name = city.persons[wanted.person.index()].value.name;
  if (same_post)
    return refuse(Fault::Conflict, "不能任命" + name, "同一时段已在“" + city.posts[wanted.post.index()].value.name + "”任上",
                  "请先办理免职");
  if (clash(all))
    return refuse(Fault::Denied, "不能任命" + name, "系统、安全、审计管理员互不兼任，也不兼任其他角色", "请另选人员或先办理免职");
  return std::nullopt;
}

std::optional<Refusal> check(const Case& one, const HolderAppointed& event) {
  const Holder& holder = event.holder;
  if (auto no = absent(one.city.posts, holder.post, "岗位")) return no;
  const Id<Body> body = one.city.posts[holder.post.index()].value.body;
  if (auto no = may(one.city, one.actor, Action::KeepRights, body, one.today)) return no;
  if (auto no = absent(one.city.persons, holder.person, "人员")) return no;
  if (holder.person == one.actor.person)
    return refuse(Fault::Denied, "不能任命本人", "任职须由另一人办理", "请由另一位安全管理员办理");
  if (holder.roles.empty()) return refuse(Fault::BadInput, "不能任命", "没有写角色", "请至少选一个角色");
  for (auto role = holder.roles.begin(); role != holder.roles.end(); ++role)
    if (std::find(holder.roles.begin(), role, *role) != role)
      return refuse(Fault::BadInput, "不能任命", "角色“" + std::string{chinese_of(*role)} + "”写了两次", "请去掉重复的角色");
  if (!is_day(holder.from) || (holder.until && (!is_day(*holder.until) || *holder.until < holder.from)))
    return refuse(Fault::BadInput, "任期有误", "起止日期缺失或颠倒", "请改正起止日期");
  return clashing_terms(one.city, holder);
}

std::optional<Refusal> check(const Case& one, const ActingAppointed& event) {
  return check(one, HolderAppointed{event.holder});
}

std::optional<Refusal> check(const Case& one, const HolderEnded& event) {
  if (auto no = absent(one.city.posts, event.post, "岗位")) return no;
  const Post& post = one.city.posts[event.post.index()].value;
  if (auto no = may(one.city, one.actor, Action::KeepRights, post.body, one.today)) return no;
  if (auto no = absent(one.city.persons, event.person, "人员")) return no;
  const std::string& name = one.city.persons[event.person.index()].value.name;
  if (!is_day(event.until)) return refuse(Fault::BadInput, "不能免职", "离任日期缺失", "请改正离任日期");
  if (!terms_past(one.city, event.person, event.post, event.until).empty()) return std::nullopt;
  return refuse(Fault::NotFound, "不能免职", name + "届时不在“" + post.name + "”任上", "请核对人员、岗位和离任日期");
}

std::optional<Refusal> check(const Case& one, const AssetRegistered& event) {
  const Asset& asset = event.asset;
  if (auto no = may(one.city, one.actor, Action::KeepRegister, {}, one.today)) return no;
  if (auto no = nameless(asset.name, "对象")) return no;
  if (is_blank(asset.code)) return refuse(Fault::BadInput, "对象登记不了", "“" + asset.name + "”没有编码", "请写明编码");
  if (asset.place)
    if (auto no = absent(one.city.places, asset.place, "区划")) return no;
  if (asset.part_of)
    if (auto no = absent(one.city.assets, asset.part_of, "对象")) return no;
  if (const Id<Asset> same = one.city.asset_of(asset.code)) return already("对象", asset.code, same.number());
  return std::nullopt;
}

std::optional<Refusal> check(const Case& one, const RulesAdopted& event) {
  if (auto no = may(one.city, one.actor, Action::KeepRegister, {}, one.today)) return no;
  if (auto no = nameless(event.rules.name, "规则")) return no;
  for (std::size_t i = 0; i < one.city.rules.size(); ++i)
    if (one.city.rules[i] == event.rules)
      return refuse(Fault::Conflict, "规则“" + event.rules.name + "”已采用", "内容没有变化", "不必重复采用");
  return std::nullopt;
}

std::optional<Refusal> check(const Case& one, const WorkingDaysSet& event) {
  if (auto no = may(one.city, one.actor, Action::KeepRegister, {}, one.today)) return no;
  const WorkingDays& days = event.days;
  const std::string cannot = "不能设定工作日历";
  if (days.year < 1949 || days.year > 9999) return refuse(Fault::BadInput, cannot, "年份有误", "请写四位年份");
  if (is_blank(days.source)) return refuse(Fault::BadInput, cannot, "没有写依据", "请写明放假通知的文号或名称");
  for (const auto* list : {&days.off, &days.worked})
    for (const Day day : *list)
      if (!is_day(day) || static_cast<int>(day.year()) != static_cast<int>(days.year))
        return refuse(Fault::BadInput, cannot, "有的日期不存在，或不在 " + std::to_string(days.year) + " 年", "请改正日期");
  for (const Day day : days.worked)
    if (std::find(days.off.begin(), days.off.end(), day) != days.off.end())
      return refuse(Fault::BadInput, cannot, day_text(day) + " 既放假又上班", "请对照通知改正");
  const auto& known = one.city.working_days;
  if (std::find(known.begin(), known.end(), days) != known.end())
    return refuse(Fault::Conflict, cannot, "与现行的一样", "不必重复设定");
  return std::nullopt;
}

}  // namespace

Decision rule(const Case& one, const Found& command) {
  if (auto no = may(one.city, one.actor, Action::FoundCity, {}, one.today)) return *no;
  if (one.city.events > 0) return refuse(Fault::Conflict, "不能建库", "账本属于" + one.city.name, "请换一个数据库文件");
  if (auto no = nameless(command.fact.name, "城市")) return *no;
  return accept(command.fact);
}

Decision rule(const Case& one, const Register& command) {
  return std::visit(
      [&](const auto& fact) -> Decision {
        if (auto no = check(one, fact)) return *no;
        std::vector<EventBody> events = {fact};
        if constexpr (std::same_as<std::remove_cvref_t<decltype(fact)>, HolderEnded>) add_handover(one, fact, events);
        return events;
      },
      command.fact);
}

}  // namespace luoshi::city::detail
