#include "cli/notify_commands.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>

#include "base/error.hpp"
#include "cli/database.hpp"
#include "disk/file.hpp"
#include "engine/reminders.hpp"
#include "notify/addresses.hpp"
#include "notify/outbox.hpp"
#include "notify/post.hpp"

namespace luoshi::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kListLimit = std::uint64_t{8} << 20U;

fs::path list_path(const Values& values) {
  return values.find("addresses").value_or(values.get("db") + ".notify.json");
}

notify::Addresses addresses(const Values& values) {
  const fs::path path = list_path(values);
  std::error_code failed;
  if (!fs::exists(path, failed)) return {};
  return notify::read_addresses(read_input(path.string(), kListLimit));
}

Day day_of(const Values& values) {
  return values.day("on").value_or(china_day(engine::real_surroundings().now()));
}

notify::Daily daily_of(const engine::Reminders& reminders, Day day) {
  notify::Daily daily{reminders.person, day, {}};
  for (const engine::Reminder& line : reminders.lines) daily.lines.push_back({line.title, line.due});
  return daily;
}

Exit show(const Values& values) {
  const auto engine = open_for_reading(values.get("db"));
  const auto list = addresses(values);
  std::string out = list.on ? "" : "提醒没有开（没有地址表，或表里写着关）：下面的不会发出\n";
  for (const engine::Reminders& each : engine::reminders_of(*engine->city(), day_of(values))) {
    const bool reached = std::any_of(list.all.begin(), list.all.end(), [&](const notify::Address& one) { return one.person == each.person; });
    out += each.person + (reached ? "" : "（没有地址）") + "\n" + notify::text_of(daily_of(each, day_of(values))) + "\n\n";
  }
  print(out);
  return Exit::Ok;
}

notify::Outbox::Came came_of(const notify::Posted& posted) {
  using Came = notify::Outbox::Came;
  using Fate = notify::Posted::Fate;
  if (posted.fate == Fate::Taken) return Came::Sent;
  std::fprintf(stderr, "luoshi: a message %s (%s)\n", posted.fate == Fate::Refused ? "was not taken" : "went out without an answer", posted.why.c_str());
  return posted.fate == Fate::Refused ? Came::Refused : Came::NobodyCanTell;
}

// One calendar that cannot be written keeps nobody else from theirs.
notify::Outbox::Came written(const fs::path& calendar, const std::string& body) {
  try {
    replace_file(calendar, body);
    return notify::Outbox::Came::Sent;
  } catch (const Error& error) {
    std::fprintf(stderr, "luoshi: a calendar was not written (%s)\n", error.what());
    return notify::Outbox::Came::Refused;
  }
}

Exit run(const Values& values) {
  std::signal(SIGPIPE, SIG_IGN);  // of an end that hangs up while it is written to
  const auto list = addresses(values);
  if (!list.on) {
    print("提醒没有开（没有地址表，或表里写着关）：什么也没有发\n");
    return Exit::Ok;
  }
  const Day today = day_of(values);
  notify::Outbox box{values.get("db") + ".outbox"};
  {
    const auto engine = open_for_reading(values.get("db"));
    for (const engine::Reminders& each : engine::reminders_of(*engine->city(), today))
      if (std::any_of(list.all.begin(), list.all.end(), [&](const notify::Address& one) { return one.person == each.person; }))
        (void)box.put(daily_of(each, today));
  }
  const fs::path calendars = values.find("calendars").value_or(".");
  const std::size_t sent = box.send([&](const notify::Daily& daily) {
    const auto to = std::find_if(list.all.begin(), list.all.end(), [&](const notify::Address& one) { return one.person == daily.person; });
    if (to == list.all.end()) return notify::Outbox::Came::Refused;  // taken off the list meanwhile
    const std::string body = notify::body_of(to->form, daily);
    if (to->form == notify::Form::Calendar) return written(calendars / to->place, body);
    return came_of(notify::post(*to, list.from, body));
  });
  print("发出 " + std::to_string(sent) + " 条，待发 " + std::to_string(box.waiting()) + " 条，作罢 " + std::to_string(box.given_up()) + " 条\n");
  return box.waiting() == 0 ? Exit::Ok : Exit::AnswerIsNo;
}

}  // namespace

std::vector<Subcommand> notify_commands() {
  using Kind = Option::Kind;
  const Option db{Kind::Value, "db", "the database", true}, list{Kind::Value, "addresses", "who is reached where, when not DB.notify.json"},
      on{Kind::Value, "on", "the day, YYYY-MM-DD; today when left out"};
  return {{"notify show", "what each person would be reminded of; nothing is sent", {db, list, on}, show},
          {"notify run",
           "send each person of the list one message of the day; off unless the list says on",
           {db, list, on, {Kind::Value, "calendars", "the folder for calendar files, here when left out"}},
           run}};
}

}  // namespace luoshi::cli
