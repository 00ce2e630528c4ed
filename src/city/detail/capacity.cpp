#include "city/capacity.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/unit.hpp"
#include "city/detail/kind_rules.hpp"
#include "model/words.hpp"

// 容量账: what an area may bear, who takes of it, what gives back.
namespace luoshi::city::detail {
namespace {

using S = CapacityState;
constexpr std::array kStates = {State{"in_force", "执行", Waits::Own}, State{"ended", "终止"}};
constexpr Bits kReason = bits_of({Need::Reason});
constexpr Bits kOpen = bits_of({S::InForce});

constexpr std::array kSteps = {
    Step{.type = "capacity.take", .chinese = "占用", .from = kOpen, .right = Action::JudgeThing,
         .needs = bits_of({Need::Number, Need::Figure}), .guard = "数是项目编号，项目没有停止，也还没有占用；余量够"},
    Step{.type = "capacity.overdraw", .chinese = "透支占用", .from = kOpen, .right = Action::JudgeThing,
         .needs = bits_of({Need::Reason, Need::Number, Need::Figure, Need::Post}),
         .guard = "同上，而余量不够；批准岗位不在本单位之内，且由另一人在任"},
    Step{.type = "capacity.free", .chinese = "腾出", .from = kOpen, .right = Action::JudgeThing,
         .needs = bits_of({Need::Name, Need::Figure}), .guard = "名称是措施或停产退出的编号，如 M-3、G-2；措施已建成，关停已验收；还没有腾出过，或死灰复燃后重新验收"},
    Step{.type = "capacity.give_back", .chinese = "退还", .from = kOpen, .right = Action::JudgeThing,
         .needs = bits_of({Need::Reason, Need::Number}), .guard = "数是占用着的项目编号"},
    Step{.type = "capacity.reset", .chinese = "调整容量", .from = kOpen, .right = Action::JudgeThing, .side = Side::Above,
         .another = Another::Body, .needs = bits_of({Need::Reason, Need::Document, Need::Figure}),
         .guard = "调整后余量小于零的，还须写明批准岗位"},
    Step{.type = "capacity.end", .chinese = "终止", .from = kOpen, .to = static_cast<std::uint8_t>(S::Ended), .right = Action::JudgeThing,
         .needs = kReason}};

std::string amount_text(const Decimal& amount, const Capacity& capacity) { return amount.normalised().text() + capacity.limit.unit; }

template <class Entries>
auto* taken_by(Entries& entries, Id<Project> project) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const CapacityEntry& each) { return each.project == project && !each.returned; });
  return found == entries.end() ? nullptr : &*found;
}
bool is_taken_by(const Capacity& capacity, Id<Project> project) { return taken_by(capacity.entries, project) != nullptr; }

// The amount as the ledger counts; nothing where it is of another substance, or its unit does not convert.
std::optional<Decimal> counted(const Figure& amount, const Capacity& capacity) {
  if (!is_blank(amount.of) && amount.of != capacity.limit.of) return std::nullopt;
  return in_unit_of(amount, capacity.limit);
}
std::string as_kept(const Capacity& capacity) { return "请按账上的“" + capacity.limit.of + "”和“" + capacity.limit.unit + "”写明数值"; }

/// What a name like M-3 or G-2 stands for: a measure or a closure.
struct Source {
  Id<Measure> measure;
  Id<Closure> closure;
};
std::optional<Source> source_called(std::string_view name) {
  if (name.size() < 3 || (name[0] != 'M' && name[0] != 'G') || name[1] != '-') return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(name.data() + 2, name.data() + name.size(), number);
  if (error != std::errc{} || end != name.data() + name.size() || number == 0) return std::nullopt;
  return name[0] == 'M' ? Source{Id<Measure>{number}, {}} : Source{{}, Id<Closure>{number}};
}

std::optional<Refusal> unfit_source(const Taking& taking, const Capacity& capacity) {
  const std::string cannot = "不能腾出";
  const City& city = taking.one.city;
  const auto source = source_called(taking.note.name);
  if (!source) return refuse(Fault::BadInput, cannot, "“" + taking.note.name + "”不是措施或停产退出的编号", "请写例如 M-3 或 G-2");
  if (source->measure) {
    if (auto no = absent(city.all<Measure>(), source->measure, "措施")) return no;
    const auto state = static_cast<MeasureState>(city.all<Measure>()[source->measure.index()].course.state);
    if (state != MeasureState::Built && state != MeasureState::Effective)
      return refuse(Fault::Conflict, cannot, "措施还没有建成", "请等措施建成后再腾出");
  } else {
    if (auto no = absent(city.all<Closure>(), source->closure, "停产退出")) return no;
    if (static_cast<ClosureState>(city.all<Closure>()[source->closure.index()].course.state) != ClosureState::Accepted)
      return refuse(Fault::Conflict, cannot, "停产退出还没有验收", "请等验收后再腾出");
  }
  for (const CapacityEntry& entry : capacity.entries)
    if (!entry.project && !entry.returned && entry.measure == source->measure && entry.closure == source->closure)
      return refuse(Fault::Conflict, cannot, taking.note.name + " 已于 " + day_text(entry.day) + " 腾出过", "同一来源只算一次");
  return std::nullopt;
}

// The sums once so much more is taken (or, below zero, freed).
std::optional<CapacitySums> sums_after(const Capacity& capacity, const CapacityEntry& entry) {
  Capacity after = capacity;
  after.entries.push_back(entry);
  return sums_of(after);
}

std::optional<Refusal> unfit_taking(const Taking& taking, const Capacity& capacity, const Decimal& amount) {
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  const City& city = taking.one.city;
  const std::uint32_t number = *taking.note.number;
  const Id<Project> project = number == 0 ? Id<Project>{} : Id<Project>{number};
  if (auto no = absent(city.all<Project>(), project, "项目")) return no;
  const auto& kept = city.all<Project>()[project.index()];
  if (static_cast<ProjectStage>(kept.course.state) == ProjectStage::Stopped)
    return refuse(Fault::Conflict, cannot, "项目“" + kept.value.name + "”已经停止", "请核对项目编号");
  if (is_taken_by(capacity, project))
    return refuse(Fault::Conflict, cannot, "项目“" + kept.value.name + "”已占用", "要改数的，先退还再占用");
  CapacityEntry entry;
  entry.project = project;
  entry.amount = amount;
  const auto now = sums_of(capacity), after = sums_after(capacity, entry);
  if (!now || !after) return refuse(Fault::BadInput, cannot, "数太大，加不起来", "请核对数值");
  const bool enough = after->left >= Decimal{0};
  if (taking.step.name() == "take" && !enough)
    return refuse(Fault::Conflict, cannot, "余量 " + amount_text(now->left, capacity) + "，要占用 " + amount_text(amount, capacity),
                  "请先腾出容量；确需透支的，写明理由和批准岗位，办理透支占用");
  if (taking.step.name() == "take") return std::nullopt;
  if (enough) return refuse(Fault::Conflict, cannot, "余量够用", "请直接占用");
  return unfit_approver(taking.one, taking.note.post, capacity.body, cannot);
}

std::optional<Refusal> unfit_reset(const Taking& taking, const Capacity& capacity) {
  const std::string cannot = "不能调整容量";
  Capacity after = capacity;
  after.limit.value = counted(*taking.note.figure, capacity).value_or(Decimal{-1});
  if (after.limit.value < Decimal{0}) return refuse(Fault::BadInput, cannot, "数值小于零，或单位或污染物与账上的不符", as_kept(capacity));
  const auto sums = sums_of(after);
  if (!sums) return refuse(Fault::BadInput, cannot, "数太大，加不起来", "请核对数值");
  if (sums->left >= Decimal{0}) return std::nullopt;
  if (!taking.note.post) return refuse(Fault::Conflict, cannot, "调整后余量为 " + amount_text(sums->left, capacity), "透支须写明批准岗位和理由");
  return unfit_approver(taking.one, taking.note.post, capacity.body, cannot);
}

}  // namespace

constinit const Lifecycle kCapacities{Kind::Capacity, Action::JudgeThing, Side::Own,
                                      "须写明名称、记账单位、区划、介质和容量：数值、单位（kg/d 或 吨/年）、污染物；已有的负荷一并写明，自始占用。",
                                      kStates, kSteps};

std::optional<Refusal> unfit_opening(const Case& /*one*/, Capacity& value) {
  const std::string cannot = "不能立容量账";
  if (is_blank(value.title)) return refuse(Fault::BadInput, cannot, "没有名称", "请写哪一区域、哪一污染物");
  if (!value.body || !value.place) return refuse(Fault::BadInput, cannot, value.body ? "没有区划" : "没有记账单位", "请补全");
  if (auto no = unusable(value.limit)) return no;
  const auto unit = read_unit(value.limit.unit);
  if (!unit || unit->dimension != Dimension::MassRate || is_blank(value.limit.of) || value.limit.value < Decimal{0})
    return refuse(Fault::BadInput, cannot, "容量不是某一污染物的负荷，或小于零", "请写明例如 氨氮 1200 kg/d");
  if (value.existing && (value.existing->value < Decimal{0} || !counted(*value.existing, value)))
    return refuse(Fault::BadInput, cannot, "已有负荷小于零，或单位或污染物与容量不符", "请用与容量相同的单位和污染物");
  value.entries.clear();
  const auto sums = sums_of(value);
  if (!sums || sums->left < Decimal{0})
    return refuse(Fault::Conflict, cannot, "已有负荷多于容量", "请核对两个数；现状已超的，先把容量账立为现状，再调整");
  return std::nullopt;
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Capacity>& kept) {
  const std::string_view name = taking.step.name();
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  if (name == "end") return std::nullopt;
  if (name == "give_back") {
    const std::uint32_t number = *taking.note.number;
    if (number != 0 && is_taken_by(kept.value, Id<Project>{number})) return std::nullopt;
    return refuse(Fault::Conflict, cannot, numbered("项目", number) + "没有占用着", "请核对项目编号");
  }
  if (name == "reset") return unfit_reset(taking, kept.value);
  const auto amount = counted(*taking.note.figure, kept.value);
  if (!amount || *amount <= Decimal{0})
    return refuse(Fault::BadInput, cannot, "数值不大于零，或单位或污染物与账上的不符", as_kept(kept.value));
  return name == "free" ? unfit_source(taking, kept.value) : unfit_taking(taking, kept.value, *amount);
}

void absorb(City& /*city*/, Capacity& value, Course& /*course*/, const Step& step, const Note& note, Day today) {
  const std::string_view name = step.name();
  if (name == "reset") value.limit.value = in_unit_of(*note.figure, value.limit).value_or(value.limit.value);
  if (name == "give_back")
    if (CapacityEntry* const entry = taken_by(value.entries, Id<Project>{*note.number})) entry->returned = true;
  if (name != "take" && name != "overdraw" && name != "free") return;
  CapacityEntry entry;
  entry.amount = in_unit_of(*note.figure, value.limit).value_or(Decimal{});
  entry.day = today;
  entry.reason = note.reason;
  if (name == "free") {
    const Source source = source_called(note.name).value_or(Source{});
    entry.measure = source.measure;
    entry.closure = source.closure;
  } else {
    entry.project = Id<Project>{*note.number};
  }
  if (name == "overdraw") entry.approver = note.post;
  value.entries.push_back(std::move(entry));
}

Id<Body> own_body(const City& /*city*/, const Capacity& value) { return value.body; }
std::string title_of(const City& /*city*/, const Capacity& value) { return value.title; }

}  // namespace luoshi::city::detail

namespace luoshi::city {

std::optional<Decimal> in_unit_of(const Figure& amount, const Figure& limit) {
  if (amount.unit == limit.unit) return amount.value;
  const auto from = read_unit(amount.unit), to = read_unit(limit.unit);
  if (!from || !to || !same_kind(*from, *to)) return std::nullopt;
  const Decimal factor = to->factor.normalised();
  const auto base = in_base(amount.value, *from);
  if (!base || factor.coefficient() != 1) return std::nullopt;  // a power of ten: its inverse is exact
  return multiply(*base, Decimal{1, -factor.exponent()});
}

std::optional<CapacitySums> sums_of(const Capacity& capacity) {
  CapacitySums sums;
  sums.limit = capacity.limit.value;
  if (capacity.existing) {
    const auto existing = in_unit_of(*capacity.existing, capacity.limit);
    if (!existing) return std::nullopt;
    sums.existing = *existing;
  }
  for (const CapacityEntry& entry : capacity.entries) {
    if (entry.returned) continue;
    Decimal& sum = entry.project ? sums.taken : sums.freed;
    const auto more = add(sum, entry.amount);
    if (!more) return std::nullopt;
    sum = *more;
  }
  auto left = add(sums.limit, negate(sums.existing));
  if (left) left = add(*left, negate(sums.taken));
  if (left) left = add(*left, sums.freed);
  if (!left) return std::nullopt;
  sums.left = *left;
  return sums;
}

}  // namespace luoshi::city
