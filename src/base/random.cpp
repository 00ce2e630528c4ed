#include "base/random.hpp"

#include <bit>
#include <cmath>

#include "base/contract.hpp"

namespace luoshi {
namespace {

constexpr std::uint32_t kMultiplier0 = 0xD2511F53;
constexpr std::uint32_t kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85;

// ln x for x > 0, by ln x = e·ln 2 + 2·atanh((m−1)/(m+1)) with m in [√½, √2): the series in the eighth power is below
// one unit in the last place there. Only + − × ÷, so the bits are the same on every machine.
double natural_log(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  int exponent = static_cast<int>(bits >> 52U) - 1023;
  double m = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    ++exponent;
  }
  const double s = (m - 1.0) / (m + 1.0);
  const double s2 = s * s;
  double series = 0.0;
  for (int k = 23; k >= 1; k -= 2) series = series * s2 + 1.0 / k;
  constexpr double kLn2High = 6.93147180369123816490e-01;
  constexpr double kLn2Low = 1.90821492927058770002e-10;
  return exponent * kLn2High + (2.0 * s * series + exponent * kLn2Low);
}

template <std::size_t N>
double polynomial(const std::array<double, N>& c, double x) {
  double value = c[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) value = value * x + c[i];
  return value;
}

}  // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t product0 = std::uint64_t{kMultiplier0} * counter[0];
    const std::uint64_t product1 = std::uint64_t{kMultiplier1} * counter[2];
    counter = {static_cast<std::uint32_t>(product1 >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(product1),
               static_cast<std::uint32_t>(product0 >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(product0)};
    key[0] += kWeyl0;
    key[1] += kWeyl1;
  }
  return counter;
}

std::uint32_t Random::word() {
  if (used_ == 4) {
    words_ = philox({static_cast<std::uint32_t>(block_), static_cast<std::uint32_t>(block_ >> 32U),
                     static_cast<std::uint32_t>(stream_), static_cast<std::uint32_t>(stream_ >> 32U)},
                    {static_cast<std::uint32_t>(key_), static_cast<std::uint32_t>(key_ >> 32U)});
    ++block_;
    used_ = 0;
  }
  return words_[used_++];
}

std::uint64_t Random::word64() {
  const std::uint64_t low = word();
  return low | (std::uint64_t{word()} << 32U);
}

double Random::uniform() { return static_cast<double>(word64() >> 11U) * 0x1.0p-53; }

double Random::uniform(double low, double high) {
  expects(low <= high, "uniform(low, high) with low <= high");
  return low + (high - low) * uniform();
}

std::uint64_t Random::below(std::uint64_t bound) {
  expects(bound >= 1, "below(bound) with bound >= 1");
  // Words under 2^64 mod bound would make small results more likely than large ones: draw again.
  const std::uint64_t reject = (0 - bound) % bound;
  std::uint64_t drawn = word64();
  while (drawn < reject) drawn = word64();
  return drawn % bound;
}

double Random::normal() {
  // The middle of one of 2^53 equal cells: never 0 or 1.
  return normal_quantile((static_cast<double>(word64() >> 11U) + 0.5) * 0x1.0p-53);
}

double normal_quantile(double p) {
  expects(p > 0.0 && p < 1.0, "a probability strictly between 0 and 1");
  static constexpr std::array a = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                   1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                   3.3430575583588128105e+4, 2.5090809287301226727e+3};
  static constexpr std::array b = {1.0,                      4.2313330701600911252e+1, 6.8718700749205790830e+2,
                                   5.3941960214247511077e+3, 2.1213794301586595867e+4, 3.9307895800092710610e+4,
                                   2.8729085735721942674e+4, 5.2264952788528545610e+3};
  static constexpr std::array c = {1.42343711074968357734e0,  4.63033784615654529590e0,  5.76949722146069140550e0,
                                   3.64784832476320460504e0,  1.27045825245236838258e0,  2.41780725177450611770e-1,
                                   2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr std::array d = {1.0,                       2.05319162663775882187e0,  1.67638483018380384940e0,
                                   6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2,
                                   5.47593808499534494600e-4, 1.05075007164441684324e-9};
  static constexpr std::array e = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                   2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                   2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr std::array f = {1.0,                       5.99832206555887937690e-1, 1.36929880922735805310e-1,
                                   1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
                                   1.42151175831644588870e-7, 2.04426310338993978564e-15};
  const double q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
  }
  const double tail = std::sqrt(-natural_log(q < 0 ? p : 1.0 - p));  // sqrt is exact by IEEE 754
  const double x = tail <= 5.0 ? polynomial(c, tail - 1.6) / polynomial(d, tail - 1.6)
                               : polynomial(e, tail - 5.0) / polynomial(f, tail - 5.0);
  return q < 0 ? -x : x;
}

}  // namespace luoshi
