#include "engine/backup.hpp"

#include "archive/archive.hpp"
#include "base/error.hpp"
#include "disk/file.hpp"
#include "observations/observations.hpp"

namespace luoshi::engine {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kHeadFileLimit = 4096;

fs::path with(const fs::path& path, const char* ending) { return fs::path{path}.concat(ending); }

[[noreturn]] void failed(const fs::path& path, const std::error_code& error) {
  throw Error{Fault::Unavailable,
              path.string() + " cannot be used (" + error.message() + "); check the disk and its rights"};
}

bool is_there(const fs::path& path) {
  std::error_code error;
  const bool there = fs::exists(path, error);
  if (error) failed(path, error);
  return there;
}

void clear_away(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error) failed(path, error);
}

void rename_durably(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) failed(to, error);
  sync_directory(fs::absolute(to).parent_path());
}

void make_directory(const fs::path& path) {
  std::error_code error;
  fs::create_directory(path, error);
  if (error) failed(path, error);
}

ledger::Head copied_ledger(const fs::path& from, const fs::path& to, const LedgerFiles& files) {
  const auto source = files.open_for_reading(from);
  const auto copy = files.make(to);
  return ledger::copy_ledger(*source, *copy);
}

// What was written is read back, every digest of it: a backup that cannot be read is none.
void verify(const fs::path& copy, const ledger::Head& head, const LedgerFiles& files) {
  const auto ledger = files.open_for_reading(copy);
  if (ledger::read_verified(*ledger, [](std::uint64_t, std::string_view) {}) != head)
    throw Error{Fault::Corrupt,
                copy.string() + " does not read back as it was written (the disk failed?); try another disk"};
}

std::uint64_t copied_blobs(const fs::path& from, const fs::path& to) {
  archive::Archive copy{to};
  if (!is_there(from)) return 0;
  const std::uint64_t count = archive::copy_blobs(archive::Archive{from, archive::IfMissing::Refuse}, copy);
  copy.each([&](const Digest& digest) { (void)copy.get(digest); });
  return count;
}

// Batches are files that never change; each is read back, every column of it. Those that come meanwhile stay for the next backup.
std::uint64_t copied_observations(const fs::path& from, const fs::path& to) {
  if (from.empty() || !is_there(from)) return 0;
  make_directory(to);
  std::error_code error;
  std::vector<fs::path> batches;
  for (const auto& entry : fs::directory_iterator{from, error})
    if (entry.is_regular_file() && entry.path().extension() == ".seg") batches.push_back(entry.path());
  if (error) failed(from, error);
  for (const fs::path& batch : batches) {
    fs::copy_file(batch, to / batch.filename(), error);
    if (error) failed(to / batch.filename(), error);
    File{to / batch.filename(), File::Mode::Read}.sync();
  }
  sync_directory(to);
  const observations::Observations copy{to, observations::Access::Read};
  if (const auto damages = copy.check(); !damages.empty()) throw Error{Fault::Corrupt, damages.front()};
  return copy.batches().size();
}

ledger::Head head_of_backup(const fs::path& directory) {
  const fs::path path = directory / "head.txt";
  if (!is_there(path))
    throw Error{Fault::BadInput, directory.string() + " is no backup (it has no head.txt); name a directory that "
                                                      "`luoshi backup` made"};
  std::string text = File{path, File::Mode::Read}.read_all(kHeadFileLimit);
  if (text.ends_with('\n')) text.pop_back();
  if (const auto head = ledger::head_from_text(text)) return *head;
  throw Error{Fault::Corrupt, path.string() + " holds no head (it was changed); use another backup"};
}

}  // namespace

Copied back_up(const Database& from, const fs::path& directory, const LedgerFiles& files) {
  std::error_code error;
  if (is_there(directory) && !fs::is_empty(directory, error))
    throw Error{Fault::BadInput,
                directory.string() + " is there already (a backup never overwrites); name a new directory"};
  const fs::path unfinished = with(directory, ".unfinished");
  clear_away(unfinished);
  make_directory(unfinished);
  const fs::path ledger = unfinished / "ledger.db";
  Copied copied;
  copied.head = copied_ledger(from.ledger, ledger, files);
  replace_file(unfinished / "head.txt", ledger::to_text(copied.head) + "\n");
  copied.blobs = copied_blobs(from.blobs, unfinished / "blobs");
  copied.batches = copied_observations(from.observations, unfinished / "observations");
  verify(ledger, copied.head, files);
  fs::remove(with(ledger, ".lock"), error);
  sync_directory(unfinished);
  rename_durably(unfinished, directory);
  return copied;
}

Copied restore(const fs::path& directory, const Database& to, const LedgerFiles& files) {
  const ledger::Head promised = head_of_backup(directory);
  for (const char* ending : {"", "-wal", ".head"})
    if (is_there(with(to.ledger, ending)))
      throw Error{Fault::BadInput, with(to.ledger, ending).string() + " is there already (a restore never overwrites); "
                                                                      "move it away or name another database"};
  const bool measured = is_there(directory / "observations");
  if (measured && (to.observations.empty() || is_there(to.observations)))
    throw Error{Fault::BadInput, to.observations.string() + " is there already (a restore never overwrites); move it away"};
  const fs::path unfinished = with(to.ledger, ".unfinished");
  const fs::path unfinished_observations = with(to.observations, ".unfinished");
  for (const char* ending : {"", "-wal", "-shm", ".head", ".lock"}) clear_away(with(unfinished, ending));
  Copied copied;
  copied.head = copied_ledger(directory / "ledger.db", unfinished, files);
  if (copied.head != promised)
    throw Error{Fault::Corrupt, "the backup's ledger has head " + ledger::to_text(copied.head) + " (its head.txt says " +
                                    ledger::to_text(promised) + "); use another backup"};
  copied.blobs = copied_blobs(directory / "blobs", to.blobs);
  if (measured) {
    clear_away(unfinished_observations);
    copied.batches = copied_observations(directory / "observations", unfinished_observations);
  }
  verify(unfinished, copied.head, files);
  for (const char* ending : {"-wal", "-shm", ".lock"}) clear_away(with(unfinished, ending));
  // Whole by now: were the power to go before the ledger has its name, the next try asks to move them away.
  if (measured) rename_durably(unfinished_observations, to.observations);
  // The witness first: were the power to go now, a witness without its ledger refuses, a ledger without its witness too.
  rename_durably(with(unfinished, ".head"), with(to.ledger, ".head"));
  rename_durably(unfinished, to.ledger);
  return copied;
}

}  // namespace luoshi::engine
