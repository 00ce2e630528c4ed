#include "forecast/network.hpp"

#include <algorithm>
#include <cmath>

#include "base/contract.hpp"

namespace luoshi::forecast {
namespace {

constexpr std::size_t kMostDefects = 100;  // a broken file has thousands; a person reads the first

/// Calls `visit(task, dependency)` for everything a task waits for.
template <class Visit>
void for_each_dependency(const Task& task, Visit visit) {
  for (const Task::Link& link : task.after) visit(link.from);
  if (task.only_if) visit(task.only_if->on);
}

/// The order, and the tasks that cannot be put in it.
struct Sorted {
  std::vector<std::uint32_t> order;
  std::vector<char> placed;
};
Sorted sort_tasks(const std::vector<Task>& tasks) {
  const std::size_t n = tasks.size();
  std::vector<std::uint32_t> waiting(n, 0), start(n + 1, 0), followers;
  for (std::uint32_t i = 0; i < n; ++i)
    for_each_dependency(tasks[i], [&](std::uint32_t from) { ++waiting[i], ++start[from + 1]; });
  for (std::size_t i = 0; i < n; ++i) start[i + 1] += start[i];
  followers.resize(start[n]);
  std::vector<std::uint32_t> next{start.begin(), start.end() - 1};
  for (std::uint32_t i = 0; i < n; ++i)
    for_each_dependency(tasks[i], [&](std::uint32_t from) { followers[next[from]++] = i; });
  Sorted sorted;
  sorted.placed.assign(n, 0);
  for (std::uint32_t i = 0; i < n; ++i)
    if (waiting[i] == 0) sorted.order.push_back(i);
  for (std::size_t at = 0; at < sorted.order.size(); ++at) {
    const std::uint32_t task = sorted.order[at];
    sorted.placed[task] = 1;
    for (std::uint32_t k = start[task]; k < start[task + 1]; ++k)
      if (--waiting[followers[k]] == 0) sorted.order.push_back(followers[k]);
  }
  return sorted;
}

/// One cycle among the tasks that could not be placed: every one of them waits for another of them.
std::string name_cycle(const std::vector<Task>& tasks, const std::vector<char>& placed) {
  std::uint32_t at = 0;
  while (placed[at]) ++at;
  std::vector<std::uint32_t> path;
  std::vector<std::size_t> place(tasks.size(), tasks.size());
  while (place[at] == tasks.size()) {
    place[at] = path.size();
    path.push_back(at);
    std::uint32_t before = at;
    for_each_dependency(tasks[at], [&](std::uint32_t from) {
      if (!placed[from]) before = from;
    });
    at = before;
  }
  std::string names = tasks[at].name;
  for (std::size_t k = path.size(); k-- > place[at];) names += " → " + tasks[path[k]].name;
  return names;
}

bool finite(double value) { return std::isfinite(value); }

const char* wrong_with(const Spread& spread) {
  const double a = spread.a, b = spread.b, c = spread.c;
  if (!finite(a) || !finite(b) || !finite(c)) return "a duration is not a finite number";
  switch (spread.kind) {
    case Spread::Kind::Fixed: return a < 0 ? "a duration is negative" : nullptr;
    case Spread::Kind::Lognormal: return !(a >= 1e-6 && a <= 1e6) || b < 0 || b > 5 ? "a lognormal needs a median of 1e-6 … 1e6 days and a spread of 0 … 5" : nullptr;
    case Spread::Kind::Normal: return b < 0 || a < 0 ? "a normal needs a mean and a spread of at least 0" : nullptr;
    case Spread::Kind::Triangular: return a < 0 || b < a || c < b ? "a triangle needs 0 ≤ least ≤ most likely ≤ most" : nullptr;
    case Spread::Kind::Exponential: return !(a > 0) ? "an exponential needs a mean above 0" : nullptr;
  }
  return nullptr;
}

const char* wrong_with(const Network& network, const Task& task) {
  const std::size_t n = network.tasks.size();
  if (const char* const wrong = wrong_with(task.spread)) return wrong;
  double squares = 0;
  for (const Task::Share& share : task.shares) {
    if (share.factor >= network.factors) return "a factor does not exist";
    squares += share.load * share.load;
  }
  if (task.shares.size() > 3) return "more than three shared factors";
  if (!(squares <= 1)) return "loads on factors have squares that exceed 1";
  for (const Task::Link& link : task.after) {
    if (link.from >= n) return "a link comes from a task that does not exist";
    if (!finite(link.lag)) return "a lag is not a finite number";
  }
  if (task.only_if && (task.only_if->on >= n || !finite(task.only_if->later_than))) return "a branch hangs on a task that does not exist";
  if (task.risk && !(task.risk->chance >= 0 && task.risk->chance <= 1 && finite(task.risk->days)))
    return "a risk needs a chance of 0 … 1 and finite days";
  if (!finite(task.earliest)) return "the earliest start is not a finite number";
  if (task.calendar && *task.calendar >= network.calendars.size()) return "a calendar does not exist";
  return nullptr;
}

bool works(const Calendar& calendar) {
  const auto& days = calendar.working;
  if (days.size() < 7) return false;
  for (const double share : days)
    if (!(share >= 0 && share <= 1)) return false;
  return std::any_of(days.end() - 7, days.end(), [](double share) { return share > 0; });
}

}  // namespace

std::vector<std::string> Network::defects() const {
  std::vector<std::string> found;
  if (tasks.size() > kMostTasks) return {"more than 1,000,000 tasks (the limit); split the network"};
  for (std::size_t k = 0; k < calendars.size(); ++k)
    if (!works(calendars[k]))
      found.push_back("calendar " + std::to_string(k) + ": at least seven days of 0 … 1, some work in the last seven (else nothing ever ends)");
  for (const Task& task : tasks) {
    const char* const wrong = wrong_with(*this, task);
    if (wrong != nullptr && found.size() < kMostDefects) found.push_back("task '" + task.name + "': " + wrong);
  }
  if (!found.empty()) return found;
  const Sorted sorted = sort_tasks(tasks);
  if (sorted.order.size() < tasks.size())
    found.push_back("tasks wait for one another in a circle (" + name_cycle(tasks, sorted.placed) + "); remove one link");
  return found;
}

std::vector<std::uint32_t> Network::order() const {
  Sorted sorted = sort_tasks(tasks);
  expects(sorted.order.size() == tasks.size(), "a network without cycles");
  return std::move(sorted.order);
}

}  // namespace luoshi::forecast
