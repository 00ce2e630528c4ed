#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/figure.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "model/asset.hpp"
#include "model/body.hpp"
#include "model/duty.hpp"

namespace luoshi {

/// 措施状态
enum class MeasureState : std::uint8_t { Proposed, Agreed, UnderWay, Built, Effective, Dropped };

/// What a measure changes (效果类别). Load, oxygen demand and emission are told by how much they fall, flow, output value and jobs
/// by how much they rise: an amount below zero is the other way. Two things are told by two effects of one measure: water that is
/// brought by its flow and, for each substance, by what is in it (`Brought`); a works that cleans better by how far the concentration
/// of what leaves it falls (`Effluent`, for each substance) and by the water it treats (`Treated`).
enum class EffectOn : std::uint8_t { Load, StreamFlow, OxygenDemand, Emission, OutputValue, Jobs, Brought, Effluent, Treated };

/// `of` of a flow that brings nothing but oxygen (清水): said by who promises it, never supposed.
inline constexpr const char* kCleanWater = "清水";

/// One effect of a measure (措施效果): what it is said to do, how sure that is, and what was measured once it stood.
struct Effect {
  EffectOn on{};
  Figure amount;                       ///< `of` names the substance of a load or an emission: 氨氮, 氮氧化物
  std::uint32_t doubt_percent = 0;     ///< one standard deviation of what it does, in percent of what it is said to; 1 … 200
  std::optional<Figure> measured;      ///< the last time
  std::optional<Day> measured_on;

  friend bool operator==(const Effect&, const Effect&) = default;
};

/// What an action does to one asset (措施); counted once however many commitments promise it.
struct Measure {
  std::string title;
  Id<Body> body;                       ///< which carries it out
  Id<Asset> asset;                     ///< on what it acts
  std::vector<Effect> effects;         ///< empty is 未声明效果
  std::optional<Money> cost;           ///< of building it
  std::optional<Day> due;              ///< by when it is promised to stand
  std::vector<Id<Commitment>> serves;  ///< the commitments that promise it
  std::vector<Id<Commitment>> campaigns;  ///< the campaigns (行动) it belongs to
  std::optional<Day> started, built;

  friend bool operator==(const Measure&, const Measure&) = default;
};

}  // namespace luoshi
