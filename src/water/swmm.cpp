#include "water/swmm.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "base/error.hpp"
#include "formats/csv.hpp"
#include "numeric/angles.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::water {
namespace {

constexpr std::size_t kMostLines = 1'000'000;
constexpr double kLeastSlope = 1e-4;

std::string upper(std::string_view text) {
  std::string made{text};
  for (char& c : made)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return made;
}

/// One line of a section, cut into words.
struct Row {
  std::size_t line = 0;
  std::vector<std::string> words;
};

class Input {
 public:
  Input(std::string_view text, std::string name) : name_{std::move(name)} {
    std::vector<Row>* section = nullptr;
    for (std::size_t line = 1; !text.empty(); ++line) {
      if (line > kMostLines)
        throw Error{Fault::TooLarge, name_ + " has more than 10^6 lines (the limit); cut the model"};
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::vector<std::string> words = words_of(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      if (words.empty()) continue;
      if (words[0].front() == '[') {
        std::string title = upper(words[0]);
        if (title.back() == ']') title.pop_back();
        section = &sections_[title.substr(1)];
      } else if (section != nullptr) {
        section->push_back({line, std::move(words)});
      } else {
        throw Error{Fault::BadInput, name_ + ":" + std::to_string(line) +
                                         ": text before the first section (a SWMM file begins with [TITLE] or "
                                         "another section); is this a SWMM file?"};
      }
    }
  }
  [[nodiscard]] const std::vector<Row>& rows(const std::string& section) const {
    static const std::vector<Row> none;
    const auto at = sections_.find(section);
    return at == sections_.end() ? none : at->second;
  }
  [[nodiscard]] const std::map<std::string, std::vector<Row>>& sections() const { return sections_; }
  [[noreturn]] void refuse(const Row& row, std::size_t field, const std::string& problem) const {
    throw Error{Fault::BadInput,
                name_ + ":" + std::to_string(row.line) + ": field " + std::to_string(field + 1) + ": " + problem};
  }
  [[nodiscard]] const std::string& word(const Row& row, std::size_t field) const {
    if (field >= row.words.size()) refuse(row, field, "is missing (the line ends before it); fill it in");
    return row.words[field];
  }
  [[nodiscard]] double number(const Row& row, std::size_t field) const {
    const auto value = formats::read_number(word(row, field));
    if (!value || *value > 1e15 || *value < -1e15)
      refuse(row, field, "'" + word(row, field) + "' is no number; correct it");
    return *value;
  }
  [[nodiscard]] double number_or(const Row& row, std::size_t field, double otherwise) const {
    if (field >= row.words.size() || row.words[field] == "*" || row.words[field].empty()) return otherwise;
    return number(row, field);
  }

 private:
  static std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < line.size() && line[at] != ';';) {
      const char c = line[at];
      if (c == ' ' || c == '\t' || c == '\r') {
        ++at;
      } else if (c == '"') {
        const std::size_t end = std::min(line.find('"', at + 1), line.size());
        words.emplace_back(line.substr(at + 1, end - at - 1));
        at = std::min(end + 1, line.size());
      } else {
        const std::size_t end = std::min(line.find_first_of(" \t\r;", at), line.size());
        words.emplace_back(line.substr(at, end - at));
        at = end;
      }
    }
    // A quoted nothing in front is no section and no name.
    if (!words.empty() && words[0].empty()) words.clear();
    return words;
  }
  std::string name_;
  std::map<std::string, std::vector<Row>> sections_;
};

struct Units {
  double flow = 1, length = 1;  ///< m³/s, m
};
Units units_of(const Input& input, bool& elevations) {
  static const std::map<std::string, Units, std::less<>> known{{"CFS", {0.3048 * 0.3048 * 0.3048, 0.3048}},
                                                               {"GPM", {3.785411784e-3 / 60, 0.3048}},
                                                               {"MGD", {3785.411784 / 86400, 0.3048}},
                                                               {"CMS", {1, 1}},
                                                               {"LPS", {1e-3, 1}},
                                                               {"MLD", {1000.0 / 86400, 1}}};
  Units units = known.at("CFS");  // SWMM's own default
  for (const Row& row : input.rows("OPTIONS")) {
    const std::string option = upper(row.words[0]);
    if (option == "LINK_OFFSETS") elevations = upper(input.word(row, 1)) == "ELEVATION";
    if (option != "FLOW_UNITS") continue;
    const auto at = known.find(upper(input.word(row, 1)));
    if (at == known.end())
      input.refuse(row, 1, "'" + row.words[1] + "' is no unit of flow (CFS, GPM, MGD, CMS, LPS, MLD); correct it");
    units = at->second;
  }
  return units;
}

/// A full cross-section: what its hydraulics are in steady flow, and what it carries when full, m³/s.
struct Shape {
  Hydraulics hydraulics;
  double full = 0;
};

double manning(double area, double perimeter, double slope, double roughness) {
  return area * numeric::pow(area / perimeter, 2.0 / 3.0) * numeric::sqrt(slope) / roughness;
}

/// Normal flow in a circle has no closed law; between a tenth and six tenths of the depth these powers give
/// the depth within 7 % and the speed within 5 %.
Shape circle(double diameter, double slope, double roughness, double barrels) {
  struct Point {
    double depth, area, perimeter;
  };
  const auto at = [&](double half_angle) {
    return Point{diameter / 2 * (1 - numeric::cosine(half_angle)),
                 diameter * diameter / 8 * (2 * half_angle - numeric::sine(2 * half_angle)), diameter * half_angle};
  };
  const Point low = at(0.6435011087932844), high = at(1.7721542475852274);  // acos 0.8, acos −0.2
  const double low_flow = manning(low.area, low.perimeter, slope, roughness),
               high_flow = manning(high.area, high.perimeter, slope, roughness);
  const double ratio = numeric::log(high_flow / low_flow);
  PowerLaw law;
  law.b = numeric::log(high_flow / high.area / (low_flow / low.area)) / ratio;
  law.d = numeric::log(high.depth / low.depth) / ratio;
  law.a = low_flow / low.area / numeric::pow(low_flow * barrels, law.b);
  law.c = low.depth / numeric::pow(low_flow * barrels, law.d);
  const double area = numeric::kPi * diameter * diameter / 4;
  return {law, barrels * manning(area, numeric::kPi * diameter, slope, roughness)};
}

class Builder {
 public:
  Builder(std::string_view text, const std::string& name) : input_{text, name} {
    bool elevations = false;
    units_ = units_of(input_, elevations);
    read_nodes();
    read_pollutants();
    read_conduits(elevations);
    read_regulators();
    link_up();
    read_inflows();
    list_sections();
    for (const auto& [what, count] : asides_)
      made_.tables.not_understood.push_back(what + " × " + std::to_string(count));
  }
  SwmmModel take() { return std::move(made_); }

 private:
  struct Node {
    double invert = 0;
    bool outfall = false;
    std::vector<std::size_t> conduits, regulators;  ///< that begin here; regulators as the node they lead to
  };
  struct Way {
    std::size_t reach;
    double share;
  };

  void aside(const std::string& what, std::size_t count = 1) { asides_[what] += count; }

  void read_nodes() {
    for (const char* section : {"JUNCTIONS", "OUTFALLS", "STORAGE", "DIVIDERS"})
      for (const Row& row : input_.rows(section)) {
        if (!node_at_.try_emplace(row.words[0], nodes_.size()).second)
          input_.refuse(row, 0, "node '" + row.words[0] + "' stands twice; rename one");
        nodes_.push_back(
            {input_.number_or(row, 1, 0) * units_.length, std::string_view{section} == "OUTFALLS", {}, {}});
        node_names_.push_back(row.words[0]);
      }
    if (const std::size_t count = input_.rows("STORAGE").size()) aside("volume of storages (passed through)", count);
    if (const std::size_t count = input_.rows("DIVIDERS").size()) aside("rules of dividers", count);
  }

  std::size_t node(const Row& row, std::size_t field) const {
    const auto at = node_at_.find(input_.word(row, field));
    if (at == node_at_.end())
      input_.refuse(row, field,
                    "node '" + row.words[field] + "' is in no section of nodes; add it or correct the name");
    return at->second;
  }

  void read_pollutants() {
    std::vector<FirstOrderSpecies> species;
    for (const Row& row : input_.rows("POLLUTANTS")) {
      const std::string unit = upper(input_.word(row, 1));
      if (unit != "MG/L" && unit != "UG/L" && unit != "#/L")
        input_.refuse(row, 1, "'" + row.words[1] + "' is no unit of a pollutant (MG/L, UG/L, #/L); correct it");
      if (unit == "#/L") aside("counts in #/L (shown as if mg/L)");
      const double decay = input_.number_or(row, 5, 0);
      if (decay < 0) aside("negative decay (growth) of pollutants");
      for (const FirstOrderSpecies& other : species)
        if (other.name == row.words[0])
          input_.refuse(row, 0, "pollutant '" + row.words[0] + "' stands twice; rename one");
      species.push_back({row.words[0], Rate{std::max(decay, 0.0), unit::per_day}, 1.0});
      kg_m3_.push_back(unit == "UG/L" ? 1e-6 : 1e-3);
      usual_.push_back(input_.number_or(row, 9, 0));
    }
    if (species.size() > 24)
      throw Error{Fault::TooLarge, "the file has " + std::to_string(species.size()) + " pollutants (at most 24)"};
    if (species.empty()) {
      species.push_back({"tracer", Rate{}, 1.0});
      kg_m3_.push_back(1e-3), usual_.push_back(0);
      aside("pollutants (the file has none; a tracer stands for them)");
    }
    made_.kinetics = first_order_kinetics(species);
  }

  Shape shape_of(const Row* row, double slope, double roughness) {
    if (row == nullptr) {
      aside("conduits without a cross-section (a circle of 1 m is taken)");
      return circle(1, slope, roughness, 1);
    }
    const std::string kind = upper(input_.word(*row, 1));
    const double barrels = std::max(1.0, input_.number_or(*row, 6, 1));
    const auto length = [&](std::size_t field) {
      const double value = input_.number_or(*row, field, 0) * units_.length;
      if (!(value > 0)) input_.refuse(*row, field, "a size must be above 0; correct it");
      return value;
    };
    if (kind == "RECT_CLOSED" || kind == "RECT_OPEN") {
      const double depth = length(2), width = length(3);
      return {ManningChannel{width * barrels, 0, slope, roughness},
              barrels * manning(depth * width, width + 2 * depth, slope, roughness)};
    }
    if (kind == "TRAPEZOIDAL" || kind == "TRIANGULAR") {
      const bool pointed = kind == "TRIANGULAR";
      const double depth = length(2), given = length(3);
      const double side = pointed ? given / 2 / depth
                                  : std::max(0.0, 0.5 * (input_.number_or(*row, 4, 0) + input_.number_or(*row, 5, 0)));
      const double bottom = pointed ? given * 1e-3 : given;
      const double area = (bottom + side * depth) * depth;
      const double perimeter = bottom + 2 * depth * numeric::sqrt(1 + side * side);
      return {ManningChannel{bottom * barrels, side, slope, roughness},
              barrels * manning(area, perimeter, slope, roughness)};
    }
    if (kind == "IRREGULAR" || kind == "CUSTOM") {
      aside("cross-sections " + kind + " (a circle of 1 m is taken)");
      return circle(1, slope, roughness, barrels);
    }
    if (kind != "CIRCULAR" && kind != "FORCE_MAIN") aside("cross-sections " + kind + " (a circle as deep is taken)");
    return circle(length(2), slope, roughness, barrels);
  }

  void read_conduits(bool elevations) {
    std::unordered_map<std::string, const Row*> sections;
    for (const Row& row : input_.rows("XSECTIONS")) sections[row.words[0]] = &row;
    std::unordered_set<std::string> seen;
    for (const Row& row : input_.rows("CONDUITS")) {
      if (!seen.insert(row.words[0]).second)
        input_.refuse(row, 0, "conduit '" + row.words[0] + "' stands twice; rename one");
      const std::size_t from = node(row, 1), to = node(row, 2);
      Reach reach;
      reach.id = row.words[0];
      reach.length = input_.number(row, 3) * units_.length;
      const double roughness = input_.number(row, 4);
      if (!(reach.length > 0)) input_.refuse(row, 3, "the length must be above 0; correct it");
      if (!(roughness > 0)) input_.refuse(row, 4, "the roughness must be above 0; correct it");
      const auto level = [&](std::size_t field, double invert) {
        const double offset = input_.number_or(row, field, elevations ? invert / units_.length : 0) * units_.length;
        return elevations ? offset : invert + offset;
      };
      const double upper_end = level(5, nodes_[from].invert), lower_end = level(6, nodes_[to].invert);
      double slope = (upper_end - lower_end) / reach.length;
      if (slope < kLeastSlope) {
        aside("conduits flat or rising (a fall of 1 in 10,000 is taken)");
        slope = kLeastSlope;
      }
      const auto section = sections.find(row.words[0]);
      const Shape shape = shape_of(section == sections.end() ? nullptr : section->second, slope, roughness);
      reach.hydraulics = shape.hydraulics;
      reach.slope = slope;
      nodes_[from].conduits.push_back(made_.tables.network.reaches.size());
      full_.push_back(shape.full);
      ends_at_.push_back(to);
      made_.tables.network.reaches.push_back(std::move(reach));
    }
    if (ends_at_.empty())
      throw Error{Fault::BadInput, "the file has no [CONDUITS] (nothing to solve); is it a SWMM file?"};
  }

  void read_regulators() {
    for (const char* section : {"PUMPS", "ORIFICES", "WEIRS", "OUTLETS"})
      for (const Row& row : input_.rows(section)) nodes_[node(row, 1)].regulators.push_back(node(row, 2));
  }

  /// Where water goes on from a node: conduits by what they carry when full; else through its regulators alike.
  void ways_on(std::size_t at, double share, std::vector<Way>& ways, std::vector<std::size_t>& passed) {
    if (std::find(passed.begin(), passed.end(), at) != passed.end() || passed.size() > 64) return;
    const Node& node = nodes_[at];
    double all = 0;
    for (const std::size_t reach : node.conduits) all += full_[reach];
    for (const std::size_t reach : node.conduits) ways.push_back({reach, share * full_[reach] / all});
    if (!node.conduits.empty()) return;
    passed.push_back(at);
    for (const std::size_t to : node.regulators)
      ways_on(to, share / static_cast<double>(node.regulators.size()), ways, passed);
  }
  /// Shares that add up to one, one way for each reach; none at an outfall.
  std::vector<Way> ways_on(std::size_t at) {
    std::vector<Way> found, ways;
    std::vector<std::size_t> passed;
    ways_on(at, 1, found, passed);
    double all = 0;
    for (const Way& way : found) {
      all += way.share;
      const auto same = std::find_if(ways.begin(), ways.end(), [&](const Way& w) { return w.reach == way.reach; });
      if (same == ways.end())
        ways.push_back(way);
      else
        same->share += way.share;
    }
    for (Way& way : ways) way.share /= all;
    return ways;
  }

  void link_up() {
    Network& net = made_.tables.network;
    std::size_t regulators = 0, split = 0;
    for (const Node& node : nodes_) regulators += node.regulators.size(), split += node.conduits.size() > 1;
    if (regulators > 0) aside("pumps, orifices, weirs, outlets (they carry all or nothing)", regulators);
    if (split > 0) aside("nodes with several conduits onward (shared by what each carries when full)", split);
    for (std::size_t i = 0; i < net.reaches.size(); ++i) {
      const auto ways = ways_on(ends_at_[i]);
      for (const Way& way : ways) net.links.push_back({i, way.reach, way.share});
      if (!ways.empty()) continue;
      if (!nodes_[ends_at_[i]].outfall) aside("ends that are no outfall (water leaves there)");
      net.sections.push_back({node_names_[ends_at_[i]] + " ← " + net.reaches[i].id, i});
      made_.tables.goals.push_back(WaterClass::III);
      made_.tables.bodies.push_back(WaterBody::River);
    }
  }

  struct Inflow {
    double flow = 0;
    std::vector<std::optional<double>> concentration;
  };

  void read_inflows() {
    std::map<std::size_t, Inflow> inflows;
    const auto& species = made_.kinetics.species;
    const auto take = [&](const Row& row, double value, const char* what) {
      if (value < 0) {
        aside(std::string{"negative "} + what);
        return;
      }
      Inflow& inflow = inflows[node(row, 0)];
      inflow.concentration.resize(species.size());
      if (upper(input_.word(row, 1)) == "FLOW") {
        inflow.flow += value * units_.flow;
        return;
      }
      const auto at = std::find(species.begin(), species.end(), row.words[1]);
      if (at == species.end()) input_.refuse(row, 1, "'" + row.words[1] + "' is no pollutant of this file; correct it");
      auto& there = inflow.concentration[static_cast<std::size_t>(at - species.begin())];
      there = there.value_or(0) + value;
    };
    for (const Row& row : input_.rows("DWF")) take(row, input_.number(row, 2), "dry-weather inflows");
    for (const Row& row : input_.rows("INFLOWS")) {
      const double baseline = input_.number_or(row, 6, 0);
      if (row.words.size() > 2 && !row.words[2].empty()) aside("time series of inflows");
      if (row.words.size() > 3 && upper(row.words[3]) == "MASS") {
        aside("inflows by mass");
        continue;
      }
      if (baseline > 0 || baseline < 0) take(row, baseline, "baseline inflows");
    }
    for (const auto& [at, inflow] : inflows) add_source(at, inflow);
  }

  void add_source(std::size_t at, const Inflow& inflow) {
    if (!(inflow.flow > 0)) return aside("inflows without water");
    const auto ways = ways_on(at);
    if (ways.empty()) aside("inflows at ends (they enter nothing)");
    for (const Way& way : ways) {
      Source source;
      source.id = node_names_[at];
      if (ways.size() > 1) source.id += " → " + made_.tables.network.reaches[way.reach].id;
      source.reach = way.reach;
      source.flow = inflow.flow * way.share;
      source.sector = "dry weather";
      for (std::size_t s = 0; s < kg_m3_.size(); ++s)
        source.load.push_back(inflow.concentration[s].value_or(usual_[s]) * kg_m3_[s] * source.flow);
      made_.tables.network.sources.push_back(std::move(source));
      made_.tables.terms.push_back({});
    }
  }

  void list_sections() {
    static const std::unordered_set<std::string> taken{
        "TITLE",    "OPTIONS", "JUNCTIONS", "OUTFALLS", "STORAGE",     "DIVIDERS",   "CONDUITS", "XSECTIONS", "PUMPS",
        "ORIFICES", "WEIRS",   "OUTLETS",   "DWF",      "INFLOWS",     "POLLUTANTS", "REPORT",   "TAGS",      "MAP",
        "VERTICES", "LABELS",  "SYMBOLS",   "POLYGONS", "COORDINATES", "BACKDROP",   "PROFILES"};
    for (const auto& [section, rows] : input_.sections())
      if (!taken.contains(section) && !rows.empty()) aside("[" + section + "], lines", rows.size());
  }

  Input input_;
  Units units_;
  SwmmModel made_;
  std::unordered_map<std::string, std::size_t> node_at_;
  std::vector<Node> nodes_;
  std::vector<std::string> node_names_;
  std::vector<double> full_, kg_m3_, usual_;
  std::vector<std::size_t> ends_at_;
  std::map<std::string, std::size_t> asides_;
};

}  // namespace

SwmmModel read_swmm(std::string_view text, const std::string& name) { return Builder{text, name}.take(); }

}  // namespace luoshi::water
