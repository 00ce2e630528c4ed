#pragma once

#include <cstdint>
#include <vector>

#include "assess/joint.hpp"
#include "base/random.hpp"

namespace luoshi::assess {

/// A programme made from a seed, for tests and benchmarks: every measure lowers the levels of `reach` receptors in a row.
struct ProgrammeShape {
  std::uint32_t measures = 40, receptors = 4, periods = 6, reach = 2, bodies = 5, draws = 400;
  std::uint64_t seed = 1;
  double effect_sd = 0.3, model_error = 0.15;
  bool all_standings = true;
};

inline Programme programme_of(const ProgrammeShape& shape) {
  Random random{shape.seed, 1};
  Programme programme;
  programme.periods = shape.periods;
  programme.kind_share = 0.3;
  programme.error_share = 0.5;
  programme.effects.model_error = shape.model_error;
  const double mean_fall = 1.2 / (static_cast<double>(shape.measures) * shape.reach / shape.receptors);
  for (std::uint32_t r = 0; r < shape.receptors; ++r) {
    Receptor receptor;
    receptor.limit = 1.0;
    receptor.target = static_cast<std::uint8_t>(shape.periods - 1 - r % 2);
    for (std::uint32_t q = 0; q < shape.periods; ++q) receptor.without.push_back(random.uniform(1.6, 2.2));
    programme.receptors.push_back(receptor);
  }
  for (std::uint32_t m = 0; m < shape.measures; ++m) {
    Measure measure;
    measure.body = static_cast<std::uint32_t>(random.below(shape.bodies));
    measure.kind = m % 3;
    measure.due = static_cast<std::uint8_t>(random.below(shape.periods));
    measure.effect_sd = shape.effect_sd;
    if (shape.all_standings) measure.standing = static_cast<Standing>(random.below(8) < 5 ? 0 : 1 + random.below(3));
    programme.measures.push_back(measure);
    if (measure.standing != Standing::Nobody) programme.promises.push_back({m, m});
    const auto first = static_cast<std::uint32_t>(random.below(shape.receptors - shape.reach + 1));
    for (std::uint32_t k = 0; k < shape.reach; ++k)
      programme.effects.terms.push_back({m, first + k, random.uniform(0.5, 1.5) * mean_fall});
  }
  return programme;
}

/// One item a measure: most deliveries in their period, some one or two later, some never.
inline Draws draws_of(const ProgrammeShape& shape, const Programme& programme) {
  Random random{shape.seed, 2};
  Draws draws;
  draws.items = shape.measures;
  draws.draws = shape.draws;
  draws.seed = shape.seed;
  for (const Measure& measure : programme.measures)
    for (std::uint32_t d = 0; d < shape.draws; ++d) {
      const std::uint64_t slip = random.below(10);
      const std::uint64_t in = measure.due + (slip < 6 ? 0 : slip - 5);
      draws.delivered_in.push_back(slip == 9 || in >= shape.periods ? Draws::kNever : static_cast<std::uint8_t>(in));
    }
  return draws;
}

}  // namespace luoshi::assess
