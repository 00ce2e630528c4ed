#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "city/command.hpp"
#include "city/event.hpp"

namespace luoshi::city {

/// The canonical bytes of an event as the ledger keeps them (docs/formats/events.md).
[[nodiscard]] std::string encode(const Event& event);

/// The name of an event's type as entries state it: statement_confirmed.
[[nodiscard]] std::string_view type_name(const EventBody& body);

/// Reads entries of the ledger, upcasting older versions to today's types. Not for use by two threads at once: it keeps
/// its buffers. @throws Error{Corrupt} naming `sequence` for an unknown type or version, or a body that does not fit.
class Decoder {
 public:
  Decoder();
  ~Decoder();
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  [[nodiscard]] Event decode(std::uint64_t sequence, std::string_view bytes);

 private:
  struct Buffers;
  std::unique_ptr<Buffers> buffers_;
};

/// Reads a command as a door sends it (docs/formats/commands.md). Unknown or over-long fields, days that do not exist and
/// wrong kinds are refused. @throws Error{BadInput}.
[[nodiscard]] Command command_from_json(const Json& json);

}  // namespace luoshi::city
