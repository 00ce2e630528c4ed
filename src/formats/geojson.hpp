#pragma once

#include <string>
#include <string_view>

namespace luoshi::formats {

/// The attributes of a GeoJSON FeatureCollection (RFC 7946) as a comma-separated table: one column for every property
/// name, one line for every feature (feature k is line k + 1), in file order. Shapes are left aside. Numbers keep their
/// digits.
/// @throws Error{BadInput}: no FeatureCollection, a feature without properties, or a property that is no text, number
/// or flag.
[[nodiscard]] std::string geojson_table(std::string_view text, const std::string& name);

}  // namespace luoshi::formats
