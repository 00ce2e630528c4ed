#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/figure.hpp"
#include "base/id.hpp"
#include "model/asset.hpp"
#include "model/body.hpp"
#include "model/duty.hpp"

namespace luoshi {

/// 收表状态
enum class SurveyState : std::uint8_t { Drafted, Sent, Filled, Taken, Withdrawn };

/// What was said of one asset or one commitment of a survey: in words, and in figures where the survey names a unit.
struct SurveyAnswer {
  Id<Asset> asset;            ///< one of the two
  Id<Commitment> item;
  std::string words;
  std::optional<Figure> figure;
  Day day{};                  ///< as recorded

  friend bool operator==(const SurveyAnswer&, const SurveyAnswer&) = default;
};

/// One form sent to one body (收表): the same indicator asked of each asset, or of each commitment, over one period. A question is
/// (asset or commitment × indicator × period) and is asked once: a survey that repeats one is refused with where it was asked.
struct Survey {
  std::string title;
  Id<Body> body;                       ///< which asks
  Id<Body> asked;                      ///< which is to fill it in
  std::string indicator;               ///< what is asked of each (指标), in words
  std::string unit;                    ///< empty: answered in words
  Day from{}, until{};                 ///< the period, both days in it
  std::vector<Id<Asset>> assets;
  std::vector<Id<Commitment>> numbers; ///< commitments
  Day due{};
  std::vector<SurveyAnswer> answers;   ///< the newest for each, in the order they came

  friend bool operator==(const Survey&, const Survey&) = default;
};

}  // namespace luoshi
