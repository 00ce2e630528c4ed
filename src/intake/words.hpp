#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/reading.hpp"

namespace luoshi::intake {

/// What a word of the room's lists is a sign of; a word may be several. The lists stand in words.cpp.
enum WordTag : std::uint64_t {
  kCover = 1ULL << 0,          ///< holds a sign by accident (主要 holds 要): hides it
  kYao = 1ULL << 1,            ///< 要
  kMust = 1ULL << 2,           ///< 必须, 严禁, 不得: binds wherever it stands
  kMustFirst = 1ULL << 3,      ///< 确保, 坚决: binds at the head of a clause or after its subject
  kShould = 1ULL << 4,         ///< 应当, 需于
  kSaysDirective = 1ULL << 5,  ///< 强调, 要求: what follows is told to someone
  kSaysReport = 1ULL << 6,     ///< 指出, 通报: what follows is told about something
  kSaysPledge = 1ULL << 7,     ///< 表态, 承诺
  kPraise = 1ULL << 8,
  kRequest = 1ULL << 9,
  kProblem = 1ULL << 10,      ///< 存在, 薄弱, 超标: says that something is wrong
  kTrouble = 1ULL << 31,      ///< 问题, 隐患, 事故: names a wrong; a problem unless something was done about it
  kJudgement = 1ULL << 11,    ///< 势在必行, 形势严峻: a judgement of the situation
  kDone = 1ULL << 12,         ///< 已, 累计, 建成: something was done
  kAchieved = 1ULL << 13,     ///< 取得成效: a result without a figure
  kAgenda = 1ULL << 14,       ///< 召开, 听取汇报, 出席: what a meeting did, without content
  kDecided = 1ULL << 15,      ///< 审议通过, 原则同意
  kImperative = 1ULL << 16,   ///< a verb of doing, told to someone when it opens a clause
  kAdverb = 1ULL << 17,       ///< 进一步, 切实: may stand before a verb
  kDeliverable = 1ULL << 18,  ///< 方案, 清单, 协会
  kWill = 1ULL << 19,         ///< 将于, 力争, 计划: a body binds itself
  kConcrete = 1ULL << 20,     ///< a verb whose effect can be shown or counted: 关闭, 新建, 印发
  kVagueAmount = 1ULL << 21,  ///< 一批, 大幅
  kVagueScope = 1ULL << 22,   ///< 相关, 重点
  kCollective = 1ULL << 23,   ///< 各级各部门
  kCause = 1ULL << 24,        ///< 之所以, 原因: what follows are causes
  kTurn = 1ULL << 25,         ///< 但, 不过, 同时
  kStanding = 1ULL << 26,     ///< 严格, 坚持, 加强: an attitude or a standing duty
  kSet = 1ULL << 27,          ///< things of which several exist and could be named: 企业, 河涌, 地块
  kMake = 1ULL << 28,         ///< 制定, 编制, 出台: makes a deliverable
  kHistory = 1ULL << 29,      ///< 改革开放之初
  kRate = 1ULL << 30,         ///< 增长, 下降, 率, 占: a ratio or a change
  kThemeBit = 1ULL << 32      ///< theme t: kThemeBit << t, for ten themes
};
/// A weak sign of its theme: it stands in slogans and in passing.
inline constexpr std::uint64_t kWeakTheme = 1ULL << 43;

/// One word of the lists found in a text.
struct WordHit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint64_t tags = 0;
  bool quoted = false;  ///< stands inside quotation marks, brackets or a title
};

/// Every word of the lists in a text, by place; signs hidden by a covering word are left out.
class Words {
 public:
  explicit Words(std::u32string_view text);

  /// The hits that begin in [begin, end).
  [[nodiscard]] std::span<const WordHit> in(std::size_t begin, std::size_t end) const;
  /// The first hit with one of the tags that lies wholly in [begin, end), quoted ones left out; null when there is none.
  [[nodiscard]] const WordHit* first(std::size_t begin, std::size_t end, std::uint64_t tags) const;
  [[nodiscard]] bool any(std::size_t begin, std::size_t end, std::uint64_t tags) const {
    return first(begin, end, tags) != nullptr;
  }
  /// The longest hit with one of the tags that begins exactly at `at`; null when there is none.
  [[nodiscard]] const WordHit* starting(std::size_t at, std::uint64_t tags) const;
  /// Quotation depth: true inside “”, 《》, （）, their marks included.
  [[nodiscard]] bool quoted(std::size_t at) const { return at < quoted_.size() && quoted_[at]; }

 private:
  std::vector<WordHit> hits_;
  std::vector<std::uint32_t> index_;  // the first hit at or after each place
  std::vector<bool> quoted_;
};

}  // namespace luoshi::intake
