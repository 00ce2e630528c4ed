#include "base/decimal.hpp"

#include <cmath>
#include <cstdlib>

namespace luoshi {
namespace {

__extension__ using Wide = __int128;  // products of two 18-digit coefficients, and 10^36, fit

Wide power_of_ten(int exponent) {
  Wide power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// A wide coefficient with its exponent as a Decimal, shedding trailing zeros only where the range demands it.
std::optional<Decimal> narrowed(Wide coefficient, int exponent) {
  const auto too_wide = [&] {
    return coefficient > Decimal::kCoefficientLimit || coefficient < -Decimal::kCoefficientLimit;
  };
  while ((too_wide() || exponent < -Decimal::kExponentLimit) && coefficient % 10 == 0 && coefficient != 0) {
    coefficient /= 10;
    ++exponent;
  }
  if (coefficient == 0 && exponent < -Decimal::kExponentLimit) exponent = -Decimal::kExponentLimit;
  while (exponent > Decimal::kExponentLimit && !too_wide()) {
    coefficient *= 10;
    --exponent;
  }
  if (too_wide() || exponent < -Decimal::kExponentLimit || exponent > Decimal::kExponentLimit) return std::nullopt;
  return Decimal{static_cast<std::int64_t>(coefficient), exponent};
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  std::int64_t coefficient = 0;
  int places = 0;
  bool point = false;
  bool digit_before = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      if (coefficient > kCoefficientLimit / 10) return std::nullopt;
      coefficient = coefficient * 10 + (c - '0');
      if (point && ++places > kExponentLimit) return std::nullopt;
      digit_before = true;
    } else if (c == '.' && !point && digit_before && i + 1 < text.size()) {
      point = true;
    } else if (c == ',' && !point && digit_before && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') {
      continue;
    } else {
      return std::nullopt;
    }
  }
  if (!digit_before || coefficient > kCoefficientLimit) return std::nullopt;
  return Decimal{negative ? -coefficient : coefficient, -places};
}

std::string Decimal::text() const {
  const std::string digits = std::to_string(std::llabs(coefficient_));
  std::string out;
  if (coefficient_ < 0) out += '-';
  if (exponent_ >= 0) {
    out += digits;
    if (coefficient_ != 0) out.append(static_cast<std::size_t>(exponent_), '0');
    return out;
  }
  const auto places = static_cast<std::size_t>(-exponent_);
  const std::size_t whole = digits.size() > places ? digits.size() - places : 0;
  if (whole == 0) out += '0';
  out.append(digits, 0, whole).append(1, '.');
  if (whole == 0) out.append(places - digits.size(), '0');
  return out.append(digits, whole);
}

double Decimal::to_double() const {
  // Both factors are exact up to 10^15 and 10^18, so one rounding remains for ordinary figures.
  const auto power = static_cast<double>(power_of_ten(std::abs(exponent_)));
  return exponent_ < 0 ? static_cast<double>(coefficient_) / power : static_cast<double>(coefficient_) * power;
}

Decimal Decimal::normalised() const {
  if (coefficient_ == 0) return Decimal{};
  std::int64_t coefficient = coefficient_;
  int exponent = exponent_;
  while (coefficient % 10 == 0 && exponent < kExponentLimit) {
    coefficient /= 10;
    ++exponent;
  }
  return Decimal{coefficient, exponent};
}

std::optional<Decimal> add(const Decimal& a, const Decimal& b) {
  if (a.coefficient_ == 0) return b;
  if (b.coefficient_ == 0) return a;
  const Decimal& high = a.exponent_ >= b.exponent_ ? a : b;
  const Decimal& low = a.exponent_ >= b.exponent_ ? b : a;
  const int shift = high.exponent_ - low.exponent_;
  if (shift > 20) return std::nullopt;  // 10^18 · 10^20 is the widest that 128 bits hold
  return narrowed(Wide{high.coefficient_} * power_of_ten(shift) + low.coefficient_, low.exponent_);
}

std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) {
  return narrowed(Wide{a.coefficient_} * b.coefficient_, a.exponent_ + b.exponent_);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.sign() != b.sign()) return a.sign() <=> b.sign();
  const bool a_high = a.exponent_ >= b.exponent_;
  const int shift = std::abs(a.exponent_ - b.exponent_);
  const Decimal& high = a_high ? a : b;
  // Beyond 20 places the one with the larger exponent is the larger in size, whatever the coefficients.
  if (high.coefficient_ != 0 && shift > 20) return (a_high == (a.sign() > 0)) ? std::strong_ordering::greater
                                                                            : std::strong_ordering::less;
  const Wide scaled = Wide{high.coefficient_} * power_of_ten(shift > 20 ? 0 : shift);
  const Wide left = a_high ? scaled : Wide{a.coefficient_};
  const Wide right = a_high ? Wide{b.coefficient_} : scaled;
  return left < right ? std::strong_ordering::less
                      : left > right ? std::strong_ordering::greater : std::strong_ordering::equal;
}

}  // namespace luoshi
