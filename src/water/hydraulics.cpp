#include "water/hydraulics.hpp"

#include "base/contract.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::water {
namespace {

FlowState uniform_flow(const ManningChannel& channel, double flow) {
  const double b = channel.bottom_width, z = channel.side_slope;
  const double conveyance = flow * channel.roughness / numeric::sqrt(channel.slope);  // A·R^(2/3) wanted
  const double slant = 2.0 * numeric::sqrt(1.0 + z * z);
  // Wide-channel depth, an over-estimate of none by much: Newton on the logarithm then falls in monotonically.
  double depth = numeric::pow(conveyance / b, 0.6);
  for (int round = 0; round < 60; ++round) {
    const double area = (b + z * depth) * depth, perimeter = b + slant * depth, top = b + 2.0 * z * depth;
    // ln(A^(5/3) / P^(2/3)) − ln(wanted) and its slope.
    const double miss = (5.0 * numeric::log(area) - 2.0 * numeric::log(perimeter)) / 3.0 - numeric::log(conveyance);
    const double slope = (5.0 * top / area - 2.0 * slant / perimeter) / 3.0;
    const double step = miss / (slope * depth);  // in ln depth
    depth *= step > 1 ? 0.36787944117144233 : step < -1 ? 2.7182818284590452 : numeric::exp(-step);
    if (step < 1e-15 && step > -1e-15) break;
  }
  FlowState state;
  state.depth = depth;
  state.velocity = flow / ((b + z * depth) * depth);
  state.width = b + 2.0 * z * depth;
  return state;
}

}  // namespace

FlowState flow_state(const Hydraulics& hydraulics, double flow) {
  expects(flow > 0, "flowing water");
  if (const auto* channel = std::get_if<ManningChannel>(&hydraulics)) return uniform_flow(*channel, flow);
  FlowState state;
  if (const auto* law = std::get_if<PowerLaw>(&hydraulics)) {
    state.velocity = law->a * numeric::pow(flow, law->b);
    state.depth = law->c * numeric::pow(flow, law->d);
  } else {
    const auto& measured = std::get<MeasuredHydraulics>(hydraulics);
    state.velocity = measured.velocity;
    state.depth = measured.depth;
  }
  state.width = flow / (state.velocity * state.depth);
  return state;
}

}  // namespace luoshi::water
