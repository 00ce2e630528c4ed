// Repair on the documents the project began with, where they are at hand (LUOSHI_SHARED).

#include <iostream>

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "intake/repair.hpp"
#include "support/corpus.hpp"

namespace luoshi {
namespace {

TEST(RepairCorpus, ReadsTheFiveSeedsExactly) {
  const std::string folder = test::corpus();
  if (folder.empty()) GTEST_SKIP() << "the shared folder with the five documents is not beside the checkout";
  for (const char* name : {"000_e12164748ec068e7", "001_9a726ed6efeaa8a0", "002_19184c4948faae96", "003_d93929fd7f9786e3", "004_d1457b599b4fbb45"}) {
    test::ErrorRate rate;
    std::u32string gold = test::characters(test::read_file(folder + "/gold/" + std::string{name, 3} + ".txt"));
    while (!gold.empty() && gold.back() == U'\n') gold.pop_back();
    rate.add(intake::repair(test::read_file(folder + "/seeds/" + name + ".txt")).text, gold);
    EXPECT_LE(rate.rate(), 0.001) << name;
    EXPECT_EQ(rate.exact, 1U) << name;
  }
}

TEST(RepairCorpus, UndoesTheDamagePairs) {
  const std::string folder = test::corpus();
  if (folder.empty()) GTEST_SKIP() << "the shared folder with the damage pairs is not beside the checkout";
  std::ifstream pairs{folder + "/damage/pairs.tsv"};
  std::string row;
  std::getline(pairs, row);
  std::vector<std::pair<std::string, test::ErrorRate>> classes;
  test::ErrorRate straddles;
  while (std::getline(pairs, row)) {
    const std::size_t one = row.find('\t');
    const std::size_t two = row.find('\t', one + 1);
    const std::string kind = row.substr(0, one);
    const std::string damaged = row.substr(one + 1, two - one - 1);
    intake::RepairOptions options;
    options.extent = intake::RepairOptions::Extent::Line;
    const std::u32string got = intake::repair(damaged, options).text;
    const std::u32string meant = test::characters(row.substr(two + 1));
    auto found = std::find_if(classes.begin(), classes.end(), [&](const auto& entry) { return entry.first == kind; });
    if (found == classes.end()) found = classes.insert(classes.end(), {kind, {}});
    found->second.add(got, meant);
    if (kind != "D8" && damaged.find('?') != std::string::npos) straddles.add(got, meant);
  }
  for (const auto& [kind, rate] : classes) {
    std::cout << kind << " error rate " << rate.rate() << ", exact " << rate.exact << " of " << rate.texts << "\n";
    if (kind != "D8") {
      EXPECT_LE(rate.rate(), 0.002) << kind;
    }
  }
  std::cout << "lines with a cut character: exact " << straddles.exact << " of " << straddles.texts << "\n";
  EXPECT_GE(straddles.exact * 10, straddles.texts * 9);
}

TEST(RepairCorpus, ChangesNothingInCleanText) {
  const std::string folder = test::corpus();
  if (folder.empty()) GTEST_SKIP() << "the shared folder is not beside the checkout";
  for (const char* name : {"000", "001", "002", "003", "004", "d01", "d02", "d03", "d04", "d05", "d06"}) {
    const std::string clean = test::read_file(folder + "/gold/" + name + ".txt");
    EXPECT_EQ(to_utf8(intake::repair(clean).text), clean) << name;
  }
  const Json cases = parse_json(test::read_file(folder + "/peers/ftfy/negative.json"));
  for (const Json& entry : cases.as_array()) {
    const std::string& original = entry.at("original").as_string();
    EXPECT_EQ(to_utf8(intake::repair(original, {intake::RepairOptions::Extent::Line}).text), original);
  }
}

TEST(RepairCorpus, LeavesTheProjectsOwnBulletinsAlone) {
  std::size_t read = 0;
  for (const std::string& path : test::bulletins()) {
    const std::string clean = test::read_file(path);
    EXPECT_EQ(to_utf8(intake::repair(clean).text), clean) << path;
    ++read;
  }
  EXPECT_GE(read, 40U);
}

}  // namespace
}  // namespace luoshi
