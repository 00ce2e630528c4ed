#include "city/detail/fold_kind_made.hpp"

namespace luoshi::city::detail {

template void fold_opened(Folding& into, Opened<Review>& event);
template void step_opened<Review>(Folding& into, const Stepped& event);
template void fold_opened(Folding& into, Opened<Appeal>& event);
template void step_opened<Appeal>(Folding& into, const Stepped& event);

}  // namespace luoshi::city::detail
