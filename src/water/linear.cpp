#include "water/linear.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/contract.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::water {

std::optional<LinearTree> LinearTree::of(std::span<const std::uint32_t> to, std::uint32_t* cycle) {
  const std::size_t n = to.size();
  std::vector<std::uint32_t> start(n + 1, 0), child(n), size(n, 1), waiting(n, 0), queue;
  for (std::size_t i = 0; i < n; ++i) {
    expects(to[i] == kOutlet || to[i] < n, "a reach that exists");
    if (to[i] != kOutlet) ++start[to[i] + 1];
  }
  for (std::size_t i = 0; i < n; ++i) waiting[i] = start[i + 1], start[i + 1] += start[i];
  {
    auto next = start;
    for (std::uint32_t i = 0; i < n; ++i)
      if (to[i] != kOutlet) child[next[to[i]]++] = i;
  }
  // Sizes of what lies above, by taking leaves off; what is never taken is on a cycle or below one.
  queue.reserve(n);
  for (std::uint32_t i = 0; i < n; ++i)
    if (waiting[i] == 0) queue.push_back(i);
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const std::uint32_t i = queue[at];
    if (to[i] == kOutlet) continue;
    size[to[i]] += size[i];
    if (--waiting[to[i]] == 0) queue.push_back(to[i]);
  }
  if (queue.size() != n) {
    std::uint32_t walk = 0;
    while (waiting[walk] == 0) ++walk;
    for (std::size_t k = 0; k < n; ++k) walk = to[walk];  // after n steps it is on the cycle
    if (cycle != nullptr) *cycle = walk;
    return std::nullopt;
  }
  for (std::size_t i = 0; i < n; ++i) {
    const auto first = child.begin() + start[i], last = child.begin() + start[i + 1];
    if (last - first > 1) {
      const auto largest =
          std::max_element(first, last, [&](std::uint32_t a, std::uint32_t b) { return size[a] < size[b]; });
      std::rotate(largest, largest + 1, last);
    }
    expects(last - first < 256, "fewer than 256 tributaries at one reach");
  }
  // From the outlets down the numbers: a reach takes the last place of its piece, its tributaries' pieces come before
  // it.
  LinearTree made;
  made.place_of_.resize(n);
  made.reach_at_.resize(n);
  made.below_.resize(n);
  made.tributaries_.resize(n);
  std::vector<std::uint32_t> depth(n, 1);
  std::uint32_t end = 0;
  for (std::uint32_t i = 0; i < n; ++i)
    if (to[i] == kOutlet) end += size[i], made.place_of_[i] = end - 1;
  for (std::size_t at = n; at-- > 0;) {
    const std::uint32_t i = queue[at], place = made.place_of_[i];
    std::uint32_t free = place;  // one past the piece of the next tributary, from the last one back
    for (std::uint32_t k = start[i + 1]; k-- > start[i];) {
      made.place_of_[child[k]] = free - 1;
      free -= size[child[k]];
      depth[child[k]] = depth[i] + 1;
    }
    made.depth_ = std::max<std::size_t>(made.depth_, depth[i]);
    made.reach_at_[place] = i;
    made.tributaries_[place] = static_cast<std::uint8_t>(start[i + 1] - start[i]);
  }
  std::size_t pending = 0;
  for (std::size_t place = 0; place < n; ++place) {
    pending = pending + 1 - made.tributaries_[place];
    made.most_pending_ = std::max(made.most_pending_, pending);
  }
  made.above_start_.assign(n + 1, 0);
  made.above_.reserve(n);
  for (std::size_t place = 0; place < n; ++place) {
    const std::uint32_t i = made.reach_at_[place];
    made.below_[place] = to[i] == kOutlet ? kOutlet : made.place_of_[to[i]];
    for (std::uint32_t k = start[i]; k < start[i + 1]; ++k) made.above_.push_back(made.place_of_[child[k]]);
    made.above_start_[place + 1] = static_cast<std::uint32_t>(made.above_.size());
  }
  return made;
}

LinearModel::LinearModel(const LinearTree& tree, Hydraulics hydraulics, std::span<const double> rates,
                         std::vector<double> load)
    : tree_{tree}, hydraulics_{std::move(hydraulics)}, rates_{rates.begin(), rates.end()}, load_{std::move(load)} {
  const std::size_t n = tree_.reaches();
  expects(rates_.size() == kSpecies && load_.size() == n * kSpecies, "a rate and a load of every substance");
  expects(hydraulics_.length.size() == n && hydraulics_.a.size() == n && hydraulics_.b.size() == n &&
              hydraulics_.own_flow.size() == n,
          "hydraulics of every reach");
  for (std::size_t place = 0; place < n; ++place)
    time_at_unit_flow_.push_back(hydraulics_.length[place] / hydraulics_.a[place]);
  flow_.resize(n);
  factor_.resize(n * kSpecies);
  flux_.resize(n * kSpecies);
  solve();
}

void LinearModel::solve() {
  for (std::size_t place = 0; place < flow_.size(); ++place) {
    double flow = hydraulics_.own_flow[place];
    for (const std::uint32_t up : tree_.above(place)) flow += flow_[up];
    flow_[place] = flow;
  }
  compute_factors();
  sweep();
}

void LinearModel::compute_factors(numeric::InstructionSet level) { factors_between(0, flow_.size(), level); }

void LinearModel::factors_between(std::size_t first, std::size_t last, numeric::InstructionSet level) {
  constexpr std::size_t kBatch = 256;
  std::array<double, kBatch> slowness;
  std::array<double, kBatch * kSpecies> power;
  for (; first < last; first += kBatch) {
    const std::size_t count = std::min(kBatch, last - first);
    // Q^-b = exp(−b·ln Q): |b·ln Q| is a few, so it keeps its digits, and is cheaper than the power that keeps all.
    numeric::log({&flow_[first], count}, {slowness.data(), count}, level);
    const double* const b = &hydraulics_.b[first];
    for (std::size_t lane = 0; lane < count; ++lane) slowness[lane] = b[lane] == 0 ? 0.0 : -b[lane] * slowness[lane];
    numeric::exp({slowness.data(), count}, {slowness.data(), count}, level);
    numeric::run_at(
        level, [&]() __attribute__((always_inline)) {
          const double* const unit_time = &time_at_unit_flow_[first];
          for (std::size_t lane = 0; lane < count; ++lane) {
            const double tau = unit_time[lane] * slowness[lane];
            for (std::size_t s = 0; s < kSpecies; ++s) power[lane * kSpecies + s] = -rates_[s] * tau;
          }
        });
    numeric::exp({power.data(), count * kSpecies}, {&factor_[first * kSpecies], count * kSpecies}, level);
  }
}

/// Places come after all above them, so what flows in lies on a stack: no index is read but the number of tributaries.
void LinearModel::sweep() {
  std::vector<double> stack((tree_.most_pending() + 1) * kSpecies);
  double* top = stack.data();
  const double *load = load_.data(), *factor = factor_.data();
  double* flux = flux_.data();
  for (const std::uint8_t tributaries : tree_.tributary_counts()) {
    std::array<double, kSpecies> sum;
    for (std::size_t s = 0; s < kSpecies; ++s) sum[s] = load[s];
    top -= tributaries * kSpecies;
    for (std::size_t k = 0; k < tributaries; ++k)
      for (std::size_t s = 0; s < kSpecies; ++s) sum[s] += top[k * kSpecies + s];
    for (std::size_t s = 0; s < kSpecies; ++s) flux[s] = top[s] = sum[s] * factor[s];
    top += kSpecies;
    load += kSpecies, factor += kSpecies, flux += kSpecies;
  }
}

bool LinearModel::flux_of(std::size_t place) {
  std::array<double, kSpecies> sum;
  for (std::size_t s = 0; s < kSpecies; ++s) sum[s] = load_[place * kSpecies + s];
  for (const std::uint32_t up : tree_.above(place))
    for (std::size_t s = 0; s < kSpecies; ++s) sum[s] += flux_[up * kSpecies + s];
  for (std::size_t s = 0; s < kSpecies; ++s) sum[s] *= factor_[place * kSpecies + s];
  if (std::memcmp(&flux_[place * kSpecies], sum.data(), sizeof sum) == 0) return false;
  std::memcpy(&flux_[place * kSpecies], sum.data(), sizeof sum);
  return true;
}

void LinearModel::set_load(std::size_t place, std::span<const double, kSpecies> load) {
  std::copy(load.begin(), load.end(), load_.begin() + static_cast<std::ptrdiff_t>(place * kSpecies));
  for (std::uint32_t at = static_cast<std::uint32_t>(place); at != LinearTree::kOutlet && flux_of(at);
       at = tree_.below(at)) {
  }
}

void LinearModel::set_own_flow(std::size_t place, double flow) {
  hydraulics_.own_flow[place] = flow;
  std::vector<std::uint32_t> path;
  for (auto at = static_cast<std::uint32_t>(place); at != LinearTree::kOutlet; at = tree_.below(at)) {
    double sum = hydraulics_.own_flow[at];
    for (const std::uint32_t up : tree_.above(at)) sum += flow_[up];
    flow_[at] = sum;
    path.push_back(at);
  }
  // Main stems lie in one piece: their factors are computed together.
  for (std::size_t first = 0; first < path.size();) {
    std::size_t last = first + 1;
    while (last < path.size() && path[last] == path[last - 1] + 1) ++last;
    factors_between(path[first], path[last - 1] + std::size_t{1}, numeric::widest_instruction_set());
    first = last;
  }
  for (const std::uint32_t at : path) static_cast<void>(flux_of(at));
}

LinearModel::Transfers LinearModel::transfers(std::span<const std::uint32_t> section_places) const {
  const std::size_t n = flow_.size();
  std::vector<std::uint32_t> section_at(n, LinearTree::kOutlet);
  for (std::uint32_t k = 0; k < section_places.size(); ++k) section_at[section_places[k]] = k;
  Transfers made;
  made.share.resize(n * kSpecies);
  made.next_section.resize(n);
  made.section_below.assign(section_places.size(), LinearTree::kOutlet);
  made.section_share.assign(section_places.size() * kSpecies, 0.0);
  for (std::size_t place = n; place-- > 0;) {
    const std::uint32_t own = section_at[place], below = tree_.below(place);
    const bool ends = own != LinearTree::kOutlet,
               runs_on = below != LinearTree::kOutlet && made.next_section[below] != LinearTree::kOutlet;
    made.next_section[place] = ends ? own : runs_on ? made.next_section[below] : LinearTree::kOutlet;
    for (std::size_t s = 0; s < kSpecies; ++s) {
      const double beyond = runs_on ? made.share[below * kSpecies + s] : 0.0;
      made.share[place * kSpecies + s] = factor_[place * kSpecies + s] * (ends ? 1.0 : beyond);
      if (ends) made.section_share[own * kSpecies + s] = beyond;
    }
    if (ends && runs_on) made.section_below[own] = made.next_section[below];
  }
  return made;
}

std::vector<double> LinearModel::section_flux(const Transfers& transfers, std::size_t sections) const {
  std::vector<double> made(sections * kSpecies, 0.0);
  std::vector<std::uint32_t> order;
  for (std::size_t place = 0; place < flow_.size(); ++place) {
    const std::uint32_t section = transfers.next_section[place];
    if (section == LinearTree::kOutlet) continue;
    for (std::size_t s = 0; s < kSpecies; ++s)
      made[section * kSpecies + s] += transfers.share[place * kSpecies + s] * load_[place * kSpecies + s];
  }
  // Sections upstream first: count those that wait.
  std::vector<std::uint32_t> waiting(sections, 0);
  for (const std::uint32_t below : transfers.section_below)
    if (below != LinearTree::kOutlet) ++waiting[below];
  for (std::uint32_t k = 0; k < sections; ++k)
    if (waiting[k] == 0) order.push_back(k);
  for (std::size_t at = 0; at < order.size(); ++at) {
    const std::uint32_t k = order[at], below = transfers.section_below[k];
    if (below == LinearTree::kOutlet) continue;
    for (std::size_t s = 0; s < kSpecies; ++s)
      made[below * kSpecies + s] += made[k * kSpecies + s] * transfers.section_share[k * kSpecies + s];
    if (--waiting[below] == 0) order.push_back(below);
  }
  return made;
}

}  // namespace luoshi::water
