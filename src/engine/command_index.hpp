#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace luoshi::engine {

/// Which commands were carried out, and where: command id → sequence of its first event, in 8 bytes a slot, so that ten
/// years of them fit in memory (5 million commands: 64 MiB; as strings in a hash map some 600).
///
/// Of an id only 32 bits of a hash are kept: `find` names *candidates*, and whoever asks compares the id with the one in
/// the ledger. Among n commands kept, a new id meets a wrong candidate about n ÷ 4.3·10⁹ times (one in 860 for 5 million).
/// Invariant: every id added is among its own candidates.
class CommandIndex {
 public:
  /// Requires sequence > 0.
  void add(std::string_view id, std::uint32_t sequence);

  /// Calls `is_it(sequence)` for each candidate until it returns true; that sequence, or 0.
  template <class IsIt>
  [[nodiscard]] std::uint32_t find(std::string_view id, IsIt is_it) const {
    if (slots_.empty()) return 0;
    const std::uint32_t tag = tag_of(id);
    for (std::size_t at = place_of(tag); slots_[at].sequence != 0; at = next(at))
      if (slots_[at].tag == tag && is_it(slots_[at].sequence)) return slots_[at].sequence;
    return 0;
  }

  [[nodiscard]] std::size_t size() const { return size_; }

  /// All of it as bytes, little-endian, and back.
  [[nodiscard]] std::string bytes() const;
  /// Requires what `bytes` wrote.
  [[nodiscard]] static CommandIndex from_bytes(std::string_view bytes);

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t sequence = 0;  ///< 0: nothing here
  };
  [[nodiscard]] static std::uint32_t tag_of(std::string_view id);
  // The tag's share of the whole range: so a tag tells its place in a table of any size.
  [[nodiscard]] std::size_t place_of(std::uint32_t tag) const {
    return static_cast<std::size_t>((std::uint64_t{tag} * slots_.size()) >> 32U);
  }
  [[nodiscard]] std::size_t next(std::size_t at) const { return at + 1 == slots_.size() ? 0 : at + 1; }
  void put(Slot slot);
  void resize(std::size_t slots);

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace luoshi::engine
