#pragma once

#include <optional>
#include <span>
#include <vector>

#include "forecast/detail/kernel.hpp"
#include "forecast/network.hpp"
#include "numeric/simd.hpp"

namespace luoshi::forecast::detail {

/// A network as the kernel reads it: rows in order, links gathered, numbers in single precision.
class Compiled {
 public:
  /// `lattice`: tasks whose durations stand on the lattice, after the factors. `wanted`: tasks whose finishes stand until the end of a block,
  /// the places of others are used again; nothing: all stand, each in the place of its position.
  /// @throws Error{BadInput} naming the network's first defects.
  Compiled(const Network& network, std::uint64_t seed, std::span<const std::uint32_t> lattice,
           std::optional<std::span<const std::uint32_t>> wanted);
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;

  [[nodiscard]] const Program& program() const { return program_; }
  [[nodiscard]] std::uint32_t position(std::uint32_t task) const { return position_[task]; }
  /// The place of a task's finishes.
  [[nodiscard]] std::uint32_t place(std::uint32_t task) const { return rows_[position_[task]].at; }
  [[nodiscard]] std::uint32_t task_at(std::size_t position) const { return order_[position]; }
  /// Positions that wait for the one at `position`, straight.
  [[nodiscard]] std::span<const std::uint32_t> followers(std::uint32_t position) const {
    return {followers_.data() + follower_start_[position], followers_.data() + follower_start_[position + 1]};
  }
  /// Replaces the numbers of one row by those of `task`; links, calendar and stream stay.
  void renumber(std::uint32_t position, const Task& task);

 private:
  void add_row(const Network& network, std::uint32_t task);
  void gather_followers();
  [[nodiscard]] std::uint32_t give_places(std::optional<std::span<const std::uint32_t>> wanted);
  void number_requests();
  void put_on_lattice(std::uint32_t factors, std::uint64_t seed, std::span<const std::uint32_t> tasks);
  std::vector<std::uint32_t> order_, position_, follower_start_, followers_;
  std::vector<std::uint32_t> numbers_;  ///< of tasks in the random stream, by position: the caller's, not the order's
  std::vector<LatticeRow> lattice_;     ///< of durations, by position
  std::vector<Request> requests_;
  std::vector<TaskRow> rows_;  ///< and one more
  std::vector<LinkRow> links_;
  std::vector<std::vector<float>> done_;
  std::vector<CalendarRow> calendars_;
  std::vector<LatticeRow> factor_lattice_;
  Program program_{};
};

[[nodiscard]] const Kernel& kernel_of(numeric::InstructionSet level);

}  // namespace luoshi::forecast::detail
