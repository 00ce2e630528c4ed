#pragma once

#include "city/detail/folding.hpp"

// The folds of one kind. Their tables are much to compile, so they are defined in fold_kind_made.hpp and made, some kinds each,
// in the sources fold_things_*.cpp.
namespace luoshi::city::detail {

template <class Value>
void fold_opened(Folding& into, Opened<Value>& event);
template <class Value>
void step_opened(Folding& into, const Stepped& event);
/// The step of a commitment or a question.
void step_duty(Folding& into, const Stepped& event);

}  // namespace luoshi::city::detail
