#pragma once

#include <cstdint>

namespace luoshi::numeric {

/// Eight doubles worked on together. Plain element-wise arithmetic: each lane rounds as a lone double does, so a kernel
/// written over `F64x8` gives the same bits on one 512-bit, two 256-bit or four 128-bit registers.
using F64x8 = double __attribute__((vector_size(64)));
using I64x8 = std::int64_t __attribute__((vector_size(64)));

// Kernels are written once over V = double or F64x8, with these for what differs.
template <class V>
struct Lanes;
template <>
struct Lanes<double> {
  using Int = std::int64_t;
  using Mask = bool;
};
template <>
struct Lanes<F64x8> {
  using Int = I64x8;
  using Mask = I64x8;
};

template <class V>
[[gnu::always_inline]] inline typename Lanes<V>::Int bits_of(const V& value) {
  return __builtin_bit_cast(typename Lanes<V>::Int, value);
}
template <class V>
[[gnu::always_inline]] inline V from_bits(const typename Lanes<V>::Int& bits) {
  return __builtin_bit_cast(V, bits);
}
template <class V>
[[gnu::always_inline]] inline V splat(double value) {
  return V{} + value;
}
template <class V>
[[gnu::always_inline]] inline V choose(const typename Lanes<V>::Mask& mask, const V& yes, const V& no) {
  return mask ? yes : no;
}

/// The x86-64 levels a kernel is compiled for. None fuses multiply and add.
enum class InstructionSet { Baseline, Avx2, Avx512 };

/// The widest level this processor has.
[[nodiscard]] InstructionSet widest_instruction_set() noexcept;

// The kernel's call operator and all it calls must be always_inline, or they stay at the baseline (slower, same bits).
#if defined(__x86_64__)
template <class Kernel>
[[gnu::target("avx2")]] void run_at_avx2(const Kernel& kernel) {
  kernel();
}
template <class Kernel>
[[gnu::target("avx512f,avx512dq,avx512vl")]] void run_at_avx512(const Kernel& kernel) {
  kernel();
}
#endif

/// Runs `kernel()` compiled for `level`. Requires a level the processor has.
template <class Kernel>
void run_at(InstructionSet level, const Kernel& kernel) {
#if defined(__x86_64__)
  if (level == InstructionSet::Avx512) return run_at_avx512(kernel);
  if (level == InstructionSet::Avx2) return run_at_avx2(kernel);
#else
  static_cast<void>(level);
#endif
  kernel();
}

}  // namespace luoshi::numeric
