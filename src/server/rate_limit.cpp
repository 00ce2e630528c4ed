#include "server/rate_limit.hpp"

#include <algorithm>
#include <cmath>

#include "base/contract.hpp"

namespace luoshi::server {

RateLimit::RateLimit(double per_second, double burst, std::size_t most) : per_second_{per_second}, burst_{burst}, most_{most} {
  expects(per_second >= 0 && burst >= 1 && most >= 1, "a rate, room for one request and for one who asks");
}

double RateLimit::filled(const Bucket& bucket, Time now) const {
  return std::min(burst_, bucket.left + per_second_ * std::chrono::duration<double>(now - bucket.at).count());
}

std::optional<unsigned> RateLimit::refuse(const std::string& who, Time now) {
  if (per_second_ == 0) return std::nullopt;
  const std::lock_guard lock{mutex_};
  auto found = buckets_.find(who);
  if (found == buckets_.end()) {
    if (buckets_.size() >= most_) make_room(now);
    found = buckets_.emplace(who, Bucket{burst_, now}).first;
  }
  Bucket& bucket = found->second;
  // Two threads may have read the clock in the other order.
  now = std::max(now, bucket.at);
  bucket = {filled(bucket, now), now};
  if (bucket.left >= 1) {
    bucket.left -= 1;
    return std::nullopt;
  }
  return static_cast<unsigned>(std::max(1.0, std::ceil((1 - bucket.left) / per_second_)));
}

void RateLimit::make_room(Time now) {
  std::erase_if(buckets_, [&](const auto& each) { return filled(each.second, std::max(now, each.second.at)) >= burst_; });
  if (buckets_.size() >= most_) buckets_.clear();
}

}  // namespace luoshi::server
