#include "cli/water_model_file.hpp"

#include <map>
#include <string_view>

#include "base/error.hpp"
#include "cli/subcommand.hpp"
#include "water/answers.hpp"
#include "water/q2k.hpp"

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
  const water::ModelSettings settings = water::read_model_settings(read_input(path, kTableLimit), path);
  std::map<std::string, std::string> bytes;
  for (const std::string& file : settings.files()) bytes[file] = read_input(beside(path, file), kTableLimit);
  return made_of(water::read_tables(settings, bytes), settings.kinetics, settings.loops, path);
}

}  // namespace luoshi::cli
