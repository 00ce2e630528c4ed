#include "ledger/sqlite/detail/group_commit.hpp"

#include <utility>

#include "base/error.hpp"

namespace luoshi::ledger::detail {
namespace {

constexpr std::size_t kQueueBytesLimit = 2 * kBatchBytesLimit;
constexpr std::size_t kGroupEntries = 8192;
constexpr std::size_t kGroupBytes = std::size_t{8} << 20U;

std::exception_ptr stopped_error(const std::string& why) {
  return std::make_exception_ptr(
      Error{Fault::Unavailable, "the ledger takes no more entries (an earlier write failed: " + why +
                                    "); remove the cause and start again"});
}

}  // namespace

GroupCommit::GroupCommit(Store& store, Witness& witness, const Head& acknowledged)
    : store_{store}, witness_{witness}, acknowledged_{acknowledged} {
  commit_thread_ = std::thread{[this] { commit_groups(); }};
  acknowledge_thread_ = std::thread{[this] { acknowledge_groups(); }};
}

GroupCommit::~GroupCommit() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  work_.notify_one();
  commit_thread_.join();
  acknowledge_thread_.join();
}

std::future<Placed> GroupCommit::submit(Request request) {
  std::future<Placed> placed = request.promise.get_future();
  {
    std::unique_lock lock{mutex_};
    room_.wait(lock, [&] { return failure_ || queue_.empty() || queued_bytes_ + request.bytes <= kQueueBytesLimit; });
    if (failure_) std::rethrow_exception(stopped_error(*failure_));
    queued_bytes_ += request.bytes;
    queue_.push_back(std::move(request));
  }
  work_.notify_one();
  return placed;
}

Head GroupCommit::acknowledged() const {
  const std::lock_guard lock{mutex_};
  return acknowledged_;
}

std::vector<Request> GroupCommit::take_group(std::unique_lock<std::mutex>& lock) {
  work_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
  std::vector<Request> group;
  std::size_t entries = 0;
  std::size_t bytes = 0;
  while (!queue_.empty() && (group.empty() || (entries + queue_.front().entries.size() <= kGroupEntries &&
                                               bytes + queue_.front().bytes <= kGroupBytes))) {
    entries += queue_.front().entries.size();
    bytes += queue_.front().bytes;
    queued_bytes_ -= queue_.front().bytes;
    group.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return group;
}

std::vector<GroupCommit::Settled> GroupCommit::commit_group(std::vector<Request>& group) {
  std::vector<Settled> settled;
  for (Request& request : group) {
    if (request.expected) {
      try {
        check_expected(*request.expected, store_.tip());
      } catch (...) {
        request.promise.set_exception(std::current_exception());
        request.entries.clear();
        continue;
      }
    }
    if (settled.empty()) store_.begin();
    // The promise moves only after the group is committed, so that a failure still finds it in its request.
    settled.push_back({{}, store_.insert(request.entries, request.leaves)});
  }
  if (settled.empty()) return settled;
  store_.commit();
  auto next = settled.begin();
  for (Request& request : group)
    if (!request.entries.empty()) (next++)->promise = std::move(request.promise);
  return settled;
}

void GroupCommit::commit_groups() {
  while (true) {
    std::vector<Request> group;
    {
      std::unique_lock lock{mutex_};
      group = take_group(lock);
      if (group.empty()) {  // stopping, and the queue is drained
        commits_ended_ = true;
        break;
      }
    }
    room_.notify_all();
    try {
      if (const std::lock_guard lock{mutex_}; failure_) std::rethrow_exception(stopped_error(*failure_));
      std::vector<Settled> settled = commit_group(group);
      const std::lock_guard lock{mutex_};
      std::move(settled.begin(), settled.end(), std::back_inserter(committed_));
    } catch (const std::exception& error) {
      fail(error.what());
      for (Request& request : group)
        if (!request.entries.empty()) request.promise.set_exception(std::current_exception());
    }
    committed_work_.notify_one();
  }
  committed_work_.notify_one();
}

void GroupCommit::acknowledge_groups() {
  while (true) {
    std::vector<Settled> settled;
    {
      std::unique_lock lock{mutex_};
      committed_work_.wait(lock, [&] { return commits_ended_ || !committed_.empty(); });
      if (committed_.empty()) return;
      settled.swap(committed_);
    }
    try {
      witness_.record(settled.back().placed.head);
      {
        const std::lock_guard lock{mutex_};
        acknowledged_ = settled.back().placed.head;
      }
      for (Settled& each : settled) each.promise.set_value(each.placed);
    } catch (const std::exception& error) {
      fail(error.what());
      for (Settled& each : settled) each.promise.set_exception(std::current_exception());
    }
  }
}

void GroupCommit::fail(const std::string& why) {
  {
    const std::lock_guard lock{mutex_};
    if (!failure_) failure_ = why;
  }
  room_.notify_all();
}

}  // namespace luoshi::ledger::detail
