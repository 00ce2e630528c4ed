#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "city/city.hpp"

namespace luoshi::engine {

/// How long one question is reckoned to take (填报用时标准): data/rules/burden-minutes.json. People are never timed.
struct BurdenStandard {
  std::string title, source;
  std::uint32_t progress_s = 0;  ///< how far one commitment has come
  std::uint32_t asset_s = 0;     ///< where one asset stands
  std::uint32_t survey_s = 0;    ///< one indicator of one asset or commitment in a form
  std::uint32_t question_s = 0;  ///< one question to answer in words
};
/// @throws Error{BadInput} where a number is missing or above an hour.
[[nodiscard]] BurdenStandard burden_standard(std::string_view json);
/// The one that is built in.
[[nodiscard]] BurdenStandard shipped_burden_standard();

/// What one body is asked in one month.
struct BurdenLine {
  Id<Body> body;
  std::uint32_t items = 0;      ///< commitments it leads that are in force: progress is asked of each once a month
  std::uint32_t assets = 0;     ///< assets promised in them that are not built; one promised twice counts once
  std::uint32_t surveyed = 0;   ///< questions of forms due in the month
  std::uint32_t questions = 0;  ///< 问清 put to its posts, due in the month, or open without a day
  std::uint64_t seconds = 0;    ///< the sum, each times its standard
};

/// What every body is asked in the month that begins with `first` (负担), as that city stands; the heaviest first, bodies asked
/// nothing left out. A question is (asset or item × indicator × period), so each counts once however often it is put.
/// minutes = distinct questions × standard. A pure projection.
[[nodiscard]] std::vector<BurdenLine> burden_of(const city::City& city, Day first, const BurdenStandard& standard);

}  // namespace luoshi::engine
