#include "ledger/memory/memory_ledger.hpp"

#include <mutex>
#include <shared_mutex>

#include "base/error.hpp"
#include "ledger/merkle.hpp"

namespace luoshi::ledger {
namespace {

class MemoryLedger final : public Ledger {
 public:
  Head head() const override {
    const std::shared_lock lock{mutex_};
    return current();
  }

  Head append(const Head& expected, std::span<const Entry> entries) override {
    check_entries(entries);
    const std::unique_lock lock{mutex_};
    check_expected(expected, current());
    return place(entries).head;
  }

  std::future<Placed> submit(std::vector<Entry> entries) override {
    check_entries(entries);
    std::promise<Placed> placed;
    const std::unique_lock lock{mutex_};
    placed.set_value(place(entries));
    return placed.get_future();
  }

  void read(std::uint64_t first, std::uint64_t last, const Visitor& visit) const override {
    // The visitor may call back into this ledger, so no lock is held while it runs; entries never move or change.
    check_range(first, last, head().size);
    for (std::uint64_t sequence = first; sequence <= last; ++sequence) {
      const Entry* entry = nullptr;
      {
        const std::shared_lock lock{mutex_};
        entry = entries_[sequence - 1].get();
      }
      if (visit(sequence, entry->bytes) == Next::Stop) return;
    }
  }

 private:
  Head current() const { return Head{tree_.size(), tree_.root(), Algorithm::Sha256}; }

  Placed place(std::span<const Entry> entries) {
    const std::uint64_t first = tree_.size() + 1;
    for (const Entry& entry : entries) {
      entries_.push_back(std::make_unique<Entry>(entry));
      tree_.add(leaf_digest(entry.bytes));
    }
    return Placed{first, current()};
  }

  mutable std::shared_mutex mutex_;
  std::vector<std::unique_ptr<Entry>> entries_;
  Frontier tree_;
};

}  // namespace

std::unique_ptr<Ledger> make_memory_ledger() { return std::make_unique<MemoryLedger>(); }

}  // namespace luoshi::ledger
