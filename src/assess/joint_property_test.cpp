#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "assess/test_programmes.hpp"

namespace luoshi::assess {
namespace {

struct Answers {
  std::vector<double> numbers;
  friend bool operator==(const Answers&, const Answers&) = default;
};

Answers all_of(const Assessment& assessment) {
  Answers answers;
  const Programme& programme = assessment.programme();
  std::vector<std::uint32_t> receptors(programme.receptors.size());
  std::iota(receptors.begin(), receptors.end(), 0U);
  for (const std::uint32_t r : receptors) {
    for (std::uint32_t q = 0; q < programme.periods; ++q)
      for (const Chance& chance : {assessment.met(r, q), assessment.enough(r, q)})
        answers.numbers.insert(answers.numbers.end(), {chance.probability, chance.low, chance.high});
    const Split split = assessment.split(r);
    answers.numbers.insert(answers.numbers.end(), {split.nobody, split.waiting, split.late, split.unverified, split.too_little, split.doubt});
    const Band band = assessment.level(r, programme.periods - 1);
    answers.numbers.insert(answers.numbers.end(), {band.low, band.median, band.high});
  }
  const Gains gains = assessment.gains(receptors);
  for (const Gain& gain : gains.measures) answers.numbers.insert(answers.numbers.end(), {1.0 * gain.receptor, 1.0 * gain.of, gain.gain});
  for (const Gain& gain : gains.bodies) answers.numbers.insert(answers.numbers.end(), {1.0 * gain.receptor, 1.0 * gain.of, gain.gain});
  answers.numbers.push_back(assessment.met_everywhere(programme.periods - 1));
  return answers;
}

TEST(AssessmentLaw, AnyNumberOfThreadsAndAnyOrderOfEffectsGiveTheSameBits) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const ProgrammeShape shape{.seed = seed};
    Programme programme = programme_of(shape);
    const Draws draws = draws_of(shape, programme);
    const Answers one = all_of(Assessment{programme, draws, seed, 1});
    EXPECT_EQ(one, all_of(Assessment{programme, draws, seed, 3})) << "seed " << seed;
    Random random{seed, 9};
    random.shuffle(std::span{programme.effects.terms});
    random.shuffle(std::span{programme.promises});
    EXPECT_EQ(one, all_of(Assessment{programme, draws, seed, 2})) << "seed " << seed;
  }
}

TEST(AssessmentLaw, ChangesGiveTheBitsOfAFreshComputation) {
  const ProgrammeShape shape{.seed = 20261126};
  Programme programme = programme_of(shape);
  Draws draws = draws_of(shape, programme);
  Assessment changed{programme, draws, 5, 2};
  Random random{shape.seed, 4};
  for (int change = 0; change < 100; ++change) {
    const auto item = static_cast<std::uint32_t>(random.below(draws.items));
    std::vector<std::uint8_t> fresh(draws.draws);
    for (std::uint8_t& in : fresh) in = static_cast<std::uint8_t>(random.below(shape.periods + 2));
    for (std::uint8_t& in : fresh)
      if (in >= shape.periods) in = Draws::kNever;
    changed.redeliver(item, fresh);
    std::copy(fresh.begin(), fresh.end(), draws.delivered_in.begin() + std::ptrdiff_t{item} * draws.draws);
    const auto slid = static_cast<std::uint32_t>(random.below(shape.measures));
    changed.rescale(slid, random.uniform(0, 3));
    changed.rescale(slid, 1.0);
    const auto moved = static_cast<std::uint32_t>(random.below(shape.measures));
    Measure& row = programme.measures[moved];
    row.due = random.below(4) == 0 ? Draws::kNever : static_cast<std::uint8_t>(random.below(shape.periods));
    if (row.standing != Standing::Nobody) row.standing = random.below(2) == 0 ? Standing::Sound : Standing::Unverified;
    changed.restand(moved, row.standing, row.due);
  }
  EXPECT_EQ(all_of(changed), all_of(Assessment{programme, draws, 5, 1}));
}

TEST(AssessmentLaw, OneMoreDeliveredPromiseNeverLowersTheChance) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const ProgrammeShape shape{.seed = seed};
    const Programme programme = programme_of(shape);
    Assessment assessment{programme, draws_of(shape, programme), seed, 1};
    const std::vector<std::uint8_t> at_once(shape.draws, 0);
    for (std::uint32_t item = 0; item < shape.measures; item += 5) {
      std::vector<double> before, after;
      for (std::uint32_t r = 0; r < shape.receptors; ++r)
        for (std::uint32_t q = 0; q < shape.periods; ++q) before.push_back(assessment.met(r, q).probability);
      assessment.redeliver(item, at_once);
      for (std::uint32_t r = 0; r < shape.receptors; ++r)
        for (std::uint32_t q = 0; q < shape.periods; ++q) after.push_back(assessment.met(r, q).probability);
      for (std::size_t i = 0; i < before.size(); ++i) ASSERT_GE(after[i], before[i]) << "seed " << seed;
    }
  }
}

TEST(AssessmentLaw, MetIsNeverMoreThanEnoughOnceEverythingIsDueAndNothingComesEarly) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const ProgrammeShape shape{.seed = seed};
    const Programme programme = programme_of(shape);
    const Assessment assessment{programme, draws_of(shape, programme), seed, 1};
    for (std::uint32_t r = 0; r < shape.receptors; ++r)
      for (std::uint32_t q = 0; q < shape.periods; ++q)
        ASSERT_LE(assessment.met(r, q).probability, assessment.enough(r, q).probability) << "seed " << seed;
  }
}

TEST(AssessmentLaw, PartsOfTheShortfallAreNotNegativeAndAddUp) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const ProgrammeShape shape{.seed = seed};
    const Programme programme = programme_of(shape);
    const Assessment assessment{programme, draws_of(shape, programme), seed, 2};
    for (std::uint32_t r = 0; r < shape.receptors; ++r) {
      const Split split = assessment.split(r);
      const std::array parts{split.nobody, split.waiting, split.late, split.unverified, split.too_little, split.doubt};
      for (const double part : parts) EXPECT_GE(part, 0.0) << "seed " << seed;
      const double missing = 1 - assessment.met(r, programme.receptors[r].target).probability;
      EXPECT_NEAR(std::accumulate(parts.begin(), parts.end(), 0.0), missing, 1e-12) << "seed " << seed;
    }
  }
}

TEST(AssessmentLaw, DoublingEveryLevelEffectAndLimitChangesNothing) {
  const ProgrammeShape shape{.seed = 8};
  Programme programme = programme_of(shape);
  const Draws draws = draws_of(shape, programme);
  const Assessment before{programme, draws, 1, 1};
  for (Receptor& receptor : programme.receptors) {
    receptor.limit *= 2;
    for (double& level : receptor.without) level *= 2;
  }
  for (Response::Term& term : programme.effects.terms) term.effect *= 2;
  const Assessment doubled{programme, draws, 1, 1};
  for (Receptor& receptor : programme.receptors) receptor.limit /= 2;
  const Assessment twice_the_load{programme, draws, 1, 1};
  for (std::uint32_t r = 0; r < shape.receptors; ++r) {
    EXPECT_EQ(before.met(r, 3).probability, doubled.met(r, 3).probability);
    EXPECT_LE(twice_the_load.met(r, 3).probability, before.met(r, 3).probability);
  }
}

// Seven commitments, each delivered in period 0, 1 or never: all 3^7 combinations, one a draw, on random measures, promises (some
// measures promised twice) and limits. Effects are whole eighths, so that both sides add exactly.
TEST(AssessmentLaw, SmallCasesAreEnumeratedOneByOne) {
  constexpr std::uint32_t kItems = 7, kDraws = 2187;
  Draws draws{kItems, kDraws, 0, std::vector<std::uint8_t>(kItems * kDraws)};
  for (std::uint32_t d = 0, left = 0; d < kDraws; ++d) {
    left = d;
    for (std::uint32_t item = 0; item < kItems; ++item, left /= 3)
      draws.delivered_in[item * kDraws + d] = left % 3 == 2 ? Draws::kNever : static_cast<std::uint8_t>(left % 3);
  }
  Random random{20261126};
  for (int trial = 0; trial < 50; ++trial) {
    Programme programme;
    programme.periods = 2;
    for (std::uint32_t m = 0; m < kItems; ++m) {
      programme.measures.push_back({.standing = random.below(4) == 0 ? Standing::Unverified : Standing::Sound, .due = static_cast<std::uint8_t>(random.below(2))});
      programme.promises.push_back({m, m});
      if (random.below(3) == 0) programme.promises.push_back({m, (m + 1) % kItems});
    }
    for (std::uint32_t r = 0; r < 3; ++r) {
      programme.receptors.push_back({.limit = 1 + 0.125 * static_cast<double>(random.below(20)), .target = 1, .without = {4.0, 4.5}});
      for (std::uint32_t m = 0; m < kItems; ++m)
        if (random.below(3) != 0) programme.effects.terms.push_back({m, r, 0.125 * static_cast<double>(1 + random.below(8))});
    }
    const Assessment assessment{programme, draws, 1, 1};
    std::size_t everywhere = 0;
    std::array<std::array<std::size_t, 2>, 3> met{};
    for (std::uint32_t d = 0; d < kDraws; ++d) {
      std::array<std::array<double, 2>, 3> level{{{4.0, 4.5}, {4.0, 4.5}, {4.0, 4.5}}};
      for (const Response::Term& term : programme.effects.terms)
        for (std::uint8_t q = 0; q < 2; ++q) {
          const bool stands = std::any_of(programme.promises.begin(), programme.promises.end(), [&](const Programme::Promise& promise) {
            return promise.measure == term.source && draws.delivered_in[promise.commitment * kDraws + d] <= q;
          });
          if (stands) level[term.receptor][q] -= term.effect;
        }
      bool all = true;
      for (std::size_t r = 0; r < 3; ++r) {
        for (std::size_t q = 0; q < 2; ++q) met[r][q] += level[r][q] <= programme.receptors[r].limit ? 1 : 0;
        all = all && level[r][1] <= programme.receptors[r].limit;
      }
      everywhere += all ? 1 : 0;
    }
    for (std::uint32_t r = 0; r < 3; ++r)
      for (std::uint32_t q = 0; q < 2; ++q)
        ASSERT_EQ(assessment.met(r, q).probability, static_cast<double>(met[r][q]) / kDraws) << "trial " << trial;
    ASSERT_EQ(assessment.met_everywhere(1), static_cast<double>(everywhere) / kDraws) << "trial " << trial;
  }
}

// Where the model is sure and the limit needs every promise, the joint chance is at most the chance that all are kept, and at
// most enough. With doubt in the model it need not be: a lucky error can stand in for a promise.
TEST(AssessmentLaw, WhereEveryPromiseIsNeededTheJointChanceIsAtMostTheLeastOfKeptAndEnough) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    ProgrammeShape shape{.measures = 12, .receptors = 1, .periods = 4, .reach = 1, .seed = seed, .effect_sd = 0, .model_error = 0, .all_standings = false};
    Programme programme = programme_of(shape);
    double falls = 0, least = 1e9;
    for (Measure& measure : programme.measures) measure.due = std::min<std::uint8_t>(measure.due, 2);
    programme.receptors[0].target = 3;
    for (const Response::Term& term : programme.effects.terms) {
      falls += term.effect;
      least = std::min(least, term.effect);
    }
    // Odd seeds: not even all of them reach it.
    programme.receptors[0].limit = programme.receptors[0].without[3] - falls + (seed % 2 == 0 ? 0.5 : -0.5) * least;
    Draws draws = draws_of(shape, programme);
    const Assessment assessment{programme, draws, seed, 1};
    std::size_t kept = 0;
    for (std::uint32_t d = 0; d < shape.draws; ++d) {
      bool all = true;
      for (std::uint32_t m = 0; m < shape.measures; ++m) all = all && draws.delivered_in[m * shape.draws + d] <= 3;
      kept += all ? 1 : 0;
    }
    const double least_of_both = std::min(static_cast<double>(kept) / shape.draws, assessment.enough(0, 3).probability);
    EXPECT_LE(assessment.met(0, 3).probability, least_of_both) << "seed " << seed;
    EXPECT_EQ(assessment.enough(0, 3).probability, seed % 2 == 0 ? 1.0 : 0.0) << "seed " << seed;
    EXPECT_EQ(assessment.met(0, 3).probability, least_of_both) << "here they are the same: all are needed and all suffice, or nothing does";
  }
}

TEST(AssessmentLaw, AGainIsWhatMakingItSureGives) {
  const ProgrammeShape shape{.seed = 12};
  const Programme programme = programme_of(shape);
  const Assessment assessment{programme, draws_of(shape, programme), 2, 1};
  const std::vector<std::uint32_t> receptors{1, 2};
  const Gains gains = assessment.gains(receptors);
  ASSERT_FALSE(gains.measures.empty());
  for (const Gain& gain : gains.measures) {
    const std::vector<std::uint32_t> one{gain.of};
    const double now = assessment.met(gain.receptor, programme.receptors[gain.receptor].target).probability;
    EXPECT_NEAR(assessment.met_if_sure(gain.receptor, one) - now, gain.gain, 1e-12);
    EXPECT_GT(gain.gain, 0.0);
  }
  for (const Gain& gain : gains.bodies) {
    std::vector<std::uint32_t> own;
    for (std::uint32_t m = 0; m < shape.measures; ++m)
      if (programme.measures[m].body == gain.of) own.push_back(m);
    const double now = assessment.met(gain.receptor, programme.receptors[gain.receptor].target).probability;
    EXPECT_NEAR(assessment.met_if_sure(gain.receptor, own) - now, gain.gain, 1e-12);
  }
}

}  // namespace
}  // namespace luoshi::assess
