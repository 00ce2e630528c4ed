#include "assess/programme.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/error.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::assess {
namespace {

constexpr double kLargest = 1e12;  // of a level or effect in its own unit

[[noreturn]] void refuse(const std::string& what, std::size_t number, const std::string& why, const std::string& remedy) {
  throw Error{Fault::BadInput, what + " " + std::to_string(number) + " cannot be assessed (" + why + "); " + remedy};
}

bool is_between(double value, double low, double high) { return value >= low && value <= high; }

void check_measures(const Programme& programme) {
  std::vector<bool> promised(programme.measures.size());
  for (const Programme::Promise& promise : programme.promises) promised[promise.measure] = true;
  for (std::size_t m = 0; m < programme.measures.size(); ++m) {
    const Measure& measure = programme.measures[m];
    if (!is_between(measure.effect_sd, 0, 2)) refuse("measure", m, "its doubt is outside 0 to 2", "state ln units");
    if (measure.due != Draws::kNever && measure.due >= programme.periods)
      refuse("measure", m, "it is due after the last period", "add periods or leave its date open");
    const bool needs_draws = measure.standing == Standing::Sound || measure.standing == Standing::Unverified;
    if (needs_draws && !promised[m]) refuse("measure", m, "no commitment promises it", "mark it as owned by nobody");
  }
}

void check_receptors(const Programme& programme) {
  for (std::size_t r = 0; r < programme.receptors.size(); ++r) {
    const Receptor& receptor = programme.receptors[r];
    if (!(receptor.limit > 0) || receptor.limit > kLargest) refuse("receptor", r, "its limit is not positive", "correct it");
    if (receptor.target >= programme.periods) refuse("receptor", r, "its target lies after the last period", "add periods");
    if (!is_between(receptor.bend, 0, 2)) refuse("receptor", r, "its bend is outside 0 to 2", "state ln units");
    if (receptor.without.size() != programme.periods)
      refuse("receptor", r, "it needs a level for each period", "give as many levels as periods");
    for (const double level : receptor.without)
      if (!is_between(level, 0, kLargest)) refuse("receptor", r, "a level is negative or no number", "correct it");
  }
}

void check_effects(const Programme& programme) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> seen;
  for (const Response::Term& term : programme.effects.terms) {
    if (term.source >= programme.measures.size()) refuse("effect of measure", term.source, "there is none", "correct it");
    if (term.receptor >= programme.receptors.size()) refuse("effect at receptor", term.receptor, "there is none", "correct it");
    if (!is_between(term.effect, 0, kLargest))
      refuse("effect of measure", term.source, "it is negative or no number", "state how far the level falls");
    seen.emplace_back(term.source, term.receptor);
  }
  std::sort(seen.begin(), seen.end());
  const auto twice = std::adjacent_find(seen.begin(), seen.end());
  if (twice != seen.end()) refuse("effect of measure", twice->first, "it is named twice at one receptor", "add the two up");
}

}  // namespace

double error_at(const Programme& programme, std::uint32_t receptor) {
  const double model = programme.effects.model_error, bend = programme.receptors[receptor].bend;
  return bend > 0 ? numeric::sqrt(model * model + bend * bend) : model;
}

void check(const Programme& programme, const Draws& draws) {
  if (programme.periods == 0 || programme.periods > 200) refuse("programme of periods", programme.periods, "1 to 200", "correct it");
  if (draws.draws == 0 || draws.draws > 10'000'000) refuse("set of draws", draws.draws, "1 to 10,000,000", "correct it");
  if (draws.delivered_in.size() != std::size_t{draws.items} * draws.draws)
    refuse("set of draws", draws.draws, "it holds another number of deliveries", "give items × draws");
  for (const double share : {programme.kind_share, programme.error_share})
    if (!is_between(share, 0, 1)) refuse("programme of periods", programme.periods, "a share is outside 0 to 1", "correct it");
  if (!is_between(programme.effects.model_error, 0, 2))
    refuse("programme of periods", programme.periods, "the model's error is outside 0 to 2", "state ln units");
  for (const Programme::Promise& promise : programme.promises) {
    if (promise.measure >= programme.measures.size()) refuse("promise of measure", promise.measure, "there is none", "correct it");
    if (promise.commitment >= draws.items) refuse("promise by commitment", promise.commitment, "it was not drawn", "draw it");
  }
  check_measures(programme);
  check_receptors(programme);
  check_effects(programme);
}

}  // namespace luoshi::assess
