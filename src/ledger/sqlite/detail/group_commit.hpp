#pragma once

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "ledger/sqlite/detail/store.hpp"
#include "ledger/sqlite/witness.hpp"

namespace luoshi::ledger::detail {

/// One append on its way: with `expected` it is refused when the head has moved.
struct Request {
  std::vector<Entry> entries;
  std::vector<Digest> leaves;
  std::optional<Head> expected;
  std::size_t bytes = 0;
  std::promise<Placed> promise;
};

/// Two threads in line: the first turns what is queued into one transaction, the second syncs the new head into the
/// witness and acknowledges. While the second syncs, the first already commits the next group, so a group costs one
/// sync of time though it takes two. After the first failure nothing more is accepted (Ledger invariant 5).
class GroupCommit {
 public:
  GroupCommit(Store& store, Witness& witness, const Head& acknowledged);
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;
  /// Everything queued is committed or refused first.
  ~GroupCommit();

  /// @throws Error{Unavailable} after a failure.
  [[nodiscard]] std::future<Placed> submit(Request request);
  [[nodiscard]] Head acknowledged() const;

 private:
  struct Settled {
    std::promise<Placed> promise;
    Placed placed;
  };

  void commit_groups();
  void acknowledge_groups();
  [[nodiscard]] std::vector<Request> take_group(std::unique_lock<std::mutex>& lock);
  [[nodiscard]] std::vector<Settled> commit_group(std::vector<Request>& group);
  void fail(const std::string& why);

  Store& store_;
  Witness& witness_;
  mutable std::mutex mutex_;
  std::condition_variable work_;       // for the commit thread: something queued, or the end
  std::condition_variable room_;       // for submitters: the queue became shorter
  std::condition_variable committed_work_;  // for the acknowledging thread: something committed, or the end
  std::deque<Request> queue_;
  std::size_t queued_bytes_ = 0;
  std::vector<Settled> committed_;
  Head acknowledged_;
  std::optional<std::string> failure_;
  bool stopping_ = false;       // no more submits; the commit thread drains the queue
  bool commits_ended_ = false;  // the commit thread has gone; the acknowledging one drains and goes
  std::thread commit_thread_;
  std::thread acknowledge_thread_;
};

}  // namespace luoshi::ledger::detail
