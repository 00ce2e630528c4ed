#pragma once

#include <string>
#include <string_view>

#include "model/reading.hpp"

namespace luoshi::intake {

/// Reads one paper from its bytes: repaired text, what it is, its statements and the questions they raise.
/// `file` is only carried along. @throws Error{BadInput} when the bytes are no text; Error{TooLarge} beyond 64 MiB.
[[nodiscard]] Reading read_paper(std::string file, std::string_view bytes);

/// Reads one paper whose text is already repaired.
[[nodiscard]] Reading read_repaired(std::string file, RepairedText paper);

}  // namespace luoshi::intake
