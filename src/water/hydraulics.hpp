#pragma once

#include "water/network.hpp"

namespace luoshi::water {

/// Speed (m/s), depth (m) and surface width (m) of a flowing reach.
struct FlowState {
  double velocity = 0, depth = 0, width = 0;
};

/// The state of uniform steady flow of `flow` m³/s > 0.
///
/// PowerLaw and MeasuredHydraulics give the width as Q / (u·H). ManningChannel solves Q = A·R^(2/3)·√S / n for the
/// depth by Newton's method to the last digits (fixed start and stopping rule: the same bits everywhere).
[[nodiscard]] FlowState flow_state(const Hydraulics& hydraulics, double flow);

}  // namespace luoshi::water
