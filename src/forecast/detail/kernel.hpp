#pragma once

#include <cstddef>
#include <cstdint>

// The inner loop of the simulation: the same source compiled for each instruction set, plain arrays in and out.
namespace luoshi::forecast::detail {

inline constexpr std::size_t kBlock = 64;  ///< draws worked on together: one Philox call of sixteen lanes gives 64 words

enum class DurationKind : std::uint8_t { Fixed, Lognormal, Normal, Triangular, Exponential };

struct LinkRow {
  std::uint32_t from;  ///< position of the task that is waited for
  std::uint32_t at;    ///< place of its finishes
  float lag;
};

/// A stream of words on the lattice: draw d takes generator · (the bits of d, mirrored) + shift, modulo 2^32. Generators are odd; 0: not
/// on the lattice, its words are Philox's.
struct LatticeRow {
  std::uint32_t generator = 0, shift = 0;
};
inline constexpr std::size_t kLatticeStreams = 32;

/// What a stream of words is asked for: those of one task or factor and use.
enum class WordUse : std::uint32_t { Duration, Risk, Factor };
struct Request {
  std::uint32_t number;
  WordUse use;
  LatticeRow lattice;
};

/// A task as the loop reads it, in an order in which all it waits for stand before it.
struct TaskRow {
  std::uint32_t links, finish_links, links_end;  ///< finish-to-start from `links`, finish-to-finish from `finish_links`
  std::uint32_t at;                              ///< place of its finishes
  std::uint32_t request;                         ///< its first among the requests: of its duration where that is drawn, then of its risk
  float a, b, c;                                 ///< Lognormal: log2 of the median; others as Spread
  float own, load[3];                            ///< times the spread b, a lognormal's to base 2
  std::uint32_t factor[3];
  float earliest;
  std::uint32_t risk_below;  ///< of 2^32; 0: no risk
  float risk_days;
  std::int32_t calendar;   ///< −1: none
  std::int32_t branch_on;  ///< place of the finishes that decide; −1: always done
  float branch_after;
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
  const TaskRow* tasks;  ///< one more than `count`, which says where the requests end
  std::size_t count;
  const Request* requests;  ///< one more than are asked for: they are answered two by two
  const LinkRow* links;
  std::size_t link_count;
  std::size_t places;  ///< of finishes: a place is used again once nothing waits for what stood there, so that a block stays in the cache
  const CalendarRow* calendars;
  std::uint32_t factors;
  std::uint32_t seed_low, seed_high;
  const LatticeRow* factor_lattice;  ///< of each factor
};

/// What one block of draws needs: `finish` of places × 64, `factor` of factors × 64; `tight`, of each link the draws in which it holds
/// back what it leads to, or null where nobody asks.
struct Scratch {
  float* finish;
  float* factor;
  std::uint64_t* tight;
};

/// The shared factors of block `block`.
using DrawFactors = void (*)(const Program&, std::uint32_t block, Scratch&);
/// Finishes of the tasks at `first` … `last` of block `block`.
using Forward = void (*)(const Program&, std::uint32_t block, std::size_t first, std::size_t last, Scratch&);
/// From marked targets back along tight links: bit d of `critical[i]` says that a delay of task i would delay a marked target in draw d. Adds
/// how many draws that is to `counts[i]` and leaves `critical` empty.
using Backward = void (*)(const Program&, const Scratch&, std::uint64_t* critical, std::uint32_t* counts);

struct Kernel {
  DrawFactors draw_factors;
  Forward forward;
  Backward backward;
};
extern const Kernel kKernelBaseline;
extern const Kernel kKernelAvx2;
extern const Kernel kKernelAvx512;

}  // namespace luoshi::forecast::detail
