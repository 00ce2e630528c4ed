#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/id.hpp"
#include "model/body.hpp"

namespace luoshi {

/// 抽查状态
enum class SpotCheckState : std::uint8_t { Listed, Drawn, Closed, Withdrawn };

/// What was found on one line of the list.
struct SpotFinding {
  std::uint32_t line = 0;
  std::string words;

  friend bool operator==(const SpotFinding&, const SpotFinding&) = default;
};

/// Looking again at a few out of many, drawn by lot (随机抽查). The list is frozen first, by its digest; where the seed will come
/// from is written down before it is known; then anybody can draw the same lines again.
///
/// The draw: each line number n from 1 gets the SHA-256 of "<digest of the list>\n<seed>\n<n>"; the `count` smallest are drawn.
struct SpotCheck {
  std::string title;
  Id<Body> body;                       ///< which looks
  Digest list;                         ///< a blob of the archive: one line of text for each thing on it
  std::uint32_t size = 0;              ///< how many lines it has
  std::uint32_t count = 0;             ///< how many are to be drawn
  std::string seed_rule;               ///< where the seed will come from: 某日某彩票开奖号码
  Day due{};                           ///< by when all that are drawn have been looked at
  std::string seed;                    ///< as published
  std::vector<std::uint32_t> drawn;    ///< line numbers, ascending
  std::vector<SpotFinding> findings;   ///< in the order they came; a later one of a line takes its place

  friend bool operator==(const SpotCheck&, const SpotCheck&) = default;
};

}  // namespace luoshi
