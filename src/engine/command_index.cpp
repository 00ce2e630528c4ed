#include "engine/command_index.hpp"

#include <utility>

#include "base/contract.hpp"

namespace luoshi::engine {
namespace {

constexpr std::size_t kFewest = 1024;
constexpr std::size_t kBytes = 8;  // of a slot

void write(std::string& bytes, std::uint32_t number) {
  for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>((number >> shift) & 255U);
}

std::uint32_t read(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return number;
}

}  // namespace

// FNV-1a over the bytes, then the finisher of MurmurHash3, which lets every bit of the sum reach the upper half.
std::uint32_t CommandIndex::tag_of(std::string_view id) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdU;
  hash = (hash ^ (hash >> 33U)) * 0xc4ceb9fe1a85ec53U;
  return static_cast<std::uint32_t>((hash ^ (hash >> 33U)) >> 32U);
}

void CommandIndex::add(std::string_view id, std::uint32_t sequence) {
  expects(sequence > 0, "a place in the ledger");
  if (size_ * 4 >= slots_.size() * 3) resize(slots_.empty() ? kFewest : slots_.size() * 2);
  put({tag_of(id), sequence});
  ++size_;
}

void CommandIndex::put(Slot slot) {
  std::size_t at = place_of(slot.tag);
  while (slots_[at].sequence != 0) at = next(at);
  slots_[at] = slot;
}

void CommandIndex::resize(std::size_t slots) {
  const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(slots));
  for (const Slot& slot : before)
    if (slot.sequence != 0) put(slot);
}

std::string CommandIndex::bytes() const {
  std::string bytes;
  bytes.reserve(size_ * kBytes);
  for (const Slot& slot : slots_) {
    if (slot.sequence == 0) continue;
    write(bytes, slot.tag);
    write(bytes, slot.sequence);
  }
  return bytes;
}

CommandIndex CommandIndex::from_bytes(std::string_view bytes) {
  expects(bytes.size() % kBytes == 0, "whole slots");
  CommandIndex index;
  index.size_ = bytes.size() / kBytes;
  std::size_t slots = kFewest;
  while (index.size_ * 4 >= slots * 3) slots *= 2;
  index.slots_.resize(slots);
  for (std::size_t at = 0; at < bytes.size(); at += kBytes) index.put({read(bytes, at), read(bytes, at + 4)});
  return index;
}

}  // namespace luoshi::engine
