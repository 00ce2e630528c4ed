#include "cli/adopt_commands.hpp"

#include "base/error.hpp"
#include "cli/database.hpp"
#include "engine/adopting.hpp"

namespace luoshi::cli {
namespace {

constexpr std::uint64_t kDataLimit = std::uint64_t{64} << 20U;

Exit adopt(const Values& values) {
  const auto engine = open_for_writing(values.get("db"));
  Exit result = Exit::Ok;
  for (const std::string& path : values.many("FILE")) {
    const auto near = [&](const std::string& name) { return read_input(beside(path, name), kDataLimit); };
    const engine::Taken taken = engine::adopt_file(*engine, path, read_input(path, kDataLimit), near);
    print(taken.message + "\n");
    if (taken.refused) result = Exit::AnswerIsNo;
  }
  return result;
}

}  // namespace

std::vector<Subcommand> adopt_commands() {
  using Kind = Option::Kind;
  return {{"adopt",
           "take in data that pages and verdicts use: layers of the map, how sections are judged with their water model (docs/formats/city-data.md)",
           {{Kind::Value, "db", "the database", true}, {Kind::Many, "FILE", "the files", true}},
           adopt}};
}

}  // namespace luoshi::cli
