#include "intake/figure.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "intake/intake.hpp"

namespace luoshi::intake {
namespace {

std::u32string decoded(std::string_view bytes) {
  std::u32string text;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) c = (c << 6U) | (static_cast<unsigned char>(bytes[at + i]) & 0x3FU);
    text += c;
    at += length;
  }
  return text;
}

std::vector<ReadFigure> figures_in(const std::u32string& text) {
  const auto times = read_times(text, 0, text.size(), {});
  return read_figures({text, 0, text.size(), times, nullptr});
}

// What a table cell says of figures: "> 1.4 万亩、= 133 个"; empty for none.
std::string told(const std::u32string& text) {
  std::string out;
  for (const ReadFigure& read : figures_in(text)) {
    if (!out.empty()) out += "、";
    out += std::string{bound_sign(read.figure.bound)} + " " + read.figure.value.text() + " " + read.figure.unit +
           (read.figure.uncertain ? " 存疑" : "");
  }
  return out;
}

// 句子 | 读出的数值. A line a rule; no sentence of a real paper.
constexpr std::string_view kTable = R"(
截至5月底完成投资60%                     | = 60 %
全县累计拆除旧厂房超1.6万亩               | > 1.6 万亩
新招引企业近90家                         | near 90 家
惠及群众1000余户                         | > 1000 户
栽植苗木20余万株                         | > 20 万株
投入500多亿元                            | > 500 亿元
处置率不低于95%                          | >= 95 %
亩均税收不得少于30万元                    | >= 30 万元
清淤12公里以上                           | >= 12 公里
年均浓度降至38微克/立方米以下              | <= 38 微克/立方米
35蒸吨以下锅炉全部淘汰                    | < 35 蒸吨
时间压减至3天以内                         | <= 3 天
工期约18个月左右                          | ~ 18 个月
不足5%                                   | < 5 %
比例提高1.5个百分点                       | = 1.5 百分点
近三成企业                               | near 30 %
由52微克/立方米降至46微克/立方米           | = 52 微克/立方米、= 46 微克/立方米
新增就业300至500人                        | >= 300 人、<= 500 人
供地不少于6宗、900亩                      | >= 6 宗、>= 900 亩
审批时限由30个工作日压缩至12个工作日        | = 30 个工作日、= 12 个工作日
两座450立方米高炉                         | = 2 座
关停5.5米焦炉3座                          | = 3 座
百亩以上地块                              | >= 100 亩
学校周边一公里范围内                       | <= 1 公里
每季度巡查不少于两次                       | >= 2 次
保洁率达到百分之百                         | = 100 %
已办结?36件                               | = 36 件 存疑
综合指数为4.21，                          | = 4.21
2031年3月9日14时20分                      |
三个工作日内反馈                          |
第15次会议                                |
一城三区、五化协同、三旧改造、九龙治水       |
两山理论、五大发展理念、四套班子、三级干部   |
六十栋棚改项目区、轧三钢铁                 |
一河一策、“万人兵团”、“11·4”、1+1>2        |
两大攻坚战、十大产业园、“两个清单”          |
建立一批示范点，查看一遍，新排一次          |
PM2.5、G15高速、3号高炉                   |
)";

struct Row {
  std::string sentence;
  std::string figures;
};

std::vector<Row> rows_of(std::string_view table) {
  const auto trimmed = [](std::string_view words) {
    while (!words.empty() && words.front() == ' ') words.remove_prefix(1);
    while (!words.empty() && words.back() == ' ') words.remove_suffix(1);
    return std::string{words};
  };
  std::vector<Row> rows;
  std::istringstream lines{std::string{table}};
  for (std::string line; std::getline(lines, line);)
    if (const std::size_t bar = line.find('|'); bar != std::string::npos)
      rows.push_back({trimmed(std::string_view{line}.substr(0, bar)), trimmed(std::string_view{line}.substr(bar + 1))});
  return rows;
}

TEST(Figure, TheTableHolds) {
  const auto rows = rows_of(kTable);
  ASSERT_GT(rows.size(), 30U);
  for (const Row& row : rows) {
    std::string got = told(decoded(row.sentence));
    while (!got.empty() && got.back() == ' ') got.pop_back();  // a value without unit
    EXPECT_EQ(got, row.figures) << row.sentence;
  }
}

TEST(Figure, TheWordsOfASpanAloneGiveTheSameValueAndUnit) {
  for (const Row& row : rows_of(kTable)) {
    const std::u32string text = decoded(row.sentence);
    for (const ReadFigure& read : figures_in(text)) {
      if (read.figure.uncertain || read.figure.unit.empty()) continue;  // the hole or the index word stands outside
      if (row.sentence.find("时限") != std::string::npos || row.sentence.find("时间") != std::string::npos ||
          row.sentence.find("工期") != std::string::npos)
        continue;  // a span of time is a figure only where time is the measured thing
      const std::u32string words = text.substr(read.span.begin, read.span.end - read.span.begin);
      const auto again = figures_in(words);
      ASSERT_FALSE(again.empty()) << row.sentence;
      EXPECT_EQ(again.front().figure.value, read.figure.value) << row.sentence;
      EXPECT_EQ(again.front().figure.unit, read.figure.unit) << row.sentence;
    }
  }
}

TEST(Figure, ACellTakesItsUnitFromItsRow) {
  const auto read = read_cell(U"≤33", 0, 3, U"微克/立方米");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->figure.value, Decimal{33});
  EXPECT_EQ(read->figure.bound, Bound::AtMost);
  EXPECT_EQ(read->figure.unit, "微克/立方米");
  EXPECT_FALSE(read_cell(U"市住建局", 0, 4, U"%"));
}

}  // namespace
}  // namespace luoshi::intake
