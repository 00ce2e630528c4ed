#include "forecast/slip_model.hpp"

#include <algorithm>

#include "base/contract.hpp"
#include "forecast/detail/slip_fit.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::forecast {

std::optional<Standing> standing_at(const History& history, std::size_t index) {
  expects(index < history.reports.size(), "a report that exists");
  const Report& report = history.reports[index];
  if (!report.planned) return std::nullopt;
  Standing at;
  at.on = report.on, at.planned = *report.planned, at.started = report.started;
  at.type = report.type, at.body = report.body, at.rating = report.rating, at.progress = report.progress;
  std::optional<DayNumber> last;
  for (std::size_t i = 0; i <= index; ++i) {
    const auto& planned = history.reports[i].planned;
    if (!planned) continue;
    if (!last) {
      at.first_on = history.reports[i].on;
      at.first_planned = *planned;
    } else {
      ++at.intervals;
      at.moved_later += *planned > *last;
      at.moved_earlier += *planned < *last;
    }
    last = planned;
  }
  return at;
}

struct SlipModel::Fit {
  detail::Layout layout;
  detail::Parameters parameters;
};

SlipModel::SlipModel(std::unique_ptr<Fit> fit) : fit_{std::move(fit)} {}
SlipModel::SlipModel(SlipModel&&) noexcept = default;
SlipModel& SlipModel::operator=(SlipModel&&) noexcept = default;
SlipModel::~SlipModel() = default;

SlipModel SlipModel::learn(std::span<const Episode> episodes, double uplift, std::uint64_t seed) {
  detail::Layout layout{episodes};
  auto parameters = detail::learn_parameters(layout, episodes, uplift, seed);
  return SlipModel{std::make_unique<Fit>(Fit{std::move(layout), std::move(parameters)})};
}

Outlook SlipModel::outlook(const Standing& at, DayNumber alive) const {
  using namespace detail;
  alive = std::max(alive, at.on);
  const PlanTime time{at};
  std::vector<DayNumber> days = time.knots();
  days.erase(std::remove_if(days.begin(), days.end(), [&](DayNumber day) { return day <= alive; }), days.end());
  if (days.empty()) days.push_back(alive + 1);
  std::vector<PlanTime::Reach> reaches;
  for (const DayNumber day : days) reaches.push_back(time.reach(day));
  const auto from = alive > at.on ? time.reach(alive) : PlanTime::Reach{time.first, 0.0};
  std::array<std::vector<Layout::Term>, kRegimes> terms;
  for (std::size_t regime = 0; regime < kRegimes; ++regime) terms[regime] = fit_->layout.terms(at, regime);

  std::vector<double> alive_after(days.size(), 0.0);
  double alive_at_start = 0;
  std::array<double, kStretches> rate{}, behind{};
  for (const std::vector<double>& draw : fit_->parameters.draws) {
    std::array<double, kRegimes> shift{};
    for (std::size_t regime = 0; regime < kRegimes; ++regime)
      for (const Layout::Term& term : terms[regime]) shift[regime] += term.factor * draw[term.parameter];
    double hazard = 0;
    for (std::size_t s = time.first; s < kStretches; ++s) {
      rate[s] = numeric::exp(std::clamp(draw[s] + shift[static_cast<std::size_t>(regime_of(s))], -40.0, 40.0));
      behind[s] = hazard;
      hazard += rate[s];
    }
    const auto hazard_at = [&](const PlanTime::Reach& reach) { return behind[reach.stretch] + reach.part * rate[reach.stretch]; };
    // Draws under which it would hardly be alive still count for less.
    alive_at_start += numeric::exp(-hazard_at(from));
    for (std::size_t i = 0; i < days.size(); ++i) alive_after[i] += numeric::exp(-hazard_at(reaches[i]));
  }
  std::vector<Outlook::Knot> knots{{alive, 0.0}};
  for (std::size_t i = 0; i < days.size(); ++i) {
    const double chance = alive_at_start > 0 ? 1.0 - alive_after[i] / alive_at_start : 0.0;
    knots.push_back({days[i], std::clamp(chance, knots.back().chance, 1.0)});
  }
  return Outlook{std::move(knots)};
}

}  // namespace luoshi::forecast
