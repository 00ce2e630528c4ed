#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "forecast/network.hpp"
#include "numeric/simd.hpp"

namespace luoshi::forecast {

/// How a simulation runs. The result depends on `draws` and `seed` alone: every thread count and instruction set gives the
/// same bits.
struct SimulationOptions {
  std::size_t draws = 10'000;
  std::uint64_t seed = 20240605;
  unsigned threads = 1;
  numeric::InstructionSet level = numeric::widest_instruction_set();
  /// Tasks whose durations are drawn on a lattice (准蒙特卡洛), the most critical first; with them up to sixteen factors. At most 32 streams
  /// in all; the rest, and whether risks happen, stays Philox. The figures of such a simulation have a smaller error than as many
  /// independent draws (same error with 10 times fewer in the cases of `docs/methods/forecast.md`), but the spread of its draws does not tell it:
  /// repeat with other seeds. Best with a power of two of draws.
  std::vector<std::uint32_t> lattice;
  /// Called now and then, from one thread at a time, with the share that is done; false stops the simulation.
  std::function<bool(double)> on_progress;
};

/// What a simulation found (抽样结果).
struct Simulation {
  std::vector<std::vector<float>> finish;  ///< of each target, its finish in each draw, in days
  std::vector<double> criticality;         ///< of each task, the share of draws in which its delay would delay the target asked about
  bool stopped = false;                    ///< by on_progress: nothing else is valid then

  /// The share of draws in which that target has finished by that day.
  [[nodiscard]] double chance_by(std::size_t target, double day) const;
  /// The day by which it has finished in that share of draws. Requires 0 < p ≤ 1.
  [[nodiscard]] double quantile(std::size_t target, double p) const;
  [[nodiscard]] double mean(std::size_t target) const;
};

/// Draws a network (蒙特卡洛): durations with shared factors, discrete risks, branches, calendars; start = latest of what is
/// waited for.
///
/// Draw d of task number n takes words of Philox at counter {16·(d/64) + d mod 16, n, use, 0}: one for the duration, one more
/// where the task bears a risk. Arithmetic is single precision, elementwise and unfused; normals reach ±5.1 with an error
/// below 2e-6, durations are exact to about 1e-6 of themselves. `critical_for` asks for criticality: a task is critical in
/// a draw where an unbroken chain of tight links leads from it to that target.
/// @throws Error{BadInput} naming the network's first defects.
[[nodiscard]] Simulation simulate(const Network& network, std::span<const std::uint32_t> targets,
                                  std::optional<std::uint32_t> critical_for, const SimulationOptions& options);

/// A simulation that is kept, so that a change costs only what it reaches (实时推演).
///
/// Holds the finish of every task in every draw: 4 bytes × tasks × draws. A change draws the changed task anew with the
/// same random words and follows its effect; where no bit moved it stops. The result is bit for bit a fresh simulation's.
class LiveSimulation {
 public:
  /// @throws Error{BadInput} naming defects; Error{TooLarge} where tasks × draws exceed 1.5·10^9.
  LiveSimulation(Network network, std::vector<std::uint32_t> targets, const SimulationOptions& options);
  LiveSimulation(LiveSimulation&&) noexcept;
  LiveSimulation& operator=(LiveSimulation&&) noexcept;
  ~LiveSimulation();

  /// Replaces a task's spread, shares, risk, earliest start and branch day; its links, calendar and number stay.
  /// Returns how many task-draws were simulated again. @throws Error{BadInput} when the network would be defective.
  std::size_t change(std::uint32_t task, const Task& replacement);

  /// The finish of the i-th target in each draw.
  [[nodiscard]] std::vector<float> finish(std::size_t target) const;
  [[nodiscard]] double chance_by(std::size_t target, double day) const;
  [[nodiscard]] const Network& network() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace luoshi::forecast
