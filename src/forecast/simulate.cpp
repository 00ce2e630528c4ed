#include "forecast/simulate.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <mutex>

#include "base/contract.hpp"
#include "base/error.hpp"
#include "forecast/detail/compiled.hpp"
#include "numeric/executor.hpp"

namespace luoshi::forecast {
namespace {

using detail::kBlock;

constexpr std::size_t kMostDraws = 100'000'000;
constexpr double kMostKept = 1.5e9;  // task-draws of a live simulation: 6 GB

std::size_t blocks_of(std::size_t draws) { return (draws + kBlock - 1) / kBlock; }

double share_by(std::span<const float> finish, double day) {
  std::size_t count = 0;
  for (const float each : finish) count += static_cast<double>(each) <= day;
  return static_cast<double>(count) / static_cast<double>(finish.size());
}

void check(const SimulationOptions& options) {
  if (options.draws == 0 || options.draws > kMostDraws)
    throw Error{Fault::BadInput, "draws are " + std::to_string(options.draws) + " (1 to 100,000,000 are wanted); correct the number"};
}

/// One thread's memory for a block.
struct Workspace {
  Workspace(const detail::Program& program, bool asks_critical)
      : finish(program.places * kBlock), factor(program.factors * kBlock), tight(asks_critical ? program.link_count : 0),
        critical(asks_critical ? program.count : 0), counts(critical.size()),
        scratch{finish.data(), factor.data(), asks_critical ? tight.data() : nullptr} {}
  [[nodiscard]] bool suits(const detail::Program& program, bool asks_critical) const {
    return finish.size() == program.places * kBlock && factor.size() == program.factors * kBlock &&
           tight.size() == (asks_critical ? program.link_count : 0) && critical.size() == (asks_critical ? program.count : 0);
  }
  std::vector<float> finish, factor;
  std::vector<std::uint64_t> tight, critical;
  std::vector<std::uint32_t> counts;  ///< by position, draws in which the task was critical
  detail::Scratch scratch;
};

/// Tells progress to the caller, one at a time.
class Progress {
 public:
  Progress(const SimulationOptions& options, std::size_t blocks) : options_{options}, blocks_{blocks} {}
  [[nodiscard]] bool stopped() const { return stopped_; }
  void add(std::size_t blocks) {
    if (!options_.on_progress) return;
    const std::lock_guard lock{guard_};
    done_ += blocks;
    if (!stopped_ && !options_.on_progress(static_cast<double>(done_) / static_cast<double>(blocks_))) stopped_ = true;
  }

 private:
  const SimulationOptions& options_;
  std::size_t blocks_, done_ = 0;
  std::mutex guard_;
  std::atomic<bool> stopped_ = false;
};

}  // namespace

double Simulation::chance_by(std::size_t target, double day) const { return share_by(finish.at(target), day); }

double Simulation::quantile(std::size_t target, double p) const {
  expects(p > 0 && p <= 1, "a share above 0");
  std::vector<float> sorted = finish.at(target);
  const auto rank = static_cast<std::size_t>(p * static_cast<double>(sorted.size()) - 1e-9);
  const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(std::min(rank, sorted.size() - 1));
  std::nth_element(sorted.begin(), at, sorted.end());
  return static_cast<double>(*at);
}

double Simulation::mean(std::size_t target) const {
  double sum = 0;
  for (const float each : finish.at(target)) sum += static_cast<double>(each);
  return sum / static_cast<double>(finish.at(target).size());
}

Simulation simulate(const Network& network, std::span<const std::uint32_t> targets,
                    std::optional<std::uint32_t> critical_for, const SimulationOptions& options) {
  check(options);
  for (const std::uint32_t target : targets) expects(target < network.tasks.size(), "targets that exist");
  const detail::Compiled compiled{network, options.seed, options.lattice, targets};
  const detail::Program& program = compiled.program();
  const detail::Kernel& kernel = detail::kernel_of(options.level);
  Simulation made;
  made.finish.assign(targets.size(), std::vector<float>(options.draws));
  const std::size_t blocks = blocks_of(options.draws);
  Progress progress{options, blocks};
  std::vector<std::uint64_t> total(critical_for ? program.count : 0, 0);
  std::mutex adding;
  constexpr std::size_t kGrain = 8;  // blocks between looks at whether to stop
  numeric::for_each_piece(blocks, kGrain, options.threads, [&](std::size_t begin, std::size_t end) {
    if (progress.stopped()) return;
    thread_local std::unique_ptr<Workspace> kept;  // one allocation a thread, not one a piece
    if (!kept || !kept->suits(program, critical_for.has_value())) kept = std::make_unique<Workspace>(program, critical_for.has_value());
    std::fill(kept->counts.begin(), kept->counts.end(), 0);
    detail::Scratch& scratch = kept->scratch;
    for (std::size_t block = begin; block < end; ++block) {
      kernel.draw_factors(program, static_cast<std::uint32_t>(block), scratch);
      kernel.forward(program, static_cast<std::uint32_t>(block), 0, program.count, scratch);
      const std::size_t size = std::min(kBlock, options.draws - block * kBlock);
      for (std::size_t k = 0; k < targets.size(); ++k)
        std::memcpy(&made.finish[k][block * kBlock], scratch.finish + compiled.place(targets[k]) * kBlock, size * sizeof(float));
      if (!critical_for) continue;
      kept->critical[compiled.position(*critical_for)] = size == kBlock ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1;
      kernel.backward(program, scratch, kept->critical.data(), kept->counts.data());
    }
    if (critical_for) {
      const std::lock_guard lock{adding};
      for (std::size_t i = 0; i < total.size(); ++i) total[i] += kept->counts[i];
    }
    progress.add(end - begin);
  });
  made.stopped = progress.stopped();
  if (critical_for) {
    made.criticality.resize(program.count);
    for (std::size_t i = 0; i < program.count; ++i)
      made.criticality[compiled.task_at(i)] = static_cast<double>(total[i]) / static_cast<double>(options.draws);
  }
  return made;
}

struct LiveSimulation::State {
  State(Network given, std::vector<std::uint32_t> wanted, const SimulationOptions& how)
      : network{std::move(given)}, targets{std::move(wanted)}, options{how}, compiled{network, options.seed, options.lattice, {}},
        finish(blocks_of(options.draws) * compiled.program().count * kBlock) {}

  detail::Scratch block(std::size_t index, std::vector<float>& factor) {
    return {finish.data() + index * compiled.program().count * kBlock, factor.data(), nullptr};
  }

  Network network;
  std::vector<std::uint32_t> targets;
  SimulationOptions options;
  detail::Compiled compiled;
  std::vector<float> finish;
};

LiveSimulation::LiveSimulation(Network network, std::vector<std::uint32_t> targets, const SimulationOptions& options) {
  check(options);
  if (static_cast<double>(network.tasks.size()) * static_cast<double>(options.draws) > kMostKept)
    throw Error{Fault::TooLarge, "tasks times draws exceed 1,500,000,000 (each is kept); ask for fewer draws"};
  state_ = std::make_unique<State>(std::move(network), std::move(targets), options);
  State& state = *state_;
  for (const std::uint32_t target : state.targets) expects(target < state.network.tasks.size(), "targets that exist");
  const detail::Kernel& kernel = detail::kernel_of(options.level);
  const detail::Program& program = state.compiled.program();
  numeric::for_each_piece(blocks_of(options.draws), 1, options.threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> factor(program.factors * kBlock);
    for (std::size_t index = begin; index < end; ++index) {
      detail::Scratch scratch = state.block(index, factor);
      kernel.draw_factors(program, static_cast<std::uint32_t>(index), scratch);
      kernel.forward(program, static_cast<std::uint32_t>(index), 0, program.count, scratch);
    }
  });
}

LiveSimulation::LiveSimulation(LiveSimulation&&) noexcept = default;
LiveSimulation& LiveSimulation::operator=(LiveSimulation&&) noexcept = default;
LiveSimulation::~LiveSimulation() = default;

std::size_t LiveSimulation::change(std::uint32_t task, const Task& replacement) {
  State& state = *state_;
  expects(task < state.network.tasks.size(), "a task that exists");
  Task changed = state.network.tasks[task];
  changed.spread = replacement.spread, changed.shares = replacement.shares, changed.risk = replacement.risk;
  changed.earliest = replacement.earliest;
  if (changed.only_if && replacement.only_if) changed.only_if->later_than = replacement.only_if->later_than;
  Network alone;  // the defects of one task: links do not change, so no circle can come
  alone.factors = state.network.factors;
  alone.tasks = {changed};
  alone.tasks[0].after.clear(), alone.tasks[0].only_if.reset(), alone.tasks[0].calendar.reset();
  if (const auto defects = alone.defects(); !defects.empty()) throw Error{Fault::BadInput, defects.front() + "; correct it"};
  state.network.tasks[task] = changed;
  const std::uint32_t first = state.compiled.position(task);
  state.compiled.renumber(first, changed);

  const detail::Kernel& kernel = detail::kernel_of(state.options.level);
  const detail::Program& program = state.compiled.program();
  std::atomic<std::size_t> simulated{0};
  numeric::for_each_piece(blocks_of(state.options.draws), 1, state.options.threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> factor(program.factors * kBlock);
    std::vector<std::uint64_t> moved((program.count + 63) / 64);
    std::array<float, kBlock> before;
    for (std::size_t index = begin; index < end; ++index) {
      detail::Scratch scratch = state.block(index, factor);
      kernel.draw_factors(program, static_cast<std::uint32_t>(index), scratch);
      std::fill(moved.begin(), moved.end(), 0);
      moved[first / 64] |= std::uint64_t{1} << (first % 64);
      std::size_t count = 0;
      // Positions rise along every link, so marks are met in order.
      for (std::size_t word = first / 64; word < moved.size(); ++word)
        while (moved[word] != 0) {
          const auto at = static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(__builtin_ctzll(moved[word])));
          moved[word] &= moved[word] - 1;
          float* const here = scratch.finish + std::size_t{at} * kBlock;
          std::memcpy(before.data(), here, sizeof before);
          kernel.forward(program, static_cast<std::uint32_t>(index), at, at + 1, scratch);
          ++count;
          if (std::memcmp(before.data(), here, sizeof before) == 0) continue;
          for (const std::uint32_t follower : state.compiled.followers(at)) moved[follower / 64] |= std::uint64_t{1} << (follower % 64);
        }
      simulated += count * kBlock;
    }
  });
  return simulated;
}

std::vector<float> LiveSimulation::finish(std::size_t target) const {
  const State& state = *state_;
  const std::uint32_t at = state.compiled.position(state.targets.at(target));
  std::vector<float> made(state.options.draws);
  for (std::size_t d = 0; d < made.size(); ++d)
    made[d] = state.finish[(d / kBlock * state.compiled.program().count + at) * kBlock + d % kBlock];
  return made;
}

double LiveSimulation::chance_by(std::size_t target, double day) const { return share_by(finish(target), day); }

const Network& LiveSimulation::network() const { return state_->network; }

}  // namespace luoshi::forecast
