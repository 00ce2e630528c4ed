#pragma once

#include <cstdint>
#include <vector>

#include "base/json.hpp"
#include "engine/status.hpp"

namespace luoshi::engine {

// The parts of a status line that several pages show, as the schemas of api/openapi.json name them.
[[nodiscard]] Json promised_json(const StatusLine& line);
[[nodiscard]] Json kept_json(const StatusLine& line);
[[nodiscard]] Json enough_json(const StatusLine& line);
[[nodiscard]] Json events_json(const std::vector<std::uint32_t>& events);

[[nodiscard]] Json line_json(const StatusLine& line);
[[nodiscard]] Json note_json(const StatusNote& note);
[[nodiscard]] Json coverage_json(const Coverage& coverage);
[[nodiscard]] Json sections_json(const std::vector<StatusSection>& sections);

/// likely, at_risk, unlikely, cannot_say.
[[nodiscard]] const char* name_of(Verdict::Word word);
/// yes, no, cannot_say.
[[nodiscard]] const char* name_of(Answer answer);

}  // namespace luoshi::engine
