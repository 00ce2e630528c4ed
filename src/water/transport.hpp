#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace luoshi::water {

/// A steady mass balance of one constituent down a national network, in the form of SPARROW (Smith, Schwarz and
/// Alexander 1997; Schwarz and others 2006, USGS TM 6-B3), described by a TOML file that names the columns of a CSV:
///
///   upstream_i = Σ over reaches j ending at i's upper node of  transported_j · load_j
///   load_i     = fraction_i · upstream_i · A_i  +  Σ_s coefficient_s · column_s,i · delivery_s,i · A_i^½
///   A_i        = Π_streams exp(−k·travel_i)  ·  Π_reservoirs 1 / (1 + k·inverse_hydraulic_load_i)
///   delivery   = exp(Σ_d coefficient_d · (column_d,i − centre_d))      land to water
///
/// The square root is half the travel for what enters along the reach itself; a reservoir's own inflow gets all of it.
/// A stream term may be limited to a class of flow. Loads leave multiplied by `factor` (retransformation bias).
struct TransportTerm {
  std::string column;
  double coefficient = 0;
  double centre = 0;
};
struct TransportSource {
  std::string name, column;
  double coefficient = 1;
  std::vector<TransportTerm> delivery;
};
struct StreamDecay {
  std::string travel_time;
  double coefficient = 0;
  std::string class_column;  ///< empty: every reach
  double class_above = 0, class_to = 0;
};
struct ReservoirDecay {
  std::string inverse_hydraulic_load;
  double coefficient = 0;
};
struct TransportSpec {
  std::string table, id, from_node, to_node;
  std::string fraction, transported;  ///< empty: 1 everywhere
  std::vector<std::string> missing;   ///< texts that stand for 0 in number columns
  double factor = 1;
  std::vector<TransportSource> sources;
  std::vector<StreamDecay> streams;
  std::vector<ReservoirDecay> reservoirs;
};

/// Reads the description. @throws Error{BadInput} naming file and line; an unknown setting is refused.
[[nodiscard]] TransportSpec read_transport_spec(std::string_view toml, const std::string& name);

/// The network and its numbers, ready to solve.
struct TransportModel {
  std::vector<std::string> id;
  std::vector<std::string> source_names;
  std::vector<std::uint32_t> from, to;  ///< nodes
  std::vector<double> fraction, transported;
  std::vector<double> attenuation, own_attenuation;
  std::vector<double> increments;    ///< by reach, then source; before attenuation
  std::vector<std::uint32_t> order;  ///< reaches, upstream first
  std::uint32_t nodes = 0;
  double factor = 1;
};

/// @throws Error{BadInput}: a missing column, a bad number, a duplicate id, a negative source, a cycle (its reaches
/// named).
[[nodiscard]] TransportModel read_transport_table(const TransportSpec& spec, std::string_view csv,
                                                  const std::string& name);

/// The loads at the lower end of every reach, by source; and what share of them reaches the end of its river.
struct TransportResult {
  std::vector<double> load;       ///< by reach, then source, times `factor`
  std::vector<double> delivered;  ///< by reach: share of its load that leaves at a terminal reach
  /// Mass: Σ increments attenuated = Σ at terminal reaches + Σ lost on the way (by source, then the three numbers).
  std::vector<double> entered, left, lost;
};
[[nodiscard]] TransportResult solve_transport(const TransportModel& model);

/// id, load, delivered share, then load and share of every source; one line a reach, in the table's order.
[[nodiscard]] std::string transport_csv(const TransportModel& model, const TransportResult& result);

}  // namespace luoshi::water
