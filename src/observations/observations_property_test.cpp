#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include "base/random.hpp"
#include "observations/observations.hpp"

namespace luoshi::observations {
namespace {

namespace fs = std::filesystem;

// The store against a map that is plainly right: random batches, overlapping times, every as-of, reopened now and then.
TEST(ObservationsProperty, AgreesWithAPlainMap) {
  const std::uint64_t seed = 20260630;
  Random random{seed};
  std::string name = (fs::temp_directory_path() / "luoshi-observations-XXXXXX").string();
  ASSERT_NE(::mkdtemp(name.data()), nullptr);
  const fs::path root = fs::path{name} / "observations";
  const Instant start{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

  using Key = std::pair<std::string, std::int64_t>;
  std::vector<std::pair<std::uint64_t, std::map<Key, std::pair<double, std::string>>>> history;  // after each batch
  std::map<Key, std::pair<double, std::string>> now;
  auto kept = std::make_unique<Observations>(root, Access::Write);
  std::uint64_t batch = 0;
  for (int round = 0; round < 60; ++round) {
    batch += 1 + random.below(5);
    std::vector<Observation> values;
    for (std::uint64_t i = 0, count = 1 + random.below(40); i < count; ++i) {
      const std::string station = "S" + std::to_string(random.below(3));
      const auto minute = static_cast<std::int64_t>(random.below(60));
      const std::string flag = random.below(4) == 0 ? "F" + std::to_string(random.below(3)) : "";
      values.push_back({station, "x", start + std::chrono::minutes{minute}, random.uniform(), flag});
      now[{station, minute}] = {values.back().value, flag};
    }
    kept->append(batch, values);
    history.emplace_back(batch, now);
    if (random.below(10) == 0) {
      kept.reset();
      kept = std::make_unique<Observations>(root, Access::Write);
    }
    for (int look = 0; look < 10; ++look) {
      const auto& [as_of, state] = history[random.below(history.size())];
      const std::string station = "S" + std::to_string(random.below(3));
      const auto from = static_cast<std::int64_t>(random.below(60)), until = static_cast<std::int64_t>(random.below(61));
      const Known known = kept->read(station, "x", start + std::chrono::minutes{from}, start + std::chrono::minutes{until}, as_of);
      std::size_t i = 0;
      for (const auto& [key, told] : state) {
        if (key.first != station || key.second < from || key.second >= until) continue;
        ASSERT_LT(i, known.series.values.size()) << "seed " << seed << " round " << round;
        ASSERT_EQ(known.series.at[i], start + std::chrono::minutes{key.second});
        ASSERT_EQ(known.series.values[i], told.first);
        ASSERT_EQ(known.flag_words.at(known.flags[i]), told.second);
        ++i;
      }
      ASSERT_EQ(i, known.series.values.size());
    }
  }
  kept.reset();
  fs::remove_all(name);
}

}  // namespace
}  // namespace luoshi::observations
