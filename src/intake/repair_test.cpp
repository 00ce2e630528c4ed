#include "intake/repair.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace luoshi::intake {
namespace {

std::string line(std::string_view bytes) {
  RepairOptions options;
  options.extent = RepairOptions::Extent::Line;
  return to_utf8(repair(bytes, options).text);
}

TEST(Repair, LeavesACleanPaperAsItIs) {
  const std::string clean = "8月22日，市长主持召开第38次常务会议。\n\n𠮷田村\n";
  const RepairedText repaired = repair(clean);
  EXPECT_EQ(to_utf8(repaired.text), clean);
  ASSERT_EQ(repaired.sources.size(), repaired.text.size());
  EXPECT_EQ(repaired.sources.front(), (SourceSpan{0, 1}));
  EXPECT_TRUE(repaired.repairs.empty());
  EXPECT_TRUE(repaired.notes.empty());
}

TEST(Repair, TakesInsertedReadingsOutOfTraditionalText) {
  EXPECT_EQ(line("市政府召開(kāi)專題會(huì)議,研究河道治理"), "市政府召开专题会议，研究河道治理");
}

TEST(Repair, LeavesRealGlossesAlone) {
  EXPECT_EQ(line("相關縣(市、區)要抓好落實(鋼鐵部分),昨天(24日)"), "相关县（市、区）要抓好落实（钢铁部分），昨天（24日）");
  EXPECT_EQ(line("河涌(chōng)治理由亳州(bó)牵头"), "河涌(chōng)治理由亳州(bó)牵头");
  EXPECT_EQ(line("小埗(bù)村"), "小埗(bù)村");
}

TEST(Repair, SimplifiesByCharacterAndByPhrase) {
  EXPECT_EQ(line("隨后,關于干部隊伍建設,著力抬高門檻,顯著改善汙染狀況"), "随后，关于干部队伍建设，着力抬高门槛，显著改善污染状况");
  EXPECT_EQ(line("計畫扭轉乾坤,於乾縣控製成本,簽訂籤約項目"), "计划扭转乾坤，于乾县控制成本，签订签约项目");
  EXPECT_EQ(line("推動專案建設,爭取群眾支援,重點領域"), "推动项目建设，争取群众支持，重点领域");
}

TEST(Repair, LeavesAForumsFrameOut) {
  const RepairedText repaired = repair(
      "找回密碼\n 立即注冊\n查看: 123|回復: 0\n[本地動態] 某市召開河長會議\n[復制鏈接]\n樓主\n發表于 2020-3-1 08:00:00 |只看該作者\n"
      "市政府召開河長會議,研究部署全年治水工作,市長主持會議并講話。\n本版積分規則\nPowered by Discuz!\n地址:某市;電話:00000000\n");
  EXPECT_EQ(to_utf8(repaired.text), "某市召开河长会议\n市政府召开河长会议，研究部署全年治水工作，市长主持会议并讲话。");
  EXPECT_TRUE(repaired.has(DamageNote::Boilerplate));
  const auto published = std::find_if(repaired.dropped.begin(), repaired.dropped.end(),
                                      [](const DroppedLine& dropped) { return dropped.reason == DropReason::Publication; });
  ASSERT_NE(published, repaired.dropped.end());
  EXPECT_NE(published->text.find(U"2020-3-1"), std::u32string::npos);
}

TEST(Repair, TakesCopyProtectionOutOfALine) {
  EXPECT_EQ(line("市政府召開會議,1 K& k\" T' a' B, A3 X/ L9研究治水工作"), "市政府召开会议，研究治水工作");
  EXPECT_EQ(line("市政府召開會議。, x6 A2 q& k\" T' a' B, A3 X/ L9"), "市政府召开会议。");
  EXPECT_EQ(line("地點在 A 區 B 棟,見 GB 3838 和 GB/T 19001"), "地点在A区B栋，见GB 3838和GB/T 19001");
}

TEST(Repair, DropsAHijackedSitesKeywordsAndPictureNames) {
  const RepairedText repaired = repair("久久精品_国产在线观看_午夜福利综合网\n区政府召开会议，研究部署全区安全生产工作，区长主持会议。\n区政府召开会议1.jpeg\n");
  EXPECT_EQ(to_utf8(repaired.text), "区政府召开会议，研究部署全区安全生产工作，区长主持会议。");
  ASSERT_EQ(repaired.dropped.size(), 2U);
  EXPECT_EQ(repaired.dropped[0].reason, DropReason::Spam);
  EXPECT_EQ(repaired.dropped[1].reason, DropReason::ImageName);
}

TEST(Repair, TakesLostIndentsOutAndKeepsQuestions) {
  EXPECT_EQ(line("??? 4月8日,縣政府召開會議"), "4月8日，县政府召开会议");
  EXPECT_EQ(line("怎么办?我们一起想办法。"), "怎么办?我们一起想办法。");
}

TEST(Repair, LeavesOtherLanguagesAndWritersGlossesAlone) {
  for (const char* text : {"環境大臣は昨日、東京で開かれた会議に出席し、廃棄物処理の現況を説明した。", "Is this clean, or not? (yes)", "환경부는 會議를 열었다.",
                           "饕(tāo)餮(tiè)纹, 觚(gū)形器, 簋(guǐ)形器", "河涌(chong)治理, 亳(bo)州经验"})
    EXPECT_EQ(line(text), text);
}

TEST(Repair, TakesPlainReadingsOut) {
  EXPECT_EQ(line("县(xian)长(chang)召(zhao)开(kai)调度会(hui),推进项目(mu)"), "县长召开调度会，推进项目");
}

TEST(Repair, TakesDoubledCommasOutButNotOutOfFigures) {
  EXPECT_EQ(line("副市長,,市人社,、水利,。投資1,200萬元"), "副市长，市人社、水利。投资1,200万元");
}

TEST(Repair, TakesOneCommaBeforeAFullStopOutButNotAnEmptyCell) {
  EXPECT_EQ(line("会议要求抓好落实,。"), "会议要求抓好落实。");
  EXPECT_EQ(line("长桥镇,,3"), "长桥镇,,3");
}

// 序 = D0F2, 瀏 = 9E67: the bytes F29E are 驗, whose reading was put between them.
TEST(Repair, JoinsACharacterCutByAReading) {
  const RepairedText repaired = repair("只看該作者 |倒序?yàn)g覽 |閱讀模式", {RepairOptions::Extent::Line});
  EXPECT_EQ(to_utf8(repaired.text), "只看该作者|倒序浏览|阅读模式");
  const auto found = std::find_if(repaired.repairs.begin(), repaired.repairs.end(),
                                  [](const Repair& r) { return r.rule == RepairRule::PinyinStraddle; });
  ASSERT_NE(found, repaired.repairs.end());
  EXPECT_EQ(to_utf8(repaired.before(*found)), "?yàn)g");
  EXPECT_EQ(to_utf8(repaired.after(*found)), "浏");
}

// 保“ = B1A3 A1B0 holds A3A1, the mark ！; what follows is read one byte late until "_" closes the gap.
TEST(Repair, RealignsBytesCutAtAMark) {
  EXPECT_EQ(line("发挥支撑作用,確?！笆奈濉遍_好局、起好步"), "发挥支撑作用，确保“十四五”开好局、起好步");
}

TEST(Repair, KeepsAFigureUncertainWhereBytesAreLost) {
  const RepairedText repaired = repair("会议要求,3?6日前建?5项工程", {RepairOptions::Extent::Line});
  EXPECT_NE(to_utf8(repaired.text).find("3?6日"), std::string::npos) << to_utf8(repaired.text);
  ASSERT_EQ(repaired.lost.size(), 2U);
  EXPECT_TRUE(repaired.lost[0].beside_figure);
  EXPECT_TRUE(repaired.lost_near({5, 6}));
  EXPECT_FALSE(repaired.lost_near({0, 2}));
}

TEST(Repair, ReadsEveryEncodingOfChina) {
  const std::string meant = "区政府召开会议，研究水环境治理";
  EXPECT_EQ(line(meant), meant);
  EXPECT_EQ(line("\xEF\xBB\xBF" + meant), meant);
  EXPECT_EQ(line("\xC7\xF8\xD5\xFE\xB8\xAE\xD5\xD9\xBF\xAA\xBB\xE1\xD2\xE9"), "区政府召开会议");             // GB18030
  EXPECT_EQ(line("\xB0\xCF\xAC\x46\xA9\xB2\xA5\x6C\xB6\x7D\xB7\x7C\xC4\xB3"), "区政府召开会议");             // Big5
  EXPECT_EQ(line(std::string_view{"\x3A\x53\x3F\x65\x9C\x5E\xEC\x53\x00\x5F\x1A\x4F\xAE\x8B", 14}), "区政府召开会议");  // UTF-16LE
  EXPECT_EQ(line(std::string_view{"\x53\x3A\x65\x3F\x5E\x9C\x53\xEC\x5F\x00\x4F\x1A\x8B\xAE", 14}), "区政府召开会议");  // UTF-16BE
}

TEST(Repair, RefusesWhatIsNoText) {
  EXPECT_THROW((void)repair(""), Error);
  EXPECT_THROW((void)repair(" \n"), Error);
  EXPECT_THROW((void)repair(std::string(4096, '\0')), Error);
  EXPECT_THROW((void)repair(std::string_view{"\x7F\x45LF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3E\x00\x01\x00\x00\x00", 24}), Error);
  RepairOptions small;
  small.byte_limit = 10;
  EXPECT_THROW((void)repair("比十个字节长的一行", small), Error);
}

TEST(Repair, ReadsAPageAndLeavesItsFrameOut) {
  const RepairedText repaired = repair(
      "<html><head><meta charset=gb2312><title>x</title></head><body><div><a href='/'>首页</a> &gt; 政务</div>"
      "<p>　　市政府召开会议，研究&ldquo;十四五&rdquo;规划等工作，部署下一步任务。</p><div>版权所有 某市政府</div></body></html>");
  EXPECT_EQ(to_utf8(repaired.text), "市政府召开会议，研究“十四五”规划等工作，部署下一步任务。");
  EXPECT_TRUE(repaired.has(DamageNote::Markup));
  EXPECT_TRUE(repaired.has(DamageNote::WrongDeclaration));
  ASSERT_EQ(repaired.dropped.size(), 2U);
  EXPECT_EQ(repaired.dropped[0].reason, DropReason::Breadcrumb);
  EXPECT_EQ(repaired.dropped[1].reason, DropReason::Furniture);
}

TEST(Repair, KeepsThePublicationLineForTheDate) {
  const RepairedText repaired = repair(
      "信息来源:本网 发布日期:2023-02-01 分享:\n　　市委召开会议，研究全市高质量发展重点工作，部署下一步任务。\n责任编辑：某某\n");
  ASSERT_EQ(repaired.dropped.size(), 2U);
  EXPECT_EQ(repaired.dropped[0].reason, DropReason::Publication);
  EXPECT_NE(to_utf8(repaired.dropped[0].text).find("2023-02-01"), std::string::npos);
  EXPECT_EQ(repaired.dropped[1].reason, DropReason::EditorLine);
}

}  // namespace
}  // namespace luoshi::intake
