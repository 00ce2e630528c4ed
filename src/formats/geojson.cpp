#include "formats/geojson.hpp"

#include <algorithm>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "formats/csv.hpp"

namespace luoshi::formats {
namespace {

std::string cell(const Json& value, const std::string& where) {
  if (value.is_null()) return "";
  if (value.is_string()) return csv_field(value.as_string());
  if (value.is_bool()) return value.as_bool() ? "yes" : "no";
  if (value.is_integer()) return std::to_string(value.as_integer());
  if (value.is_number()) return shortest_number(value.as_number());
  throw Error{Fault::BadInput, where + " is a list or an object (a text, number or flag is wanted); flatten it"};
}

}  // namespace

std::string geojson_table(std::string_view text, const std::string& name) {
  const Json root = [&] {
    try {
      return parse_json(text);
    } catch (const Error& error) {
      throw Error{Fault::BadInput, name + ": " + error.what()};
    }
  }();
  const Json* type = root.find("type");
  const Json* features = root.find("features");
  if (!type || !type->is_string() || type->as_string() != "FeatureCollection" || !features || !features->is_array())
    throw Error{Fault::BadInput, name + ": no FeatureCollection (the file is no GeoJSON table); export it as one"};
  std::vector<std::string> columns;
  for (std::size_t k = 0; k < features->as_array().size(); ++k) {
    const Json* properties = features->as_array()[k].find("properties");
    if (!properties || !properties->is_object())
      throw Error{Fault::BadInput,
                  name + ": feature " + std::to_string(k + 1) + " has no properties; give it its attributes"};
    for (const auto& member : properties->as_object())
      if (std::find(columns.begin(), columns.end(), member.key) == columns.end()) columns.push_back(member.key);
  }
  std::string table;
  for (std::size_t c = 0; c < columns.size(); ++c) table += (c ? "," : "") + csv_field(columns[c]);
  table += "\n";
  for (std::size_t k = 0; k < features->as_array().size(); ++k) {
    const Json& properties = features->as_array()[k].at("properties");
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const Json* value = properties.find(columns[c]);
      table += (c ? "," : "") +
               (value ? cell(*value, name + ": feature " + std::to_string(k + 1) + ", " + columns[c]) : std::string{});
    }
    table += "\n";
  }
  return table;
}

}  // namespace luoshi::formats
