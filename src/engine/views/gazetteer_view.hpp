#pragma once

#include "city/city.hpp"
#include "model/judgement.hpp"

namespace luoshi::engine {

/// Every name and alias of the city's bodies and places (名录), in id order: what the reader ties a paper's words to.
[[nodiscard]] Gazetteer gazetteer(const city::City& city);

}  // namespace luoshi::engine
