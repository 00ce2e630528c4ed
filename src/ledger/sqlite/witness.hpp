#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/ledger.hpp"

/// The witness file `DB.head` (见证): the last acknowledged head, beside the database.
///
/// SQLite in WAL mode drops committed rows without a word when its log is cut or one bit of it flips. The witness makes
/// such a loss visible. It holds two slots of 512 bytes written in turn, each synced before the next, so that a torn
/// write spoils at most the slot being written; docs/formats/ledger.md gives the bytes.
namespace luoshi::ledger {

inline constexpr std::size_t kSlotBytes = 512;

/// The slot for a head: one line of text filled up with spaces, closed by the SHA-256 of what stands before.
[[nodiscard]] std::string slot_bytes(const Head& head);
/// The head in a slot; nothing when any byte of it differs from what `slot_bytes` writes.
[[nodiscard]] std::optional<Head> head_of_slot(std::string_view bytes);

/// The file as the witness needs it: a seam, so that tests can record, fail and replay it.
class WitnessFile {
 public:
  WitnessFile() = default;
  WitnessFile(const WitnessFile&) = delete;
  WitnessFile& operator=(const WitnessFile&) = delete;
  virtual ~WitnessFile() = default;
  [[nodiscard]] virtual std::string read() = 0;
  virtual void write_at(std::uint64_t offset, std::string_view bytes) = 0;
  virtual void sync() = 0;
};

/// The file on disk; made by the first write when missing.
[[nodiscard]] std::unique_ptr<WitnessFile> open_witness_file(const std::filesystem::path& path);

/// The newest head in a witness file's bytes; nothing when no slot is whole.
[[nodiscard]] std::optional<Head> newest_head(std::string_view file_bytes);

/// Keeps the witness up to date. For one thread.
class Witness {
 public:
  explicit Witness(std::unique_ptr<WitnessFile> file);
  /// The head last recorded; nothing when the file is new or no slot of it is whole.
  [[nodiscard]] const std::optional<Head>& newest() const { return newest_; }
  /// Records a head durably, over the older slot. The first record fills both slots.
  void record(const Head& head);

 private:
  std::unique_ptr<WitnessFile> file_;
  std::optional<Head> newest_;
  std::size_t next_slot_ = 0;
};

}  // namespace luoshi::ledger
