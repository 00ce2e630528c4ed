#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace luoshi {

/// What is wrong with a project's code (项目代码), in Chinese; nothing where it can be one.
///
/// GB/T 40058-2021: 24 characters, YYYY-RRRRRR-MM-TT-SSSSSC: year, region (GB/T 2260), ministry, type, serial, check character.
/// Checked here: length, hyphens, the digits of each group, year 2000 … 2099, a region of a province that exists (11 … 82; 99 is kept for
/// invented cities). The
/// rule of the check character could not be verified in the standard, so the character itself is *not* verified: any digit or
/// capital letter stands. Pages say so (校验位未核).
[[nodiscard]] std::optional<std::string> unfit_project_code(std::string_view code);

}  // namespace luoshi
