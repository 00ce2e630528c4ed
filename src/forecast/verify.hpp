#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace luoshi::forecast {

/// One case with a known answer (验证算例).
struct VerificationCase {
  std::string name, quantity;
  double required = 0, reached = 0;
  double allowed = 0;  ///< how far `reached` may lie from `required`
  std::string how;     ///< "draws": the worst of three seeds at a million draws, four standard errors; "lattice": the worst
                        ///< of three seeds at 131,072 draws on the lattice, held to that same error; "formula": to rounding; "left out": this
                        ///< room does not answer it
  [[nodiscard]] bool met() const;
};

/// Answers the cases of a table (columns case, quantity, value). Rows this room has no answer to (P2, a bound of planning) are listed
/// as left out. S4 and S8 are answered twice, the second time on the lattice. @throws Error{BadInput} for a table that is none.
[[nodiscard]] std::vector<VerificationCase> verify_forecast(std::string_view csv, const std::string& name, unsigned threads);

[[nodiscard]] Json verify_answer(const std::vector<VerificationCase>& cases);
/// A line a case: case | required | reached | allowed.
[[nodiscard]] std::string words_of_verify(const std::vector<VerificationCase>& cases);

}  // namespace luoshi::forecast
