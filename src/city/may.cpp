#include <algorithm>
#include <array>
#include <initializer_list>

#include "base/contract.hpp"
#include "city/detail/deciding.hpp"
#include "model/words.hpp"

namespace luoshi::city {
namespace detail {
namespace {

constexpr std::uint32_t bit(Role role) { return 1U << static_cast<unsigned>(role); }
constexpr std::uint32_t bits(std::initializer_list<Role> roles) {
  std::uint32_t set = 0;
  for (const Role role : roles) set |= bit(role);
  return set;
}

/// Who may do an action: the matrix of docs/methods/rights.md.
struct Right {
  Action action;
  std::string_view chinese;
  bool by_operator = false;
  std::uint32_t roles = 0;
};

constexpr std::uint32_t kReaders = bits({Role::Reader, Role::Reporter, Role::Checker, Role::Editor, Role::Planner,
                                         Role::Engineer, Role::AuditAdmin});

constexpr std::array kRights = {
    Right{Action::FoundCity, "建库", true, 0},
    Right{Action::KeepRegister, "维护名录", true, bit(Role::Editor)},
    Right{Action::KeepRights, "任免授权", false, bit(Role::SecurityAdmin)},
    Right{Action::ImportPaper, "收录文件", true, bit(Role::Editor)},
    Right{Action::JudgeStatement, "审定条目", false, bit(Role::Editor)},
    Right{Action::AskQuestion, "提出问清", false, bit(Role::Editor)},
    Right{Action::AnswerQuestion, "答复问清", false, bit(Role::Editor)},
    Right{Action::WaiveQuestion, "免予问清", false, bit(Role::Editor)},
    Right{Action::KeepCommitment, "立项定责", false, bit(Role::Editor)},
    Right{Action::ExtendDeadline, "调整时限", false, bit(Role::Editor)},
    Right{Action::FileReport, "填报进展", false, bit(Role::Reporter)},
    Right{Action::CheckReport, "核查进展", false, bit(Role::Checker)},
    Right{Action::HandleThing, "办理事项", false, bits({Role::Reporter, Role::Editor})},
    Right{Action::JudgeThing, "审定事项", false, bit(Role::Editor)},
    Right{Action::CheckThing, "核查验收", false, bit(Role::Checker)},
    Right{Action::Read, "查阅", true, kReaders},
    Right{Action::KeepAccount, "开设账号、重置密码", true, bit(Role::SystemAdmin)},
    Right{Action::CloseAccount, "停用账号", true, bits({Role::SystemAdmin, Role::SecurityAdmin})},
    Right{Action::RecordVerdict, "记录判断", true, bit(Role::Editor)},
    Right{Action::SeeAccounts, "查看账号", true, bits({Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin})},
    Right{Action::RecordSample, "录入监测", true, bit(Role::Engineer)},
    Right{Action::RunRule, "按规则判断", true, 0}};

const Right& right_of(Action action) {
  const auto* const found =
      std::find_if(kRights.begin(), kRights.end(), [&](const Right& right) { return right.action == action; });
  expects(found != kRights.end(), "an action with a right");
  return *found;
}

bool has_day(const Holder& holder, Day day) { return holder.from <= day && (!holder.until || day <= *holder.until); }

template <class Visit>
void each_term(const City& city, Id<Person> person, Visit visit) {
  (void)city.holders_by_person.find(index_key(person), [&](std::uint32_t number) {
    const Holder& holder = city.holders[number - 1].value;
    if (holder.person == person) visit(holder);
    return false;
  });
}

bool security_is_kept(const City& city, Day today) {
  bool kept = false;
  city.holders.each([&](std::size_t, const Kept<Holder>& holder) {
    if (!kept && has_day(holder.value, today))
      kept = std::find(holder.value.roles.begin(), holder.value.roles.end(), Role::SecurityAdmin) !=
             holder.value.roles.end();
  });
  return kept;
}

std::optional<Refusal> may_operator(const City& city, const Right& right, Day today) {
  if (right.by_operator) return std::nullopt;
  const std::string what{right.chinese};
  if (right.action != Action::KeepRights)
    return refuse(Fault::Denied, "不能" + what, "本机操作员只建库、维护名录、收录文件和查阅", "请由有权岗位的任职人员办理");
  if (security_is_kept(city, today))
    return refuse(Fault::Denied, "不能" + what, "已有安全管理员在任", "请由安全管理员办理");
  return std::nullopt;
}

std::string roles_text(std::uint32_t roles) {
  std::string text;
  for (unsigned i = 0; i <= static_cast<unsigned>(Role::AuditAdmin); ++i) {
    const Role role = static_cast<Role>(i);
    if ((roles & bit(role)) != 0) text += (text.empty() ? "" : "、") + std::string{chinese_of(role)};
  }
  return text;
}

}  // namespace

std::uint32_t roles_in_office(const City& city, Id<Person> person, Id<Post> post, Day day) {
  std::uint32_t roles = 0;
  each_term(city, person, [&](const Holder& holder) {
    if (holder.post != post || !has_day(holder, day)) return;
    for (const Role role : holder.roles) roles |= bit(role);
  });
  return roles;
}

bool in_office(const City& city, Id<Person> person, Id<Post> post, Day day) {
  return roles_in_office(city, person, post, day) != 0;
}

bool acts_in_office(const City& city, const Actor& actor, Day day) {
  return in_office(city, actor.person, actor.post, day) || delegated_roles(city, actor, day) != 0;
}

std::vector<Id<Holder>> terms_past(const City& city, Id<Person> person, Id<Post> post, Day day) {
  std::vector<Id<Holder>> terms;
  (void)city.holders_by_person.find(index_key(person), [&](std::uint32_t number) {
    const Holder& term = city.holders[number - 1].value;
    if (term.person == person && term.post == post && has_day(term, day) && term.until != day) terms.push_back(Id<Holder>{number});
    return false;
  });
  return terms;
}

std::vector<Id<Post>> posts_of(const City& city, Id<Person> person, Day day) {
  std::vector<Id<Post>> posts;
  each_term(city, person, [&](const Holder& holder) {
    if (has_day(holder, day)) posts.push_back(holder.post);
  });
  return posts;
}

bool is_within(const City& city, Id<Body> body, Id<Body> above) {
  for (; body; body = city.bodies[body.index()].value.parent)
    if (body == above) return true;
  return false;
}

bool is_within(const City& city, Id<Place> place, Id<Place> above) {
  for (; place; place = city.places[place.index()].value.parent)
    if (place == above) return true;
  return false;
}

bool is_below(const City& city, Id<Post> post, Id<Post> superior) {
  for (post = city.posts[post.index()].value.superior; post; post = city.posts[post.index()].value.superior)
    if (post == superior) return true;
  return false;
}

}  // namespace detail

std::string_view chinese_of(Action action) { return detail::right_of(action).chinese; }

std::optional<Refusal> may(const City& city, const Actor& actor, Action action, Id<Body> body, Day today) {
  using namespace detail;
  const Right& right = right_of(action);
  const std::string what{right.chinese};
  if (body)
    if (auto no = absent(city.bodies, body, "单位")) return no;
  if (actor.is_operator()) return may_operator(city, right, today);
  if (!actor.person || actor.person.index() >= city.persons.size() || !actor.post ||
      actor.post.index() >= city.posts.size())
    return refuse(Fault::Denied, "不能" + what, "人员或岗位不在案", "请重新登录");

  const Post& post = city.posts[actor.post.index()].value;
  const std::string& person = city.persons[actor.person.index()].value.name;
  std::uint32_t roles = roles_in_office(city, actor.person, actor.post, today);
  if (roles == 0) roles = delegated_roles(city, actor, today);
  if (roles == 0)
    return refuse(Fault::Denied, "不能" + what, person + day_text(today) + "不在“" + post.name + "”任上",
                  "请以在任岗位办理，或请安全管理员办理任职");
  if (right.roles == 0)
    return refuse(Fault::Denied, "不能" + what, "只有本机操作员可以" + what, "请在服务器上办理");
  if ((roles & right.roles) == 0)
    return refuse(Fault::Denied, "不能" + what,
                  "“" + post.name + "”没有“" + roles_text(right.roles) + "”角色", "请由有此角色的岗位办理");

  const Body& own = city.bodies[post.body.index()].value;
  if (!body) {
    if (!own.parent || action == Action::Read) return std::nullopt;
    return refuse(Fault::Denied, "不能" + what, "此事属全市，“" + post.name + "”只管" + own.name + "及其下属单位",
                  "请由市级岗位办理");
  }
  if (is_within(city, body, post.body)) return std::nullopt;
  return refuse(Fault::Denied, "不能" + what,
                "“" + post.name + "”只管" + own.name + "及其下属单位，不管" + city.bodies[body.index()].value.name,
                "请由该单位或其上级单位的岗位办理");
}

}  // namespace luoshi::city
