#pragma once

#include "base/date.hpp"

namespace luoshi::water {

/// Where the sun stands (太阳高度): elevation above the horizon in degrees with the air's refraction, and the distance
/// to the sun in astronomical units. Algorithms of Meeus (Astronomical Algorithms, 2nd ed. 1998, ch. 25), as NOAA's
/// solar calculator uses them; 0.01° for 1900–2100. Refraction after Zimmerman (1981).
struct Sun {
  double elevation_deg = 0, distance_au = 1;
};
/// `hour_utc` may lie outside 0 … 24. Longitude east of Greenwich is positive.
[[nodiscard]] Sun sun_at(Day day, double hour_utc, double latitude_deg, double longitude_deg);

/// Sunlight on level ground under a clear sky, W/m².
/// Bras (1990): extinction 0.128 − 0.054·log10 m per air mass m (Kasten 1965), times the sky's turbidity (2 clear …
/// 5 smoggy). Ryan and Stolzenbach (1972): the atmosphere's transmission 0.70 … 0.91 to the power of the air mass.
[[nodiscard]] double bras_sunlight(const Sun& sun, double turbidity);
[[nodiscard]] double ryan_stolzenbach_sunlight(const Sun& sun, double transmission, double elevation_m);

/// The part of sunlight that water reflects, by the sun's elevation and the cloud cover 0 … 1 (Anderson 1954, in Brown
/// and Barnwell 1987).
[[nodiscard]] double reflected_part(double sun_elevation_deg, double cloud);

}  // namespace luoshi::water
