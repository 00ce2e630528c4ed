#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"

namespace luoshi::verify {

/// What data can be asked about (数据之问).
enum class Check {
  FlatLine,           ///< 数值不动
  RepeatedDigits,     ///< 末位或数值重复
  RepeatedStretch,    ///< 整段重复
  NeighboursDisagree, ///< 与邻站不符
  TooGood,            ///< 期限前骤好
  ClosedButActive,    ///< 关停后仍有活动
  NotBetter,          ///< 完工后未见好转
  SameNumbers,        ///< 不同对象同一组数
  Bunching,           ///< 数值聚在门槛之上
  PhotoReused         ///< 照片重复使用
};

/// "flat-line", … as in JSON and on the command line.
[[nodiscard]] std::string_view check_name(Check check);
/// 数值不动, …
[[nodiscard]] std::string_view check_words(Check check);

/// A question the data ask (疑问). It never says that somebody did something: data are asked about, people answer.
struct Doubt {
  Check check{};
  std::string subject;  ///< the station, river, firm or body it is about
  Instant from{}, until{};
  double statistic = 0.0;
  double threshold = 0.0;  ///< asked at or beyond it
  double per_year = 0.0;   ///< questions a year expected from sound data at this threshold, of this check and subject
  std::string text;        ///< one paragraph: what was seen, the sum, what else explains it, what is asked
};

/// "约 0.2", "约 0.02", "不到 0.0001": a rate with two digits that count.
[[nodiscard]] std::string rate_words(double per_year);
/// A number with up to four decimals, no zeros at its end.
[[nodiscard]] std::string plain(double value);
/// A number with that many decimals.
[[nodiscard]] std::string fixed(double value, int decimals);
/// "2026-12-10" or "2026-12-10 08时", at +08:00.
[[nodiscard]] std::string day_words(Instant at);
[[nodiscard]] std::string hour_words(Instant at);

}  // namespace luoshi::verify
