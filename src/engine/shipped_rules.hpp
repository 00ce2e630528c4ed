#pragma once

#include <string_view>

namespace luoshi::engine {

/// The light rule a new city starts with: the bytes of data/rules/lights-ratio-80-60.json, built in.
[[nodiscard]] std::string_view shipped_light_rule();
/// The funnel rule likewise: data/rules/funnel-10-of-12.json.
[[nodiscard]] std::string_view shipped_funnel_rule();

/// How long one question is reckoned to take: the bytes of data/rules/burden-minutes.json, built in.
[[nodiscard]] std::string_view shipped_burden_minutes();

}  // namespace luoshi::engine
