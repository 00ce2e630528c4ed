#include "intake/near_duplicate.hpp"
#include "intake/intake.hpp"

#include <gtest/gtest.h>

#include "intake/intake.hpp"
#include "intake/repair.hpp"

namespace luoshi::intake {
namespace {

constexpr const char* kClean =
    "市政府召开专题会议，研究河道治理。会议要求，各镇街要对标整改目标任务，加快管网建设进度，年底前完成全部黑臭水体整治"
    "。"
    "会议强调，市水务局要牵头制定一河一策方案，六月底前报市政府审定；财政局要统筹安排专项资金，保障项目顺利实施。";
constexpr const char* kDamaged =
    "首頁 > "
    "要聞\n市政府召開(kāi)專題會(huì)議,研究河道治理。會(huì)議要求,各鎮街要對標整改目標任務(wù),加快管網建設進(jìn)度,"
    "年底前完成全部黑臭水體整治。會(huì)議強調,市水務(wù)局要牽頭制定一河一策方案,六月底前報市政府審定;"
    "財政局要統籌安排專項資金,"
    "保障項目順利實施。\n責任編輯:某某";
constexpr const char* kOther =
    "县住建局组织开展建筑工地扬尘治理检查，现场督促施工单位落实围挡、覆盖、冲洗等措施，对发现的问题限期整改，并建立台账"
    "逐一销号。"
    "下一步，该局将持续加大巡查力度，推动文明施工标准化管理，切实改善县城空气质量。";

TEST(NearDuplicate, RecognisesOnePaperUnderDamage) {
  const Fingerprint clean = fingerprint_of(repair(kClean).text);
  const Fingerprint damaged = fingerprint_of(repair(kDamaged).text);
  const Fingerprint other = fingerprint_of(repair(kOther).text);
  EXPECT_EQ(resemblance(clean, damaged), 1.0);
  EXPECT_LT(resemblance(clean, other), 0.1);
}

TEST(NearDuplicate, GroupsCopiesAndLeavesSinglesOut) {
  const Fingerprint clean = fingerprint_of(repair(kClean).text);
  const Fingerprint damaged = fingerprint_of(repair(kDamaged).text);
  const Fingerprint other = fingerprint_of(repair(kOther).text);
  EXPECT_EQ(group_copies({other, clean, damaged}), (std::vector<std::vector<std::size_t>>{{1, 2}}));
  EXPECT_TRUE(group_copies({}).empty());
  EXPECT_TRUE(group_copies({fingerprint_of(U"短"), fingerprint_of(U"短")}).empty());
}

TEST(NearDuplicate, AnAppendedSentenceIsStillACopyAndHalfAPaperIsNot) {
  const std::u32string text = repair(kClean).text;
  const Fingerprint whole = fingerprint_of(text);
  EXPECT_GE(resemblance(whole, fingerprint_of(text + U"会后印发了纪要。")), 0.7);
  EXPECT_LT(resemblance(whole, fingerprint_of(text.substr(0, text.size() / 2))), 0.7);
}

TEST(NearDuplicate, CopiesThatGiveOtherFiguresAreSetSideBySide) {
  const auto paper = [](const char* figures) {
    return read_paper("a.txt", "松溪区召开推进会\n会议指出，截至7月底，全区已整改隐患" + std::string{figures} +
                                   "。会议强调，区水务局要在10月底前完成清淤30公里。\n");
  };
  EXPECT_TRUE(compare_figures(paper("87件"), paper("87件")).empty());
  const auto other = compare_figures(paper("87件"), paper("78件"));
  ASSERT_EQ(other.size(), 1U);
  EXPECT_EQ(other[0].first, "87件");
  EXPECT_EQ(other[0].second, "78件");
  EXPECT_EQ(compare_figures(paper("87件"), paper("?87件")).size(), 1U) << "a digit lost in one copy";
}

}  // namespace
}  // namespace luoshi::intake
