#pragma once

#include <vector>

#include "intake/document.hpp"

namespace luoshi::intake {

/// Everything a paper says that someone must do, promised, did, lacks, asks for or is praised for, in its order.
[[nodiscard]] std::vector<ReadStatement> statements_of(const Document& document);

}  // namespace luoshi::intake
