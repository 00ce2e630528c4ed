#include <array>

#include "intake/date_scanner.hpp"

namespace luoshi::intake {
namespace {

// Words that press without naming a day.
constexpr std::u32string_view kVagueWords =
    U"尽快 早日 尽早 及早 及时 按时 抓紧 立即 即刻 马上 立刻 适时 近期 限期 如期 按期 按时间节点 按照时间节点 "
    U"按时间节点要求 "
    U"按照时间节点要求 按节点 按照节点 按序时进度 按照序时进度 规定时间内 规定时限内 规定期限内 限定时间内 短期内 "
    U"短时间内 "
    U"第一时间 尽可能早 按计划 按时序 按时序进度 按时间要求 按规定时限 按规定时间 按照规定时限";
// Days that move with the place or the year.
constexpr std::u32string_view kSeasonWords =
    U"节前 节日前 两节前 春节前 元旦前 清明前 五一前 五一节前 端午前 端午节前 中秋前 中秋节前 国庆前 国庆节前 双节前 "
    U"汛期前 "
    U"主汛期前 汛前 汛期来临前 汛期到来前 汛期来临之前 采暖季前 采暖期前 供暖季前 供暖期前 供暖前 采暖前 取暖季前 "
    U"入冬前 冬季前 "
    U"入汛前 雨季前 雨季来临前 台风季前 开学前 秋收前 夏收前 麦收前 春耕前 封冻前 年前 冬季采暖期前 冬季供暖前 "
    U"采暖季来临前 本周内 本周五前 下周一前 周五前 周末前 本周前 下周前 两会前 "
    U"秋冬季 今冬明春 汛期结束前 汛后 汛期后";
constexpr std::u32string_view kRecentWords =
    U"近年来 近几年 近年 多年来 几年来 长期以来 一直以来 截至目前 截止目前 目前为止 到目前为止 近期以来 一段时间以来 "
    U"近段时间 "
    U"历年 今后 下一步 目前 此次 本次";
constexpr std::u32string_view kRecurringWords =
    U"每两月 每三个月 每三月 每半月 每双月 每两周 每两个月 每月 每年 每周 每季度 每季 每日 每天 每半年 每旬 逐月 按月 "
    U"按季度 按季 每个月 "
    U"每星期 每个星期 每个季度 每个工作日 每个旬";

}  // namespace

const std::array<YearWord, 19> kYearWords = {
    YearWord{U"今年度", 0},    YearWord{U"本年度", 0},  YearWord{U"今年", 0},  YearWord{U"本年", 0},
    YearWord{U"当年", 0},      YearWord{U"全年度", 0},  YearWord{U"全年", 0},  YearWord{U"新的一年", 0},
    YearWord{U"去年度", -1},   YearWord{U"上年度", -1}, YearWord{U"去年", -1}, YearWord{U"上年", -1},
    YearWord{U"过去一年", -1}, YearWord{U"上一年", -1}, YearWord{U"前年", -2}, YearWord{U"明年", 1},
    YearWord{U"次年", 1},      YearWord{U"来年", 1},    YearWord{U"后年", 2}};

const WordSet& time_words() {
  static const WordSet set = [] {
    WordSet words;
    words.add_all(kVagueWords, kVague);
    words.add_all(kSeasonWords, kSeason);
    words.add_all(kRecentWords, kRecent);
    words.add_all(kRecurringWords, kRecurringTime);
    for (std::size_t i = 0; i < kYearWords.size(); ++i) words.add(kYearWords[i].word, kYearBase + i);
    return words;
  }();
  return set;
}

bool may_start_time(char32_t c) {
  static const std::array<std::uint64_t, 1024> bits = [] {
    std::array<std::uint64_t, 1024> set{};
    const auto put = [&](char32_t each) { set[each >> 6U] |= std::uint64_t{1} << (each & 63U); };
    for (const char32_t each : std::u32string_view{
             U"0123456789０１２３４５６７８９〇一二两三四五六七八九十截自从第前上下年月本当今明昨后後大这“"})
      put(each);
    for (const auto& word : kYearWords) put(word.word[0]);
    for (const std::u32string_view list : {kVagueWords, kSeasonWords, kRecentWords, kRecurringWords})
      for (std::size_t i = 0; i < list.size(); ++i)
        if (i == 0 || list[i - 1] == U' ') put(list[i]);
    return set;
  }();
  return c < 0x10000 && (bits[c >> 6U] >> (c & 63U) & 1U) != 0;
}

}  // namespace luoshi::intake
