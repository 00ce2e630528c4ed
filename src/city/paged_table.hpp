#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "base/contract.hpp"

namespace luoshi::city {

/// A growing table whose copies share pages of 64 records: copying costs a pointer, an edit copies one page.
///
/// Thread safety: distinct copies may be read and edited in different threads; one copy by one thread at a time.
/// Invariants: 1. a record never moves to another index; 2. an edit is never seen through another copy.
/// `shared_ptr`, because snapshots of different readers own the same pages and the last one frees them.
template <class Record>
class PagedTable {
 public:
  static constexpr std::size_t kPageSize = 64;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  [[nodiscard]] const Record& operator[](std::size_t index) const {
    debug_expects(index < size_, "an index inside the table");
    return (*pages_)[index / kPageSize]->at(index % kPageSize);
  }

  /// The record for changing; copies its page first where a snapshot still shares it. Requires index < size().
  [[nodiscard]] Record& edit(std::size_t index) {
    expects(index < size_, "an index inside the table");
    return owned_page(index / kPageSize).at(index % kPageSize);
  }

  Record& push_back(Record record) {
    const std::size_t page = size_ / kPageSize;
    Directory& directory = owned_directory();
    if (page == directory.size()) directory.push_back(std::make_shared<Page>());
    Record& added = owned_page(page).add(std::move(record));
    ++size_;
    return added;
  }

  /// Calls `visit(index, record)` for each record in order.
  template <class Visit>
  void each(Visit visit) const {
    std::size_t index = 0;
    if (!pages_) return;
    for (const auto& page : *pages_)
      for (std::size_t i = 0; i < page->size(); ++i) visit(index++, page->at(i));
  }

  /// Calls `visit(index)` for each record that `older`, an earlier copy of this table, does not share: records of pages edited since
  /// (some of them are equal all the same) and those added since. Costs a comparison of pointers a page. Requires that nothing was
  /// ever removed: `older.size() <= size()`.
  template <class Visit>
  void each_unshared(const PagedTable& older, Visit visit) const {
    debug_expects(older.size_ <= size_, "an earlier copy of this table");
    if (!pages_ || pages_ == older.pages_) return;
    for (std::size_t page = 0; page < pages_->size(); ++page) {
      if (older.pages_ && page < older.pages_->size() && (*pages_)[page] == (*older.pages_)[page]) continue;
      for (std::size_t i = 0; i < (*pages_)[page]->size(); ++i) visit(page * kPageSize + i);
    }
  }

 private:
  // Room for a page of records beside the count of its owners: one block of memory, so an edit misses the cache less.
  class Page {
   public:
    Page() = default;
    Page(const Page& other) {
      for (std::size_t i = 0; i < other.size_; ++i) add(other.at(i));
    }
    Page& operator=(const Page&) = delete;
    ~Page() { std::destroy_n(first(), size_); }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] Record& at(std::size_t index) { return first()[index]; }
    [[nodiscard]] const Record& at(std::size_t index) const {
      return std::launder(reinterpret_cast<const Record*>(room_))[index];
    }
    Record& add(Record record) {
      debug_expects(size_ < kPageSize, "room on the page");
      Record* const added = std::construct_at(reinterpret_cast<Record*>(room_) + size_, std::move(record));
      ++size_;
      return *added;
    }

   private:
    [[nodiscard]] Record* first() { return std::launder(reinterpret_cast<Record*>(room_)); }

    std::size_t size_ = 0;
    alignas(Record) std::byte room_[kPageSize * sizeof(Record)];
  };
  using Directory = std::vector<std::shared_ptr<Page>>;

  // A count of one means only this copy holds it: no other thread can gain it meanwhile but through this copy. Reading
  // the count orders nothing, though: the last other owner may have let go a moment ago. Counting up once more does
  // (libstdc++ counts with acquire and release), so that its reads come before our writes.
  template <class Shared>
  static bool is_ours_alone(const std::shared_ptr<Shared>& shared) {
    if (shared.use_count() > 1) return false;
    const std::shared_ptr<Shared> after_the_last_reader = shared;
    return true;
  }

  Directory& owned_directory() {
    if (!pages_) {
      pages_ = std::make_shared<Directory>();
    } else if (!is_ours_alone(pages_)) {
      pages_ = std::make_shared<Directory>(*pages_);
    }
    return *pages_;
  }

  Page& owned_page(std::size_t number) {
    std::shared_ptr<Page>& page = owned_directory()[number];
    if (!is_ours_alone(page)) page = std::make_shared<Page>(*page);
    return *page;
  }

  std::shared_ptr<Directory> pages_;
  std::size_t size_ = 0;
};

/// Finds records by a hash of their key, paged and shared like the tables. Keys are compared by the caller.
class PagedIndex {
 public:
  /// Calls `matches(number)` for each number kept under the hash until it returns true; that number, or 0.
  template <class Matches>
  [[nodiscard]] std::uint32_t find(std::size_t hash, Matches matches) const {
    if (buckets_.empty()) return 0;
    for (const std::uint32_t number : buckets_[hash % kBuckets])
      if (matches(number)) return number;
    return 0;
  }
  void insert(std::size_t hash, std::uint32_t number) {
    while (buckets_.size() < kBuckets) buckets_.push_back({});
    buckets_.edit(hash % kBuckets).push_back(number);
  }

 private:
  static constexpr std::size_t kBuckets = 8192;
  PagedTable<std::vector<std::uint32_t>> buckets_;
};

}  // namespace luoshi::city
