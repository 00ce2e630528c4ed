#include "intake/segment.hpp"

#include <algorithm>

#include "intake/actor.hpp"
#include "intake/characters.hpp"
#include "intake/figure.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

// A clause that starts so says on what ground, about what or when; the deed follows.
constexpr Literal kTopicStarts{
    U"按照 根据 依据 遵照 随着 面对 针对 对于 关于 凡 如 若 如果 对 在 以 为 作为 由于 结合 鉴于 经 经过 围绕着 自 从 "
    U"截至 截止 凡是 除 参照 比照 借助 通过 因 当 本着 依托 "
    U"下一步 下阶段 今后 接下来 目前 当前 同时 此外 另外 与此同时 总体上 其中 一直以来 进入"};
constexpr Literal kTopicEnds{
    U"以来 来 的同时 同时 基础上 过程中 期间 方面 前提 后 时 的时候 中 上 下 今天 年 月 底 日 前 阶段 之际 之后 之前 "
    U"里 内 一年 以后 要求 精神 原则 规定 目标 部署 安排 计划 需要 为主线 为抓手 为目标 为导向 为契机 为重点 为核心 "
    U"为前提 为统领 为引领 为指导 部分"};
// A clause that names who leads or helps belongs to the deed beside it.
constexpr Literal kDutyVerbs{U"牵头 牵头负责 负责 配合 协助 参与 具体负责 组织实施 分别负责 落实 为责任单位 牵头落实"};

// 每月28日前: a day, though one that comes again.
bool bounds_each_time(const Document& document, const ReadTime& time) {
  return time.kind == TimeKind::Recurring && document.text[time.end - 1] == U'前';
}

bool has_own_date(const Document& document, Stretch clause) {
  for (const ReadTime& time : document.times_in(clause))
    if (time.end < document.text.size() && document.text[time.end] == U'的')
      continue;  // 主汛期前的窗口期
    else if ((time.resolved() &&
              (time.before || time.kind == TimeKind::YearEnd || time.kind == TimeKind::OneDay ||
               time.kind == TimeKind::Month || time.kind == TimeKind::Quarter || time.kind == TimeKind::Half)) ||
             time.kind == TimeKind::Relative || bounds_each_time(document, time) ||
             (time.kind == TimeKind::Season && time.end > time.begin && document.text[time.end - 1] == U'前'))
      return true;
  return false;
}

bool recurs(const Document& document, Stretch clause) {
  const auto times = document.times_in(clause);
  return std::any_of(times.begin(), times.end(), [](const ReadTime& time) { return time.kind == TimeKind::Recurring; });
}

bool names_duty(std::u32string_view words) {
  return words.starts_with(U'由')
             ? contains_any<kDutyVerbs>(words)
             : words.size() <= 24 && ends_with_any<U"配合 协助 参与 牵头 负责 牵头负责">(words) > 0 &&
                   !contains(words, U'要');
}

// What the clauses of one sentence hold, computed once.
struct Facts {
  Stretch clause;
  const WordHit* sign = nullptr;
  std::size_t figures = 0;
  std::vector<ReadFigure> read{};
  bool adverbial = false;
  bool opens = false;
  bool duty = false;
  bool perceives = false;  // 要看到, 要认识到: what follows is a finding
};

// True when what stands before a directive word can be its subject (各区 要, 市住建局 要) or its topic (对…的河涌 要),
// not a deed of its own (推动各区 要).
bool can_be_subject(const Document& document, Stretch before) {
  if (before.empty()) return true;
  if (before.size() > 40) return false;
  const auto words = of(document.text, before);
  if (starts_with_any<U"形成 使 让 推动 促使 既 有 还有 仍有 没有 是 确保 做到 实现 认识到 看到 意识到 坚持 提出 明白">(
          words) > 0)
    return false;
  return !contains_any<U"认识到 看到 意识到 谁都 明确了 提出了 也就是">(words);
}

bool opens(const Document& document, Stretch clause, const WordHit* sign) {
  if (sign == nullptr) return false;
  const std::size_t head = head_of(document, {clause.begin, sign->begin});
  const bool own_subject =
      head < sign->begin && ends_with_any<U"前 后 时 期间 之内">(document.text.substr(head, sign->begin - head)) == 0;
  const bool turn = starts_with_any<U"希望">(of(document.text, clause)) > 0;
  if (turn) return true;
  if (!can_be_subject(document, {head, sign->begin})) return false;
  if ((sign->tags & (kYao | kShould)) != 0) return true;
  const auto word = document.text.substr(sign->begin, sign->end - sign->begin);
  if (word == U"必须" || word == U"务必" || word == U"须" || word == U"应当" || word == U"务须") return true;
  if (word == U"一律" || word.starts_with(U"一经")) return false;  // 对…的一律…: what else the same duty says
  if ((sign->tags & kMust) != 0) return own_subject || contains_any<U"绝不能 决不能">(word);
  return false;
}

Facts facts_of(const Document& document, Stretch clause) {
  Facts facts{.clause = clause};
  facts.sign = directive_of(document, clause);
  const auto times = document.times_in(clause);
  const auto words = of(document.text, clause);
  if (std::any_of(words.begin(), words.end(), starts_number))
    facts.read = read_figures({document.text, clause.begin, clause.end, times, document.paper});
  facts.figures = facts.read.size();
  if (facts.figures == 0 && (names_standard(of(document.text, clause)) || names_zero(of(document.text, clause))))
    facts.figures = 1;
  facts.adverbial = facts.sign == nullptr && is_adverbial(document, clause);
  facts.opens = opens(document, clause, facts.sign);
  if (facts.sign != nullptr)
    facts.perceives = starts_with_any<U"看到 清醒看到 认识到 清醒认识到 清醒地认识到 清醒地看到 正视">(
                          document.text.substr(facts.sign->end)) > 0;
  facts.duty = names_duty(of(document.text, clause));
  return facts;
}

class Grouper {
 public:
  Grouper(const Document& document, const std::vector<Stretch>& clauses, bool governed)
      : document_{document}, governed_{governed} {
    facts_.reserve(clauses.size());
    for (const Stretch& clause : clauses) facts_.push_back(facts_of(document, clause));
  }
  std::vector<Segment> group();

 private:
  [[nodiscard]] bool breaks_before(std::size_t i) const;
  [[nodiscard]] bool has_any(std::size_t from, std::size_t to, std::uint64_t tags) const {
    return document_.words.any(facts_[from].clause.begin, facts_[to - 1].clause.end, tags);
  }
  // 会议原则通过《方案》，… has decided something; a bare 会议决定， has yet to say what.
  [[nodiscard]] bool decided_already(std::size_t to) const {
    return has_any(from_, to, kDecided) && (to - from_ > 1 || facts_[from_].clause.size() > 8);
  }
  [[nodiscard]] bool signed_already(std::size_t to) const {
    return std::any_of(facts_.begin() + static_cast<std::ptrdiff_t>(from_),
                       facts_.begin() + static_cast<std::ptrdiff_t>(to),
                       [](const Facts& facts) { return facts.sign != nullptr; });
  }
  void close(std::size_t to);

  const Document& document_;
  std::vector<Facts> facts_;
  bool governed_;         // an order stands earlier in the sentence, or the sentence stands among orders
  std::size_t from_ = 0;  // the first clause of the segment being built
  std::vector<Segment> segments_;
};

bool Grouper::breaks_before(std::size_t i) const {
  const Facts& next = facts_[i];
  if (next.duty) return false;
  if (next.opens) return true;
  const auto words = of(document_.text, next.clause);
  const Stretch clause = next.clause;
  bool directive = governed_ && !facts_[from_].perceives;
  std::size_t figures = 0;
  bool dated = false;
  for (std::size_t k = from_; k < i; ++k) {
    directive |= facts_[k].sign != nullptr && !facts_[k].perceives;
    if (!facts_[k].adverbial) figures += facts_[k].figures;
    dated |= has_own_date(document_, facts_[k].clause) || recurs(document_, facts_[k].clause);
  }
  // 10月20日前完成批复，江北区政府负责386户居民的搬迁安置: another body's share.
  if (signed_already(i) && next.sign == nullptr && next.figures > 0 && (dated || figures > 0)) {
    const std::size_t body = body_at(document_, clause.begin, clause.end);
    if (body > 0 && starts_at(document_.text, clause.begin + body, U"负责")) return true;
  }
  const std::size_t own = clause.begin + starts_with_any<U"并 同时 也 还">(words);
  if (document_.words.starting(own, kRequest) != nullptr ||
      (own > clause.begin && starts_at(document_.text, own, U"希望")))
    return true;
  // 整改率均在95%以上，工作值得肯定: one praise with its reason.
  if (has_any(i, i + 1, kPraise) && !has_any(from_, i, kPraise | kProblem | kDecided) && !directive &&
      !contains(words, U"批评"))
    return false;
  // The toll of an accident stays with it.
  if (next.figures > 0 && words.starts_with(U"截至")) return true;  // what was owed, then how far it is
  if (starts_with_any<U"造成 致 导致 直接经济损失 经济损失">(words) > 0 && !directive) return false;
  const bool turn = starts_with_any<U"但 但是 不过 然而 却">(words) > 0;
  if (words.starts_with(U"用于")) return false;  // what the sum is for
  if (words.starts_with(U"明确") && has_any(from_, i, kDecided)) return true;
  if (next.figures > 0 && !next.adverbial && decided_already(i) && !document_.words.quoted(clause.begin)) return true;
  if (contains_any<U"表扬 表彰">(words) && has_any(from_, i, kDecided) && !has_any(from_, i, kPraise)) return true;
  if (contains(words, U"批评") && has_any(from_, i, kPraise)) return true;
  if (turn && (has_any(i, i + 1, kProblem | kTrouble | kJudgement) || has_any(from_, i, kPraise))) return true;
  if (figures > 0 && next.figures > 0) return true;
  // …达标率保持在95%以上，逾期未整改的工地一律停工: another subject, told for itself.
  if (figures > 0 && next.sign != nullptr && !signed_already(i) &&
      head_of(document_, {clause.begin, next.sign->begin}) < next.sign->begin)
    return true;
  if (directive && dated && has_own_date(document_, clause) && !next.adverbial) return true;
  if (directive) return false;
  if (figures > 0) return true;  // a figure of a result takes in nothing after its comma
  bool finding = false;
  for (std::size_t k = from_; k < i; ++k)
    finding |=
        !facts_[k].adverbial && document_.words.any(facts_[k].clause.begin, facts_[k].clause.end, kProblem | kPraise);
  return next.figures > 0 && finding && !has_any(from_, i, kWill);
}

void Grouper::close(std::size_t to) {
  Segment segment;
  segment.words = {facts_[from_].clause.begin, facts_[to - 1].clause.end};
  for (std::size_t k = from_; k < to; ++k) {
    governed_ |= facts_[k].sign != nullptr && !facts_[k].perceives;
    for (ReadFigure& read : facts_[k].read) segment.figures.push_back(std::move(read));
    segment.clauses.push_back(facts_[k].clause);
    if (segment.sign == nullptr) segment.sign = facts_[k].sign;
  }
  segment.times = document_.times_in(segment.words);
  // 建设工期：24个月: what stands before a colon says what the figure after it is.
  for (std::size_t k = from_; k + 1 < to; ++k)
    if (contains(U"：:", document_.text[facts_[k].clause.end])) {
      segment.figures =
          read_figures({document_.text, segment.words.begin, segment.words.end, segment.times, document_.paper});
      break;
    }
  segments_.push_back(std::move(segment));
  from_ = to;
}

std::vector<Segment> Grouper::group() {
  for (std::size_t i = 1; i < facts_.size(); ++i) {
    if (!breaks_before(i)) continue;
    // Topic clauses in front of what opens belong to it.
    std::size_t at = i;
    while (at > from_ && facts_[at - 1].adverbial) --at;
    if (at > from_) close(at);
  }
  if (!facts_.empty()) close(facts_.size());
  return std::move(segments_);
}

}  // namespace

std::span<const ReadTime> Document::times_in(Stretch stretch) const {
  const std::size_t end = std::min(stretch.end, time_index.size() - 1);  // a place past the text holds nothing
  if (stretch.begin >= end) return {};
  return std::span<const ReadTime>{times}.subspan(time_index[stretch.begin],
                                                  time_index[end] - time_index[stretch.begin]);
}

void Document::index_times() {
  time_index.resize(text.size() + 1);
  std::size_t at = 0;
  for (std::size_t t = 0; t < times.size(); ++t)
    while (at <= times[t].begin) time_index[at++] = static_cast<std::uint32_t>(t);
  while (at < time_index.size()) time_index[at++] = static_cast<std::uint32_t>(times.size());
}

bool names_standard(std::u32string_view words) {
  return contains_any<U"类标准 类水标准 类水质 类水体标准 一级A 一级Ａ Ⅲ类 Ⅳ类 Ⅴ类 Ⅱ类 二级标准 排放标准 国家标准">(
             words) &&
         contains_any<U"达到 达 执行 优于 稳定 提升至 提高到 改善至">(words);
}

bool names_zero(std::u32string_view words) {
  return contains_any<
      U"未发生 零伤亡 零火点 零事故 零死亡 零新增 零投诉 零排放 零直排 动态清零 全部清零 全面清零 全域清零">(words);
}

const WordHit* directive_of(const Document& document, Stretch clause) {
  const auto& text = document.text;
  for (const WordHit& hit : document.words.in(clause.begin, clause.end)) {
    if (hit.quoted || hit.end > clause.end || (hit.tags & (kYao | kMust | kMustFirst | kShould)) == 0) continue;
    const auto before = text.substr(clause.begin, hit.begin - clause.begin);
    if ((hit.tags & kYao) != 0) {
      if (hit.end >= clause.end || is_comma(text[hit.end])) continue;
      // 还有很多“硬骨头”要啃: a thing to be done, no order. 不要 is one only at the head.
      if (contains_any<U"还有 仍有 有很多 没有">(before) || before.ends_with(U'只') || before.ends_with(U'若'))
        continue;
      if (before.ends_with(U'不') && before.size() > 6) continue;
      // 是首先要解决的根本问题: a relative clause.
      const std::size_t own = clause.begin + enumerator(text, clause.begin, clause.end);
      const std::size_t found = text.substr(own, hit.begin - std::min<std::size_t>(own, hit.begin)).rfind(U'是');
      const std::size_t is = own + found;
      if (found != std::u32string_view::npos && is + 1 < hit.begin &&
          contains(text.substr(hit.end, clause.end - hit.end), U'的'))
        continue;
    } else if ((hit.tags & kMustFirst) != 0) {
      const std::size_t head = head_of(document, {clause.begin, hit.begin});
      const auto subject = text.substr(head, hit.begin - head);
      const bool ok = subject.empty() ||
                      ends_with_any<U"局 委 办 府 部门 单位 镇 街 区 县 市 企业 公司 镇街 街道 县区 上下 的 土地 项目">(
                          subject) > 0;
      if (!ok) continue;
    } else if (before.ends_with(U'是') || before.ends_with(U"这是") ||
               (before.ends_with(U"了") && hit.end - hit.begin == 2)) {
      continue;  // 是必须…的硬责任
    } else if (text.substr(hit.begin, 2) == U"责令" &&
               (before.ends_with(U'已') || before.ends_with(U'被') ||
                std::any_of(text.begin() + static_cast<std::ptrdiff_t>(hit.end),
                            text.begin() + static_cast<std::ptrdiff_t>(clause.end), is_digit))) {
      continue;  // 责令整改企业164家: done, not told
    }
    return &hit;
  }
  return nullptr;
}

bool is_adverbial(const Document& document, Stretch clause) {
  const auto words = of(document.text, clause);
  const auto times = document.times_in(clause);
  if (!times.empty() && times.front().begin == clause.begin && times.front().end >= clause.end) return true;
  if (ends_with_any<U"方面">(words) > 0 && words.size() <= 16) return true;
  // 事件结束后一个月内, 验收合格后10个工作日内
  if (!times.empty() && times.back().end >= clause.end && times.back().kind == TimeKind::Relative && words.size() <= 18 &&
      contains(words, U'后'))
    return true;
  if (ends_with_any<U"以来 年来 的今天 的同时 的基础上 基础上 为前提 过程中 期间 之际 的情况下">(words) > 0)
    return true;
  if (words.size() <= 20 && ends_with_any<U"中 其中">(words) > 0 &&
      (contains_any<U"的 其中 个 家">(words) || std::any_of(words.begin(), words.end(), is_digit)))
    return true;
  if (ends_with_any<U"责任人 责任主体 牵头单位">(words) > 0 && words.size() <= 24 && contains_any<U"为 是">(words))
    return true;
  if (starts_with_any<U"当前 目前">(words) > 0 && std::any_of(words.begin(), words.end(), is_digit)) return false;
  if (words.size() <= 18 && ends_with_any<U"发布后 发生后 启动后 批准后 验收后 接报后 通报后 预警时 响应后">(words) > 0)
    return true;
  if (starts_with_any<U"今后凡 以后凡 今后对">(words) > 0) return true;
  if (starts_with_any<U"如 若 凡 一旦">(words) > 0 && starts_with_any<U"如期 如实 如何 如数">(words) == 0) return true;
  if (words.ends_with(U'的') && words.size() >= 5 && !contains(words, U'是')) return true;  // 未完成的，…
  if (words.front() == U'对' && !document.words.any(clause.begin, clause.end, kPraise) &&
      !contains_any<U"坚决 依法 一律 严肃 予以 进行 给予 开展 制定">(words))
    return true;
  // 为改善全县空气质量, 受用地等要素制约: to what end, for what cause. 为43微克 is a measure.
  if (words.front() == U'为' && words.size() > 4 && std::none_of(words.begin(), words.end(), is_digit)) return true;
  if (words.front() == U'受' && ends_with_any<U"影响 制约 限制 约束 拖累">(words) > 0) return true;
  if (starts_with_any<kTopicStarts>(words) == 0) return false;
  if (ends_with_any<kTopicEnds>(words) > 0 && !words.ends_with(U"公里")) return true;
  return starts_with_any<
             U"按照 根据 依据 随着 面对 针对 鉴于 由于 借助 本着 如 若 凡 依托 结合 为了 下一步 接下来 对于 当前 对">(
             words) > 0 &&
         !document.words.any(clause.begin, clause.end, kConcrete);
}

// 都宁镇, 应急分局: what looks like an adverb begins a name.
bool opens_a_name(const Document& document, std::size_t at, std::size_t past) {
  if (starts_at(document.text, at, U"应急"))
    return starts_with_any<U"管理 局 办 分局 指挥 中心 救援 委">(document.text.substr(past)) > 0;
  if (past != at + 1) return false;
  return std::any_of(document.places.begin(), document.places.end(), [&](std::u32string_view place) {
    return place.size() > 2 && starts_at(document.text, at, place);
  });
}

std::size_t head_of(const Document& document, Stretch clause) {
  const auto& text = document.text;
  std::size_t at = clause.begin;
  if (const std::size_t length = enumerator(text, at, clause.end))
    at += text[at + length - 1] == U'要' ? length - 1 : length;
  while (at < clause.end) {
    if (const WordHit* adverb = document.words.starting(at, kAdverb);
        adverb != nullptr && !opens_a_name(document, at, adverb->end) && adverb->end <= clause.end && (adverb->tags & kYao) == 0) {
      at = adverb->end;
      continue;
    }
    const auto times = document.times_in({at, at + 1});
    if (!times.empty() && times.front().end <= clause.end) {
      at = times.front().end;
      continue;
    }
    if (text[at] == U'在' || text[at] == U'于' || text[at] == U'至') {  // 在年底前
      const auto later = document.times_in({at + 1, at + 2});
      if (!later.empty() && later.front().end <= clause.end) {
        at = later.front().end;
        continue;
      }
    }
    break;
  }
  return std::min(at, clause.end);
}

std::vector<Segment> segments_of(const Document& document, const std::vector<Stretch>& clauses, Told told) {
  if (clauses.empty()) return {};
  const auto sentence = document.text.substr(clauses.front().begin, clauses.back().end - clauses.front().begin);
  const bool governed = told == Told::Yes && !contains_any<U"已 累计 截至 同比 今年以来">(sentence);
  return Grouper{document, clauses, governed}.group();
}

}  // namespace luoshi::intake
