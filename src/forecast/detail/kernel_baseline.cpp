#include "forecast/detail/kernel_body.hpp"

namespace luoshi::forecast::detail {

const Kernel kKernelBaseline = kHere;

}  // namespace luoshi::forecast::detail
