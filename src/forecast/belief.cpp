#include "forecast/belief.hpp"

#include <cmath>

#include "base/contract.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::forecast {

Belief updated(const Belief& before, std::uint64_t cases, double mean, double case_spread) {
  expects(before.spread > 0 && case_spread > 0 && std::isfinite(before.mean + before.spread + mean + case_spread), "finite means, spreads above 0");
  if (cases == 0) return before;
  const double own = 1 / (before.spread * before.spread), seen = static_cast<double>(cases) / (case_spread * case_spread);
  return {(own * before.mean + seen * mean) / (own + seen), 1 / numeric::sqrt(own + seen)};
}

}  // namespace luoshi::forecast
