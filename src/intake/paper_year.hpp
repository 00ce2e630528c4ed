#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "intake/dates.hpp"
#include "intake/document.hpp"

namespace luoshi::intake {

/// The first YYYY年 of a stretch, 1990 to 2060, in digits or Chinese numerals.
[[nodiscard]] std::optional<int> year_in(std::u32string_view text);

/// The year of a paper whose day gives none (推断年份), from what it says elsewhere, plainest evidence first: its own number
/// 〔2029〕17号; a year its title runs in (2030年第二次…会议); 今年是“十四五”开局之年, 建党110周年; a year that is said to run, or one more than
/// a year reported beside 今年; 较2029年同期; the span of a plan under way 《…（2030—2032年）》; a limit that names its year and has an earlier
/// month than the paper; the weekday written behind the day, where only one year of those the text leaves open has it.
///
/// Goals (到2035年), baselines (较2020年) and years of other papers give none. Nothing where the evidence is of no use: then it is asked.
[[nodiscard]] std::optional<int> year_of_paper(std::u32string_view text, const std::vector<Stretch>& lines, Genre genre,
                                               const TimeReference& day);

}  // namespace luoshi::intake
