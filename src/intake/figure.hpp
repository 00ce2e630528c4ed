#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "intake/dates.hpp"
#include "model/reading.hpp"

namespace luoshi::intake {

/// Where a figure is looked for and what is known of the place.
struct FigureContext {
  std::u32string_view text;
  std::size_t begin = 0;  ///< code points of `text`; words outside are not looked at
  std::size_t end = 0;
  std::span<const ReadTime> times;      ///< expressions of time in the stretch: their numbers are no figures
  const RepairedText* paper = nullptr;  ///< to mark figures beside lost bytes; may be null
};

/// The figures of a stretch of text, in order, each with the span of its number, bound and unit.
///
/// A figure needs a unit (or an index word before it: 指数, 得分). Bounds: 超 突破 余 多 逾 `>`; 以上 不低于 不少于 至少 `>=`; 以下 不足 低于
/// `<`; 以内 不超过, and 以下 after 降至 or 控制在, `<=`; 约 左右 `~`; 近 `near`. A range gives its two ends. Not figures: dates and
/// spans of time (unless time is the measured thing: 审批时限压缩至15个工作日), ordinals, counts inside quotation marks or set
/// names (三级, 两大攻坚战, 四套班子), specifications (450立方米高炉), 一批, a bare 一次.
/// A figure with a hole or lost bytes beside it is `uncertain`.
[[nodiscard]] std::vector<ReadFigure> read_figures(const FigureContext& context);

/// Whether a number can begin with a character: looked up, for it is asked of every one.
[[nodiscard]] bool starts_number(char32_t c);

/// The number a table cell holds, with the bound beside it (≤33, 82以上) and the unit its row or column names; nothing when
/// the cell is no number.
[[nodiscard]] std::optional<ReadFigure> read_cell(std::u32string_view text, std::size_t begin, std::size_t end,
                                                  std::u32string_view unit);

}  // namespace luoshi::intake
