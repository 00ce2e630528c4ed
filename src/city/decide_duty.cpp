#include <algorithm>
#include <tuple>

#include "base/unit.hpp"
#include "city/detail/kind_rules.hpp"
#include "city/projects.hpp"
#include "model/words.hpp"

// Commitments, deadlines, reports, checks.
namespace luoshi::city {
namespace detail {
namespace {

template <class Thing>
bool contains(const std::vector<Id<Thing>>& ids, Id<Thing> id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool is_forward(StatementKind kind) {
  return kind == StatementKind::Requirement || kind == StatementKind::Commitment || kind == StatementKind::Request;
}

std::optional<Refusal> bad_sources(const Case& one, const Commitment& commitment) {
  const std::string cannot = "不能立项";
  if (commitment.sources.empty()) return refuse(Fault::BadInput, cannot, "没有来源条目", "请至少选一个已确认的条目");
  if (repeated(commitment.sources)) return refuse(Fault::BadInput, cannot, "同一条目选了两次", "请去掉重复的条目");
  bool forward = false;
  for (const Id<Statement> id : commitment.sources) {
    if (auto no = absent(one.city.statements, id, "条目")) return no;
    const Statement& statement = one.city.statements[id.index()].value;
    if (statement.state != StatementState::Confirmed && statement.state != StatementState::Corrected)
      return refuse(Fault::Conflict, cannot, numbered("条目", id.number()) + std::string{chinese_of(statement.state)},
                    "请先确认或更正该条目");
    forward = forward || is_forward(statement.kind);
  }
  if (forward) return std::nullopt;
  return refuse(Fault::BadInput, cannot, "来源条目都不是要求、承诺或请求", "请选用提出任务的条目，或先更正其类别");
}

std::optional<Refusal> bad_bodies(const Case& one, const Commitment& commitment) {
  if (!commitment.lead) return refuse(Fault::BadInput, "不能立项", "没有牵头单位", "请定一个牵头单位；定不了的先问清");
  if (auto no = absent(one.city.bodies, commitment.lead, "单位")) return no;
  for (const Id<Body> body : commitment.supports)
    if (auto no = absent(one.city.bodies, body, "单位")) return no;
  if (contains(commitment.supports, commitment.lead) || repeated(commitment.supports))
    return refuse(Fault::BadInput, "不能立项", "同一单位既牵头又配合，或写了两次", "请去掉重复的单位");
  return std::nullopt;
}

std::optional<Refusal> bad_terms(const Case& one, const Commitment& commitment) {
  if (is_blank(commitment.title)) return refuse(Fault::BadInput, "不能立项", "没有标题", "请用一句话写明要办什么");
  if (commitment.figure)
    if (auto no = unusable(*commitment.figure)) return no;
  if (auto no = unusable(commitment.original_deadline)) return no;
  if (commitment.started && !is_day(*commitment.started))
    return refuse(Fault::BadInput, "不能立项", "开工日期不存在", "请改正或留空");
  if (commitment.parent)
    if (auto no = absent(one.city.commitments, commitment.parent, "承诺事项")) return no;
  for (const Id<Asset> asset : commitment.assets)
    if (auto no = absent(one.city.assets, asset, "对象")) return no;
  if (repeated(commitment.assets)) return refuse(Fault::BadInput, "不能立项", "同一对象写了两次", "请去掉重复的对象");
  return std::nullopt;
}

// The commitment, when this command may still change it.
std::optional<Refusal> not_in(const Case& one, Id<Commitment> id, CommitmentState state, std::string_view act) {
  const Commitment& commitment = one.city.commitments[id.index()].value;
  if (commitment.state == state) return std::nullopt;
  return refuse(Fault::Conflict, "不能" + std::string{act},
                numbered("承诺事项", id.number()) + "现为“" + std::string{chinese_of(commitment.state)} + "”",
                state == CommitmentState::InForce ? "请先定责生效" : "请核对编号");
}

// What an amendment can change.
bool same_terms(const Commitment& a, const Commitment& b) {
  const auto terms = [](const Commitment& c) {
    return std::tie(c.assets, c.original_deadline, c.figure, c.lead, c.meaning, c.needs, c.parent, c.sources, c.started,
                    c.supports, c.theme, c.title);
  };
  return terms(a) == terms(b);
}

std::optional<Refusal> bad_moves(const Case& one, const Report& report, const Commitment& commitment) {
  std::vector<Id<Asset>> seen;
  for (const AssetMove& move : report.moves) {
    if (auto no = absent(one.city.assets, move.asset, "对象")) return no;
    const Asset& asset = one.city.assets[move.asset.index()].value;
    if (!covers(one.city, commitment, move.asset))
      return refuse(Fault::BadInput, "不能填报“" + asset.name + "”",
                    "它不在" + numbered("承诺事项", report.commitment.number()) + "的对象之内", "请改报所属事项，或核对对象编码");
    if (move.stage > Stage::Built)
      return refuse(Fault::BadInput, "不能填报“" + asset.name + "”", "“" + std::string{chinese_of(move.stage)} + "”由监测认定，填报至多到完工",
                    "请改报完工；见效与否看监测样品");
    seen.push_back(move.asset);
  }
  if (repeated(seen)) return refuse(Fault::BadInput, "不能填报", "同一对象报了两个进度", "请只留一个");
  return std::nullopt;
}

std::optional<Refusal> bad_said(const Report& report, const Commitment& commitment) {
  if (!report.said) return std::nullopt;
  if (auto no = unusable(*report.said)) return no;
  if (!commitment.figure) return std::nullopt;
  const auto promised = read_unit(commitment.figure->unit);
  const auto said = read_unit(report.said->unit);
  if (promised && said && same_kind(*promised, *said)) return std::nullopt;
  return refuse(Fault::BadInput, "单位对不上",
                "承诺的单位是“" + commitment.figure->unit + "”，填报的单位是“" + report.said->unit + "”",
                "请按“" + commitment.figure->unit + "”或可换算的单位填报");
}

std::optional<Refusal> may_report(const Case& one, const Commitment& commitment) {
  auto no = may(one.city, one.actor, Action::FileReport, commitment.lead, one.today);
  for (const Id<Body> body : commitment.supports) {
    if (!no) return no;
    if (!may(one.city, one.actor, Action::FileReport, body, one.today)) return std::nullopt;
  }
  return no;
}

bool is_share(const std::optional<Decimal>& value) { return !value || (value->sign() >= 0 && !(Decimal{1} < *value)); }

// Why a verdict is not one that could have been shown; empty when it is.
std::string unfit(const RecordedVerdict& verdict, std::uint64_t events) {
  const bool likely = verdict.probability.has_value();
  if (!is_share(verdict.probability) || !is_share(verdict.low) || !is_share(verdict.high)) return "概率不在 0 与 1 之间";
  if (likely != verdict.low.has_value() || likely != verdict.high.has_value() || (likely && *verdict.high < *verdict.low))
    return "概率与区间不成对";
  if (likely && verdict.word == Verdict::Word::CannotSay) return "说不清的判断没有概率";
  if (!verdict.quantiles.empty() && (verdict.quantiles.size() != kRecordedLevels ||
                                     !std::is_sorted(verdict.quantiles.begin(), verdict.quantiles.end())))
    return "分布不完整或不递增";
  if (verdict.at == 0 || verdict.at > events) return "所据账本位置不存在";
  if (is_blank(verdict.reason) || is_blank(verdict.engine)) return "没有理由或引擎版本";
  return {};
}

std::string listed(const City& city, const std::vector<Id<Question>>& questions) {
  std::string text;
  for (const Id<Question> id : questions) {
    const Question& question = city.questions[id.index()].value;
    text += (text.empty() ? "" : "、") + numbered("问清", id.number()) + "“" + std::string{label_name(question.label)} + "”";
  }
  return text;
}

}  // namespace

Decision rule(const Case& one, const OpenCommitment& command) {
  Commitment commitment = command.fact.commitment;
  if (auto no = bad_bodies(one, commitment)) return *no;
  if (auto no = may(one.city, one.actor, Action::KeepCommitment, commitment.lead, one.today)) return *no;
  if (auto no = bad_sources(one, commitment)) return *no;
  if (auto no = bad_terms(one, commitment)) return *no;
  if (commitment.parent) {
    const CommitmentState whole = one.city.commitments[commitment.parent.index()].value.state;
    if (whole == CommitmentState::Withdrawn || whole == CommitmentState::Done)
      return refuse(Fault::Conflict, "不能立项", numbered("上级事项", commitment.parent.number()) + "现为“" + std::string{chinese_of(whole)} + "”",
                    "不再分解；请核对上级事项");
  }
  commitment.deadline = commitment.original_deadline;
  commitment.extensions = 0;
  commitment.state = CommitmentState::Proposed;
  return accept(CommitmentOpened{std::move(commitment)});
}

Decision rule(const Case& one, const AdoptCommitment& command) {
  const Id<Commitment> id = command.fact.commitment;
  if (auto no = absent(one.city.commitments, id, "承诺事项")) return *no;
  const Commitment& commitment = one.city.commitments[id.index()].value;
  if (auto no = may(one.city, one.actor, Action::KeepCommitment, commitment.lead, one.today)) return *no;
  if (auto no = moved_since(one.city.commitments, id, command.seen, "承诺事项")) return *no;
  if (auto no = not_in(one, id, CommitmentState::Proposed, "定责生效")) return *no;
  const std::vector<Id<Question>> open = blocking_questions(one.city, id);
  if (!open.empty())
    return refuse(Fault::Conflict, numbered("承诺事项", id.number()) + "不能定责生效", "还有" + listed(one.city, open) + "没有答复",
                  "请先问清，或写明理由免予问清");
  return accept(command.fact);
}

Decision rule(const Case& one, const AmendCommitment& command) {
  const Id<Commitment> id = command.fact.commitment;
  if (auto no = absent(one.city.commitments, id, "承诺事项")) return *no;
  const Commitment& before = one.city.commitments[id.index()].value;
  if (auto no = may(one.city, one.actor, Action::KeepCommitment, before.lead, one.today)) return *no;
  if (auto no = moved_since(one.city.commitments, id, command.seen, "承诺事项")) return *no;
  const std::string cannot = "不能更正承诺事项";
  const bool in_force = before.state == CommitmentState::InForce;
  if (!in_force)
    if (auto no = not_in(one, id, CommitmentState::Proposed, "更正承诺事项")) return *no;
  if (auto no = without_reason(command.fact.reason, "更正承诺事项")) return *no;
  const Commitment& after = command.fact.terms;
  if (auto no = bad_bodies(one, after)) return *no;
  if (auto no = may(one.city, one.actor, Action::KeepCommitment, after.lead, one.today)) return *no;
  if (auto no = bad_sources(one, after)) return *no;
  if (auto no = bad_terms(one, after)) return *no;
  std::size_t steps = one.city.commitments.size();
  for (Id<Commitment> above = after.parent; above && steps-- > 0; above = one.city.commitments[above.index()].value.parent)
    if (above == id && above != after.parent)
      return refuse(Fault::BadInput, cannot, "它的上级事项又是它的部分", "请改选上级事项");
  if (after.parent == id) return refuse(Fault::BadInput, cannot, "上级事项就是它自己", "请改选上级事项");
  if (in_force && (after.sources != before.sources || after.original_deadline != before.original_deadline))
    return refuse(Fault::Conflict, cannot, "已生效事项的来源和原定时限不能改写", "时限请用“调整时限”；来源有误的，请终止后另行立项");
  if (in_force)
    if (auto no = unfit_approver(one, command.fact.approver, before.lead, cannot)) return *no;
  if (same_terms(before, after)) return refuse(Fault::BadInput, cannot, "没有任何变化", "请核对要改的内容");
  CommitmentAmended fact = command.fact;
  if (!in_force) fact.approver = {};
  return accept(std::move(fact));
}

Decision rule(const Case& one, const ExtendDeadline& command) {
  const DeadlineExtended& fact = command.fact;
  if (auto no = absent(one.city.commitments, fact.commitment, "承诺事项")) return *no;
  const Commitment& commitment = one.city.commitments[fact.commitment.index()].value;
  if (auto no = may(one.city, one.actor, Action::ExtendDeadline, commitment.lead, one.today)) return *no;
  if (auto no = moved_since(one.city.commitments, fact.commitment, command.seen, "承诺事项")) return *no;
  if (auto no = not_in(one, fact.commitment, CommitmentState::InForce, "调整时限")) return *no;
  if (auto no = without_reason(fact.reason, "调整时限")) return *no;
  if (auto no = unusable(fact.deadline)) return *no;
  const auto due = fact.deadline.due();
  if (!due) return refuse(Fault::BadInput, "不能调整时限", "新时限没有落到哪一天", "请写明截止日期");
  if (due == commitment.deadline.due())
    return refuse(Fault::BadInput, "不能调整时限", "新时限仍是 " + day_text(*due), "请核对新时限");
  if (auto no = unfit_approver(one, fact.approver, commitment.lead, "不能调整时限")) return *no;
  return accept(fact);
}

// What was shown is written down on the day it was shown, once: nobody chooses afterwards which of several to be scored by.
Decision rule(const Case& one, const RecordVerdict& command) {
  const RecordedVerdict& verdict = command.fact.verdict;
  const std::string cannot = "不能记录判断";
  if (auto no = absent(one.city.commitments, verdict.commitment, "承诺事项")) return *no;
  const KeptCommitment& kept = one.city.commitments[verdict.commitment.index()];
  if (auto no = may(one.city, one.actor, Action::RecordVerdict, {}, one.today)) return *no;
  if (kept.value.state == CommitmentState::Withdrawn || kept.value.state == CommitmentState::Done)
    return refuse(Fault::Conflict, cannot, numbered("承诺事项", verdict.commitment.number()) + "已“" + std::string{chinese_of(kept.value.state)} + "”",
                  "不必再判断");
  if (verdict.on != one.today) return refuse(Fault::BadInput, cannot, "判断只在当日记录，事后不补", "请记录今天的判断");
  if (kept.judged_on == verdict.on)
    return refuse(Fault::Conflict, cannot, numbered("承诺事项", verdict.commitment.number()) + "今天已记录", "一天只记一次");
  if (const std::string why = unfit(verdict, one.city.events); !why.empty())
    return refuse(Fault::BadInput, cannot, why, "请按展示的原样记录");
  return accept(command.fact);
}

// The first report begins a commitment: one that ranks before it and has not begun is asked about (优先次序).
static std::optional<Question> asked_out_of_turn(const City& city, Id<Commitment> id) {
  const KeptCommitment& begun = city.commitments[id.index()];
  if (!begun.reports.empty() || begun.value.started) return std::nullopt;
  const auto before = passed_over(city, id);
  if (!before) return std::nullopt;
  const Commitment& passed = city.commitments[before->index()].value;
  Question question;
  question.commitment = id;
  question.label = QuestionLabel::Match;
  question.text = "C-" + std::to_string(id.number()) + "“" + begun.value.title + "”排第 " + std::to_string(begun.value.rank) +
                  "，已有进展；C-" + std::to_string(before->number()) + "“" + passed.title + "”排第 " + std::to_string(passed.rank) +
                  "，还没有动。为什么？";
  return question;
}

Decision rule(const Case& one, const FileReport& command) {
  Report report = command.fact.report;
  if (auto no = absent(one.city.commitments, report.commitment, "承诺事项")) return *no;
  const Commitment& commitment = one.city.commitments[report.commitment.index()].value;
  if (auto no = may_report(one, commitment)) return *no;
  if (auto no = not_in(one, report.commitment, CommitmentState::InForce, "填报进展")) return *no;
  if (!is_day(report.until)) return refuse(Fault::BadInput, "不能填报", "截至日期缺失或不存在", "请写明截至哪一天");
  if (report.until > one.today)
    return refuse(Fault::BadInput, "不能填报", "截至日期 " + day_text(report.until) + " 还没有到", "请填今天或以前的日期");
  if (report.moves.empty() && !report.said && is_blank(report.note))
    return refuse(Fault::BadInput, "不能填报", "没有对象进度、自报数值或说明", "请至少填一项");
  if (auto no = bad_moves(one, report, commitment)) return *no;
  if (auto no = bad_said(report, commitment)) return *no;
  // Who reported stands in the envelope; the fold takes it from there.
  report.reporter = {};
  report.reporter_post = {};
  report.check = CheckState::Unchecked;
  report.checker = {};
  report.check_reason.clear();
  const auto why = asked_out_of_turn(one.city, report.commitment);
  std::vector<EventBody> events;
  events.push_back(ReportFiled{std::move(report)});
  if (why) events.push_back(QuestionAsked{*why});
  return events;
}

Decision rule(const Case& one, const CheckReport& command) {
  const ReportChecked& fact = command.fact;
  if (auto no = absent(one.city.reports, fact.report, "进展")) return *no;
  const KeptReport& report = one.city.reports[fact.report.index()];
  const Commitment& commitment = one.city.commitments[report.value.commitment.index()].value;
  if (auto no = may(one.city, one.actor, Action::CheckReport, commitment.lead, one.today)) return *no;
  if (auto no = moved_since(one.city.reports, fact.report, command.seen, "进展")) return *no;
  const Doer doer{report.value.reporter, report.on_behalf_of, report.value.reporter_post};
  if (auto no = not_independent(one, doer, "不能核查")) return *no;
  if (report.value.check != CheckState::Unchecked)
    return refuse(Fault::Conflict, numbered("进展", fact.report.number()) + "已核查",
                  "结论是“" + std::string{chinese_of(report.value.check)} + "”", "如情况有变，请另报一期");
  if (fact.verdict == CheckState::Unchecked)
    return refuse(Fault::BadInput, "不能核查", "没有写结论", "请选“核查属实”或“退回”");
  if (fact.verdict == CheckState::Returned)
    if (auto no = without_reason(fact.reason, "退回进展")) return *no;
  return accept(fact);
}

}  // namespace detail

bool covers(const City& city, const Commitment& commitment, Id<Asset> asset) {
  if (!commitment.assets.empty()) {
    for (; asset; asset = city.assets[asset.index()].value.part_of)
      if (detail::contains(commitment.assets, asset)) return true;
    return false;
  }
  const Id<Place> place = city.bodies[commitment.lead.index()].value.place;
  return !place || detail::is_within(city, city.assets[asset.index()].value.place, place);
}

std::vector<Id<Question>> blocking_questions(const City& city, Id<Commitment> commitment) {
  const KeptCommitment& kept = city.commitments[commitment.index()];
  std::vector<Id<Question>> open;
  const auto gather = [&](const std::vector<Id<Question>>& questions) {
    for (const Id<Question> id : questions) {
      const Question& question = city.questions[id.index()].value;
      const bool blocks = question.label == QuestionLabel::Lead || question.label == QuestionLabel::Amount ||
                          question.label == QuestionLabel::Base || question.label == QuestionLabel::Due;
      if (blocks && question.state == QuestionState::Open) open.push_back(id);
    }
  };
  for (const Id<Statement> source : kept.value.sources) gather(city.statements[source.index()].questions);
  gather(kept.questions);
  std::sort(open.begin(), open.end());
  open.erase(std::unique(open.begin(), open.end()), open.end());
  return open;
}

}  // namespace luoshi::city
