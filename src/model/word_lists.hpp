#pragma once

#include <span>

#include "model/words.hpp"

namespace luoshi {

/// All words of an enumeration, in its order, for what offers a choice. For the enumerations of words.hpp.
template <class Enum>
[[nodiscard]] std::span<const Word<Enum>> words_of();

}  // namespace luoshi
