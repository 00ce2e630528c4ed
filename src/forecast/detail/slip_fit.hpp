#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "forecast/detail/plan_time.hpp"
#include "forecast/slip_model.hpp"

// The regression behind SlipModel: which parameters a standing has, and how they are learned.
namespace luoshi::forecast::detail {

inline constexpr std::size_t kRegimes = 5;
inline constexpr std::size_t kNumbers = 11;  ///< measured properties of a standing
inline constexpr std::size_t kFamilies = 3;  ///< types, bodies, colours
inline constexpr std::size_t kMostLevels = 40;  ///< of a family, the most frequent ones; the others stay with the whole
inline constexpr std::size_t kFewestCases = 3;   ///< of a level that has an effect of its own

[[nodiscard]] std::array<double, kNumbers> numbers_of(const Standing& at);

/// Where the parameters lie: levels of stretches, then for each regime the numbers' slopes and the families' levels.
class Layout {
 public:
  Layout(std::span<const Episode> episodes);

  /// The parameters of one standing in one regime, all but the stretch's own, each with its factor.
  struct Term {
    std::size_t parameter;
    double factor;
  };
  [[nodiscard]] std::vector<Term> terms(const Standing& at, std::size_t regime) const;

  [[nodiscard]] std::size_t size() const { return kStretches + kRegimes * per_regime_; }
  [[nodiscard]] std::size_t slope(std::size_t regime, std::size_t number) const {
    return kStretches + regime * per_regime_ + number;
  }
  [[nodiscard]] std::size_t first_level(std::size_t regime, std::size_t family) const {
    return kStretches + regime * per_regime_ + kNumbers + offset_[family];
  }
  [[nodiscard]] std::size_t levels(std::size_t family) const { return offset_[family + 1] - offset_[family]; }

 private:
  std::array<double, kNumbers> mean_{}, scale_{};
  std::array<std::vector<std::int32_t>, kFamilies> place_;  ///< level → its place, or −1
  std::array<std::size_t, kFamilies + 1> offset_{};
  std::size_t per_regime_ = 0;
};

/// The parameters at the mode of their posterior, and draws around it.
struct Parameters {
  std::vector<double> mode;
  std::vector<std::vector<double>> draws;
};
inline constexpr std::size_t kDraws = 100;
[[nodiscard]] Parameters learn_parameters(const Layout& layout, std::span<const Episode> episodes, double uplift,
                                          std::uint64_t seed);

}  // namespace luoshi::forecast::detail
