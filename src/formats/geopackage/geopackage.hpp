#pragma once

#include <string>
#include <string_view>

namespace luoshi::formats {

/// The attributes of one layer of a GeoPackage (OGC 12-128r18: a SQLite file) as a comma-separated table: one column
/// for every attribute, one line for every row in the order of its key (row k is line k + 1). Shapes and an integer key
/// that is not called "id" are left aside. `layer` may be empty where the file has a single layer.
///
/// The file is never written and never trusted: no views, no triggers, no functions of its schema, at most 64 MB, 10^6
/// rows and a bounded number of the database's steps.
/// @throws Error{BadInput}: no GeoPackage, no such layer (those there are named), a damaged file, an attribute that is
/// neither text nor number; Error{TooLarge} beyond a limit.
[[nodiscard]] std::string geopackage_table(std::string_view bytes, const std::string& layer, const std::string& name);

}  // namespace luoshi::formats
