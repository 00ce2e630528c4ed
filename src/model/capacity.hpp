#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/figure.hpp"
#include "base/id.hpp"
#include "model/body.hpp"
#include "model/closure.hpp"
#include "model/measure.hpp"
#include "model/place.hpp"
#include "model/project.hpp"

namespace luoshi {

/// 容量账状态
enum class CapacityState : std::uint8_t { InForce, Ended };

/// 介质
enum class Medium : std::uint8_t { Water, Air };

/// One line of a capacity ledger (容量账目): a project takes, a measure that stands or a closure that was accepted gives back.
/// Exactly one of the three is named.
struct CapacityEntry {
  Id<Project> project;
  Id<Measure> measure;
  Id<Closure> closure;
  Decimal amount;                      ///< in the unit of the limit; taken by a project, given back by the others; ≥ 0
  Day day{};
  Id<Post> approver;                   ///< who let it go below zero (透支); empty elsewhere
  std::string reason;
  bool returned = false;               ///< no longer counts: the project gave it back, or the closure relapsed

  friend bool operator==(const CapacityEntry&, const CapacityEntry&) = default;
};

/// How much load an area may bear (容量账): of one substance, in one medium. What is there already is taken from the start.
struct Capacity {
  std::string title;
  Medium medium{};
  Id<Body> body;                       ///< which keeps it
  Id<Place> place;
  Figure limit;                        ///< `of` names the substance: 氨氮; its unit is the ledger's
  std::optional<Figure> existing;      ///< load of what stands today, in a unit that converts
  std::vector<CapacityEntry> entries;

  friend bool operator==(const Capacity&, const Capacity&) = default;
};

}  // namespace luoshi
