#include "water/allocation.hpp"

#include <algorithm>

#include "base/contract.hpp"
#include "numeric/reduce.hpp"
#include "water/sensitivity.hpp"

namespace luoshi::water {
namespace {

constexpr double kProof = 1e-8;

/// Targets scaled to "at most 1": for oxygen both sides change sign.
struct Rows {
  std::vector<double> slope, room;  ///< slope·x ≤ room
};

Rows rows_of(const ResponseMatrix& response, const std::vector<Target>& targets, std::size_t levers,
             std::optional<std::size_t> oxygen) {
  Rows rows;
  rows.slope = response.slope;
  for (std::size_t t = 0; t < targets.size(); ++t) {
    const double sign = targets[t].species == oxygen ? -1.0 : 1.0, scale = sign / targets[t].limit;
    for (std::size_t j = 0; j < levers; ++j) rows.slope[t * levers + j] *= scale;
    rows.room.push_back((targets[t].limit - response.fixed[t]) * scale);
  }
  return rows;
}

double met(const Rows& rows, std::size_t target, std::size_t levers, const std::vector<double>& load) {
  numeric::CarefulSum sum;
  for (std::size_t j = 0; j < levers; ++j) sum.add(rows.slope[target * levers + j] * load[j]);
  return rows.room[target] - sum.value();
}

/// The target missed by most when every lever does what helps that target most; nothing when each can be met alone.
std::optional<CannotBeMet> worst_miss(const Rows& rows, const std::vector<Target>& targets,
                                      const std::vector<Lever>& levers) {
  std::optional<CannotBeMet> worst;
  std::vector<double> load(levers.size());
  for (std::size_t t = 0; t < targets.size(); ++t) {
    for (std::size_t j = 0; j < levers.size(); ++j)
      load[j] = rows.slope[t * levers.size() + j] < 0 ? levers[j].most : levers[j].least;
    const double missed = -met(rows, t, levers.size(), load) * targets[t].limit;
    if (missed > 1e-12 * targets[t].limit && (!worst || missed > worst->missed_by)) worst = CannotBeMet{t, missed};
  }
  return worst;
}

void complete(Allocation& made, const ResponseMatrix& response, const std::vector<Target>& targets,
              const std::vector<Lever>& levers, const std::vector<double>& present) {
  numeric::CarefulSum total, cost;
  for (std::size_t j = 0; j < levers.size(); ++j) {
    total.add(made.load[j]);
    cost.add(levers[j].unit_cost * (present[j] - made.load[j]));
  }
  made.total = total.value();
  made.cost = cost.value();
  for (std::size_t t = 0; t < targets.size(); ++t) {
    numeric::CarefulSum c;
    c.add(response.fixed[t]);
    for (std::size_t j = 0; j < levers.size(); ++j) c.add(response.slope[t * levers.size() + j] * made.load[j]);
    made.concentration.push_back(c.value());
  }
}

/// The largest part p with load = clamp(p·present) keeping every target: bisection on a monotone question.
AllocationAnswer equal_percentage(const Rows& rows, const std::vector<Target>& targets,
                                  const std::vector<Lever>& levers, const std::vector<double>& present) {
  Allocation made;
  const auto keeps = [&](double part) {
    made.load.assign(levers.size(), 0.0);
    for (std::size_t j = 0; j < levers.size(); ++j)
      made.load[j] = std::clamp(part * present[j], levers[j].least,
                                std::max(levers[j].least, std::min(levers[j].most, present[j])));
    for (std::size_t t = 0; t < targets.size(); ++t)
      if (met(rows, t, levers.size(), made.load) < 0) return false;
    return true;
  };
  double low = 0, high = 1;
  if (!keeps(1) && keeps(0))
    for (int round = 0; round < 200; ++round) {
      const double middle = 0.5 * (low + high);
      if (middle == low || middle == high) break;
      (keeps(middle) ? low : high) = middle;
    }
  else
    low = keeps(1) ? 1 : 0;
  if (!keeps(low)) return CannotBeMet{targets.size(), 0};
  return made;
}

/// Loads are counted in units of the largest, so that the solver's tolerance means the same for a brook and a sea.
struct Units {
  double load = 0, cost = 0;
};
Units units_of(const std::vector<Lever>& levers, Principle principle) {
  Units units;
  for (const Lever& lever : levers) {
    units.load = std::max(units.load, lever.most);
    units.cost = std::max(units.cost, lever.unit_cost);
  }
  if (units.load == 0) units.load = 1;
  if (principle == Principle::LargestLoad || units.cost == 0) units.cost = 1;
  return units;
}

numeric::LinearProgram program_of(const Rows& rows, const std::vector<Lever>& levers,
                                  const std::vector<double>& present, Principle principle, double fairness,
                                  const Units& units) {
  using Entries = std::vector<numeric::LinearProgram::Entry>;
  numeric::LinearProgram program;
  for (const double room : rows.room) program.add_row(-numeric::kUnbounded, room);
  const bool fair = principle == Principle::FairLeastCost;
  const std::size_t targets = rows.room.size();
  for (std::size_t j = 0; fair && j < levers.size(); ++j) {
    program.add_row(-numeric::kUnbounded, fairness);  // part − p ≤ fairness
    program.add_row(-fairness, numeric::kUnbounded);  // part − p ≥ −fairness
  }
  Entries common;
  for (std::size_t j = 0; j < levers.size(); ++j) {
    Entries entries;
    for (std::size_t t = 0; t < targets; ++t)
      if (const double slope = rows.slope[t * levers.size() + j]; slope != 0)
        entries.push_back({t, slope * units.load});
    if (fair && present[j] > 0)
      for (const std::size_t row : {targets + 2 * j, targets + 2 * j + 1}) {
        entries.push_back({row, units.load / present[j]});
        common.push_back({row, -1});
      }
    const bool largest = principle == Principle::LargestLoad;
    const double most = largest ? levers[j].most : std::min(levers[j].most, std::max(present[j], levers[j].least));
    program.add_column(largest ? -1.0 : -levers[j].unit_cost / units.cost, levers[j].least / units.load,
                       most / units.load, entries);
  }
  if (fair) program.add_column(0, -numeric::kUnbounded, numeric::kUnbounded, common);
  return program;
}

}  // namespace

ResponseMatrix response_matrix(const SteadyModel& model, const std::vector<Target>& targets,
                               const std::vector<Lever>& levers) {
  ResponseMatrix made;
  made.slope.assign(targets.size() * levers.size(), 0.0);
  const std::size_t species = model.species();
  for (std::size_t t = 0; t < targets.size(); ++t) {
    const Sensitivity to = sensitivity(model, targets[t].reach, targets[t].species);
    if (!to.anoxic.empty() && !made.not_linear) made.not_linear = NotLinear{t, to.anoxic.front()};
    numeric::CarefulSum fixed;
    fixed.add(model.concentration(targets[t].reach, targets[t].species));
    for (std::size_t j = 0; j < levers.size(); ++j) {
      const Source& source = model.network().sources[levers[j].source];
      const double slope =
          (source.kind == SourceKind::Point ? to.point : to.diffuse)[source.reach * species + levers[j].species];
      made.slope[t * levers.size() + j] = slope;
      fixed.add(-slope * source.load[levers[j].species]);
    }
    made.fixed.push_back(fixed.value());
  }
  return made;
}

AllocationAnswer allocate(const ResponseMatrix& response, const std::vector<Target>& targets,
                          const std::vector<Lever>& levers, const std::vector<double>& present,
                          std::optional<std::size_t> oxygen, Principle principle, const numeric::LpSolver& solver,
                          double fairness) {
  expects(!targets.empty() && !levers.empty() && present.size() == levers.size(), "targets, levers and their loads");
  for (const Lever& lever : levers) expects(lever.least >= 0 && lever.least <= lever.most, "a lever that can move");
  if (response.not_linear) return *response.not_linear;
  const Rows rows = rows_of(response, targets, levers.size(), oxygen);
  if (const auto missed = worst_miss(rows, targets, levers)) return *missed;
  if (principle == Principle::EqualPercentage) {
    AllocationAnswer made = equal_percentage(rows, targets, levers, present);
    if (auto* found = std::get_if<Allocation>(&made)) complete(*found, response, targets, levers, present);
    return made;
  }

  const Units units = units_of(levers, principle);
  const numeric::LinearProgram program = program_of(rows, levers, present, principle, fairness, units);
  const numeric::LpSolution solution = solver.solve(program);
  if (solution.status == numeric::LpSolution::Status::Infeasible) return CannotBeMet{targets.size(), 0};
  if (solution.status != numeric::LpSolution::Status::Optimal) return NoProof{numeric::kUnbounded};
  Allocation made;
  made.certificate = numeric::certify(program, solution);
  if (!(made.certificate.residual() <= kProof)) return NoProof{made.certificate.residual()};
  for (std::size_t j = 0; j < levers.size(); ++j)
    made.load.push_back(std::clamp(solution.x[j] * units.load, levers[j].least, levers[j].most));
  for (std::size_t t = 0; t < targets.size(); ++t)
    made.price.push_back(-solution.row_price[t] / targets[t].limit * units.load * units.cost);
  complete(made, response, targets, levers, present);
  return made;
}

AllocationAnswer allocate(const SteadyModel& model, const std::vector<Target>& targets,
                          const std::vector<Lever>& levers, Principle principle, const numeric::LpSolver& solver,
                          double fairness) {
  std::vector<double> present;
  for (const Lever& lever : levers) present.push_back(model.network().sources[lever.source].load[lever.species]);
  return allocate(response_matrix(model, targets, levers), targets, levers, present, model.kinetics().oxygen, principle,
                  solver, fairness);
}

}  // namespace luoshi::water
