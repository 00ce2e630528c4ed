#include "formats/geopackage/geopackage.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "base/error.hpp"

namespace luoshi::formats {
namespace {

/// A GeoPackage with the layer `reaches` (a key, a shape, attributes) and whatever `more` makes, for tests.
std::string geopackage_of(const std::string& more = {}) {
  sqlite3* database = nullptr;
  sqlite3_open(":memory:", &database);
  const std::string sql =
      "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);"
      "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT);"
      "CREATE TABLE reaches (fid INTEGER PRIMARY KEY, geom BLOB, id TEXT, \"to\" TEXT, length_m REAL, head_flow_m3_s);"
      "INSERT INTO gpkg_contents VALUES ('reaches', 'features');"
      "INSERT INTO gpkg_geometry_columns VALUES ('reaches', 'geom');"
      "INSERT INTO reaches VALUES (1, x'4750', 'R1', 'R2', 1000.5, 2), (2, x'4750', 'R, 2', NULL, 900, 0);" +
      more;
  sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(database, "main", &size, 0);
  std::string made{reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
  sqlite3_free(bytes);
  sqlite3_close(database);
  return made;
}

std::string failure(const std::string& bytes, const std::string& layer = {}) {
  try {
    static_cast<void>(geopackage_table(bytes, layer, "net.gpkg"));
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(GeoPackage, ALayersAttributesAreATable) {
  EXPECT_EQ(geopackage_table(geopackage_of(), "", "net.gpkg"),
            "id,to,length_m,head_flow_m3_s\nR1,R2,1000.5,2\n\"R, 2\",,900,0\n");
}

TEST(GeoPackage, ALayerIsNamedWhereThereAreSeveral) {
  const std::string two = geopackage_of(
      "CREATE TABLE works (id TEXT, reach TEXT); INSERT INTO gpkg_contents VALUES ('works', 'attributes');"
      "INSERT INTO works VALUES ('W', 'R1');");
  EXPECT_EQ(geopackage_table(two, "works", "net.gpkg"), "id,reach\nW,R1\n");
  EXPECT_NE(failure(two).find("has 2 layers (there are: reaches, works)"), std::string::npos) << failure(two);
  EXPECT_NE(failure(two, "roads").find("no layer 'roads'"), std::string::npos);
}

TEST(GeoPackage, WhatIsNoneOrWouldRunSomethingIsRefused) {
  EXPECT_NE(failure("hello").find("no SQLite file"), std::string::npos);
  EXPECT_NE(failure(geopackage_of().substr(0, 700)), "") << "cut";
  EXPECT_NE(failure(geopackage_of("DROP TABLE gpkg_contents;")).find("gpkg_contents"), std::string::npos);
  EXPECT_NE(failure(geopackage_of("CREATE VIEW v AS SELECT * FROM reaches;"
                                  "INSERT INTO gpkg_contents VALUES ('v', 'features');"),
                    "v")
                .find("is no table"),
            std::string::npos);
  EXPECT_NE(failure(geopackage_of("UPDATE reaches SET id = x'00' WHERE fid = 2;")).find("net.gpkg#reaches:3"),
            std::string::npos);
}

}  // namespace
}  // namespace luoshi::formats
