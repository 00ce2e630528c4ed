#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assess/tables.hpp"

namespace luoshi::assess {

struct CitySettings;

/// A response that another model made (给定响应): levels at sections, and how far each falls for every kg/d that a source sends
/// less. It stands in for water where a city's programme names it, always labelled with that model's name and error.
///
///     fall(section, item) = effect(section, item, source, substance) · load that a measure takes away there, kg/d
///
/// One effect for all quarters, one error for the whole model. Format: docs/formats/given-response.md.
struct GivenResponse {
  struct At {
    std::string section, item;     ///< name or code of the register; NH3-N
    std::string unit;              ///< mg/L
    double limit = 0;              ///< > 0
    std::vector<double> without;   ///< level by period if no measure stood, ≥ 0
  };
  struct Effect {
    std::uint32_t receptor = 0;
    double per_kg_d = 0;           ///< fall of the level, ≥ 0
  };
  std::vector<At> receptors;
  std::vector<std::string> substances;                    ///< of the loads, in the order of the table
  /// What a source's load of a substance does, by the source's code and the substance's place.
  std::map<std::pair<std::string, std::uint32_t>, std::vector<Effect>, std::less<>> effects;
  /// kg/d of it that the model lets in there, where the table states it: no more can be taken away.
  std::map<std::pair<std::string, std::uint32_t>, double, std::less<>> loads;
};

/// What names mean where the response is to be used.
struct GivenNames {
  std::function<std::string(std::string_view)> section;  ///< its code, "" where the register has none; not set: as it stands
  std::function<bool(std::string_view)> is_source;       ///< in the register; not set: all are
  std::function<std::string(std::string_view)> item;     ///< 氨氮 → NH3-N; "" for one that has no upper limit; not set: as it stands
};

/// Reads the two tables that the settings name. @throws Error{BadInput}, "NAME:LINE:COLUMN: problem (why) what to do": a section or
/// source that is not in the register, another unit, a pair named twice, a number that is none or out of its range, a column that is
/// not known, a table without rows; Error{TooLarge} where judging the sections would take more than 2 GB.
[[nodiscard]] GivenResponse read_given_response(const CitySettings& settings, const std::map<std::string, std::string>& tables,
                                                const GivenNames& names);

/// The response answers for the programme's cuts: its receptors, levels and the falls of every measure; a cut's reach is its source.
void add_response(const GivenResponse& response, const CitySettings& settings, GivenProgramme& given);

}  // namespace luoshi::assess
