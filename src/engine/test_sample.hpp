#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "engine/engine.hpp"

namespace luoshi::engine::testing {

/// An engine on that ledger, its blobs in `place`, at noon of that day (+08:00).
inline std::unique_ptr<Engine> engine_on(std::unique_ptr<ledger::Ledger> entries, Day day, const std::filesystem::path& place) {
  const Instant noon = end_of_china_day(day) - std::chrono::hours{12};
  return std::make_unique<Engine>(std::move(entries), std::make_unique<archive::Archive>(place),
                                  Surroundings{[noon] { return noon; }, [] { return std::string(32, '0'); }});
}

}  // namespace luoshi::engine::testing
