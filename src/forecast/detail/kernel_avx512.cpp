#include "forecast/detail/kernel_body.hpp"

namespace luoshi::forecast::detail {

const Kernel kKernelAvx512 = kHere;

}  // namespace luoshi::forecast::detail
