#include "numeric/lp.hpp"

#include <algorithm>

#include "base/contract.hpp"
#include "numeric/reduce.hpp"

namespace luoshi::numeric {
namespace {

double magnitude(double x) { return x < 0 ? -x : x; }
bool is_finite(double x) { return x - x == 0; }

}  // namespace

std::size_t LinearProgram::add_row(double row_low, double row_high) {
  expects(row_low <= row_high, "a row that something can meet");
  row_lower.push_back(row_low);
  row_upper.push_back(row_high);
  return row_lower.size() - 1;
}

std::size_t LinearProgram::add_column(double column_cost, double low, double high, const std::vector<Entry>& entries) {
  expects(is_finite(column_cost) && low <= high, "a finite cost and bounds that something can meet");
  cost.push_back(column_cost);
  lower.push_back(low);
  upper.push_back(high);
  for (const Entry& entry : entries) {
    expects(entry.row < rows() && is_finite(entry.value), "a row that exists and a finite number");
    row.push_back(entry.row);
    value.push_back(entry.value);
  }
  start.push_back(row.size());
  return cost.size() - 1;
}

LpCertificate certify(const LinearProgram& p, const LpSolution& claimed) {
  expects(claimed.x.size() == p.columns() && claimed.row_price.size() == p.rows(), "a number for every column and row");
  std::vector<CarefulSum> activity(p.rows());
  std::vector<double> largest(p.rows(), 0.0);
  CarefulSum cost, bound;
  LpCertificate made;
  for (std::size_t j = 0; j < p.columns(); ++j) {
    const double x = claimed.x[j];
    cost.add(p.cost[j] * x);
    CarefulSum reduced;
    double scale = magnitude(p.cost[j]);
    reduced.add(p.cost[j]);
    for (std::size_t k = p.start[j]; k < p.start[j + 1]; ++k) {
      const double term = p.value[k] * x;
      activity[p.row[k]].add(term);
      largest[p.row[k]] = std::max(largest[p.row[k]], magnitude(term));
      reduced.add(-p.value[k] * claimed.row_price[p.row[k]]);
      scale = std::max(scale, magnitude(p.value[k] * claimed.row_price[p.row[k]]));
    }
    for (const double off : {p.lower[j] - x, x - p.upper[j]})
      if (is_finite(off)) made.primal_violation = std::max(made.primal_violation, off / (1 + magnitude(x)));
    // A positive reduced cost is paid at the lower bound, a negative one at the upper; where there is none it must be
    // 0.
    const double d = reduced.value(), at = d > 0 ? p.lower[j] : p.upper[j];
    if (is_finite(at))
      bound.add(d * at);
    else
      made.dual_violation = std::max(made.dual_violation, magnitude(d) / (1 + scale));
  }
  for (std::size_t i = 0; i < p.rows(); ++i) {
    const double value = activity[i].value(), scale = 1 + std::max(largest[i], magnitude(value));
    for (const double off : {p.row_lower[i] - value, value - p.row_upper[i]})
      if (is_finite(off)) made.primal_violation = std::max(made.primal_violation, off / scale);
    const double y = claimed.row_price[i], at = y > 0 ? p.row_lower[i] : p.row_upper[i];
    if (is_finite(at))
      bound.add(y * at);
    else
      made.dual_violation = std::max(made.dual_violation, magnitude(y));
  }
  made.cost = cost.value();
  made.gap = (cost.value() - bound.value()) / (1 + magnitude(cost.value()));
  return made;
}

}  // namespace luoshi::numeric
