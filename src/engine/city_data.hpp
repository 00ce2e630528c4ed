#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "engine/engine.hpp"

namespace luoshi::engine {

// Data files that views and verdicts use: layers of the map, the programme with its water model, months of monitoring. Each
// is a blob of the archive and an event (`rules_adopted`) naming its digest; the newest of each name counts.

/// The rule for lights stands among the adopted rules under this name.
inline constexpr std::string_view kLightRules = "lights";
inline constexpr std::string_view kFunnelRules = "funnel";  ///< what samples say of built works
/// Adopted data stand among them under names that begin so.
inline constexpr std::string_view kDataRules = "data-";
inline constexpr std::string_view kMapLayers = "data-map-";          ///< and the layer's name
inline constexpr std::string_view kProgrammeData = "data-programme";
inline constexpr std::string_view kSectionMonths = "data-section-months";
inline constexpr std::string_view kSeasonsData = "data-seasons";

/// What an adopted file is, in Chinese: 地图·rivers.
[[nodiscard]] std::string data_title(std::string_view name);

/// What came of taking a file in: one line of Chinese; nothing was done where `refused`.
struct Taken {
  std::string message;
  bool refused = false;
};

/// Is this a GeoJSON FeatureCollection?
[[nodiscard]] bool is_map_layer(std::string_view bytes);

/// Takes a layer of the map in (GeoJSON, RFC 7946, longitude and latitude in degrees). Every feature's `code` names an asset
/// or a place of the registers; points, lines, polygons and their multiples. Limits: 20,000 features, 400,000 positions.
/// @throws Error{BadInput | TooLarge} naming the first feature that does not fit.
[[nodiscard]] Taken adopt_map_layer(Engine& engine, const std::string& layer, std::string_view geojson,
                                    const city::Actor& actor = {});

/// Several files as one blob: a settings file and the tables it names.
struct Bundle {
  std::string main;                          ///< name of the settings file
  std::map<std::string, std::string> files;  ///< name → bytes, `main` among them

  friend bool operator==(const Bundle&, const Bundle&) = default;
};
[[nodiscard]] std::string bundle_bytes(const Bundle& bundle);
/// @throws Error{Corrupt} when the bytes are no bundle.
[[nodiscard]] Bundle bundle_of(std::string_view bytes);

/// Takes data in under that name; whoever calls has checked them.
[[nodiscard]] Taken adopt_data(Engine& engine, std::string_view name, std::string_view bytes, const city::Actor& actor = {});

struct CitySeasons;  // engine/views/histories.hpp
/// The seasons adopted by that state of the city; nothing where none were. @throws as `Archive::get`
[[nodiscard]] std::shared_ptr<const CitySeasons> adopted_seasons(const city::City& city, const archive::Archive& archive);

/// The digest of the rule or the data under that name; nothing where none was adopted.
[[nodiscard]] std::optional<Digest> adopted_digest(const city::City& city, std::string_view name);

}  // namespace luoshi::engine
