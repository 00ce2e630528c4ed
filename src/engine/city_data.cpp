#include "engine/city_data.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"

namespace luoshi::engine {
namespace {

constexpr std::size_t kMostFeatures = 20'000, kMostPositions = 400'000;

[[noreturn]] void refuse(const std::string& layer, std::size_t feature, const std::string& problem) {
  throw Error{Fault::BadInput, "图层 " + layer + " 第" + std::to_string(feature + 1) + "个图形用不了（" + problem + "）请改正后重导"};
}

// How deep the positions of a geometry lie; nothing for a kind that the map does not draw.
std::optional<int> depth_of(std::string_view type) {
  if (type == "Point") return 0;
  if (type == "LineString" || type == "MultiPoint") return 1;
  if (type == "Polygon" || type == "MultiLineString") return 2;
  if (type == "MultiPolygon") return 3;
  return std::nullopt;
}

// Positions found; 0 where something is none.
std::size_t positions(const Json& coordinates, int depth) {
  if (!coordinates.is_array()) return 0;
  const Json::Array& list = coordinates.as_array();
  if (depth == 0) {
    const bool fits = list.size() >= 2 && list.size() <= 3 && list[0].is_number() && list[1].is_number() &&
                      list[0].as_number() >= -180 && list[0].as_number() <= 180 && list[1].as_number() >= -90 &&
                      list[1].as_number() <= 90;
    return fits ? 1 : 0;
  }
  std::size_t found = 0;
  for (const Json& part : list) {
    const std::size_t inside = positions(part, depth - 1);
    if (inside == 0) return 0;
    found += inside;
  }
  return found;
}

std::string text_at(const Json* object, std::string_view key) {
  const Json* value = object != nullptr ? object->find(key) : nullptr;
  return value != nullptr && value->is_string() ? value->as_string() : std::string{};
}

std::size_t check_layer(const city::City& city, const std::string& layer, const Json& root) {
  const Json* const features = root.find("features");
  if (text_at(&root, "type") != "FeatureCollection" || features == nullptr || !features->is_array())
    throw Error{Fault::BadInput, "图层 " + layer + " 用不了（不是 GeoJSON 的 FeatureCollection）请从地图软件重新导出"};
  const Json::Array& list = features->as_array();
  if (list.size() > kMostFeatures)
    throw Error{Fault::TooLarge, "图层 " + layer + " 太大（" + std::to_string(list.size()) + "个图形，上限" + std::to_string(kMostFeatures) + "）请分层导入"};
  std::set<std::string> seen;
  std::size_t all = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string code = text_at(list[i].find("properties"), "code");
    if (code.empty()) refuse(layer, i, "属性里没有编码 code");
    if (!city.asset_of(code) && !city.place_of(code)) refuse(layer, i, "编码“" + code.substr(0, 60) + "”不在登记册");
    if (!seen.insert(code).second) refuse(layer, i, "编码“" + code.substr(0, 60) + "”出现两次");
    const Json* const geometry = list[i].find("geometry");
    const auto depth = depth_of(text_at(geometry, "type"));
    const Json* const coordinates = geometry != nullptr ? geometry->find("coordinates") : nullptr;
    if (!depth || coordinates == nullptr) refuse(layer, i, "不是点、线、面");
    const std::size_t found = positions(*coordinates, *depth);
    if (found == 0) refuse(layer, i, "坐标不是经纬度");
    all += found;
  }
  if (all > kMostPositions)
    throw Error{Fault::TooLarge, "图层 " + layer + " 太大（" + std::to_string(all) + "个坐标点，上限" + std::to_string(kMostPositions) + "）请简化后重导"};
  return list.size();
}

}  // namespace

std::string data_title(std::string_view name) {
  if (name.starts_with(kMapLayers)) return "地图·" + std::string{name.substr(kMapLayers.size())};
  if (name == kProgrammeData) return "达标测算设定与水质模型";
  if (name == kSectionMonths) return "断面逐月监测";
  if (name == kSeasonsData) return "月份快慢";
  return std::string{name};
}

bool is_map_layer(std::string_view bytes) {
  const auto first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && bytes[first] == '{' && bytes.find("\"FeatureCollection\"") != std::string_view::npos;
}

Taken adopt_map_layer(Engine& engine, const std::string& layer, std::string_view geojson, const city::Actor& actor) {
  if (layer.empty() || layer.size() > 40)
    throw Error{Fault::BadInput, "图层用不了（文件名就是图层名，须1至40个字节）请改短文件名"};
  const std::size_t features = check_layer(*engine.city(), layer, parse_json(geojson));
  Taken taken = adopt_data(engine, std::string{kMapLayers} + layer, geojson, actor);
  if (!taken.refused) taken.message += "，" + std::to_string(features) + " 个图形";
  return taken;
}

std::string bundle_bytes(const Bundle& bundle) {
  Json files = Json::object();
  for (const auto& [name, bytes] : bundle.files) files.set(name, bytes);
  return canonical_json(Json::object({{"files", std::move(files)}, {"main", bundle.main}}));
}

Bundle bundle_of(std::string_view bytes) {
  try {
    const Json json = parse_json(bytes);
    Bundle bundle{json.at("main").as_string(), {}};
    for (const Json::Member& file : json.at("files").as_object()) bundle.files[file.key] = file.value.as_string();
    if (bundle.files.contains(bundle.main)) return bundle;
  } catch (const Error&) {
    // Said below, whatever was wrong.
  }
  throw Error{Fault::Corrupt, "adopted data are no bundle of files (the archive was changed outside Luoshi); restore it from a backup"};
}

Taken adopt_data(Engine& engine, std::string_view name, std::string_view bytes, const city::Actor& actor) {
  const Digest digest = engine.archive().put(bytes);
  const auto now = engine.city();
  if (adopted_digest(*now, name) == digest) return {data_title(name) + "：内容没有变化，不必重复采用"};
  // The id holds the number of events: data may be taken back by adopting the former ones again.
  const Outcome outcome = engine.submit({"data-" + digest.hex().substr(0, 24) + "-" + std::to_string(now->events), actor,
                                         city::Register{city::RulesAdopted{{std::string{name}, digest}}}});
  if (const auto* refusal = std::get_if<city::Refusal>(&outcome)) return {refusal->reason, true};
  return {"已采用 " + data_title(name)};
}

std::optional<Digest> adopted_digest(const city::City& city, std::string_view name) {
  for (const city::AdoptedRules& rules : city.rules)
    if (rules.name == name) return rules.digest;
  return std::nullopt;
}

}  // namespace luoshi::engine
