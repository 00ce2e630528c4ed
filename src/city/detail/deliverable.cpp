#include <algorithm>
#include <array>

#include "city/detail/kind_rules.hpp"

// 成果件、条件事项.
namespace luoshi::city::detail {
namespace {

using D = DeliverableState;
constexpr std::array kDeliverableStates = {
    State{"owed", "待起草", Waits::Own},      State{"drafted", "已起草", Waits::Own},  State{"consulted", "已征求意见", Waits::Other},
    State{"approved", "已审定", Waits::Own},  State{"published", "已发布", Waits::Other}, State{"accepted", "已验收"},
    State{"withdrawn", "撤回"}};

constexpr Bits kReason = bits_of({Need::Reason});
constexpr Bits kPaper = bits_of({Need::Document});
template <class Enum>
constexpr std::uint8_t to(Enum state) { return static_cast<std::uint8_t>(state); }

constexpr std::array kDeliverableSteps = {
    Step{.type = "deliverable.draft", .chinese = "起草", .from = bits_of({D::Owed}), .to = to(D::Drafted),
         .right = Action::HandleThing, .needs = kPaper},
    Step{.type = "deliverable.consult", .chinese = "征求意见", .from = bits_of({D::Drafted}), .to = to(D::Consulted),
         .right = Action::HandleThing, .needs = bits_of({Need::Reason, Need::Document})},
    Step{.type = "deliverable.return", .chinese = "退回修改", .from = bits_of({D::Consulted, D::Published}), .to = to(D::Drafted),
         .right = Action::JudgeThing, .side = Side::Above, .another = Another::Body, .needs = kReason},
    Step{.type = "deliverable.approve", .chinese = "审定", .from = bits_of({D::Consulted}), .to = to(D::Approved),
         .right = Action::JudgeThing, .side = Side::Above, .another = Another::Body, .needs = kPaper},
    Step{.type = "deliverable.publish", .chinese = "发布", .from = bits_of({D::Approved}), .to = to(D::Published),
         .right = Action::HandleThing, .needs = bits_of({Need::Document, Need::Day}), .guard = "日期是发布之日，不晚于今天"},
    Step{.type = "deliverable.accept", .chinese = "验收", .from = bits_of({D::Published}), .to = to(D::Accepted),
         .right = Action::CheckThing, .another = Another::Person, .needs = kReason, .guard = "内容对照验收标准"},
    Step{.type = "deliverable.postpone", .chinese = "延期", .from = bits_of({D::Owed, D::Drafted, D::Consulted, D::Approved}),
         .right = Action::JudgeThing, .side = Side::Above, .another = Another::Body, .needs = bits_of({Need::Reason, Need::Day}),
         .guard = "日期不早于今天"},
    Step{.type = "deliverable.withdraw", .chinese = "撤回", .from = bits_of({D::Owed, D::Drafted, D::Consulted}), .to = to(D::Withdrawn),
         .right = Action::JudgeThing, .side = Side::Above, .another = Another::Body, .needs = kReason}};

using R = StandingRuleState;
constexpr std::array kRuleStates = {State{"proposed", "待定", Waits::Own}, State{"in_force", "生效", Waits::Own}, State{"ended", "终止"}};
constexpr std::array kRuleSteps = {
    Step{.type = "standing_rule.adopt", .chinese = "生效", .from = bits_of({R::Proposed}), .to = to(R::InForce),
         .right = Action::JudgeThing},
    Step{.type = "standing_rule.meet", .chinese = "认定符合", .from = bits_of({R::InForce}), .right = Action::JudgeThing,
         .needs = bits_of({Need::Reason, Need::Assets}), .guard = "对象在本条件范围之内；新近符合的各提出一项承诺，待定"},
    Step{.type = "standing_rule.fail", .chinese = "认定不符合", .from = bits_of({R::InForce}), .right = Action::JudgeThing,
         .needs = bits_of({Need::Reason, Need::Assets}), .guard = "对象在本条件范围之内"},
    Step{.type = "standing_rule.extend", .chinese = "增列对象", .from = bits_of({R::Proposed, R::InForce}), .right = Action::JudgeThing,
         .needs = bits_of({Need::Assets})},
    Step{.type = "standing_rule.end", .chinese = "终止", .from = bits_of({R::Proposed, R::InForce}), .to = to(R::Ended),
         .right = Action::JudgeThing, .needs = kReason}};

bool holds(const std::vector<Id<Asset>>& assets, Id<Asset> asset) {
  return std::find(assets.begin(), assets.end(), asset) != assets.end();
}
void put(std::vector<Id<Asset>>& assets, Id<Asset> asset) {
  if (!holds(assets, asset)) assets.push_back(asset);
}
void take(std::vector<Id<Asset>>& assets, Id<Asset> asset) {
  assets.erase(std::remove(assets.begin(), assets.end(), asset), assets.end());
}

}  // namespace

constinit const Lifecycle kDeliverables{Kind::Deliverable, Action::JudgeThing, Side::Own,
                                        "须写明名称、责任单位、验收标准和期限。", kDeliverableStates, kDeliverableSteps};
constinit const Lifecycle kStandingRules{Kind::StandingRule, Action::JudgeThing, Side::Own,
                                         "须写明条件、符合后办什么、牵头单位和来源条目（已确认）。", kRuleStates, kRuleSteps};

std::optional<Refusal> unfit_opening(const Case& one, Deliverable& value) {
  const std::string cannot = "不能列成果件";
  if (is_blank(value.name)) return refuse(Fault::BadInput, cannot, "没有名称", "请写明");
  if (!value.author) return refuse(Fault::BadInput, cannot, "没有责任单位", "请选定一个单位");
  if (is_blank(value.acceptance)) return refuse(Fault::BadInput, cannot, "没有验收标准", "请写明什么样算完成");
  if (!is_day(value.due) || value.due < one.today) return refuse(Fault::BadInput, cannot, "期限缺失或已过", "请写今天或以后的日期");
  value.proof = {};
  return std::nullopt;
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Deliverable>& /*kept*/) {
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  if (taking.step.name() == "publish" && *taking.note.day > taking.one.today)
    return refuse(Fault::BadInput, cannot, day_text(*taking.note.day) + " 还没有到", "请填今天或以前的日期");
  if (taking.step.name() == "postpone" && *taking.note.day < taking.one.today)
    return refuse(Fault::BadInput, cannot, "新的期限已过", "请写今天或以后的日期");
  return std::nullopt;
}

void absorb(City& /*city*/, Deliverable& value, Course& course, const Step& step, const Note& note, Day /*today*/) {
  if (note.document) value.proof = note.document;
  if (step.name() == "postpone") value.due = *note.day;
  if (course.state < to(D::Published)) course.due = value.due;
}

std::optional<Day> first_clock(const Deliverable& value) { return value.due; }
Id<Body> own_body(const City& /*city*/, const Deliverable& value) { return value.author; }
std::string title_of(const City& /*city*/, const Deliverable& value) { return value.name; }

std::optional<Refusal> unfit_opening(const Case& one, StandingRule& value) {
  const std::string cannot = "不能列条件事项";
  if (is_blank(value.condition) || is_blank(value.opens))
    return refuse(Fault::BadInput, cannot, "没有写条件，或没有写符合后办什么", "请写明");
  if (!value.body) return refuse(Fault::BadInput, cannot, "没有牵头单位", "请选定一个单位");
  if (!value.source) return refuse(Fault::BadInput, cannot, "没有来源条目", "请选一个已确认的条目");
  const StatementState state = one.city.statements[value.source.index()].value.state;
  if (state != StatementState::Confirmed && state != StatementState::Corrected)
    return refuse(Fault::Conflict, cannot, "来源条目还没有确认", "请先确认或更正该条目");
  value.meet.clear();
  value.fail.clear();
  return std::nullopt;
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<StandingRule>& kept) {
  if (taking.step.name() != "meet" && taking.step.name() != "fail") return std::nullopt;
  for (const Id<Asset> asset : taking.note.assets)
    if (!holds(kept.value.assets, asset))
      return refuse(Fault::BadInput, "不能" + std::string{taking.step.chinese},
                    "“" + taking.one.city.assets[asset.index()].value.name + "”不在本条件的范围之内", "请先增列对象");
  return std::nullopt;
}

void add_consequences(const Taking& taking, const KeptThing<StandingRule>& kept, Id<AnyThing> /*id*/, std::vector<EventBody>& events) {
  if (taking.step.name() != "meet") return;
  for (const Id<Asset> asset : taking.note.assets) {
    if (holds(kept.value.meet, asset)) continue;
    Commitment work;
    work.title = kept.value.opens + "：" + taking.one.city.assets[asset.index()].value.name;
    work.sources = {kept.value.source};
    work.lead = kept.value.body;
    work.theme = taking.one.city.statements[kept.value.source.index()].value.theme;
    work.assets = {asset};
    events.push_back(CommitmentOpened{std::move(work)});
  }
}

void absorb(City& /*city*/, StandingRule& value, Course& /*course*/, const Step& step, const Note& note, Day /*today*/) {
  for (const Id<Asset> asset : note.assets) {
    if (step.name() == "extend") put(value.assets, asset);
    if (step.name() == "meet") {
      put(value.meet, asset);
      take(value.fail, asset);
    }
    if (step.name() == "fail") {
      put(value.fail, asset);
      take(value.meet, asset);
    }
  }
}

Id<Body> own_body(const City& /*city*/, const StandingRule& value) { return value.body; }
std::string title_of(const City& /*city*/, const StandingRule& value) { return value.condition; }

}  // namespace luoshi::city::detail
