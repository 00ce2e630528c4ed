#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace luoshi::forecast {

/// How long a task takes, in days (工期). Marginals only; what tasks share is in `Task::shares`.
struct Spread {
  enum class Kind {
    Fixed,        ///< a
    Lognormal,    ///< ln duration ~ N(ln a, b²): a is the median, b the spread of the logarithm
    Normal,       ///< N(a, b²), not below 0
    Triangular,   ///< least a, most likely b, most c
    Exponential,  ///< mean a
  };
  Kind kind = Kind::Fixed;
  double a = 0, b = 0, c = 0;
};

/// Days on which work goes on (工作历): a share of each day, day 0 first; after the last day the last seven repeat.
struct Calendar {
  std::vector<double> working;  ///< 0 … 1 of each day; at least seven, some of the last seven above 0
};

/// One task of a network (任务); a milestone is a task that takes no time.
struct Task {
  std::string name;
  /// Its number in the random stream, its index unless given: a task that keeps its number keeps its luck when others come,
  /// go or change places.
  std::optional<std::uint32_t> number;
  Spread spread;

  /// Finish to start, `lag` days between; Kind::FinishToFinish holds the finish back instead.
  struct Link {
    enum class Kind { FinishToStart, FinishToFinish } kind = Kind::FinishToStart;
    std::uint32_t from = 0;
    double lag = 0;
  };
  std::vector<Link> after;

  /// The part of its doubt that a task shares with others through a factor (body, money, weather): the duration's normal
  /// score is Σ load·Z + √(1 − Σ load²)·own. Two tasks that load ρ^½ on one factor are correlated ρ.
  struct Share {
    std::uint32_t factor = 0;
    double load = 0;
  };
  std::vector<Share> shares;  ///< at most three, squares summing to at most 1; not for Exponential and Triangular alone

  /// A thing that happens or not (离散风险) and then costs `days` more.
  struct Risk {
    double chance = 0, days = 0;
  };
  std::optional<Risk> risk;

  double earliest = 0;                    ///< it starts no sooner
  std::optional<std::uint32_t> calendar;  ///< index into Network::calendars; none: work every day
  /// Done only in draws in which another task ends later than a day (分支); else it takes no time and bears no risk.
  struct Branch {
    std::uint32_t on = 0;
    double later_than = 0;
  };
  std::optional<Branch> only_if;
};

/// A network of tasks (任务网络). Tasks refer to one another by index, in any order.
struct Network {
  std::vector<Task> tasks;
  std::uint32_t factors = 0;
  std::vector<Calendar> calendars;

  /// What is wrong with it, each with the tasks' names; none: it can be simulated.
  ///
  /// Among them: a cycle (its tasks in order), a link, factor or calendar that does not exist, numbers that are not
  /// finite, a spread out of range, loads whose squares exceed 1, a chance outside 0 … 1.
  [[nodiscard]] std::vector<std::string> defects() const;
  /// An order in which every task follows those it waits for. Requires a network without cycles.
  [[nodiscard]] std::vector<std::uint32_t> order() const;
};

inline constexpr std::size_t kMostTasks = 1'000'000;

}  // namespace luoshi::forecast
