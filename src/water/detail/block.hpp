#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "water/model.hpp"

namespace luoshi::water::detail {

/// Reach → its row in a block, or kNowhere.
class LocalIndex {
 public:
  LocalIndex(const Topology& topology, std::span<const std::uint32_t> block)
      : topology_{topology}, first_{topology.position[block[0]]}, size_{block.size()} {}
  [[nodiscard]] std::size_t of(std::size_t reach) const {
    const std::size_t at = topology_.position[reach];
    return at >= first_ && at < first_ + size_ ? at - first_ : kNowhere;
  }

 private:
  const Topology& topology_;
  std::size_t first_, size_;
};

/// All that one species loses per second to reactions.
[[nodiscard]] double loss_rate(const SteadyModel& model, std::size_t reach, std::size_t species);

/// The matrix of one species in a block. Unknowns: the flux past the end of a river or lake, the concentration of a
/// box.
[[nodiscard]] std::vector<double> block_matrix(const SteadyModel& model, std::span<const std::uint32_t> block,
                                               std::size_t species);

}  // namespace luoshi::water::detail
