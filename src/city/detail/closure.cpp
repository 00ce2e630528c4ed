#include <algorithm>
#include <array>

#include "city/detail/kind_rules.hpp"
#include "model/words.hpp"

// 停产退出: lawful, by unit, proved, with people provided for.
namespace luoshi::city::detail {
namespace {

using S = ClosureState;
constexpr std::array kStates = {State{"planned", "拟关停", Waits::Other}, State{"checked", "已核查", Waits::Own},
                                State{"protected", "不予关停"},           State{"ordered", "已下令", Waits::Own},
                                State{"obstructed", "受阻中止", Waits::Own}, State{"referred", "已移送", Waits::Other},
                                State{"accepted", "已验收"},              State{"withdrawn", "撤回"}};

constexpr Bits kReason = bits_of({Need::Reason});
constexpr std::uint8_t to(S state) { return static_cast<std::uint8_t>(state); }
constexpr Bits kProof = bits_of({Need::Day, Need::Evidence});
constexpr std::string_view kProofGuard = "日期不晚于今天，此项尚未记载";

constexpr std::array kSteps = {
    Step{.type = "closure.check", .chinese = "下令前核查", .from = bits_of({S::Planned}), .to = to(S::Checked),
         .right = Action::CheckThing, .another = Another::Person, .needs = bits_of({Need::Reason, Need::Document})},
    Step{.type = "closure.protect", .chinese = "不予关停", .from = bits_of({S::Planned, S::Checked}), .to = to(S::Protected),
         .right = Action::JudgeThing, .needs = bits_of({Need::Reason, Need::Document})},
    Step{.type = "closure.order", .chinese = "下令", .from = bits_of({S::Checked}), .to = to(S::Ordered), .right = Action::JudgeThing,
         .needs = bits_of({Need::Document, Need::Day}), .guard = "安置和补偿都已写明；日期是完成期限，不早于今天"},
    Step{.type = "closure.settle_staff", .chinese = "写明职工安置", .from = bits_of({S::Planned, S::Checked, S::Ordered}),
         .right = Action::HandleThing, .needs = kReason},
    Step{.type = "closure.settle_owner", .chinese = "写明补偿", .from = bits_of({S::Planned, S::Checked, S::Ordered}),
         .right = Action::HandleThing, .needs = kReason},
    Step{.type = "closure.cut_water", .chinese = "断水", .from = bits_of({S::Ordered}), .right = Action::HandleThing, .needs = kProof, .guard = kProofGuard},
    Step{.type = "closure.cut_power", .chinese = "断电", .from = bits_of({S::Ordered}), .right = Action::HandleThing, .needs = kProof, .guard = kProofGuard},
    Step{.type = "closure.clear_equipment", .chinese = "清设备", .from = bits_of({S::Ordered}), .right = Action::HandleThing, .needs = kProof, .guard = kProofGuard},
    Step{.type = "closure.clear_material", .chinese = "清原料", .from = bits_of({S::Ordered}), .right = Action::HandleThing, .needs = kProof, .guard = kProofGuard},
    Step{.type = "closure.clear_product", .chinese = "清产品", .from = bits_of({S::Ordered}), .right = Action::HandleThing, .needs = kProof, .guard = kProofGuard},
    Step{.type = "closure.obstruct", .chinese = "记载受阻", .from = bits_of({S::Ordered}), .to = to(S::Obstructed),
         .right = Action::HandleThing, .needs = kReason, .guard = "期限自此停算"},
    Step{.type = "closure.refer", .chinese = "移送", .from = bits_of({S::Obstructed}), .to = to(S::Referred), .right = Action::JudgeThing,
         .needs = bits_of({Need::Name, Need::Document}), .guard = "名称是受理机关"},
    Step{.type = "closure.resume", .chinese = "恢复办理", .from = bits_of({S::Obstructed, S::Referred}), .to = to(S::Ordered),
         .right = Action::JudgeThing, .needs = kReason, .guard = "内容是处理结果；停算的天数补入期限"},
    Step{.type = "closure.accept", .chinese = "验收", .from = bits_of({S::Ordered}), .to = to(S::Accepted), .right = Action::CheckThing,
         .another = Another::Person, .needs = kReason, .guard = "两断三清五项都有记载"},
    Step{.type = "closure.relapse", .chinese = "死灰复燃", .from = bits_of({S::Accepted}), .to = to(S::Ordered),
         .right = Action::CheckThing, .needs = bits_of({Need::Reason, Need::Day}), .guard = "日期是新的期限；五项须重新记载；容量账上由它腾出的收回"},
    Step{.type = "closure.withdraw", .chinese = "撤回", .from = bits_of({S::Planned, S::Checked}), .to = to(S::Withdrawn),
         .right = Action::JudgeThing, .needs = kReason}};

struct ProofStep {
  std::string_view name;
  Proof proof;
};
constexpr std::array kProofs = {ProofStep{"cut_water", Proof::Water}, ProofStep{"cut_power", Proof::Power},
                                ProofStep{"clear_equipment", Proof::Equipment}, ProofStep{"clear_material", Proof::Material},
                                ProofStep{"clear_product", Proof::Product}};

const ProofStep* proof_of(std::string_view name) {
  const auto* const found = std::find_if(kProofs.begin(), kProofs.end(), [&](const ProofStep& each) { return each.name == name; });
  return found == kProofs.end() ? nullptr : found;
}

bool has(const Closure& closure, Proof proof) {
  return std::any_of(closure.cuts.begin(), closure.cuts.end(), [&](const Cut& cut) { return cut.proof == proof; });
}

// 依法、依规 and the like name no law.
bool names_no_law(std::string_view instrument) {
  if (is_blank(instrument)) return true;
  for (const std::string_view empty : {"依法", "依规", "依法依规", "依法依规关停", "依法关停", "有关规定", "相关规定", "上级要求"})
    if (instrument == empty) return true;
  return false;
}

std::uint32_t days_between(Day from, Day until) {
  return static_cast<std::uint32_t>(std::max<std::int64_t>((std::chrono::sys_days{until} - std::chrono::sys_days{from}).count(), 0));
}

}  // namespace

constinit const Lifecycle kClosures{Kind::Closure, Action::JudgeThing, Side::Own,
                                    "须写明企业、牵头单位和依据：法律名称或文号、条款、制发机关和所附文件；只写“依法”不行。部分关停的列出生产装置。",
                                    kStates, kSteps};

std::optional<Refusal> unfit_opening(const Case& one, Closure& value) {
  const std::string cannot = "不能列关停";
  if (!value.firm || one.city.assets[value.firm.index()].value.kind != AssetKind::Firm)
    return refuse(Fault::BadInput, cannot, "没有写企业，或所选对象不是企业", "请从名录选企业");
  for (const Id<Asset> unit : value.units)
    if (one.city.assets[unit.index()].value.part_of != value.firm)
      return refuse(Fault::BadInput, cannot, "“" + one.city.assets[unit.index()].value.name + "”不是该企业的生产装置", "请核对范围");
  if (!value.lead) return refuse(Fault::BadInput, cannot, "没有牵头单位", "请选定一个单位");
  if (names_no_law(value.basis.instrument))
    return refuse(Fault::BadInput, cannot, "没有依据的法律名称或文号，只写“依法”不行", "请写明哪部法律或哪份文件");
  if (is_blank(value.basis.article) || is_blank(value.basis.issuer) || !value.basis.paper)
    return refuse(Fault::BadInput, cannot, "依据缺条款、制发机关或所附文件", "请补全，并先收录文件");
  value.due = Day{};
  value.cuts.clear();
  value.referred_to.clear();
  value.stopped.reset();
  value.suspended_days = 0;
  return std::nullopt;
}

std::optional<Refusal> barred(const Case& /*one*/, const KeptThing<Closure>& kept, const Step& step, Id<AnyThing> /*id*/) {
  const Closure& closure = kept.value;
  const std::string cannot = "不能" + std::string{step.chinese};
  if (step.name() == "order" && (is_blank(closure.staff) || is_blank(closure.compensation)))
    return refuse(Fault::Conflict, cannot, is_blank(closure.staff) ? "职工安置还没有写明" : "补偿还没有写明", "请先写明；没有的写明为什么");
  if (const ProofStep* proof = proof_of(step.name()); proof != nullptr && has(closure, proof->proof))
    return refuse(Fault::Conflict, cannot, "此项已有记载", "不必重复记载");
  if (step.name() != "accept") return std::nullopt;
  std::string missing;
  for (const ProofStep& proof : kProofs)
    if (!has(closure, proof.proof)) missing += (missing.empty() ? "" : "、") + std::string{chinese_of(proof.proof)};
  if (missing.empty()) return std::nullopt;
  return refuse(Fault::Conflict, cannot, "还没有" + missing, "请先记载这几项，附佐证");
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Closure>& /*kept*/) {
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  const std::string_view name = taking.step.name();
  if (proof_of(name) != nullptr && *taking.note.day > taking.one.today)
    return refuse(Fault::BadInput, cannot, day_text(*taking.note.day) + " 还没有到", "请填今天或以前的日期");
  if ((name == "order" || name == "relapse") && *taking.note.day < taking.one.today)
    return refuse(Fault::BadInput, cannot, "期限 " + day_text(*taking.note.day) + " 已过", "请写今天或以后的日期");
  return std::nullopt;
}

void absorb(City& /*city*/, Closure& value, Course& course, const Step& step, const Note& note, Day today) {
  const std::string_view name = step.name();
  if (name == "settle_staff") value.staff = note.reason;
  if (name == "settle_owner") value.compensation = note.reason;
  if (name == "order" || name == "relapse") value.due = *note.day;
  if (name == "relapse") value.cuts.clear();
  if (name == "obstruct") value.stopped = today;
  if (name == "refer") value.referred_to = note.name;
  if (name == "resume" && value.stopped) {
    const std::uint32_t days = days_between(*value.stopped, today);
    value.suspended_days += days;
    value.due = Day{std::chrono::sys_days{value.due} + std::chrono::days{days}};
    value.stopped.reset();
  }
  if (const ProofStep* proof = proof_of(name)) value.cuts.push_back({proof->proof, *note.day, note.evidence});
  if (course.state == to(S::Ordered)) course.due = value.due;
}

// What runs again frees nothing: no ledger goes on counting it.
void tie_after(City& city, Id<AnyThing> id, const Closure& /*value*/, const Step& step) {
  if (step.name() != "relapse") return;
  for (std::size_t i = 0; i < city.all<Capacity>().size(); ++i) {
    const auto freed = [&](const CapacityEntry& entry) { return entry.closure == Id<Closure>{id.number()} && !entry.returned; };
    const auto& entries = city.all<Capacity>()[i].value.entries;
    if (std::none_of(entries.begin(), entries.end(), freed)) continue;
    for (CapacityEntry& entry : city.edit_all<Capacity>().edit(i).value.entries)
      if (freed(entry)) entry.returned = true;
  }
}

Id<Body> own_body(const City& /*city*/, const Closure& value) { return value.lead; }
std::string title_of(const City& city, const Closure& value) {
  std::string title = city.assets[value.firm.index()].value.name;
  if (!value.units.empty()) title += "（部分，" + std::to_string(value.units.size()) + " 处装置）";
  return title;
}

}  // namespace luoshi::city::detail
