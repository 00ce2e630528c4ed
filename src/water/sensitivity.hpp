#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "water/model.hpp"

namespace luoshi::water {

/// How one concentration answers to everything that enters anywhere above it (敏感度, 伴随): one sweep against the
/// current.
///
/// point[i·S + t]   = d C / d (kg/s of species t at the head of reach i), kg/m³ per kg/s = s/m³
/// diffuse[i·S + t] = the same for what enters evenly along reach i
/// sea[t]           = d C / d (kg/m³ of species t in the sea)
/// Exact, not a difference, where no oxygen runs out. Where it does (`anoxic`, by reach), the reach's own response is
/// taken by central differences around the present state: good to about 1e-6 there, and only near that state.
struct Sensitivity {
  std::size_t reach = 0, species = 0;
  std::vector<double> point, diffuse, sea;
  std::vector<std::size_t> anoxic;
};
/// Of the concentration of `species` at the end of `reach`. All zero where the reach is dry.
[[nodiscard]] Sensitivity sensitivity(const SteadyModel& model, std::size_t reach, std::size_t species);

/// What one source does everywhere below it: d C(reach, species) / d (its load of `of_species`), and how far that
/// holds.
struct SourceResponse {
  std::vector<double> change;  ///< by reach, then species; s/m³
  /// The load may grow or shrink by so much (kg/s) before oxygen is used up at the end of some reach, and by the linear
  /// answer no longer holds; infinite where oxygen is not touched. 0 where it is used up already (`first_anoxic` names
  /// it).
  double radius = 0;
  std::size_t first_anoxic = kNowhere;
};
/// Requires a network without loops or tidal blocks below the source (tested), else throws Error{BadInput}.
[[nodiscard]] SourceResponse source_response(const SteadyModel& model, std::size_t source, std::size_t of_species);

/// One contributor to a concentration (贡献): a source or the sea. Water that begins in the network brings
/// oxygen only, so nothing else contributes.
struct Contribution {
  enum class Kind { Source, Sea } kind = Kind::Source;
  std::size_t index = 0;     ///< source
  double concentration = 0;  ///< kg/m³
  double share = 0;          ///< of the whole; shares add up to 1
};
/// Everything that makes up a concentration, largest first. For oxygen: what makes up the *deficit* by substances that
/// use it (sources only), so that a failed section reads "whose load eats the oxygen". `superposition` is false where
/// oxygen runs out above: then the shares are of the linearised state.
struct Shares {
  double whole = 0;
  bool superposition = true;
  std::vector<Contribution> list;
};
[[nodiscard]] Shares shares(const SteadyModel& model, std::size_t reach, std::size_t species);

/// Contributions summed over a label of the sources (town or sector), largest first; the sea under "sea".
struct LabelledShare {
  std::string label;
  double concentration = 0, share = 0;
};
enum class Label { Town, Sector };
[[nodiscard]] std::vector<LabelledShare> shares_by(const SteadyModel& model, const Shares& all, Label label);

}  // namespace luoshi::water
