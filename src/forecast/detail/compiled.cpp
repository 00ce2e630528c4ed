#include "forecast/detail/compiled.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::forecast::detail {
namespace {

DurationKind kind_of(const Spread& spread) {
  switch (spread.kind) {
    case Spread::Kind::Fixed: return DurationKind::Fixed;
    case Spread::Kind::Lognormal: return spread.b == 0 ? DurationKind::Fixed : DurationKind::Lognormal;
    case Spread::Kind::Normal: return spread.b == 0 ? DurationKind::Fixed : DurationKind::Normal;
    case Spread::Kind::Triangular: return spread.c == spread.a ? DurationKind::Fixed : DurationKind::Triangular;
    case Spread::Kind::Exponential: return DurationKind::Exponential;
  }
  return DurationKind::Fixed;
}

void set_numbers(TaskRow& row, const Task& task) {
  row.kind = kind_of(task.spread);
  row.a = static_cast<float>(row.kind == DurationKind::Lognormal ? numeric::log(task.spread.a) : task.spread.a);
  row.b = static_cast<float>(task.spread.b);
  row.c = static_cast<float>(task.spread.c);
  double squares = 0;
  row.shares = static_cast<std::uint8_t>(task.shares.size());
  for (std::size_t k = 0; k < task.shares.size(); ++k) {
    row.factor[k] = task.shares[k].factor;
    row.load[k] = static_cast<float>(task.spread.b * task.shares[k].load);
    squares += task.shares[k].load * task.shares[k].load;
  }
  row.own = static_cast<float>(task.spread.b * numeric::sqrt(std::max(0.0, 1 - squares)));
  row.earliest = static_cast<float>(task.earliest);
  // A certain risk is simply more days: 2^32 does not fit.
  row.risk_below = 0;
  row.risk_days = 0;
  if (task.risk) {
    row.risk_days = static_cast<float>(task.risk->days);
    row.risk_below = static_cast<std::uint32_t>(std::min(4294967295.0, task.risk->chance * 4294967296.0));
  }
  if (task.only_if) row.branch_after = static_cast<float>(task.only_if->later_than);
}

}  // namespace

const Kernel& kernel_of(numeric::InstructionSet level) {
  switch (level) {
    case numeric::InstructionSet::Avx512: return kKernelAvx512;
    case numeric::InstructionSet::Avx2: return kKernelAvx2;
    case numeric::InstructionSet::Baseline: return kKernelBaseline;
  }
  return kKernelBaseline;
}

Compiled::Compiled(const Network& network, std::uint64_t seed) {
  if (const auto defects = network.defects(); !defects.empty()) {
    std::string all = "the network cannot be drawn: " + std::to_string(defects.size()) + " defects; correct them";
    for (std::size_t k = 0; k < defects.size() && k < 20; ++k) all += "\n  " + defects[k];
    throw Error{Fault::BadInput, all};
  }
  order_ = network.order();
  position_.resize(order_.size());
  for (std::uint32_t at = 0; at < order_.size(); ++at) position_[order_[at]] = at;
  for (const std::uint32_t task : order_) add_row(network, task);
  for (const Calendar& calendar : network.calendars) {
    std::vector<float> done{0.0F};
    double sum = 0;
    for (const double share : calendar.working) done.push_back(static_cast<float>(sum += share));
    const auto days = static_cast<std::uint32_t>(calendar.working.size());
    done_.push_back(std::move(done));
    calendars_.push_back({done_.back().data(), days, done_.back()[days] - done_.back()[days - 7]});
  }
  gather_followers();
  program_ = {rows_.data(), rows_.size(), links_.data(), calendars_.data(), network.factors,
              static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)};
}

void Compiled::add_row(const Network& network, std::uint32_t index) {
  const Task& task = network.tasks[index];
  TaskRow row{};
  row.word = task.number.value_or(index);
  row.links = static_cast<std::uint32_t>(links_.size());
  for (const auto kind : {Task::Link::Kind::FinishToStart, Task::Link::Kind::FinishToFinish}) {
    if (kind == Task::Link::Kind::FinishToFinish) row.finish_links = static_cast<std::uint32_t>(links_.size());
    for (const Task::Link& link : task.after)
      if (link.kind == kind) links_.push_back({position_[link.from], static_cast<float>(link.lag)});
  }
  row.links_end = static_cast<std::uint32_t>(links_.size());
  row.calendar = task.calendar ? static_cast<std::int32_t>(*task.calendar) : -1;
  row.branch_on = task.only_if ? static_cast<std::int32_t>(position_[task.only_if->on]) : -1;
  set_numbers(row, task);
  rows_.push_back(row);
}

void Compiled::gather_followers() {
  const auto for_each = [&](auto visit) {
    for (std::uint32_t at = 0; at < rows_.size(); ++at) {
      for (std::uint32_t k = rows_[at].links; k < rows_[at].links_end; ++k) visit(links_[k].from, at);
      if (rows_[at].branch_on >= 0) visit(static_cast<std::uint32_t>(rows_[at].branch_on), at);
    }
  };
  follower_start_.assign(rows_.size() + 1, 0);
  for_each([&](std::uint32_t from, std::uint32_t) { ++follower_start_[from + 1]; });
  for (std::size_t i = 0; i < rows_.size(); ++i) follower_start_[i + 1] += follower_start_[i];
  followers_.resize(follower_start_.back());
  std::vector<std::uint32_t> next{follower_start_.begin(), follower_start_.end() - 1};
  for_each([&](std::uint32_t from, std::uint32_t at) { followers_[next[from]++] = at; });
}

void Compiled::renumber(std::uint32_t position, const Task& task) { set_numbers(rows_[position], task); }

}  // namespace luoshi::forecast::detail
