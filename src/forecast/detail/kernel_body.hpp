#pragma once

// Included by one source for each instruction set, which is compiled for it; everything here is local to that source, so
// that no function compiled for a newer processor can be picked by the linker for an older one. Only operations whose
// rounding IEEE 754 fixes, none fused: the same bits at every width.

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include <type_traits>

#include "forecast/detail/kernel.hpp"

namespace luoshi::forecast::detail {
namespace {

#if defined(__AVX512F__)
constexpr std::size_t kWidth = 16;
#elif defined(__AVX2__)
constexpr std::size_t kWidth = 8;
#else
constexpr std::size_t kWidth = 4;
#endif
constexpr std::size_t kPhiloxLanes = 16;

using VF = float __attribute__((vector_size(kWidth * 4)));
using VI = std::int32_t __attribute__((vector_size(kWidth * 4)));
using VU = std::uint32_t __attribute__((vector_size(kWidth * 4)));
using VW = std::uint64_t __attribute__((vector_size(kWidth * 4)));  // half as many 64-bit lanes

// Four vectors in step: a polynomial waits for itself at every degree, so one vector alone leaves most of the processor idle.
constexpr std::size_t kInStep = 4, kLanes = kInStep * kWidth;
template <std::size_t k>
using At = std::integral_constant<std::size_t, k>;
template <class V>
struct Pack {  // four members and no array: GCC 12 keeps members in registers, an array that a loop walks in memory
  V v0, v1, v2, v3;
  template <std::size_t k>
  [[gnu::always_inline]] V& operator[](At<k>) {
    if constexpr (k == 0) return v0;
    else if constexpr (k == 1) return v1;
    else if constexpr (k == 2) return v2;
    else return v3;
  }
  template <std::size_t k>
  [[gnu::always_inline]] const V& operator[](At<k> at) const { return const_cast<Pack&>(*this)[at]; }
};
using F = Pack<VF>;
using I = Pack<VI>;

template <class To, class Each>
[[gnu::always_inline]] inline Pack<To> each_of(Each each) {
  return {each(At<0>{}), each(At<1>{}), each(At<2>{}), each(At<3>{})};
}
#define LUOSHI_PACK_OPERATOR(OP)                                                                             \
  [[gnu::always_inline]] inline F operator OP(const F& a, const F& b) {                                       \
    return each_of<VF>([&](auto k) __attribute__((always_inline)) { return a[k] OP b[k]; });       \
  }                                                                                                           \
  [[gnu::always_inline]] inline F operator OP(const F& a, float b) {                                          \
    return each_of<VF>([&](auto k) __attribute__((always_inline)) { return a[k] OP b; });            \
  }
LUOSHI_PACK_OPERATOR(+)
LUOSHI_PACK_OPERATOR(-)
LUOSHI_PACK_OPERATOR(*)
#undef LUOSHI_PACK_OPERATOR

[[gnu::always_inline]] inline F splat(float value) {
  return each_of<VF>([&](auto) __attribute__((always_inline)) { return VF{} + value; });
}
[[gnu::always_inline]] inline F operator-(float a, const F& b) { return splat(a) - b; }
[[gnu::always_inline]] inline F load(const float* from) {
  return each_of<VF>([&](auto k) __attribute__((always_inline)) {
    VF value;
    __builtin_memcpy(&value, from + k * kWidth, sizeof value);
    return value;
  });
}
[[gnu::always_inline]] inline void store(float* to, const F& value) {
  __builtin_memcpy(to, &value.v0, sizeof value.v0);
  __builtin_memcpy(to + kWidth, &value.v1, sizeof value.v1);
  __builtin_memcpy(to + 2 * kWidth, &value.v2, sizeof value.v2);
  __builtin_memcpy(to + 3 * kWidth, &value.v3, sizeof value.v3);
}
[[gnu::always_inline]] inline F choose(const I& mask, const F& yes, const F& no) {
  return each_of<VF>([&](auto k) __attribute__((always_inline)) { return mask[k] ? yes[k] : no[k]; });
}

#if defined(__AVX512F__)
[[gnu::always_inline]] inline std::uint64_t bits_of_one(VI mask) {
  return static_cast<std::uint16_t>(_mm512_movepi32_mask(reinterpret_cast<__m512i>(mask)));
}
[[gnu::always_inline]] inline VF root_one(VF x) { return reinterpret_cast<VF>(_mm512_sqrt_ps(reinterpret_cast<__m512>(x))); }
[[gnu::always_inline]] inline VF later_one(VF a, VF b) {
  return reinterpret_cast<VF>(_mm512_max_ps(reinterpret_cast<__m512>(a), reinterpret_cast<__m512>(b)));
}
[[gnu::always_inline]] inline VW product_one(VW a, VW b) {
  return reinterpret_cast<VW>(_mm512_mul_epu32(reinterpret_cast<__m512i>(a), reinterpret_cast<__m512i>(b)));
}
[[gnu::always_inline]] inline VU low_halves(VW a, VW b) {
  return reinterpret_cast<VU>(_mm512_shuffle_ps(reinterpret_cast<__m512>(a), reinterpret_cast<__m512>(b), 0x88));
}
#elif defined(__AVX2__)
[[gnu::always_inline]] inline std::uint64_t bits_of_one(VI mask) {
  return static_cast<std::uint64_t>(_mm256_movemask_ps(reinterpret_cast<__m256>(mask)));
}
[[gnu::always_inline]] inline VF root_one(VF x) { return reinterpret_cast<VF>(_mm256_sqrt_ps(reinterpret_cast<__m256>(x))); }
[[gnu::always_inline]] inline VF later_one(VF a, VF b) {
  return reinterpret_cast<VF>(_mm256_max_ps(reinterpret_cast<__m256>(a), reinterpret_cast<__m256>(b)));
}
[[gnu::always_inline]] inline VW product_one(VW a, VW b) {
  return reinterpret_cast<VW>(_mm256_mul_epu32(reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b)));
}
[[gnu::always_inline]] inline VU low_halves(VW a, VW b) {
  return reinterpret_cast<VU>(_mm256_shuffle_ps(reinterpret_cast<__m256>(a), reinterpret_cast<__m256>(b), 0x88));
}
#elif defined(__SSE2__)
[[gnu::always_inline]] inline std::uint64_t bits_of_one(VI mask) {
  return static_cast<std::uint64_t>(_mm_movemask_ps(reinterpret_cast<__m128>(mask)));
}
[[gnu::always_inline]] inline VF root_one(VF x) { return reinterpret_cast<VF>(_mm_sqrt_ps(reinterpret_cast<__m128>(x))); }
[[gnu::always_inline]] inline VF later_one(VF a, VF b) {
  return reinterpret_cast<VF>(_mm_max_ps(reinterpret_cast<__m128>(a), reinterpret_cast<__m128>(b)));
}
[[gnu::always_inline]] inline VW product_one(VW a, VW b) {
  return reinterpret_cast<VW>(_mm_mul_epu32(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
}
[[gnu::always_inline]] inline VU low_halves(VW a, VW b) {
  return reinterpret_cast<VU>(_mm_shuffle_ps(reinterpret_cast<__m128>(a), reinterpret_cast<__m128>(b), 0x88));
}
#else
[[gnu::always_inline]] inline std::uint64_t bits_of_one(VI mask) {
  std::uint64_t bits = 0;
  for (std::size_t k = 0; k < kWidth; ++k) bits |= static_cast<std::uint64_t>(mask[k] & 1) << k;
  return bits;
}
[[gnu::always_inline]] inline VF root_one(VF x) {
  for (std::size_t k = 0; k < kWidth; ++k) x[k] = __builtin_sqrtf(x[k]);
  return x;
}
[[gnu::always_inline]] inline VF later_one(VF a, VF b) { return a > b ? a : b; }
[[gnu::always_inline]] inline VW product_one(VW a, VW b) { return (a & 0xFFFFFFFFU) * (b & 0xFFFFFFFFU); }
[[gnu::always_inline]] inline VU low_halves(VW a, VW b) {
  VU low;
  for (std::size_t k = 0; k < kWidth; ++k) low[k] = static_cast<std::uint32_t>(k % 4 < 2 ? a[k / 4 * 2 + k % 2] : b[k / 4 * 2 + k % 2]);
  return low;
}
#endif

[[gnu::always_inline]] inline std::uint64_t bits_of(const I& mask) {
  return bits_of_one(mask.v0) | bits_of_one(mask.v1) << kWidth | bits_of_one(mask.v2) << (2 * kWidth) | bits_of_one(mask.v3) << (3 * kWidth);
}
[[gnu::always_inline]] inline F later(const F& a, const F& b) {
  return each_of<VF>([&](auto k) __attribute__((always_inline)) { return later_one(a[k], b[k]); });
}
[[gnu::always_inline]] inline F root(const F& x) {
  return each_of<VF>([&](auto k) __attribute__((always_inline)) { return root_one(x[k]); });
}

/// 64 words of a stream on the lattice. Mirrored bits make every first 2^k draws a lattice of their own.
inline void lattice_words(std::uint32_t block, const LatticeRow& lattice, std::uint32_t* words) {
  std::uint32_t mirrored = 0;
  for (std::uint32_t bit = 0; bit < 26; ++bit) mirrored |= ((block >> bit) & 1U) << (25 - bit);
  for (std::uint32_t d = 0; d < kBlock; ++d) {
    const std::uint32_t six = (d & 1U) << 5 | (d & 2U) << 3 | (d & 4U) << 1 | (d & 8U) >> 1 | (d & 16U) >> 3 | (d & 32U) >> 5;
    words[d] = (six << 26 | mirrored) * lattice.generator + lattice.shift;
  }
}

/// 64 words for each of two requests, in step: Philox4x32-10 (as base/random.hpp), lane l of sixteen at counter
/// {16·block + l, task, use, 0}; its word k belongs to draw 16·k + l of the block. A counter lies in a lane of 64 bits, where a product
/// is both halves at once; what stands above the lower 32 bits is never read.
[[gnu::always_inline]] inline void draw_words(const Program& program, std::uint32_t block, const Request* wanted,
                                              std::uint32_t* words) {
  for (std::size_t part = 0; part < kPhiloxLanes / kWidth; ++part) {
    VW c0[2][2], c1[2][2], c2[2][2], c3[2][2];  // of each request; lanes 0 1 4 5 …, then 2 3 6 7 …
    VW key0 = VW{} + program.seed_low, key1 = VW{} + program.seed_high;
    VW lane{};
    for (std::size_t k = 0; k < kWidth / 2; ++k) lane[k] = block * kPhiloxLanes + part * kWidth + k / 2 * 4 + k % 2;
#pragma GCC unroll 2
    for (std::size_t r = 0; r < 2; ++r)
#pragma GCC unroll 2
      for (std::size_t half = 0; half < 2; ++half)
        c0[r][half] = lane + half * 2, c1[r][half] = VW{} + wanted[r].number, c2[r][half] = VW{} + static_cast<std::uint32_t>(wanted[r].use), c3[r][half] = VW{};
#pragma GCC unroll 10
    for (int round = 0; round < 10; ++round) {
#pragma GCC unroll 2
      for (std::size_t r = 0; r < 2; ++r)
#pragma GCC unroll 2
        for (std::size_t half = 0; half < 2; ++half) {
          const VW first = product_one(c0[r][half], VW{} + 0xD2511F53U), second = product_one(c2[r][half], VW{} + 0xCD9E8D57U);
          c0[r][half] = (second >> 32) ^ c1[r][half] ^ key0;
          c1[r][half] = second;
          c2[r][half] = (first >> 32) ^ c3[r][half] ^ key1;
          c3[r][half] = first;
        }
      key0 += 0x9E3779B9U;
      key1 += 0xBB67AE85U;
    }
#pragma GCC unroll 2
    for (std::size_t r = 0; r < 2; ++r) {
      std::uint32_t* const to = words + r * kBlock + part * kWidth;
      const VU drawn[4] = {low_halves(c0[r][0], c0[r][1]), low_halves(c1[r][0], c1[r][1]), low_halves(c2[r][0], c2[r][1]),
                           low_halves(c3[r][0], c3[r][1])};
#pragma GCC unroll 4
      for (std::size_t k = 0; k < 4; ++k) __builtin_memcpy(to + k * kPhiloxLanes, &drawn[k], sizeof drawn[k]);
    }
  }
  for (std::size_t r = 0; r < 2; ++r)
    if (wanted[r].lattice.generator != 0) lattice_words(block, wanted[r].lattice, words + r * kBlock);
}

/// ln x for normal x > 0, absolute error below 5e-7: a least-maximum polynomial fitted for this use on √½ … √2.
[[gnu::always_inline]] inline F log_of(const F& x) {
  const I power = each_of<VI>([&](auto k) __attribute__((always_inline)) {  // of two, in place, so that the mantissa lies in √½ … √2
    return (reinterpret_cast<VI>(x[k]) - 0x3F3504F3) & -0x800000;
  });
  const F f = each_of<VF>([&](auto k) __attribute__((always_inline)) {
                return reinterpret_cast<VF>(reinterpret_cast<VI>(x[k]) - power[k]);
              }) - 1.0F;
  const F e = each_of<VF>([&](auto k) __attribute__((always_inline)) { return __builtin_convertvector(power[k], VF); });
  F p = f * 0.119864002F - 0.187617173F;
  p = p * f + 0.204925697F;
  p = p * f - 0.248977659F;
  p = p * f + 0.333155446F;
  p = p * f - 0.500014859F;
  return (p * (f * f) + f) + e * (0.693147181F * 0x1p-23F);
}

/// 2^x, relative error about 1e-7 of an exact x: a least-maximum polynomial fitted for this use on −½ … ½. Requires |x| ≤ 122: a
/// network's medians and spreads are held to bounds that keep it.
[[gnu::always_inline]] inline F power_of_two(const F& x) {
  constexpr float kShift = 12582912.0F;  // 1.5·2^23: the nearest whole number in the low bits
  const F shifted = x + kShift;
  const F r = x - (shifted - kShift);
  F p = r * 1.32764722e-3F + 9.67554133e-3F;
  p = p * r + 5.55071327e-2F;
  p = p * r + 0.240221197F;
  p = p * r + 0.693146967F;
  p = p * r + 1.0F;
  return each_of<VF>([&](auto k) __attribute__((always_inline)) {
    return reinterpret_cast<VF>(reinterpret_cast<VI>(p[k]) + (reinterpret_cast<VI>(shifted[k]) << 23));
  });
}

/// Words as odd multiples of 2^-23 between −1 and 1: every value exact, symmetric, never an end.
[[gnu::always_inline]] inline F centred(const std::uint32_t* words) {
  return each_of<VF>([&](auto k) __attribute__((always_inline)) {
           VU word;
           __builtin_memcpy(&word, words + k * kWidth, sizeof word);
           return __builtin_convertvector(reinterpret_cast<VI>(word >> 9), VF);
         }) * 0x1.0p-22F - (1.0F - 0x1.0p-23F);
}

/// What a uniform far from the middle is multiplied with, from −w.
inline float tail_of(float log) {
  const float t = __builtin_sqrtf(-log) - 3.0F;
  float q = t * -0.000283145718F + 0.000142765648F;
  q = q * t + 0.00190825948F;
  q = q * t - 0.00519501232F;
  q = q * t + 0.00811688967F;
  q = q * t - 0.0107797881F;
  q = q * t + 0.0133485786F;
  q = q * t + 1.41658104F;
  return q * t + 4.00643424F;
}

/// The standard normal of a centred uniform, √2·erf⁻¹(x); absolute error below 3e-6 within ±5.1, which is as far as it goes.
/// Form and tail: Giles, Approximating the erfinv function, GPU Computing Gems 2 (2011), single precision, √2 taken into it; the middle
/// is a least-maximum polynomial of one degree less (2.6e-7), fitted for this use.
[[gnu::always_inline]] inline F normal_of(const F& x) {
  const F log = log_of((1.0F - x) * (x + 1.0F));  // −w of the source
  const F c = -2.5F - log;
  F p = c * 4.99069364e-07F - 4.52219103e-06F;
  p = p * c - 6.32387101e-06F;
  p = p * c + 0.000307468698F;
  p = p * c - 0.00177278832F;
  p = p * c - 0.00590626841F;
  p = p * c + 0.348802567F;
  p = p * c + 2.12331324F;
  const I tail = each_of<VI>([&](auto k) __attribute__((always_inline)) { return log[k] <= -5.0F; });
  if (std::uint64_t bits = bits_of(tail); bits != 0) {  // one draw in 300: one by one
    float logs[kLanes], factors[kLanes];
    store(logs, log), store(factors, p);
    for (; bits != 0; bits &= bits - 1) {
      const int d = __builtin_ctzll(bits);
      factors[d] = tail_of(logs[d]);
    }
    p = load(factors);
  }
  return p * x;
}

/// The triangle's quantile at the uniform u in 0 … 1.
[[gnu::always_inline]] inline F triangle_of(const F& u, const TaskRow& task) {
  const float width = task.c - task.a, rise = task.b - task.a, fall = task.c - task.b;
  const F low = root(u * (width * rise)) + task.a, high = task.c - root((1.0F - u) * (width * fall));
  const I rising = each_of<VI>([&](auto k) __attribute__((always_inline)) { return u[k] * width < rise; });
  return choose(rising, low, high);
}

/// Work done by a moment, straight within a day; after the table's end its last seven days repeat.
inline float done_by(const CalendarRow& calendar, float day) {
  if (day <= 0) return 0;
  const auto end = static_cast<float>(calendar.days);
  float before = 0;
  if (day >= end) {
    const float weeks = __builtin_floorf((day - end) / 7.0F) + 1.0F;
    before = weeks * calendar.weekly;
    day = day - weeks * 7.0F;
  }
  const auto whole = static_cast<std::uint32_t>(day) < calendar.days ? static_cast<std::uint32_t>(day) : calendar.days - 1;
  const float work = calendar.done[whole + 1] - calendar.done[whole];
  return before + calendar.done[whole] + work * (day - static_cast<float>(whole));
}
/// The first moment by which so much is done.
inline float day_of(const CalendarRow& calendar, float work) {
  float after = 0;
  if (const float last = calendar.done[calendar.days]; work > last) {
    const float weeks = __builtin_ceilf((work - last) / calendar.weekly);
    after = weeks * 7.0F;
    work = work - weeks * calendar.weekly;
  }
  std::uint32_t low = 0, high = calendar.days;  // done[low] < work ≤ done[high], or nothing is to be done
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    (calendar.done[middle] < work ? low : high) = middle;
  }
  const float rise = calendar.done[low + 1] - calendar.done[low];
  return after + static_cast<float>(low) + (rise > 0 ? (work - calendar.done[low]) / rise : 0.0F);
}

/// a + b·(Σ load·Z + own·z), b taken into `load` and `own`.
[[gnu::always_inline]] inline F score(const TaskRow& task, const Scratch& scratch, const std::uint32_t* words, std::size_t at) {
  F value = normal_of(centred(words + at)) * task.own + task.a;
  for (std::uint8_t k = 0; k < task.shares; ++k)
    value = value + load(scratch.factor + task.factor[k] * kBlock + at) * task.load[k];
  return value;
}

/// The durations of one pack of draws, from the task's words of that pack; the risk's words follow them.
[[gnu::always_inline]] inline F duration_of(const TaskRow& task, const Scratch& scratch, const std::uint32_t* words, std::size_t at) {
  F duration;
  switch (task.kind) {
    case DurationKind::Fixed: duration = splat(task.a); break;
    case DurationKind::Lognormal: duration = power_of_two(score(task, scratch, words, at)); break;
    case DurationKind::Normal: duration = later(score(task, scratch, words, at), splat(0.0F)); break;
    case DurationKind::Triangular: duration = triangle_of(centred(words + at) * 0.5F + 0.5F, task); break;
    case DurationKind::Exponential: duration = log_of(centred(words + at) * 0.5F + 0.5F) * -task.a; break;
  }
  if (task.risk_below != 0) {
    const std::uint32_t* const lots = words + (task.kind == DurationKind::Fixed ? 0 : kBlock) + at;
    const F extra = each_of<VF>([&](auto k) __attribute__((always_inline)) {
      VU lot;
      __builtin_memcpy(&lot, lots + k * kWidth, sizeof lot);
      return lot < task.risk_below ? VF{} + task.risk_days : VF{};
    });
    duration = later(duration + extra, splat(0.0F));
  }
  if (task.branch_on >= 0) {
    const F on = load(scratch.finish + static_cast<std::size_t>(task.branch_on) * kBlock + at);
    const I done = each_of<VI>([&](auto k) __attribute__((always_inline)) { return on[k] > task.branch_after; });
    duration = choose(done, duration, splat(0.0F));
  }
  return duration;
}

F on_calendar(const CalendarRow& calendar, const F& start, const F& duration) {
  float days[kLanes], from[kLanes];
  store(from, start), store(days, duration);
  for (std::size_t k = 0; k < kLanes; ++k) days[k] = day_of(calendar, done_by(calendar, from[k]) + days[k]);
  return later(load(days), start);  // no work to do: no waiting either
}

[[gnu::always_inline]] inline F arrival(const Scratch& scratch, const LinkRow& link, std::size_t at) {
  return load(scratch.finish + std::size_t{link.at} * kBlock + at) + link.lag;
}

/// Of the links from `first`: the draws of this pack in which what is waited for arrives at the very moment.
[[gnu::always_inline]] inline void mark_tight(const Program& program, const Scratch& scratch, std::uint32_t first, std::uint32_t last,
                                              const F& moment, std::size_t at) {
  for (std::uint32_t k = first; k < last; ++k) {
    const F arrives = arrival(scratch, program.links[k], at);
    const std::uint64_t bits =
        bits_of(each_of<VI>([&](auto v) __attribute__((always_inline)) { return arrives[v] == moment[v]; })) << at;
    scratch.tight[k] = at == 0 ? bits : scratch.tight[k] | bits;
  }
}

constexpr std::size_t kTogether = 16;  // tasks whose words are drawn before they are worked on

void run_forward(const Program& program, std::uint32_t block, std::size_t first, std::size_t last, Scratch& scratch) {
  alignas(64) std::uint32_t words[(2 * kTogether + 1) * kBlock];
  for (; first < last; first += kTogether) {
    const std::size_t end = first + kTogether < last ? first + kTogether : last;
    const std::uint32_t begin = program.tasks[first].request, count = program.tasks[end].request - begin;
    for (std::uint32_t r = 0; r < count; r += 2) draw_words(program, block, program.requests + begin + r, words + r * kBlock);
    for (std::size_t i = first; i < end; ++i) {
      const TaskRow& task = program.tasks[i];
      float* const to = scratch.finish + std::size_t{task.at} * kBlock;
      for (std::size_t at = 0; at < kBlock; at += kLanes) {
        const F duration = duration_of(task, scratch, words + (task.request - begin) * kBlock, at);
        F start = splat(task.earliest);
        for (std::uint32_t k = task.links; k < task.finish_links; ++k) start = later(start, arrival(scratch, program.links[k], at));
        F finish = task.calendar >= 0 ? on_calendar(program.calendars[task.calendar], start, duration) : start + duration;
        for (std::uint32_t k = task.finish_links; k < task.links_end; ++k)
          finish = later(finish, arrival(scratch, program.links[k], at));
        if (scratch.tight != nullptr) {
          mark_tight(program, scratch, task.links, task.finish_links, start, at);
          mark_tight(program, scratch, task.finish_links, task.links_end, finish, at);
        }
        store(to + at, finish);
      }
    }
  }
}

void run_draw_factors(const Program& program, std::uint32_t block, Scratch& scratch) {
  alignas(64) std::uint32_t words[2 * kBlock];
  for (std::uint32_t factor = 0; factor < program.factors; ++factor) {
    const Request wanted[2] = {{factor, WordUse::Factor, program.factor_lattice[factor]}, {0, WordUse::Factor, {}}};
    draw_words(program, block, wanted, words);
    for (std::size_t at = 0; at < kBlock; at += kLanes)
      store(scratch.factor + factor * kBlock + at, normal_of(centred(words + at)));
  }
}

void run_backward(const Program& program, const Scratch& scratch, std::uint64_t* critical, std::uint32_t* counts) {
  for (std::size_t i = program.count; i-- > 0;) {
    const std::uint64_t mine = critical[i];
    if (mine == 0) continue;
    critical[i] = 0;
    counts[i] += static_cast<std::uint32_t>(__builtin_popcountll(mine));
    const TaskRow& task = program.tasks[i];
    std::uint64_t by_start = mine;  // its start has slack where another's finish holds its own back
    for (std::uint32_t k = task.finish_links; k < task.links_end; ++k) {
      critical[program.links[k].from] |= mine & scratch.tight[k];
      by_start &= ~scratch.tight[k];
    }
    for (std::uint32_t k = task.links; k < task.finish_links; ++k) critical[program.links[k].from] |= by_start & scratch.tight[k];
  }
}

[[maybe_unused]] constexpr Kernel kHere{run_draw_factors, run_forward, run_backward};

}  // namespace
}  // namespace luoshi::forecast::detail
