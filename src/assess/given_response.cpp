#include "assess/given_response.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <span>

#include "assess/city_settings.hpp"
#include "base/error.hpp"
#include "formats/csv.hpp"

namespace luoshi::assess {
namespace {

using formats::CsvReader;

constexpr double kMostLevel = 1e6, kMostEffect = 1e6;        // mg/L; mg/L for each kg/d
constexpr std::size_t kMostRows = 2'000'000;
constexpr std::size_t kMostStores = 25'000;                  // receptors × (2 · periods + 9): 2 GB of draws
constexpr std::string_view kUnit = "mg/L";

// A column that nobody reads would be a wish that nobody grants.
void allow_only(const CsvReader& table, std::span<const std::string> known) {
  for (std::size_t c = 0; c < table.header().size(); ++c) {
    const std::string& title = table.header()[c];
    if (title == "quarter" || title == "period")
      table.refuse(c, "effects by quarter cannot be taken (one effect holds for all quarters); give one table for the quarter of the target");
    if (std::find(known.begin(), known.end(), title) == known.end())
      table.refuse(c, "column '" + title + "' is not known (it would not be used); leave it out or correct its name");
  }
}

double level_at(const CsvReader& table, std::size_t column) {
  const double value = table.number(column);
  if (!(value >= 0 && value <= kMostLevel)) table.refuse(column, "it is no level (0 to 1,000,000 mg/L is wanted); correct it");
  return value;
}

std::string item_at(const CsvReader& table, std::size_t column, const GivenNames& names) {
  std::string item{table.field(column)};
  if (names.item) item = names.item(item);
  if (item.empty()) table.refuse(column, "it has no upper limit (what must be high, or is not in the standard, cannot be judged by a fall); leave it out");
  return item;
}

std::vector<std::size_t> level_columns(const CsvReader& table, std::uint32_t periods) {
  if (table.find_column("without")) return {*table.find_column("without")};
  std::vector<std::size_t> columns;
  for (std::uint32_t q = 1; q <= periods; ++q) columns.push_back(table.column("without_" + std::to_string(q)));
  return columns;
}

// Receptors found by section and item.
using Places = std::map<std::pair<std::string, std::string>, std::uint32_t>;

Places read_receptors(const CitySettings& settings, const std::string& bytes, const GivenNames& names, GivenResponse& into) {
  CsvReader table{bytes, settings.receptors};
  std::vector<std::string> known{"receptor", "item", "unit", "limit", "without"};
  for (std::uint32_t q = 1; q <= settings.periods; ++q) known.push_back("without_" + std::to_string(q));
  allow_only(table, known);
  const std::size_t section = table.column("receptor"), item = table.column("item"), unit = table.column("unit"), limit = table.column("limit");
  const std::vector<std::size_t> levels = level_columns(table, settings.periods);
  if (levels.size() == 1 && table.find_column("without_1") && settings.periods > 1)
    table.refuse(*table.find_column("without_1"), "levels stand both for all quarters and by quarter (which one counts cannot be known); leave one out");
  Places places, registered;
  while (table.next()) {
    GivenResponse::At at{std::string{table.field(section)}, item_at(table, item, names), std::string{table.field(unit)}, table.number(limit), {}};
    const std::string code = names.section ? names.section(at.section) : at.section;
    if (code.empty()) table.refuse(section, "'" + at.section.substr(0, 60) + "' is no section of the register; register it first or correct it");
    if (at.unit != kUnit) table.refuse(unit, "'" + at.unit.substr(0, 20) + "' is another unit (mg/L is wanted); convert the levels");
    if (!(at.limit > 0 && at.limit <= kMostLevel)) table.refuse(limit, "it is no limit (above 0 to 1,000,000 mg/L is wanted); correct it");
    for (std::uint32_t q = 0; q < settings.periods; ++q) at.without.push_back(level_at(table, levels.size() == 1 ? levels[0] : levels[q]));
    places.emplace(std::pair{at.section, at.item}, static_cast<std::uint32_t>(into.receptors.size()));
    if (!registered.emplace(std::pair{code, at.item}, 0U).second)
      table.refuse(section, "section and item stand in the table twice; leave one out");
    into.receptors.push_back(std::move(at));
    if (into.receptors.size() * (2 * std::size_t{settings.periods} + 9) > kMostStores)
      throw Error{Fault::TooLarge, settings.receptors + ":" + std::to_string(table.line()) + ":1: too many receptors (with " + std::to_string(settings.periods) +
                                       " quarters their draws take more than 2 GB); judge fewer at a time"};
  }
  if (into.receptors.empty()) throw Error{Fault::BadInput, settings.receptors + ":1:1: no receptor (the table has no rows); give the sections to judge"};
  return places;
}

std::uint32_t place_of(std::vector<std::string>& names, const std::string& name) {
  const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  if (at == names.size()) names.push_back(name);
  return static_cast<std::uint32_t>(at);
}

void read_load(const CsvReader& table, std::size_t column, const std::pair<std::string, std::uint32_t>& key, GivenResponse& into) {
  const auto load = table.number_if_any(column);
  if (!load) return;
  if (!(*load >= 0 && *load <= 1e9)) table.refuse(column, "it is no load (0 to 1e9 kg/d is wanted); correct it");
  if (!into.loads.emplace(key, *load).second && into.loads.at(key) != *load) table.refuse(column, "the source has another load above; correct one");
}

void read_effects(const CitySettings& settings, const std::string& bytes, const GivenNames& names, const Places& places, GivenResponse& into) {
  CsvReader table{bytes, settings.responses};
  const std::vector<std::string> known{"receptor", "item", "source", "substance", "effect", "unit", "load_kg_d"};
  allow_only(table, known);
  const std::size_t section = table.column("receptor"), item = table.column("item"), source = table.column("source"), effect = table.column("effect"),
                    unit = table.column("unit");
  const auto of = table.find_column("substance"), load = table.find_column("load_kg_d");
  std::set<std::pair<std::pair<std::string, std::uint32_t>, std::uint32_t>> seen;
  while (table.next()) {
    const std::string judged = item_at(table, item, names);
    const auto at = places.find({std::string{table.field(section)}, judged});
    if (at == places.end()) table.refuse(section, "this section and item are not in " + settings.receptors + "; add them there or correct them");
    if (table.field(unit) != "mg/L/(kg/d)" && table.field(unit) != "mg/L per kg/d")
      table.refuse(unit, "'" + std::string{table.field(unit).substr(0, 30)} + "' is another unit (mg/L per kg/d is wanted: the receptor's for each kilogram a day); convert the effects");
    if (names.is_source && !names.is_source(table.field(source)))
      table.refuse(source, "'" + std::string{table.field(source).substr(0, 60)} + "' is no asset of the register; register it first or correct its code");
    const double value = table.number(effect);
    if (!(value >= 0 && value <= kMostEffect)) table.refuse(effect, "it is no fall (0 to 1,000,000 is wanted: how far the level falls for each kg/d less); correct it");
    std::string substance = judged;
    if (of && !table.field(*of).empty()) substance = names.item ? names.item(table.field(*of)) : std::string{table.field(*of)};
    if (substance.empty()) table.refuse(*of, "it is no load that can be taken away; correct it");
    const std::pair key{std::string{table.field(source)}, place_of(into.substances, substance)};
    if (!seen.emplace(key, at->second).second) table.refuse(source, "this source stands at this receptor twice; add the two up");
    if (seen.size() > kMostRows) throw Error{Fault::TooLarge, settings.responses + ":" + std::to_string(table.line()) + ":1: more than 2,000,000 effects (the limit); leave out those near zero"};
    into.effects[key].push_back({at->second, value});
    if (load) read_load(table, *load, key, into);
  }
  if (into.effects.empty()) throw Error{Fault::BadInput, settings.responses + ":1:1: no effect (the table has no rows); give what the sources do"};
}

}  // namespace

GivenResponse read_given_response(const CitySettings& settings, const std::map<std::string, std::string>& tables, const GivenNames& names) {
  GivenResponse response;
  const Places places = read_receptors(settings, tables.at(settings.receptors), names, response);
  read_effects(settings, tables.at(settings.responses), names, places, response);
  return response;
}

void add_response(const GivenResponse& response, const CitySettings& settings, GivenProgramme& given) {
  given.programme.effects.valid_while = "给定响应：" + settings.model;
  const auto first = static_cast<std::uint32_t>(given.receptors.size());
  for (const GivenResponse::At& at : response.receptors) {
    given.receptors.push_back(at.section + " " + at.item);
    given.units.push_back(at.unit);
    given.programme.receptors.push_back({at.limit, 0, at.without});
  }
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> falls;  // receptor, measure
  for (const Cut& cut : given.cuts) {
    const auto substance = std::find(response.substances.begin(), response.substances.end(), cut.substance);
    const auto found = response.effects.find(std::pair{cut.reach, static_cast<std::uint32_t>(substance - response.substances.begin())});
    if (found == response.effects.end()) continue;
    for (const GivenResponse::Effect& effect : found->second) falls[{first + effect.receptor, cut.measure}] += effect.per_kg_d * cut.kg_per_day;
  }
  for (const auto& [pair, fall] : falls)
    if (fall > 0) given.programme.effects.terms.push_back({pair.second, pair.first, fall});
}

}  // namespace luoshi::assess
