#pragma once

#include <cstddef>
#include <string_view>

#include "model/repair.hpp"

namespace luoshi::intake {

/// What a caller knows beforehand.
struct RepairOptions {
  /// Whole papers lose the lines that are no part of them; a single line or cell keeps everything.
  enum class Extent { Paper, Line };
  Extent extent = Extent::Paper;
  /// Files beyond this are refused; 64 MiB holds the largest yearbook, and a bulletin has some kilobytes.
  std::size_t byte_limit = std::size_t{64} << 20U;
};

/// The paper as it was meant, from the bytes of a crawled, converted or damaged file (design 3, `intake`).
///
/// A clean file comes back unchanged to the code point, its text `seen` itself. What cannot be known is not restored:
/// a figure beside lost bytes keeps its gap, as a LostPlace.
/// @throws Error{BadInput} when the bytes are no text (empty, binary, zeros); Error{TooLarge} beyond the limit.
[[nodiscard]] RepairedText repair(std::string_view bytes, const RepairOptions& options = {});

}  // namespace luoshi::intake
