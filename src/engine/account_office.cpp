#include "engine/account_office.hpp"

#include <algorithm>

#include "engine/pages/detail.hpp"

namespace luoshi::engine {
namespace {

using city::Action;

constexpr std::uint32_t kRecordStep = 256;  // lines of the record looked at in one go

// The body an account belongs to: that of its post. A post the city does not know belongs to the city.
Id<Body> body_of(const city::City& city, std::uint32_t post) {
  return post != 0 && post <= city.posts.size() ? city.posts[post - 1].value.body : Id<Body>{};
}

std::string person_name(const city::City& city, std::uint32_t person) {
  return person != 0 && person <= city.persons.size() ? city.persons[person - 1].value.name : std::string{};
}

bool is_administrator(const Holder& holder) {
  return std::any_of(holder.roles.begin(), holder.roles.end(), [](Role role) {
    return role == Role::SystemAdmin || role == Role::SecurityAdmin || role == Role::AuditAdmin;
  });
}

// Is there such a term of the person that has not ended? (post 0: in any post)
template <class Wanted>
bool has_term(const city::City& city, std::uint32_t person, std::uint32_t post, Day today, Wanted wanted) {
  bool found = false;
  city.holders.each([&](std::size_t, const city::Kept<Holder>& kept) {
    const Holder& holder = kept.value;
    found = found || (holder.person.number() == person && (post == 0 || holder.post.number() == post) &&
                      (!holder.until || today <= *holder.until) && wanted(holder));
  });
  return found;
}

city::Refusal machine_only(const std::string& what) {
  return {Fault::Denied, "不能" + what + "（管理员的账号只在服务器上办理）请由本机操作员用 luoshi accounts 办理"};
}

Json office_json(const city::City& city, std::uint32_t person, std::uint32_t post) {
  const Id<Body> body = body_of(city, post);
  return Json::object({{"person", person},
                       {"person_name", person_name(city, person)},
                       {"post", post},
                       {"post_name", post != 0 && post <= city.posts.size() ? city.posts[post - 1].value.name : std::string{}},
                       {"body", body.number()},
                       {"body_name", body ? city.bodies[body.index()].value.name : std::string{}}});
}

const char* name_of(accounts::Deed deed) {
  switch (deed) {
    case accounts::Deed::Created: return "created";
    case accounts::Deed::Reset: return "reset";
    case accounts::Deed::Withdrawn: return "withdrawn";
    case accounts::Deed::Restored: return "restored";
    case accounts::Deed::SignedOut: return "signed_out";
  }
  return "";
}

}  // namespace

std::optional<city::Refusal> AccountOffice::refused(const city::City& city, const Keeper& keeper,
                                                    const accounts::Account& account, Deed deed) {
  const city::Actor& actor = keeper.viewer.actor;
  const Action action = deed == Deed::Reset ? Action::KeepAccount : Action::CloseAccount;
  if (auto no = city::may(city, actor, action, body_of(city, account.post), keeper.viewer.today)) return no;
  if (actor.is_operator()) return std::nullopt;
  if (account.person == actor.person.number())
    return city::Refusal{Fault::Denied, "不能办理（这是自己的账号）请由别的管理员办理；改密码请到“修改密码”"};
  if (deed != Deed::EndSessions && has_term(city, account.person, 0, keeper.viewer.today, is_administrator))
    return machine_only("办理");
  return std::nullopt;
}

std::optional<city::Refusal> AccountOffice::refused(const Keeper& keeper, const std::string& name, Deed deed) const {
  const auto city = engine_.city();
  const auto account = accounts_.find(name);
  // Whoever may not see an account does not learn that it is there.
  if (!account || city::may(*city, keeper.viewer.actor, Action::SeeAccounts, body_of(*city, account->post), keeper.viewer.today)) {
    if (auto no = city::may(*city, keeper.viewer.actor, deed == Deed::Reset ? Action::KeepAccount : Action::CloseAccount,
                            body_of(*city, keeper.viewer.actor.post.number()), keeper.viewer.today))
      return no;
    return not_there("这个账号");
  }
  return refused(*city, keeper, *account, deed);
}

Json AccountOffice::account_json(const city::City& city, const Keeper& keeper, const accounts::Listed& listed) {
  const accounts::Account& account = listed.account;
  Json row = office_json(city, account.person, account.post);
  row.set("name", account.name);
  row.set("state", listed.withdrawn ? "withdrawn" : "open");
  row.set("must_change_password", account.must_change);
  row.set("closed_until", listed.closed_until ? Json{instant_text(*listed.closed_until)} : Json{});
  row.set("sessions", listed.sessions);
  Json roles = Json::array();
  for (const Role role : roles_of(city, account.person, account.post, keeper.viewer.today)) roles.push_back(luoshi::name_of(role));
  row.set("roles", std::move(roles));
  Json can = Json::array();
  const auto offer = [&](const char* what, Deed deed, bool useful) {
    if (useful && !refused(city, keeper, account, deed)) can.push_back(what);
  };
  offer("reset", Deed::Reset, true);
  offer("withdraw", Deed::Withdraw, !listed.withdrawn);
  offer("restore", Deed::Restore, listed.withdrawn);
  offer("sign_out", Deed::EndSessions, listed.sessions > 0);
  row.set("can", std::move(can));
  return row;
}

Page AccountOffice::list(const Keeper& keeper) const {
  const auto city = engine_.city();
  const Viewer& viewer = keeper.viewer;
  if (auto no = city::may(*city, viewer.actor, Action::SeeAccounts, body_of(*city, viewer.actor.post.number()), viewer.today)) return *no;
  Json rows = Json::array();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> opened;
  for (const accounts::Listed& listed : accounts_.list(keeper.now)) {
    opened.emplace_back(listed.account.person, listed.account.post);
    if (!city::may(*city, viewer.actor, Action::SeeAccounts, body_of(*city, listed.account.post), viewer.today))
      rows.push_back(account_json(*city, keeper, listed));
  }
  std::sort(opened.begin(), opened.end());
  Json without = Json::array();
  city->holders.each([&](std::size_t, const city::Kept<Holder>& kept) {
    const Holder& holder = kept.value;
    const std::pair office{holder.person.number(), holder.post.number()};
    if ((holder.until && *holder.until < viewer.today) || std::binary_search(opened.begin(), opened.end(), office)) return;
    if (city::may(*city, viewer.actor, Action::KeepAccount, body_of(*city, office.second), viewer.today)) return;
    if (!viewer.actor.is_operator() && has_term(*city, office.first, 0, viewer.today, is_administrator)) return;
    without.push_back(office_json(*city, office.first, office.second));
  });
  return Json::object({{"accounts", std::move(rows)}, {"without", std::move(without)}});
}

Page AccountOffice::record(const Keeper& keeper, std::uint64_t last, std::uint32_t size) const {
  const auto city = engine_.city();
  const Viewer& viewer = keeper.viewer;
  if (auto no = city::may(*city, viewer.actor, Action::SeeAccounts, body_of(*city, viewer.actor.post.number()), viewer.today)) return *no;
  Json rows = Json::array();
  while (rows.as_array().size() < size) {
    const auto lines = accounts_.record(last, kRecordStep);
    for (const accounts::Recorded& line : lines) {
      if (rows.as_array().size() == size) break;
      const auto account = accounts_.find(line.account);
      if (!account || city::may(*city, viewer.actor, Action::SeeAccounts, body_of(*city, account->post), viewer.today)) continue;
      rows.push_back(Json::object({{"number", line.number},
                                   {"at", instant_text(line.at)},
                                   {"by", line.by.empty() ? std::string{"本机操作员"} : line.by},
                                   {"deed", name_of(line.deed)},
                                   {"account", line.account}}));
    }
    if (lines.size() < kRecordStep || lines.back().number == 1) break;
    last = lines.back().number - 1;
  }
  return Json::object({{"lines", std::move(rows)}});
}

Page AccountOffice::create(const Keeper& keeper, const std::string& name, std::uint32_t person, std::uint32_t post) {
  const auto city = engine_.city();
  const Viewer& viewer = keeper.viewer;
  const Id<Body> own = body_of(*city, viewer.actor.post.number());
  // First whether the keeper keeps accounts at all: others learn nothing of persons and posts.
  if (auto no = city::may(*city, viewer.actor, Action::KeepAccount, own, viewer.today)) return *no;
  if (post == 0 || post > city->posts.size()) return not_there("这个岗位");
  if (auto no = city::may(*city, viewer.actor, Action::KeepAccount, body_of(*city, post), viewer.today)) return *no;
  if (!has_term(*city, person, post, viewer.today, [](const Holder&) { return true; }))
    return city::Refusal{Fault::BadInput, "不能开设账号（此人不任此岗位，或任期已满）请先由安全管理员办理任职"};
  if (!viewer.actor.is_operator() && has_term(*city, person, 0, viewer.today, is_administrator)) return machine_only("开设账号");
  return Json::object({{"name", name}, {"password", accounts_.create(name, person, post, keeper.account, keeper.now)}});
}

Page AccountOffice::reset(const Keeper& keeper, const std::string& name) {
  if (auto no = refused(keeper, name, Deed::Reset)) return *no;
  return Json::object({{"name", name}, {"password", accounts_.reset(name, keeper.account, keeper.now)}});
}

Page AccountOffice::withdraw(const Keeper& keeper, const std::string& name) {
  if (auto no = refused(keeper, name, Deed::Withdraw)) return *no;
  accounts_.withdraw(name, keeper.account, keeper.now);
  return shown(keeper, name);
}

Page AccountOffice::restore(const Keeper& keeper, const std::string& name) {
  if (auto no = refused(keeper, name, Deed::Restore)) return *no;
  accounts_.restore(name, keeper.account, keeper.now);
  return shown(keeper, name);
}

Page AccountOffice::end_sessions(const Keeper& keeper, const std::string& name) {
  if (auto no = refused(keeper, name, Deed::EndSessions)) return *no;
  accounts_.end_sessions(name, keeper.account, keeper.now);
  return shown(keeper, name);
}

Page AccountOffice::shown(const Keeper& keeper, const std::string& name) const {
  for (const accounts::Listed& listed : accounts_.list(keeper.now))
    if (listed.account.name == name) return account_json(*engine_.city(), keeper, listed);
  return not_there("这个账号");
}

}  // namespace luoshi::engine
