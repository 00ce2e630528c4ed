#include <gtest/gtest.h>

#include "intake/intake.hpp"

namespace luoshi::intake {
namespace {

TEST(Place, AnOfficeOfTheCityIsNoCity) {
  for (const char* sentence : {"4月9日，市长率市直有关部门到湖边调研。", "局里将会同市水务局核实。", "请协调市水务局答复。"}) {
    const std::string paper = "现场办公会\n" + std::string{sentence} + "会议强调，要加快管网建设。\n";
    EXPECT_EQ(read_paper("x.txt", paper).place, "") << sentence << ": asked, never guessed";
  }
}

TEST(Place, AFullNameIsReadWhereThePaperGivesIt) {
  EXPECT_EQ(read_paper("x.txt", "云溪市召开治水攻坚推进会\n3月5日，云溪市召开推进会。会议强调，要加快管网建设。\n").place, "云溪市");
}

}  // namespace
}  // namespace luoshi::intake
