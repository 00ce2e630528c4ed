#include "base/error.hpp"
#include "numeric/clp/clp_solver.hpp"

namespace luoshi::numeric {

std::unique_ptr<LpSolver> make_clp_solver() {
  throw Error{
      Fault::Unavailable,
      "no linear programme can be solved (Luoshi was built without CLP); install coinor-libclp-dev and build again"};
}

}  // namespace luoshi::numeric
