#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace luoshi::intake {

/// What a demand is recognised by when it is made again at a later meeting: its pairs of neighbouring Han characters (figures,
/// marks and letters left out, so that a changed number changes nothing), the units of its figures, and the assets it names.
struct Demand {
  std::vector<std::uint64_t> pairs;  ///< ascending, each once
  std::vector<std::string> units;    ///< ascending
  std::vector<std::uint32_t> named;  ///< ids of assets, ascending
};

[[nodiscard]] Demand demand_of(std::string_view words, std::vector<std::string> units, std::vector<std::uint32_t> named);

/// How alike two demands are, in whole thousandths: 700 × the Dice coefficient of their pairs, and 150 each for a unit and an asset
/// in common. 1000 only where words, unit and asset agree. Whole numbers throughout: the same everywhere. It proposes; whether two
/// are one demand a person decides.
struct Likeness {
  std::uint32_t all = 0;   ///< 0 … 1000
  std::uint32_t words = 0; ///< the Dice coefficient in thousandths
  bool unit = false, asset = false;
};
[[nodiscard]] Likeness likeness(const Demand& a, const Demand& b);

/// Below this a pair is not proposed.
inline constexpr std::uint32_t kLikeEnough = 350;

}  // namespace luoshi::intake
