#include "water/closed_forms.hpp"

#include "base/contract.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::water {
namespace {

/// (e^(−a·t) − e^(−b·t)) / (b − a), whatever a and b: the convolution of two decays.
double shared_decay(double a, double b, double t) {
  return a < b ? t * numeric::exp(-a * t) * numeric::mean_exp(-(b - a) * t)
               : t * numeric::exp(-b * t) * numeric::mean_exp(-(a - b) * t);
}

}  // namespace

double oxygen_deficit(const OxygenSag& sag, double t) {
  const double lost = sag.decay + sag.settling;
  return sag.decay * sag.bod * shared_decay(lost, sag.reaeration, t) + sag.deficit * numeric::exp(-sag.reaeration * t) +
         sag.nitrification * sag.nitrogenous * shared_decay(sag.nitrification, sag.reaeration, t) +
         sag.areal_demand * t * numeric::mean_exp(-sag.reaeration * t);
}

std::optional<CriticalPoint> critical_point(const OxygenSag& sag) {
  expects(sag.nitrogenous == 0 && sag.areal_demand == 0 && sag.settling == 0, "the plain sag");
  const double kd = sag.decay, ka = sag.reaeration;
  // ln[(ka/kd)(1 − D0(ka−kd)/(kd·L0))]/(ka−kd), by ln(1 + y) with y → 0 as ka → kd.
  const double y = (ka - kd) / kd - ka * sag.deficit * (ka - kd) / (kd * kd * sag.bod);
  double t = 0;
  if (ka == kd)
    t = 1.0 / kd - sag.deficit / (kd * sag.bod);
  else if (y <= -1)
    return std::nullopt;
  else {
    // ln(1 + y) = y·(mean of 1/(1 + y·s)); log loses what 1 + y rounds away, put back to first order.
    const double sum = 1.0 + y;
    t = (numeric::log(sum) + (y - (sum - 1.0)) / sum) / (ka - kd);
  }
  if (t < 0) return std::nullopt;
  return CriticalPoint{t, kd / ka * sag.bod * numeric::exp(-kd * t)};
}

double largest_bod(OxygenSag sag, double most) {
  expects(most > sag.deficit, "a deficit to spare");
  double low = 0, high = most;
  const auto worst = [&sag](double bod) {
    sag.bod = bod;
    const auto critical = critical_point(sag);
    return critical ? critical->deficit : sag.deficit;
  };
  while (worst(high) <= most) high *= 2;
  for (int round = 0; round < 200; ++round) {
    const double middle = 0.5 * (low + high);
    if (middle == low || middle == high) break;
    (worst(middle) <= most ? low : high) = middle;
  }
  return low;
}

Chain two_step_chain(double initial, double first_rate, double second_rate, double t) {
  return {initial * numeric::exp(-first_rate * t), initial * first_rate * shared_decay(first_rate, second_rate, t)};
}

double dispersed_concentration(const DispersedSource& s, double x) {
  const double m = numeric::sqrt(1.0 + 4.0 * s.decay * s.dispersion / (s.velocity * s.velocity));
  const double pace = s.velocity / (2.0 * s.dispersion);
  // 1 − m without cancellation: (1 − m²)/(1 + m).
  const double power = x < 0 ? pace * x * (1.0 + m) : -2.0 * s.decay / (s.velocity * (1.0 + m)) * x;
  return s.load / (s.flow * m) * numeric::exp(power);
}

double capacity_at_end(const CapacityReach& r) {
  const double arriving = r.background * numeric::exp(-r.decay * r.length / r.velocity);
  return (r.limit - arriving) * (r.flow + r.outfall_flow);
}

double capacity_at_middle(const CapacityReach& r) {
  const double travel = r.length / r.velocity;
  return r.flow * (r.limit - r.background * numeric::exp(-r.decay * travel)) * numeric::exp(0.5 * r.decay * travel);
}

}  // namespace luoshi::water
