#include "assess/tables.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>
#include <unordered_map>

#include "assess/detail/settings.hpp"
#include "base/contract.hpp"
#include "base/error.hpp"
#include "base/random.hpp"
#include "formats/csv.hpp"
#include "numeric/elementary.hpp"
#include "numeric/executor.hpp"

namespace luoshi::assess {
namespace {

constexpr std::uint64_t kBodies = 5ULL << 32U, kDeliveries = 6ULL << 32U;  // families of streams, beside those of joint.cpp

/// A list of names that is looked through by name: a province has 50,000 measures.
class Names {
 public:
  explicit Names(std::vector<std::string>& list) : list_{&list} {
    for (std::uint32_t i = 0; i < list.size(); ++i) numbers_.emplace(list[i], i);
  }
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const {
    const auto found = numbers_.find(std::string{name});
    if (found == numbers_.end()) return std::nullopt;
    return found->second;
  }
  /// Nothing when it stands there already.
  std::optional<std::uint32_t> add(std::string_view name) {
    const auto number = static_cast<std::uint32_t>(list_->size());
    if (!numbers_.emplace(std::string{name}, number).second) return std::nullopt;
    list_->emplace_back(name);
    return number;
  }
  std::uint32_t find_or_add(std::string_view name) {
    const auto added = add(name);
    return added ? *added : *find(name);
  }

 private:
  std::vector<std::string>* list_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

// The columns PREFIX1 … PREFIXn, or none of them.
std::vector<std::size_t> columns_by_period(const formats::CsvReader& table, const std::string& prefix, std::uint32_t periods) {
  std::vector<std::size_t> columns;
  bool any = false;
  for (std::uint32_t q = 1; q <= periods; ++q) any = any || table.find_column(prefix + std::to_string(q));
  for (std::uint32_t q = 1; any && q <= periods; ++q) columns.push_back(table.column(prefix + std::to_string(q)));
  return columns;
}

std::uint8_t period_at(const formats::CsvReader& table, std::size_t column, std::uint32_t periods) {
  const double value = table.number(column);
  if (value < 1 || value > periods || value != static_cast<double>(static_cast<std::uint32_t>(value)))
    table.refuse(column, "it is no period (1 to " + std::to_string(periods) + " is wanted); correct it");
  return static_cast<std::uint8_t>(value - 1);
}

Standing standing_at(const formats::CsvReader& table, std::size_t column) {
  constexpr std::array<std::pair<std::string_view, Standing>, 8> kWords{{{"sound", Standing::Sound}, {"在办", Standing::Sound},
                                                                        {"waiting", Standing::Waiting}, {"待问清", Standing::Waiting},
                                                                        {"nobody", Standing::Nobody}, {"无人认领", Standing::Nobody},
                                                                        {"unverified", Standing::Unverified}, {"未核查", Standing::Unverified}}};
  for (const auto& [word, standing] : kWords)
    if (table.field(column) == word) return standing;
  table.refuse(column, "it is no standing (sound, waiting, nobody or unverified is wanted); correct it");
}

struct CutColumn {
  std::size_t column;
  std::string substance;
};

// The columns X_kg_d, which only a water model can answer for.
std::vector<CutColumn> cut_columns(const GivenSettings& settings, const formats::CsvReader& table) {
  constexpr std::string_view kUnit = "_kg_d";
  std::vector<CutColumn> columns;
  if (settings.water.empty()) return columns;
  for (std::size_t c = 0; c < table.header().size(); ++c)
    if (const std::string& title = table.header()[c]; title.ends_with(kUnit))
      columns.push_back({c, title.substr(0, title.size() - kUnit.size())});
  return columns;
}

void read_measures(const GivenSettings& settings, const std::string& bytes, GivenProgramme& given) {
  formats::CsvReader table{bytes, settings.measures};
  const std::size_t id = table.column("id"), body = table.column("body"), due = table.column("due");
  const auto kind = table.find_column("kind"), standing = table.find_column("standing"), doubt = table.find_column("effect_sd");
  const std::vector<std::size_t> by = columns_by_period(table, "by_", settings.periods);
  const std::vector<CutColumn> cuts = cut_columns(settings, table);
  std::vector<std::string> kind_names;
  Names names{given.measures}, bodies{given.bodies}, kinds{kind_names};
  while (table.next()) {
    const auto added = names.add(table.field(id));
    if (!added) table.refuse(id, "it stands in the table twice; give each measure an id of its own");
    const std::uint32_t number = *added;
    Measure measure;
    measure.body = bodies.find_or_add(table.field(body));
    if (kind) measure.kind = kinds.find_or_add(table.field(*kind));
    if (standing) measure.standing = standing_at(table, *standing);
    if (!table.field(due).empty()) measure.due = period_at(table, due, settings.periods);
    if (doubt) measure.effect_sd = table.number_if_any(*doubt).value_or(0);
    std::vector<double> chances(settings.periods, 0);
    for (std::uint32_t q = 0; q < settings.periods; ++q) {
      const double before = q == 0 ? 0 : chances[q - 1];
      chances[q] = by.empty() ? (q >= measure.due ? 1.0 : 0.0) : table.number_if_any(by[q]).value_or(before);
      if (!by.empty() && !(chances[q] >= before && chances[q] <= 1))
        table.refuse(by[q], "it is no chance that grows (0 to 1, not below the period before); correct it");
    }
    for (const CutColumn& cut : cuts)
      if (const auto kg_d = table.number_if_any(cut.column)) {
        if (*kg_d < 0) table.refuse(cut.column, "it is negative (a load taken away is wanted); correct it");
        given.cuts.push_back({number, std::string{table.field(table.column("reach"))}, cut.substance, *kg_d});
      }
    given.stands_by.push_back(std::move(chances));
    given.programme.measures.push_back(measure);
    if (measure.standing != Standing::Nobody) given.programme.promises.push_back({number, number});
  }
}

void read_receptors(const GivenSettings& settings, const std::string& bytes, GivenProgramme& given) {
  formats::CsvReader table{bytes, settings.receptors};
  const std::size_t id = table.column("id"), unit = table.column("unit"), limit = table.column("limit"), target = table.column("target");
  const std::vector<std::size_t> by = columns_by_period(table, "without_", settings.periods);
  const std::size_t always = by.empty() ? table.column("without") : 0;
  Names names{given.receptors};
  while (table.next()) {
    if (!names.add(table.field(id))) table.refuse(id, "it stands in the table twice; give each receptor an id of its own");
    given.units.emplace_back(table.field(unit));
    Receptor receptor;
    receptor.limit = table.number(limit);
    receptor.target = period_at(table, target, settings.periods);
    for (std::uint32_t q = 0; q < settings.periods; ++q) receptor.without.push_back(table.number(by.empty() ? always : by[q]));
    given.programme.receptors.push_back(std::move(receptor));
  }
}

void read_responses(const GivenSettings& settings, const std::string& bytes, GivenProgramme& given) {
  formats::CsvReader table{bytes, settings.responses};
  const std::size_t receptor = table.column("receptor"), source = table.column("source"), effect = table.column("effect"), unit = table.column("unit");
  const Names receptors{given.receptors}, measures{given.measures};
  while (table.next()) {
    const auto at = receptors.find(table.field(receptor));
    if (!at) table.refuse(receptor, "it is not in the table of receptors; correct it");
    const auto from = measures.find(table.field(source));
    if (!from) table.refuse(source, "it is not in the table of measures; correct it");
    if (table.field(unit) != given.units[*at])
      table.refuse(unit, "it is not the receptor's unit " + given.units[*at] + "; convert it");
    given.programme.effects.terms.push_back({*from, *at, table.number(effect)});
  }
}

}  // namespace

GivenSettings read_given_settings(std::string_view toml, const std::string& name) {
  const formats::Toml root = formats::parse_toml(toml, name);
  root.allow_only({"name", "model", "periods", "measures", "receptors", "responses", "water", "items", "target", "model_error",
                   "kind_share", "error_share", "delivery_share"});
  GivenSettings settings;
  settings.name = root.at("name").text();
  settings.measures = root.at("measures").text();
  settings.periods = detail::periods_of(root);
  if (root.find("water") != nullptr) {
    root.allow_only({"name", "periods", "measures", "water", "items", "target", "model_error", "kind_share", "error_share", "delivery_share"});
    settings.water = root.at("water").text();
    for (const formats::Toml& item : root.at("items").array()) settings.items.push_back(item.text());
    settings.target = static_cast<std::uint8_t>(detail::count_of(root, "target", settings.periods, "a period of the programme") - 1);
  } else {
    settings.model = root.at("model").text();
    settings.receptors = root.at("receptors").text();
    settings.responses = root.at("responses").text();
  }
  settings.model_error = detail::share_of(root, "model_error", 2);
  settings.kind_share = detail::share_of(root, "kind_share", 1);
  settings.error_share = detail::share_of(root, "error_share", 1);
  settings.delivery_share = detail::share_of(root, "delivery_share", 1);
  return settings;
}

std::vector<std::string> GivenSettings::files() const {
  return water.empty() ? std::vector{measures, receptors, responses} : std::vector{measures};
}

GivenProgramme read_given(const GivenSettings& settings, const std::map<std::string, std::string>& tables) {
  GivenProgramme given;
  given.programme.periods = settings.periods;
  given.programme.kind_share = settings.kind_share;
  given.programme.error_share = settings.error_share;
  given.programme.effects.model_error = settings.model_error;
  read_measures(settings, tables.at(settings.measures), given);
  if (!settings.water.empty()) return given;
  given.programme.effects.valid_while = "给定响应：" + settings.model;
  read_receptors(settings, tables.at(settings.receptors), given);
  read_responses(settings, tables.at(settings.responses), given);
  return given;
}

Draws draw_deliveries(const std::vector<Delivery>& things, double share, std::uint32_t draws, std::uint64_t seed, unsigned threads) {
  expects(draws >= 1 && draws <= 10'000'000, "1 to 10,000,000 draws");
  expects(share >= 0 && share <= 1, "a share of 0 to 1");
  const double of_body = numeric::sqrt(share), own = numeric::sqrt(1 - share);
  const auto normals = [&](std::uint64_t stream) {
    Random random{seed, stream};
    std::vector<double> values(draws);
    for (double& value : values) value = random.normal();
    return values;
  };
  // What stands from the first period on, or never, needs no draw.
  const auto sure = [](const Delivery& thing) { return thing.stands_by.empty() || thing.stands_by.back() <= 0 || thing.stands_by.front() >= 1; };
  std::map<std::uint32_t, std::vector<double>> bodies;
  for (const Delivery& thing : things)
    if (!sure(thing) && !bodies.contains(thing.body)) bodies.emplace(thing.body, normals(kBodies | thing.body));
  Draws made{static_cast<std::uint32_t>(things.size()), draws, seed, std::vector<std::uint8_t>(things.size() * draws, Draws::kNever)};
  numeric::for_each_piece(things.size(), 1, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t m = begin; m < end; ++m) {
      const std::vector<double>& chances = things[m].stands_by;
      const std::span<std::uint8_t> into = std::span{made.delivered_in}.subspan(m * draws, draws);
      if (sure(things[m])) {
        if (!chances.empty() && chances.front() >= 1) std::fill(into.begin(), into.end(), std::uint8_t{0});
        continue;
      }
      const std::vector<double>& body = bodies.at(things[m].body);
      const std::vector<double> alone = normals(kDeliveries | things[m].stream);
      // It stands by the first period whose quantile lies above its normal: one quantile a period, not one probability a draw.
      std::vector<double> below;
      for (const double chance : chances)
        below.push_back(chance <= 0 ? -std::numeric_limits<double>::infinity() : chance >= 1 ? std::numeric_limits<double>::infinity() : normal_quantile(chance));
      for (std::size_t i = 0; i < draws; ++i) {
        const double level = of_body * body[i] + own * alone[i];
        const auto first = std::find_if(below.begin(), below.end(), [&](double quantile) { return level < quantile; });
        if (first != below.end()) into[i] = static_cast<std::uint8_t>(first - below.begin());
      }
    }
  });
  return made;
}

Draws draw_given(const GivenSettings& settings, const GivenProgramme& given, std::uint32_t draws, std::uint64_t seed) {
  std::vector<Delivery> things;
  for (std::uint32_t m = 0; m < given.measures.size(); ++m)
    things.push_back({given.stands_by[m], given.programme.measures[m].body, m});
  return draw_deliveries(things, settings.delivery_share, draws, seed);
}

}  // namespace luoshi::assess
