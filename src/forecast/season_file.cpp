#include "forecast/season_file.hpp"

#include <algorithm>
#include <chrono>

#include "base/contract.hpp"
#include "base/error.hpp"
#include "formats/toml.hpp"

namespace luoshi::forecast {
namespace {

constexpr double kFastest = 10;

Season read_one(const formats::Toml& table) {
  table.allow_only({"work", "speed", "source"});
  Season made;
  made.work = table.at("work").text();
  made.source = table.text_or("source", "");
  if (made.work.empty()) table.refuse("a season of no work (its `work` is empty); name the kind of work");
  if (made.source.empty()) table.refuse("a season without `source` (nobody states it); say whose figures they are");
  const auto& speeds = table.at("speed").array();
  if (speeds.size() != made.speed.size())
    table.at("speed").refuse("speeds of " + std::to_string(speeds.size()) + " months (twelve are wanted, January first); complete them");
  for (std::size_t month = 0; month < speeds.size(); ++month) {
    made.speed[month] = speeds[month].number();
    if (!(made.speed[month] >= 0 && made.speed[month] <= kFastest)) speeds[month].refuse("a speed outside 0 … 10 (1 is the mean month); correct it");
  }
  if (std::none_of(made.speed.begin(), made.speed.end(), [](double each) { return each > 0; }))
    table.at("speed").refuse("a year in which nothing is ever done (all speeds are 0); correct them");
  return made;
}

}  // namespace

std::vector<Season> read_seasons(std::string_view text, const std::string& name) {
  const formats::Toml file = formats::parse_toml(text, name);
  file.allow_only({"season"});
  std::vector<Season> made;
  for (const formats::Toml& table : file.tables("season")) {
    made.push_back(read_one(table));
    const auto same = [&](const Season& other) { return other.work == made.back().work; };
    if (std::count_if(made.begin(), made.end(), same) > 1) table.refuse("a second season of \"" + made.back().work + "\" (one a work is wanted); drop one");
  }
  if (made.empty()) throw Error{Fault::BadInput, name + ": no [[season]] (the file says nothing); add one, see docs/formats/season-file.md"};
  return made;
}

std::vector<double> season_from(const Season& season, Day from) {
  expects(from.ok(), "a day that exists");
  const auto last = static_cast<unsigned>(std::chrono::year_month_day_last{from.year() / from.month() / std::chrono::last}.day());
  const double rest = static_cast<double>(last - static_cast<unsigned>(from.day())) / static_cast<double>(last);
  const std::size_t first = static_cast<unsigned>(from.month()) - 1;
  std::vector<double> made;
  for (std::size_t month = 0; month < season.speed.size(); ++month)
    made.push_back(rest * season.speed[(first + month) % 12] + (1 - rest) * season.speed[(first + month + 1) % 12]);
  return made;
}

}  // namespace luoshi::forecast
