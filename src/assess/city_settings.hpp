#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assess/tables.hpp"
#include "base/date.hpp"

namespace luoshi::assess {

/// A quarter of a year (季度): 2026-Q4.
struct Quarter {
  int year = 0;
  unsigned number = 1;  ///< 1 … 4

  [[nodiscard]] std::string text() const;
  [[nodiscard]] Day first_day() const;
  [[nodiscard]] Day last_day() const;
  /// The quarter so many later; earlier for a negative number.
  [[nodiscard]] Quarter after(int quarters) const;
  friend bool operator==(const Quarter&, const Quarter&) = default;
};
[[nodiscard]] Quarter quarter_of(Day day);
/// Quarters from the first to the second; negative backwards.
[[nodiscard]] int quarters_between(const Quarter& from, const Quarter& to);

/// How a city's sections are judged, where measures and promises stand in its ledger (docs/formats/city-data.md).
struct CitySettings {
  std::string name;
  Quarter first;                    ///< period 0
  std::uint32_t periods = 0;
  std::optional<Quarter> target;    ///< of sections whose target states no date
  std::string water;                ///< file of the water model; empty where another model's response stands in for it
  std::string model;                ///< whose response that is, and when it was made
  std::string receptors, responses; ///< its files (docs/formats/given-response.md)
  std::vector<std::string> items;
  std::optional<Day> loads_of;      ///< the day whose loads the model holds: what was built by then is in them
  double model_error = 0, kind_share = 0, error_share = 0, delivery_share = 0;
  double effect_sd = 0;             ///< of measures that state no doubt of their own
  std::vector<double> on_time;      ///< share of such works that stood by their due quarter, the next … ; may be empty
  std::string on_time_source;
};
/// @throws Error{BadInput} with file and line: an unknown setting, one that is missing or outside its range.
[[nodiscard]] CitySettings read_city_settings(std::string_view toml, const std::string& name);

}  // namespace luoshi::assess
