#include "engine/event_shelf.hpp"

namespace luoshi::engine {

std::shared_ptr<const city::Event> EventShelf::at(std::uint64_t sequence) {
  Place& place = places_[sequence % places_.size()];
  {
    const std::lock_guard lock{mutex_};
    if (place.sequence == sequence && place.event) return place.event;
  }
  city::Decoder decoder;
  auto event = std::make_shared<const city::Event>(decoder.decode(sequence, ledger::entry_at(engine_.ledger(), sequence).bytes));
  const std::lock_guard lock{mutex_};
  place = {sequence, event};
  return event;
}

}  // namespace luoshi::engine
