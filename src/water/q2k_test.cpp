#include "water/q2k.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace luoshi::water {
namespace {

std::string repeated(const char* line, int count) {
  std::string made;
  for (int k = 0; k < count; ++k) made += line;
  return made;
}

/// A stem of two reaches, one point source, one abstraction and groundwater along all of it.
std::string fixture() {
  std::string text = "\">> QUAL2Kw version 5 <<\"\n\"A brook\",\"x\"\n1,1,2000\n0\n2,\"Depth\"\n";
  const std::string rest = ",0,0,0,0,0,0,", channel = ",10,0,0,.002,.04\n";
  text += "\"\",\"\",\"Head\",3,0,100" + rest + "2.314814814814815E-05" + channel;  // 2 m³/s
  text += "\"\",\"\",\"One\",2,100,98" + rest + "2.6E-05" + channel;
  text += "\"\",\"\",\"Two\",0,98,94" + rest + "2.7E-05" + channel;
  text += "\"\",\"\",\"End\",0,94,0,0,0,0,0,0,0,0,0,0,0,0,0\n";
  text += "4.5,-999\n-999,-999\n\"Bras\",3\n";
  text += "2\n\"Works\",2.5,0,.5,20,0,0\n" + repeated("10,0,0\n", 2) + "6,0,0\n1,0,0\n2,0,0\n" +
          repeated("1000,0,0\n", 5) + repeated("0,0,0\n", 6);
  text += "\"\",1,.25,0,0,0,0\n" + repeated("0,0,0\n", 16);
  text += "1\n\"Ground\",3,0,0,.3,15\n" + repeated("3\n", 16);
  text += ".FALSE.\n" + repeated("15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15\n", 3) +
          repeated("8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8\n", 8);
  return text;
}

TEST(Q2k, ReadsTheStemAndWhatEntersIt) {
  const Q2kFile file = read_q2k(fixture(), "b.q2k");
  const Network& net = file.network;
  EXPECT_EQ(file.title, "A brook");
  ASSERT_EQ(net.reaches.size(), 2u);
  EXPECT_DOUBLE_EQ(net.reaches[0].length, 1000);
  EXPECT_DOUBLE_EQ(net.reaches[1].length, 2000);
  EXPECT_EQ(file.reaeration_per_day, (std::vector<double>{4.5, -1}));
  ASSERT_EQ(net.sources.size(), 4u) << "works, groundwater in two reaches, headwater";
  EXPECT_EQ(net.sources[0].reach, 0u);
  EXPECT_DOUBLE_EQ(net.sources[0].load[standard::kOxygen], 0.5 * 0.006);
  EXPECT_DOUBLE_EQ(net.sources[0].load[standard::kAmmoniaN], 0.5 * 0.001);
  EXPECT_NEAR(net.sources[1].flow, 0.1, 1e-15);
  EXPECT_NEAR(net.sources[2].flow, 0.2, 1e-15);
  EXPECT_NEAR(net.sources[3].flow, 2.0, 1e-12);
  ASSERT_EQ(net.abstractions.size(), 1u);
  EXPECT_EQ(net.abstractions[0].reach, 0u) << "taken at the head of its reach is taken at the end of the one above";
  EXPECT_FALSE(file.not_understood.empty());
}

TEST(Q2k, ACutOrWrongFileIsNamedByLine) {
  const auto failure = [](const std::string& text) -> std::string {
    try {
      static_cast<void>(read_q2k(text, "b.q2k"));
      return "";
    } catch (const Error& error) {
      return error.what();
    }
  };
  EXPECT_NE(failure("hello\n").find("b.q2k:1:"), std::string::npos);
  EXPECT_NE(failure(fixture().substr(0, 300)), "");
  std::string bad = fixture();
  bad.replace(bad.find(",2,100,98"), 9, ",x,100,98");
  EXPECT_NE(failure(bad).find("b.q2k:7: field 4"), std::string::npos) << failure(bad);
  std::string many = fixture();
  many.replace(many.find("\n2,\"Depth"), 9, "\n2e9,\"Depth");
  EXPECT_NE(failure(many), "");
}

}  // namespace
}  // namespace luoshi::water
