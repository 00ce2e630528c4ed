#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "city/city.hpp"

namespace luoshi::city {

/// A digest of everything a city holds: equal cities, equal digests, on every machine. (The indexes follow from the rest
/// and are not in it.)
[[nodiscard]] Digest digest_of(const City& city);

/// The bytes of a checkpoint: the city as it stands at the ledger's root `root`. A cache and nothing more: it can be
/// deleted at any time, and is read only by a program whose fold is the same code (the digest of its sources is in it). Never shown, never in a backup.
[[nodiscard]] std::string save_checkpoint(const City& city, const Digest& root);

/// The city of a checkpoint, with its indexes. Nothing where the bytes are damaged, of another fold, or of another
/// root: fold the ledger then. Whoever loads compares `events` with the ledger's size and folds the entries after it.
[[nodiscard]] std::optional<City> load_checkpoint(std::string_view bytes, const Digest& root);

}  // namespace luoshi::city
