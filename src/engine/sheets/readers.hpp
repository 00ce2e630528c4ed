#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"
#include "sheets/form.hpp"

namespace luoshi::engine {

/// The readers of papers, for cells: words of time are reckoned from `today`, and 6月底前 is the next such day.
[[nodiscard]] sheets::Readers word_readers(Day today);

/// Bytes of an unknown encoding, as the reader of papers decodes them.
[[nodiscard]] std::string decoded(std::string_view bytes);

}  // namespace luoshi::engine
