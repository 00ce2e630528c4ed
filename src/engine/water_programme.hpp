#pragma once

#include <map>
#include <string>

#include "assess/tables.hpp"
#include "water/model.hpp"
#include "water/tables.hpp"

namespace luoshi::engine {

/// Lets a water model answer for a programme: each item at each section becomes a receptor, named "谷口 NH3-N", with the
/// limit of the section's class and the model's present level; each cut becomes an effect by the adjoint sweep. A section
/// that is tidal without a known exchange, dry, or below a reach without oxygen stays silent with its reason.
///
/// A cut acts on what enters evenly along its reach. Limits hold for the year's mean; the model is one steady state, so the
/// level without measures is the same in every period.
/// @throws Error{BadInput}: a reach or substance the model does not have, an item whose limit is a least level (oxygen) or
/// that the standard does not know, more cut in a reach than enters it.
void add_water(const assess::GivenSettings& settings, assess::GivenProgramme& given, const water::TableModel& tables,
               const water::SteadyModel& model);

}  // namespace luoshi::engine
