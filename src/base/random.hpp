#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace luoshi {

/// One block of the counter-based generator Philox4x32-10: four 32-bit words from a counter and a key.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11; the known-answer vectors of
/// its reference implementation are tests here. Pure: any block of any stream can be computed alone, so results do not
/// depend on the number of threads.
[[nodiscard]] std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// A stream of random numbers: same seed and stream, same numbers, on every machine (Philox with own transforms; the
/// standard library's distributions differ between libraries).
class Random {
 public:
  /// Streams of one seed are independent of one another.
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0) : key_{seed}, stream_{stream} {}

  [[nodiscard]] std::uint32_t word();
  [[nodiscard]] std::uint64_t word64();
  /// Uniform in [0, 1), 53 bits.
  [[nodiscard]] double uniform();
  /// Uniform in [low, high). Requires low ≤ high, both finite.
  [[nodiscard]] double uniform(double low, double high);
  /// Uniform in 0 … bound−1 without bias. Requires bound ≥ 1.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound);
  /// Standard normal by inversion of one uniform (`normal_quantile`).
  [[nodiscard]] double normal();

  /// Puts the elements in random order (Fisher–Yates).
  template <class T>
  void shuffle(std::span<T> items) {
    for (std::size_t i = items.size(); i > 1; --i) {
      using std::swap;
      swap(items[i - 1], items[below(i)]);
    }
  }

 private:
  std::uint64_t key_;
  std::uint64_t stream_;
  std::uint64_t block_ = 0;
  std::array<std::uint32_t, 4> words_{};
  unsigned used_ = 4;
};

/// The x with P(N(0,1) ≤ x) = p, for 0 < p < 1; relative error below 1e-15 of the exact quantile.
/// Source: Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988). Uses an own logarithm: same bits everywhere.
[[nodiscard]] double normal_quantile(double p);

}  // namespace luoshi
