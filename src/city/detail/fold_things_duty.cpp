#include "city/detail/fold_kind_made.hpp"

namespace luoshi::city::detail {

void step_duty(Folding& into, const Stepped& event) {
  if (event.step->kind() == Kind::Commitment) step(into, into.city.commitments, event);
  else step(into, into.city.questions, event);
}

template void fold_opened(Folding& into, Opened<Ask>& event);
template void step_opened<Ask>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<Pledge>& event);
template void step_opened<Pledge>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<Deliverable>& event);
template void step_opened<Deliverable>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<StandingRule>& event);
template void step_opened<StandingRule>(Folding& into, const Stepped& event);

}  // namespace luoshi::city::detail
