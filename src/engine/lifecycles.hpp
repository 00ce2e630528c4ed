#pragma once

#include <string>

namespace luoshi::engine {

/// The lifecycles of all kinds, as docs/methods/lifecycle.md has them from its first heading of a kind on.
[[nodiscard]] std::string lifecycles_text();

}  // namespace luoshi::engine
