#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "water/kinetics.hpp"
#include "water/network.hpp"
#include "water/standards.hpp"

namespace luoshi::water {

/// "model.xlsx#sheet" cut in two; `part` is empty where no sheet or layer is named.
struct TableName {
  std::string file, part;
};
[[nodiscard]] TableName table_name(const std::string& name);

/// The settings of a water model: a TOML file that names the tables. Formats: docs/formats/water-model.md.
struct ModelSettings {
  std::string name;
  Kinetics kinetics;
  std::string reaches, sources, sections, links, abstractions;  ///< file names; only `reaches` must be given
  std::vector<std::pair<std::string, double>> sea;              ///< species → kg/m³
  Loops loops = Loops::Allowed;

  /// The tables named, in the order they are read; "model.xlsx#sheet" names a sheet, "net.gpkg#layer" a layer.
  [[nodiscard]] std::vector<std::string> files() const;
};
/// @throws Error{BadInput}: unknown settings, species, reactions or formulas, with file and line.
[[nodiscard]] ModelSettings read_model_settings(std::string_view toml, const std::string& name);

/// What the tables say beyond the network: what a source costs to cut and whether it may be cut, what a section must
/// meet.
struct SourceTerms {
  bool adjustable = true;
  double least_share = 0;  ///< of its present load that must remain
  double unit_cost = 1;    ///< per kg/d removed
};
struct TableModel {
  Network network;
  std::vector<SourceTerms> terms;             ///< by source
  std::vector<WaterClass> goals;              ///< by section
  std::vector<WaterBody> bodies;              ///< by section
  std::vector<std::string> not_understood{};  ///< what a foreign file asks for and the model has not, with counts
};
/// Reads the tables (file name → bytes) of a model: CSV, GeoJSON (.geojson), a workbook's sheet (.xlsx, its first or
/// the one named after a '#'), or a GeoPackage's layer that the door has made a table of (`formats::geopackage_table`).
/// Column names end in their unit (length_m, flow_m3_s, COD_mg_l, COD_kg_d, COD_t_a); an unknown column is refused, so
/// a wrong unit cannot pass. Ids refer between tables.
/// @throws Error{BadInput}, "NAME:LINE:COLUMN: problem (why) what to do".
[[nodiscard]] TableModel read_tables(const ModelSettings& settings, const std::map<std::string, std::string>& tables);

}  // namespace luoshi::water
