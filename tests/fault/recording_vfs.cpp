#include "fault/recording_vfs.hpp"

#include <sqlite3.h>

#include <cstring>
#include <filesystem>
#include <utility>

#include "base/error.hpp"

namespace luoshi::test {
namespace {

// SQLite allocates a file as one block: ours first, the file of the layer below behind it.
struct RecordedFile {
  sqlite3_file base;
  Recorder* recorder;
  char name[64];
  sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

RecordedFile* ours(sqlite3_file* file) { return reinterpret_cast<RecordedFile*>(file); }
sqlite3_file* below(sqlite3_file* file) { return ours(file)->below(); }
sqlite3_vfs* below(sqlite3_vfs*) { return sqlite3_vfs_find("unix"); }
Recorder* recorder_of(sqlite3_vfs* vfs) { return static_cast<Recorder*>(vfs->pAppData); }

std::string base_name(const char* path) { return std::filesystem::path{path}.filename().string(); }

int close_file(sqlite3_file* file) { return below(file)->pMethods->xClose(below(file)); }

int read_file(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  if (const auto code = ours(file)->recorder->failure_now()) return *code == SQLITE_FULL ? SQLITE_IOERR_READ : *code;
  return below(file)->pMethods->xRead(below(file), bytes, size, offset);
}

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  if (const auto code = ours(file)->recorder->failure_now()) return *code;
  ours(file)->recorder->add({Kind::Write, ours(file)->name, static_cast<std::uint64_t>(offset),
                             std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size))});
  return below(file)->pMethods->xWrite(below(file), bytes, size, offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  if (const auto code = ours(file)->recorder->failure_now()) return *code;
  ours(file)->recorder->add({Kind::Truncate, ours(file)->name, static_cast<std::uint64_t>(size), {}});
  return below(file)->pMethods->xTruncate(below(file), size);
}

int sync_file(sqlite3_file* file, int flags) {
  if (const auto code = ours(file)->recorder->failure_now()) return *code;
  const int outcome = below(file)->pMethods->xSync(below(file), flags);
  if (outcome == SQLITE_OK) ours(file)->recorder->add({Kind::Sync, ours(file)->name, 0, {}});
  return outcome;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) { return below(file)->pMethods->xFileSize(below(file), size); }
int lock_file(sqlite3_file* file, int level) { return below(file)->pMethods->xLock(below(file), level); }
int unlock_file(sqlite3_file* file, int level) { return below(file)->pMethods->xUnlock(below(file), level); }
int reserved(sqlite3_file* file, int* held) { return below(file)->pMethods->xCheckReservedLock(below(file), held); }
int control(sqlite3_file* file, int what, void* value) {
  return below(file)->pMethods->xFileControl(below(file), what, value);
}
int sector_size(sqlite3_file* file) { return below(file)->pMethods->xSectorSize(below(file)); }
// Nothing else is promised, so that SQLite takes no short cut the images would not allow.
int characteristics(sqlite3_file* file) {
  return ours(file)->recorder->overwriting() == Overwriting::Safe ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0;
}
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** mapped) {
  return below(file)->pMethods->xShmMap(below(file), page, size, extend, mapped);
}
int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  return below(file)->pMethods->xShmLock(below(file), offset, count, flags);
}
void shm_barrier(sqlite3_file* file) { below(file)->pMethods->xShmBarrier(below(file)); }
int shm_unmap(sqlite3_file* file, int remove) { return below(file)->pMethods->xShmUnmap(below(file), remove); }

const sqlite3_io_methods* methods() {
  static const sqlite3_io_methods kMethods = [] {
    sqlite3_io_methods made{};
    made.iVersion = 2;  // without memory mapping, which would pass by unseen
    made.xClose = close_file;
    made.xRead = read_file;
    made.xWrite = write_file;
    made.xTruncate = truncate_file;
    made.xSync = sync_file;
    made.xFileSize = file_size;
    made.xLock = lock_file;
    made.xUnlock = unlock_file;
    made.xCheckReservedLock = reserved;
    made.xFileControl = control;
    made.xSectorSize = sector_size;
    made.xDeviceCharacteristics = characteristics;
    made.xShmMap = shm_map;
    made.xShmLock = shm_lock;
    made.xShmBarrier = shm_barrier;
    made.xShmUnmap = shm_unmap;
    return made;
  }();
  return &kMethods;
}

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* flags_given) {
  file->pMethods = nullptr;
  if (recorder_of(vfs)->failure_now()) return SQLITE_CANTOPEN;
  RecordedFile* const opened = ours(file);
  opened->recorder = recorder_of(vfs);
  std::strncpy(opened->name, base_name(path).c_str(), sizeof opened->name - 1);
  const int outcome = below(vfs)->xOpen(below(vfs), path, opened->below(), flags, flags_given);
  if (outcome == SQLITE_OK) file->pMethods = methods();
  return outcome;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int sync_directory) {
  const int outcome = below(vfs)->xDelete(below(vfs), path, sync_directory);
  if (outcome != SQLITE_OK) return outcome;
  recorder_of(vfs)->add({Kind::Delete, base_name(path), 0, {}});
  if (sync_directory != 0) recorder_of(vfs)->add({Kind::SyncNames, {}, 0, {}});
  return SQLITE_OK;
}

class RecordedWitness final : public ledger::WitnessFile {
 public:
  RecordedWitness(const std::filesystem::path& path, Recorder& recorder)
      : name_{path.filename().string()}, file_{ledger::open_witness_file(path)}, recorder_{recorder} {}
  std::string read() override {
    fail_when_asked();
    return file_->read();
  }
  void write_at(std::uint64_t offset, std::string_view bytes) override {
    fail_when_asked();
    recorder_.add({Kind::Write, name_, offset, std::string{bytes}});
    file_->write_at(offset, bytes);
  }
  void sync() override {
    fail_when_asked();
    file_->sync();
    recorder_.add({Kind::Sync, name_, 0, {}});
  }

 private:
  void fail_when_asked() {
    if (recorder_.failure_now()) throw Error{Fault::Unavailable, "the witness failed (on demand); nothing to do"};
  }
  std::string name_;
  std::unique_ptr<ledger::WitnessFile> file_;
  Recorder& recorder_;
};

}  // namespace

Recorder::Recorder(std::string name, Overwriting overwriting) : name_{std::move(name)}, overwriting_{overwriting} {
  auto* const vfs = new sqlite3_vfs{*sqlite3_vfs_find("unix")};
  vfs->szOsFile += static_cast<int>(sizeof(RecordedFile));
  vfs->zName = name_.c_str();
  vfs->pAppData = this;
  vfs->pNext = nullptr;
  vfs->xOpen = open_file;
  vfs->xDelete = delete_file;
  sqlite3_vfs_register(vfs, 0);
  vfs_ = vfs;
}

Recorder::~Recorder() {
  auto* const vfs = static_cast<sqlite3_vfs*>(vfs_);
  sqlite3_vfs_unregister(vfs);
  delete vfs;
}

ledger::SqliteOptions Recorder::options() {
  ledger::SqliteOptions options;
  options.vfs = name_;
  options.open_witness = [this](const std::filesystem::path& path) {
    return std::make_unique<RecordedWitness>(path, *this);
  };
  options.sync_names = [this](const std::filesystem::path& directory) {
    if (failure_now()) throw Error{Fault::Unavailable, "syncing the names failed (on demand); nothing to do"};
    sync_directory(directory);
    add({Kind::SyncNames, {}, 0, {}});
  };
  return options;
}

void Recorder::acknowledge(std::uint64_t size) { add({Kind::Acknowledge, {}, size, {}}); }

std::vector<Operation> Recorder::taken() {
  const std::lock_guard lock{mutex_};
  return std::exchange(operations_, {});
}

void Recorder::fail_at(std::uint64_t call, int code, Failing failing) {
  const std::lock_guard lock{mutex_};
  calls_ = 0;
  fail_at_ = call;
  code_ = code;
  failing_ = failing;
  failed_ = false;
}

bool Recorder::failed() const {
  const std::lock_guard lock{mutex_};
  return failed_;
}

void Recorder::add(Operation operation) {
  const std::lock_guard lock{mutex_};
  operations_.push_back(std::move(operation));
}

std::optional<int> Recorder::failure_now() {
  const std::lock_guard lock{mutex_};
  ++calls_;
  const bool fails = fail_at_ != 0 && (calls_ == fail_at_ || (calls_ > fail_at_ && failing_ == Failing::FromThenOn));
  if (!fails) return std::nullopt;
  failed_ = true;
  return code_;
}

}  // namespace luoshi::test
