#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "numeric/simd.hpp"
#include "water/detail/transfer_pattern.hpp"
#include "water/kinetics.hpp"

namespace luoshi::water {

/// What a kinetics does to water on its way through one reach, as a sparse lower-triangular pattern.
///
/// In a reach of residence time τ the fluxes y (kg/s) of all species obey dy/dt = A·y + w/τ, A the rates and w (kg/s)
/// what enters evenly along it. Then  y_out = E·y_in + G·w  with  E = exp(A·τ),  G = (1/τ)∫₀^τ exp(A·s) ds; oxygen is
/// counted as deficit flux. In a mixed lake E = G = (I − A·τ)^-1. Both matrices are non-negative and are made without a
/// subtraction of like numbers: Padé's approximation of degree nine over τ/2^m with k·τ/2^m < 1, then m doublings
/// E ← E·E, G ← (G + E·G)/2 (Higham 2005). No rate may coincide with another by harm: there is no (ka − kd) anywhere.
/// Relative error of every entry ≤ about 2·kmax·τ·2^-53 + 4 ulp, below 1e-12 while kmax·τ ≤ 2,000.
class TransferPlan {
 public:
  using Entry = detail::Edge;

  /// Requires defect_of(kinetics) to be nothing and at most 24 species.
  explicit TransferPlan(const Kinetics& kinetics);

  [[nodiscard]] std::size_t species() const { return pattern_.species; }
  [[nodiscard]] std::size_t reactions() const { return reactions_; }
  /// The places where E and G may differ from zero, by column and then row; the diagonal is always among them.
  [[nodiscard]] std::span<const Entry> entries() const { return std::span{pattern_.entry}.first(pattern_.entries); }
  [[nodiscard]] std::size_t diagonal(std::size_t species) const { return pattern_.diagonal[species]; }

  /// Writes E then G (2·entries() numbers a reach) of rivers; those of reach i to place `places[i]` of `factors`, to
  /// place i where no places are given. `rates` holds reaction r of reach i at rates[r·stride + i], per second; `tau`
  /// seconds. A reach's bits do not depend on its neighbours or on `level`.
  void river_factors(std::span<const double> tau, std::span<const double> rates, std::size_t stride,
                     std::span<double> factors, std::span<const std::uint32_t> places = {},
                     numeric::InstructionSet level = numeric::widest_instruction_set()) const;
  /// The same for one fully mixed lake.
  void lake_factors(double tau, std::span<const double> rates, std::span<double> factors) const;

 private:
  struct Loss {
    std::uint8_t species, reaction;
  };
  struct Gain {
    std::uint8_t edge, reaction;
    double yield;
  };
  template <class Walk>
  void fill(const Walk& walk, std::span<const double> tau, std::span<const double> rates, std::size_t stride,
            std::span<double> factors, std::span<const std::uint32_t> places, numeric::InstructionSet level) const;

  std::size_t reactions_ = 0;
  detail::TransferPattern pattern_;
  bool standard_ = false;  ///< the pattern the kernel is written out for
  std::vector<Loss> losses_;
  std::vector<Gain> gains_;
};

}  // namespace luoshi::water
