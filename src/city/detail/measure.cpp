#include <algorithm>
#include <array>

#include "base/unit.hpp"
#include "city/detail/kind_rules.hpp"
#include "city/measures.hpp"
#include "model/word_lists.hpp"

// 措施: what it acts on, what it is said to do, what was measured; counted once however many promise it.
namespace luoshi::city::detail {
namespace {

using S = MeasureState;
constexpr std::array kStates = {State{"proposed", "拟定", Waits::Own},     State{"agreed", "已定", Waits::Own},
                                State{"under_way", "实施中", Waits::Own},  State{"built", "建成", Waits::Other},
                                State{"effective", "见效"},                State{"dropped", "取消"}};

constexpr Bits kReason = bits_of({Need::Reason});
constexpr Bits kAnyHow = bits_of({S::Proposed, S::Agreed, S::UnderWay, S::Built, S::Effective});
constexpr std::uint8_t to(S state) { return static_cast<std::uint8_t>(state); }

constexpr std::array kSteps = {
    Step{.type = "measure.agree", .chinese = "定", .from = bits_of({S::Proposed}), .to = to(S::Agreed), .right = Action::JudgeThing},
    Step{.type = "measure.serve", .chinese = "增列承诺", .from = kAnyHow, .right = Action::JudgeThing, .needs = bits_of({Need::Number}),
         .guard = "数是承诺事项的编号，尚未列入，也没有撤回"},
    Step{.type = "measure.claim", .chinese = "声明效果", .from = bits_of({S::Proposed, S::Agreed, S::UnderWay, S::Built}),
         .right = Action::JudgeThing, .needs = bits_of({Need::Name, Need::Number, Need::Figure}),
         .guard = "名称是效果类别；数是不确定度，百分之 1 到 200；数值的单位与类别相符"},
    Step{.type = "measure.restate", .chinese = "调整效果", .from = bits_of({S::Proposed, S::Agreed, S::UnderWay, S::Built}),
         .right = Action::JudgeThing, .needs = bits_of({Need::Reason, Need::Number, Need::Figure}),
         .guard = "数是第几项效果；单位和污染物与该项相符"},
    Step{.type = "measure.start", .chinese = "实施", .from = bits_of({S::Agreed}), .to = to(S::UnderWay), .right = Action::HandleThing,
         .needs = bits_of({Need::Day}), .guard = "日期不晚于今天"},
    Step{.type = "measure.build", .chinese = "建成", .from = bits_of({S::UnderWay}), .to = to(S::Built), .right = Action::HandleThing,
         .needs = bits_of({Need::Reason, Need::Day}), .guard = "日期不晚于今天"},
    Step{.type = "measure.gauge", .chinese = "记载实测效果", .from = bits_of({S::Built, S::Effective}), .right = Action::CheckThing,
         .needs = bits_of({Need::Reason, Need::Day, Need::Number, Need::Figure}),
         .guard = "数是第几项效果；单位和污染物与该项相符；日期不晚于今天"},
    Step{.type = "measure.confirm", .chinese = "认定见效", .from = bits_of({S::Built}), .to = to(S::Effective), .right = Action::CheckThing,
         .another = Another::Person, .needs = kReason, .guard = "声明过效果，并有实测"},
    Step{.type = "measure.lapse", .chinese = "效果消失", .from = bits_of({S::Effective}), .to = to(S::Built), .right = Action::CheckThing,
         .needs = kReason},
    Step{.type = "measure.withdraw", .chinese = "撤回", .from = bits_of({S::Proposed}), .to = to(S::Dropped), .right = Action::HandleThing,
         .needs = kReason},
    Step{.type = "measure.drop", .chinese = "取消", .from = bits_of({S::Agreed, S::UnderWay}), .to = to(S::Dropped),
         .right = Action::JudgeThing, .side = Side::Above, .another = Another::Body, .needs = kReason}};

std::optional<EffectOn> effect_called(std::string_view word) {
  for (const Word<EffectOn>& each : words_of<EffectOn>())
    if (each.name == word || each.chinese == word) return each.value;
  return std::nullopt;
}

bool fits(EffectOn on, const Unit& unit) {
  switch (on) {
    case EffectOn::Load: return unit.dimension == Dimension::MassRate;
    case EffectOn::Emission: return unit.dimension == Dimension::MassRate || unit.dimension == Dimension::Mass;
    case EffectOn::StreamFlow:
    case EffectOn::Treated: return unit.dimension == Dimension::VolumeRate;
    case EffectOn::Brought:
    case EffectOn::Effluent: return unit.dimension == Dimension::ConcentrationInWater;
    case EffectOn::OutputValue: return unit.dimension == Dimension::Money;
    case EffectOn::Jobs: return unit.dimension == Dimension::Count;
    case EffectOn::OxygenDemand: return true;  // 克/平方米·日: no unit of the table
  }
  return false;
}

std::optional<Refusal> unfit_effect(EffectOn on, const Figure& amount, std::uint32_t doubt_percent, const std::string& cannot) {
  if (auto no = unusable(amount)) return no;
  const auto unit = read_unit(amount.unit);
  if (!unit || !fits(on, *unit))
    return refuse(Fault::BadInput, cannot, "“" + std::string{chinese_of(on)} + "”不能以“" + amount.unit + "”计",
                  "请改用相符的单位：负荷 kg/d、吨/年，流量和水量 立方米/秒、万立方米/日，浓度 mg/L，产值 元，岗位 人");
  if (doubt_percent < 1 || doubt_percent > 200)
    return refuse(Fault::BadInput, cannot, "没有写效果的不确定度，或不在百分之 1 到 200 之内", "请写明有多大出入：一倍标准差占声明值的百分数");
  const bool of_substance = on == EffectOn::Load || on == EffectOn::Emission || on == EffectOn::Brought || on == EffectOn::Effluent;
  if ((on == EffectOn::Brought || on == EffectOn::Treated) && amount.value < Decimal{})
    return refuse(Fault::BadInput, cannot, "“" + std::string{chinese_of(on)} + "”小于零", "请核对数值");
  if (of_substance && is_blank(amount.of))
    return refuse(Fault::BadInput, cannot, "没有写是哪种污染物", "请写明，例如氨氮");
  return std::nullopt;
}

std::optional<Refusal> twice_or_dead(const City& city, const std::vector<Id<Commitment>>& listed, const std::string& cannot) {
  if (const Id<Commitment> twice = repeated(listed))
    return refuse(Fault::BadInput, cannot, numbered("承诺事项", twice.number()) + "列了两次", "请去掉重复的事项");
  for (const Id<Commitment> id : listed)
    if (city.commitments[id.index()].value.state == CommitmentState::Withdrawn)
      return refuse(Fault::Conflict, cannot, numbered("承诺事项", id.number()) + "已经撤回", "请改列在办的事项");
  return std::nullopt;
}

// The effect a note points at, counted from 1; nullptr where there is none.
const Effect* effect_at(const Measure& measure, const Note& note) {
  return note.number && *note.number >= 1 && *note.number <= measure.effects.size() ? &measure.effects[*note.number - 1] : nullptr;
}

std::optional<Refusal> unfit_serving(const Case& one, const Measure& measure, std::uint32_t number) {
  const std::string cannot = "不能增列承诺";
  if (auto no = absent(one.city.commitments, number == 0 ? Id<Commitment>{} : Id<Commitment>{number}, "承诺事项")) return no;
  std::vector<Id<Commitment>> listed = measure.serves;
  listed.push_back(Id<Commitment>{number});
  return twice_or_dead(one.city, listed, cannot);
}

}  // namespace

constinit const Lifecycle kMeasures{Kind::Measure, Action::HandleThing, Side::Own,
                                    "须写明名称、实施单位和所作用的对象；声明效果的逐项写明类别、数值和不确定度。所服务的承诺可以不止一项，措施只算一次。",
                                    kStates, kSteps};

std::optional<Refusal> unfit_opening(const Case& one, Measure& value) {
  const std::string cannot = "不能立措施";
  if (is_blank(value.title)) return refuse(Fault::BadInput, cannot, "没有名称", "请用一句话写明做什么");
  if (!value.body) return refuse(Fault::BadInput, cannot, "没有实施单位", "请选定一个单位");
  if (!value.asset) return refuse(Fault::BadInput, cannot, "没有写作用于哪个对象", "请从名录选一个对象");
  if (value.cost && *value.cost < Money{}) return refuse(Fault::BadInput, cannot, "造价小于零", "请核对金额");
  if (value.due && !is_day(*value.due)) return refuse(Fault::BadInput, cannot, "期限不是一个日子", "请核对日期");
  if (auto no = twice_or_dead(one.city, value.serves, cannot)) return no;
  if (auto no = twice_or_dead(one.city, value.campaigns, cannot)) return no;
  for (Effect& effect : value.effects) {
    if (auto no = unfit_effect(effect.on, effect.amount, effect.doubt_percent, cannot)) return no;
    effect.measured.reset();
    effect.measured_on.reset();
  }
  value.started.reset();
  value.built.reset();
  return std::nullopt;
}

std::optional<Refusal> barred(const Case& /*one*/, const KeptThing<Measure>& kept, const Step& step, Id<AnyThing> /*id*/) {
  if (step.name() != "confirm") return std::nullopt;
  const auto& effects = kept.value.effects;
  if (effects.empty()) return refuse(Fault::Conflict, "不能认定见效", "未声明效果", "请先声明效果，再记载实测");
  if (std::none_of(effects.begin(), effects.end(), [](const Effect& effect) { return effect.measured.has_value(); }))
    return refuse(Fault::Conflict, "不能认定见效", "没有实测：没有监测就不能判断", "请先记载实测效果");
  return std::nullopt;
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Measure>& kept) {
  const std::string_view name = taking.step.name();
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  const Note& note = taking.note;
  if (name == "serve") return unfit_serving(taking.one, kept.value, *note.number);
  if (has_bit(taking.step.needs, static_cast<unsigned>(Need::Day)) && *note.day > taking.one.today)
    return refuse(Fault::BadInput, cannot, "日期 " + day_text(*note.day) + " 还没有到", "请写实际的日期");
  if (name == "build" && kept.value.started && *note.day < *kept.value.started)
    return refuse(Fault::BadInput, cannot, "建成早于实施 " + day_text(*kept.value.started), "请核对日期");
  if (name == "claim") {
    const auto on = effect_called(note.name);
    if (!on) return refuse(Fault::BadInput, cannot, "没有“" + note.name + "”这类效果", "请写效果类别，例如削减入河负荷");
    return unfit_effect(*on, *note.figure, *note.number, cannot);
  }
  if (name == "restate" || name == "gauge") {
    const Effect* const effect = effect_at(kept.value, note);
    if (effect == nullptr) return refuse(Fault::BadInput, cannot, "没有第 " + std::to_string(*note.number) + " 项效果", "请核对是第几项");
    Figure amount = *note.figure;
    if (amount.of.empty()) amount.of = effect->amount.of;
    if (!is_blank(effect->amount.of) && amount.of != effect->amount.of)
      return refuse(Fault::BadInput, cannot, "污染物与该项效果的“" + effect->amount.of + "”不符", "另一种污染物请另行声明效果");
    return unfit_effect(effect->on, amount, effect->doubt_percent, cannot);
  }
  return std::nullopt;
}

void tie(City& city, Id<Measure> id, const Measure& value) {
  for (const Id<Commitment> commitment : value.serves) city.commitments.edit(commitment.index()).measures.push_back(id);
}

void absorb(City& /*city*/, Measure& value, Course& course, const Step& step, const Note& note, Day /*today*/) {
  const std::string_view name = step.name();
  if (name == "serve") value.serves.push_back(Id<Commitment>{*note.number});
  if (name == "start") value.started = *note.day;
  if (name == "build") value.built = *note.day;
  if (name == "claim") value.effects.push_back({effect_called(note.name).value_or(EffectOn::Load), *note.figure, *note.number, {}, {}});
  if (name == "restate" || name == "gauge") {
    Effect& effect = value.effects.at(*note.number - 1);
    Figure& written = name == "gauge" ? effect.measured.emplace() : effect.amount;
    const std::string of = effect.amount.of;
    written = *note.figure;
    if (written.of.empty()) written.of = of;
    if (name == "gauge") effect.measured_on = *note.day;
  }
  const bool waits = course.state == to(S::Agreed) || course.state == to(S::UnderWay);
  course.due = waits ? value.due : std::optional<Day>{};
}

void tie_after(City& city, Id<AnyThing> id, const Measure& value, const Step& step) {
  if (step.name() == "serve") city.commitments.edit(value.serves.back().index()).measures.push_back(Id<Measure>{id.number()});
}

Id<Body> own_body(const City& /*city*/, const Measure& value) { return value.body; }
std::string title_of(const City& /*city*/, const Measure& value) { return value.title; }

}  // namespace luoshi::city::detail

namespace luoshi::city {

bool counts(const KeptThing<Measure>& measure) {
  const auto state = static_cast<MeasureState>(measure.course.state);
  return state != MeasureState::Proposed && state != MeasureState::Dropped;
}

bool claims_effect(const City& city, Id<Commitment> commitment) {
  const auto& measures = city.commitments[commitment.index()].measures;
  return std::any_of(measures.begin(), measures.end(), [&](Id<Measure> id) {
    const auto& kept = city.all<Measure>()[id.index()];
    return counts(kept) && !kept.value.effects.empty();
  });
}

}  // namespace luoshi::city
