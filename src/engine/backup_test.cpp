#include "engine/backup.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "archive/archive.hpp"
#include "base/error.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine {
namespace {

namespace fs = std::filesystem;

// Ledgers in memory that have names: enough to see what is copied where. Each leaves an empty file, as one on disk would.
class Shelf {
 public:
  LedgerFiles files() {
    const auto borrow = [this](const fs::path& path) { return std::make_unique<Borrowed>(*ledgers_.at(settled(path))); };
    return {borrow, [this, borrow](const fs::path& path) {
              std::ofstream{path};
              std::ofstream{path.string() + ".head"};
              ledgers_[settled(path)] = ledger::make_memory_ledger();
              return borrow(path);
            }};
  }
  // A database renamed by its files is looked for under its old name.
  void renamed(const fs::path& from, const fs::path& to) { renamed_[to.string()] = from.string(); }

 private:
  class Borrowed final : public ledger::Ledger {
   public:
    explicit Borrowed(ledger::Ledger& ledger) : ledger_{ledger} {}
    ledger::Head head() const override { return ledger_.head(); }
    ledger::Head append(const ledger::Head& expected, std::span<const ledger::Entry> entries) override {
      return ledger_.append(expected, entries);
    }
    std::future<ledger::Placed> submit(std::vector<ledger::Entry> entries) override {
      return ledger_.submit(std::move(entries));
    }
    void read(std::uint64_t first, std::uint64_t last, const ledger::Visitor& visit) const override {
      ledger_.read(first, last, visit);
    }

   private:
    ledger::Ledger& ledger_;
  };
  std::string settled(const fs::path& path) const {
    const auto found = renamed_.find(path.string());
    return found == renamed_.end() ? path.string() : found->second;
  }
  std::map<std::string, std::unique_ptr<ledger::Ledger>> ledgers_;
  std::map<std::string, std::string> renamed_;
};

class Backup : public testing::Test {
 protected:
  Backup() {
    std::string name = (fs::temp_directory_path() / "luoshi-backup-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary directory"};
    place = name;
    from = {place / "city.db", place / "city.db.blobs"};
    to = {place / "new.db", place / "new.db.blobs"};
    const auto ledger = shelf.files().make(from.ledger);
    head = ledger->append(ledger->head(), std::vector<ledger::Entry>{{"{\"event\":1}"}, {"{\"event\":2}"}});
    archive::Archive blobs{from.blobs};
    document = blobs.put("一份文件");
    shelf.renamed(place / "kept.unfinished" / "ledger.db", place / "kept" / "ledger.db");
    shelf.renamed(place / "new.db.unfinished", place / "new.db");
  }
  ~Backup() override { fs::remove_all(place); }

  Fault refused(const std::function<void()>& act) {
    try {
      act();
    } catch (const Error& error) {
      return error.fault();
    }
    ADD_FAILURE() << "nothing was refused";
    return Fault::Cancelled;
  }

  fs::path place;
  Shelf shelf;
  Database from, to;
  ledger::Head head;
  Digest document;
};

TEST_F(Backup, ComesBackWithEveryEventAndDocument) {
  const Copied kept = back_up(from, place / "kept", shelf.files());
  EXPECT_EQ(kept.head, head);
  EXPECT_EQ(kept.blobs, 1U);
  const Copied back = restore(place / "kept", to, shelf.files());
  EXPECT_EQ(back.head, head);
  EXPECT_EQ(back.blobs, 1U);
  EXPECT_EQ(shelf.files().open_for_reading(to.ledger)->head(), head);
  EXPECT_EQ((archive::Archive{to.blobs}.get(document)), "一份文件");
  EXPECT_TRUE(fs::exists(to.ledger) && fs::exists(to.ledger.string() + ".head"));
  EXPECT_FALSE(fs::exists(place / "kept.unfinished") || fs::exists(place / "new.db.unfinished"));
}

TEST_F(Backup, OverwritesNothing) {
  back_up(from, place / "kept", shelf.files());
  EXPECT_EQ(refused([&] { back_up(from, place / "kept", shelf.files()); }), Fault::BadInput);
  EXPECT_EQ(refused([&] { restore(place / "kept", from, shelf.files()); }), Fault::BadInput);
  std::ofstream{to.ledger.string() + ".head"} << "another city's witness";
  EXPECT_EQ(refused([&] { restore(place / "kept", to, shelf.files()); }), Fault::BadInput);
}

TEST_F(Backup, OfADamagedArchiveGetsNoName) {
  std::ofstream{from.blobs / document.hex().substr(0, 2) / document.hex()} << "改";
  EXPECT_EQ(refused([&] { back_up(from, place / "kept", shelf.files()); }), Fault::Corrupt);
  EXPECT_FALSE(fs::exists(place / "kept"));
}

TEST_F(Backup, IsNotRestoredWhenItIsNoneOrWasChanged) {
  fs::create_directory(place / "empty");
  EXPECT_EQ(refused([&] { restore(place / "empty", to, shelf.files()); }), Fault::BadInput);
  back_up(from, place / "kept", shelf.files());
  ledger::Head other = head;
  other.root = sha256("another");
  for (const std::string& text : {std::string{"nonsense"}, ledger::to_text(other)}) {
    std::ofstream{place / "kept" / "head.txt"} << text << "\n";
    EXPECT_EQ(refused([&] { restore(place / "kept", to, shelf.files()); }), Fault::Corrupt);
    EXPECT_FALSE(fs::exists(to.ledger));
  }
}

TEST_F(Backup, OfACityWithoutDocumentsHasNone) {
  fs::remove_all(from.blobs);
  EXPECT_EQ(back_up(from, place / "kept", shelf.files()).blobs, 0U);
  EXPECT_EQ(restore(place / "kept", to, shelf.files()).blobs, 0U);
}

}  // namespace
}  // namespace luoshi::engine
