#pragma once

#include <string>

#include "base/json.hpp"
#include "model/reading.hpp"

namespace luoshi::intake {

/// A reading as one JSON object, the form `luoshi intake --json` prints: file, title, date, date_precision, date_inferred,
/// place, publisher, convenor, meeting_type, meeting_number, text, repairs, dropped, statements, questions. Places are code
/// points of `text`; source places are bytes of the file. What is not known is null, never an empty string.
[[nodiscard]] Json to_json(const Reading& reading);

}  // namespace luoshi::intake
