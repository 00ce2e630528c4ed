#include "water/transport.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/error.hpp"

namespace luoshi::water {
namespace {

constexpr const char* kSpec = R"(
factor = 2
[table]
file = "r.csv"
id = "id"
from_node = "from"
to_node = "to"
fraction = "frac"
missing = ["NA"]
[[source]]
name = "fields"
column = "area"
coefficient = 10
delivery = [{column = "wet", coefficient = 0.5, centre = 1}]
[[source]]
name = "works"
column = "works"
coefficient = 1
[[stream]]
travel_time = "days"
coefficient = 0.3
class = "flow"
to = 100
[[reservoir]]
inverse_hydraulic_load = "ihl"
coefficient = 5
)";
constexpr const char* kTable =
    "id,from,to,frac,area,wet,works,days,flow,ihl\n"
    "a,1,3,1,2,1,NA,1,50,0\n"
    "b,2,3,1,4,3,7,2,50,0\n"
    "c,3,4,0.75,0,1,0,1,500,0\n"  // a large river: no decay in its class
    "d,3,5,0.25,0,1,0,0,50,0.1\n";

TransportModel model_of(const char* table = kTable) {
  return read_transport_table(read_transport_spec(kSpec, "m.toml"), table, "r.csv");
}

TEST(Transport, IsTheHandSum) {
  const auto model = model_of();
  const auto result = solve_transport(model);
  const double a = 20 * std::exp(-0.15), b_fields = 40 * std::exp(1.0) * std::exp(-0.3), b_works = 7 * std::exp(-0.3);
  EXPECT_NEAR(result.load[0], 2 * a, 1e-13);
  EXPECT_NEAR(result.load[2], 2 * b_fields, 1e-12);
  EXPECT_NEAR(result.load[3], 2 * b_works, 1e-13);
  EXPECT_NEAR(result.load[4], 2 * 0.75 * (a + b_fields), 1e-12);
  EXPECT_NEAR(result.load[6], 2 * 0.25 * (a + b_fields) / 1.5, 1e-12);
  EXPECT_NEAR(result.delivered[0], 0.75 + 0.25 / 1.5, 1e-15);
  for (std::size_t s = 0; s < 2; ++s)
    EXPECT_NEAR(result.entered[s], result.left[s] + result.lost[s], 1e-12 * result.entered[s]) << "mass is conserved";
}

TEST(Transport, DoublingAllSourcesDoublesEveryLoadExactly) {
  auto model = model_of();
  const auto once = solve_transport(model);
  for (double& increment : model.increments) increment *= 2;
  const auto twice = solve_transport(model);
  for (std::size_t k = 0; k < once.load.size(); ++k) EXPECT_EQ(twice.load[k], 2 * once.load[k]);
}

TEST(Transport, BadTablesAreNamedByLineAndColumn) {
  const auto failure = [](const char* table) -> std::string {
    try {
      static_cast<void>(model_of(table));
      return "";
    } catch (const Error& error) {
      return error.what();
    }
  };
  const std::string head = "id,from,to,frac,area,wet,works,days,flow,ihl\n";
  EXPECT_EQ(failure((head + "a,1,2,1,x,1,0,0,1,0\n").c_str()).substr(0, 12), "r.csv:2:9: '");
  EXPECT_NE(failure((head + "a,1,2,1,-4,1,0,0,1,0\n").c_str()).find("below 0"), std::string::npos);
  EXPECT_NE(failure((head + "a,1,2,1,1,1,0,0,1,0\na,2,3,1,1,1,0,0,1,0\n").c_str()).find("already in line 2"),
            std::string::npos);
  EXPECT_NE(failure((head + "a,1,2,1,1,1,0,0,1,0\nb,2,1,1,1,1,0,0,1,0\n").c_str()).find("flow in a circle"),
            std::string::npos);
  EXPECT_NE(failure((head + "a,1,2,1.5,1,1,0,0,1,0\n").c_str()).find("above 1"), std::string::npos);
  EXPECT_NE(failure((head + "a,1,2,1,1,900,0,0,1,0\n").c_str()).find("delivery"), std::string::npos);
  EXPECT_NE(failure("id,from,to\n").find("is missing"), std::string::npos);
}

}  // namespace
}  // namespace luoshi::water
