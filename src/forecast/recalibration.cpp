#include "forecast/recalibration.hpp"

#include <algorithm>

namespace luoshi::forecast {
namespace {

constexpr double kPriorCases = 60;
constexpr int kRounds = 50;
constexpr double kLeastRange = 1e-9;

}  // namespace

PitRange pit_range(const Outlook& outlook, std::optional<DayNumber> came, DayNumber until) {
  if (came && *came <= until) return {outlook.by(*came - 1), outlook.by(*came), 1.0};
  return {outlook.by(until), 1.0, 1.0};
}

Recalibration::Recalibration() {
  for (std::size_t i = 0; i <= kSteps; ++i) at_[i] = static_cast<double>(i) / kSteps;
}

Recalibration Recalibration::learn(std::span<const PitRange> past, const Recalibration& whole) {
  Recalibration made;
  std::array<double, kSteps> height;
  height.fill(1.0 / kSteps);
  for (int round = 0; round < kRounds; ++round) {
    std::array<double, kSteps> count;
    for (std::size_t i = 0; i < kSteps; ++i) count[i] = kPriorCases * (whole.at_[i + 1] - whole.at_[i]);
    double total = kPriorCases;
    for (const PitRange& each : past) {
      // The case is shared among the steps its range touches, in proportion to what is now believed of them.
      const double low = std::min(each.low, 1 - kLeastRange), high = std::max(each.high, low + kLeastRange);
      const auto first = static_cast<std::size_t>(low * kSteps);
      const auto last = std::min(kSteps - 1, static_cast<std::size_t>(high * kSteps));
      std::array<double, kSteps> share{};
      double sum = 0;
      for (std::size_t i = first; i <= last; ++i) {
        const double inside = std::min(high, static_cast<double>(i + 1) / kSteps) - std::max(low, static_cast<double>(i) / kSteps);
        share[i] = height[i] * std::max(0.0, inside);
        sum += share[i];
      }
      if (!(sum > 0)) continue;
      for (std::size_t i = first; i <= last; ++i) count[i] += each.weight * share[i] / sum;
      total += each.weight;
    }
    for (std::size_t i = 0; i < kSteps; ++i) height[i] = count[i] / total;
  }
  for (std::size_t i = 0; i < kSteps; ++i) made.at_[i + 1] = std::min(1.0, made.at_[i] + height[i]);
  made.at_[kSteps] = 1.0;
  return made;
}

double Recalibration::operator()(double chance) const {
  const double place = std::clamp(chance, 0.0, 1.0) * kSteps;
  const auto step = std::min(kSteps - 1, static_cast<std::size_t>(place));
  return at_[step] + (at_[step + 1] - at_[step]) * (place - static_cast<double>(step));
}

Outlook Recalibration::applied(const Outlook& outlook) const {
  std::vector<Outlook::Knot> knots;
  for (const Outlook::Knot& knot : outlook.knots()) {
    const double chance = (*this)(knot.chance);
    knots.push_back({knot.day, knots.empty() ? chance : std::max(chance, knots.back().chance)});
  }
  return Outlook{std::move(knots)};
}

}  // namespace luoshi::forecast
