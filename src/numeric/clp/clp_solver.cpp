#include "numeric/clp/clp_solver.hpp"

#include <algorithm>
#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>

#include "numeric/reduce.hpp"

namespace luoshi::numeric {
namespace {

constexpr double kTolerance = 1e-9, kGoodEnough = 1e-13, kLargestScale = 1e10;
constexpr int kRefinements = 3;

double magnitude(double x) { return x < 0 ? -x : x; }
double as_coin(double bound) {
  return bound == kUnbounded ? COIN_DBL_MAX : bound == -kUnbounded ? -COIN_DBL_MAX : bound;
}
std::vector<double> as_coin(const std::vector<double>& bounds) {
  std::vector<double> made;
  made.reserve(bounds.size());
  for (const double bound : bounds) made.push_back(as_coin(bound));
  return made;
}

class ClpSolver final : public LpSolver {
 public:
  [[nodiscard]] LpSolution solve(const LinearProgram& p) const override {
    ClpSimplex model;
    model.setLogLevel(0);
    load(model, p);
    model.setPrimalTolerance(kTolerance);
    model.setDualTolerance(kTolerance);
    model.dual();
    LpSolution made;
    made.iterations = static_cast<std::size_t>(model.numberIterations());
    if (model.status() != 0) {
      made.status = model.status() == 1   ? LpSolution::Status::Infeasible
                    : model.status() == 2 ? LpSolution::Status::Unbounded
                                          : LpSolution::Status::Failed;
      return made;
    }
    made.status = LpSolution::Status::Optimal;
    made.x.assign(model.primalColumnSolution(), model.primalColumnSolution() + p.columns());
    made.row_price.assign(model.dualRowSolution(), model.dualRowSolution() + p.rows());
    for (int round = 0; round < kRefinements && certify(p, made).residual() > kGoodEnough; ++round)
      if (!refine(model, p, made)) break;
    return made;
  }

 private:
  static void load(ClpSimplex& model, const LinearProgram& p) {
    std::vector<CoinBigIndex> start(p.start.begin(), p.start.end());
    std::vector<int> row(p.row.begin(), p.row.end());
    const auto lower = as_coin(p.lower), upper = as_coin(p.upper), row_lower = as_coin(p.row_lower),
               row_upper = as_coin(p.row_upper);
    model.loadProblem(static_cast<int>(p.columns()), static_cast<int>(p.rows()), start.data(), row.data(),
                      p.value.data(), lower.data(), upper.data(), p.cost.data(), row_lower.data(), row_upper.data());
  }

  /// Solves for the correction, scaled up so that the solver's tolerance bites on it; keeps it only if the proof
  /// improves.
  static bool refine(ClpSimplex& model, const LinearProgram& p, LpSolution& now) {
    std::vector<CarefulSum> activity(p.rows());
    std::vector<double> cost(p.columns());
    for (std::size_t j = 0; j < p.columns(); ++j) {
      CarefulSum reduced;
      reduced.add(p.cost[j]);
      for (std::size_t k = p.start[j]; k < p.start[j + 1]; ++k) {
        activity[p.row[k]].add(p.value[k] * now.x[j]);
        reduced.add(-p.value[k] * now.row_price[p.row[k]]);
      }
      cost[j] = reduced.value();
    }
    const LpCertificate before = certify(p, now);
    const double up = std::min(kLargestScale, 1 / std::max({before.primal_violation, 1e-12}));
    const double across = std::min(kLargestScale, 1 / std::max({before.dual_violation, magnitude(before.gap), 1e-12}));
    for (std::size_t j = 0; j < p.columns(); ++j) {
      model.setColumnBounds(static_cast<int>(j), as_coin((p.lower[j] - now.x[j]) * up),
                            as_coin((p.upper[j] - now.x[j]) * up));
      model.setObjectiveCoefficient(static_cast<int>(j), cost[j] * across);
    }
    for (std::size_t i = 0; i < p.rows(); ++i)
      model.setRowBounds(static_cast<int>(i), as_coin((p.row_lower[i] - activity[i].value()) * up),
                         as_coin((p.row_upper[i] - activity[i].value()) * up));
    model.dual();
    if (model.status() != 0) return false;
    LpSolution next = now;
    next.iterations += static_cast<std::size_t>(model.numberIterations());
    for (std::size_t j = 0; j < p.columns(); ++j) next.x[j] += model.primalColumnSolution()[j] / up;
    for (std::size_t i = 0; i < p.rows(); ++i) next.row_price[i] += model.dualRowSolution()[i] / across;
    if (certify(p, next).residual() >= before.residual()) return false;
    now = std::move(next);
    return true;
  }
};

}  // namespace

std::unique_ptr<LpSolver> make_clp_solver() { return std::make_unique<ClpSolver>(); }

}  // namespace luoshi::numeric
