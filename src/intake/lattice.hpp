#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "intake/language_model.hpp"
#include "intake/repair_cells.hpp"

namespace luoshi::intake {

/// One reading of a misaligned stretch: the characters meant, and how far the stretch reaches.
struct Realigned {
  Cells cells;
  std::size_t end = 0;        ///< first cell of the line that is read as it stands again
  long cost = 0;              ///< of `cells` and a few characters behind them
  long rival = 0;             ///< by how much it beats the next reading with other characters
  bool pinyin = false;        ///< the cut came from an inserted reading, not from a mark
  std::vector<TextSpan> lost; ///< characters eaten with a byte and not known
};

/// Whether private-use characters may be missing from what is visible.
enum class Dropped { No, Tried };

/// The inverse of a byte-level cut. `at` is a "?" of the line that may stand for a lost lead byte: GBK bytes were cut
/// inside a character, in front of a full-width mark that was found across two characters (the bytes A3A1 in 保“ =
/// B1A3 A1B0), or in front of "(" of an inserted reading. What follows was read one byte late until a byte below 0x80
/// fell into the gap.
///
/// All byte sequences that give the visible text are walked with a beam, each scored by the language model; private-use
/// characters that a crawler dropped are tried where nothing else reads well. The cheapest reading, or nothing where no
/// byte sequence fits. Source: the forward chain of the damage notes, reversed.
[[nodiscard]] std::optional<Realigned> realign(const Line& line, std::size_t at, Dropped dropped);

}  // namespace luoshi::intake
