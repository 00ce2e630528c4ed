#include <gtest/gtest.h>

#include <string>

#include "base/random.hpp"
#include "intake/intake.hpp"

namespace luoshi::intake {
namespace {

// Pieces of papers that do not exist; any order and any cut of them is a paper somebody might upload.
constexpr std::u32string_view kPieces[] = {
    U"青汀县召开水环境治理推进会\n", U"2031年9月3日，县长程述安主持召开水环境治理推进会。", U"会议指出，截至8月底，全县累计清淤河道46公里，",
    U"新建污水管网超12公里；", U"石桥镇管网破损问题依然突出。", U"会议强调，县水务局要在10月底前完成清淤，", U"一是抓进度。", U"二要“一河一策”，重新开展治理；",
    U"（一）由县财政局牵头，各镇配合，", U"1.2031年12月底前完成", U"指标|上年完成|今年目标|责任单位\n", U"年均浓度（微克/立方米）|36|≤33|县生态环境局\n",
    U"（责任单位：县住建局；完成时限：11月底前）。", U"恳请县政府协调用地指标。", U"对未完成的，", U"予以通报批评。", U"近万家企业，", U"已办?87件，", U"百分之",
    U"“《（", U"》”）", U"每月25日前", U"第", U"分别于6月底和9月底前", U"。\n", U"，", U"要", U"截至", U"“十四五”末", U"2月30日", U"由", U"对", U"的", U"3.8月底前"};

TEST(Reading, WhateverThePiecesEveryPlaceLiesInThePaper) {
  const std::uint64_t seed = 20310903;
  Random random{seed};
  for (int trial = 0; trial < 3000; ++trial) {
    RepairedText paper;
    const auto count = 1 + random.below(24);
    for (std::uint64_t i = 0; i < count; ++i) paper.text += kPieces[random.below(std::size(kPieces))];
    paper.text.erase(0, random.below(3));
    for (std::uint32_t i = 0; i < paper.text.size(); ++i) paper.sources.push_back({i, i + 1});
    const std::u32string text = paper.text;
    const Reading reading = read_repaired("x.txt", std::move(paper));
    std::uint32_t last = 0;
    for (const ReadStatement& statement : reading.statements) {
      ASSERT_LE(last, statement.span.begin) << "seed " << seed << " trial " << trial << " " << to_utf8(text);
      ASSERT_LT(statement.span.begin, statement.span.end);
      ASSERT_LE(statement.span.end, text.size());
      last = statement.span.end;
      ASSERT_EQ(statement.quote, to_utf8(text.substr(statement.span.begin, statement.span.end - statement.span.begin)));
      ASSERT_FALSE(statement.source_spans.empty());
      for (const ReadFigure& read : statement.figures) {
        ASSERT_GE(read.span.begin, statement.span.begin) << to_utf8(text);
        ASSERT_LE(read.span.end, statement.span.end) << to_utf8(text);
        ASSERT_LT(read.span.begin, read.span.end);
      }
      for (std::size_t i = 0; i < statement.questions.size(); ++i) {
        ASSERT_EQ(statement.questions[i].text.find('\n'), std::string::npos);
        for (std::size_t k = 0; k < i; ++k) ASSERT_NE(statement.questions[i].label, statement.questions[k].label);
      }
    }
  }
}

}  // namespace
}  // namespace luoshi::intake
