#include "engine/lifecycles.hpp"

#include "city/lifecycle.hpp"

namespace luoshi::engine {

std::string lifecycles_text() { return city::lifecycles_markdown(); }

}  // namespace luoshi::engine
