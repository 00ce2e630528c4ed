#pragma once

#include "base/random.hpp"
#include "forecast/network.hpp"

namespace luoshi::forecast::test {

/// A made-up programme of `count` tasks: lognormal with one body in forty shared, money and weather shared by all, a risk on
/// one task in five, a milestone every tenth, 1.8 links each from the 200 tasks before; the last task waits for the ends.
inline Network programme(std::size_t count, std::uint64_t seed) {
  Random random{seed};
  Network made;
  made.factors = 42;
  std::vector<char> followed(count, 0);
  for (std::size_t i = 0; i < count; ++i) {
    Task task;
    task.name = "t" + std::to_string(i);
    if (i % 10 != 9) {
      task.spread = {Spread::Kind::Lognormal, 10 + 50 * random.uniform(), 0.2 + 0.3 * random.uniform(), 0};
      task.shares = {{static_cast<std::uint32_t>(random.below(40)), 0.5}};
      if (random.below(4) == 0) task.shares.push_back({40U + static_cast<std::uint32_t>(random.below(2)), 0.3});
      if (random.below(5) == 0) task.risk = Task::Risk{0.1 + 0.2 * random.uniform(), 30};
    }
    for (int k = 0; i > 0 && k < (random.below(5) == 0 ? 1 : 2); ++k) {
      const auto from = static_cast<std::uint32_t>(i - 1 - random.below(std::min<std::uint64_t>(i, 200)));
      task.after.push_back({Task::Link::Kind::FinishToStart, from, 0});
      followed[from] = 1;
    }
    if (i + 1 == count)
      for (std::uint32_t from = 0; from < i; ++from)
        if (!followed[from]) task.after.push_back({Task::Link::Kind::FinishToStart, from, 0});
    made.tasks.push_back(std::move(task));
  }
  return made;
}

}  // namespace luoshi::forecast::test
