#include "ledger/ledger.hpp"

#include <charconv>

#include "base/error.hpp"
#include "base/json.hpp"
#include "ledger/merkle.hpp"

namespace luoshi::ledger {
namespace {

constexpr std::string_view kPrefix = "sha256:";
constexpr std::size_t kCopyEntries = 4096;

}  // namespace

Head empty_head() { return Head{0, Frontier{}.root(), Algorithm::Sha256}; }

std::string to_text(const Head& head) {
  return std::string{kPrefix} + std::to_string(head.size) + ":" + head.root.hex();
}

std::optional<Head> head_from_text(std::string_view text) {
  if (!text.starts_with(kPrefix)) return std::nullopt;
  const std::string_view rest = text.substr(kPrefix.size());
  const std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  Head head;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + colon, head.size);
  const auto root = Digest::from_hex(rest.substr(colon + 1));
  if (error != std::errc{} || end != rest.data() + colon || !root) return std::nullopt;
  head.root = *root;
  if (to_text(head) != text) return std::nullopt;  // leading zeros, capitals: one head has one text
  return head;
}

void check_entries(std::span<const Entry> entries) {
  if (entries.empty())
    throw Error{Fault::BadInput, "nothing to append (an append holds at least one entry); leave the call out"};
  if (entries.size() > kBatchLimit)
    throw Error{Fault::TooLarge, std::to_string(entries.size()) + " entries in one append (the limit is " +
                                     std::to_string(kBatchLimit) + "); append them in parts"};
  std::size_t total = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string& bytes = entries[i].bytes;
    const auto which = [&] { return "entry " + std::to_string(i + 1) + " of the append "; };
    if (bytes.empty()) throw Error{Fault::BadInput, which() + "is empty (it would say nothing); leave it out"};
    if (bytes.size() > kEntryLimit)
      throw Error{Fault::TooLarge, which() + "has " + std::to_string(bytes.size()) + " bytes (the limit is " +
                                       std::to_string(kEntryLimit) + "); keep large content in the archive"};
    if (!is_utf8(bytes)) throw Error{Fault::BadInput, which() + "is not UTF-8 text; decode it first"};
    total += bytes.size();
  }
  if (total > kBatchBytesLimit)
    throw Error{Fault::TooLarge, std::to_string(total) + " bytes in one append (the limit is " +
                                     std::to_string(kBatchBytesLimit) + "); append them in parts"};
}

void check_range(std::uint64_t first, std::uint64_t last, std::uint64_t size) {
  if (first >= 1 && last <= size && first <= last + 1) return;
  throw Error{Fault::NotFound, "events " + std::to_string(first) + " to " + std::to_string(last) +
                                   " cannot be read (the ledger holds events 1 to " + std::to_string(size) +
                                   "); ask for events within it"};
}

void check_expected(const Head& expected, const Head& current) {
  if (expected == current) return;
  throw Error{Fault::Conflict, "the ledger has moved to event " + std::to_string(current.size) +
                                   " (this change was decided at event " + std::to_string(expected.size) +
                                   "); decide again on the present state"};
}

Head read_verified(const Ledger& ledger, const std::function<void(std::uint64_t, std::string_view)>& see) {
  const Head head = ledger.head();
  Frontier tree;
  ledger.read(1, head.size, [&](std::uint64_t sequence, std::string_view bytes) {
    tree.add(leaf_digest(bytes));
    see(sequence, bytes);
    return Next::Continue;
  });
  if (tree.root() != head.root)
    throw Error{Fault::Corrupt, "the entries do not lead to the head " + to_text(head) +
                                    " (one was changed outside Luoshi); run `luoshi ledger check`"};
  return head;
}

Entry entry_at(const Ledger& ledger, std::uint64_t sequence) {
  Entry entry;
  ledger.read(sequence, sequence, [&](std::uint64_t, std::string_view bytes) {
    entry.bytes = bytes;
    return Next::Continue;
  });
  return entry;
}

Head copy_ledger(const Ledger& from, Ledger& to) {
  if (to.head().size != 0)
    throw Error{Fault::BadInput, "the ledger to copy into already holds " + std::to_string(to.head().size) +
                                     " events (a copy never overwrites); name an empty place"};
  const Head source = from.head();
  Head reached = to.head();
  std::vector<Entry> batch;
  std::size_t bytes_held = 0;
  const auto flush = [&] {
    if (!batch.empty()) reached = to.append(reached, batch);
    batch.clear();
    bytes_held = 0;
  };
  from.read(1, source.size, [&](std::uint64_t, std::string_view bytes) {
    batch.push_back(Entry{std::string{bytes}});
    bytes_held += bytes.size();
    if (batch.size() == kCopyEntries || bytes_held >= kBatchBytesLimit / 2) flush();
    return Next::Continue;
  });
  flush();
  if (reached != source)
    throw Error{Fault::Corrupt, "the copy ends at " + to_text(reached) + " but its source says " + to_text(source) +
                                    " (an entry was changed outside Luoshi); run `luoshi ledger check` on the source"};
  return reached;
}

}  // namespace luoshi::ledger
