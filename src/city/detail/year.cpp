#include <algorithm>
#include <array>

#include "base/unit.hpp"
#include "city/detail/kind_rules.hpp"
#include "city/turn.hpp"

// 年度收官: the turn of a year, and what it does with each promise that is not done.
namespace luoshi::city::detail {
namespace {

using T = YearTurnState;
constexpr std::array kStates = {State{"open", "收官中", Waits::Own}, State{"closed", "已收官"}, State{"withdrawn", "撤回"}};
constexpr std::uint8_t to(T state) { return static_cast<std::uint8_t>(state); }

constexpr std::array kSteps = {
    Step{.type = "year_turn.close", .chinese = "收官", .from = bits_of({T::Open}), .to = to(T::Closed), .right = Action::KeepCommitment,
         .guard = "到期未完成的事项都已结转、调整结转或终止"},
    Step{.type = "year_turn.withdraw", .chinese = "撤回", .from = bits_of({T::Open}), .to = to(T::Withdrawn), .right = Action::KeepCommitment,
         .needs = bits_of({Need::Reason}), .guard = "还没有事项结转、调整或终止"}};

constexpr std::size_t kMostNamed = 8;

std::string named(const std::vector<Id<Commitment>>& ids) {
  std::string text;
  for (std::size_t i = 0; i < std::min(ids.size(), kMostNamed); ++i) text += (i == 0 ? "C-" : "、C-") + std::to_string(ids[i].number());
  return ids.size() > kMostNamed ? text + " 等 " + std::to_string(ids.size()) + " 项" : text + " 共 " + std::to_string(ids.size()) + " 项";
}

// A new basis is another number of the same thing: what is counted, its bound and its basis stay as promised.
Figure on_new_basis(const std::optional<Figure>& promised, const Figure& written) {
  if (!promised) return written;
  Figure after = *promised;
  after.value = written.value;
  after.unit = written.unit;
  after.uncertain = false;
  return after;
}

std::optional<Refusal> unfit_basis(const Commitment& commitment, const Figure& written, const std::string& cannot) {
  if (!commitment.figure) return std::nullopt;
  const Figure& promised = *commitment.figure;
  const auto own = read_unit(promised.unit), other = read_unit(written.unit);
  if (written.unit != promised.unit && (!own || !other || !same_kind(*own, *other)))
    return refuse(Fault::BadInput, cannot, "承诺的单位是“" + promised.unit + "”，新的单位是“" + written.unit + "”",
                  "请用“" + promised.unit + "”或可换算的单位");
  if ((!is_blank(written.of) && written.of != promised.of) || (written.bound != Bound::Equal && written.bound != promised.bound) ||
      (written.basis != Basis::Unstated && written.basis != promised.basis))
    return refuse(Fault::BadInput, cannot, "计数对象、界或口径与所承诺的不符", "调整结转只改数值，请只写数值和单位");
  const bool same = written.unit == promised.unit ? written.value == promised.value
                                                  : in_base(written.value, *other) == in_base(promised.value, *own);
  if (same) return refuse(Fault::BadInput, cannot, "数值没有变化", "不改数值的请用“结转”");
  return std::nullopt;
}

}  // namespace

constinit const Lifecycle kYearTurns{Kind::YearTurn, Action::KeepCommitment, Side::Own,
                                     "须写明年度和单位（含下属）；不早于当年12月1日；各事项当日的判断已记录在案。", kStates, kSteps};

std::optional<Refusal> unfit_opening(const Case& one, YearTurn& value) {
  const std::string cannot = "不能开年度收官";
  if (!value.body) return refuse(Fault::BadInput, cannot, "没有写单位", "请选定一个单位");
  if (value.year < 2000 || value.year > 2999) return refuse(Fault::BadInput, cannot, "年度有误", "请写四位年份");
  if (one.today < turn_begins(value.year))
    return refuse(Fault::Conflict, cannot, std::to_string(value.year) + "年还没有到12月", "请到时再办");
  value.closed_on.reset();
  std::optional<Refusal> again;
  one.city.all<YearTurn>().each([&](std::size_t, const KeptThing<YearTurn>& other) {
    const bool meets = is_within(one.city, other.value.body, value.body) || is_within(one.city, value.body, other.value.body);
    if (again || other.value.year != value.year || !meets || other.course.state == to(T::Withdrawn)) return;
    again = refuse(Fault::Conflict, cannot, std::to_string(value.year) + "年" + one.city.bodies[other.value.body.index()].value.name +
                                                "的收官已开", "请在那一次里办理");
  });
  if (again) return again;
  std::vector<Id<Commitment>> unshown = undecided_in(one.city, value);
  std::erase_if(unshown, [&](Id<Commitment> id) { return one.city.commitments[id.index()].judged_on == one.today; });
  if (unshown.empty()) return std::nullopt;
  return refuse(Fault::Conflict, cannot, named(unshown) + "今天的判断还没有记录在案", "请用“开年度收官”（luoshi year open）一并记录");
}

std::optional<Refusal> barred(const Case& one, const KeptThing<YearTurn>& kept, const Step& step, Id<AnyThing> /*id*/) {
  const std::string cannot = "不能" + std::string{step.chinese};
  if (step.name() == "close") {
    const std::vector<Id<Commitment>> open = undecided_in(one.city, kept.value);
    if (open.empty()) return std::nullopt;
    return refuse(Fault::Conflict, cannot, named(open) + "还没有定", "请逐项结转、调整结转或终止");
  }
  const TurnTally tally = tally_of(one.city, kept.value);
  if (tally.carried.empty() && tally.rebased.empty() && tally.dropped.empty()) return std::nullopt;
  return refuse(Fault::Conflict, cannot, "已有事项办理了结转、调整或终止", "请把其余事项办完后收官");
}

void absorb(City& /*city*/, YearTurn& value, Course& /*course*/, const Step& step, const Note& /*note*/, Day today) {
  if (step.name() == "close") value.closed_on = today;
}

Id<Body> own_body(const City& /*city*/, const YearTurn& value) { return value.body; }
std::string title_of(const City& city, const YearTurn& value) {
  return std::to_string(value.year) + "年 " + city.bodies[value.body.index()].value.name;
}

std::optional<Refusal> unfit_turn(const Taking& taking, const KeptCommitment& kept) {
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  const auto year = turning_year(taking.one.city, kept.value);
  if (!year) return refuse(Fault::Conflict, cannot, "没有包括它的年度收官正在办理", "请先开年度收官；平时请用“调整时限”或“终止”");
  if (taking.step.name() == "close_out") return unfit_approver(taking.one, taking.note.post, kept.value.lead, cannot);
  if (*taking.note.day <= last_day_of(*year))
    return refuse(Fault::BadInput, cannot, "新的期限 " + day_text(*taking.note.day) + " 还在 " + std::to_string(*year) + " 年之内",
                  "请写次年以后的日期");
  if (taking.step.name() == "carry") return std::nullopt;
  if (auto no = unfit_basis(kept.value, *taking.note.figure, cannot)) return no;
  return unfit_approver(taking.one, taking.note.post, kept.value.lead, cannot);
}

void absorb_turn(const City& city, Commitment& value, const Step& step, const Note& note) {
  const auto year = turning_year(city, value);
  const TurnWay way = step.name() == "carry" ? TurnWay::Carried : step.name() == "rebase" ? TurnWay::Rebased : TurnWay::Dropped;
  value.turns.push_back({year.value_or(0), way, value.figure, value.deadline, note.reason, note.post});
  if (way == TurnWay::Dropped) return;
  if (way == TurnWay::Rebased) {
    value.lowered += is_lower(note.figure, value.figure) ? 1 : 0;
    value.figure = on_new_basis(value.figure, *note.figure);
  }
  value.deadline = Deadline{DeadlineKind::By, {}, PartialDate::of(*note.day), "结转至" + day_text(*note.day)};
  ++value.extensions;
}

}  // namespace luoshi::city::detail

namespace luoshi::city {

using detail::is_within;

Day last_day_of(std::uint32_t year) { return Day{std::chrono::year{static_cast<int>(year)} / 12 / 31}; }
Day turn_begins(std::uint32_t year) { return Day{std::chrono::year{static_cast<int>(year)} / 12 / 1}; }

namespace {

bool is_unfinished(CommitmentState state) {
  return state == CommitmentState::InForce || state == CommitmentState::Reported || state == CommitmentState::ToVerify;
}

bool is_due_by(const Commitment& commitment, Day day) {
  const auto due = commitment.deadline.due();
  return due && *due <= day;
}

}  // namespace

std::vector<Id<Commitment>> undecided_in(const City& city, const YearTurn& turn) {
  std::vector<Id<Commitment>> open;
  city.commitments.each([&](std::size_t index, const KeptCommitment& kept) {
    const Commitment& promised = kept.value;
    if (is_unfinished(promised.state) && is_due_by(promised, last_day_of(turn.year)) && is_within(city, promised.lead, turn.body))
      open.push_back(Id<Commitment>::at_index(index));
  });
  return open;
}

std::optional<std::uint32_t> turning_year(const City& city, const Commitment& commitment) {
  std::optional<std::uint32_t> year;
  city.all<YearTurn>().each([&](std::size_t, const KeptThing<YearTurn>& kept) {
    const bool open = kept.course.state == static_cast<std::uint8_t>(YearTurnState::Open);
    if (!year && open && is_due_by(commitment, last_day_of(kept.value.year)) && is_within(city, commitment.lead, kept.value.body))
      year = kept.value.year;
  });
  return year;
}

TurnTally tally_of(const City& city, const YearTurn& turn) {
  TurnTally tally;
  tally.undecided = undecided_in(city, turn);
  const Day first{std::chrono::year{static_cast<int>(turn.year)} / 1 / 1}, last = last_day_of(turn.year);
  city.commitments.each([&](std::size_t index, const KeptCommitment& kept) {
    const Commitment& promised = kept.value;
    if (!is_within(city, promised.lead, turn.body)) return;
    const auto id = Id<Commitment>::at_index(index);
    const auto due = promised.deadline.due();
    if (promised.state == CommitmentState::Done && due && first <= *due && *due <= last) tally.done.push_back(id);
    if (is_unfinished(promised.state) && !due) tally.undated.push_back(id);
    for (const TurnOfItem& each : promised.turns) {
      if (each.year != turn.year) continue;
      auto& list = each.way == TurnWay::Carried ? tally.carried : each.way == TurnWay::Rebased ? tally.rebased : tally.dropped;
      list.push_back(id);
    }
  });
  return tally;
}

}  // namespace luoshi::city
