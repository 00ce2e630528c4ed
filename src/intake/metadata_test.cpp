#include <gtest/gtest.h>

#include <array>
#include <string>

#include "intake/intake.hpp"

namespace luoshi::intake {
namespace {

struct YearCase {
  std::string_view words;  // the second line of the paper
  std::string_view frame;  // a line of the page below it
  std::string_view date;
};

// A paper dated by day and month only: what its year is had from.
TEST(Metadata, TheYearIsHadFromTheWordsOfThePaperOrThePageAndNowhereElse) {
  constexpr std::array kCases = {
      YearCase{"6月3日，松溪区召开推进会。", "", "--06-03"},
      YearCase{"二〇三一年六月三日，松溪区召开推进会。", "", "2031-06-03"},
      YearCase{"6月3日，松溪区召开2031年第一次推进会。", "", "2031-06-03"},
      YearCase{"6月3日，松溪区召开推进会。", "发布时间：2031-06-05 来源：本站", "2031-06-03"},
      YearCase{"6月3日，松溪区召开推进会。", "发布时间：2031 年 6 月 5 日 来源：本站", "2031-06-03"},
      YearCase{"12月30日，松溪区召开推进会。", "发布时间：2031-01-04 来源：本站", "2030-12-30"},
      YearCase{"6月3日，松溪区召开推进会。今年是新中国成立80周年。", "", "2029-06-03"},
      YearCase{"6月3日，松溪区召开推进会。今年是“十六五”开局之年。", "", "2031-06-03"},
      YearCase{"6月3日，松溪区召开推进会。2030年全区完成投资5亿元，今年要再接再厉。", "", "2031-06-03"},
      YearCase{"10月9日，松溪区召开推进会。2031年前三季度全区完成投资5亿元。", "", "2031-10-09"},
      YearCase{"6月3日，松溪区召开推进会。到2035年，水质全面达标。", "", "--06-03"},
      YearCase{"6月3日，松溪区召开推进会。2032年底前完成改造。", "", "--06-03"},
      YearCase{"6月3日，松溪区召开推进会。2032年9月底前完成改造，8月底前完成设计。", "", "--06-03"},
      YearCase{"6月3日，松溪区召开推进会。2031年9月底前完成改造。", "", "2031-06-03"},
      // A limit lies ahead: March of 2032 is next year's.
      YearCase{"6月3日，松溪区召开推进会。2032年3月底前完成改造。", "", "2031-06-03"},
      YearCase{"6月3日，松溪区召开推进会。截至2031年5月底完成改造6处，今年力争完成9处。", "", "2031-06-03"},
      YearCase{"6月3日，松溪区召开推进会。PM2.5平均浓度较2030年同期下降3%。", "", "2031-06-03"},
      YearCase{"6月3日，松溪区召开推进会。PM2.5平均浓度较2030年下降3%。", "", "--06-03"},
      YearCase{"6月3日，松溪区召开推进会，以优异成绩迎接党的二十大胜利召开。", "", "2022-06-03"},
      YearCase{"6月3日，松溪区召开推进会。今年是全面贯彻党的二十大精神的开局之年。", "", "2023-06-03"},
      // Of the years after 2029 until the goal of 2032 only 2031 has a Tuesday on 3 June.
      YearCase{"6月3日（星期二），松溪区召开推进会。改造由2029年的8处增至9处，到2032年全部完成。", "", "2031-06-03"},
      YearCase{"6月3日（星期二），松溪区召开推进会。", "", "--06-03"},
      YearCase{"6月3日，松溪区召开推进会，研究落实《松溪区节水行动方案（2031—2033年）》。", "", "2031-06-03"},
      // Who owns the page and what else stands on it date no paper.
      YearCase{"6月3日，松溪区召开推进会。", "备案时间：2019-05-01 蜀ICP备09000000号", "--06-03"},
      YearCase{"6月3日，松溪区召开推进会。", "版权所有 © 2024-03-01 川公网安备", "--06-03"},
      YearCase{"6月3日，松溪区召开推进会。", "上一篇：松溪区召开部署会 2028-03-04", "--06-03"},
      // The paper's own number goes before a day of the page.
      YearCase{"松政办发〔2031〕17号\n6月3日，松溪区召开推进会。", "打印本页 2033-01-05", "2031-06-03"},
      YearCase{"昨日，松溪区召开推进会。", "发布时间：2031-06-04 来源：本站", "2031-06-03"}};
  for (const YearCase& each : kCases) {
    const std::string paper = "松溪区召开推进会\n" + std::string{each.words} + "\n" +
                              (each.frame.empty() ? "" : std::string{each.frame} + "\n");
    const Reading reading = read_paper("a.txt", paper);
    ASSERT_TRUE(reading.date.has_value()) << each.words;
    EXPECT_EQ(reading.date->text(), each.date) << each.words << " / " << each.frame;
  }
}

TEST(Metadata, AVerbBehindAnOfficeIsNoChair) {
  for (const std::string verb : {"强调", "指出", "要求", "听取汇报", "带队检查", "致辞"}) {
    const auto convenor = [&](const std::string& who) {
      return read_paper("a.txt", "松溪区召开推进会\n2031年6月3日，松溪区召开推进会。" + who + verb + "，要加快进度。\n").convenor;
    };
    EXPECT_EQ(convenor("区长"), "") << verb;
    EXPECT_EQ(convenor("区长林见山"), "林见山") << verb;
  }
}

TEST(Metadata, WhoSignsANoticeSaysWhereItIsFrom) {
  const Reading reading = read_paper("a.txt",
                                     "关于划定禁养区的通知\n各镇人民政府：\n禁养区内的养殖场须于9月30日前关闭。\n"
                                     "松溪区人民政府办公室\n2030年8月26日\n");
  EXPECT_EQ(reading.place, "松溪区");
  EXPECT_EQ(reading.meeting_type, "通知");
}

}  // namespace
}  // namespace luoshi::intake
