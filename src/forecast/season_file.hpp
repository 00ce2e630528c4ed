#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace luoshi::forecast {

/// How fast one kind of work goes in each calendar month (季节), 1 as in the mean month.
struct Season {
  std::string work;                  ///< as the file names it: river, pipe, demolition
  std::array<double, 12> speed{};    ///< January … December, each 0 … 10, not all 0
  std::string source;                ///< whose figures they are
};

/// Reads a file of seasons: [[season]] tables with work, speed (twelve numbers) and source. Nothing is shipped: how winter or the flood season
/// slows a city's work is for somebody of that city to state.
/// @throws Error{BadInput} with file and line: no season, other than twelve numbers, one below 0 or above 10 or none above 0, no source, a
/// work named twice, a misspelt key.
[[nodiscard]] std::vector<Season> read_seasons(std::string_view text, const std::string& name);

/// The speeds of the months that follow `from`, as a count takes them (`FunnelQuestion::season`): each a mean of the two calendar months that it
/// touches, by their days. Twelve, for a year, which then repeat. Requires a day that exists.
[[nodiscard]] std::vector<double> season_from(const Season& season, Day from);

}  // namespace luoshi::forecast
