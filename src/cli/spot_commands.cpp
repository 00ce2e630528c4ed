#include "cli/spot_commands.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "cli/database.hpp"
#include "engine/spot_checks.hpp"

namespace luoshi::cli {
namespace {

constexpr std::uint64_t kListLimit = std::uint64_t{64} << 20U;

Exit list(const Values& values) {
  const auto engine = open_for_reading(values.get("db"));
  const engine::FrozenList frozen = engine::freeze_reports(*engine, *values.day("from"), *values.day("until"), {});
  write_output(values.get("out"), frozen.text);
  print(frozen.digest.hex() + "  " + std::to_string(frozen.lines) + "\n");
  return Exit::Ok;
}

Exit draw(const Values& values) {
  const std::string text = read_input(values.get("list"), kListLimit);
  const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
  const auto count = values.integer("count", 1, 1000);
  if (!count || *count > lines)
    throw Error{Fault::BadInput, "--count is more than the " + std::to_string(lines) + " lines of the list; correct it"};
  const Digest digest = sha256(text);
  std::string out = digest.hex() + "\n";
  for (const std::uint32_t line : engine::drawn_of(digest, values.get("seed"), lines, static_cast<std::uint32_t>(*count)))
    out += std::to_string(line) + "  " + engine::line_of(text, line) + "\n";
  print(out);
  return Exit::Ok;
}

}  // namespace

std::vector<Subcommand> spot_commands() {
  using Kind = Option::Kind;
  return {{"spot list",
           "freeze the list of reports of a period, from which lots are drawn; prints its digest and length",
           {{Kind::Value, "db", "the database", true},
            {Kind::Value, "from", "the first day reported on", true},
            {Kind::Value, "until", "the last day reported on", true},
            {Kind::Value, "out", "the list to write", true}},
           list},
          {"spot draw",
           "draw the lines again that a list and a published seed give",
           {{Kind::Value, "list", "the frozen list", true},
            {Kind::Value, "seed", "as published", true},
            {Kind::Value, "count", "how many are drawn", true}},
           draw}};
}

}  // namespace luoshi::cli
