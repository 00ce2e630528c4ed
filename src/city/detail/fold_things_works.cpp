#include "city/detail/fold_kind_made.hpp"

namespace luoshi::city::detail {

template void fold_opened(Folding& into, Opened<Closure>& event);
template void step_opened<Closure>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<Measure>& event);
template void step_opened<Measure>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<Project>& event);
template void step_opened<Project>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<Capacity>& event);
template void step_opened<Capacity>(Folding& into, const Stepped& event);

}  // namespace luoshi::city::detail
