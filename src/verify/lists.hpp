#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "verify/doubt.hpp"

/// Questions to lists of many subjects. Here `per_year` is the number of questions a year expected of the whole list when
/// everything in it is sound: each subject is tested at per_year divided by the tests of a year (Bonferroni).
namespace luoshi::verify {

// --- 关停后仍有活动 -------------------------------------------------------------------------------------------------

/// Power drawn or substance emitted by one unit, a value a day.
struct Activity {
  std::string unit;
  Day closed{};
  std::vector<std::pair<Day, double>> days;  ///< in time order, before and after the closing
};
struct ClosureRule {
  double floor = 0.05;        ///< what guard and light may draw: share of the mean of the 90 days before closing
  double sound_share = 0.05;  ///< share of days on which a closed unit may still exceed it (dismantling, tests)
  int grace_days = 7;         ///< after closing, not looked at
};
/// Each calendar week after the grace: k of n days above the floor. Asked when P(Bin(n, sound_share) ≥ k) × 52 × units ≤
/// per_year. Assumes that such days come one by one; a dismantling that lasts a week is asked about, rightly.
/// One doubt a unit, from the first to the last such week. Nothing for a unit with fewer than 10 days before its closing.
[[nodiscard]] std::vector<Doubt> closed_but_active(const std::vector<Activity>& units, const ClosureRule& rule, double per_year);

// --- 完工后未见好转 -------------------------------------------------------------------------------------------------

enum class SampleReason { Before, Acceptance, Later };  ///< 整治前、验收、跟踪或抽测

/// One water sample; the value is one where less is better (ammonia).
struct Sample {
  std::string river;
  Day day{};
  SampleReason reason{};
  double value = 0.0;
};
/// Rivers whose later samples are worse than what was accepted:
///   z = (mean ln later − mean ln accepted) / (σ·√(1/n_later + 1/n_accepted)),
/// σ the spread of ln within rivers, from the differences of successive later samples of all rivers (normal scale of their
/// median, at least `kLeastSpread`: two samples of a day are no two looks). Asked when z ≥ the normal quantile of
/// 1 − per_year / rivers. A river without acceptance or later sample is not asked about.
inline constexpr double kLeastSpread = 0.2;
[[nodiscard]] std::vector<Doubt> not_better(const std::vector<Sample>& samples, double per_year);

/// A section's months, and when the works on its rivers were finished (断面随河涌完工而变差).
struct SectionMonths {
  std::string section;
  int finished = 0;                         ///< month number: year·12 + month − 1
  std::vector<std::pair<int, double>> months;  ///< month number and mean
};
/// Sections that are worse after the works than in the same months of the year before:
///   t = mean of c_m over the months m after `finished` / (s/√n),  c_m = ln(x_m / x_{m−12}) less its median over all sections,
/// s pooled over all sections (each about its own mean). Asked when t ≥ Student's quantile of 1 − per_year / sections and
/// there are at least 3 such months. The median takes out a year that was dry for all; with fewer than 5 sections in a month
/// nothing is taken out.
[[nodiscard]] std::vector<Doubt> section_worsens(const std::vector<SectionMonths>& sections, double per_year);

// --- 不同对象同一组数 -----------------------------------------------------------------------------------------------

/// One row of a table: several numbers as written.
struct NumberRow {
  std::string subject;
  Day day{};
  std::vector<std::string> numbers;  ///< as many in every row
};
/// The same numbers for different subjects. Under independence two rows agree with probability Π_j c_j, c_j the share of
/// equal pairs in column j (leaving out the largest group of rows that agree wholly, or it would excuse itself). A group of g
/// rows has g(g−1)/2 such pairs of the N(N−1)/2; asked when the Poisson probability of as many or more is ≤ per_year.
[[nodiscard]] std::vector<Doubt> same_numbers(const std::vector<NumberRow>& rows, double per_year);

// --- 数值聚在门槛之上 -----------------------------------------------------------------------------------------------

struct BunchingRule {
  double threshold = 80.0;  ///< of a light, in percent
  double near = 1.0;        ///< counted: [threshold − near, threshold) against [threshold, threshold + near)
  double wide = 10.0;       ///< the density is taken as a straight line over threshold ± wide, without the counted part
};
/// More reports just above a threshold than just below (79.9 against 80.1). With a smooth density the share above is
/// p = ½ + slope part, from a straight line through the counts outside; asked when P(Bin(n, p) ≥ above) ≤ per_year.
/// Values that are whole multiples of 5 are left out: people round. Nothing with fewer than 10 values near.
[[nodiscard]] std::optional<Doubt> bunching(const std::string& subject, const std::vector<double>& values,
                                            const BunchingRule& rule, double per_year);

// --- 照片重复使用 ---------------------------------------------------------------------------------------------------

/// A photo as evidence for a subject: the digest of its bytes, and a 64-bit hash of how it looks.
struct Photo {
  std::string subject, name;
  Digest digest;
  std::optional<std::uint64_t> look;
};
/// Photos that stand for different subjects: equal bytes, or looks that differ in at most d of 64 bits, d the largest up to
/// `kMostBits` with (pairs) · P(Bin(64, ½) ≤ d) ≤ per_year. That assumes independent fair bits; looks of real photos are less
/// independent, so sky and water give more false questions than said. A copy saved again, halved or dimmed differs in few
/// bits (photo_test.cpp). Equal bytes are never chance, but one photo may show two subjects. Time grows with the square.
inline constexpr int kMostBits = 6;
[[nodiscard]] std::vector<Doubt> photos_reused(const std::vector<Photo>& photos, double per_year);

}  // namespace luoshi::verify
