// The tables of intake are made from the repository and Debian's lists, nothing else: every file the maker opened is in
// the manifest it leaves, and it opens files in one place. The scored texts of the shared folder are not among the
// bulletins the language model reads.

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "support/corpus.hpp"

namespace luoshi {
namespace {

std::filesystem::path made() { return std::filesystem::path{std::getenv("LUOSHI_BIN")} / ".." / "intake_tables"; }

TEST(IntakeTables, ReadNothingButTheRepositoryAndDebiansLists) {
  if (std::getenv("LUOSHI_BIN") == nullptr) GTEST_SKIP() << "LUOSHI_BIN is not set; ctest sets it";
  std::ifstream manifest{made() / "manifest.tsv"};
  ASSERT_TRUE(manifest) << "the maker left no manifest";
  const std::string exported = std::filesystem::weakly_canonical(made() / "opencc").string() + "/";
  const std::string own = std::filesystem::weakly_canonical(test::repository() + "/data").string() + "/";
  std::size_t bulletins = 0;
  for (std::string row; std::getline(manifest, row);) {
    const std::string path = std::filesystem::weakly_canonical(row.substr(0, row.find('\t'))).string();
    const bool repository = path.starts_with(own + "intake/") || path.starts_with(own + "bulletins/");
    const bool debian = path.starts_with(exported) || path == "/usr/lib/python3/dist-packages/jieba/dict.txt" ||
                        path == "/usr/share/gocode/src/github.com/mozillazg/go-pinyin/pinyin_dict.go";
    EXPECT_TRUE(repository || debian) << path;
    bulletins += path.starts_with(own + "bulletins/") ? 1U : 0U;
    // Held out for the tests: papers whose number ends in 5.
    if (path.starts_with(own + "bulletins/")) {
      EXPECT_NE(std::filesystem::path{path}.filename().string()[2], '5') << path;
    }
  }
  EXPECT_GE(bulletins, 40U);
  EXPECT_LE(std::filesystem::file_size(made() / "tables.bin"), 8U << 20U);
}

TEST(IntakeTables, TheMakerOpensFilesInOnePlace) {
  std::size_t openings = 0;
  for (const auto& entry : std::filesystem::directory_iterator{test::repository() + "/data/intake/maker"}) {
    const std::string source = test::read_file(entry.path().string());
    for (const char* way : {"ifstream", "fopen", "mmap", "popen", "system("})
      for (std::size_t at = source.find(way); at != std::string::npos; at = source.find(way, at + 1)) ++openings;
  }
  EXPECT_EQ(openings, 1U) << "read_source alone opens files, so the manifest names them all";
}

TEST(IntakeTables, NoScoredTextIsAmongTheBulletins) {
  const std::string folder = test::corpus();
  if (folder.empty()) GTEST_SKIP() << "the shared folder is not beside the checkout";
  std::u32string read;
  for (const std::string& path : test::bulletins()) read += test::characters(test::read_file(path));
  read += test::characters(test::read_file(test::repository() + "/data/intake/phrases.txt"));
  constexpr std::size_t kStretch = 24;  // shorter ones are set phrases any paper has
  for (const auto& entry : std::filesystem::directory_iterator{folder + "/gold"}) {
    if (entry.path().extension() != ".txt") continue;
    const std::u32string gold = test::characters(test::read_file(entry.path().string()));
    for (std::size_t i = 0; i + kStretch <= gold.size(); i += kStretch)
      EXPECT_EQ(read.find(gold.substr(i, kStretch)), std::u32string::npos)
          << entry.path() << ": " << to_utf8(gold.substr(i, kStretch));
  }
}

}  // namespace
}  // namespace luoshi
