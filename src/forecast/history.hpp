#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace luoshi::forecast {

/// A day as days since 1970-01-01.
using DayNumber = std::int32_t;

/// What was said of one piece of work on one day (一次报告). Type, body and start stand until a later report says otherwise.
struct Report {
  DayNumber on = 0;                         ///< the day it was said
  std::optional<DayNumber> planned;         ///< when it would be finished, as said then
  std::optional<DayNumber> started;         ///< when it began, as said by then
  std::optional<double> progress;           ///< 0 … 1, as said then
  std::optional<std::uint32_t> rating;      ///< a colour given then, index into Portfolio::ratings
  std::optional<std::uint32_t> type, body;  ///< index into Portfolio::types, bodies
};

/// One piece of work that a table follows (一项工作的历史), reports in order of time.
struct History {
  std::string project, part;  ///< `project` groups pieces whose fates hang together
  std::uint32_t cluster = 0;  ///< the same number for the same project
  std::vector<Report> reports;
  std::optional<DayNumber> finished;
  DayNumber finish_known = 0;  ///< the day on which `finished` could first be read in the table
};

/// What the stated dates of a portfolio are scored against.
enum class Outcome {
  Finish,     ///< the day the work was finished
  NextStated  ///< tables that never say when work was finished: the date stated one horizon later
};

/// A table of histories (历史项目表).
struct Portfolio {
  std::string name;
  std::vector<History> histories;
  std::vector<std::string> types, bodies, ratings;
  Outcome outcome = Outcome::Finish;
  bool dated_reports = false;    ///< false: one row a piece of work, known from its start to the table's end
  DayNumber known_until = 0;     ///< the last day of which the table speaks
  DayNumber horizon = 365;       ///< NextStated: how long after a report its date is looked up again
  double uplift = 0.25;          ///< Green Book works duration, upper bound, for this kind of work
  std::vector<std::string> notes;  ///< what was found odd, with its row and column; what was done with it
};

}  // namespace luoshi::forecast
