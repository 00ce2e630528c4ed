#include "sample/damage.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace luoshi::sample {
namespace {

TEST(Damage, AmbiguousCharactersStayAndTheOthersTurnTraditional) {
  EXPECT_EQ(republish("随后制定干部关于发展的规划", {}, 1), "隨后制定干部關于發展的規劃");
  EXPECT_EQ(republish("着力推进，为群众", {}, 1), "著力推進,為群眾");
}

TEST(Damage, AGlossGoesInAfterEveryOccurrence) {
  DamageStyle style;
  style.glosses = {{U'會', "huì"}};
  EXPECT_EQ(republish("会议的会场", style, 1), "會(huì)議的會(huì)場");
}

TEST(Damage, AGlossAlsoHitsTheSeamOfTwoCharacters) {
  // 序瀏 is D0F2 9E67 in GBK; F29E is 驗. The second character loses its lead byte to the inserted bracket.
  DamageStyle style;
  style.glosses = {{U'驗', "yàn"}};
  EXPECT_EQ(republish("秩序浏览", style, 1), "秩序?yàn)g覽");
}

TEST(Damage, ACutInsideACharacterShiftsWhatFollows) {
  // 保“ is B1A3 A1B0 and holds A3A1, the mark ！.
  DamageStyle style;
  style.split = U"，？、。！";
  const std::string shown = republish("确保“十四五”开好局", style, 1);
  EXPECT_EQ(shown.substr(0, 5), std::string{"確?!"}) << shown;
  EXPECT_EQ(republish("牢牢抓住，开好局", style, 1), "牢牢抓住,開好局") << "text without a seam is only folded";
}

TEST(Damage, PrivateUseCharactersCanBeLost) {
  DamageStyle style;
  style.split = U"！";
  const std::string kept = republish("确保“十四五”开好局", style, 1);
  style.drop_private_use = true;
  const std::string lost = republish("确保“十四五”开好局", style, 1);
  EXPECT_EQ(lost.size() + 3, kept.size()) << "one character of three bytes";
}

TEST(Damage, SpinnerCommasStandBeforeMarksAndFollowTheSeed) {
  DamageStyle style;
  style.commas = true;
  const std::string clean = "一，二，三，四，五，六。七、八；九。十，甲，乙，丙。";
  const std::string once = republish(clean, style, 7);
  EXPECT_EQ(once, republish(clean, style, 7));
  EXPECT_NE(once, republish(clean, style, 8));
  EXPECT_NE(once.find(",,"), std::string::npos);
}

TEST(Damage, AnInventedSiteIsAlwaysTheSame) {
  const DamageStyle first = damage_style(3), again = damage_style(3);
  ASSERT_EQ(first.glosses.size(), again.glosses.size());
  EXPECT_GE(first.glosses.size(), 40U);
  EXPECT_LE(first.glosses.size(), 60U);
  EXPECT_EQ(first.split, again.split);
  for (std::size_t i = 0; i < first.glosses.size(); ++i)
    EXPECT_EQ(first.glosses[i].character, again.glosses[i].character);
}

/// Rows of a tab-separated file of the shared folder without its heading; empty where the folder is absent.
std::vector<std::vector<std::string>> shared_rows(const std::string& name) {
  const char* const shared = std::getenv("LUOSHI_SHARED");
  std::vector<std::vector<std::string>> rows;
  std::ifstream file{std::string{shared == nullptr ? "" : shared} + "/corpus/damage/" + name};
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> cells;
    std::istringstream rest{line};
    for (std::string cell; std::getline(rest, cell, '\t');) cells.push_back(cell);
    rows.push_back(cells);
  }
  return rows;
}

TEST(Damage, GivesBackWhatWasFoundOnRealSites) {
  const auto listed = shared_rows("pinyin_list.tsv");
  const auto pairs = shared_rows("pairs.tsv");
  if (listed.empty() || pairs.empty()) GTEST_SKIP() << "the shared folder beside the checkout is absent";
  DamageStyle all;
  for (const auto& row : listed) {
    std::u32string point;
    const auto first = static_cast<unsigned char>(row[0][0]);
    ASSERT_GE(first, 0xE0U);
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(row[0][i]) & 0x3FU; };
    all.glosses.push_back({static_cast<char32_t>((first & 0xFU) << 12U | at(1) << 6U | at(2)), row[1]});
  }
  DamageStyle glossed_and_cut = all, cuts, crawled;
  glossed_and_cut.split = cuts.split = crawled.split = U"？，、。！";
  crawled.drop_private_use = true;
  std::size_t glossed = 0, cut = 0;
  for (const auto& row : pairs) {
    const std::string& found = row[1];
    const std::string& clean = row[2];
    if (row[0] == "D1") {
      ++glossed;
      EXPECT_TRUE(republish(clean, all, 1) == found || republish(clean, glossed_and_cut, 1) == found) << clean;
    } else if (row[0] == "D5") {
      ++cut;
      EXPECT_EQ(republish(clean, cuts, 1), found);
    } else if (row[0] == "D5p") {
      EXPECT_EQ(republish(clean, crawled, 1), found);
    }
  }
  EXPECT_GT(glossed, 50U);
  EXPECT_GT(cut, 3U);
}

}  // namespace
}  // namespace luoshi::sample
