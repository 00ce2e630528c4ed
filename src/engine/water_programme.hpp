#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "assess/tables.hpp"
#include "water/model.hpp"
#include "water/tables.hpp"

namespace luoshi::engine {

/// What a measure changes of a water model that no load can say (生态补水、清淤): flow and what the mud consumes. Levels do not
/// answer to these in a straight line.
struct WaterEdit {
  std::uint32_t measure = 0;
  std::size_t reach = 0;
  double flow_m3_s = 0;              ///< brought to the head of the reach; below zero: taken from the water that begins there
  std::vector<double> brings;        ///< kg/m³ of each species in what is brought; oxygen as stated, else at saturation
  double oxygen_demand_kg_m2_s = 0;  ///< by which the mud's demand falls
};

/// A level that a measure raises instead of lowering it (反而升高), mg/L.
struct Raise {
  std::uint32_t measure = 0, receptor = 0;
  double by = 0;
};

/// Lets a water model answer for a programme: each item at each section becomes a receptor, named "谷口 NH3-N", with the
/// limit of the section's class and the model's present level. Oxygen is judged as its deficit: level and limit are what
/// saturation leaves above them. A section that is tidal without a known exchange, dry, or below a reach without oxygen stays
/// silent with its reason.
///
/// Without edits a cut's effect is the adjoint sweep's: levels are linear in loads. With edits they are not, and the effect of
/// each promised measure lies between what it does alone today and what its absence would do where everything promised stands,
/// both solved: at their mean, moved as far for all, by their difference, as lets all promised effects add up to the solved level
/// where all stand. Of one that nobody promised it is what it would do there. By how much the sum misses that state (nothing, where
/// there is room to move), and each state with one promise missing, is the receptor's `bend`. Effects of promised measures depend
/// on which measures are promised, then.
///
/// What a promised measure raises is added to the level without measures from its due period on, and listed: it never
/// helps, and it never counts as not standing. What nobody promised and raises is listed only.
///
/// A cut acts on what enters evenly along its reach, or on the source it names. Limits hold for the year's mean; the model is
/// one steady state, so the level without measures is the same in every period but for what is raised.
/// @throws Error{BadInput}: a reach, source or substance the model does not have, an item whose limit is a least level and not
/// oxygen's, or that the standard does not know, more cut in a reach than enters it. Requires edits `unfit` says nothing of.
std::vector<Raise> add_water(const assess::GivenSettings& settings, assess::GivenProgramme& given, const water::TableModel& tables,
                             const water::SteadyModel& model, std::span<const WaterEdit> edits = {});

/// Why an edit cannot be solved, in Chinese; empty where it can: more taken than begins in the reach, a reach that would fall dry,
/// more demand taken away than the mud has.
[[nodiscard]] std::string unfit(const water::SteadyModel& model, const WaterEdit& edit);

}  // namespace luoshi::engine
