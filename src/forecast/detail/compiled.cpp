#include "forecast/detail/compiled.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "base/contract.hpp"
#include "base/error.hpp"
#include "base/random.hpp"
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

// Generators of an extensible lattice of rank 1, one a stream, the most important first: component by component, the best of 400
// odd numbers each (the first is 1) by the sum of the logarithms of the errors of 2^8 … 2^14 draws in a space of smooth functions with
// product weights 4·j^−0.7. Found for this use.
constexpr std::array<std::uint32_t, kLatticeStreams> kGenerators{
    0x00000001U, 0xBCB1CD91U, 0x6A8B0F19U, 0x1450CC35U, 0x1DC922BFU, 0x7AB12B07U, 0xC1057BD1U, 0x2577CEE1U,
    0xCABB812BU, 0xD6722A87U, 0x62EBD40BU, 0x2F50428FU, 0x599BE77BU, 0xB9E91675U, 0xF539443FU, 0xE66838DBU,
    0xABA737E3U, 0x8900B5EDU, 0x7B0B345BU, 0x6260CE23U, 0x0097DDF3U, 0x8215BDC9U, 0xB4B7A13DU, 0xBFF1E3C5U,
    0x45D29B51U, 0xC7A0CD6BU, 0xAA5B7CCFU, 0x86EE80A5U, 0x0B3325A1U, 0x058A0D4FU, 0xDC21D461U, 0x37A18345U};
constexpr std::uint64_t kShiftStream = std::uint64_t{0x4C} << 56U, kFactorStream = std::uint64_t{0x4D} << 56U;

void set_numbers(TaskRow& row, const Task& task) {
  row.kind = kind_of(task.spread);
  // A lognormal's logarithms are those to base 2: its exponential needs no constants then.
  const double unit = row.kind == DurationKind::Lognormal ? 1 / numeric::log(2.0) : 1;
  row.a = static_cast<float>(row.kind == DurationKind::Lognormal ? numeric::log(task.spread.a) * unit : task.spread.a);
  row.b = static_cast<float>(task.spread.b);
  row.c = static_cast<float>(task.spread.c);
  double squares = 0;
  row.shares = static_cast<std::uint8_t>(task.shares.size());
  for (std::size_t k = 0; k < task.shares.size(); ++k) {
    row.factor[k] = task.shares[k].factor;
    row.load[k] = static_cast<float>(task.spread.b * unit * task.shares[k].load);
    squares += task.shares[k].load * task.shares[k].load;
  }
  row.own = static_cast<float>(task.spread.b * unit * numeric::sqrt(std::max(0.0, 1 - squares)));
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

Compiled::Compiled(const Network& network, std::uint64_t seed, std::span<const std::uint32_t> lattice,
                   std::optional<std::span<const std::uint32_t>> wanted) {
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
  put_on_lattice(network.factors, seed, lattice);
  const std::uint32_t places = give_places(wanted);
  program_ = {nullptr, order_.size(), nullptr, links_.data(), links_.size(), places, calendars_.data(), network.factors,
              static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U), factor_lattice_.data()};
  rows_.emplace_back();
  number_requests();
}

// A shift of its own for each stream, from the seed: seeds repeat the lattice independently.
void Compiled::put_on_lattice(std::uint32_t factors, std::uint64_t seed, std::span<const std::uint32_t> tasks) {
  factor_lattice_.resize(factors);
  lattice_.resize(rows_.size());
  if (tasks.empty()) return;
  std::size_t used = 0;
  for (std::uint32_t factor = 0; factor < factors && used < kLatticeStreams / 2; ++factor)
    factor_lattice_[factor] = {kGenerators[used++], Random{seed, kFactorStream + factor}.word()};
  for (const std::uint32_t task : tasks) {
    expects(task < position_.size(), "tasks that exist");
    const std::uint32_t at = position_[task];
    if (used == kLatticeStreams || rows_[at].kind == DurationKind::Fixed || lattice_[at].generator != 0) continue;
    lattice_[at] = {kGenerators[used++], Random{seed, kShiftStream + numbers_[at]}.word()};
  }
}

void Compiled::add_row(const Network& network, std::uint32_t index) {
  const Task& task = network.tasks[index];
  TaskRow row{};
  numbers_.push_back(task.number.value_or(index));
  row.links = static_cast<std::uint32_t>(links_.size());
  for (const auto kind : {Task::Link::Kind::FinishToStart, Task::Link::Kind::FinishToFinish}) {
    if (kind == Task::Link::Kind::FinishToFinish) row.finish_links = static_cast<std::uint32_t>(links_.size());
    for (const Task::Link& link : task.after)
      if (link.kind == kind) links_.push_back({position_[link.from], 0, static_cast<float>(link.lag)});
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

// In order: a task takes a place that is free, then those are freed of which it was the last to ask.
std::uint32_t Compiled::give_places(std::optional<std::span<const std::uint32_t>> wanted) {
  constexpr auto kNobody = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> last(rows_.size());  // to ask for a task's finishes; itself where no other does
  for (std::uint32_t at = 0; at < rows_.size(); ++at) {
    last[at] = wanted ? at : kNobody;
    for (const std::uint32_t follower : followers(at)) last[at] = std::max(last[at], follower);
  }
  if (wanted)
    for (const std::uint32_t task : *wanted) last[position_[task]] = kNobody;
  std::vector<std::uint32_t> free;
  std::uint32_t places = 0;
  for (std::uint32_t at = 0; at < rows_.size(); ++at) {
    TaskRow& row = rows_[at];
    row.at = free.empty() ? places++ : free.back();
    if (!free.empty()) free.pop_back();
    const auto asks = [&](std::uint32_t from) {
      if (last[from] != at) return;
      last[from] = kNobody;  // freed once, though it be linked twice
      free.push_back(rows_[from].at);
    };
    if (row.branch_on >= 0) {
      const auto from = static_cast<std::uint32_t>(row.branch_on);
      row.branch_on = static_cast<std::int32_t>(rows_[from].at);
      asks(from);
    }
    for (std::uint32_t k = row.links; k < row.links_end; ++k) {
      links_[k].at = rows_[links_[k].from].at;
      asks(links_[k].from);
    }
    asks(at);
  }
  return places;
}

void Compiled::number_requests() {
  requests_.clear();
  for (std::uint32_t at = 0; at < order_.size(); ++at) {
    TaskRow& row = rows_[at];
    row.request = static_cast<std::uint32_t>(requests_.size());
    if (row.kind != DurationKind::Fixed) requests_.push_back({numbers_[at], WordUse::Duration, lattice_[at]});
    if (row.risk_below != 0) requests_.push_back({numbers_[at], WordUse::Risk, {}});
  }
  rows_.back().request = static_cast<std::uint32_t>(requests_.size());
  requests_.emplace_back();
  program_.tasks = rows_.data(), program_.requests = requests_.data();
}

void Compiled::renumber(std::uint32_t position, const Task& task) {
  set_numbers(rows_[position], task);
  number_requests();
}

}  // namespace luoshi::forecast::detail
