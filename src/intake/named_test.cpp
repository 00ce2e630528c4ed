#include <gtest/gtest.h>

#include <array>

#include "intake/intake.hpp"

namespace luoshi::intake {
namespace {

struct NamedCase {
  std::string_view sentence;
  std::string_view priority;
  std::vector<std::string> legal_bases, incidents;
};

TEST(Named, PrioritiesLegalBasesAndIncidentsAreTakenVerbatim) {
  const std::array kCases = {
      NamedCase{"会议强调，要按照先急后缓次序，集中力量完成清淤。", "先急后缓", {}, {}},
      NamedCase{"会议强调，控规修编要优先补齐教育、医疗短板，新增用地15公顷。", "优先补齐教育、医疗短板", {}, {}},
      NamedCase{"会议强调，要下派200名干部，重点支援任务重的镇街。", "重点支援任务重的镇街", {}, {}},
      NamedCase{"会议强调，要加快推进重点项目建设，坚持生态优先、绿色发展。", "", {}, {}},
      NamedCase{"会议强调，要根据《安全生产法》《消防法》和《危险化学品安全管理条例（修订）》立案查处违法企业。",
                "",
                {"《安全生产法》", "《消防法》", "《危险化学品安全管理条例（修订）》"},
                {}},
      NamedCase{"会议强调，县住建局要在6月底前制定《扬尘防治办法》。", "", {}, {}},
      NamedCase{"会议强调，要吸取“11·4”白石山山火、“12·16”柿坪镇较大火灾事故教训，排查隐患。",
                "",
                {},
                {"“11·4”白石山山火", "“12·16”柿坪镇较大火灾事故"}},
      NamedCase{"会议强调，要落实“1+3”工作方案，完成“两个清单”。", "", {}, {}}};
  for (const NamedCase& each : kCases) {
    const Reading reading = read_paper("a.txt", "松溪区召开推进会\n" + std::string{each.sentence} + "\n");
    ASSERT_EQ(reading.statements.size(), 1U) << each.sentence;
    const ReadStatement& statement = reading.statements[0];
    EXPECT_EQ(statement.priority, each.priority) << each.sentence;
    EXPECT_EQ(statement.legal_bases, each.legal_bases) << each.sentence;
    EXPECT_EQ(statement.incidents, each.incidents) << each.sentence;
  }
}

}  // namespace
}  // namespace luoshi::intake
