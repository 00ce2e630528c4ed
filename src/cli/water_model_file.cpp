#include "cli/water_model_file.hpp"

#include <map>
#include <string_view>

#include "base/error.hpp"
#include "cli/subcommand.hpp"
#include "formats/geopackage/geopackage.hpp"
#include "water/answers.hpp"
#include "water/q2k.hpp"
#include "water/swmm.hpp"

namespace luoshi::cli {
namespace {

constexpr std::uint64_t kTableLimit = std::uint64_t{2} << 30U;

bool ends_in(const std::string& path, std::string_view suffix) {
  return path.size() >= suffix.size() && path.compare(path.size() - suffix.size(), suffix.size(), suffix) == 0;
}

LoadedWater made_of(water::TableModel tables, water::Kinetics kinetics, water::Loops loops, const std::string& path) {
  auto made = water::SteadyModel::make(tables.network, std::move(kinetics), loops);
  if (const auto* defects = std::get_if<std::vector<water::Defect>>(&made)) {
    std::string all = path + ": " + std::to_string(defects->size()) + " defects";
    for (std::size_t k = 0; k < defects->size() && k < 20; ++k) all += "\n  " + (*defects)[k].text;
    throw Error{Fault::BadInput, all};
  }
  return {std::move(tables), std::get<water::SteadyModel>(std::move(made))};
}

}  // namespace

LoadedWater load_water(const std::string& path) {
  if (ends_in(path, ".q2k")) {
    const water::Q2kFile file = water::read_q2k(read_input(path, kTableLimit), path);
    return made_of(water::steady_model_of(file), water::standard_kinetics(), water::Loops::Refused, path);
  }
  if (ends_in(path, ".inp")) {
    water::SwmmModel sewers = water::read_swmm(read_input(path, kTableLimit), path);
    return made_of(std::move(sewers.tables), std::move(sewers.kinetics), water::Loops::Allowed, path);
  }
  const water::ModelSettings settings = water::read_model_settings(read_input(path, kTableLimit), path);
  std::map<std::string, std::string> bytes;
  for (const std::string& table : settings.files()) {
    const water::TableName name = water::table_name(table);
    bytes[table] = read_input(beside(path, name.file), kTableLimit);
    if (ends_in(name.file, ".gpkg")) bytes[table] = formats::geopackage_table(bytes[table], name.part, name.file);
  }
  return made_of(water::read_tables(settings, bytes), settings.kinetics, settings.loops, path);
}

}  // namespace luoshi::cli
