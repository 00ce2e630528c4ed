#pragma once

#include <vector>

#include "ledger/check/detail/own_sha256.hpp"

namespace luoshi::ledger_check::detail {

[[nodiscard]] Bytes32 own_leaf(std::string_view entry);

/// A perfect subtree on the right edge: its root and how many leaves it has.
struct OwnPeak {
  std::uint64_t leaves = 0;
  Bytes32 root{};
};

/// The Merkle tree by joining neighbours of equal size as leaves arrive.
class OwnTree {
 public:
  void add(const Bytes32& leaf);
  [[nodiscard]] Bytes32 root() const;
  /// Largest first.
  [[nodiscard]] const std::vector<OwnPeak>& peaks() const { return peaks_; }

 private:
  std::vector<OwnPeak> peaks_;
};

}  // namespace luoshi::ledger_check::detail
