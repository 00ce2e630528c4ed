// The power goes at every moment of a ledger's life, and the disk keeps any part of what was not synced: nothing
// acknowledged is lost, nothing half done appears, and the ledger goes on. Then every call fails in turn. LUOSHI_LONG=1
// tries ten times as many images.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <set>

#include "base/error.hpp"
#include "disk/file.hpp"
#include "fault/crash_images.hpp"
#include "ledger/check/check.hpp"
#include "support/fast_place.hpp"
#include "support/temporary_directory.hpp"

namespace luoshi::ledger {
namespace {

namespace fs = std::filesystem;
using test::CrashImage;
using test::Disk;

bool long_run() { return std::getenv("LUOSHI_LONG") != nullptr; }

std::string entry_text(std::uint64_t sequence) {
  return "{\"event\":" + std::to_string(sequence) + ",\"text\":\"" + std::string(40 + sequence * 37 % 500, 'e') + "\"}";
}

std::vector<Entry> entries(std::uint64_t first, std::uint64_t count) {
  std::vector<Entry> made;
  for (std::uint64_t i = 0; i < count; ++i) made.push_back({entry_text(first + i)});
  return made;
}

class LedgerCrash : public testing::TestWithParam<test::Overwriting> {
 protected:
  // One life: opened, appends of these sizes one after another, closed. `acknowledged_sizes` are the sizes a whole append
  // ends at, the only ones a ledger may be found at.
  void live(const std::vector<std::uint64_t>& batches) {
    const auto ledger = open_sqlite_ledger(path, recorder.options());
    whole_sizes.insert(ledger->head().size);
    for (const std::uint64_t count : batches) {
      whole_sizes.insert(ledger->head().size + count);
      const Head head = ledger->append(ledger->head(), entries(ledger->head().size + 1, count));
      recorder.acknowledge(head.size);
    }
  }

  void lay(const Disk& disk) {
    for (const fs::directory_entry& each : fs::directory_iterator{elsewhere.path()}) fs::remove(each.path());
    for (const auto& [name, bytes] : disk) {
      File file{elsewhere.path() / name, File::Mode::Create};
      file.write_at(0, bytes);
    }
  }

  Disk disk_now() const {
    Disk disk;
    for (const fs::directory_entry& each : fs::directory_iterator{directory.path()}) {
      const std::string name = each.path().filename().string();
      if (!name.ends_with("-shm") && !name.ends_with(".lock"))
        disk[name] = File{each.path(), File::Mode::Read}.read_all(1 << 28);
    }
    return disk;
  }

  void expect_whole(const Ledger& ledger, std::uint64_t acknowledged, const std::string& how) {
    const std::uint64_t size = ledger.head().size;
    ASSERT_GE(size, acknowledged) << how;
    ASSERT_TRUE(whole_sizes.contains(size)) << "half an append, " << size << " entries: " << how;
    const Head head = read_verified(ledger, [&](std::uint64_t sequence, std::string_view bytes) {
      ASSERT_EQ(bytes, entry_text(sequence)) << how;
    });
    ASSERT_EQ(head.size, size);
  }

  void expect_survives(const CrashImage& image) {
    lay(image.disk);
    const fs::path copy = elsewhere.path() / path.filename();
    try {
      const auto ledger = open_sqlite_ledger(copy);
      expect_whole(*ledger, image.acknowledged, image.how);
      const std::uint64_t size = ledger->head().size;
      found_sizes.insert(size);
      ASSERT_EQ(ledger->append(ledger->head(), entries(size + 1, 1)).size, size + 1) << image.how;
    } catch (const Error& error) {
      FAIL() << image.how << ": " << error.what();
    }
    if (++survived % 8 == 0) {
      const ledger_check::Report report = ledger_check::check(copy);
      ASSERT_TRUE(report.sound()) << image.how << ": " << report.problems[0];
    }
  }

  std::uint64_t replay(const Disk& before) {
    const auto operations = recorder.taken();
    test::Effort effort;
    if (long_run()) effort = {10, 480, 20240719};
    return each_crash_image(before, operations, effort, [&](const CrashImage& image) {
      if (!HasFatalFailure()) expect_survives(image);
    });
  }

  test::TemporaryDirectory directory{test::fast_place()};
  test::TemporaryDirectory elsewhere{test::fast_place()};
  fs::path path = directory.path() / "city.db";
  test::Recorder recorder{"luoshi-crash-test", GetParam()};
  std::set<std::uint64_t> whole_sizes{0};
  std::set<std::uint64_t> found_sizes;
  std::uint64_t survived = 0;
};

// SQLite pads its log where a write may spoil its neighbours in a sector; both ways of writing are tried.
INSTANTIATE_TEST_SUITE_P(Disks, LedgerCrash, testing::Values(test::Overwriting::Safe, test::Overwriting::Unsafe),
                         [](const auto& disk) { return disk.param == test::Overwriting::Safe ? "safe" : "unsafe"; });

TEST_P(LedgerCrash, LosesNothingAcknowledgedInALifeFromItsFirstMoment) {
  live({1, 3, 1, 12, 1});
  live({2, 1});
  const std::uint64_t images = replay({});
  std::cout << images << " crash images\n";
  EXPECT_EQ(found_sizes, whole_sizes) << "every state between was met, or the images are too tame";
}

TEST_P(LedgerCrash, LosesNothingWhenAcknowledgingAndCommittingOverlap) {
  {
    const auto ledger = open_sqlite_ledger(path, recorder.options());
    std::vector<std::future<Placed>> placed;
    for (std::uint64_t i = 0; i < 12; ++i) {
      whole_sizes.insert(2 * (i + 1));
      placed.push_back(ledger->submit(entries(2 * i + 1, 2)));
      if (i >= 2) recorder.acknowledge(placed[i - 2].get().head.size);
    }
    recorder.acknowledge(placed[10].get().head.size);
    recorder.acknowledge(placed[11].get().head.size);
  }
  std::cout << replay({}) << " crash images\n";
  EXPECT_GE(found_sizes.size(), 4U);
}

TEST_P(LedgerCrash, LosesNothingWhenThePowerGoesAgainDuringRecovery) {
  Disk after_first_crash;
  {
    const auto ledger = open_sqlite_ledger(path, recorder.options());
    ledger->append(ledger->head(), entries(1, 20));
    ledger->append(ledger->head(), entries(21, 5));
    after_first_crash = disk_now();  // the log still holds everything
  }
  lay(after_first_crash);
  for (const fs::directory_entry& each : fs::directory_iterator{directory.path()}) fs::remove(each.path());
  for (const auto& [name, bytes] : after_first_crash)
    File{directory.path() / name, File::Mode::Create}.write_at(0, bytes);
  (void)recorder.taken();
  whole_sizes = {25};
  recorder.acknowledge(25);
  live({1, 2});
  std::cout << replay(after_first_crash) << " crash images\n";
  EXPECT_EQ(found_sizes, whole_sizes);
}

TEST_P(LedgerCrash, NoticesAWriterThatAcknowledgesTooEarly) {
  // The test must be able to fail: the same life, but every acknowledgement moved before the sync that justifies it.
  live({1, 3});
  auto operations = recorder.taken();
  for (test::Operation& each : operations)
    if (each.kind == test::Kind::Sync) each.kind = test::Kind::Acknowledge, each.offset = 4;
  std::uint64_t lost = 0;
  each_crash_image({}, operations, {}, [&](const CrashImage& image) {
    lay(image.disk);
    try {
      if (open_sqlite_ledger(elsewhere.path() / "city.db")->head().size < image.acknowledged) ++lost;
    } catch (const Error&) {
      ++lost;
    }
  });
  EXPECT_GT(lost, 0U);
}

TEST_P(LedgerCrash, EveryFailingCallIsReportedAndLosesNothing) {
  std::uint64_t refused_openings = 0, refused_appends = 0, unharmed = 0;
  for (const test::Failing failing : {test::Failing::Once, test::Failing::FromThenOn})
    for (const int code : {SQLITE_FULL, SQLITE_IOERR}) {
      bool reached = true;
      for (std::uint64_t call = 1; reached; ++call) {
        for (const fs::directory_entry& each : fs::directory_iterator{directory.path()}) fs::remove(each.path());
        whole_sizes = {0, 1, 3, 4};
        std::uint64_t acknowledged = 0;
        recorder.fail_at(call, code, failing);
        const std::string how = "call " + std::to_string(call) + " fails with " + std::to_string(code);
        try {
          const auto ledger = open_sqlite_ledger(path, recorder.options());
          for (const std::uint64_t count : {1, 2, 1}) {
            try {
              acknowledged = ledger->append(ledger->head(), entries(acknowledged + 1, count)).size;
            } catch (const Error& error) {
              ++refused_appends;
              ASSERT_TRUE(recorder.failed()) << how << ": " << error.what();
              ASSERT_THROW(ledger->append(ledger->head(), entries(acknowledged + 1, 1)), Error) << "went on: " << how;
              break;
            }
          }
          ASSERT_EQ(ledger->head().size, acknowledged) << how;
        } catch (const Error& error) {
          ++refused_openings;
          ASSERT_TRUE(recorder.failed()) << how << ": " << error.what();
        }
        reached = recorder.failed();
        if (reached && acknowledged == 4) ++unharmed;
        recorder.fail_at(0, 0, test::Failing::Once);
        const auto ledger = open_sqlite_ledger(path);
        ASSERT_NO_FATAL_FAILURE(expect_whole(*ledger, acknowledged, how));
      }
    }
  (void)recorder.taken();
  std::cout << refused_openings << " openings and " << refused_appends << " appends refused, " << unharmed
            << " unharmed\n";
  EXPECT_GT(refused_openings, 20U);
  EXPECT_GT(refused_appends, 20U);
}

TEST_P(LedgerCrash, ASilentlyLostLogIsContradictedByTheWitness) {
  // Not a power failure but a broken disk: the log's last synced write is gone although it was synced.
  Disk disk;
  {
    const auto ledger = open_sqlite_ledger(path);
    ledger->append(ledger->head(), entries(1, 2));
    ledger->append(ledger->head(), entries(3, 2));
    disk = disk_now();
  }
  disk["city.db-wal"].resize(disk["city.db-wal"].size() - 1);
  lay(disk);
  try {
    (void)open_sqlite_ledger(elsewhere.path() / "city.db");
    FAIL() << "opened";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::Corrupt);
    EXPECT_NE(std::string{error.what()}.find("events 3 to 4"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace luoshi::ledger
