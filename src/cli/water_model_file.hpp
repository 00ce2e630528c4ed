#pragma once

#include <string>

#include "water/model.hpp"
#include "water/tables.hpp"

namespace luoshi::cli {

struct LoadedWater {
  water::TableModel tables;
  water::SteadyModel model;
};

/// A model's settings with the tables beside it, or the steady part of a QUAL2Kw (.q2k) or SWMM (.inp)
/// file, solved.
/// @throws Error{BadInput | NotFound | TooLarge}, every defect of the network in one message.
[[nodiscard]] LoadedWater load_water(const std::string& path);

}  // namespace luoshi::cli
