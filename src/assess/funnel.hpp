#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/json.hpp"

namespace luoshi::assess {

/// One sample at one section or station, judged against its class (监测结论).
struct SampleResult {
  enum class Word { InClass, Missed };
  Day day{};
  Word word = Word::InClass;
};

/// A written rule for the last stages of the funnel (漏斗: 见效、稳定) and for taking up again what was closed (重新办理), kept as
/// data (data/rules/funnel-*.json) with its source.
///
/// Stable: of the last `of` samples at least `need` are in class, the first and last of these samples at least `months` months
/// apart, and at least `wet` of those in class fall in the wet months `wet_from`…`wet_until`. Effective: the last
/// `in_a_row` are in class. Reopen: `misses` misses one after another, or a one-sided change point: the score
/// S ← max(0, S + `miss`) at a miss, max(0, S − `hit`) at a sample in class, reaches `alarm` (CUSUM of 0/1 data; Page, Continuous
/// inspection schemes, Biometrika 41, 1954). How often that fires for nothing is told by `false_alarm`, exactly.
/// A last sample older than `stale_months` months makes a result say no more: 待复核.
struct FunnelRule {
  std::string name, title, source;
  int of = 12, need = 10, months = 6;
  int wet = 2, wet_from = 4, wet_until = 9;
  int in_a_row = 3;
  int misses = 2;
  int miss = 4, hit = 1, alarm = 9;
  int stale_months = 3;
};

/// Reads a rule file. @throws Error{BadInput} naming the field.
[[nodiscard]] FunnelRule funnel_rule_from_json(const Json& json);

/// What monitoring says of works that are built.
struct FunnelAnswer {
  enum class Word {
    CannotSay,  ///< no samples, too few, or too old
    NotYet,     ///< watched, and not (yet) in class often enough
    Effective, Stable
  };
  enum class Reopen { No, MissesInARow, ChangePoint };
  Word word = Word::CannotSay;
  Reopen reopen = Reopen::No;  ///< judged on the samples after the last reset of the score, whatever the word
  std::string reason;          ///< the sum: 最近12次中11次达标（汛期5次），跨11个月
};

/// Judges the samples taken since the works were built, in order of their days (equal days in the order given), as of a day; later
/// samples are left out. Requires the days to rise.
[[nodiscard]] FunnelAnswer judge_funnel(const FunnelRule& rule, const std::vector<SampleResult>& samples, Day as_of);

/// The probability that the reopening rule fires at least once in that many samples of water that is well: each misses with
/// probability `miss_rate`, independently. Exact (a walk over score and misses in a row); 0 ≤ miss_rate ≤ 1, samples ≥ 0.
/// Real samples miss in clusters, so the true rate of firing for nothing is higher: an alarm asks, it does not accuse.
[[nodiscard]] double false_alarm(const FunnelRule& rule, double miss_rate, int samples);

}  // namespace luoshi::assess
