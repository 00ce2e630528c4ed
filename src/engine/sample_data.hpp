#pragma once

#include <vector>

#include "engine/engine.hpp"
#include "sample/sample.hpp"

namespace luoshi::engine {

/// Adopts the sample city's data files: the layers of its map, its programme and water model. Requires its registers. @throws Error when one is refused.
void take_in_sample_data(Engine& engine, const std::vector<sample::SampleFile>& files);

}  // namespace luoshi::engine
