#include "intake/frame.hpp"

#include <algorithm>

#include "intake/actor.hpp"
#include "intake/characters.hpp"
#include "intake/segment.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

constexpr std::size_t kLongestFrame = 48;    // characters of a clause that is all frame
constexpr std::size_t kLongestOpening = 16;  // characters before the verb where what is said follows at once

// 按照市委要求 is a ground, 提出了要求 of others a report: no frames.
constexpr Literal kNotSpeakers{
    U"按照 根据 贯彻 落实 对照 符合 依据 遵照 按 满足 达到 对标 围绕 认真 要 必须 应 确保 凡 一经 不 未 没有 无 以 "
    U"严格 对 "
    U"针对 已 将 为"};
// Words between a speaker and his verb.
constexpr std::u32string_view kManner =
    U"作表态 作了 作交流 在讲话中 在发言中 在会上 在总结讲话中 在主持时 在听取 首先 最后 同时 还 并 饱含 深情 就 郑重 "
    U"再次 反复 特别 "
    U"进一步 明确 一致 着重 对 会上 现场 在 代表 随后 严肃 充分 也 又 向 当场 先后 分别";

std::optional<Voice> voice_of(const WordHit& hit) {
  if ((hit.tags & kSaysPledge) != 0) return Voice::Pledge;
  if ((hit.tags & kSaysDirective) != 0) return Voice::Directive;
  if ((hit.tags & kSaysReport) != 0) return Voice::Report;
  return std::nullopt;
}

Stretch speaker_in(std::u32string_view text, Stretch words) {
  static const WordSet manner = WordSet::of(kManner);
  while (!words.empty() && (is_closing(text[words.begin]) || is_space(text[words.begin]))) ++words.begin;
  for (std::size_t i = words.begin + 2; i < words.end; ++i) {
    const bool trailing = i + 1 == words.end && text[i] == U'作';  // …作表态发言, whose verb is 表态
    if (!trailing && !manner.longest(text.substr(0, words.end), i)) continue;
    words.end = i;
    break;
  }
  if (starts_at(text, words.begin, U"记者从")) words.begin = std::min(words.end, words.begin + 3);
  const auto said = of(text, words);
  if (starts_with_any<U"首先 最后 同时 还 并 在 就 会上 现场">(said) > 0) words.end = words.begin;
  return words;
}

// A frame that says so with a verb of speaking: 白明远强调，; 会议要求各县区….
std::optional<Frame> spoken_frame(const Document& document, Stretch clause) {
  const auto words = of(document.text, clause);
  for (const WordHit& hit : document.words.in(clause.begin, clause.end)) {
    if (hit.quoted || hit.end > clause.end) continue;
    const auto voice = voice_of(hit);
    if (!voice) continue;
    // 未按要求安装, 符合规定要求: no one speaks.
    if (hit.begin > clause.begin && contains(U"按照依合有无据的", document.text[hit.begin - 1])) continue;
    if (hit.end < clause.end && document.text.substr(hit.begin, hit.end - hit.begin) == U"建议") continue;
    const std::size_t before = hit.begin - clause.begin;
    // The longest verb that begins or ends here decides: 提出具体要求, not 要求.
    if (hit.end == clause.end) {
      if (words.size() > kLongestFrame) return std::nullopt;
      // 9月10日前形成排查报告: a paper to be made.
      const auto noun = document.text.substr(hit.begin, hit.end - hit.begin);
      if (contains_any<U"报告 总结 通报 汇报 介绍 讲话 部署">(noun) &&
          document.words.any(clause.begin, hit.begin, kMake | kConcrete | kYao | kMust))
        return std::nullopt;
      const Stretch speaker = speaker_in(document.text, {clause.begin, hit.begin});
      // What a town or a firm says of itself (石桥镇表示) is a pledge; what a leader says, a report.
      const bool spokesman = ends_with_any<U"负责人 负责同志 企业代表 公司代表">(of(document.text, speaker)) > 0;
      const bool own = words.ends_with(U"表示") &&
                       (spokesman || is_body(document, of(document.text, body_of_speaker(document, speaker)))) &&
                       !starts_with_any<U"会议 大会">(words);
      return Frame{own ? Voice::Pledge : *voice, clause.end, speaker};
    }
    const char32_t next = document.text[hit.end];
    if (before > kLongestOpening || next == U'了' || next == U'的' || next == U'和' || next == U'、' || next == U'会' ||
        next == U'书' || next == U'于')
      continue;
    if (*voice == Voice::Pledge && next == U'将')
      return Frame{*voice, hit.end, speaker_in(document.text, {clause.begin, hit.begin})};
    const auto times = document.times_in({clause.begin, hit.begin});
    if (std::any_of(times.begin(), times.end(),
                    [](const ReadTime& time) { return time.before || time.kind == TimeKind::Recurring; }))
      continue;  // 每月10日前通报进展: a duty
    if (clause.end - hit.end < 5 || *voice == Voice::Pledge) continue;
    const auto verb = document.text.substr(hit.begin, hit.end - hit.begin);
    // What a person or a meeting says: the verb stands first, or after a subject without a deed of its own.
    const bool subject =
        before == 0 || document.words.first(clause.begin, hit.begin, kConcrete | kDone | kImperative) == nullptr;
    if (!subject) continue;
    if (contains_any<U"报告 总结 分析 显示 介绍 汇报 讲话 发现 反映 播放 称 说 悉 部署 明确 通报">(verb) && before == 0)
      continue;
    if (contains_any<U"部署 汇报 介绍 总结 报告 讲话 播放 反映">(verb)) continue;
    return Frame{*voice, hit.end, speaker_in(document.text, {clause.begin, hit.begin})};
  }
  return std::nullopt;
}

}  // namespace

// 四个重点, 三点意见, 五件事: so many things are named next.
bool counts_what_follows(std::u32string_view words) {
  const std::size_t noun =
      ends_with_any<U"重点 意见 要求 工作 任务 关系 文章 关口 关键 件事 方面 环节 原则 事项 问题 短板">(words);
  if (noun == 0 || words.size() > kLongestFrame) return false;
  const auto before = words.substr(0, words.size() - noun);
  const auto count = before.substr(before.size() - std::min<std::size_t>(before.size(), 3));
  return std::any_of(count.begin(), count.end(), [](char32_t c) { return contains(U"二两三四五六七八九十几以下", c); });
}

std::optional<Frame> frame_of(const Document& document, Stretch clause) {
  const auto words = of(document.text, clause);
  if (contains_any<U"听取 按照 根据 依照 遵照">(words)) return std::nullopt;
  if (ends_with_any<U"以下事项 如下 如下事项 以下意见 以下问题 如下意见 如下决定">(words) > 0 &&
      words.size() <= kLongestFrame &&
      contains_any<U"议定 明确 决定 承诺 强调 要求 同意 通知 通报 安排 通告 公告 纪要">(words)) {
    const bool pledge = contains(words, U"承诺");
    const bool report = contains_any<U"情况通报 通报如下">(words);
    return Frame{pledge                              ? Voice::Pledge
                 : report                            ? Voice::Report
                 : contains_any<U"议定 决定">(words) ? Voice::Decision
                                                     : Voice::Directive,
                 clause.end,
                 {clause.begin, clause.begin}};
  }
  // 要突出四个重点：一是…; 提出三点意见：
  if (clause.end < document.text.size() && contains(U"：:", document.text[clause.end]) && counts_what_follows(words))
    return Frame{contains_any<U"问题 短板 差距">(words) ? Voice::Problem : Voice::Directive,
                 clause.end,
                 {clause.begin, clause.begin}};
  if (words.ends_with(U'的') && !contains(words, U'是')) return std::nullopt;  // 发现焚烧行为的
  if (starts_with_any<kNotSpeakers>(words) > 0 && !words.starts_with(U"要求")) return std::nullopt;
  if ((words.starts_with(U"会议") || words.starts_with(U"会上")) && contains_any<U"播放 观看">(words))
    return Frame{Voice::Report, clause.end, {clause.begin, clause.begin}};
  // 人员投入不足是工期滞后的主要原因 names the cause itself.
  if (document.words.any(clause.begin, clause.end, kCause) && words.size() <= kLongestFrame &&
      directive_of(document, clause) == nullptr &&
      !(words.ends_with(U"原因") && contains(words, U'是') && document.words.any(clause.begin, clause.end, kProblem)) &&
      (contains(words, U"之所以") ||
       ends_with_any<U"原因 主要原因 原因是 主要原因是 究其原因 主要做法是 得益于">(words) > 0))
    return Frame{Voice::Cause, clause.end, {clause.begin, clause.begin}};
  if (words.size() <= 12 && words.ends_with(U"希望"))
    return Frame{Voice::Directive, clause.end, speaker_in(document.text, {clause.begin, clause.end - 2})};
  if (words.size() <= 24 && ends_with_any<U"检查发现 督察发现 督查发现 暗访发现 排查发现 抽查发现 巡查发现 "
                                          U"存在以下问题 调查发现 主要表现在 主要表现为">(words) > 0)
    return Frame{Voice::Problem, clause.end, {clause.begin, clause.begin}};
  return spoken_frame(document, clause);
}

std::optional<Voice> voice_of_heading(std::u32string_view heading) {
  if (contains_any<U"问题 不足 短板 差距">(heading)) {
    if (contains_any<U"整改 解决 措施 要求 任务 补齐 加快 破解 聚焦 着力 强化 消除 化解">(heading))
      return Voice::Directive;
    return Voice::Problem;
  }
  if (contains_any<U"原因">(heading)) return Voice::Cause;
  if (contains_any<U"承诺">(heading)) return Voice::Pledge;
  if (contains_any<U"要求 任务 措施 安排 部署 目标 下一步 保障 议定 整改 打算 计划 意见 建议">(heading))
    return Voice::Directive;
  if (contains_any<U"情况 成效 进展 成绩 回顾 概况 完成">(heading)) return Voice::Report;
  return std::nullopt;
}

Stretch body_of_speaker(const Document& document, Stretch speaker) {
  const auto words = of(document.text, speaker);
  const std::size_t person = ends_with_any<
      U"负责人 主要负责人 有关负责人 相关负责人 主要负责同志 负责同志 主要领导 分管领导 代表 主要负责人代表 党委书记 "
      U"负责人代表 有关负责同志 相关负责同志 发言人 主要负责人 县长 市长 区长 镇长 乡长 旗长 局长 主任 书记 董事长 "
      U"总经理 厂长 "
      U"副县长 副市长 副区长 副镇长 副局长 副主任 副书记">(words);
  if (person > 0 && person < words.size()) return {speaker.begin, speaker.end - person};
  return speaker;
}

}  // namespace luoshi::intake
