// What only a ledger on disk can be asked: opened again, opened twice, opened after its files were changed.
#include <gtest/gtest.h>

#include <fstream>
#include <functional>

#include "base/error.hpp"
#include "disk/file.hpp"
#include "ledger/sqlite/sqlite_ledger.hpp"
#include "support/temporary_directory.hpp"

namespace luoshi::ledger {
namespace {

namespace fs = std::filesystem;

std::vector<Entry> claims(std::uint64_t first, std::uint64_t count) {
  std::vector<Entry> entries;
  for (std::uint64_t i = 0; i < count; ++i) entries.push_back({"{\"claim\":" + std::to_string(first + i) + "}"});
  return entries;
}

struct Refusal {
  Fault fault = Fault::Cancelled;
  std::string text;
};

Refusal refusal_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return {error.fault(), error.what()};
  }
  return {Fault::Cancelled, "nothing was refused"};
}

std::string bytes_of(const fs::path& path) { return File{path, File::Mode::Read}.read_all(1 << 28); }

void put(const fs::path& path, std::string_view bytes) {
  File file{path, File::Mode::Create};
  file.truncate(0);
  file.write_at(0, bytes);
}

class SqliteLedgerFiles : public testing::Test {
 protected:
  Refusal opening() {
    return refusal_of([&] { (void)open_sqlite_ledger(db); });
  }
  Refusal reading() {
    return refusal_of([&] { (void)open_sqlite_ledger_read_only(db); });
  }
  Head fill(std::uint64_t count) {
    const auto ledger = open_sqlite_ledger(db);
    return ledger->append(ledger->head(), claims(ledger->head().size + 1, count));
  }
  test::TemporaryDirectory directory;
  fs::path db = directory.path() / "city.db";
  fs::path witness = directory.path() / "city.db.head";
};

TEST_F(SqliteLedgerFiles, OpensAgainAtTheSameHead) {
  const Head head = fill(10);
  EXPECT_EQ(open_sqlite_ledger(db)->head(), head);
  EXPECT_EQ(open_sqlite_ledger_read_only(db)->head(), head);
  EXPECT_EQ(fill(5).size, 15U);
}

TEST_F(SqliteLedgerFiles, RefusesASecondWriterInPlainWords) {
  const auto first = open_sqlite_ledger(db);
  const Refusal refusal = opening();
  EXPECT_EQ(refusal.fault, Fault::Unavailable);
  EXPECT_NE(refusal.text.find("being written by another process"), std::string::npos) << refusal.text;
}

TEST_F(SqliteLedgerFiles, IsReadWhileAWriterRunsButNotWritten) {
  const auto writer = open_sqlite_ledger(db);
  writer->append(writer->head(), claims(1, 2));
  const auto reader = open_sqlite_ledger_read_only(db);
  EXPECT_EQ(reader->head(), writer->head());
  writer->append(writer->head(), claims(3, 2));
  EXPECT_EQ(reader->head(), writer->head()) << "a reader follows the writer";
  EXPECT_EQ(entry_at(*reader, 4), claims(4, 1)[0]);
  EXPECT_EQ(refusal_of([&] { reader->append(reader->head(), claims(5, 1)); }).fault, Fault::Denied);
  EXPECT_EQ(refusal_of([&] { (void)reader->submit(claims(5, 1)); }).fault, Fault::Denied);
}

TEST_F(SqliteLedgerFiles, IsOneLedgerUnderEveryNameOfIt) {
  const auto ledger = open_sqlite_ledger(db);
  fs::create_symlink(db, directory.path() / "link.db");
  EXPECT_EQ(refusal_of([&] { (void)open_sqlite_ledger(directory.path() / "link.db"); }).fault, Fault::Unavailable);
}

TEST_F(SqliteLedgerFiles, MakesNoneWhereNoneIsWantedOrWhereOneWasLost) {
  EXPECT_EQ(reading().fault, Fault::NotFound);
  EXPECT_EQ(refusal_of([&] { (void)open_sqlite_ledger(db, {.if_missing = IfMissing::Refuse}); }).fault, Fault::NotFound);
  EXPECT_FALSE(fs::exists(db));
  EXPECT_EQ(refusal_of([&] { (void)open_sqlite_ledger(directory.path() / "no" / "city.db"); }).fault, Fault::NotFound);
  fill(3);
  fs::remove(db);
  const Refusal lost = opening();
  EXPECT_EQ(lost.fault, Fault::Corrupt);
  EXPECT_NE(lost.text.find("events 1 to 3"), std::string::npos) << lost.text;
  EXPECT_FALSE(fs::exists(db)) << "a refusal must not put an empty ledger in its place";
}

TEST_F(SqliteLedgerFiles, NamesTheEventsALostLogTookWithIt) {
  fill(3);
  const std::string three = bytes_of(db);
  fill(4);
  put(db, three);  // the state without the later log, with the later witness
  for (const Refusal& refusal : {opening(), reading()}) {
    EXPECT_EQ(refusal.fault, Fault::Corrupt);
    EXPECT_NE(refusal.text.find("events 4 to 7"), std::string::npos) << refusal.text;
  }
}

TEST_F(SqliteLedgerFiles, RefusesAWitnessThatIsMissingOrOfAnotherLedger) {
  fill(3);
  const std::string mine = bytes_of(witness);
  fs::remove(witness);
  EXPECT_EQ(opening().fault, Fault::Corrupt);
  EXPECT_EQ(reading().fault, Fault::Corrupt);
  put(witness, std::string(1024, 'x'));
  EXPECT_EQ(opening().fault, Fault::Corrupt);
  Head other = *newest_head(mine);
  other.root = sha256("another ledger");
  put(witness, slot_bytes(other) + slot_bytes(other));
  EXPECT_EQ(opening().fault, Fault::Corrupt);
  EXPECT_EQ(reading().fault, Fault::Corrupt);
  put(witness, mine);
  EXPECT_EQ(fill(1).size, 4U) << "the right witness opens it again";
}

TEST_F(SqliteLedgerFiles, CatchesUpWithWhatACrashLeftUnwitnessedAndChecksTheRest) {
  fill(3);
  const std::string early = bytes_of(witness);
  const Head head = fill(4);
  put(witness, early);
  EXPECT_EQ(open_sqlite_ledger_read_only(db)->head(), head);
  EXPECT_EQ(open_sqlite_ledger(db)->head(), head);
  EXPECT_EQ(newest_head(bytes_of(witness)), head) << "the witness is brought up on opening";
  Head forged = *newest_head(early);
  forged.root = sha256("another beginning");
  put(witness, slot_bytes(forged) + slot_bytes(forged));
  EXPECT_EQ(opening().fault, Fault::Corrupt);
}

TEST_F(SqliteLedgerFiles, RefusesOtherFilesAndNewerVersions) {
  put(db, "这不是数据库，只是一段文字。");
  EXPECT_EQ(opening().fault, Fault::Corrupt);
  fs::remove(db);
  fill(1);
  // The version stands at bytes 60 to 63 of the file, big-endian (SQLite file format 1.3).
  std::string bytes = bytes_of(db);
  bytes[63] = 2;
  put(db, bytes);
  const Refusal newer = opening();
  EXPECT_EQ(newer.fault, Fault::BadInput);
  EXPECT_NE(newer.text.find("newer version"), std::string::npos) << newer.text;
  bytes[63] = 1;
  bytes[68] = 'X';  // the application's name, bytes 68 to 71
  put(db, bytes);
  EXPECT_EQ(opening().fault, Fault::BadInput);
}

TEST(WitnessSlots, AreReadOnlyWhenEveryByteIsRight) {
  const Head head{42, sha256("root"), Algorithm::Sha256};
  const std::string slot = slot_bytes(head);
  ASSERT_EQ(slot.size(), kSlotBytes);
  EXPECT_EQ(head_of_slot(slot), head);
  for (std::size_t at = 0; at < slot.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = slot;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      ASSERT_FALSE(head_of_slot(changed)) << "bit " << bit << " of byte " << at;
    }
  for (std::size_t cut = 0; cut < slot.size(); ++cut) ASSERT_FALSE(head_of_slot(slot.substr(0, cut)));
}

TEST(WitnessSlots, TakeTurnsSoThatOneIsAlwaysWhole) {
  const test::TemporaryDirectory directory;
  const fs::path path = directory.path() / "x.head";
  const auto head_of = [](std::uint64_t size) { return Head{size, sha256(std::to_string(size)), Algorithm::Sha256}; };
  for (std::uint64_t size = 0; size < 6; ++size) {
    Witness witness{open_witness_file(path)};
    if (size > 0) {
      EXPECT_EQ(witness.newest(), head_of(size - 1));
    }
    const std::string before = size > 0 ? bytes_of(path) : "";
    witness.record(head_of(size));
    const std::string after = bytes_of(path);
    EXPECT_EQ(newest_head(after), head_of(size));
    if (size < 2) continue;
    const bool first_kept = before.substr(0, kSlotBytes) == after.substr(0, kSlotBytes);
    const bool second_kept = before.substr(kSlotBytes) == after.substr(kSlotBytes);
    EXPECT_TRUE(first_kept != second_kept) << "exactly one slot is written";
  }
}

}  // namespace
}  // namespace luoshi::ledger
