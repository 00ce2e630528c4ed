#pragma once

#include "city/city.hpp"

namespace luoshi::city {

/// Does that measure count? Proposed ones do not yet, dropped ones no more (措施是否算数).
[[nodiscard]] bool counts(const KeptThing<Measure>& measure);

/// Is there a measure that counts, serves the commitment and says what it does? Where not, pages say 未声明效果.
[[nodiscard]] bool claims_effect(const City& city, Id<Commitment> commitment);

}  // namespace luoshi::city
