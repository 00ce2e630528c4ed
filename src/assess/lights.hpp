#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "base/json.hpp"

namespace luoshi::assess {

/// A behind-plan light (灯). Unknown is no colour: past its date without a report, or nothing to compare.
enum class Light { Unknown, Green, Yellow, Red };

[[nodiscard]] const char* chinese_of(Light light);
/// As programs read it: unknown, green, yellow, red.
[[nodiscard]] const char* name_of(Light light);

/// A written rule for lights, kept as data (data/rules/lights-*.json) with its source.
struct LightRule {
  enum class Kind {
    Ratio,   ///< done ÷ due by now, in percent
    Points,  ///< due by now − done, in percentage points of the whole
    Ranking  ///< bodies in order of their ratio: the last few that missed the plan are red, the first few green
  };
  std::string name, title, source;
  Kind kind = Kind::Ratio;
  Decimal yellow, red;           ///< Ratio: below which; Points: behind by at least / by more than
  int best = 0, worst = 0;       ///< Ranking
  std::optional<int> late_start_yellow_months, late_start_red_months;  ///< not started so long after its start
};

/// Reads a rule file. @throws Error{BadInput} naming the field.
[[nodiscard]] LightRule light_rule_from_json(const Json& json);

/// One item on one day. Amounts share one unit; days count from its start to its due day.
struct Progress {
  std::string body;               ///< lead, for rankings
  std::optional<Decimal> goal;    ///< promised
  std::optional<Decimal> done;    ///< shown; nothing where no report says
  int days_elapsed = 0;
  int days_total = 0;
  bool started = true;
  int months_past_start = 0;      ///< since the planned start, where not started
};

/// The light and the sum it was read from: "已完成60÷应完成80＝75.0％，低于80％".
struct Judged {
  Light light = Light::Unknown;
  std::string sum;

  friend bool operator==(const Judged&, const Judged&) = default;
};

/// Lights of all items by one rule, in their order; comparisons are exact. The plan is a straight line from start to due.
/// For Ranking a body's ratio is that of its items' sums of done shares; items of unranked bodies get Green.
[[nodiscard]] std::vector<Judged> judge(const LightRule& rule, const std::vector<Progress>& items);

}  // namespace luoshi::assess
