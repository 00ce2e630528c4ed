#include "observations/observations.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <limits>
#include <thread>

#include "base/error.hpp"
#include "observations/segment.hpp"

namespace luoshi::observations {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;

const Instant kStart{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

Observation told(const std::string& station, int hour, double value, const std::string& flag = {}) {
  return {station, "PM2.5", kStart + hours{hour}, value, flag};
}

Fault fault_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.fault();
  }
  ADD_FAILURE() << "nothing was refused";
  return Fault::Cancelled;
}

class ObservationFiles : public testing::Test {
 protected:
  ObservationFiles() {
    std::string name = (fs::temp_directory_path() / "luoshi-observations-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary directory"};
    directory = name;
  }
  ~ObservationFiles() override { fs::remove_all(directory); }

  fs::path root() const { return directory / "observations"; }
  fs::path file(int batch) const {
    std::string digits = std::to_string(batch);
    return root() / (std::string(20 - digits.size(), '0') + digits + ".seg");
  }
  void turn(const fs::path& path, std::uint64_t at) const {
    std::fstream out{path, std::ios::binary | std::ios::in | std::ios::out};
    out.seekg(static_cast<std::streamoff>(at));
    const char byte = static_cast<char>(out.get() ^ 1);
    out.seekp(static_cast<std::streamoff>(at));
    out.put(byte);
  }
  static Known all(const Observations& kept, const std::string& station, std::optional<std::uint64_t> as_of = std::nullopt) {
    return kept.read(station, "PM2.5", kStart - hours{1000}, kStart + hours{1000}, as_of);
  }
  fs::path directory;
};

TEST_F(ObservationFiles, ACorrectionStandsAndTheEarlierValueIsStillKnown) {
  Observations kept{root(), Access::Write};
  kept.append(7, std::vector{told("A", 0, 10), told("A", 1, 11), told("B", 0, 99)});
  kept.append(9, std::vector{told("A", 1, 8, "更正"), told("A", 2, 12)});
  EXPECT_EQ(all(kept, "A").series.values, (std::vector<double>{10, 8, 12}));
  EXPECT_EQ(all(kept, "A", 7).series.values, (std::vector<double>{10, 11}));
  EXPECT_EQ(all(kept, "A", 8).series.values, (std::vector<double>{10, 11}));
  EXPECT_TRUE(all(kept, "A", 6).series.values.empty());
  const Known now = all(kept, "A");
  EXPECT_EQ(now.flag_words.at(now.flags.at(1)), "更正");
  EXPECT_EQ(now.flag_words.at(now.flags.at(2)), "");
  EXPECT_EQ(now.series.at.at(1), kStart + hours{1});
  EXPECT_TRUE(all(kept, "C").series.values.empty());
}

TEST_F(ObservationFiles, ARangeHoldsItsFirstMomentAndNotItsLast) {
  Observations kept{root(), Access::Write};
  kept.append(1, std::vector{told("A", 2, 2), told("A", 0, 0), told("A", 1, 1)});
  EXPECT_EQ(kept.read("A", "PM2.5", kStart, kStart + hours{2}).series.values, (std::vector<double>{0, 1}));
  EXPECT_EQ(kept.read("A", "PM2.5", kStart + std::chrono::milliseconds{1}, kStart + hours{3}).series.values, (std::vector<double>{1, 2}));
  EXPECT_TRUE(kept.read("A", "PM2.5", kStart + hours{2}, kStart).series.values.empty());
}

TEST_F(ObservationFiles, OfTwoValuesForOneTimeInABatchTheLaterOneStands) {
  Observations kept{root(), Access::Write};
  kept.append(1, std::vector{told("A", 0, 1), told("A", 0, 2), told("A", 1, 3), told("A", 0, 4)});
  EXPECT_EQ(all(kept, "A").series.values, (std::vector<double>{4, 3}));
}

TEST_F(ObservationFiles, AnotherOpeningSeesTheSame) {
  Digest first, second;
  {
    Observations kept{root(), Access::Write};
    first = kept.append(1, std::vector{told("A", 0, 1)});
    second = kept.append(5, std::vector{told("A", 1, 2), told("B", 1, 3)});
  }
  const Observations again{root(), Access::Read};
  const auto batches = again.batches();
  ASSERT_EQ(batches.size(), 2U);
  EXPECT_EQ(batches[0].digest, first);
  EXPECT_EQ(batches[1].digest, second);
  EXPECT_EQ(batches[1].values, 2U);
  EXPECT_EQ(all(again, "A").series.values, (std::vector<double>{1, 2}));
  EXPECT_EQ(again.series(), (std::vector<std::pair<std::string, std::string>>{{"A", "PM2.5"}, {"B", "PM2.5"}}));
  EXPECT_TRUE(again.check().empty());
}

TEST_F(ObservationFiles, RepeatingTheLastBatchChangesNothingAndAnotherOneIsRefused) {
  Observations kept{root(), Access::Write};
  kept.append(1, std::vector{told("A", 0, 1)});
  const Digest digest = kept.append(2, std::vector{told("A", 1, 2)});
  EXPECT_EQ(kept.append(2, std::vector{told("A", 1, 2)}), digest);
  EXPECT_EQ(fault_of([&] { kept.append(2, std::vector{told("A", 1, 3)}); }), Fault::Conflict);
  EXPECT_EQ(fault_of([&] { kept.append(1, std::vector{told("A", 0, 1)}); }), Fault::Conflict);
  EXPECT_EQ(kept.batches().size(), 2U);
}

TEST_F(ObservationFiles, RefusesWhatCannotBeKept) {
  Observations kept{root(), Access::Write};
  const auto refused = [&](Observation value) {
    return fault_of([&] { kept.append(1, std::vector{std::move(value)}); }) == Fault::BadInput;
  };
  EXPECT_TRUE(refused(told("", 0, 1)));
  EXPECT_TRUE(refused(told(std::string(201, 'x'), 0, 1)));
  EXPECT_TRUE(refused(told("A", 0, std::numeric_limits<double>::quiet_NaN())));
  EXPECT_TRUE(refused({"A", "PM2.5", kStart + std::chrono::milliseconds{1}, 1, ""}));
  EXPECT_TRUE(refused(told("A", 0, 1, std::string(201, 'f'))));
  EXPECT_EQ(fault_of([&] { kept.append(1, std::vector<Observation>{}); }), Fault::BadInput);
  EXPECT_EQ(fault_of([&] { kept.append(1, std::vector{told("A", 0, 1), told("A", 24 * 366 * 137, 1)}); }), Fault::BadInput);
  EXPECT_TRUE(kept.batches().empty()) << "a refused batch leaves nothing behind";
}

TEST_F(ObservationFiles, OneProcessWritesAndOthersRead) {
  Observations kept{root(), Access::Write};
  kept.append(1, std::vector{told("A", 0, 1)});
  EXPECT_EQ(fault_of([&] { Observations(root(), Access::Write); }), Fault::Unavailable);
  EXPECT_EQ(all(Observations(root(), Access::Read), "A").series.values.size(), 1U);
  EXPECT_EQ(fault_of([&] { Observations(directory / "none", Access::Read); }), Fault::NotFound);
}

TEST_F(ObservationFiles, ADamagedValueIsNamedAndNeverHandedOut) {
  {
    Observations kept{root(), Access::Write};
    kept.append(1, std::vector{told("A", 0, 1), told("B", 0, 2)});
  }
  turn(file(1), fs::file_size(file(1)) - 3);  // a bit of the last value of B
  const Observations kept{root(), Access::Read};
  EXPECT_EQ(all(kept, "A").series.values.size(), 1U) << "what is sound is still read";
  EXPECT_EQ(fault_of([&] { (void)all(kept, "B"); }), Fault::Corrupt);
  ASSERT_EQ(kept.check().size(), 1U);
  EXPECT_NE(kept.check()[0].find("B PM2.5"), std::string::npos);
}

TEST_F(ObservationFiles, EveryTurnedBitIsNoticed) {
  {
    Observations kept{root(), Access::Write};
    kept.append(1, std::vector{told("A", 0, 1, "x"), told("A", 1, 5), told("B", 0, 2)});
  }
  const std::uint64_t size = fs::file_size(file(1));
  std::uint64_t unnoticed = 0;
  for (std::uint64_t at = 0; at < size; ++at) {
    turn(file(1), at);
    try {
      const Observations kept{root(), Access::Read};
      const bool same = all(kept, "A").series.values == std::vector<double>{1, 5} && kept.check().empty();
      unnoticed += same ? 1 : 0;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::Corrupt) << at;
    }
    turn(file(1), at);
  }
  EXPECT_EQ(unnoticed, 0U);
}

TEST_F(ObservationFiles, AMissingOrForeignBatchIsNoticed) {
  {
    Observations kept{root(), Access::Write};
    for (int batch = 1; batch <= 3; ++batch) kept.append(static_cast<std::uint64_t>(batch), std::vector{told("A", batch, batch)});
  }
  fs::rename(file(2), root() / "aside");
  EXPECT_EQ(fault_of([&] { Observations(root(), Access::Read); }), Fault::Corrupt);
  fs::copy_file(file(1), file(2));
  EXPECT_EQ(fault_of([&] { Observations(root(), Access::Read); }), Fault::Corrupt) << "batch 1 under the name of batch 2";
  fs::remove(file(2));
  fs::rename(root() / "aside", file(2));
  EXPECT_EQ(Observations(root(), Access::Read).batches().size(), 3U);
  std::ofstream{root() / "00000000000000000004.seg.77-0.new"} << "half";
  EXPECT_EQ(Observations(root(), Access::Read).batches().size(), 3U) << "what a crash left is passed over";
}

TEST_F(ObservationFiles, ReadersAndOneWriterAtOnce) {
  Observations kept{root(), Access::Write};
  kept.append(1, std::vector{told("A", 0, 0)});
  std::atomic<bool> done{false};
  std::vector<std::thread> readers;
  for (int r = 0; r < 2; ++r)
    readers.emplace_back([&] {
      while (!done) {
        const Known known = all(kept, "A");
        for (std::size_t i = 0; i < known.series.values.size(); ++i)
          ASSERT_EQ(known.series.values[i], static_cast<double>(i));
      }
    });
  for (int batch = 2; batch <= 40; ++batch)
    kept.append(static_cast<std::uint64_t>(batch), std::vector{told("A", batch - 1, batch - 1)});
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(all(kept, "A").series.values.size(), 40U);
}

}  // namespace
}  // namespace luoshi::observations
