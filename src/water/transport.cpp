#include "water/transport.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/contract.hpp"
#include "base/error.hpp"
#include "formats/csv.hpp"
#include "formats/toml.hpp"
#include "numeric/elementary.hpp"
#include "numeric/reduce.hpp"

namespace luoshi::water {
namespace {

using formats::CsvReader;
using formats::Toml;

double coefficient_of(const Toml& table) {
  const double value = table.at("coefficient").number();
  if (value < 0)
    table.at("coefficient").refuse("a coefficient below 0 would make load vanish or grow; give one of at least 0");
  return value;
}

/// The columns of the table, found once; then numbers by row.
class Columns {
 public:
  Columns(const TransportSpec& spec, const CsvReader& csv) : spec_{spec}, csv_{csv} {}
  std::size_t text(const std::string& title) const { return csv_.column(title); }
  double number(std::size_t column) const {
    const auto field = csv_.field(column);
    if (std::find(spec_.missing.begin(), spec_.missing.end(), field) != spec_.missing.end()) return 0;
    return csv_.number(column);
  }
  double at_least_zero(std::size_t column, const char* what) const {
    const double value = number(column);
    if (value < 0) csv_.refuse(column, std::string{what} + " is below 0; correct it");
    return value;
  }

 private:
  const TransportSpec& spec_;
  const CsvReader& csv_;
};

/// Upstream first, by counting the reaches that still wait for one another (Kahn 1962), smallest row first.
void order_reaches(TransportModel& model, const std::string& name) {
  const std::size_t count = model.id.size();
  std::vector<std::uint32_t> waiting(model.nodes, 0), start(model.nodes + 1, 0), leaving(count);
  for (std::size_t i = 0; i < count; ++i) ++waiting[model.to[i]], ++start[model.from[i] + 1];
  for (std::size_t node = 0; node < model.nodes; ++node) start[node + 1] += start[node];
  auto next = start;
  for (std::uint32_t i = 0; i < count; ++i) leaving[next[model.from[i]]++] = i;
  for (std::uint32_t node = 0; node < model.nodes; ++node)
    if (waiting[node] == 0)
      model.order.insert(model.order.end(), leaving.begin() + start[node], leaving.begin() + start[node + 1]);
  for (std::size_t at = 0; at < model.order.size(); ++at) {
    const std::uint32_t node = model.to[model.order[at]];
    if (--waiting[node] == 0)
      model.order.insert(model.order.end(), leaving.begin() + start[node], leaving.begin() + start[node + 1]);
  }
  if (model.order.size() == count) return;
  // Some reach waits for ever: walk upstream among the waiting until one repeats.
  std::vector<char> done(count, 0);
  for (const std::uint32_t i : model.order) done[i] = 1;
  std::uint32_t walk = 0;
  while (done[walk]) ++walk;
  std::unordered_map<std::uint32_t, std::size_t> seen;
  std::vector<std::uint32_t> path;
  while (!seen.contains(walk)) {
    seen[walk] = path.size();
    path.push_back(walk);
    for (std::uint32_t i = 0; i < count; ++i)
      if (!done[i] && model.to[i] == model.from[walk]) {
        walk = i;
        break;
      }
  }
  std::string names;
  for (std::size_t k = path.size(); k-- > seen[walk];) names += (names.empty() ? "" : " → ") + model.id[path[k]];
  throw Error{Fault::BadInput, name + ": the reaches " + names +
                                   " flow in a circle (a steady balance needs a way out); correct their nodes"};
}

/// What lies along one reach: its decay and what enters it, by the columns of the table.
class Reading {
 public:
  Reading(const TransportSpec& spec, const CsvReader& csv) : spec_{spec}, csv_{csv}, columns_{spec, csv} {
    for (const TransportSource& source : spec.sources) {
      sources_.push_back({columns_.text(source.column), {}});
      for (const TransportTerm& term : source.delivery) sources_.back().delivery.push_back(columns_.text(term.column));
    }
    for (const StreamDecay& stream : spec.streams)
      streams_.emplace_back(columns_.text(stream.travel_time), optional(stream.class_column));
    for (const ReservoirDecay& reservoir : spec.reservoirs)
      reservoirs_.push_back(columns_.text(reservoir.inverse_hydraulic_load));
  }

  /// The place of a column, or one beyond the last where none is named.
  [[nodiscard]] std::size_t optional(const std::string& title) const {
    return title.empty() ? csv_.header().size() : columns_.text(title);
  }
  /// A part from 0 to 1 of the current row; 1 where no column is named.
  [[nodiscard]] double part(std::size_t column, const char* what) const {
    if (column == csv_.header().size()) return 1;
    const double value = columns_.at_least_zero(column, what);
    if (value > 1) csv_.refuse(column, std::string{what} + " above 1 would make water or load; correct it");
    return value;
  }
  void add_decay(TransportModel& model) const {
    double power = 0, reservoir = 1;
    for (std::size_t k = 0; k < streams_.size(); ++k) {
      const StreamDecay& stream = spec_.streams[k];
      if (streams_[k].second != csv_.header().size()) {
        const double value = columns_.number(streams_[k].second);
        if (!(value > stream.class_above && value <= stream.class_to)) continue;
      }
      power -= stream.coefficient * columns_.at_least_zero(streams_[k].first, "a travel time");
    }
    for (std::size_t k = 0; k < reservoirs_.size(); ++k)
      reservoir /=
          1.0 + spec_.reservoirs[k].coefficient * columns_.at_least_zero(reservoirs_[k], "an inverse hydraulic load");
    model.attenuation.push_back(numeric::exp(power) * reservoir);
    model.own_attenuation.push_back(numeric::exp(0.5 * power) * reservoir);
  }
  void add_increments(TransportModel& model) const {
    for (std::size_t k = 0; k < sources_.size(); ++k) {
      double delivery = 0;
      for (std::size_t d = 0; d < sources_[k].delivery.size(); ++d) {
        const TransportTerm& term = spec_.sources[k].delivery[d];
        delivery += term.coefficient * (columns_.number(sources_[k].delivery[d]) - term.centre);
      }
      if (delivery > 100)
        csv_.refuse(sources_[k].column, "its delivery is beyond e^100; check coefficients and centres");
      model.increments.push_back(spec_.sources[k].coefficient * columns_.at_least_zero(sources_[k].column, "a source") *
                                 numeric::exp(delivery));
    }
  }

 private:
  struct Source {
    std::size_t column;
    std::vector<std::size_t> delivery;
  };
  const TransportSpec& spec_;
  const CsvReader& csv_;
  Columns columns_;
  std::vector<Source> sources_;
  std::vector<std::pair<std::size_t, std::size_t>> streams_;
  std::vector<std::size_t> reservoirs_;
};

}  // namespace

TransportSpec read_transport_spec(std::string_view toml, const std::string& name) {
  const Toml root = formats::parse_toml(toml, name);
  root.allow_only({"table", "factor", "source", "stream", "reservoir"});
  const Toml& table = root.at("table");
  table.allow_only({"file", "id", "from_node", "to_node", "fraction", "transported", "missing"});
  TransportSpec spec;
  spec.table = table.at("file").text();
  spec.id = table.at("id").text();
  spec.from_node = table.at("from_node").text();
  spec.to_node = table.at("to_node").text();
  spec.fraction = table.text_or("fraction", "");
  spec.transported = table.text_or("transported", "");
  if (const Toml* missing = table.find("missing"))
    for (const Toml& text : missing->array()) spec.missing.push_back(text.text());
  spec.factor = root.number_or("factor", 1);
  for (const Toml& source : root.tables("source")) {
    source.allow_only({"name", "column", "coefficient", "delivery"});
    TransportSource made{source.at("name").text(), source.at("column").text(), coefficient_of(source), {}};
    for (const Toml& term : source.tables("delivery")) {
      term.allow_only({"column", "coefficient", "centre"});
      made.delivery.push_back({term.at("column").text(), term.at("coefficient").number(), term.number_or("centre", 0)});
    }
    spec.sources.push_back(std::move(made));
  }
  if (spec.sources.empty()) root.refuse("no [[source]] is given (something must enter); add one");
  for (const Toml& stream : root.tables("stream")) {
    stream.allow_only({"travel_time", "coefficient", "class", "above", "to"});
    spec.streams.push_back({stream.at("travel_time").text(), coefficient_of(stream), stream.text_or("class", ""),
                            stream.number_or("above", -1e300), stream.number_or("to", 1e300)});
  }
  for (const Toml& reservoir : root.tables("reservoir")) {
    reservoir.allow_only({"inverse_hydraulic_load", "coefficient"});
    spec.reservoirs.push_back({reservoir.at("inverse_hydraulic_load").text(), coefficient_of(reservoir)});
  }
  return spec;
}

TransportModel read_transport_table(const TransportSpec& spec, std::string_view csv_text, const std::string& name) {
  CsvReader csv{csv_text, name};
  const Reading reading{spec, csv};
  const std::size_t id = csv.column(spec.id), from = csv.column(spec.from_node), to = csv.column(spec.to_node);
  const std::size_t fraction = reading.optional(spec.fraction), transported = reading.optional(spec.transported);
  TransportModel model;
  model.factor = spec.factor;
  for (const TransportSource& source : spec.sources) model.source_names.push_back(source.name);
  std::unordered_map<std::string, std::size_t> lines;
  std::unordered_map<std::string, std::uint32_t> nodes;
  const auto node_of = [&](std::size_t column) {
    return nodes.try_emplace(std::string{csv.field(column)}, static_cast<std::uint32_t>(nodes.size())).first->second;
  };
  while (csv.next()) {
    model.id.emplace_back(csv.field(id));
    if (const auto [at, fresh] = lines.try_emplace(model.id.back(), csv.line()); !fresh)
      csv.refuse(id, "reach '" + model.id.back() + "' stands already in line " + std::to_string(at->second) +
                         "; names must differ");
    model.from.push_back(node_of(from));
    model.to.push_back(node_of(to));
    model.fraction.push_back(reading.part(fraction, "a fraction"));
    model.transported.push_back(reading.part(transported, "a transported share"));
    reading.add_decay(model);
    reading.add_increments(model);
  }
  model.nodes = static_cast<std::uint32_t>(nodes.size());
  order_reaches(model, name);
  return model;
}

TransportResult solve_transport(const TransportModel& model) {
  const std::size_t count = model.id.size(), sources = model.source_names.size();
  TransportResult result;
  result.load.assign(count * sources, 0.0);
  std::vector<double> node(model.nodes * sources, 0.0);
  std::vector<numeric::CarefulSum> entered(sources), left(sources), lost(sources);
  std::vector<double> leaving(model.nodes, 0.0);  // what part of a node's load goes on
  for (std::size_t i = 0; i < count; ++i) leaving[model.from[i]] += model.fraction[i];
  for (const std::uint32_t i : model.order)
    for (std::size_t s = 0; s < sources; ++s) {
      const double arriving = model.fraction[i] * node[model.from[i] * sources + s],
                   own = model.increments[i * sources + s];
      const double load = arriving * model.attenuation[i] + own * model.own_attenuation[i];
      result.load[i * sources + s] = load * model.factor;
      node[model.to[i] * sources + s] += load * model.transported[i];
      entered[s].add(own);
      lost[s].add(arriving - arriving * model.attenuation[i]);
      lost[s].add(own - own * model.own_attenuation[i]);
      left[s].add(load * (1.0 - model.transported[i]));
    }
  for (std::size_t s = 0; s < sources; ++s) {
    for (std::size_t n = 0; n < model.nodes; ++n) left[s].add(node[n * sources + s] * (1.0 - leaving[n]));
    result.entered.push_back(entered[s].value());
    result.left.push_back(left[s].value());
    result.lost.push_back(lost[s].value());
  }
  // Backwards: of a kilogram at a node, what reaches an end (a node without a way on, or a reach that carries nothing
  // on).
  result.delivered.assign(count, 0.0);
  std::vector<double> onward(model.nodes, 0.0);
  std::vector<char> goes_on(model.nodes, 0);
  for (std::size_t i = 0; i < count; ++i) goes_on[model.from[i]] = 1;
  for (std::size_t at = count; at-- > 0;) {
    const std::uint32_t i = model.order[at];
    const double beyond = goes_on[model.to[i]] ? onward[model.to[i]] : 1.0;
    result.delivered[i] = model.transported[i] * beyond + (1.0 - model.transported[i]);
    onward[model.from[i]] += model.fraction[i] * model.attenuation[i] * result.delivered[i];
  }
  return result;
}

std::string transport_csv(const TransportModel& model, const TransportResult& result) {
  const std::size_t sources = model.source_names.size();
  std::string out = "id,load,delivered_share";
  for (const std::string& name : model.source_names)
    out += "," + formats::csv_field("load_" + name) + "," + formats::csv_field("share_" + name);
  out += "\n";
  for (std::size_t i = 0; i < model.id.size(); ++i) {
    double total = 0;
    for (std::size_t s = 0; s < sources; ++s) total += result.load[i * sources + s];
    out += formats::csv_field(model.id[i]) + "," + formats::shortest_number(total) + "," +
           formats::shortest_number(result.delivered[i]);
    for (std::size_t s = 0; s < sources; ++s) {
      const double load = result.load[i * sources + s];
      out += "," + formats::shortest_number(load) + "," + formats::shortest_number(total > 0 ? load / total : 0.0);
    }
    out += "\n";
  }
  return out;
}

}  // namespace luoshi::water
