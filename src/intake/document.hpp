#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "intake/dates.hpp"
#include "intake/split.hpp"
#include "intake/words.hpp"
#include "model/reading.hpp"

namespace luoshi::intake {

/// What sort of paper it is: it decides what a sentence without a sign of its own does.
enum class Genre {
  Bulletin,  ///< 通稿: what a meeting or a leader said and did
  Minutes,   ///< 会议纪要
  Plan,      ///< 计划, 方案, 要点
  Pledge,    ///< 承诺书, 责任书
  Notice,    ///< 通知, 通告
  Report     ///< 报告, 通报, 检查情况
};

/// A paper while it is being read: its text with everything the readers of single fields look up. Views into `text`,
/// which must outlive it.
struct Document {
  std::u32string_view text;
  const RepairedText* paper = nullptr;
  Words words;
  TimeReference today;          ///< the paper's own date as far as known
  std::vector<ReadTime> times;  ///< all of the text, in order
  Genre genre = Genre::Bulletin;
  std::vector<std::u32string_view>
      places;  ///< names of places and firms the text gives, short forms included: 静海, 北河钢铁

  std::vector<std::uint32_t> time_index;  ///< for each place the first of `times` that begins there or after it

  /// Fills `time_index`; to be called once `times` stand.
  void index_times();
  /// The expressions of time that begin in a stretch.
  [[nodiscard]] std::span<const ReadTime> times_in(Stretch stretch) const;
};

}  // namespace luoshi::intake
