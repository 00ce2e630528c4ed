#pragma once

#include <cstdint>

#include "city/detail/values.hpp"
#include "city/kinds.hpp"

// The fields of what opens a thing of each kind, as in fields.hpp: names sorted.
namespace luoshi::city::detail {

template <class IO, Is<Ask> T>
void fields(IO& io, T& ask) {
  io("answerer", ask.answerer);
  io("asker", ask.asker);
  io("blocks", ask.blocks);
  io("due", ask.due);
  io("outside", ask.outside);
  io("paper", ask.paper);
  io("source", ask.source);
  io("what", ask.what);
}

}  // namespace luoshi::city::detail
