#include "water/transfer.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "base/random.hpp"

namespace luoshi::water {
namespace {

struct Reaches {
  std::vector<double> tau, rates;
  std::size_t stride;
};
Reaches some(const TransferPlan& plan, std::size_t count) {
  Random random{11};
  Reaches made{{}, std::vector<double>(plan.reactions() * count), count};
  for (std::size_t i = 0; i < count; ++i) made.tau.push_back(i % 13 == 0 ? 0.0 : std::exp(random.uniform(2, 15)));
  for (double& rate : made.rates) rate = random.uniform() < 0.2 ? 0.0 : std::exp(random.uniform(-18, -8));
  return made;
}

TEST(TransferPlan, GivesTheSameBitsAtEveryInstructionSetAndInAnyCompany) {
  const TransferPlan plan{standard_kinetics()};
  const std::size_t count = 203, width = 2 * plan.entries().size();
  const Reaches all = some(plan, count);
  std::vector<double> plain(count * width), other(count * width);
  plan.river_factors(all.tau, all.rates, all.stride, plain, {}, numeric::InstructionSet::Baseline);
  for (auto level : {numeric::InstructionSet::Avx2, numeric::InstructionSet::Avx512}) {
    if (level > numeric::widest_instruction_set()) continue;
    plan.river_factors(all.tau, all.rates, all.stride, other, {}, level);
    for (std::size_t k = 0; k < plain.size(); ++k)
      ASSERT_EQ(std::bit_cast<std::uint64_t>(plain[k]), std::bit_cast<std::uint64_t>(other[k])) << "number " << k;
  }
  for (const std::size_t i : {0u, 5u, 64u, 202u}) {  // alone
    std::vector<double> rates, one(width);
    for (std::size_t r = 0; r < plan.reactions(); ++r) rates.push_back(all.rates[r * count + i]);
    plan.river_factors(std::span{all.tau}.subspan(i, 1), rates, 1, one);
    for (std::size_t k = 0; k < width; ++k) ASSERT_EQ(one[k], plain[i * width + k]) << "reach " << i;
  }
}

TEST(TransferPlan, TwoHalvesInARowAreTheWhole) {
  const TransferPlan plan{standard_kinetics()};
  const std::size_t entries = plan.entries().size(), count = 100;
  Reaches all = some(plan, count);
  std::vector<double> whole(count * 2 * entries), half(count * 2 * entries);
  plan.river_factors(all.tau, all.rates, all.stride, whole);
  for (double& tau : all.tau) tau /= 2;
  plan.river_factors(all.tau, all.rates, all.stride, half);
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t s = 0; s < plan.species(); ++s) {
      const std::size_t k = plan.diagonal(s);
      const double once = whole[i * 2 * entries + k], twice = half[i * 2 * entries + k] * half[i * 2 * entries + k];
      ASSERT_NEAR(twice, once, 1e-12 * once + 1e-300) << "reach " << i << " species " << s;
    }
}

TEST(TransferPlan, EntriesAreNeverNegativeAndADiagonalIsTheExponential) {
  const TransferPlan plan{standard_kinetics()};
  const std::size_t entries = plan.entries().size(), count = 100;
  const Reaches all = some(plan, count);
  std::vector<double> factors(count * 2 * entries);
  plan.river_factors(all.tau, all.rates, all.stride, factors);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < 2 * entries; ++k) ASSERT_GE(factors[i * 2 * entries + k], 0);
    const double kt = all.rates[12 * count + i] * all.tau[i];  // decay of COD
    double fastest = 0;                                        // the whole reach is halved as its fastest species wants
    for (std::size_t r = 0; r < plan.reactions(); ++r) fastest += all.rates[r * count + i] * all.tau[i];
    const double e = factors[i * 2 * entries + plan.diagonal(standard::kCod)];
    ASSERT_NEAR(e, std::exp(-kt), 2.3e-16 * (2 * fastest + 8) * std::exp(-kt) + 1e-300) << "k·tau " << kt;
  }
}

TEST(TransferPlan, ALakeSolvesItsOwnBalance) {
  Kinetics k = first_order_kinetics({{"a", Rate::from_si(2e-6), 1}, {"b", Rate::from_si(5e-6), 1}});
  k.reactions[0].products = {{1, 0.5}};
  const TransferPlan plan{k};
  std::vector<double> factors(2 * plan.entries().size());
  plan.lake_factors(1e6, std::vector<double>{2e-6, 5e-6}, factors);
  EXPECT_DOUBLE_EQ(factors[0], 1 / 3.0);              // 1 / (1 + 2)
  EXPECT_DOUBLE_EQ(factors[1], 0.5 * 2 / 3.0 / 6.0);  // half of what a loses, then diluted by b's own loss
  EXPECT_DOUBLE_EQ(factors[2], 1 / 6.0);
}

TEST(TransferPlan, WrittenOutOrWalkedThroughTablesTheBitsAreTheSame) {
  Kinetics more = standard_kinetics();
  more.species.push_back("dye");  // one species more, and no kernel is written out for it
  const TransferPlan standard{standard_kinetics()}, walked{more};
  const std::size_t reactions = standard.reactions(), width = standard.entries().size();
  ASSERT_EQ(walked.entries().size(), width + 1);
  std::vector<double> tau, rates(reactions * 11);
  for (std::size_t i = 0; i < 11; ++i) tau.push_back(500.0 * static_cast<double>((i * i) % 37));
  for (std::size_t k = 0; k < rates.size(); ++k) rates[k] = 1e-6 * static_cast<double>((k * 7919) % 101);
  std::vector<double> one(2 * width * 11), other(2 * (width + 1) * 11);
  standard.river_factors(tau, rates, 11, one);
  walked.river_factors(tau, rates, 11, other);
  for (std::size_t i = 0; i < 11; ++i)
    for (std::size_t k = 0; k < width; ++k) {
      EXPECT_EQ(one[2 * width * i + k], other[2 * (width + 1) * i + k]) << "E " << k << " of reach " << i;
      EXPECT_EQ(one[2 * width * i + width + k], other[2 * (width + 1) * i + width + 1 + k]) << "G " << k;
    }
}

}  // namespace
}  // namespace luoshi::water
