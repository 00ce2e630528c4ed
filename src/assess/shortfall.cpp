#include <algorithm>
#include <array>
#include <map>

#include "assess/joint.hpp"
#include "base/contract.hpp"
#include "numeric/executor.hpp"

// The shortfall of a target and what would help: `Assessment`'s answers about causes.
namespace luoshi::assess {
namespace {

enum Cause : unsigned { Nobody = 1, Waiting = 2, Late = 4, Unverified = 8 };
constexpr unsigned kSubsets = 16;

unsigned size_of(unsigned set) {
  unsigned size = 0;
  for (; set != 0; set &= set - 1) ++size;
  return size;
}

// Shapley's value of one cause, in units of 1 ⁄ (24 · draws): |S|! (3 − |S|)! of 4! orders put it after just S.
std::int64_t shapley(const std::array<std::int64_t, kSubsets>& met, unsigned cause) {
  constexpr std::array<std::int64_t, 4> kOrders{6, 2, 2, 6};
  std::int64_t total = 0;
  for (unsigned set = 0; set < kSubsets; ++set)
    if ((set & cause) == 0) total += kOrders[size_of(set)] * (met[set | cause] - met[set]);
  return total;
}

void largest_first(std::vector<Gain>& gains) {
  std::stable_sort(gains.begin(), gains.end(), [](const Gain& a, const Gain& b) {
    return a.receptor != b.receptor ? a.receptor < b.receptor : a.gain > b.gain;
  });
}

}  // namespace

Split Assessment::split(std::uint32_t r) const {
  expects(r < stores_.size(), "a receptor of the programme");
  const Store& store = stores_[r];
  const std::uint32_t target = programme_.receptors[r].target;
  const std::size_t n = draws();
  std::array<std::int64_t, kSubsets> met{};
  numeric::for_each_piece(kSubsets, 1, threads_, [&](std::size_t begin, std::size_t end) {
    for (std::size_t set = begin; set < end; ++set) {
      const auto row = [&](Row name) { return std::span{store.at_target}.subspan(name * n, n); };
      const bool late = (set & Late) != 0;
      const auto sound = row(late ? SoundOnTime : SoundDrawn);
      const auto claimed = row((set & Unverified) != 0 ? UnverifiedAll : late ? UnverifiedOnTime : UnverifiedDrawn);
      const auto waiting = row(late ? WaitingOnTime : WaitingDrawn), nobody = row(NobodyAll);
      std::vector<Units> falls(n);
      for (std::size_t i = 0; i < n; ++i)
        falls[i] = sound[i] + claimed[i] + ((set & Waiting) != 0 ? waiting[i] : 0) + ((set & Nobody) != 0 ? nobody[i] : 0);
      met[set] = static_cast<std::int64_t>(count(r, target, falls));
    }
  });
  const double whole = 24.0 * static_cast<double>(n);
  Split split;
  split.nobody = static_cast<double>(shapley(met, Nobody)) / whole;
  split.waiting = static_cast<double>(shapley(met, Waiting)) / whole;
  split.late = static_cast<double>(shapley(met, Late)) / whole;
  split.unverified = static_cast<double>(shapley(met, Unverified)) / whole;
  const double rest = static_cast<double>(static_cast<std::int64_t>(n) - met[kSubsets - 1]) / static_cast<double>(n);
  (suffices_without_doubt(r) ? split.doubt : split.too_little) = rest;
  return split;
}

bool Assessment::suffices_without_doubt(std::uint32_t r) const {
  const Receptor& receptor = programme_.receptors[r];
  double fall = 0;
  for (const Response::Term& term : programme_.effects.terms) {
    const Measure& measure = programme_.measures[term.source];
    const bool stands = measure.due <= receptor.target || measure.standing == Standing::Nobody ||
                        measure.standing == Standing::Unverified;
    if (term.receptor == r && stands) fall += term.effect * scale_[term.source];
  }
  return receptor.without[receptor.target] - fall <= receptor.limit;
}

std::vector<Assessment::Units> Assessment::met_at_target(std::uint32_t r) const {
  const std::size_t n = draws();
  std::vector<Units> falls(n);
  for (std::size_t i = 0; i < n; ++i)
    falls[i] = stores_[r].at_target[SoundDrawn * n + i] + stores_[r].at_target[UnverifiedDrawn * n + i];
  return falls;
}

// Adds to `more` what the measure would bring beyond what it brings as drawn.
void Assessment::add_if_sure(std::uint32_t m, const Effects& effects, const Touch& touch, std::span<Units> more) const {
  const Measure& measure = programme_.measures[m];
  const std::uint32_t target = programme_.receptors[touch.receptor].target;
  const double per_factor = touch.effect * scale_[m] / stores_[touch.receptor].quantum;
  const bool sure = measure.due <= target || measure.standing == Standing::Nobody || measure.standing == Standing::Unverified;
  const bool counted = measure.standing == Standing::Sound || measure.standing == Standing::Unverified;
  for (std::size_t i = 0; i < more.size(); ++i) {
    const bool stands = effects.stands_from[i] <= target;
    const bool brings = sure ? !(counted && stands) : !counted && stands;
    if (brings) more[i] += static_cast<Units>(per_factor * effects.factor[i]);
  }
}

double Assessment::met_if_sure(std::uint32_t r, std::span<const std::uint32_t> measures) const {
  expects(r < stores_.size(), "a receptor of the programme");
  std::vector<Units> falls = met_at_target(r);
  std::vector<std::uint32_t> each(measures.begin(), measures.end());
  std::sort(each.begin(), each.end());
  each.erase(std::unique(each.begin(), each.end()), each.end());
  for (const std::uint32_t m : each) {
    expects(m < touches_.size(), "a measure of the programme");
    for (const Touch& touch : touches_[m])
      if (touch.receptor == r) add_if_sure(m, effects_of(m), touch, falls);
  }
  return static_cast<double>(count(r, programme_.receptors[r].target, falls)) / static_cast<double>(draws());
}

Gains Assessment::gains(std::span<const std::uint32_t> receptors) const {
  const std::size_t n = draws();
  std::vector<std::vector<Gain>> by_measure(touches_.size());
  std::vector<std::vector<Units>> base(stores_.size());
  std::vector<std::size_t> met(stores_.size());
  for (const std::uint32_t r : receptors) {
    expects(r < stores_.size(), "a receptor of the programme");
    base[r] = met_at_target(r);
    met[r] = count(r, programme_.receptors[r].target, base[r]);
  }
  std::map<std::uint32_t, std::vector<std::uint32_t>> of_body;
  for (std::uint32_t m = 0; m < touches_.size(); ++m) of_body[programme_.measures[m].body].push_back(m);
  std::vector<std::vector<Gain>> by_body(of_body.size());
  std::vector<std::pair<std::uint32_t, std::vector<std::uint32_t>>> bodies(of_body.begin(), of_body.end());
  const auto gain_at = [&](std::uint32_t r, std::span<const Units> falls, std::uint32_t of, std::vector<Gain>& into) {
    const std::size_t now = count(r, programme_.receptors[r].target, falls);
    if (now != met[r]) into.push_back({r, of, static_cast<double>(now - met[r]) / static_cast<double>(n)});
  };
  numeric::for_each_piece(bodies.size(), 1, threads_, [&](std::size_t begin, std::size_t end) {
    std::vector<Units> alone;
    for (std::size_t b = begin; b < end; ++b) {
      std::map<std::uint32_t, std::vector<Units>> together;
      for (const std::uint32_t m : bodies[b].second) {
        if (std::none_of(touches_[m].begin(), touches_[m].end(), [&](const Touch& t) { return !base[t.receptor].empty(); }))
          continue;
        const Effects effects = effects_of(m);
        for (const Touch& touch : touches_[m]) {
          if (base[touch.receptor].empty()) continue;
          alone.assign(n, 0);
          add_if_sure(m, effects, touch, alone);
          std::vector<Units>& all = together.try_emplace(touch.receptor, base[touch.receptor]).first->second;
          for (std::size_t i = 0; i < n; ++i) {
            all[i] += alone[i];
            alone[i] += base[touch.receptor][i];
          }
          gain_at(touch.receptor, alone, m, by_measure[m]);
        }
      }
      for (const auto& [r, falls] : together) gain_at(r, falls, bodies[b].first, by_body[b]);
    }
  });
  Gains gains;
  for (const auto& list : by_measure) gains.measures.insert(gains.measures.end(), list.begin(), list.end());
  for (const auto& list : by_body) gains.bodies.insert(gains.bodies.end(), list.begin(), list.end());
  largest_first(gains.measures);
  largest_first(gains.bodies);
  return gains;
}

}  // namespace luoshi::assess
