#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/repair.hpp"

namespace luoshi::intake {

/// Characters with the bytes each came from. A malformed byte is U+FFFD, one a byte.
struct Decoded {
  std::u32string text;
  std::vector<SourceSpan> sources;
  bool malformed = false;
};

/// Length of the well-formed UTF-8 character at `at` (Unicode 15, table 3-7), 0 where there is none.
[[nodiscard]] std::size_t utf8_length(std::string_view bytes, std::size_t at);

/// All bytes in that encoding. GB18030 includes its four-byte half; Big5 is code page 950. Requires < 4 GiB.
[[nodiscard]] Decoded decode(std::string_view bytes, Encoding encoding);

/// The encoding under which the bytes say most likely Chinese (or plain Western) text: byte order marks, then
/// well-formed UTF-8, then the language model over samples of each reading. A piece cut inside a character is allowed.
[[nodiscard]] Encoding detect(std::string_view bytes);

/// As `decode`, for bytes that may begin inside a character, as a piece of a file does: where a reading one byte late is
/// far likelier, the first byte is malformed. Requires an encoding from `detect`.
[[nodiscard]] Decoded decode_piece(std::string_view bytes, Encoding encoding);

/// Length of the byte order mark of that encoding at the start, 0 where there is none.
[[nodiscard]] std::size_t mark_length(std::string_view bytes, Encoding encoding);

/// Undoes a reading of the whole file in a wrong charset, where that makes it Chinese; the note says which.
[[nodiscard]] std::optional<DamageNote> undo_mojibake(Decoded& decoded);

/// The charset an HTML page declares, lower case; empty where it declares none in its first 2,000 bytes.
[[nodiscard]] std::string declared_charset(std::string_view bytes);

}  // namespace luoshi::intake
