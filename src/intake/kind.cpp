#include "intake/kind.hpp"

#include <algorithm>

#include "intake/actor.hpp"
#include "intake/characters.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

class Judge {
 public:
  Judge(const Document& document, const Segment& segment, Voice voice, bool names_owner)
      : document_{document},
        segment_{segment},
        voice_{voice},
        names_owner_{names_owner},
        words_{of(document.text, segment.words)} {
    std::size_t main = 0;
    while (main + 1 < segment.clauses.size() && is_adverbial(document, segment.clauses[main])) ++main;
    head_ = head_of(document, segment.clauses[main]);
    main_ = segment.clauses[main];
  }

  [[nodiscard]] std::optional<Judged> judged() const;

 private:
  [[nodiscard]] Stretch clause_at(std::size_t place) const {
    for (const Stretch& each : segment_.clauses)
      if (each.begin <= place && place < each.end) return each;
    return segment_.words;
  }
  [[nodiscard]] bool has(std::uint64_t tags) const {
    return document_.words.any(segment_.words.begin, segment_.words.end, tags);
  }
  [[nodiscard]] const WordHit* first(std::uint64_t tags) const {
    return document_.words.first(segment_.words.begin, segment_.words.end, tags);
  }
  [[nodiscard]] StatementKind duty() const {
    if (document_.genre == Genre::Pledge || voice_ == Voice::Pledge) return StatementKind::Commitment;
    return StatementKind::Requirement;
  }
  [[nodiscard]] StatementKind plan_item() const {
    if (document_.genre == Genre::Pledge || voice_ == Voice::Pledge) return StatementKind::Commitment;
    if (document_.genre == Genre::Plan || document_.genre == Genre::Minutes || voice_ == Voice::Decision)
      return names_owner_ ? StatementKind::Requirement : StatementKind::Commitment;
    return StatementKind::Requirement;
  }
  [[nodiscard]] bool told() const {
    if (voice_ == Voice::Problem || voice_ == Voice::Report) return false;
    return voice_ == Voice::Directive || voice_ == Voice::Decision || voice_ == Voice::Pledge ||
           document_.genre == Genre::Plan || document_.genre == Genre::Pledge || document_.genre == Genre::Notice ||
           document_.genre == Genre::Minutes;
  }
  [[nodiscard]] bool imperative_head() const {
    const WordHit* verb = document_.words.starting(head_, kImperative);
    if (verb != nullptr && verb->end <= segment_.words.end)
      return !contains(U"了过", verb->end < document_.text.size() ? document_.text[verb->end] : U' ');
    return head_ > main_.begin && head_ < main_.end && document_.words.starting(main_.begin, kAdverb) != nullptr;
  }
  [[nodiscard]] bool measured() const {
    return !segment_.figures.empty() || names_standard(words_) || names_zero(words_);
  }
  [[nodiscard]] bool done_sign() const {
    if (contains_any<U"已 累计 今年以来 截至 了 过去一年 一年来 共完成 共排查 去年">(words_)) return true;
    // 较上年提升10个百分点 is owed where things are told, reached where they are reported.
    return !told() && contains_any<U"同比 环比 较上年">(words_);
  }
  [[nodiscard]] std::optional<Judged> with_sign() const;
  [[nodiscard]] std::optional<Judged> without_sign() const;
  [[nodiscard]] bool is_source(const WordHit& request) const;
  [[nodiscard]] bool is_tally() const;
  [[nodiscard]] const WordHit* says_wrong() const;
  [[nodiscard]] bool says_it_will() const;
  [[nodiscard]] std::optional<Judged> problem() const;
  [[nodiscard]] std::optional<Judged> done() const;
  [[nodiscard]] bool ends_with_judgement(Stretch clause) const {
    for (const WordHit& hit : document_.words.in(clause.begin, clause.end))
      if ((hit.tags & kJudgement) != 0 && hit.end == clause.end) return true;
    return false;
  }
  [[nodiscard]] bool is_doctrine() const;
  [[nodiscard]] bool is_agenda() const;

  const Document& document_;
  const Segment& segment_;
  Voice voice_;
  bool names_owner_;
  std::u32string_view words_;
  Stretch main_;
  std::size_t head_ = 0;
};

// What a meeting or a year is, a doctrine, an old history: true but nothing to do or to check.
bool Judge::is_doctrine() const {
  if (has(kHistory)) return true;
  const std::size_t own = enumerator(document_.text, segment_.words.begin, segment_.words.end);  // 一是 says nothing is
  const std::size_t is = words_.find(U'是', own);
  if (is == std::u32string_view::npos || is == own) return false;
  if (document_.words.quoted(segment_.words.begin + is)) return false;
  const char32_t before = words_[is - 1];
  if (contains(U"也但还就不只正可算特别总都凡", before) && before != U'也' && before != U'就' && before != U'正' &&
      before != U'都')
    return false;
  return !has(kProblem) && segment_.figures.empty() && !contains(words_, U"原因是");
}

bool Judge::is_agenda() const {
  const WordHit* agenda = first(kAgenda);
  if (agenda == nullptr) return false;
  // 召开现场会12场 is work done, a visit to two firms is not.
  const auto word = document_.text.substr(agenda->begin, agenda->end - agenda->begin);
  return segment_.figures.empty() || !done_sign() || !contains_any<U"召开 座谈会 汇报 会议研究">(word);
}

std::optional<Judged> Judge::with_sign() const {
  const auto after = document_.text.substr(segment_.sign->end, segment_.words.end - segment_.sign->end);
  const std::size_t seen =
      starts_with_any<U"清醒认识到 清醒看到 看到 认识到 清醒地认识到 清醒地看到 正视 充分认识到">(after);
  if (seen > 0 && has(kProblem | kTrouble | kJudgement)) return Judged{StatementKind::Finding, 0.8};
  if (first(kPraise) != nullptr && first(kPraise)->begin < segment_.sign->begin)
    return Judged{StatementKind::Praise, 0.7};
  // 希望…给予支持: asked; 希望各镇…: told.
  if (starts_with_any<U"希望 并希望 同时希望 也希望 还希望">(words_) > 0 &&
      contains_any<U"给予 支持 帮助 协调解决 倾斜">(words_)) {
    if (voice_ == Voice::Pledge ||
        contains_any<U"市政府 区政府 县政府 省 市里 区里 上级 国家 市级 银行 给予支持 给予帮助">(words_))
      return Judged{StatementKind::Request, 0.8};
  }
  // 市发改委将…，确保…: it binds itself.
  const WordHit* will = first(kWill);
  if (will != nullptr && will->begin < segment_.sign->begin && document_.text[will->begin] == U'将' &&
      (segment_.sign->tags & kMustFirst) != 0)
    return Judged{StatementKind::Commitment, 0.75};
  const bool strong = (segment_.sign->tags & (kYao | kMust)) != 0;
  return Judged{duty(), strong ? 0.95 : 0.8};
}

// 其中申请上级补助资金6000万元, 已申请…: where money comes from, nothing asked.
bool Judge::is_source(const WordHit& request) const {
  if (document_.text.substr(request.begin, 2) != U"申请" || segment_.figures.empty()) return false;
  const auto before = words_.substr(0, request.begin - segment_.words.begin);
  return ends_with_any<U"其中 已 拟 计划 将 共 累计 争取">(before) > 0;
}

// 市安委会将挂牌督办: 将 before any deed, not as a part of 即将, 必将 nor for 把.
bool Judge::says_it_will() const {
  for (std::size_t at = words_.find(U'将'); at != std::u32string_view::npos && at < 24;
       at = words_.find(U'将', at + 1)) {
    const std::size_t place = segment_.words.begin + at;
    if (document_.words.quoted(place) || (at > 0 && contains(U"即必终若先", words_[at - 1]))) continue;
    std::size_t deed = place + 1 + starts_with_any<U"用 以 采取 进一步 最">(document_.text.substr(place + 1));
    for (const ReadTime& time : segment_.times)
      if (time.begin == deed) deed = time.end;  // 将每周核查一次
    while (starts_at(document_.text, deed, U"实地")) deed += 2;
    const WordHit* verb = document_.words.starting(deed, kImperative | kAdverb | kConcrete);
    const bool way = deed > place + 1 && document_.words.any(deed, segment_.words.end, kImperative | kConcrete);
    if ((verb == nullptr || verb->end > segment_.words.end) && !way) continue;
    // 每月28日前将巡查情况报县里 is told: 将 is 把 unless a body stands before it.
    const Stretch clause = clause_at(place);
    const std::size_t head = head_of(document_, {clause.begin, place});
    // 对整改不及时的，将纳入失信名单: 将 opens the clause and its verb has no 情况 to hand over.
    const bool opens = verb != nullptr && place == clause.begin &&
                       starts_with_any<U"情况 工作 结果 任务 成果 问题 方案 台账 报告 清单 信息 数据">(
                           document_.text.substr(verb->end)) == 0;
    if (!told() || voice_ == Voice::Pledge || opens ||
        (head < place && is_body(document_, of(document_.text, {head, place}))))
      return true;
  }
  return false;
}

// A problem word that says something, not one that only tells which (进展缓慢的项目) where things are told.
const WordHit* Judge::says_wrong() const {
  for (const WordHit& hit : document_.words.in(main_.begin, segment_.words.end)) {
    if ((hit.tags & kProblem) == 0 || hit.quoted || hit.end > segment_.words.end) continue;
    if (told() && hit.end < segment_.words.end && document_.text[hit.end] == U'的') continue;
    // 对进度滞后10%以上的项目实行警告: of whom it is told.
    if (const Stretch clause = clause_at(hit.begin);
        told() && contains(U"对凡", document_.text[head_of(document_, clause)]) &&
        contains(of(document_.text, {hit.end, clause.end}), U'的'))
      continue;
    if (told() && contains(document_.text.substr(hit.begin, hit.end - hit.begin), U"批评"))
      continue;  // 予以通报批评: to be done
    return &hit;
  }
  return nullptr;
}

// 全区有限空间事故2起, 死亡人数同比下降20%: what a year counted.
bool Judge::is_tally() const {
  if (segment_.figures.empty() || contains_any<U"造成 导致 致使">(words_)) return false;
  const bool of_period = std::any_of(segment_.times.begin(), segment_.times.end(), [](const ReadTime& time) {
    return time.resolved() && time.kind != TimeKind::OneDay;
  });
  return (contains_any<U"事故 火灾 案件 共发生">(words_) && of_period) || contains_any<U"死亡人数 伤亡人数 受伤人数">(words_);
}

std::optional<Judged> Judge::problem() const {
  if (is_tally()) return std::nullopt;
  if (names_zero(words_)) return std::nullopt;
  if (voice_ == Voice::Problem && measured() && contains_any<U"整改到位 整改率 完成率 已整改 已完成">(words_))
    return std::nullopt;
  const WordHit* problem = says_wrong();
  // What was done about it stands in its own clause: 已整改隐患1208处. 已实施十余年，占比仅12.6% is a problem still.
  const auto told_of = problem != nullptr ? of(document_.text, clause_at(problem->begin)) : words_;
  const bool done = contains_any<U"已 累计 受理 接到 接报 登记 拆除 腾退 关停 淘汰 消除 整改 查处 排查 完成 解决了 整治了 化解 打击">(told_of) &&
                    !contains_any<U"未 尚 仍 不足 存在 滞后 薄弱 仅完成 只完成">(words_);
  const bool less = !segment_.figures.empty() && contains_any<U"减少 下降 降低 消除 压减 削减 缩减">(words_);
  if (problem != nullptr && !done && !(told() && less)) return Judged{StatementKind::Finding, 0.9};
  if (has(kJudgement) && !done) return Judged{StatementKind::Finding, 0.75};
  // 2家医院未与处置单位签订合同: what was not done, where things are reported.
  if (!told() && !done && segment_.sign == nullptr)
    for (std::size_t at = main_.begin; at + 1 < main_.end; ++at)
      if (document_.text[at] == U'未' && !contains(U"来必免雨央成满经", document_.text[at + 1]) && !document_.words.quoted(at) &&
          !contains(of(document_.text, {at, main_.end}), U'的'))
        return Judged{StatementKind::Finding, 0.6};
  const WordHit* trouble = first(kTrouble);
  if (trouble != nullptr && !done && !less && (!imperative_head() || voice_ == Voice::Problem) && !done_sign())
    return Judged{StatementKind::Finding, 0.6};
  return std::nullopt;
}

std::optional<Judged> Judge::done() const {
  if (is_tally() || names_zero(words_)) return Judged{StatementKind::Result, 0.8};
  if (measured() && (has(kDone) || done_sign() || voice_ == Voice::Report))
    return Judged{StatementKind::Result, done_sign() ? 0.9 : 0.8};
  if (has(kAchieved)) return Judged{StatementKind::Result, 0.75};
  if (measured() && !told()) return Judged{StatementKind::Result, 0.5};
  if (voice_ == Voice::Report && !segment_.times.empty() && has(kDone)) return Judged{StatementKind::Result, 0.5};
  if (voice_ == Voice::Report && document_.words.starting(head_, kDone) != nullptr)
    return Judged{StatementKind::Result, 0.55};
  if (contains_any<U"已 累计">(words_) && has(kDone)) return Judged{StatementKind::Result, 0.7};
  return std::nullopt;
}

std::optional<Judged> Judge::judged() const {
  if (words_.size() < 4) return std::nullopt;
  if (starts_with_any<U"承诺人 签发 联系人 抄送 附件 责任人 主送 印发 联系电话 签订人 报送单位">(words_) > 0 &&
      contains_any<U"： :">(document_.text.substr(segment_.words.begin, 8)))
    return std::nullopt;
  if (const WordHit* request = first(kRequest); request != nullptr &&
                                                (segment_.sign == nullptr || request->begin <= segment_.sign->begin) &&
                                                !is_source(*request))
    return Judged{StatementKind::Request, 0.85};
  if (segment_.sign != nullptr) {
    if (is_agenda() && first(kAgenda)->begin < segment_.sign->begin && contains_any<U"召开 出席 听取">(words_))
      return std::nullopt;
    return with_sign();
  }
  // 经省委批准，督察组对某市开展督察: how it came about.
  if (words_.starts_with(U'经') && contains(words_, U"批准") && contains_any<U"督察 审计 检查 巡视 巡察">(words_))
    return std::nullopt;
  if (contains_any<U"签订本 制定本 特制定 特作出 签定本">(words_)) return std::nullopt;
  const bool rule =
      document_.genre == Genre::Pledge || document_.genre == Genre::Plan || document_.genre == Genre::Notice;
  if (!rule && first(kPraise) != nullptr && !contains(words_, U"通报批评") && !imperative_head())
    return Judged{StatementKind::Praise, 0.85};
  if (contains_any<U"承诺书 责任书 责任状 军令状">(words_) && contains_any<U"签订 签署 展示 递交 签 递交了">(words_))
    return Judged{StatementKind::Commitment, 0.8};
  const WordHit* decided = first(kDecided);
  if (decided != nullptr && decided->begin <= head_ + 8 && !imperative_head())
    return Judged{StatementKind::Commitment, 0.85};
  // 9月12日，市长主持召开专题会议，研究…; 市发改委、…负责人参加: how they met.
  if (document_.genre == Genre::Minutes && segment_.figures.empty() &&
      (ends_with_any<U"参加 出席 列席 参会 参加会议 出席会议 列席会议">(words_) > 0 ||
       contains_any<U"主持召开 召开专题会议 主持会议">(words_)))
    return std::nullopt;
  if (contains_any<U"现印发给你们 请认真贯彻 请遵照执行 特此通知 特此通告">(words_)) return std::nullopt;
  const bool arranged = told() && (imperative_head() || (names_owner_ && !done_sign()));
  if (is_agenda() && !has(kWill) && !arranged) return std::nullopt;
  return without_sign();
}

// What no word of asking, praising or deciding settles: whether it is promised, told, wrong or done.
std::optional<Judged> Judge::without_sign() const {
  const WordHit* will = first(kWill);
  if (says_it_will()) return Judged{StatementKind::Commitment, 0.75};
  const bool binds =
      will != nullptr &&
      (will->begin <= head_ ||
       (will->begin < main_.end && document_.words.first(main_.begin, will->begin, kImperative | kDone) == nullptr));
  if (binds && !done_sign() && document_.genre == Genre::Plan) return Judged{plan_item(), 0.75};
  if (binds && !done_sign()) {
    if ((voice_ == Voice::Directive || voice_ == Voice::Decision) && document_.text[will->begin] != U'将')
      return Judged{duty(), 0.7};
    return Judged{StatementKind::Commitment, 0.8};
  }
  if (voice_ == Voice::Cause) {
    const bool work = contains_any<U"了 出">(words_) && has(kAchieved | kDone) && !contains_any<U"的结果">(words_);
    return Judged{work ? StatementKind::Result : StatementKind::Finding, 0.6};
  }
  if (is_doctrine()) return std::nullopt;
  if (const Stretch last = segment_.clauses.back();
      document_.words.any(last.begin, last.end, kJudgement) && ends_with_judgement(last))
    return Judged{StatementKind::Finding, 0.75};
  if (told() && imperative_head() && !done_sign()) return Judged{plan_item(), 0.75};
  // 对拒不安装计量设施的，按最大取水能力计征: what follows for whom.
  if (told() && segment_.clauses.size() >= 2 && !done_sign())
    if (const std::u32string_view first_clause = of(document_.text, segment_.clauses.front());
        starts_with_any<U"对 凡">(first_clause) > 0 && first_clause.ends_with(U'的'))
      return Judged{duty(), 0.65};
  const bool wrong = says_wrong() != nullptr;
  // 县委督查室对进展缓慢的项目挂牌督办
  if (told() && names_owner_ && !wrong && !done_sign() && !has(kTrouble | kJudgement) && has(kImperative | kConcrete))
    return Judged{plan_item(), 0.65};
  // 专线问题，由经发局对接…，10个工作日内拿出方案
  if (told() && names_owner_ && !wrong && !done_sign() && contains(words_, U'由') && has(kConcrete | kMake))
    return Judged{plan_item(), 0.7};
  if (told() && measured() && !done_sign() && !wrong) return Judged{plan_item(), 0.6};
  if (auto finding = problem()) return finding;
  if (told() && measured() && !done_sign()) return Judged{plan_item(), 0.5};
  const bool mended = measured() && contains_any<U"整改到位 整改率 完成率 已整改 已完成 较上次">(words_);
  if (voice_ == Voice::Problem && !mended && (!segment_.figures.empty() || has(kTrouble)))
    return Judged{StatementKind::Finding, 0.6};
  if (document_.genre == Genre::Minutes && names_owner_ && !done_sign() && contains(words_, U'由'))
    return Judged{StatementKind::Requirement, 0.7};
  if (auto result = done()) return result;
  const bool dated = std::any_of(segment_.times.begin(), segment_.times.end(),
                                 [](const ReadTime& time) { return time.resolved() && time.before; });
  if (told() && (names_owner_ || dated)) return Judged{plan_item(), 0.5};
  return std::nullopt;
}

}  // namespace

std::optional<Judged> judge(const Document& document, const Segment& segment, Voice voice, bool names_owner) {
  return Judge{document, segment, voice, names_owner}.judged();
}

}  // namespace luoshi::intake
