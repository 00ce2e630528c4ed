#include "intake/fields.hpp"

#include <algorithm>

#include "intake/characters.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

using View = std::u32string_view;

// Of several expressions of time in a duty, the one that binds: a day before which, then any other date, then what only
// presses.
int rank(const ReadTime& time) {
  if (time.kind == TimeKind::Recent || time.as_of) return 0;
  if (time.since && time.kind == TimeKind::Year) return 0;  // 今年以来
  if (time.resolved() && (time.before || time.kind == TimeKind::YearEnd)) return 8;
  if (time.resolved() && time.kind != TimeKind::Year) return 7;
  if (time.kind == TimeKind::Relative) return 6;
  if (time.kind == TimeKind::Season) return time.before ? 5 : 1;  // 采暖季前 limits, 秋冬季 does not
  if (time.resolved()) return 4;
  if (time.kind == TimeKind::Vague) return 3;
  return 2;
}

Stretch clause_at(const Segment& segment, std::size_t at) {
  for (const Stretch& clause : segment.clauses)
    if (clause.begin <= at && at < clause.end) return clause;
  return segment.words;
}

// 未按期, 不及时: no limit but a failure.
bool negated(const Document& document, const ReadTime& time) {
  return time.kind == TimeKind::Vague && time.begin > 0 && contains(U"未不没", document.text[time.begin - 1]);
}

// 较2030年提高: what it is compared with.
bool is_baseline(const Document& document, const ReadTime& time) {
  return time.begin > 0 && contains(U"较比", document.text[time.begin - 1]);
}

bool in_title(const Document& document, const ReadTime& time) {
  for (std::size_t i = time.begin; i > 0 && document.text[i] != U'\n' && document.text[i] != U'》'; --i)
    if (document.text[i] == U'《') return true;
  return false;
}

Deadline as_deadline(const Document& document, const ReadTime& time) {
  return deadline_from(time, to_utf8(document.text.substr(time.begin, time.end - time.begin)));
}

// 对具备揭盖条件的暗渠: where the subset ends.
std::size_t subset_end(const Document& document, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin + 2; i < end; ++i) {
    if (document.words.quoted(i)) continue;
    if (is_comma(document.text[i])) return i;
    const WordHit* hit = document.words.starting(i, kYao | kMust | kMustFirst | kAdverb | kMake | kDecided);
    if (hit != nullptr && !contains(U"已未重新现先", document.text[i]) && !contains(U"不未没", document.text[i - 1]) &&
        i > begin + 3) {
      const View word = document.text.substr(hit->begin, hit->end - hit->begin);
      if (contains_any<U"重点 规划 计划 不断 完善 统一 集中 明确 提出 有效 合理 具体 分类 动态">(word)) continue;
      return i;
    }
    if (starts_with_any<
            U"予以 进行 给予 开展 实行 采取 依法 一律 坚决 严肃 要 必须 应 制定 及时 从严 责令 加快 限期 加大 实施">(
            document.text.substr(i, end - i)) > 0)
      return i;
  }
  return end;
}

bool is_subset(View words) {
  return contains_any<
             U"的 已 未 具备 符合 典型 违法 违规 超标 逾期 存在 达不到 拒不 流经 列入 纳入 涉及 不能 不符 完成 以上 "
             U"以下">(words) &&
         !words.starts_with(U"对标") && !words.starts_with(U"对接") && !words.starts_with(U"对照") &&
         !contains_any<U"人民 群众 工作">(words.substr(0, std::min<std::size_t>(words.size(), 6)));
}

}  // namespace

std::optional<ReadTime> period_of(const Document& document, const Segment& segment) {
  for (const ReadTime& time : segment.times) {
    const char32_t before = time.begin > segment.words.begin ? document.text[time.begin - 1] : U'，';
    // 较上年, 由去年同期的85%: baselines.
    if (time.resolved() && !time.before && !contains(U"较比与同对由从", before) &&
        !starts_at(document.text, time.end, U"同期"))
      return time;
  }
  return std::nullopt;
}

Deadline deadline_of(const Document& document, const Segment& segment, StatementKind kind,
                     const std::optional<ReadTime>& carried) {
  if (kind == StatementKind::Finding || kind == StatementKind::Praise) return {};
  if (kind == StatementKind::Result) {
    if (const auto period = period_of(document, segment)) return as_deadline(document, *period);
    for (const ReadTime& time : segment.times)
      if (time.kind == TimeKind::Recent) return as_deadline(document, time);
    return carried ? as_deadline(document, *carried) : Deadline{};
  }
  const ReadTime* best = nullptr;
  // A title's year is its own (《行动计划（2026—2028年）》); that of a pledge is the pledge's.
  const bool pledge = contains_any<U"承诺书 责任书 责任状 军令状">(of(document.text, segment.words));
  // 抢抓三季度施工黄金期，确保全年完成投资95亿元: the time beside the figure binds.
  const auto beside_figure = [&](const ReadTime& time) {
    const Stretch clause = clause_at(segment, time.begin);
    return std::any_of(segment.figures.begin(), segment.figures.end(), [&](const ReadFigure& read) {
      return clause.begin <= read.span.begin && read.span.begin < clause.end;
    });
  };
  const bool at_figure = std::any_of(segment.times.begin(), segment.times.end(), [&](const ReadTime& time) {
    return rank(time) >= 4 && beside_figure(time) && !is_baseline(document, time);
  });
  for (const ReadTime& time : segment.times)
    if (rank(time) > 0 && !starts_at(document.text, time.end, U"的") &&
        !(at_figure && !time.before && !beside_figure(time)) && !is_baseline(document, time) &&
        (pledge || !document.words.quoted(time.begin) || !in_title(document, time)) && !negated(document, time) &&
        (best == nullptr || rank(time) > rank(*best) || (rank(time) == rank(*best) && rank(time) == 8) ||
         (rank(*best) == 8 && rank(time) == 7 && !time.since && clause_at(segment, time.begin).begin > best->begin)))
      best = &time;
  if (best == nullptr) return {};
  return as_deadline(document, looking_ahead(*best, document.today));
}

std::string condition_of(const Document& document, const Segment& segment) {
  std::string conditions;
  const auto add = [&](View words) {
    if (!conditions.empty()) conditions += "；";
    conditions += to_utf8(words);
  };
  for (const Stretch& clause : segment.clauses) {
    const View words = of(document.text, clause);
    for (const View tail : {U"的基础上", U"的同时", U"为前提", U"前提下", U"的情况下", U"条件下", U"的条件下"}) {
      const std::size_t at = words.find(tail);
      if (at == View::npos) continue;
      std::size_t from = words.rfind(U'在', at);
      if (tail == View{U"为前提"}) from = words.rfind(U'以', at);
      add(words.substr(from == View::npos ? 0 : from, at + tail.size() - (from == View::npos ? 0 : from)));
      break;
    }
    std::size_t head = head_of(document, clause);
    if (head > clause.begin && (head >= clause.end || !contains(U"对凡", document.text[head]))) head = clause.begin;
    const View rest = document.text.substr(head, clause.end - head);
    if (starts_with_any<U"如 若 凡 如果 一旦 凡是 逾期 未按 拒不 达不到">(rest) > 0 && !rest.starts_with(U"如期") &&
        rest.size() < clause.size() + 1) {
      add(rest);
    } else if (rest.ends_with(U'的') && rest.size() >= 5 && clause.end < segment.words.end &&
               !rest.starts_with(U'对')) {
      add(rest);
    } else if (rest.starts_with(U'对') && rest.size() > 5) {
      const std::size_t end = subset_end(document, head, clause.end);
      const View subset = document.text.substr(head, end - head);
      if (subset.size() >= 5 && is_subset(subset)) add(subset);
    }
  }
  return conditions;
}

// 平等, 高等教育, 三等奖: 等 as a part of a word. 标准不高等问题, 污水平台等 leave a list open.
bool belongs_to_a_word(View text, std::size_t at) {
  const char32_t before = text[at - 1];
  const char32_t after = at + 1 < text.size() ? text[at + 1] : U'。';
  switch (before) {
    case U'平':
      return at < 2 || !contains(U"水公持生", text[at - 2]);
    case U'高':
      return contains(U"教学院职校", after);
    case U'中':
      return contains(U"职教规偏水城专收", after);
    case U'同':
      return at < 2 || !contains(U"合协不", text[at - 2]);
    case U'初':
      return contains(U"教学中", after);
    case U'均':
      return after == U'化';
    case U'优':
      return contains(U"生品奖", after);
    case U'一':
    case U'二':
    case U'三':
    case U'甲':
      return contains(U"奖功级座品舱", after) || !is_han(after);
    case U'相':
    case U'不':
    case U'对':
      return true;
    default:
      return false;
  }
}

bool leaves_list_open(const Document& document, const Segment& segment) {
  for (std::size_t i = segment.words.begin; i < segment.words.end; ++i) {
    if (document.text[i] != U'等' || i == segment.words.begin) continue;
    const char32_t after = i + 1 < segment.words.end ? document.text[i + 1] : U'。';
    if (contains(U"级待额于次份式价", after) || belongs_to_a_word(document.text, i)) continue;
    return true;
  }
  return false;
}

bool owes_deliverable(const Document& document, const Segment& segment) {
  const auto& text = document.text;
  const View all = of(text, segment.words);
  if (contains_any<U"一河一策 一企一策 一厂一策 一园一策 一村一策 一案一策">(all) && segment.sign != nullptr)
    return true;
  const std::size_t from = segment.sign != nullptr ? segment.sign->begin : segment.words.begin;
  for (const WordHit& verb : document.words.in(from, segment.words.end)) {
    if ((verb.tags & kMake) == 0 || verb.quoted || (verb.end < segment.words.end && text[verb.end] == U'了')) continue;
    std::size_t stop = verb.end;
    while (stop < segment.words.end && !is_comma(text[stop])) ++stop;
    for (const WordHit& noun : document.words.in(verb.end, stop)) {
      if ((noun.tags & kDeliverable) == 0 || noun.end > stop) continue;
      const View word = text.substr(noun.begin, noun.end - noun.begin);
      const View make = text.substr(verb.begin, verb.end - verb.begin);
      if (word == U"机制" || (contains_any<U"完善 健全 形成 提出 明确 细化">(make) &&
                              contains_any<U"制度 规划 计划 政策 平台 条例 意见 标准 规定">(word)))
        continue;
      // 规划先行, 计划内: the noun is a part of another word unless a mark, 和, 布局 or the end follows.
      const char32_t next = noun.end < segment.words.end ? text[noun.end] : U'，';
      if ((word == U"规划" || word == U"计划") && !is_comma(next) && !contains(U"和及、布”》，等（", next)) continue;
      return true;
    }
  }
  return false;
}

Deed deed_of(const Document& document, const Segment& segment) {
  const std::size_t from = segment.sign != nullptr ? segment.sign->begin : segment.words.begin;
  const WordHit* verb = nullptr;
  for (const WordHit& hit : document.words.in(from, segment.words.end)) {
    if ((hit.tags & kConcrete) == 0 || hit.quoted || hit.end > segment.words.end || (hit.tags & kAdverb) != 0) continue;
    const WordHit* longest = document.words.starting(hit.begin, kConcrete);
    verb = longest->end <= segment.words.end ? longest : &hit;
    break;
  }
  if (verb == nullptr) verb = document.words.first(from, segment.words.end, kImperative | kProblem | kDone);
  if (verb == nullptr) return {};
  Deed deed{{verb->begin, verb->end}, {verb->end, verb->end}};
  if (deed.object.end < segment.words.end && document.text[deed.object.begin] == U'了') ++deed.object.begin;
  deed.object.end = deed.object.begin;
  while (deed.object.end < segment.words.end &&
         !(is_comma(document.text[deed.object.end]) && !document.words.quoted(deed.object.end)))
    ++deed.object.end;
  return deed;
}

void describe_figures(const Document& document, const Segment& segment, std::vector<ReadFigure>& figures) {
  const View text = document.text;
  for (ReadFigure& read : figures) {
    Stretch clause = segment.words;
    for (const Stretch& each : segment.clauses)
      if (each.begin <= read.span.begin && read.span.begin < each.end) clause = each;
    const View words = of(text, clause);
    // What is counted stands after a counter (495条河涌), else before the number (河涌495条).
    std::size_t end = read.span.end;
    while (end < clause.end && end < read.span.end + 14u && (is_han(text[end]) || document.words.quoted(end)) &&
           !contains(U"和及与的上已未要将在", text[end]))
      ++end;
    std::size_t begin = head_of(document, {clause.begin, read.span.begin});
    View counted = end > read.span.end + 1u ? text.substr(read.span.end, end - read.span.end)
                                            : text.substr(begin, read.span.begin - begin);
    if (const std::size_t tail = ends_with_any<U"达到 达 为 至 降至 到 共 占 完成了 超额">(counted))
      counted.remove_suffix(tail);
    if (counted.size() > 24) counted.remove_prefix(counted.size() - 24);
    read.figure.of = to_utf8(counted);
    for (const View mark : {U"较", U"比"}) {
      const std::size_t at = words.find(mark);
      const std::size_t change =
          at == View::npos ? View::npos
                           : std::min({words.find(U"下降", at), words.find(U"减少", at), words.find(U"增长", at),
                                       words.find(U"提高", at), words.find(U"提升", at), words.find(U"上升", at),
                                       words.find(U"增加", at)});
      if (at != View::npos && change != View::npos && change > at + 1 && change - at < 16 &&
          !contains(U"例重值率", words[at + 1])) {
        read.figure.basis = Basis::Change;
        read.figure.baseline = to_utf8(words.substr(at + 1, change - at - 1));
      }
    }
    if (contains(words, U"同比"))
      read.figure.basis = Basis::Change, read.figure.baseline = "上年同期";
    else if (contains(words, U"环比"))
      read.figure.basis = Basis::Change, read.figure.baseline = "上期";
    else if (read.figure.basis == Basis::Unstated && contains(words, U"累计"))
      read.figure.basis = Basis::Cumulative;
    for (const ReadTime& time : segment.times) {
      if (!time.resolved() && time.kind != TimeKind::Recent) continue;
      read.period = to_utf8(text.substr(time.begin, time.end - time.begin));
      if (read.figure.basis == Basis::Unstated)
        read.figure.basis = time.as_of                                                      ? Basis::PointInTime
                            : time.kind == TimeKind::Year || time.kind == TimeKind::YearEnd ? Basis::InYear
                                                                                            : Basis::Unstated;
      break;
    }
  }
}

std::string deadline_text(const Deadline& deadline) {
  const auto one = [](const PartialDate& date) {
    return !date.year && !date.month ? std::string{"----"} : date.text();
  };
  if (deadline.kind == DeadlineKind::Within && deadline.from && deadline.until)
    return one(*deadline.from) + "/" + one(*deadline.until);
  if (deadline.kind == DeadlineKind::By && deadline.until) return one(*deadline.until);
  return {};
}

}  // namespace luoshi::intake
