#include "cli/lifecycle_commands.hpp"

#include "engine/lifecycles.hpp"

namespace luoshi::cli {

std::vector<Subcommand> lifecycle_commands() {
  return {{"lifecycle", "the tables along which commitments, questions, asks and the rest move", {}, [](const Values&) {
             print(engine::lifecycles_text());
             return Exit::Ok;
           }}};
}

}  // namespace luoshi::cli
