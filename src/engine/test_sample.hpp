#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "engine/engine.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine::testing {

/// An engine in memory, its blobs in `place`, at noon of that day (+08:00).
inline std::unique_ptr<Engine> engine_on(Day day, const std::filesystem::path& place) {
  const Instant noon = end_of_china_day(day) - std::chrono::hours{12};
  return std::make_unique<Engine>(ledger::make_memory_ledger(), std::make_unique<archive::Archive>(place),
                                  Surroundings{[noon] { return noon; }, [] { return std::string(32, '0'); }});
}

}  // namespace luoshi::engine::testing
