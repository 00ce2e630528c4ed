#pragma once

#include "city/event.hpp"
#include "model/reading.hpp"

namespace luoshi::engine {

/// What the ledger keeps of a reading: places, kinds and what is known, no words. The words stay in the archive.
[[nodiscard]] city::DocumentImported proposal_of(const Reading& reading, const Digest& source, const Digest& reading_blob,
                                                 bool sample);

/// The reader whose proposals these are; part of the key of a reading.
[[nodiscard]] std::string reader_version();

}  // namespace luoshi::engine
