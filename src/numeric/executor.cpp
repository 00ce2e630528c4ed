#include "numeric/executor.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "base/contract.hpp"

namespace luoshi::numeric {

void for_each_piece(std::size_t count, std::size_t grain, unsigned threads,
                    const std::function<void(std::size_t, std::size_t)>& part) {
  expects(grain > 0, "pieces of some size");
  const std::size_t pieces = (count + grain - 1) / grain;
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_guard;
  const auto work = [&] {
    for (std::size_t piece = next.fetch_add(1); piece < pieces; piece = next.fetch_add(1)) {
      try {
        part(piece * grain, std::min(count, (piece + 1) * grain));
      } catch (...) {
        const std::lock_guard lock{failure_guard};
        if (!failure) failure = std::current_exception();
        next = pieces;
      }
    }
  };
  const std::size_t wanted = std::min<std::size_t>(threads == 0 ? 1 : threads, pieces);
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < wanted; ++i) others.emplace_back(work);
    work();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace luoshi::numeric
