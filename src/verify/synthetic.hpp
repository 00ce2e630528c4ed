#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "verify/record.hpp"

/// Records made from a seed, sound by construction, on which false alarms are counted; and what is planted into records to
/// see whether it is found.
namespace luoshi::verify {

/// How a made record behaves. The natural logarithm of the level is
///   season + hour of day + weather shared by all stations (AR(1)) + the station's own part (AR(1)) + noise,
/// rounded to the last place, never below the detection limit, with gaps of a few hours.
struct Behaviour {
  double level = 50;                ///< median
  double season = 0.35, hour = 0.15;  ///< amplitudes
  double weather = 0.7, weather_memory = 0.97;  ///< spread; correlation from one place to the next
  double own = 0.25, own_memory = 0.85;
  double noise = 0.05;
  double last_place = 1, detection_limit = 3;
  double gaps = 0.02;               ///< share of places missing
  std::chrono::seconds step{3600};
};
[[nodiscard]] Behaviour fine_dust();  ///< hourly, whole µg/m³
[[nodiscard]] Behaviour sulphur();    ///< hourly, whole µg/m³, a third of it at the detection limit
[[nodiscard]] Behaviour ammonia();    ///< every four hours, 0.01 mg/L, as a river station

/// `stations` records of the same weather, on one grid, from 1 January 2023. Same seed, same records.
[[nodiscard]] std::vector<Record> sound_stations(const Behaviour& behaviour, std::size_t stations, double years, std::uint64_t seed);

/// The value of `at` for all of `count` places.
void plant_flat(Record& record, std::size_t at, std::size_t count);
/// `count` places typed by hand: last digits 0 and 5 for two in three of them.
void plant_typed(Record& record, std::size_t at, std::size_t count, std::uint64_t seed);
/// A copy of `count` places from `source`.
void plant_copy(Record& record, std::size_t source, std::size_t at, std::size_t count);
/// `count` places at that share of what was measured.
void plant_lowered(Record& record, std::size_t at, std::size_t count, double share);

}  // namespace luoshi::verify
