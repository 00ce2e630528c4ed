#include "water/swmm.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/error.hpp"
#include "water/hydraulics.hpp"
#include "water/model.hpp"

namespace luoshi::water {
namespace {

/// Two streets of sewer join, part over a bifurcation to two outfalls; a pump lifts to the second.
constexpr const char* kTown = R"([TITLE]
an invented town
[OPTIONS]
FLOW_UNITS LPS
[JUNCTIONS]
;;name elev
A 10
B 9
C 8   ; a comment
D 7
P 6
[OUTFALLS]
SEA 4 FREE
LAKE 5 FREE
[CONDUITS]
a1 A C 500 0.013 0 0
b1 B C 250 0.013 0 0
c1 C D 500 0.013 0 0
d1 D SEA 600 0.013 0 0
d2 D P 200 0.013 0 0
p1 P LAKE 100 0.013 0 0
[PUMPS]
lift P LAKE curve ON
[XSECTIONS]
a1 CIRCULAR 0.5 0 0 0 1
b1 RECT_CLOSED 1 0.6 0 0 1
c1 TRAPEZOIDAL 1 2 1 1 1
d1 CIRCULAR 0.8 0 0 0 1
d2 CIRCULAR 0.8 0 0 0 2
p1 EGG 0.9 0 0 0 1
[POLLUTANTS]
COD MG/L 0 0 0 0.2 NO * 0 40
NH3-N UG/L 0 0 0 0 NO * 0 0
[DWF]
A FLOW 20
A COD 300
B FLOW 5
B NH3-N 9000
[INFLOWS]
C FLOW "" FLOW 1 1 15
[RAINGAGES]
R1 INTENSITY 1:00 1.0 TIMESERIES ts
)";

std::string failure(std::string text, const std::string& find, const std::string& put) {
  const std::size_t at = text.find(find);
  if (at == std::string::npos) return "the fixture has no " + find;
  text.replace(at, find.size(), put);
  try {
    static_cast<void>(read_swmm(text, "t.inp"));
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(Swmm, ReadsTheDryWeatherOfATown) {
  const SwmmModel made = read_swmm(kTown, "t.inp");
  const Network& net = made.tables.network;
  ASSERT_EQ(net.reaches.size(), 6u);
  EXPECT_EQ(made.kinetics.species, (std::vector<std::string>{"COD", "NH3-N"}));
  const auto solved = SteadyModel::make(net, made.kinetics);
  ASSERT_TRUE(std::holds_alternative<SteadyModel>(solved));
  const auto& model = std::get<SteadyModel>(solved);
  EXPECT_NEAR(model.end_flow(2), 0.040, 1e-12) << "20 + 5 + 15 L/s";
  EXPECT_NEAR(model.end_flow(3) + model.end_flow(4), 0.040, 1e-12);
  EXPECT_GT(model.end_flow(4), model.end_flow(3)) << "two pipes and steeper";
  EXPECT_NEAR(net.sources[0].load[0], 0.020 * 0.300, 1e-12) << "as stated";
  EXPECT_NEAR(net.sources[1].load[0], 0.005 * 0.040, 1e-12) << "the pollutant's own, where nothing is stated";
  EXPECT_NEAR(net.sources[1].load[1], 0.005 * 0.009, 1e-15) << "micrograms";
  EXPECT_EQ(net.sections.size(), 2u);
}

TEST(Swmm, WhatIsLeftAsideIsListed) {
  const auto listed = read_swmm(kTown, "t.inp").tables.not_understood;
  const auto has = [&](const char* what) {
    return std::any_of(listed.begin(), listed.end(), [&](const std::string& s) { return s.find(what) != s.npos; });
  };
  EXPECT_TRUE(has("[RAINGAGES], lines × 1"));
  EXPECT_TRUE(has("cross-sections EGG"));
  EXPECT_TRUE(has("pumps, orifices, weirs, outlets (they carry all or nothing) × 1"));
  EXPECT_TRUE(has("nodes with several conduits onward"));
}

TEST(Swmm, ACircleFlowsAsManningSaysBetweenItsTwoPoints) {
  const Network net = read_swmm(kTown, "t.inp").tables.network;
  for (const double filled : {0.1, 0.2, 0.35, 0.5, 0.6}) {
    const double angle = 2 * std::acos(1 - 2 * filled), d = 0.5, slope = 2.0 / 500;
    const double area = d * d / 8 * (angle - std::sin(angle)), radius = area / (d * angle / 2);
    const double velocity = std::pow(radius, 2.0 / 3) * std::sqrt(slope) / 0.013;
    const FlowState state = flow_state(net.reaches[0].hydraulics, velocity * area);
    EXPECT_NEAR(state.depth, filled * d, 0.07 * filled * d) << filled;
    EXPECT_NEAR(state.velocity, velocity, 0.05 * velocity) << filled;
  }
}

TEST(Swmm, BadLinesAreNamed) {
  const auto names = [](const char* find, const char* put, const char* expected) {
    EXPECT_NE(failure(kTown, find, put).find(expected), std::string::npos) << failure(kTown, find, put);
  };
  names("FLOW_UNITS LPS", "FLOW_UNITS CUPS", "t.inp:4: field 2");
  names("a1 A C 500", "a1 A X 500", "node 'X' is in no section");
  names("a1 A C 500", "a1 A C -5", "the length must be above 0");
  names("a1 A C 500", "a1 A C long", "t.inp:16: field 4: 'long' is no number");
  names("b1 B C", "a1 B C", "conduit 'a1' stands twice");
  names("B 9", "A 9", "node 'A' stands twice");
  names("A COD 300", "A COF 300", "'COF' is no pollutant");
  names("UG/L", "KG/L", "is no unit of a pollutant");
  names("b1 RECT_CLOSED 1 0.6", "b1 RECT_CLOSED 1 0", "a size must be above 0");
  names("[TITLE]", "hello\n[TITLE]", "t.inp:1: text before the first section");
}

TEST(Swmm, ReadsRealModelsWholly) {
  const char* shared = std::getenv("LUOSHI_SHARED");
  const std::string folder = std::string{shared == nullptr ? "." : shared} + "/data/water/swmm/";
  std::ifstream there{folder + "lid1d.inp", std::ios::binary};
  if (!there) GTEST_SKIP() << "the shared folder beside the checkout is absent";
  for (const auto& [file, conduits, species] :
       {std::tuple{"lid1d.inp", 333, 4}, {"2348_Nodes.inp", 2358, 1}, {"5436_H&H_SI_Units.inp", 2685, 1}}) {
    std::ifstream in{folder + file, std::ios::binary};
    const SwmmModel made = read_swmm(std::string{std::istreambuf_iterator<char>{in}, {}}, file);
    EXPECT_EQ(made.tables.network.reaches.size(), static_cast<std::size_t>(conduits)) << file;
    EXPECT_EQ(made.kinetics.species.size(), static_cast<std::size_t>(species)) << file;
  }
}

}  // namespace
}  // namespace luoshi::water
