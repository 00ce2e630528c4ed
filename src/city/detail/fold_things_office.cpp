#include "city/detail/fold_kind_made.hpp"

namespace luoshi::city::detail {

template void fold_opened(Folding& into, Opened<Handover>& event);
template void step_opened<Handover>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<Delegation>& event);
template void step_opened<Delegation>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<Secondment>& event);
template void step_opened<Secondment>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<SectorDuty>& event);
template void step_opened<SectorDuty>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<YearTurn>& event);
template void step_opened<YearTurn>(Folding& into, const Stepped& event);

}  // namespace luoshi::city::detail
