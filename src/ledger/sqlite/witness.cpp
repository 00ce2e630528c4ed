#include "ledger/sqlite/witness.hpp"

#include "disk/file.hpp"

namespace luoshi::ledger {
namespace {

constexpr std::string_view kTitle = "luoshi-head 1 ";
constexpr std::size_t kDigestText = 64;
constexpr std::size_t kCovered = kSlotBytes - kDigestText - 1;  // what the closing digest covers; a line end closes
constexpr std::uint64_t kReadLimit = 1 << 20;

// The file is made by the first record, not by looking for one: a refused database leaves nothing beside it.
class PosixWitnessFile final : public WitnessFile {
 public:
  explicit PosixWitnessFile(std::filesystem::path path) : path_{std::move(path)} {}
  std::string read() override {
    if (!file_ && !std::filesystem::exists(path_)) return {};
    return opened().read_all(kReadLimit);
  }
  void write_at(std::uint64_t offset, std::string_view bytes) override { opened().write_at(offset, bytes); }
  void sync() override { opened().sync(); }

 private:
  File& opened() {
    if (!file_) file_.emplace(path_, File::Mode::Create);
    return *file_;
  }
  std::filesystem::path path_;
  std::optional<File> file_;
};

std::string_view slot_of(std::string_view file_bytes, std::size_t slot) {
  return slot * kSlotBytes < file_bytes.size() ? file_bytes.substr(slot * kSlotBytes, kSlotBytes)
                                               : std::string_view{};
}

}  // namespace

std::string slot_bytes(const Head& head) {
  std::string bytes = std::string{kTitle} + to_text(head);
  bytes.resize(kCovered, ' ');
  bytes += sha256(bytes).hex();
  bytes += '\n';
  return bytes;
}

std::optional<Head> head_of_slot(std::string_view bytes) {
  if (bytes.size() != kSlotBytes || !bytes.starts_with(kTitle)) return std::nullopt;
  const std::size_t end = bytes.find(' ', kTitle.size());
  if (end == std::string_view::npos) return std::nullopt;
  const auto head = head_from_text(bytes.substr(kTitle.size(), end - kTitle.size()));
  return head && slot_bytes(*head) == bytes ? head : std::nullopt;
}

std::unique_ptr<WitnessFile> open_witness_file(const std::filesystem::path& path) {
  return std::make_unique<PosixWitnessFile>(path);
}

std::optional<Head> newest_head(std::string_view file_bytes) {
  const auto first = head_of_slot(slot_of(file_bytes, 0));
  const auto second = head_of_slot(slot_of(file_bytes, 1));
  if (!first || !second) return first ? first : second;
  return first->size >= second->size ? first : second;
}

Witness::Witness(std::unique_ptr<WitnessFile> file) : file_{std::move(file)} {
  const std::string bytes = file_->read();
  newest_ = newest_head(bytes);
  const bool newest_is_first = newest_ && head_of_slot(slot_of(bytes, 0)) == newest_;
  next_slot_ = newest_is_first ? 1 : 0;
}

void Witness::record(const Head& head) {
  const std::string bytes = slot_bytes(head);
  if (!newest_) {
    file_->write_at(0, bytes + bytes);
  } else {
    file_->write_at(next_slot_ * kSlotBytes, bytes);
    next_slot_ = 1 - next_slot_;
  }
  file_->sync();
  newest_ = head;
}

}  // namespace luoshi::ledger
