#include <algorithm>
#include <array>

#include "city/detail/kind_rules.hpp"
#include "city/lots.hpp"

// 抽查: a frozen list, a published seed, a draw that anybody can repeat.
namespace luoshi::city::detail {
namespace {

constexpr std::uint32_t kMostLines = 100'000, kMostDrawn = 1'000;

using S = SpotCheckState;
constexpr std::array kStates = {State{"listed", "名单已封", Waits::Own}, State{"drawn", "已抽", Waits::Own}, State{"closed", "查毕"},
                                State{"withdrawn", "撤回"}};
constexpr std::uint8_t to(S state) { return static_cast<std::uint8_t>(state); }

constexpr std::array kSteps = {
    Step{.type = "spot_check.draw", .chinese = "抽取", .from = bits_of({S::Listed}), .to = to(S::Drawn), .right = Action::CheckThing,
         .needs = bits_of({Need::Reason, Need::Name}), .guard = "名称是公布的种子，理由写明在哪里公布；抽到哪几行由名单摘要和种子算出"},
    Step{.type = "spot_check.find", .chinese = "记结果", .from = bits_of({S::Drawn}), .right = Action::CheckThing,
         .needs = bits_of({Need::Reason, Need::Number}), .guard = "数是抽到的行号；抽到的是进展，记结果的与填报人不是同一人，没有委托关系，也不归其领导"},
    Step{.type = "spot_check.close", .chinese = "查毕", .from = bits_of({S::Drawn}), .to = to(S::Closed), .right = Action::CheckThing,
         .guard = "抽到的每一行都记了结果"},
    Step{.type = "spot_check.withdraw", .chinese = "撤回", .from = bits_of({S::Listed}), .to = to(S::Withdrawn),
         .right = Action::CheckThing, .needs = bits_of({Need::Reason}), .guard = "抽取之后不能撤回"}};

bool is_found(const SpotCheck& value, std::uint32_t line) {
  return std::any_of(value.findings.begin(), value.findings.end(), [&](const SpotFinding& each) { return each.line == line; });
}

}  // namespace

constinit const Lifecycle kSpotChecks{Kind::SpotCheck, Action::CheckThing, Side::Own,
                                      "须写明名称、抽查单位、封存的名单（摘要和行数）、抽几个、种子从哪里来和期限；种子未公布前封名单。", kStates, kSteps};

std::optional<Refusal> unfit_opening(const Case& one, SpotCheck& value) {
  const std::string cannot = "不能抽查";
  if (is_blank(value.title)) return refuse(Fault::BadInput, cannot, "没有写名称", "请写明抽查什么");
  if (!value.body) return refuse(Fault::BadInput, cannot, "没有写抽查单位", "请选定一个单位");
  if (value.list == Digest{}) return refuse(Fault::BadInput, cannot, "没有名单", "请先封存名单");
  if (value.size == 0 || value.size > kMostLines)
    return refuse(Fault::BadInput, cannot, "名单有 " + std::to_string(value.size) + " 行", "请列 1 至 100000 行");
  if (value.count == 0 || value.count > value.size || value.count > kMostDrawn)
    return refuse(Fault::BadInput, cannot, "要抽 " + std::to_string(value.count) + " 个，名单有 " + std::to_string(value.size) + " 行",
                  "请写 1 至名单行数之间的数，至多 1000");
  if (is_blank(value.seed_rule)) return refuse(Fault::BadInput, cannot, "没有写种子从哪里来", "请写一个还没有公布、人人可查的数，如某日开奖号码");
  if (!is_day(value.due) || value.due < one.today) return refuse(Fault::BadInput, cannot, "期限缺失或已过", "请写今天或以后的日期");
  value.seed.clear();
  value.drawn.clear();
  value.findings.clear();
  return std::nullopt;
}

std::optional<Refusal> barred(const Case& /*one*/, const KeptThing<SpotCheck>& kept, const Step& step, Id<AnyThing> /*id*/) {
  if (step.name() != "close") return std::nullopt;
  for (const std::uint32_t line : kept.value.drawn)
    if (!is_found(kept.value, line))
      return refuse(Fault::Conflict, "不能查毕", "第 " + std::to_string(line) + " 行还没有记结果", "请先看过并记下；看不了的，写明原因");
  return std::nullopt;
}

// The list is a blob; what its line says comes with the note (`engine/spot_checks` lays it under), so that whoever looks can be
// told apart from whoever reported.
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<SpotCheck>& kept) {
  if (taking.step.name() != "find") return std::nullopt;
  const auto& drawn = kept.value.drawn;
  const std::string cannot = "不能记结果", line = "第 " + std::to_string(*taking.note.number) + " 行";
  if (!std::binary_search(drawn.begin(), drawn.end(), *taking.note.number))
    return refuse(Fault::BadInput, cannot, line + "没有抽到", "请写抽到的行号");
  if (is_blank(taking.note.name)) return refuse(Fault::BadInput, cannot, line + "的原文没有随附", "请照抄名单上的这一行");
  const City& city = taking.one.city;
  const std::uint32_t report = report_in(taking.note.name);
  if (report == 0 || report > city.reports.size()) return std::nullopt;
  const KeptReport& judged = city.reports[report - 1];
  return not_independent(taking.one, {judged.value.reporter, judged.on_behalf_of, judged.value.reporter_post}, cannot);
}

void absorb(City& /*city*/, SpotCheck& value, Course& course, const Step& step, const Note& note, Day /*today*/) {
  if (step.name() == "draw") {
    value.seed = note.name;
    value.drawn = drawn_lines(value.list, value.seed, value.size, value.count);
  }
  if (step.name() == "find") {
    std::erase_if(value.findings, [&](const SpotFinding& each) { return each.line == *note.number; });
    value.findings.push_back({*note.number, note.reason});
  }
  if (course.state < to(S::Closed)) course.due = value.due;
}

std::optional<Day> first_clock(const SpotCheck& value) { return value.due; }
Id<Body> own_body(const City& /*city*/, const SpotCheck& value) { return value.body; }
std::string title_of(const City& /*city*/, const SpotCheck& value) { return value.title; }

}  // namespace luoshi::city::detail
