#include "forecast/detail/kernel_body.hpp"

namespace luoshi::forecast::detail {

const Kernel kKernelAvx2 = kHere;

}  // namespace luoshi::forecast::detail
