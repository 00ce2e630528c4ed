// A ledger whose files were changed from outside: every place is tried, and each answer must be a refusal that names
// what is wrong, or proof that nothing acknowledged was touched. LUOSHI_LONG=1 tries every bit of the database
// instead of one a byte, and every byte of the log.
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <map>

#include "base/error.hpp"
#include "disk/file.hpp"
#include "ledger/check/check.hpp"
#include "ledger/sqlite/sqlite_ledger.hpp"
#include "support/fast_place.hpp"
#include "support/temporary_directory.hpp"

namespace luoshi::ledger {
namespace {

namespace fs = std::filesystem;
using ledger_check::Report;

bool long_run() { return std::getenv("LUOSHI_LONG") != nullptr; }

std::string bytes_of(const fs::path& path) { return File{path, File::Mode::Read}.read_all(1 << 28); }

void put(const fs::path& path, std::string_view bytes) {
  File file{path, File::Mode::Create};
  file.truncate(0);
  file.write_at(0, bytes);
}

std::string entry_text(std::uint64_t sequence) {
  return "{\"event\":" + std::to_string(sequence) + ",\"text\":\"" + std::string(60 + sequence % 90, 'k') + "\"}";
}

std::vector<Entry> entries(std::uint64_t first, std::uint64_t count) {
  std::vector<Entry> made;
  for (std::uint64_t i = 0; i < count; ++i) made.push_back({entry_text(first + i)});
  return made;
}

/// The files of a ledger as they lie on disk at one moment, and their copies elsewhere with changes.
struct Files {
  std::string db, wal, witness;

  static Files of(const fs::path& path) {
    const fs::path wal = path.string() + "-wal";
    return {bytes_of(path), fs::exists(wal) ? bytes_of(wal) : "", bytes_of(path.string() + ".head")};
  }
  void lay(const fs::path& path) const {
    fs::remove(path.string() + "-shm");
    put(path, db);
    if (wal.empty()) {
      fs::remove(path.string() + "-wal");
    } else {
      put(path.string() + "-wal", wal);
    }
    put(path.string() + ".head", witness);
  }
};

class LedgerDamage : public testing::Test {
 protected:
  // A closed ledger: everything in one database file.
  Files closed(std::uint64_t count) {
    {
      const auto ledger = open_sqlite_ledger(source);
      head = ledger->append(ledger->head(), entries(1, count));
    }
    return Files::of(source);
  }
  // A ledger whose process died: the last two appends stand only in the log.
  Files crashed() {
    {
      const auto ledger = open_sqlite_ledger(source);
      ledger->append(ledger->head(), entries(1, 10));
    }
    const auto ledger = open_sqlite_ledger(source);
    ledger->append(ledger->head(), entries(11, 4));
    head = ledger->append(ledger->head(), entries(15, 3));
    return Files::of(source);
  }
  Report checked(const Files& files) {
    files.lay(db);
    return ledger_check::check(db);
  }
  void expect_harmless(const Report& report, const std::string& where) {
    ASSERT_EQ(report.size, head.size) << where;
    ASSERT_EQ(report.root, head.root.hex()) << where;
  }
  // Opens as a server would and reads all; the refusal's text, or nothing when every entry came back as written.
  std::optional<std::string> refused() {
    try {
      const auto ledger = open_sqlite_ledger(db);
      const Head found = ledger->head();
      EXPECT_EQ(found, head);
      ledger->read(1, found.size, [](std::uint64_t sequence, std::string_view bytes) {
        EXPECT_EQ(bytes, entry_text(sequence));
        return Next::Continue;
      });
      return std::nullopt;
    } catch (const Error& error) {
      return error.what();
    }
  }
  static int some_bit(std::size_t byte) { return static_cast<int>((byte * 2654435761U >> 7U) % 8); }
  static std::vector<int> bits(std::size_t byte) {
    if (long_run()) return {0, 1, 2, 3, 4, 5, 6, 7};
    return {some_bit(byte)};
  }

  test::TemporaryDirectory directory{test::fast_place()};
  fs::path source = directory.path() / "source.db";
  fs::path db = directory.path() / "copy.db";
  Head head;
};

TEST_F(LedgerDamage, ASoundLedgerIsSaidToBeSound) {
  for (const Files& files : {closed(40)}) {
    const Report report = checked(files);
    EXPECT_TRUE(report.sound()) << report.problems[0];
    EXPECT_TRUE(report.notes.empty());
    expect_harmless(report, "untouched");
  }
  EXPECT_EQ(refused(), std::nullopt);
}

TEST_F(LedgerDamage, OneChangedBitOfAnEntryNamesTheEvent) {
  const Files files = closed(40);
  for (std::uint64_t sequence = 1; sequence <= 40; ++sequence) {
    const std::string text = entry_text(sequence);
    const std::size_t at = files.db.find(text);
    ASSERT_NE(at, std::string::npos);
    for (std::size_t i = 0; i < text.size(); ++i)
      for (const int bit : bits(i)) {
        Files changed = files;
        changed.db[at + i] = static_cast<char>(changed.db[at + i] ^ (1 << bit));
        const Report report = checked(changed);
        ASSERT_EQ(report.first_bad_event, sequence) << "byte " << i;
        ASSERT_EQ(report.problems[0], "event " + std::to_string(sequence) +
                                          ": its bytes were changed; they no longer give its digest");
      }
  }
}

TEST_F(LedgerDamage, OneChangedBitAnywhereIsFoundOrHarmless) {
  const Files files = closed(40);
  std::uint64_t harmless = 0;
  for (std::size_t at = 0; at < files.db.size(); ++at)
    for (const int bit : bits(at)) {
      Files changed = files;
      changed.db[at] = static_cast<char>(changed.db[at] ^ (1 << bit));
      const Report report = checked(changed);
      if (!report.sound()) continue;
      ++harmless;
      expect_harmless(report, "byte " + std::to_string(at) + " bit " + std::to_string(bit));
      if (harmless % 16 == 0) {
        ASSERT_EQ(refused(), std::nullopt) << "check called it harmless, byte " << at;
      }
    }
  EXPECT_GT(harmless, 0U) << "unused space was hit too, or this test tries nothing";
  std::cout << files.db.size() << " bytes, " << harmless << " changes harmless, the others found\n";
}

TEST_F(LedgerDamage, AChangedDigestIsToldFromAChangedEntry) {
  Files files = closed(20);
  const std::size_t at = files.db.find(entry_text(7)) + entry_text(7).size();  // the leaf digest follows the bytes
  files.db[at + 5] = static_cast<char>(files.db[at + 5] ^ 4);
  const Report report = checked(files);
  EXPECT_EQ(report.first_bad_event, 7U);
  EXPECT_EQ(report.problems[0], "event 7: its stored digest was changed; its bytes still lead to the head");
}

TEST_F(LedgerDamage, AnEntryForgedWithItsDigestIsFoundInItsPartOfTheTree) {
  Files files = closed(20);  // peaks over events 1–16 and 17–20
  std::string forged = entry_text(18);
  const std::size_t at = files.db.find(forged);
  forged[20] = 'X';
  const std::string leaf(1, '\x00');
  const Digest digest = sha256(leaf + forged);
  files.db.replace(at, forged.size(), forged);
  files.db.replace(at + forged.size(), 32, reinterpret_cast<const char*>(digest.bytes.data()), 32);
  const Report report = checked(files);
  ASSERT_FALSE(report.sound());
  EXPECT_EQ(report.first_bad_event, 17U);
  EXPECT_NE(report.problems[0].find("events 17 to 20"), std::string::npos) << report.problems[0];
}

TEST_F(LedgerDamage, ACutAtAnyByteIsFound) {
  const Files files = closed(40);
  std::vector<std::size_t> sizes{4096, 8192, 12288, 16384, files.db.size() - 1};
  for (std::size_t size = 0; size < files.db.size(); size += long_run() ? 1 : 37) sizes.push_back(size);
  for (const std::size_t size : sizes) {
    Files cut = files;
    cut.db.resize(size);
    ASSERT_FALSE(checked(cut).sound()) << "cut at " << size;
    ASSERT_NE(refused(), std::nullopt) << "cut at " << size;
  }
}

TEST_F(LedgerDamage, ALogCutAnywhereIsContradictedByTheWitness) {
  const Files files = crashed();
  ASSERT_FALSE(files.wal.empty());
  std::map<std::string, int> said;
  for (std::size_t size = 0; size <= files.wal.size(); size += long_run() ? 1 : 97) {
    Files cut = files;
    cut.wal.resize(size);
    const Report report = checked(cut);
    const auto refusal = refused();
    if (report.sound()) {
      expect_harmless(report, "log cut at " + std::to_string(size));
      ASSERT_EQ(refusal, std::nullopt) << "log cut at " << size;
    } else {
      ASSERT_TRUE(refusal) << "log cut at " << size;
      const std::string missing = report.size == 10 ? "events 11 to 17" : "events 15 to 17";
      ASSERT_NE(refusal->find(missing), std::string::npos) << *refusal;
      ASSERT_NE(report.problems.back().find(missing), std::string::npos) << report.problems.back();
      ++said[missing];
    }
  }
  EXPECT_EQ(said.size(), 2U) << "both earlier heads were met";
}

TEST_F(LedgerDamage, OneChangedBitOfTheLogIsContradictedOrHarmless) {
  const Files files = crashed();
  for (std::size_t at = 0; at < files.wal.size(); at += long_run() ? 1 : 7) {
    Files changed = files;
    changed.wal[at] = static_cast<char>(changed.wal[at] ^ (1 << some_bit(at)));
    const Report report = checked(changed);
    const auto refusal = refused();
    ASSERT_EQ(report.sound(), !refusal.has_value()) << "log byte " << at << ": " << refusal.value_or("opened");
    if (report.sound()) expect_harmless(report, "log byte " + std::to_string(at));
  }
}

TEST_F(LedgerDamage, AMissingLogIsContradicted) {
  Files files = crashed();
  files.wal.clear();
  const Report report = checked(files);
  EXPECT_EQ(report.first_bad_event, 11U);
  EXPECT_NE(refused().value_or("opened").find("events 11 to 17"), std::string::npos);
}

TEST_F(LedgerDamage, AChangedWitnessIsFoundOrItsOtherSlotHolds) {
  const Files files = closed(12);
  for (std::size_t at = 0; at < files.witness.size(); ++at) {
    Files changed = files;
    changed.witness[at] = static_cast<char>(changed.witness[at] ^ 1);
    const Report report = checked(changed);
    ASSERT_TRUE(report.sound()) << report.problems[0];
    ASSERT_FALSE(report.notes.empty()) << "witness byte " << at << ": a spoilt slot must be mentioned";
    expect_harmless(report, "witness byte " + std::to_string(at));
  }
  Files both = files;
  both.witness[100] = both.witness[700] = 'x';
  EXPECT_FALSE(checked(both).sound());
  EXPECT_NE(refused(), std::nullopt);
  for (std::size_t size = 0; size < files.witness.size(); ++size) {
    Files cut = files;
    cut.witness.resize(size);
    const Report report = checked(cut);
    ASSERT_TRUE(!report.sound() || !report.notes.empty()) << "witness cut at " << size;
  }
}

TEST_F(LedgerDamage, OtherFilesAreReportedNotCrashedOn) {
  const Files files = closed(3);
  for (const std::string& content : {std::string{}, std::string(100, '\0'), std::string(1 << 20, '\0'),
                                     std::string("SQLite format 3\0", 16), std::string{"落实"}}) {
    Files other = files;
    other.db = content;
    EXPECT_FALSE(checked(other).sound());
    EXPECT_NE(refused(), std::nullopt);
  }
  EXPECT_THROW((void)ledger_check::check(directory.path() / "none.db"), Error);
}

}  // namespace
}  // namespace luoshi::ledger
