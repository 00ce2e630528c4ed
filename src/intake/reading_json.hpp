#pragma once

#include <string>

#include "base/json.hpp"
#include "model/reading.hpp"

namespace luoshi::intake {

/// A reading as one JSON object, the form `luoshi intake --json` prints: file, title, date, date_precision, date_inferred,
/// place, publisher, convenor, meeting_type, meeting_number, text, repairs, dropped, lost, statements, questions. Places are code
/// points of `text`; source places are bytes of the file. What is not known is null, never an empty string.
[[nodiscard]] Json to_json(const Reading& reading);

/// A decimal as a JSON number: a whole one up to 2^53 − 1 as an integer, others as the nearest double, which prints the
/// digits as written.
[[nodiscard]] Json value_json(const Decimal& value);

}  // namespace luoshi::intake
