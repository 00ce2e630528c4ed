#pragma once

// Included by one source for each instruction set, which is compiled for it; everything here is local to that source, so
// that no function compiled for a newer processor can be picked by the linker for an older one. Only operations whose
// rounding IEEE 754 fixes, none fused: the same bits at every width.

#if defined(__SSE2__)
#include <immintrin.h>
#endif

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

// Four vectors in step: a polynomial waits for itself at every degree, so one vector alone leaves most of the processor idle.
constexpr std::size_t kInStep = 4, kLanes = kInStep * kWidth, kPacks = kBlock / kLanes;
template <class V>
struct Pack {
  V v[kInStep];
};
using F = Pack<VF>;
using I = Pack<VI>;

template <class To, class Each>
[[gnu::always_inline]] inline Pack<To> each_of(Each each) {
  Pack<To> made;
#pragma GCC unroll 4
  for (std::size_t k = 0; k < kInStep; ++k) made.v[k] = each(k);
  return made;
}
#define LUOSHI_PACK_OPERATOR(OP)                                                                             \
  [[gnu::always_inline]] inline F operator OP(const F& a, const F& b) {                                       \
    return each_of<VF>([&](std::size_t k) __attribute__((always_inline)) { return a.v[k] OP b.v[k]; });       \
  }                                                                                                           \
  [[gnu::always_inline]] inline F operator OP(const F& a, float b) {                                          \
    return each_of<VF>([&](std::size_t k) __attribute__((always_inline)) { return a.v[k] OP b; });            \
  }
LUOSHI_PACK_OPERATOR(+)
LUOSHI_PACK_OPERATOR(-)
LUOSHI_PACK_OPERATOR(*)
#undef LUOSHI_PACK_OPERATOR

[[gnu::always_inline]] inline F splat(float value) {
  return each_of<VF>([&](std::size_t) __attribute__((always_inline)) { return VF{} + value; });
}
[[gnu::always_inline]] inline F operator-(float a, const F& b) { return splat(a) - b; }
[[gnu::always_inline]] inline F load(const float* from) {
  F value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}
[[gnu::always_inline]] inline void store(float* to, const F& value) { __builtin_memcpy(to, &value, sizeof value); }
[[gnu::always_inline]] inline F choose(const I& mask, const F& yes, const F& no) {
  return each_of<VF>([&](std::size_t k) __attribute__((always_inline)) { return mask.v[k] ? yes.v[k] : no.v[k]; });
}

#if defined(__AVX512F__)
[[gnu::always_inline]] inline std::uint64_t bits_of_one(VI mask) {
  return static_cast<std::uint16_t>(_mm512_movepi32_mask(reinterpret_cast<__m512i>(mask)));
}
[[gnu::always_inline]] inline VF root_one(VF x) { return reinterpret_cast<VF>(_mm512_sqrt_ps(reinterpret_cast<__m512>(x))); }
[[gnu::always_inline]] inline VF later_one(VF a, VF b) {
  return reinterpret_cast<VF>(_mm512_max_ps(reinterpret_cast<__m512>(a), reinterpret_cast<__m512>(b)));
}
[[gnu::always_inline]] inline VU high_product(VU a, std::uint32_t m) {
  const __m512i x = reinterpret_cast<__m512i>(a), by = _mm512_set1_epi64(m);
  const __m512i even = _mm512_mul_epu32(x, by), odd = _mm512_mul_epu32(_mm512_srli_epi64(x, 32), by);
  return reinterpret_cast<VU>(_mm512_mask_blend_epi32(0xAAAA, _mm512_srli_epi64(even, 32), odd));
}
#elif defined(__AVX2__)
[[gnu::always_inline]] inline std::uint64_t bits_of_one(VI mask) {
  return static_cast<std::uint64_t>(_mm256_movemask_ps(reinterpret_cast<__m256>(mask)));
}
[[gnu::always_inline]] inline VF root_one(VF x) { return reinterpret_cast<VF>(_mm256_sqrt_ps(reinterpret_cast<__m256>(x))); }
[[gnu::always_inline]] inline VF later_one(VF a, VF b) {
  return reinterpret_cast<VF>(_mm256_max_ps(reinterpret_cast<__m256>(a), reinterpret_cast<__m256>(b)));
}
[[gnu::always_inline]] inline VU high_product(VU a, std::uint32_t m) {
  const __m256i x = reinterpret_cast<__m256i>(a), by = _mm256_set1_epi64x(m);
  const __m256i even = _mm256_mul_epu32(x, by), odd = _mm256_mul_epu32(_mm256_srli_epi64(x, 32), by);
  return reinterpret_cast<VU>(_mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA));
}
#elif defined(__SSE2__)
[[gnu::always_inline]] inline std::uint64_t bits_of_one(VI mask) {
  return static_cast<std::uint64_t>(_mm_movemask_ps(reinterpret_cast<__m128>(mask)));
}
[[gnu::always_inline]] inline VF root_one(VF x) { return reinterpret_cast<VF>(_mm_sqrt_ps(reinterpret_cast<__m128>(x))); }
[[gnu::always_inline]] inline VF later_one(VF a, VF b) {
  return reinterpret_cast<VF>(_mm_max_ps(reinterpret_cast<__m128>(a), reinterpret_cast<__m128>(b)));
}
[[gnu::always_inline]] inline VU high_product(VU a, std::uint32_t m) {
  const __m128i x = reinterpret_cast<__m128i>(a), by = _mm_set1_epi64x(m);
  const __m128i even = _mm_mul_epu32(x, by), odd = _mm_mul_epu32(_mm_srli_epi64(x, 32), by);
  const __m128i upper = _mm_set_epi32(-1, 0, -1, 0);
  return reinterpret_cast<VU>(_mm_or_si128(_mm_srli_epi64(even, 32), _mm_and_si128(odd, upper)));
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
[[gnu::always_inline]] inline VU high_product(VU a, std::uint32_t m) {
  for (std::size_t k = 0; k < kWidth; ++k) a[k] = static_cast<std::uint32_t>((std::uint64_t{a[k]} * m) >> 32U);
  return a;
}
#endif

[[gnu::always_inline]] inline std::uint64_t bits_of(const I& mask) {
  std::uint64_t bits = 0;
#pragma GCC unroll 4
  for (std::size_t k = 0; k < kInStep; ++k) bits |= bits_of_one(mask.v[k]) << (k * kWidth);
  return bits;
}
[[gnu::always_inline]] inline F later(const F& a, const F& b) {
  return each_of<VF>([&](std::size_t k) __attribute__((always_inline)) { return later_one(a.v[k], b.v[k]); });
}
[[gnu::always_inline]] inline F root(const F& x) {
  return each_of<VF>([&](std::size_t k) __attribute__((always_inline)) { return root_one(x.v[k]); });
}

/// What a stream of words is asked for: those of one task and use.
struct Request {
  std::uint32_t task, use;
  LatticeRow lattice;
};

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
/// {16·block + l, task, use, 0}; its word k belongs to draw 16·k + l of the block.
[[gnu::always_inline]] inline void draw_words(const Program& program, std::uint32_t block, const Request* wanted,
                                              std::uint32_t* words) {
  for (std::size_t part = 0; part < kPhiloxLanes / kWidth; ++part) {
    VU lane;
    for (std::size_t k = 0; k < kWidth; ++k) lane[k] = static_cast<std::uint32_t>(part * kWidth + k);
    lane += static_cast<std::uint32_t>(block * kPhiloxLanes);
    VU c0[2], c1[2], c2[2], c3[2];
    VU key0 = VU{} + program.seed_low, key1 = VU{} + program.seed_high;
#pragma GCC unroll 2
    for (std::size_t r = 0; r < 2; ++r) c0[r] = lane, c1[r] = VU{} + wanted[r].task, c2[r] = VU{} + wanted[r].use, c3[r] = VU{};
    for (int round = 0; round < 10; ++round) {
#pragma GCC unroll 2
      for (std::size_t r = 0; r < 2; ++r) {
        const VU high0 = high_product(c0[r], 0xD2511F53U), low0 = c0[r] * 0xD2511F53U;
        const VU high1 = high_product(c2[r], 0xCD9E8D57U), low1 = c2[r] * 0xCD9E8D57U;
        c0[r] = high1 ^ c1[r] ^ key0;
        c1[r] = low1;
        c2[r] = high0 ^ c3[r] ^ key1;
        c3[r] = low0;
      }
      key0 += 0x9E3779B9U;
      key1 += 0xBB67AE85U;
    }
#pragma GCC unroll 2
    for (std::size_t r = 0; r < 2; ++r) {
      std::uint32_t* const to = words + r * kBlock + part * kWidth;
      __builtin_memcpy(to, &c0[r], sizeof c0[r]);
      __builtin_memcpy(to + kPhiloxLanes, &c1[r], sizeof c1[r]);
      __builtin_memcpy(to + 2 * kPhiloxLanes, &c2[r], sizeof c2[r]);
      __builtin_memcpy(to + 3 * kPhiloxLanes, &c3[r], sizeof c3[r]);
    }
  }
  for (std::size_t r = 0; r < 2; ++r)
    if (wanted[r].lattice.generator != 0) lattice_words(block, wanted[r].lattice, words + r * kBlock);
}

/// ln x for normal x > 0, absolute error below 5e-7: a least-maximum polynomial fitted for this use on √½ … √2.
[[gnu::always_inline]] inline F log_of(const F& x) {
  const I exponent = each_of<VI>([&](std::size_t k) __attribute__((always_inline)) {
    return (reinterpret_cast<VI>(x.v[k]) - 0x3F3504F3) >> 23;  // so that the mantissa lies in √½ … √2
  });
  const F e = each_of<VF>([&](std::size_t k) __attribute__((always_inline)) { return __builtin_convertvector(exponent.v[k], VF); });
  const F f = each_of<VF>([&](std::size_t k) __attribute__((always_inline)) {
                return reinterpret_cast<VF>(reinterpret_cast<VI>(x.v[k]) - (exponent.v[k] << 23));
              }) - 1.0F;
  F p = f * 0.119864002F - 0.187617173F;
  p = p * f + 0.204925697F;
  p = p * f - 0.248977659F;
  p = p * f + 0.333155446F;
  p = p * f - 0.500014859F;
  return (p * (f * f) + f) + e * 0.693147181F;
}

/// exp x, relative error about 2e-7. Coefficients: Cephes expf (Moshier 1989). Requires |x| ≤ 85: a network's medians and
/// spreads are held to bounds that keep it.
[[gnu::always_inline]] inline F exp_of(const F& x) {
  constexpr float kShift = 12582912.0F;  // 1.5·2^23: the nearest whole number in the low bits
  const F shifted = x * 1.44269504088896341F + kShift;
  const F n = shifted - kShift;
  const F r = (x - n * 0.693359375F) - n * -2.12194440e-4F;
  F p = r * 1.9875691500e-4F + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = (p * (r * r) + r) + 1.0F;
  return each_of<VF>([&](std::size_t k) __attribute__((always_inline)) {
    return reinterpret_cast<VF>(reinterpret_cast<VI>(p.v[k]) + (reinterpret_cast<VI>(shifted.v[k]) << 23));
  });
}

/// Words as odd multiples of 2^-23 between −1 and 1: every value exact, symmetric, never an end.
[[gnu::always_inline]] inline F centred(const std::uint32_t* words) {
  return each_of<VF>([&](std::size_t k) __attribute__((always_inline)) {
           VU word;
           __builtin_memcpy(&word, words + k * kWidth, sizeof word);
           return __builtin_convertvector(reinterpret_cast<VI>(word >> 9), VF);
         }) * 0x1.0p-22F - (1.0F - 0x1.0p-23F);
}

/// The standard normal of a centred uniform, √2·erf⁻¹(x); absolute error below 3e-6 within ±5.1, which is as far as it goes.
/// Source: Giles, Approximating the erfinv function, GPU Computing Gems 2 (2011), single precision; √2 taken into it.
[[gnu::always_inline]] inline F normal_of(const F& x) {
  const F log = log_of((1.0F - x) * (x + 1.0F));  // −w of the source
  const F c = -2.5F - log;
  F p = c * 3.97426023e-08F + 4.8546266e-07F;
  p = p * c - 4.98282267e-06F;
  p = p * c - 6.21052811e-06F;
  p = p * c + 0.000309120031F;
  p = p * c - 0.00177303494F;
  p = p * c - 0.00590813403F;
  p = p * c + 0.348802661F;
  p = p * c + 2.12331355F;
  const I tail = each_of<VI>([&](std::size_t k) __attribute__((always_inline)) { return log.v[k] <= -5.0F; });
  if (bits_of(tail) != 0) {  // one draw in 300
    const F t = root(log * -1.0F) - 3.0F;
    F q = t * -0.000283145718F + 0.000142765648F;
    q = q * t + 0.00190825948F;
    q = q * t - 0.00519501232F;
    q = q * t + 0.00811688967F;
    q = q * t - 0.0107797881F;
    q = q * t + 0.0133485786F;
    q = q * t + 1.41658104F;
    q = q * t + 4.00643424F;
    p = choose(tail, q, p);
  }
  return p * x;
}

/// The triangle's quantile at the uniform u in 0 … 1.
[[gnu::always_inline]] inline F triangle_of(const F& u, const TaskRow& task) {
  const float width = task.c - task.a, rise = task.b - task.a, fall = task.c - task.b;
  const F low = root(u * (width * rise)) + task.a, high = task.c - root((1.0F - u) * (width * fall));
  const I rising = each_of<VI>([&](std::size_t k) __attribute__((always_inline)) { return u.v[k] * width < rise; });
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

constexpr std::uint32_t kUseDuration = 0, kUseRisk = 1, kUseFactor = 2;

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
    case DurationKind::Lognormal: duration = exp_of(score(task, scratch, words, at)); break;
    case DurationKind::Normal: duration = later(score(task, scratch, words, at), splat(0.0F)); break;
    case DurationKind::Triangular: duration = triangle_of(centred(words + at) * 0.5F + 0.5F, task); break;
    case DurationKind::Exponential: duration = log_of(centred(words + at) * 0.5F + 0.5F) * -task.a; break;
  }
  if (task.risk_below != 0) {
    const std::uint32_t* const lots = words + (task.kind == DurationKind::Fixed ? 0 : kBlock) + at;
    const F extra = each_of<VF>([&](std::size_t k) __attribute__((always_inline)) {
      VU lot;
      __builtin_memcpy(&lot, lots + k * kWidth, sizeof lot);
      return lot < task.risk_below ? VF{} + task.risk_days : VF{};
    });
    duration = later(duration + extra, splat(0.0F));
  }
  if (task.branch_on >= 0) {
    const F on = load(scratch.finish + static_cast<std::size_t>(task.branch_on) * kBlock + at);
    const I done = each_of<VI>([&](std::size_t k) __attribute__((always_inline)) { return on.v[k] > task.branch_after; });
    duration = choose(done, duration, splat(0.0F));
  }
  return duration;
}

F on_calendar(const CalendarRow& calendar, const F& start, const F& duration) {
  F finish;
  for (std::size_t v = 0; v < kInStep; ++v)
    for (std::size_t k = 0; k < kWidth; ++k)
      finish.v[v][k] = day_of(calendar, done_by(calendar, start.v[v][k]) + duration.v[v][k]);
  return later(finish, start);  // no work to do: no waiting either
}

[[gnu::always_inline]] inline F start_of(const Program& program, const TaskRow& task, const Scratch& scratch, std::size_t at) {
  F start = splat(task.earliest);
  for (std::uint32_t k = task.links; k < task.finish_links; ++k)
    start = later(start, load(scratch.finish + program.links[k].from * kBlock + at) + program.links[k].lag);
  return start;
}

constexpr std::size_t kTogether = 16;  // tasks whose words are drawn before they are worked on

/// What the tasks from `first` ask of the stream; where each one's words begin goes to `begins`.
[[gnu::always_inline]] inline std::size_t gather(const Program& program, std::size_t first, std::size_t last, Request* wanted,
                                                 std::size_t* begins) {
  std::size_t count = 0;
  for (std::size_t i = first; i < last; ++i) {
    const TaskRow& task = program.tasks[i];
    begins[i - first] = count * kBlock;
    if (task.kind != DurationKind::Fixed) wanted[count++] = {task.word, kUseDuration, task.lattice};
    if (task.risk_below != 0) wanted[count++] = {task.word, kUseRisk, {}};
  }
  wanted[count] = {0, 0, {}};  // requests are answered two by two
  return count;
}

void run_forward(const Program& program, std::uint32_t block, std::size_t first, std::size_t last, Scratch& scratch) {
  alignas(64) std::uint32_t words[(2 * kTogether + 1) * kBlock];
  Request wanted[2 * kTogether + 1];
  std::size_t begins[kTogether];
  for (; first < last; first += kTogether) {
    const std::size_t end = first + kTogether < last ? first + kTogether : last;
    const std::size_t count = gather(program, first, end, wanted, begins);
    for (std::size_t r = 0; r < count; r += 2) draw_words(program, block, wanted + r, words + r * kBlock);
    for (std::size_t i = first; i < end; ++i) {
      const TaskRow& task = program.tasks[i];
      float* const to = scratch.finish + i * kBlock;
      for (std::size_t at = 0; at < kBlock; at += kLanes) {
        const F duration = duration_of(task, scratch, words + begins[i - first], at);
        const F start = start_of(program, task, scratch, at);
        F finish = task.calendar >= 0 ? on_calendar(program.calendars[task.calendar], start, duration) : start + duration;
        for (std::uint32_t k = task.finish_links; k < task.links_end; ++k)
          finish = later(finish, load(scratch.finish + program.links[k].from * kBlock + at) + program.links[k].lag);
        store(to + at, finish);
      }
    }
  }
}

void run_draw_factors(const Program& program, std::uint32_t block, Scratch& scratch) {
  alignas(64) std::uint32_t words[2 * kBlock];
  for (std::uint32_t factor = 0; factor < program.factors; ++factor) {
    const Request wanted[2] = {{factor, kUseFactor, program.factor_lattice[factor]}, {0, 0, {}}};
    draw_words(program, block, wanted, words);
    for (std::size_t at = 0; at < kBlock; at += kLanes)
      store(scratch.factor + factor * kBlock + at, normal_of(centred(words + at)));
  }
}

/// The draws in which a link holds back what it leads to.
[[gnu::always_inline]] inline std::uint64_t holding(const Scratch& scratch, const LinkRow& link, const F* held) {
  std::uint64_t bits = 0;
  for (std::size_t p = 0; p < kPacks; ++p) {
    const F arrives = load(scratch.finish + link.from * kBlock + p * kLanes) + link.lag;
    bits |= bits_of(each_of<VI>([&](std::size_t k) __attribute__((always_inline)) { return arrives.v[k] == held[p].v[k]; })) << (p * kLanes);
  }
  return bits;
}

void run_backward(const Program& program, const Scratch& scratch, std::uint64_t* critical) {
  for (std::size_t i = program.count; i-- > 0;) {
    const TaskRow& task = program.tasks[i];
    std::uint64_t mine = critical[i];
    if (mine == 0 || task.links == task.links_end) continue;
    F held[kPacks];
    for (std::uint32_t k = task.finish_links; k < task.links_end; ++k) {
      for (std::size_t p = 0; p < kPacks; ++p) held[p] = load(scratch.finish + i * kBlock + p * kLanes);
      const std::uint64_t bits = critical[i] & holding(scratch, program.links[k], held);
      critical[program.links[k].from] |= bits;
      mine &= ~bits;  // its start has slack where another's finish holds its own back
    }
    if (mine == 0) continue;
    for (std::size_t p = 0; p < kPacks; ++p) held[p] = start_of(program, task, scratch, p * kLanes);
    for (std::uint32_t k = task.links; k < task.finish_links; ++k)
      critical[program.links[k].from] |= mine & holding(scratch, program.links[k], held);
  }
}

[[maybe_unused]] constexpr Kernel kHere{run_draw_factors, run_forward, run_backward};

}  // namespace
}  // namespace luoshi::forecast::detail
