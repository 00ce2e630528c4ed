#include "sample/bulletins.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "base/json.hpp"

namespace luoshi::sample {
namespace {

std::string repository_file(const std::string& path) {
  const char* const source = std::getenv("LUOSHI_SOURCE");
  std::ifstream file{std::string{source == nullptr ? "." : source} + "/" + path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(Bulletins, TheProgramCarriesTheFilesOfTheRepository) {
  const auto files = clean_bulletins();
  ASSERT_EQ(files.size(), 60U);
  for (const SampleFile& file : files)
    EXPECT_TRUE(file.bytes == repository_file("data/bulletins/" + file.path)) << file.path;
}

TEST(Bulletins, EachHasAHeadlineAndIsAboutTheFictionalCity) {
  std::set<std::string> headlines;
  std::size_t named = 0;
  for (const SampleFile& file : clean_bulletins()) {
    ASSERT_TRUE(is_utf8(file.bytes)) << file.path;
    const auto end = file.bytes.find('\n');
    ASSERT_NE(end, std::string::npos) << file.path;
    EXPECT_TRUE(headlines.insert(file.bytes.substr(0, end)).second) << file.path;
    EXPECT_GT(file.bytes.size(), 3U * 500U) << file.path;
    named += file.bytes.find("云溪") != std::string::npos ? 1 : 0;
  }
  EXPECT_GE(named, 40U);
}

TEST(Bulletins, TheOctoberPaperStatesTheHeadlineFigures) {
  for (const SampleFile& file : clean_bulletins()) {
    if (!file.path.starts_with("055")) continue;
    for (const char* const fact :
         {"进场整治河涌495条", "完工214条", "污水管网975公里", "13座污水处理厂", "超1.4万亩", "133个重点项目"})
      EXPECT_NE(file.bytes.find(fact), std::string::npos) << fact;
    return;
  }
  FAIL() << "bulletin 055 is missing";
}

TEST(Bulletins, TheDamagedFilesAreWhatTheChainMakesOfTheCleanOnes) {
  const auto files = damaged_bulletins();
  ASSERT_EQ(files.size(), 6U);
  for (const SampleFile& file : files) {
    EXPECT_TRUE(file.bytes == repository_file("data/bulletins/damaged/" + file.path)) << file.path;
    EXPECT_TRUE(is_utf8(file.bytes)) << file.path;
  }
}

}  // namespace
}  // namespace luoshi::sample
