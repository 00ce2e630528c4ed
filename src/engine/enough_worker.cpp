#include "engine/enough_worker.hpp"

#include <utility>

#include "base/error.hpp"

namespace luoshi::engine {

EnoughWorker::~EnoughWorker() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
}

EnoughWorker::Look EnoughWorker::at(const std::shared_ptr<const city::City>& city, Day today, std::optional<std::chrono::milliseconds> patience) {
  std::unique_lock lock{mutex_};
  const auto ready = [&] { return last_.city && last_.city->events == city->events && last_day_ == today; };
  const auto until = std::chrono::steady_clock::now() + patience.value_or(std::chrono::milliseconds{0});
  while (!ready()) {
    if (running_ && passed_by(*city, today)) stop_ = true;
    if (!running_) begin(city, today);
    const auto settled = [&] { return !running_; };
    if (!patience) {
      settled_.wait(lock, settled);
    } else if (!settled_.wait_until(lock, until, settled)) {
      Look former = last_;
      former.underway = done_.load();
      return former;
    }
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }
  return last_;
}

// Whether nothing of what runs could be used for that state. An older one stops nothing: two of them would stop one another for ever.
bool EnoughWorker::passed_by(const city::City& city, Day today) const {
  return running_day_ < today ||
         (running_->events < city.events && adopted_digest(*running_, kProgrammeData) != adopted_digest(city, kProgrammeData));
}

// Called with the lock held, and nothing running.
void EnoughWorker::begin(const std::shared_ptr<const city::City>& city, Day today) {
  if (thread_.joinable()) thread_.join();  // it has said that it is done
  running_ = city;
  running_day_ = today;
  done_ = 0;
  stop_ = false;
  thread_ = std::thread{[this, city, today, before = last_.judged] { run(city, today, before); }};
}

void EnoughWorker::run(const std::shared_ptr<const city::City>& city, Day today, const std::shared_ptr<const CityEnough>& before) {
  std::shared_ptr<const CityEnough> made;
  std::exception_ptr failure;
  bool stopped = false;
  try {
    made = enough_of(*city, archive_, today, before.get(), [this](double done) {
      done_ = done;
      return !stop_.load();
    });
  } catch (const Error& error) {
    stopped = error.fault() == Fault::Cancelled;
    if (!stopped) failure = std::current_exception();
  } catch (...) {
    failure = std::current_exception();
  }
  const std::lock_guard lock{mutex_};
  if (!stopped && !failure) {
    last_ = {city, std::move(made), std::nullopt};
    last_day_ = today;
  }
  failure_ = failure;
  running_.reset();
  settled_.notify_all();
}

}  // namespace luoshi::engine
