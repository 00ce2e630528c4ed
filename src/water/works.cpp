#include "water/works.hpp"

#include <algorithm>

#include "base/contract.hpp"

namespace luoshi::water {
namespace {

bool is_part(double x) { return x >= 0 && x <= 1; }

}  // namespace

std::vector<double> SewageBalance::to_river() const {
  std::vector<double> sum = direct;
  for (const auto* way : {&leaked, &overflowed, &effluent, &bypassed})
    for (std::size_t s = 0; s < sum.size(); ++s) sum[s] += (*way)[s];
  return sum;
}

SewageBalance route_sewage(const Generation& made, const SewerCatchment& sewers, const TreatmentWorks& works) {
  expects(is_part(sewers.collected) && is_part(sewers.leaked) && is_part(sewers.overflowed), "parts from 0 to 1");
  expects(works.removed.size() == made.load.size(), "a removal of every species");
  expects(made.flow >= 0 && sewers.infiltration >= 0 && works.capacity >= 0, "flows of at least 0");
  SewageBalance out;
  const double kept = sewers.collected * (1 - sewers.leaked), piped = kept * (1 - sewers.overflowed);
  out.to_works = made.flow * piped + sewers.infiltration;
  out.treated = std::min(out.to_works, works.capacity);
  const double through = out.to_works > 0 ? out.treated / out.to_works : 0.0;
  for (std::size_t s = 0; s < made.load.size(); ++s) {
    expects(is_part(works.removed[s]) && made.load[s] >= 0, "a removal from 0 to 1 of a load of at least 0");
    const double load = made.load[s], arriving = load * piped, treated = arriving * through;
    out.direct.push_back(load * (1 - sewers.collected));
    out.leaked.push_back(load * sewers.collected * sewers.leaked);
    out.overflowed.push_back(load * kept * sewers.overflowed);
    out.removed.push_back(treated * works.removed[s]);
    out.effluent.push_back(treated * (1 - works.removed[s]));
    out.bypassed.push_back(arriving - treated);
  }
  if (out.to_works > 0 && !made.load.empty()) out.inflow_strength = made.load[0] * piped / out.to_works;
  return out;
}

std::vector<double> captured_by(const Generation& made, const SewerCatchment& before,
                                const TreatmentWorks& works_before, const SewerCatchment& after,
                                const TreatmentWorks& works_after) {
  std::vector<double> change = route_sewage(made, before, works_before).to_river();
  const std::vector<double> left = route_sewage(made, after, works_after).to_river();
  for (std::size_t s = 0; s < change.size(); ++s) change[s] -= left[s];
  return change;
}

}  // namespace luoshi::water
