#include "water/sunlight.hpp"

#include <algorithm>

#include "numeric/angles.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::water {
namespace {

constexpr double kDegree = numeric::kPi / 180;
constexpr double kSolarConstant = 1367;  // W/m²

double sine_of(double degrees) { return numeric::sine(degrees * kDegree); }
double cosine_of(double degrees) { return numeric::cosine(degrees * kDegree); }

/// How much the air lifts the sun, degrees.
double refraction(double elevation) {
  if (elevation > 85) return 0;
  const double tangent = sine_of(elevation) / cosine_of(elevation);
  const double cube = tangent * tangent * tangent;
  double seconds = 0;
  if (elevation > 5)
    seconds = 58.1 / tangent - 0.07 / cube + 0.000086 / (cube * tangent * tangent);
  else if (elevation > -0.575)
    seconds = 1735 + elevation * (-518.2 + elevation * (103.4 + elevation * (-12.79 + elevation * 0.711)));
  else
    seconds = -20.774 / tangent;
  return seconds / 3600;
}

/// Air between the sun and the ground in units of the air overhead (Kasten 1965).
double air_mass(double elevation) { return 1 / (sine_of(elevation) + 0.15 * numeric::pow(elevation + 3.885, -1.253)); }

}  // namespace

Sun sun_at(Day day, double hour_utc, double latitude_deg, double longitude_deg) {
  const auto days = static_cast<double>(std::chrono::sys_days{day}.time_since_epoch().count());
  // Julian centuries since noon of 1 January 2000, which is 10,957.5 days after the epoch of 1970.
  const double t = (days + hour_utc / 24 - 10957.5) / 36525;
  const double mean_longitude = 280.46646 + t * (36000.76983 + 0.0003032 * t);
  const double anomaly = 357.52911 + t * (35999.05029 - 0.0001537 * t);
  const double eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
  const double center = sine_of(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t)) +
                        sine_of(2 * anomaly) * (0.019993 - 0.000101 * t) + sine_of(3 * anomaly) * 0.000289;
  const double node = 125.04 - 1934.136 * t;
  const double longitude = mean_longitude + center - 0.00569 - 0.00478 * sine_of(node);
  const double tilt =
      23 + (26 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60) / 60 + 0.00256 * cosine_of(node);
  const double sine_declination = sine_of(tilt) * sine_of(longitude);
  const double cosine_declination = numeric::sqrt(1 - sine_declination * sine_declination);
  // Equation of time, minutes.
  const double y = sine_of(tilt / 2) / cosine_of(tilt / 2), yy = y * y;
  const double radians = yy * sine_of(2 * mean_longitude) - 2 * eccentricity * sine_of(anomaly) +
                         4 * eccentricity * yy * sine_of(anomaly) * cosine_of(2 * mean_longitude) -
                         0.5 * yy * yy * sine_of(4 * mean_longitude) -
                         1.25 * eccentricity * eccentricity * sine_of(2 * anomaly);
  const double solar_minutes = hour_utc * 60 + 4 * radians / kDegree + 4 * longitude_deg;
  const double height = sine_of(latitude_deg) * sine_declination +
                        cosine_of(latitude_deg) * cosine_declination * cosine_of(solar_minutes / 4 - 180);
  const double elevation = numeric::arc_sine(std::clamp(height, -1.0, 1.0)) / kDegree;
  const double distance =
      1.000001018 * (1 - eccentricity * eccentricity) / (1 + eccentricity * cosine_of(anomaly + center));
  return {elevation + refraction(elevation), distance};
}

double bras_sunlight(const Sun& sun, double turbidity) {
  if (sun.elevation_deg <= 0) return 0;
  const double outside = kSolarConstant / (sun.distance_au * sun.distance_au) * sine_of(sun.elevation_deg);
  const double mass = air_mass(sun.elevation_deg);
  const double extinction = 0.128 - 0.054 * numeric::log(mass) / 2.302585092994045684;
  return outside * numeric::exp(-turbidity * extinction * mass);
}

double ryan_stolzenbach_sunlight(const Sun& sun, double transmission, double elevation_m) {
  if (sun.elevation_deg <= 0) return 0;
  const double outside = kSolarConstant / (sun.distance_au * sun.distance_au) * sine_of(sun.elevation_deg);
  const double thinner = numeric::pow((288 - 0.0065 * elevation_m) / 288, 5.256);
  return outside * numeric::pow(transmission, thinner * air_mass(sun.elevation_deg));
}

double reflected_part(double sun_elevation_deg, double cloud) {
  if (sun_elevation_deg <= 0) return 0;
  const double part = cloud < 0.1   ? 1.18 * numeric::pow(sun_elevation_deg, -0.77)
                      : cloud < 0.5 ? 2.20 * numeric::pow(sun_elevation_deg, -0.97)
                      : cloud < 0.9 ? 0.95 * numeric::pow(sun_elevation_deg, -0.75)
                                    : 0.35 * numeric::pow(sun_elevation_deg, -0.45);
  return std::min(part, 1.0);
}

}  // namespace luoshi::water
