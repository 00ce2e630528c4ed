#include "formats/geojson.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace luoshi::formats {
namespace {

TEST(Geojson, GivesTheAttributesAsATable) {
  EXPECT_EQ(geojson_table(R"({"type":"FeatureCollection","features":[
      {"type":"Feature","geometry":null,"properties":{"id":"R1","length_km":2.5}},
      {"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"id":"a,b","tidal":true,"n":3,"x":null}}]})",
                          "r.geojson"),
            "id,length_km,tidal,n,x\nR1,2.5,,,\n\"a,b\",,yes,3,\n");
}

TEST(Geojson, RefusesWhatIsNoTable) {
  for (const char* bad :
       {"[]", "{", R"({"type":"Feature"})", R"({"type":"FeatureCollection","features":[{"type":"Feature"}]})",
        R"({"type":"FeatureCollection","features":[{"properties":{"a":[1]}}]})"})
    EXPECT_THROW(static_cast<void>(geojson_table(bad, "r.geojson")), Error) << bad;
}

}  // namespace
}  // namespace luoshi::formats
