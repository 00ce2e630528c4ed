#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "intake/dates.hpp"
#include "intake/document.hpp"

namespace luoshi::intake {

/// The first YYYY年 of a stretch, 1990 to 2060, in digits or Chinese numerals.
[[nodiscard]] std::optional<int> year_in(std::u32string_view text);

/// The year of the number a paper bears itself (发文字号), on a line of its own near its head: 青岚政办发〔2029〕17号.
[[nodiscard]] std::optional<int> year_of_number(std::u32string_view text, const std::vector<Stretch>& lines);

/// The year of a paper whose day gives none (推断年份), from what its words say elsewhere, plainest evidence first: a year its title
/// runs in (2030年第二次…会议); 今年是“十四五”开局之年; 建党110周年; a party congress met or followed (喜迎党的二十大); a year that is said to run,
/// or one more than a year reported beside 今年; one more than a year compared with (较2029年同期, 较2029年); the weekday written behind the
/// day, where only one year of those the text leaves open has it; the span of a plan under way 《…（2030—2032年）》; a limit that names its
/// year, by its month against the paper's; the nearest goal (2031年力争).
///
/// Ends of five-year plans (较2020年, 到2035年) and years of other papers give none. Nothing where the evidence is of no use: then it is asked.
[[nodiscard]] std::optional<int> year_of_paper(std::u32string_view text, const std::vector<Stretch>& lines, Genre genre,
                                               const TimeReference& day);

}  // namespace luoshi::intake
