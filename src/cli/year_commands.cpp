#include "cli/year_commands.hpp"

#include "base/error.hpp"
#include "cli/database.hpp"
#include "engine/year_turn.hpp"

namespace luoshi::cli {
namespace {

constexpr std::int64_t kMostIds = std::int64_t{1} << 31U;

template <class Thing>
Id<Thing> id_option(const Values& values, const char* name) {
  return Id<Thing>{static_cast<std::uint32_t>(*values.integer(name, 1, kMostIds))};
}

city::Actor actor_of(const Values& values) { return {id_option<Person>(values, "person"), id_option<Post>(values, "post"), {}}; }

std::uint32_t turn_of(const Values& values, const engine::Engine& engine) {
  const auto newest = static_cast<std::int64_t>(engine.city()->all<YearTurn>().size());
  if (newest == 0) throw Error{Fault::NotFound, "还没有年度收官（账本里没有）请先 luoshi year open"};
  return static_cast<std::uint32_t>(values.integer("turn", 1, kMostIds).value_or(newest));
}

[[noreturn]] void refuse(const city::Refusal& refusal) { throw Error{refusal.fault, refusal.reason}; }

Exit show_report(const engine::Engine& engine, std::uint32_t turn) {
  print(engine::to_text(*engine.city(), engine::year_report(engine, turn)));
  return Exit::Ok;
}

Exit open(const Values& values) {
  const auto engine = open_for_writing(values.get("db"));
  const auto year = static_cast<std::uint32_t>(*values.integer("year", 2000, 2999));
  const Id<Body> body = engine->city()->body_of(values.get("body"));
  if (!body) throw Error{Fault::NotFound, "没有单位“" + values.get("body") + "”（名称不在案）请核对名称"};
  const Day today = china_day(engine::real_surroundings().now());
  const auto outcome = engine::open_year(*engine, actor_of(values),
                                         "year-open-" + std::to_string(engine->city()->all<YearTurn>().size() + 1), year, body, today);
  if (const auto* refused = std::get_if<engine::BatchRefusal>(&outcome)) refuse(refused->refusal);
  return show_report(*engine, static_cast<std::uint32_t>(engine->city()->all<YearTurn>().size()));
}

Exit show(const Values& values) {
  const auto engine = open_for_reading(values.get("db"));
  return show_report(*engine, turn_of(values, *engine));
}

Exit close(const Values& values) {
  const auto engine = open_for_writing(values.get("db"));
  const std::uint32_t turn = turn_of(values, *engine);
  const auto outcome = engine::close_year(*engine, actor_of(values), "year-close-" + std::to_string(turn), turn);
  if (const auto* refused = std::get_if<city::Refusal>(&outcome)) refuse(*refused);
  return show_report(*engine, turn);
}

}  // namespace

std::vector<Subcommand> year_commands() {
  using Kind = Option::Kind;
  const Option db{Kind::Value, "db", "the database file", true};
  const Option person{Kind::Value, "person", "who acts, by number", true};
  const Option post{Kind::Value, "post", "in which post, by number", true};
  const Option turn{Kind::Value, "turn", "which turn, by number; the newest unless told"};
  return {{"year open", "open the turn of a year: what is shown of each unfinished promise is kept, each is to be decided",
           {db, person, post, {Kind::Value, "year", "2025", true}, {Kind::Value, "body", "whose promises, with the bodies below it", true}}, open},
          {"year show", "the turn of a year: what was done, carried over, put on a new basis, dropped, and what is undecided", {db, turn}, show},
          {"year close", "close the turn of a year (exit 1 while anything is undecided, which is named)", {db, person, post, turn}, close}};
}

}  // namespace luoshi::cli
