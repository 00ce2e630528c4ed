#include "city/detail/fold_kind_made.hpp"

namespace luoshi::city::detail {

template void fold_opened(Folding& into, Opened<Problem>& event);
template void step_opened<Problem>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<Incident>& event);
template void step_opened<Incident>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<Hazard>& event);
template void step_opened<Hazard>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<Survey>& event);
template void step_opened<Survey>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<SpotCheck>& event);
template void step_opened<SpotCheck>(Folding& into, const Stepped& event);

}  // namespace luoshi::city::detail
