#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "assess/joint.hpp"
#include "engine/views/programme_view.hpp"

namespace luoshi::engine {

/// What is found at one section for one item, at its target quarter. Kept, enough and met are three numbers, never merged.
struct SectionJudged {
  std::uint32_t receptor = 0;           ///< of the programme
  Answer enough = Answer::CannotSay;    ///< 够不够: yes from 80 % up; no below; not said where the interval leaves all open
  assess::Chance if_kept, met;          ///< 够不够, 到期达标
  assess::Band level_if_kept, level;
  double without = 0, limit = 0, middle_if_kept = 0;  ///< the last: every promised measure exactly as stated
  assess::Split split;
  /// 能否按期: all promised measures that help here stand by the target quarter. The interval runs from measures that have nothing
  /// to do with one another to measures that stand and fall together. None where a delivery is unknown.
  std::optional<double> kept, kept_low, kept_high;
  std::uint32_t promised = 0;           ///< how many those are
  bool past = false;                    ///< the target quarter is over: monitoring tells, not a forecast
  std::vector<assess::Gain> measures, bodies;  ///< what would help most here, the largest first
};

/// The whole assessment of a city as of a day. Immutable: any number of readers.
class CityEnough {
 public:
  static constexpr std::uint32_t kDraws = 10'000;
  static constexpr std::uint64_t kSeed = 20'261'126;  ///< of every figure shown; named beside it

  /// Where `before` differs only in how some measures stand, their dates and deliveries, what it drew is taken over and only the
  /// sections these act on are judged anew: the same bits as from nothing. @throws Error{Cancelled} when `watch` says stop.
  explicit CityEnough(CityProgramme programme, const CityEnough* before = nullptr, const assess::Watch& watch = {});

  [[nodiscard]] const CityProgramme& programme() const { return programme_; }
  [[nodiscard]] const std::vector<SectionJudged>& sections() const { return sections_; }
  /// Nothing where no section is judged.
  [[nodiscard]] const assess::Assessment* assessment() const { return assessment_ ? &*assessment_ : nullptr; }
  /// The section a target commitment names: its first judged item; nothing where it names none that is judged.
  [[nodiscard]] const SectionJudged* of_target(Id<Commitment> target) const;
  /// Why a target's section cannot be judged; empty where it can, or where it names none.
  [[nodiscard]] std::string silence_of(const city::City& city, Id<Commitment> target) const;
  /// Falls of the level where each measure stands, at one receptor, by measure.
  [[nodiscard]] std::vector<double> falls_at(std::uint32_t receptor) const;

 private:
  [[nodiscard]] SectionJudged judged(std::uint32_t receptor) const;
  void tell_kept(SectionJudged& section) const;

  [[nodiscard]] Draws drawn(const std::vector<std::uint32_t>& measures) const;
  void judge_from_nothing(const assess::Watch& watch);
  void judge_from(const CityEnough& before, const std::vector<std::uint32_t>& changed);
  void share_out_gains(const std::vector<std::uint32_t>& receptors);

  CityProgramme programme_;
  std::optional<assess::Assessment> assessment_;
  std::vector<SectionJudged> sections_;
};

/// The city as of a day judged; nothing where it adopted no programme. `before` is an earlier look, of any state of the city.
/// @throws Error{Cancelled} when `watch` says stop.
[[nodiscard]] std::shared_ptr<const CityEnough> enough_of(const city::City& city, const archive::Archive& archive, Day today,
                                                          const CityEnough* before = nullptr, const assess::Watch& watch = {});

/// One line: 不够 12％（6–21％）：都做到预计1.57 mg/L，超限值0.07；缺口：无人认领…
[[nodiscard]] std::string enough_words(const CityEnough& enough, const SectionJudged& section);

/// Two or three decimals, as people read a level; no trailing zeros.
[[nodiscard]] std::string level_words(double level);

}  // namespace luoshi::engine
