#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "verify/examine.hpp"
#include "verify/synthetic.hpp"

namespace luoshi::verify {

/// The checks of a station's record, in the order in which they are measured.
inline constexpr std::array kStationChecks{Check::FlatLine, Check::RepeatedDigits, Check::RepeatedStretch,
                                           Check::NeighboursDisagree, Check::TooGood};

/// How often sound data were asked about (误问率).
struct FalseAlarms {
  std::string data;            ///< what was examined, in words
  double station_years = 0.0;
  double per_year = 0.0;       ///< what each check was set to
  std::array<std::size_t, kStationChecks.size()> asked{};
};

/// Examines the last `examined_years` of each record against everything before it, with the other records as neighbours and
/// the weather of its own station, on the same grid.
[[nodiscard]] FalseAlarms false_alarms(std::string data, const std::vector<Record>& records, const std::vector<Record>& weather,
                                       double examined_years, double per_year);

/// Made records: `repeats` groups of four stations and two years each, the second year examined.
[[nodiscard]] FalseAlarms false_alarms_made(std::string data, const Behaviour& behaviour, std::size_t repeats, double per_year,
                                            std::uint64_t seed);

/// How many planted cases were asked about.
struct Power {
  std::string story;
  Check check{};
  std::size_t planted = 0, found = 0;
};

/// Plants each story into made records `repeats` times, one at a time, and sees whether the check asks about that time:
/// a value kept for 12 hours; two weeks typed by hand; a day copied from another; a sampler shielded 100 times a year for six
/// hours (Linfen 2017–2018); one winter day at a fifth of its neighbours (Xi'an: 28 against 140); 22 days at half before the
/// year's end.
[[nodiscard]] std::vector<Power> power_made(const Behaviour& behaviour, std::size_t repeats, double per_year, std::uint64_t seed);

}  // namespace luoshi::verify
