#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "numeric/simd.hpp"
#include "water/kinetics.hpp"

namespace luoshi::water {

/// What a kinetics does to water on its way through one reach, as a sparse lower-triangular pattern.
///
/// In a reach of residence time τ the fluxes y (kg/s) of all species obey dy/dt = A·y + w/τ, A the rates and w (kg/s)
/// what enters evenly along it. Then  y_out = E·y_in + G·w  with  E = exp(A·τ),  G = (1/τ)∫₀^τ exp(A·s) ds; oxygen is
/// counted as deficit flux. In a mixed lake E = G = (I − A·τ)^-1. Both matrices are non-negative and are made without a
/// subtraction of like numbers: a Taylor series over τ/2^m with k·τ/2^m ≤ ¼, then m doublings E ← E·E, G ← (G + E·G)/2.
/// No rate may coincide with another by harm: there is no (ka − kd) anywhere. Relative error of every entry ≤ about
/// 2·kmax·τ·2^-53 + 4 ulp, below 1e-12 while kmax·τ ≤ 2,000.
class TransferPlan {
 public:
  struct Entry {
    std::uint8_t to, from;
  };

  /// Requires defect_of(kinetics) to be nothing and at most 24 species.
  explicit TransferPlan(const Kinetics& kinetics);

  [[nodiscard]] std::size_t species() const { return species_; }
  [[nodiscard]] std::size_t reactions() const { return reactions_; }
  /// The places where E and G may differ from zero, by column and then row; the diagonal is always among them.
  [[nodiscard]] std::span<const Entry> entries() const { return entries_; }
  [[nodiscard]] std::size_t diagonal(std::size_t species) const { return diagonal_[species]; }

  /// Writes E then G (2·entries() numbers a reach, reach after reach) of rivers. `rates` holds reaction r of reach i at
  /// rates[r·stride + i], per second; `tau` seconds. A reach's bits do not depend on its neighbours or on `level`.
  void river_factors(std::span<const double> tau, std::span<const double> rates, std::size_t stride,
                     std::span<double> factors,
                     numeric::InstructionSet level = numeric::widest_instruction_set()) const;
  /// The same for one fully mixed lake.
  void lake_factors(double tau, std::span<const double> rates, std::span<double> factors) const;

 private:
  struct Loss {
    std::uint8_t species, reaction;
  };
  struct Gain {
    std::uint8_t coefficient, reaction;
    double yield;
  };
  struct Term {
    std::uint8_t out, coefficient, in;
  };
  template <class V>
  void river_kernel(const V& tau, const V* rates, V* e, V* g) const;

  std::size_t species_ = 0, reactions_ = 0;
  std::vector<Entry> entries_;
  std::vector<std::size_t> diagonal_;
  std::vector<Loss> losses_;
  std::vector<Gain> gains_;
  std::vector<Entry> coefficients_;
  std::vector<Term> rate_terms_;    ///< A·X, off the diagonal
  std::vector<Term> square_terms_;  ///< E·X: out += E[coefficient]·X[in]
};

}  // namespace luoshi::water
