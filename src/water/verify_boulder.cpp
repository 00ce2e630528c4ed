#include <algorithm>
#include <functional>
#include <string>

#include "base/contract.hpp"
#include "formats/csv.hpp"
#include "numeric/elementary.hpp"
#include "water/hydraulics.hpp"
#include "water/q2k.hpp"
#include "water/verify.hpp"

namespace luoshi::water {
namespace {

double distance(double a, double b) { return a > b ? a - b : b - a; }

/// How far apart, as a part of what is wanted.
double apart(double found, double wanted) {
  return wanted != 0 ? distance(found, wanted) / (wanted < 0 ? -wanted : wanted) : distance(found, wanted);
}

VerificationCase at_most(std::string what, double required, double reached) {
  return {"N6", "Boulder Creek: " + std::move(what), required, reached, VerificationCase::Sense::AtMost, "", ""};
}

/// The numbers of a line, up to the first word that is none.
std::vector<double> numbers_of(std::string_view line) {
  std::vector<double> numbers;
  while (!line.empty()) {
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    const std::size_t stop = std::min(line.find(' '), line.size());
    const auto value = formats::read_number(line.substr(0, stop));
    if (!value) break;
    numbers.push_back(*value);
    line.remove_prefix(stop);
  }
  return numbers;
}

/// The rows of one table of QUAL2Kw's summary that have at least `columns` numbers after a label of `label` characters.
using Table = std::vector<std::vector<double>>;
Table read_table(std::string_view text, std::string_view title, std::size_t label, std::size_t columns) {
  Table made;
  std::size_t at = text.find(title);
  for (std::size_t line = 0; at < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view row = text.substr(at, end - at);
    auto numbers = numbers_of(row.substr(std::min(label, row.size())));
    if (numbers.size() >= columns)
      made.push_back(std::move(numbers));
    else if (!made.empty())
      break;
    at = end + 1;
  }
  return made;
}

void compare_hydraulics(const DielRiver& river, const Table& wanted, std::vector<VerificationCase>& cases) {
  double flow = river.head.flow, flows = 0, depths = 0, speeds = 0;
  for (std::size_t i = 0; i < river.reaches.size(); ++i) {
    for (const DielSource& source : river.sources)
      if (source.reach == i) flow += source.flow - source.taken;
    const FlowState state = flow_state(river.reaches[i].hydraulics, flow);
    const auto& row = wanted[i + 1];
    flows = std::max(flows, apart(flow, row[1]));
    depths = std::max(depths, apart(state.depth, row[3]));
    speeds = std::max(speeds, apart(state.velocity, row[6]));
  }
  cases.push_back(at_most("flow of every reach against QUAL2Kw (five decimals)", 2e-5, flows));
  cases.push_back(at_most("depth of every reach against QUAL2Kw (five decimals)", 5e-5, depths));
  cases.push_back(at_most("speed of every reach against QUAL2Kw (five decimals)", 5e-5, speeds));
}

/// Columns of the summary after the place: the constituents in their order, then pH and bottom algae.
constexpr std::size_t kFirst = 1, kPh = kFirst + day::kStated, kAlgae = kPh + 1, kColumns = kAlgae + 1;

using Statistic = double DaySpan::*;
double worst_oxygen(const DielCourse& course, const Table& wanted, Statistic statistic) {
  double worst = 0;
  for (std::size_t i = 0; i < course.reaches.size(); ++i)
    worst = std::max(worst,
                     distance(course.reaches[i].water[day::kOxygen].*statistic, wanted[i + 1][kFirst + day::kOxygen]));
  return worst;
}

double worst_ratio(const DielCourse& course, const Table& wanted, std::size_t constituent) {
  double worst = 0;
  for (std::size_t i = 0; i < course.reaches.size(); ++i)
    worst = std::max(worst, apart(course.reaches[i].water[constituent].mean, wanted[i + 1][kFirst + constituent]));
  return worst;
}

/// Root of the mean square between what was measured and the reach that holds its place.
double rmse(const Q2kFile& file, const std::function<double(std::size_t)>& oxygen) {
  double sum = 0, count = 0;
  for (const Q2kObserved& seen : file.observed)
    for (std::size_t i = 0; i < file.kilometres.size(); ++i) {
      const double half = file.day.reaches[i].length / 2000;
      if (seen.oxygen < 0 || distance(seen.km, file.kilometres[i]) > half) continue;
      sum += (oxygen(i) - seen.oxygen) * (oxygen(i) - seen.oxygen), ++count;
      break;
    }
  return count > 0 ? numeric::sqrt(sum / count) : -1;
}

}  // namespace

std::vector<VerificationCase> verify_boulder_creek(std::string_view q2k, std::string_view summary) {
  const Q2kFile file = read_q2k(q2k, "boulder_creek_1987-08-21.q2k");
  const std::size_t reaches = file.day.reaches.size();
  const Table hydraulics = read_table(summary, "Hydraulics Summary", 0, 9);
  const Table mean = read_table(summary, "Daily average water quality summary", 18, kColumns);
  const Table least = read_table(summary, "Daily minimum water quality summary", 18, kColumns);
  const Table most = read_table(summary, "Daily maximum water quality summary", 18, kColumns);
  const auto defects = defects_of(file.day);
  const bool whole = defects.empty() && hydraulics.size() == reaches + 1 && mean.size() == reaches + 1 &&
                     least.size() == reaches + 1 && most.size() == reaches + 1;
  std::vector<VerificationCase> cases;
  cases.push_back({"N6", "Boulder Creek: reaches read and compared", 17, static_cast<double>(whole ? reaches : 0),
                   VerificationCase::Sense::AtLeast, "", ""});
  if (!whole) return cases;
  compare_hydraulics(file.day, hydraulics, cases);
  const DielCourse course = simulate_day(file.day);
  cases.push_back(at_most("mean oxygen of the day against QUAL2Kw, mg/L, worst reach", 0.1,
                          worst_oxygen(course, mean, &DaySpan::mean)));
  cases.push_back(
      at_most("least oxygen of the day, mg/L, worst reach", 0.1, worst_oxygen(course, least, &DaySpan::least)));
  cases.push_back(
      at_most("most oxygen of the day, mg/L, worst reach", 0.1, worst_oxygen(course, most, &DaySpan::most)));
  double others = 0;
  for (std::size_t k = 0; k < day::kStated; ++k)
    if (k != day::kPhytoplankton) others = std::max(others, worst_ratio(course, mean, k));
  cases.push_back(at_most("means of thirteen other constituents, part, worst reach", 0.02, others));
  double ph = 0, algae = 0;
  for (std::size_t i = 0; i < reaches; ++i) {
    ph = std::max(ph, distance(course.reaches[i].ph.mean, mean[i + 1][kPh]));
    algae = std::max(algae, apart(course.reaches[i].algae.mean, mean[i + 1][kAlgae]));
  }
  cases.push_back(at_most("mean pH, worst reach", 0.02, ph));
  cases.push_back(at_most("mean bottom algae, part, worst reach", 0.02, algae));
  const double peer = rmse(file, [&](std::size_t i) { return mean[i + 1][kFirst + day::kOxygen]; });
  cases.push_back(at_most("oxygen against what was measured, RMSE mg/L; required is QUAL2Kw's own and 0.02",
                          peer + 0.02,
                          rmse(file, [&](std::size_t i) { return course.reaches[i].water[day::kOxygen].mean; })));
  return cases;
}

}  // namespace luoshi::water
