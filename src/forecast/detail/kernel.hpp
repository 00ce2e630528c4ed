#pragma once

#include <cstddef>
#include <cstdint>

// The inner loop of the simulation: the same source compiled for each instruction set, plain arrays in and out.
namespace luoshi::forecast::detail {

inline constexpr std::size_t kBlock = 64;  ///< draws worked on together: one Philox call of sixteen lanes gives 64 words

enum class DurationKind : std::uint8_t { Fixed, Lognormal, Normal, Triangular, Exponential };

struct LinkRow {
  std::uint32_t from;
  float lag;
};

/// A stream of words on the lattice: draw d takes generator · (the bits of d, mirrored) + shift, modulo 2^32. Generators are odd; 0: not
/// on the lattice, its words are Philox's.
struct LatticeRow {
  std::uint32_t generator = 0, shift = 0;
};
inline constexpr std::size_t kLatticeStreams = 32;

/// A task as the loop reads it, in an order in which all it waits for stand before it.
struct TaskRow {
  std::uint32_t links, finish_links, links_end;  ///< finish-to-start from `links`, finish-to-finish from `finish_links`
  std::uint32_t word;                            ///< its number in the random stream: the caller's, not the order's
  float a, b, c;                                 ///< Lognormal: ln median; others as Spread
  float own, load[3];                            ///< times the spread b
  std::uint32_t factor[3];
  float earliest;
  std::uint32_t risk_below;  ///< of 2^32; 0: no risk
  float risk_days;
  std::int32_t calendar;   ///< −1: none
  std::int32_t branch_on;  ///< −1: always done
  float branch_after;
  LatticeRow lattice;      ///< of its duration
  DurationKind kind;
  std::uint8_t shares;
};

/// Work done by the end of each day, and the days by which work is done, both from day 0.
struct CalendarRow {
  const float* done;       ///< done[d]: working days in 0 … d, of `days` + 1 entries
  std::uint32_t days;
  float weekly;            ///< working days of the last seven
};

struct Program {
  const TaskRow* tasks;
  std::size_t count;
  const LinkRow* links;
  const CalendarRow* calendars;
  std::uint32_t factors;
  std::uint32_t seed_low, seed_high;
  const LatticeRow* factor_lattice;  ///< of each factor
};

/// What one block of draws needs: `finish` of count × 64, `factor` of factors × 64.
struct Scratch {
  float* finish;
  float* factor;
};

/// The shared factors of block `block`.
using DrawFactors = void (*)(const Program&, std::uint32_t block, Scratch&);
/// Finishes of the tasks at `first` … `last` of block `block`.
using Forward = void (*)(const Program&, std::uint32_t block, std::size_t first, std::size_t last, Scratch&);
/// From marked targets back: bit d of `critical[i]` says that a delay of task i would delay a marked target in draw d.
using Backward = void (*)(const Program&, const Scratch&, std::uint64_t* critical);

struct Kernel {
  DrawFactors draw_factors;
  Forward forward;
  Backward backward;
};
extern const Kernel kKernelBaseline;
extern const Kernel kKernelAvx2;
extern const Kernel kKernelAvx512;

}  // namespace luoshi::forecast::detail
