#include "numeric/executor.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <stdexcept>
#include <vector>

#include "numeric/reduce.hpp"

namespace luoshi::numeric {
namespace {

TEST(Executor, EveryPieceIsDoneOnceOnAnyNumberOfThreads) {
  for (const unsigned threads : {0u, 1u, 2u, 7u}) {
    std::vector<int> visits(1003, 0);
    for_each_piece(visits.size(), 10, threads, [&](std::size_t begin, std::size_t end) {
      EXPECT_EQ(begin % 10, 0u);
      for (std::size_t i = begin; i < end; ++i) ++visits[i];
    });
    for (const int visit : visits) ASSERT_EQ(visit, 1);
  }
}

TEST(Executor, AFailureInAPartReachesTheCaller) {
  EXPECT_THROW(for_each_piece(100, 1, 3,
                              [](std::size_t begin, std::size_t) {
                                if (begin == 50) throw std::runtime_error{"part 50"};
                              }),
               std::runtime_error);
}

TEST(Reduce, SumsInAFixedShape) {
  std::vector<double> values(37);
  std::iota(values.begin(), values.end(), 1.0);
  EXPECT_EQ(sum(values), 37.0 * 38 / 2);
  EXPECT_EQ(sum({}), 0.0);
}

TEST(Reduce, ACarefulSumKeepsWhatRoundingLoses) {
  CarefulSum total;
  for (const double value : {1.0, 1e100, 1.0, -1e100}) total.add(value);
  EXPECT_EQ(total.value(), 2.0);
}

}  // namespace
}  // namespace luoshi::numeric
