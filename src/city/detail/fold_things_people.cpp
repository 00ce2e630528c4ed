#include "city/detail/fold_kind_made.hpp"

namespace luoshi::city::detail {

template void fold_opened(Folding& into, Opened<Merit>& event);
template void step_opened<Merit>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<Consent>& event);
template void step_opened<Consent>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<Satisfaction>& event);
template void step_opened<Satisfaction>(Folding& into, const Stepped& event);

}  // namespace luoshi::city::detail
