#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.hpp"

namespace luoshi::engine {

/// What came of a file of monitors' values.
struct MonitorsTaken {
  std::uint64_t batch = 0;    ///< its number in the store; 0 where it was in already, or held nothing
  std::uint64_t values = 0;
  bool known = false;         ///< the same values were taken in before
  std::vector<std::string> flaws;  ///< of frames: damaged, late, told again …, one line each
};

/// Are these the bytes of monitors: frames of HJ 212, or a table of stations as `luoshi verify checks` knows it (CSV, xlsx)?
[[nodiscard]] bool looks_like_monitors(std::string_view bytes, const std::string& file);

/// Takes values into the store of observations beside a database: one batch, durable before the event that names it
/// (`rules_adopted`, `observations-` and the batch's number, whose blob gives digest, count and file). A run cut off between the
/// two is mended by the next: the same values again get the same batch. Values marked as not sound keep their mark.
/// @throws Error{BadInput} where nothing can be read, or as `observations::Observations`.
[[nodiscard]] MonitorsTaken take_monitors(Engine& engine, const std::filesystem::path& store, const std::string& file, std::string_view bytes);

}  // namespace luoshi::engine
