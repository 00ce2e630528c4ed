#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace luoshi::water {

/// One line of `luoshi water verify`: what was compared with what, the largest error allowed and the error reached.
struct VerificationCase {
  std::string id, what;
  double required = 0, reached = 0;
  /// Errors must stay at or below `required`; an order of accuracy must be at or above it.
  enum class Sense { AtMost, AtLeast } sense = Sense::AtMost;
  /// Empty, or why the case could not be run.
  std::string skipped{};
  /// Of a miss that is known: its cause. It stays a miss.
  std::string cause{};

  [[nodiscard]] bool passed() const {
    return skipped.empty() && (sense == Sense::AtMost ? reached <= required : reached >= required);
  }
};

/// V1 … V9 (docs/methods/water.md, "Verification"): the network model against closed forms, singular cases included,
/// and the closed forms against published digits. Every case also demands that mass is conserved to 1e-12.
[[nodiscard]] std::vector<VerificationCase> verify_analytic();

/// N1, N3 for N1's network: RSPARROW Model 1 on the 11,526 reaches of MRB3 (USGS), given the table and the published
/// loads as text. Load = 869.1212 · incremental area + fraction · upstream, times 1.338349: the published parameters.
[[nodiscard]] std::vector<VerificationCase> verify_transport(std::string_view reaches_csv,
                                                             std::string_view published_csv);

/// N7: the 11,248 reaches of the lower Colorado (NOAA), flows accumulated and twelve substances carried: all is
/// conserved.
[[nodiscard]] std::vector<VerificationCase> verify_lower_colorado(std::string_view reaches_csv);

/// N6: Boulder Creek read from QUAL2Kw's own input; flow, depth and speed of its 17 reaches against QUAL2Kw's summary.
[[nodiscard]] std::vector<VerificationCase> verify_boulder_creek(std::string_view q2k, std::string_view summary);

}  // namespace luoshi::water
