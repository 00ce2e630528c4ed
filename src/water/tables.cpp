#include "water/tables.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/error.hpp"
#include "base/quantity.hpp"
#include "formats/csv.hpp"
#include "formats/geojson.hpp"
#include "formats/sheet_table.hpp"
#include "formats/toml.hpp"

namespace luoshi::water {
namespace {

using formats::CsvReader;
using formats::Toml;

constexpr double kPerDay = 1.0 / 86400.0;

Reaeration read_reaeration(const Toml& value) {
  static const std::map<std::string, Reaeration, std::less<>> names{{"given", Reaeration::Given},
                                                                    {"oconnor-dobbins", Reaeration::OConnorDobbins},
                                                                    {"churchill", Reaeration::Churchill},
                                                                    {"owens-gibbs", Reaeration::OwensGibbs},
                                                                    {"tsivoglou-neal", Reaeration::TsivoglouNeal},
                                                                    {"covar", Reaeration::Covar}};
  const auto at = names.find(value.text());
  if (at == names.end())
    value.refuse("'" + value.text() +
                 "' is no reaeration formula known here (given, oconnor-dobbins, churchill, owens-gibbs, "
                 "tsivoglou-neal, covar)");
  return at->second;
}

Kinetics read_kinetics(const Toml& table) {
  table.allow_only({"model", "species", "rates", "reaeration"});
  const std::string model = table.text_or("model", "standard");
  Kinetics made;
  if (model == "standard") {
    made = standard_kinetics();
  } else if (model == "first-order") {
    std::vector<FirstOrderSpecies> species;
    for (const Toml& one : table.tables("species")) {
      one.allow_only({"name", "per_day", "theta"});
      const double rate = one.number_or("per_day", 0);
      if (rate < 0) one.at("per_day").refuse("a rate below 0 would make substance; give one of at least 0");
      species.push_back({one.at("name").text(), Rate{rate, unit::per_day}, one.number_or("theta", 1.047)});
    }
    if (species.empty()) table.refuse("a first-order model names no species; add [[kinetics.species]]");
    made = first_order_kinetics(species);
  } else {
    table.at("model").refuse("'" + model + "' is no kinetics known here (standard, first-order)");
  }
  if (const Toml* formula = table.find("reaeration")) made.reaeration = read_reaeration(*formula);
  if (const Toml* rates = table.find("rates"))
    for (const auto& [name, value] : rates->table()) {
      const auto at =
          std::find_if(made.reactions.begin(), made.reactions.end(), [&](const Reaction& r) { return r.name == name; });
      if (at == made.reactions.end())
        value.refuse("'" + name + "' is no reaction of this kinetics; see docs/methods/water.md");
      if (value.number() < 0) value.refuse("a rate below 0 would make substance; give one of at least 0");
      at->at_20 = value.number() * kPerDay;  // per day, or metres per day for settling
    }
  return made;
}

/// A table whose every column must be known; numbers by title, with the factor of the unit in it.
class Table {
 public:
  Table(const std::map<std::string, std::string>& tables, const std::string& name,
        const std::vector<std::string>& known)
      : bytes_{bytes_of(tables, name)}, name_{name}, csv_{bytes_, name_, ',', places_of(name)} {
    for (std::size_t k = 0; k < csv_.header().size(); ++k)
      if (std::find(known.begin(), known.end(), csv_.header()[k]) == known.end()) {
        std::string names;
        for (const std::string& each : known) names += (names.empty() ? "" : ", ") + each;
        csv_.refuse(k, "column '" + csv_.header()[k] + "' is not known here (there are: " + names +
                           "); its unit may be wrong: correct or remove it");
      }
  }
  bool next() { return csv_.next(); }
  void rewind() { csv_ = CsvReader{bytes_, name_, ',', places_of(name_)}; }
  [[nodiscard]] std::string text(const char* title) {
    const std::size_t column = csv_.column(title);
    if (csv_.field(column).empty()) csv_.refuse(column, std::string{title} + " is empty; fill it in");
    return std::string{csv_.field(column)};
  }
  [[nodiscard]] std::string text_or(const char* title, const char* otherwise = "") const {
    const auto column = csv_.find_column(title);
    return column ? std::string{csv_.field(*column)} : otherwise;
  }
  [[nodiscard]] std::optional<double> number(const std::string& title, double factor = 1) const {
    const auto column = csv_.find_column(title);
    if (!column) return std::nullopt;
    const auto value = csv_.number_if_any(*column);
    if (!value) return std::nullopt;
    return *value * factor;
  }
  [[nodiscard]] double number_or(const std::string& title, double otherwise, double factor = 1) const {
    return number(title, factor).value_or(otherwise);
  }
  /// The first of several titles that holds a number.
  [[nodiscard]] std::optional<double> any(std::initializer_list<std::pair<const char*, double>> titles) const {
    for (const auto& [title, factor] : titles)
      if (const auto value = number(title, factor)) return value;
    return std::nullopt;
  }
  [[noreturn]] void refuse(const char* title, const std::string& problem) const {
    csv_.refuse(csv_.find_column(title).value_or(0), problem);
  }

 private:
  /// The table's text; a GeoJSON file's attributes are one, and so is a workbook's sheet.
  static std::string bytes_of(const std::map<std::string, std::string>& tables, const std::string& name) {
    const auto at = tables.find(name);
    if (at == tables.end())
      throw Error{Fault::NotFound, name + " was not handed over (the model names it); put it beside the model"};
    const TableName parts = table_name(name);
    if (parts.file.ends_with(".xlsx")) return formats::sheet_table(at->second, parts.part, parts.file);
    return parts.file.ends_with(".geojson") ? formats::geojson_table(at->second, name) : at->second;
  }
  static CsvReader::Places places_of(const std::string& name) {
    return table_name(name).file.ends_with(".xlsx") ? CsvReader::Places::Cells : CsvReader::Places::Characters;
  }
  std::string bytes_;
  std::string name_;
  CsvReader csv_;
};

class Ids {
 public:
  void add(const std::string& id, std::size_t index) { ids_.try_emplace(id, index); }
  [[nodiscard]] std::size_t find(const Table& table, const char* title, const std::string& id) const {
    const auto at = ids_.find(id);
    if (at == ids_.end())
      table.refuse(title, "reach '" + id + "' is not in the table of reaches; correct it or add the reach");
    return at->second;
  }

 private:
  std::unordered_map<std::string, std::size_t> ids_;
};

Hydraulics read_hydraulics(const Table& table) {
  if (const auto velocity = table.number("velocity_m_s")) {
    const auto depth = table.number("depth_m");
    if (!depth) table.refuse("velocity_m_s", "a velocity without depth_m; give both");
    return MeasuredHydraulics{*velocity, *depth};
  }
  if (const auto width = table.number("bottom_width_m"))
    return ManningChannel{*width, table.number_or("side_slope", 0), table.number_or("slope", 0),
                          table.number_or("roughness", 0)};
  if (const auto a = table.number("velocity_a"))
    return PowerLaw{*a, table.number_or("velocity_b", 0), table.number_or("depth_c", 0), table.number_or("depth_d", 0)};
  return PowerLaw{};
}

Reach read_reach(Table& table) {
  Reach reach;
  reach.id = table.text("id");
  reach.length = table.any({{"length_m", 1.0}, {"length_km", 1000.0}}).value_or(0);
  reach.hydraulics = read_hydraulics(table);
  reach.temperature = table.number_or("temperature_c", 20);
  reach.elevation = table.number_or("elevation_m", 0);
  reach.slope = table.number_or("slope", 0);
  reach.head_flow = table.number_or("head_flow_m3_s", 0);
  reach.lateral_flow = table.number_or("lateral_flow_m3_s", 0);
  reach.sediment_demand = table.number_or("sod_g_m2_d", 0, 1e-3 * kPerDay);
  reach.net_photosynthesis = table.number_or("net_photosynthesis_mg_l_d", 0, 1e-3 * kPerDay);
  const auto volume = table.any({{"lake_volume_m3", 1.0}, {"lake_volume_10k_m3", 1e4}});
  const auto surface = table.any({{"surface_m2", 1.0}, {"surface_km2", 1e6}});
  if (volume) {
    if (!surface) table.refuse("id", "a lake without surface_m2 or surface_km2; give it");
    reach.lake = Lake{*volume, *surface};
  }
  if (const std::string tidal = table.text_or("tidal"); tidal == "yes") {
    const double area = table.number_or("cross_section_m2", 0);
    reach.tidal = Tidal{area, surface.value_or(0), table.number("dispersion_m2_s"), table.number("exchange_m3_s")};
  } else if (!tidal.empty() && tidal != "no") {
    table.refuse("tidal", "tidal is yes, no or empty; correct it");
  }
  return reach;
}

void read_reaches(const ModelSettings& settings, const std::map<std::string, std::string>& tables, Network& net,
                  Ids& ids) {
  Table table{tables,
              settings.reaches,
              {"id",
               "to",
               "length_m",
               "length_km",
               "velocity_m_s",
               "depth_m",
               "velocity_a",
               "velocity_b",
               "depth_c",
               "depth_d",
               "bottom_width_m",
               "side_slope",
               "slope",
               "roughness",
               "temperature_c",
               "elevation_m",
               "head_flow_m3_s",
               "lateral_flow_m3_s",
               "sod_g_m2_d",
               "net_photosynthesis_mg_l_d",
               "lake_volume_m3",
               "lake_volume_10k_m3",
               "surface_m2",
               "surface_km2",
               "tidal",
               "cross_section_m2",
               "dispersion_m2_s",
               "exchange_m3_s",
               "name"}};
  while (table.next()) {
    net.reaches.push_back(read_reach(table));
    ids.add(net.reaches.back().id, net.reaches.size() - 1);
  }
  // A second pass, when all names are known, so that a wrong one is refused at its own line and column.
  table.rewind();
  for (std::size_t i = 0; table.next(); ++i)
    if (const std::string to = table.text_or("to"); !to.empty()) net.links.push_back({i, ids.find(table, "to", to), 1});
}

void read_sources(const ModelSettings& settings, const std::map<std::string, std::string>& tables, TableModel& made,
                  const Ids& ids) {
  std::vector<std::string> known{"id",   "reach",  "kind",       "flow_m3_s",   "flow_m3_d", "flow_10k_m3_d",
                                 "town", "sector", "adjustable", "least_share", "unit_cost", "name"};
  for (const std::string& species : settings.kinetics.species)
    for (const char* unit_name : {"_mg_l", "_kg_d", "_t_a"}) known.push_back(species + unit_name);
  Table table{tables, settings.sources, known};
  while (table.next()) {
    Source source;
    source.id = table.text("id");
    source.reach = ids.find(table, "reach", table.text("reach"));
    const std::string kind = table.text_or("kind", "point");
    if (kind != "point" && kind != "diffuse" && !kind.empty())
      table.refuse("kind", "the kind is point or diffuse; correct it");
    source.kind = kind == "diffuse" ? SourceKind::Diffuse : SourceKind::Point;
    source.flow = table.any({{"flow_m3_s", 1.0}, {"flow_m3_d", kPerDay}, {"flow_10k_m3_d", 1e4 * kPerDay}}).value_or(0);
    source.town = table.text_or("town");
    source.sector = table.text_or("sector");
    for (const std::string& species : settings.kinetics.species) {
      double load = table.number_or(species + "_kg_d", 0, kPerDay);
      load += table.number_or(species + "_t_a", 0, unit::tonne_per_year.in_si);
      if (const auto concentration = table.number(species + "_mg_l", 1e-3)) {
        if (source.flow == 0 && *concentration > 0)
          table.refuse((species + "_mg_l").c_str(),
                       "a concentration in no water (the flow is 0); give a load in kg/d or a flow");
        load += *concentration * source.flow;
      }
      source.load.push_back(load);
    }
    SourceTerms terms;
    const std::string adjustable = table.text_or("adjustable");
    if (!adjustable.empty() && adjustable != "yes" && adjustable != "no")
      table.refuse("adjustable", "adjustable is yes, no or empty; correct it");
    terms.adjustable = adjustable != "no";
    terms.least_share = table.number_or("least_share", 0);
    terms.unit_cost = table.number_or("unit_cost", 1);
    if (terms.least_share < 0 || terms.least_share > 1)
      table.refuse("least_share", "a share is from 0 to 1; correct it");
    if (terms.unit_cost < 0) table.refuse("unit_cost", "a cost below 0 would pay for pollution; correct it");
    made.terms.push_back(terms);
    made.network.sources.push_back(std::move(source));
  }
}

void read_sections(const ModelSettings& settings, const std::map<std::string, std::string>& tables, TableModel& made,
                   const Ids& ids) {
  Table table{tables, settings.sections, {"id", "reach", "goal", "name"}};
  while (table.next()) {
    const std::size_t reach = ids.find(table, "reach", table.text("reach"));
    made.network.sections.push_back({table.text("id"), reach});
    const std::string goal = table.text_or("goal");
    const auto read = goal.empty() ? WaterClass::III : read_class(goal);
    if (!read) table.refuse("goal", "'" + goal + "' is no class of water (I to V); correct it");
    made.goals.push_back(*read);
    made.bodies.push_back(made.network.reaches[reach].lake ? WaterBody::Lake : WaterBody::River);
  }
}

}  // namespace

TableName table_name(const std::string& name) {
  const std::size_t mark = name.find('#');
  return mark == std::string::npos ? TableName{name, ""} : TableName{name.substr(0, mark), name.substr(mark + 1)};
}

std::vector<std::string> ModelSettings::files() const {
  std::vector<std::string> named;
  for (const std::string* file : {&reaches, &links, &abstractions, &sources, &sections})
    if (!file->empty()) named.push_back(*file);
  return named;
}

ModelSettings read_model_settings(std::string_view toml, const std::string& name) {
  const Toml root = formats::parse_toml(toml, name);
  root.allow_only({"name", "reaches", "links", "abstractions", "sources", "sections", "tree", "kinetics", "sea"});
  ModelSettings made;
  made.name = root.text_or("name", name);
  made.reaches = root.at("reaches").text();
  made.links = root.text_or("links", "");
  made.abstractions = root.text_or("abstractions", "");
  made.sources = root.text_or("sources", "");
  made.sections = root.text_or("sections", "");
  if (const Toml* tree = root.find("tree")) made.loops = tree->flag() ? Loops::Refused : Loops::Allowed;
  const Toml* kinetics = root.find("kinetics");
  made.kinetics = kinetics ? read_kinetics(*kinetics) : standard_kinetics();
  if (const Toml* sea = root.find("sea"))
    for (const auto& [species, value] : sea->table()) {
      if (!made.kinetics.find(species)) value.refuse("'" + species + "' is no species of this kinetics; correct it");
      if (value.number() < 0) value.refuse("a concentration below 0; correct it");
      made.sea.emplace_back(species, value.number() * 1e-3);
    }
  return made;
}

TableModel read_tables(const ModelSettings& settings, const std::map<std::string, std::string>& tables) {
  TableModel made;
  Ids ids;
  read_reaches(settings, tables, made.network, ids);
  if (!settings.links.empty()) {
    Table table{tables, settings.links, {"from", "to", "share"}};
    while (table.next()) {
      const std::size_t from = ids.find(table, "from", table.text("from")),
                        to = ids.find(table, "to", table.text("to"));
      made.network.links.push_back({from, to, table.number_or("share", 1)});
    }
  }
  if (!settings.abstractions.empty()) {
    Table table{
        tables,
        settings.abstractions,
        {"id", "reach", "flow_m3_s", "flow_10k_m3_d", "return_to", "return_flow_share", "return_load_share", "name"}};
    while (table.next()) {
      Abstraction taken;
      taken.id = table.text("id");
      taken.reach = ids.find(table, "reach", table.text("reach"));
      taken.flow = table.any({{"flow_m3_s", 1.0}, {"flow_10k_m3_d", 1e4 * kPerDay}}).value_or(0);
      if (const std::string back = table.text_or("return_to"); !back.empty())
        taken.return_to = ids.find(table, "return_to", back);
      taken.return_flow_share = table.number_or("return_flow_share", 0);
      taken.return_load_share = table.number_or("return_load_share", 0);
      made.network.abstractions.push_back(taken);
    }
  }
  if (!settings.sources.empty()) read_sources(settings, tables, made, ids);
  if (!settings.sections.empty()) read_sections(settings, tables, made, ids);
  if (!settings.sea.empty()) {
    made.network.sea.assign(settings.kinetics.species.size(), 0.0);
    for (const auto& [species, value] : settings.sea) made.network.sea[*settings.kinetics.find(species)] = value;
  }
  // A network with defects keeps its order: they are then named as they stand in the tables.
  if (defects_of(made.network, settings.kinetics.species.size(), settings.kinetics.reactions.size()).empty())
    made.network = in_river_order(made.network);
  return made;
}

}  // namespace luoshi::water
