#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "numeric/lp.hpp"
#include "water/model.hpp"

namespace luoshi::water {

/// One concentration that must hold (控制断面): `species` at the end of `reach` at most `limit` kg/m³; oxygen: at
/// least.
struct Target {
  std::size_t reach, species;
  double limit;
};

/// A load that may be changed: species t of a source between `least` and `most` kg/s; a kg/s less costs `unit_cost`.
struct Lever {
  std::size_t source, species;
  double least = 0, most = 0;
  double unit_cost = 1;
};

/// What is best (分配原则). All keep every target; a lever's present load is where reductions start from.
enum class Principle {
  LargestLoad,      ///< the most that may be discharged in all (纳污能力)
  LeastCost,        ///< the cheapest reductions
  EqualPercentage,  ///< every lever keeps the same part of its load, the largest part that will do (等比例削减)
  FairLeastCost     ///< the cheapest reductions, kept parts no further from one another than `fairness`
};

/// Why no answer exists: with every lever doing what helps it most, this target is still missed by so much (kg/m³).
/// That is its own proof. `target` = the number of targets when each could be met alone but not all (or not fairly)
/// together.
struct CannotBeMet {
  std::size_t target;
  double missed_by;
};
/// The targets stand on the linear answer, which does not hold where oxygen runs out: there the question must wait.
struct NotLinear {
  std::size_t target, reach;
};
/// The solver's claim did not survive the check, or it gave none.
struct NoProof {
  double residual;
};

struct Allocation {
  std::vector<double> load;  ///< by lever, kg/s
  double total = 0, cost = 0;
  /// By target: the concentration by the linear answer, and the shadow price: how much the total (LargestLoad) grows or
  /// the cost (others) falls for each kg/m³ the limit is eased. Empty prices for EqualPercentage, which needs no
  /// solver.
  std::vector<double> concentration, price;
  numeric::LpCertificate certificate;
};
using AllocationAnswer = std::variant<Allocation, CannotBeMet, NotLinear, NoProof>;

/// The response of every target to every lever: row by row, d C / d load, and the part of C that no lever moves.
struct ResponseMatrix {
  std::vector<double> slope;  ///< targets × levers
  std::vector<double> fixed;
  std::optional<NotLinear> not_linear;
};
[[nodiscard]] ResponseMatrix response_matrix(const SteadyModel& model, const std::vector<Target>& targets,
                                             const std::vector<Lever>& levers);

/// The best loads. An answer is accepted only when `certify` leaves at most 1e-8.
/// `fairness` (a part, 0 … 1) serves FairLeastCost. Requires levers with least ≤ most and targets.
[[nodiscard]] AllocationAnswer allocate(const SteadyModel& model, const std::vector<Target>& targets,
                                        const std::vector<Lever>& levers, Principle principle,
                                        const numeric::LpSolver& solver, double fairness = 0);

/// The same from a matrix already made: for many questions of one network.
[[nodiscard]] AllocationAnswer allocate(const ResponseMatrix& response, const std::vector<Target>& targets,
                                        const std::vector<Lever>& levers, const std::vector<double>& present,
                                        std::optional<std::size_t> oxygen, Principle principle,
                                        const numeric::LpSolver& solver, double fairness = 0);

}  // namespace luoshi::water
