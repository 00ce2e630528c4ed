#pragma once

#include <memory>

#include "numeric/lp.hpp"

namespace luoshi::numeric {

/// COIN-OR CLP behind the contract: dual simplex, tolerances 1e-9, then up to three rounds of iterative refinement
/// (Gleixner, Steffy and Wolter 2016): the residual problem is scaled up, solved warm and added, so that certificates
/// reach about 1e-13. One thread.
/// @throws Error{Unavailable} where Luoshi was built without CLP.
[[nodiscard]] std::unique_ptr<LpSolver> make_clp_solver();

}  // namespace luoshi::numeric
