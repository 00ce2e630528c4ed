#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "forecast/network.hpp"

namespace luoshi::forecast {

/// What a plan file says nothing of, and a forecast needs: how far durations stray.
struct Doubt {
  double spread = 0.3;  ///< of the logarithm of a duration that a file gives as one number, 0 … 2
  double shared = 0.3;  ///< correlation of any two tasks of one body (of all, where bodies are unknown), 0 … 0.9
};

/// A network read from a plan file (进度计划文件).
struct NetworkFile {
  Network network;
  std::vector<std::string> ids;          ///< of tasks, as the file calls them
  std::uint32_t last = 0;                ///< the task that waits for all that nothing waits for
  std::vector<std::string> not_read;     ///< what the file says and the network does not hold, each with how often
};

/// Reads, by its content:
/// - a CSV of tasks with columns id, name, days (or low, likely, high), after, and any of spread, body, risk_chance, risk_days,
///   earliest; `after` lists ids separated by ';', each with "+3" or "-2" days of lag and "FF" behind it or not;
/// - PSPLIB single-mode `.sm` (precedence and durations; capacities of resources are not read);
/// - the same table as the first visible sheet of a workbook (.xlsx);
/// - Microsoft Project XML (MSPDI: tasks, all four kinds of links, lags, work done; a summary waits for its parts; calendars,
///   constraints, resources not read; a document type is refused);
/// - Primavera P6 XER (tasks, all four kinds of links, lags, work done; calendars as hours a day, constraints not read).
///
/// Tasks done take no time; tasks under way take what is left, in full doubt. A start-to-start link becomes one to a milestone at the
/// start of the task it comes from. @throws Error{BadInput} naming line and problem, or the network's defects, a cycle among them.
[[nodiscard]] NetworkFile read_network_file(std::string_view bytes, const std::string& name, const Doubt& doubt);

}  // namespace luoshi::forecast
