#include "cli/account_commands.hpp"

#include "accounts/accounts.hpp"
#include "base/error.hpp"
#include "cli/database.hpp"
#include "engine/account_office.hpp"

namespace luoshi::cli {
namespace {

// The office of a database, worked in as the operator.
class Desk {
 public:
  explicit Desk(const Values& values)
      : engine_{open_for_reading(values.get("db"))}, accounts_{values.get("db") + ".accounts"}, office_{*engine_, accounts_} {
    keeper_.now = engine::real_surroundings().now();
    keeper_.viewer.today = china_day(keeper_.now);
  }
  [[nodiscard]] engine::AccountOffice& office() { return office_; }
  [[nodiscard]] const engine::Keeper& keeper() const { return keeper_; }

 private:
  std::unique_ptr<engine::Engine> engine_;
  accounts::Accounts accounts_;
  engine::AccountOffice office_;
  engine::Keeper keeper_;
};

Json answered(engine::Page page) {
  if (const auto* no = std::get_if<city::Refusal>(&page)) throw Error{no->fault, no->reason};
  return std::get<Json>(std::move(page));
}

std::string account_line(const Json& row) {
  std::string line = "  " + row.at("name").as_string() + "  " + row.at("body_name").as_string() + " " + row.at("post_name").as_string();
  if (row.at("state").as_string() == "withdrawn") line += "  已停用";
  if (row.at("must_change_password").as_bool()) line += "  未改初始密码";
  if (row.at("roles").as_array().empty()) line += "  不在任";
  if (const std::int64_t sessions = row.at("sessions").as_integer(); sessions > 0) line += "  在线 " + std::to_string(sessions);
  return line + "\n";
}

Exit list(const Values& values) {
  Desk desk{values};
  const Json page = answered(desk.office().list(desk.keeper()));
  if (values.flag("json")) {
    print(canonical_json(page) + "\n");
    return Exit::Ok;
  }
  std::string text = "账号\n";
  for (const Json& row : page.at("accounts").as_array()) text += account_line(row);
  if (!page.at("without").as_array().empty()) text += "在任而无账号（编号供 accounts create 用）\n";
  for (const Json& row : page.at("without").as_array())
    text += "  --person " + std::to_string(row.at("person").as_integer()) + " --post " + std::to_string(row.at("post").as_integer()) +
            "  " + row.at("person_name").as_string() + "  " + row.at("body_name").as_string() + " " + row.at("post_name").as_string() + "\n";
  print(text);
  return Exit::Ok;
}

Exit record(const Values& values) {
  Desk desk{values};
  const auto size = static_cast<std::uint32_t>(values.integer("size", 1, 10'000).value_or(50));
  const Json page = answered(desk.office().record(desk.keeper(), UINT32_MAX, size));
  for (const Json& line : page.at("lines").as_array())
    print(canonical_json(line) + "\n");
  return Exit::Ok;
}

void show_password(const Json& first) {
  print("初始密码（只显示这一次，首次登录须修改）：\n  " + first.at("name").as_string() + "  " + first.at("password").as_string() + "\n");
}

Exit create(const Values& values) {
  Desk desk{values};
  const auto person = static_cast<std::uint32_t>(values.integer("person", 1, UINT32_MAX).value_or(0));
  const auto post = static_cast<std::uint32_t>(values.integer("post", 1, UINT32_MAX).value_or(0));
  show_password(answered(desk.office().create(desk.keeper(), values.get("NAME"), person, post)));
  return Exit::Ok;
}

Exit reset(const Values& values) {
  Desk desk{values};
  show_password(answered(desk.office().reset(desk.keeper(), values.get("NAME"))));
  return Exit::Ok;
}

using Deed = engine::Page (engine::AccountOffice::*)(const engine::Keeper&, const std::string&);

std::function<Exit(const Values&)> doing(Deed deed) {
  return [deed](const Values& values) {
    Desk desk{values};
    print(account_line(answered((desk.office().*deed)(desk.keeper(), values.get("NAME")))));
    return Exit::Ok;
  };
}

}  // namespace

std::vector<Subcommand> account_commands() {
  using Kind = Option::Kind;
  using Office = engine::AccountOffice;
  const Option db{Kind::Value, "db", "the database", true};
  const Option name{Kind::Positional, "NAME", "the account, as typed at sign-in", true};
  return {{"accounts list", "every account, and who is in office without one", {db, {Kind::Flag, "json", "as JSON", false}}, list},
          {"accounts record", "what was done to accounts, newest first, one JSON object a line",
           {db, {Kind::Value, "size", "lines at most, 50 when left out", false}}, record},
          {"accounts create", "open an account for someone in office; prints its first password",
           {db, name, {Kind::Value, "person", "number of the person", true}, {Kind::Value, "post", "number of the post", true}}, create},
          {"accounts reset", "a new first password for an account; its sessions end", {db, name}, reset},
          {"accounts withdraw", "nobody signs in with it any more; its sessions end at once", {db, name}, doing(&Office::withdraw)},
          {"accounts restore", "open a withdrawn account again, under its old password", {db, name}, doing(&Office::restore)},
          {"accounts sign-out", "end every session of an account", {db, name}, doing(&Office::end_sessions)}};
}

}  // namespace luoshi::cli
