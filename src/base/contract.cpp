#include "base/contract.hpp"

#include <cstdio>
#include <cstdlib>

namespace luoshi {

void contract_broken(const char* kind, const char* what, const std::source_location& where) noexcept {
  std::fprintf(stderr, "luoshi: broken contract: %s(%s) in %s, %s:%u\n", kind, what, where.function_name(),
               where.file_name(), where.line());
  std::abort();
}

}  // namespace luoshi
