// Repair on the documents the project began with, where they are at hand (LUOSHI_SHARED).

#include <algorithm>
#include <filesystem>
#include <fstream>
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

std::vector<std::u32string> lines_of(const std::u32string& text) {
  std::vector<std::u32string> lines(1);
  for (const char32_t c : text + U'\n') {
    if (c != U'\n') {
      lines.back() += c;
    } else if (!lines.back().empty()) {
      lines.emplace_back();
    }
  }
  lines.pop_back();
  return lines;
}

// Lines that say the same, lost characters allowed for.
std::size_t shared_lines(const std::vector<std::u32string>& got, const std::vector<std::u32string>& meant) {
  std::size_t shared = 0;
  for (const std::u32string& line : got)
    shared += std::any_of(meant.begin(), meant.end(), [&](const std::u32string& other) {
      return test::edit_distance(test::compared(line), test::compared(other)) * 5 <= other.size();
    }) ? 1U : 0U;
  return shared;
}

TEST(RepairCorpus, TellsThePaperFromItsFrame) {
  const std::string folder = test::corpus();
  if (folder.empty()) GTEST_SKIP() << "the shared folder is not beside the checkout";
  std::vector<std::string> inputs;
  for (const auto& entry : std::filesystem::directory_iterator{folder + "/seeds"}) inputs.push_back(entry.path().string());
  for (const auto& entry : std::filesystem::directory_iterator{folder + "/bulletins"})
    if (entry.path().extension() == ".txt") inputs.push_back(entry.path().string());
  for (const auto& entry : std::filesystem::directory_iterator{folder + "/bulletins/encoded"}) inputs.push_back(entry.path().string());
  std::size_t kept = 0, meant = 0, right = 0, found = 0, same = 0;
  test::ErrorRate rate;
  for (const std::string& path : inputs) {
    const std::string name = std::filesystem::path{path}.filename().string().substr(0, 3);
    std::u32string gold = test::characters(test::read_file(folder + "/gold/" + name + ".txt"));
    const std::u32string text = intake::repair(test::read_file(path)).text;
    const auto got_lines = lines_of(text), gold_lines = lines_of(gold);
    kept += got_lines.size();
    meant += gold_lines.size();
    right += shared_lines(got_lines, gold_lines);
    found += shared_lines(gold_lines, got_lines);
    rate.add(text, gold);
    same += test::compared(text) == test::compared(gold) ? 1U : 0U;
  }
  const double precision = static_cast<double>(right) / static_cast<double>(kept);
  const double recall = static_cast<double>(found) / static_cast<double>(meant);
  std::cout << inputs.size() << " papers: line F1 " << 2 * precision * recall / (precision + recall) << ", error rate " << rate.rate() << ", exact " << same << "\n";
  EXPECT_GE(same, inputs.size() - 2) << "all but the two that lost bytes (d07, and d02 as UTF-8 read as GBK)";
  EXPECT_GE(2 * precision * recall / (precision + recall), 0.98);
  EXPECT_LE(rate.rate(), 0.002);
}

TEST(RepairCorpus, FlagsEveryFigureBesideLostBytes) {
  const std::string folder = test::corpus();
  if (folder.empty()) GTEST_SKIP() << "the shared folder is not beside the checkout";
  std::ifstream pairs{folder + "/damage/pairs.tsv"};
  std::size_t gaps = 0;
  for (std::string row; std::getline(pairs, row);) {
    if (!row.starts_with("D8\t")) continue;
    const std::u32string damaged = test::characters(row.substr(3, row.find('\t', 3) - 3));
    const RepairedText repaired = intake::repair(to_utf8(damaged), {intake::RepairOptions::Extent::Line});
    const auto digit = [](char32_t c) { return c >= U'0' && c <= U'9'; };
    for (std::size_t i = 1; i + 1 < damaged.size(); ++i) {
      if (damaged[i] != U'?' || (!digit(damaged[i - 1]) && !digit(damaged[i + 1]))) continue;
      ++gaps;
      const auto byte = static_cast<std::uint32_t>(to_utf8(damaged.substr(0, i)).size());
      EXPECT_TRUE(std::any_of(repaired.lost.begin(), repaired.lost.end(), [&](const LostPlace& lost) {
        return lost.source.begin == byte && lost.beside_figure;
      })) << to_utf8(damaged);
    }
  }
  std::cout << gaps << " gaps beside digits, all flagged and none filled\n";
  EXPECT_GE(gaps, 10U);
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
