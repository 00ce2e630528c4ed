#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "intake/split.hpp"

namespace luoshi::intake {

/// Who called a meeting or chaired it (召集人), by name: 主持召开, 召开, 主持, 主持人：…; else who spoke first. Empty where nobody is named.
[[nodiscard]] std::u32string_view convenor_of(std::u32string_view opening);

/// The kind of a meeting (会议类型): of the title, else of the opening; a visit, talk or inspection where no meeting was called.
[[nodiscard]] std::u32string_view meeting_of(std::u32string_view text, const std::vector<Stretch>& lines);

/// 38 of 第38次常务会议.
[[nodiscard]] std::optional<int> meeting_number_of(std::u32string_view opening);

}  // namespace luoshi::intake
