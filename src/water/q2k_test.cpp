#include "water/q2k.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/error.hpp"

namespace luoshi::water {
namespace {

/// An invented stem of two reaches: a works, an abstraction, groundwater along all of it.
std::string brook() {
  const char* source = std::getenv("LUOSHI_SOURCE");
  std::ifstream file{std::string{source == nullptr ? "." : source} + "/tests/water_cli/model/brook.q2k",
                     std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string with(const std::string& find, const std::string& put) {
  std::string text = brook();
  const std::size_t at = text.find(find);
  return at == std::string::npos ? "" : text.replace(at, find.size(), put);
}

std::string failure(const std::string& text) {
  try {
    static_cast<void>(read_q2k(text, "b.q2k"));
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(Q2k, ReadsTheStemAndWhatEntersIt) {
  const Q2kFile file = read_q2k(brook(), "b.q2k");
  const Network& net = file.network;
  EXPECT_EQ(file.title, "A brook");
  ASSERT_EQ(net.reaches.size(), 2u);
  EXPECT_DOUBLE_EQ(net.reaches[0].length, 1000);
  EXPECT_DOUBLE_EQ(net.reaches[1].length, 2000);
  EXPECT_EQ(file.reaeration_per_day, (std::vector<double>{4.5, -1}));
  ASSERT_EQ(net.sources.size(), 4u) << "works, groundwater in two reaches, headwater";
  EXPECT_EQ(net.sources[0].reach, 0u);
  EXPECT_DOUBLE_EQ(net.sources[0].load[standard::kOxygen], 0.5 * 0.006);
  EXPECT_DOUBLE_EQ(net.sources[0].load[standard::kAmmoniaN], 0.5 * 0.009);
  EXPECT_NEAR(net.sources[1].flow, 0.1, 1e-15);
  EXPECT_NEAR(net.sources[2].flow, 0.2, 1e-15);
  EXPECT_NEAR(net.sources[3].flow, 2.0, 1e-12);
  EXPECT_NEAR(net.sources[3].load[standard::kOxygen], 2.0 * 0.008, 1e-6) << "the mean of its day";
  ASSERT_EQ(net.abstractions.size(), 1u);
  EXPECT_EQ(net.abstractions[0].reach, 0u) << "taken at the head of its reach is taken at the end of the one above";
  EXPECT_TRUE(file.not_understood.empty()) << file.not_understood.front();
}

TEST(Q2k, ReadsTheDay) {
  const Q2kFile file = read_q2k(brook(), "b.q2k");
  const DielRiver& day = file.day;
  EXPECT_EQ(day.date, (Day{std::chrono::year{2024}, std::chrono::June, std::chrono::day{21}}));
  EXPECT_EQ(day.step, 1.0 / 128) << "the largest halving of a day below what is asked";
  EXPECT_EQ(day.days, 4u);
  ASSERT_EQ(day.reaches.size(), 2u);
  EXPECT_DOUBLE_EQ(day.reaches[0].rates.reaeration, 4.5) << "by reach";
  EXPECT_LT(day.reaches[1].rates.reaeration, 0);
  EXPECT_DOUBLE_EQ(day.reaches[1].rates.nitrification, 1) << "for the whole river";
  EXPECT_DOUBLE_EQ(day.reaches[0].longitude_deg, 112.9) << "the file counts west, we count east";
  EXPECT_DOUBLE_EQ(day.reaches[0].algae_at_start, 30);
  EXPECT_DOUBLE_EQ(day.reaches[0].weather.wind_m_s[7], 2);
  ASSERT_EQ(day.sources.size(), 4u) << "works, abstraction, groundwater in two reaches";
  EXPECT_DOUBLE_EQ(day.sources[0].concentration[day::kAmmoniaN].amplitude, 900);
  EXPECT_DOUBLE_EQ(day.sources[1].taken, 0.25);
  ASSERT_EQ(file.observed.size(), 2u);
  EXPECT_DOUBLE_EQ(file.observed[0].oxygen, 7.1);
  EXPECT_DOUBLE_EQ(file.observed[0].ammonia, 2000);
  EXPECT_LT(file.observed[1].ammonia, 0) << "not measured";
  EXPECT_TRUE(defects_of(day).empty());
}

TEST(Q2k, WhatTheModelHasNotIsListed) {
  const auto asked = [](const std::string& text) { return read_q2k(text, "b.q2k").not_understood; };
  EXPECT_EQ(asked(with("\"Brent\",\"No\"", "\"Brent\",\"Level 1\"")).size(), 1u) << "hyporheic flow";
  EXPECT_EQ(asked(with("\"Brunt\"", "\"Koberg\"")).size(), 1u);
  EXPECT_EQ(asked(with("\"Internal\"", "\"Thackston-Dawson\"")).size(), 1u);
  EXPECT_EQ(asked(with("\"Two\",0,98,94", "\"Two\",0,97,94")).size(), 1u) << "a fall of one metre";
}

TEST(Q2k, ACutOrWrongFileIsNamedByLine) {
  EXPECT_NE(failure("hello\n").find("b.q2k:1:"), std::string::npos);
  EXPECT_NE(failure(with(",2,100,98", ",x,100,98")).find("b.q2k:7: field 4"), std::string::npos);
  EXPECT_NE(failure(with("\n2,\"Depth", "\n2e9,\"Depth")).find("b.q2k:5: field 1"), std::string::npos);
  EXPECT_NE(failure(with("\n2,\"Depth", "\n0,\"Depth")).find("no reach"), std::string::npos);
  EXPECT_NE(failure(with("6,21,2024", "13,21,2024")).find("b.q2k:3"), std::string::npos);
  EXPECT_NE(failure(with("8,.0004,.008", "8,.0004,0")).find("step"), std::string::npos);
  const std::string whole = brook();
  for (std::size_t line = 0, at = 0; at < whole.size() / 2; at = whole.find('\n', at) + 1, ++line)
    ASSERT_NE(failure(whole.substr(0, at)), "") << "cut before line " << line + 1;
}

}  // namespace
}  // namespace luoshi::water
