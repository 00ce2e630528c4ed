// Laws of the damage chain, over the project's bulletins and invented sites.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/json.hpp"
#include "base/random.hpp"
#include "sample/bulletins.hpp"
#include "sample/damage.hpp"
#include "sample/detail/utf8.hpp"

namespace luoshi::sample {
namespace {

using detail::append_utf8;
using detail::code_points;

constexpr std::uint64_t kSeed = 20260211;

/// A paper cut at random places into lines, its characters kept.
std::string some_text(const std::vector<SampleFile>& papers, Random& random) {
  const std::u32string whole = code_points(papers[random.below(papers.size())].bytes);
  const std::size_t first = random.below(whole.size());
  std::string text;
  for (const char32_t point : whole.substr(first, 20 + random.below(200))) append_utf8(text, point);
  return text;
}

DamageStyle some_style(Random& random) {
  DamageStyle style = damage_style(random.below(1000));
  if (random.below(3) == 0) style.glosses.clear();
  if (random.below(3) == 0) style.split.clear();
  style.commas = random.below(4) == 0;
  style.drop_private_use = random.below(2) == 0;
  return style;
}

TEST(DamageLaws, ThePageIsUtf8KeepsItsLinesAndRepeatsItself) {
  const auto papers = clean_bulletins();
  Random random{kSeed};
  for (int trial = 0; trial < 2000; ++trial) {
    const std::string text = some_text(papers, random);
    const DamageStyle style = some_style(random);
    const std::string page = republish(text, style, static_cast<std::uint64_t>(trial));
    ASSERT_TRUE(is_utf8(page)) << "trial " << trial;
    ASSERT_EQ(std::count(page.begin(), page.end(), '\n'), std::count(text.begin(), text.end(), '\n'))
        << "trial " << trial;
    ASSERT_EQ(page, republish(text, style, static_cast<std::uint64_t>(trial))) << "trial " << trial;
  }
}

TEST(DamageLaws, LinesDoNotTouchOneAnother) {
  const auto papers = clean_bulletins();
  Random random{kSeed + 1};
  for (int trial = 0; trial < 500; ++trial) {
    DamageStyle style = some_style(random);
    style.commas = false;
    const std::string a = some_text(papers, random), b = some_text(papers, random);
    ASSERT_EQ(republish(a + "\n" + b, style, 1), republish(a, style, 1) + "\n" + republish(b, style, 1))
        << "trial " << trial;
  }
}

TEST(DamageLaws, WithoutGlossesAndCutsOnlyScriptAndWidthChange) {
  const auto papers = clean_bulletins();
  Random random{kSeed + 2};
  for (int trial = 0; trial < 500; ++trial) {
    const std::u32string text = code_points(some_text(papers, random));
    std::string utf8, expected;
    for (const char32_t point : text) {
      append_utf8(utf8, point);
      const bool folds = std::u32string_view{U"！，：；？（）"}.find(point) != std::u32string_view::npos;
      append_utf8(expected, folds ? point - 0xFEE0U : traditional_of(point));
    }
    ASSERT_EQ(republish(utf8, {}, 1), expected) << "trial " << trial;
  }
}

}  // namespace
}  // namespace luoshi::sample
