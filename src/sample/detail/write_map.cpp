#include <array>

#include "base/json.hpp"
#include "numeric/elementary.hpp"
#include "sample/detail/ground.hpp"
#include "sample/detail/write.hpp"

namespace luoshi::sample::detail {
namespace {

/// One layer of the map: GeoJSON (RFC 7946), longitude first, six decimals (0.1 m).
class Layer {
 public:
  void add(const Ground& ground, std::string_view code, std::string_view name, std::string_view kind,
           const Line& line) {
    Json coordinates = Json::array();
    for (const Point& point : line) coordinates.push_back(position(ground.place(point)));
    if (kind == "Point") coordinates = Json{coordinates.as_array().front()};
    if (kind == "Polygon") coordinates = Json{Json::Array{std::move(coordinates)}};
    features_.push_back(
        Json::object({{"type", "Feature"},
                      {"properties", Json::object({{"code", code}, {"name", name}, {"sample", true}})},
                      {"geometry", Json::object({{"type", kind}, {"coordinates", std::move(coordinates)}})}}));
  }
  [[nodiscard]] std::string bytes() {
    return canonical_json(Json::object({{"type", "FeatureCollection"},
                                        {"sample", "云溪市为虚构城市，坐标取自公海"},
                                        {"features", Json{std::move(features_)}}}));
  }

 private:
  static Json position(Degrees at) {
    const auto rounded = [](double degrees) {
      return static_cast<double>(static_cast<std::int64_t>(degrees * 1e6 + 0.5)) / 1e6;
    };
    return Json{Json::Array{Json{rounded(at.east)}, Json{rounded(at.north)}}};
  }
  Json::Array features_;
};

/// The border of a town, a point every half kilometre, closed, counter-clockwise.
Line border(const TownFacts& town) {
  const std::array<Point, 5> corners{{{town.west, town.south},
                                      {town.east, town.south},
                                      {town.east, town.north},
                                      {town.west, town.north},
                                      {town.west, town.south}}};
  Line line;
  for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
    const Point a = corners.at(i), b = corners.at(i + 1);
    const double length = numeric::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
    const int steps = static_cast<int>(2.0 * length + 0.5);
    for (int k = 0; k < steps; ++k) line.push_back({a.x + (b.x - a.x) * k / steps, a.y + (b.y - a.y) * k / steps});
  }
  line.push_back(line.front());
  return line;
}

/// A crescent between 苇塘镇 and 月湖镇, about 15 km².
const Line kWetland{{49.8, 31.6}, {50.6, 29.8}, {51.8, 27.8}, {53.4, 26.2}, {55.2, 25.6}, {54.6, 27.4},
                    {53.9, 28.4}, {53.6, 29.6}, {53.4, 30.8}, {51.6, 31.9}, {49.8, 31.6}};

Line square(Point centre, unsigned mu) {
  const double half = numeric::sqrt(mu / 1500.0) / 2.0;  // 1,500 mu are one square kilometre
  const Point a{centre.x - half, centre.y - half}, b{centre.x + half, centre.y - half};
  return {a, b, {centre.x + half, centre.y + half}, {centre.x - half, centre.y + half}, a};
}

template <class Draw>
void layer(const Worlds& worlds, std::vector<SampleFile>& files, const std::string& name, Draw draw) {
  Layer out;
  for (const World& world : worlds) draw(world, Ground{world.seed, world.copy}, out);
  files.push_back({"map/" + name + ".geojson", out.bytes()});
}

}  // namespace

void write_map(const Worlds& worlds, std::vector<SampleFile>& files) {
  layer(worlds, files, "towns", [](const World& world, const Ground& ground, Layer& out) {
    for (const Town& town : world.towns) out.add(ground, town.code, town.name, "Polygon", border(*town.facts));
  });
  layer(worlds, files, "rivers", [](const World& world, const Ground& ground, Layer& out) {
    for (const River& river : world.rivers) out.add(ground, river.code, river.name, "LineString", river.line);
  });
  layer(worlds, files, "reaches", [](const World& world, const Ground& ground, Layer& out) {
    for (const Reach& reach : world.reaches) out.add(ground, reach.code, reach.name, "LineString", reach.line);
  });
  layer(worlds, files, "sewers", [](const World& world, const Ground& ground, Layer& out) {
    for (const Sewer& sewer : world.sewers) out.add(ground, sewer.code, sewer.name, "LineString", sewer.line);
  });
  layer(worlds, files, "parcels", [](const World& world, const Ground& ground, Layer& out) {
    for (const Parcel& parcel : world.parcels)
      out.add(ground, parcel.code, parcel.code, "Polygon", square(parcel.at, parcel.mu));
  });
  layer(worlds, files, "wetlands", [](const World& world, const Ground& ground, Layer& out) {
    out.add(ground, code_of(world, "H", 1), copy_name(world, "月牙湖湿地"), "Polygon", kWetland);
  });
  const auto points = [&](const std::string& name, auto member) {
    layer(worlds, files, name, [member](const World& world, const Ground& ground, Layer& out) {
      for (const auto& each : world.*member) {
        if constexpr (requires { each.name; }) {
          out.add(ground, each.code, each.name, "Point", {each.at});
        } else {
          out.add(ground, each.code, each.code, "Point", {each.at});
        }
      }
    });
  };
  points("sections", &World::sections);
  points("outfalls", &World::outfalls);
  points("works", &World::works);
  points("firms", &World::firms);
  points("stacks", &World::stacks);
  points("parks", &World::parks);
  points("stations", &World::stations);
}

}  // namespace luoshi::sample::detail
