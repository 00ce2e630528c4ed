#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "verify/lists.hpp"
#include "verify/record.hpp"

namespace luoshi::verify {

/// A table of station records: stations × parameters on one grid, and what is weather among them.
struct StationTable {
  std::vector<Record> records;  ///< by parameter, then station; all of one grid
  std::vector<Record> weather;  ///< wind, temperature, pressure, dew point, humidity of stations
};
struct RiverTable {
  std::vector<Sample> samples;    ///< of the first column where less is better
  std::vector<NumberRow> accepted;  ///< the numbers of each acceptance
};
struct SectionTable {
  std::vector<std::pair<std::string, std::vector<SectionMonths>>> by_parameter;  ///< `finished` not set
};
struct ClosureTable {
  std::vector<Activity> units;
};
struct RatioTable {
  std::vector<double> ratios;
};
struct PhotoTable {
  std::vector<Photo> photos;
};
using Table = std::variant<StationTable, RiverTable, SectionTable, ClosureTable, RatioTable, PhotoTable>;

/// Reads a CSV table; what it is, its columns say (docs/methods/verify.md, "Tables"). `name` stands in messages.
/// @throws Error{BadInput} naming line and column; Error{TooLarge} for a span of time that fills no memory of ours.
[[nodiscard]] Table read_table(std::string_view text, const std::string& name);

}  // namespace luoshi::verify
