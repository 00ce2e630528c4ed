#include <algorithm>
#include <array>

#include "city/detail/kind_rules.hpp"

// 收表: what is asked is asked once.
namespace luoshi::city::detail {
namespace {

using S = SurveyState;
constexpr std::array kStates = {State{"drafted", "待发", Waits::Own}, State{"sent", "待填", Waits::Other},
                                State{"filled", "已填", Waits::Own}, State{"taken", "已收"}, State{"withdrawn", "撤回"}};

constexpr Bits kReason = bits_of({Need::Reason});
constexpr std::uint8_t to(S state) { return static_cast<std::uint8_t>(state); }

constexpr std::array kSteps = {
    Step{.type = "survey.send", .chinese = "发出", .from = bits_of({S::Drafted}), .to = to(S::Sent), .right = Action::JudgeThing},
    Step{.type = "survey.answer", .chinese = "填对象", .from = bits_of({S::Sent}), .right = Action::HandleThing, .side = Side::Other,
         .needs = bits_of({Need::Reason, Need::Assets}), .guard = "对象都在表上；写了计量单位的表，数值须是这个单位"},
    Step{.type = "survey.say", .chinese = "填事项", .from = bits_of({S::Sent}), .right = Action::HandleThing, .side = Side::Other,
         .needs = bits_of({Need::Reason, Need::Number}), .guard = "数是表上第几项承诺；写了计量单位的表，数值须是这个单位"},
    Step{.type = "survey.hand_in", .chinese = "交表", .from = bits_of({S::Sent}), .to = to(S::Filled), .right = Action::HandleThing,
         .side = Side::Other, .guard = "表上每一个都填了，没有的也写明"},
    Step{.type = "survey.return", .chinese = "退回补填", .from = bits_of({S::Filled}), .to = to(S::Sent), .right = Action::JudgeThing,
         .needs = bits_of({Need::Reason, Need::Day}), .guard = "日期是新的期限，不早于今天"},
    Step{.type = "survey.take", .chinese = "收下", .from = bits_of({S::Filled}), .to = to(S::Taken), .right = Action::JudgeThing},
    Step{.type = "survey.withdraw", .chinese = "撤回", .from = bits_of({S::Drafted, S::Sent}), .to = to(S::Withdrawn),
         .right = Action::JudgeThing, .needs = kReason}};

std::string period(const Survey& survey) { return day_text(survey.from) + " 至 " + day_text(survey.until); }
std::string called(const Survey& survey, std::size_t number) { return numbered("收表", static_cast<std::uint32_t>(number)) + "《" + survey.title + "》"; }

template <class Thing>
Id<Thing> common(const std::vector<Id<Thing>>& asked, const std::vector<Id<Thing>>& sorted) {
  const auto found = std::find_if(asked.begin(), asked.end(), [&](Id<Thing> id) { return std::binary_search(sorted.begin(), sorted.end(), id); });
  return found == asked.end() ? Id<Thing>{} : *found;
}

template <class Thing>
std::vector<Id<Thing>> sorted(std::vector<Id<Thing>> ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::string answer_text(const Survey& survey, Id<Asset> asset, Id<Commitment> item) {
  for (const SurveyAnswer& answer : survey.answers)
    if ((asset && answer.asset == asset) || (item && answer.item == item))
      return "，" + day_text(answer.day) + " 已答“" + (answer.figure ? answer.figure->value.text() + answer.figure->unit : answer.words) + "”";
  return "，还没有答";
}

// The same (asset or commitment × indicator × period), asked before in a survey that was not withdrawn.
std::optional<Refusal> asked_before(const City& city, const Survey& value) {
  const auto assets = sorted(value.assets);
  const auto items = sorted(value.numbers);
  std::optional<Refusal> found;
  city.all<Survey>().each([&](std::size_t index, const KeptThing<Survey>& kept) {
    const Survey& other = kept.value;
    if (found || kept.course.state == to(S::Withdrawn)) return;
    if (other.indicator != value.indicator || other.from != value.from || other.until != value.until) return;
    const Id<Asset> asset = common(other.assets, assets);
    const Id<Commitment> item = asset ? Id<Commitment>{} : common(other.numbers, items);
    if (!asset && !item) return;
    const std::string of = asset ? city.assets[asset.index()].value.name : city.commitments[item.index()].value.title;
    found = refuse(Fault::Conflict, "不能再问“" + of + "”的“" + value.indicator + "”（" + period(value) + "）",
                   called(other, index + 1) + "已问过" + answer_text(other, asset, item), "请直接取用已有的，或从表上去掉它");
  });
  return found;
}

// How far a commitment has come is reported anyhow; no form asks for it again.
std::optional<Refusal> reported_anyhow(const City& city, const Survey& value) {
  constexpr std::array kProgress = {"进展", "进度", "进展情况", "完成情况", "完成数", "累计完成", "工作进展"};
  if (std::find(kProgress.begin(), kProgress.end(), value.indicator) == kProgress.end() || value.numbers.empty()) return std::nullopt;
  const Id<Commitment> item = value.numbers.front();
  const KeptCommitment& kept = city.commitments[item.index()];
  const std::string last = kept.reports.empty() ? std::string{"还没有报过"}
                                                : "最近一次是" + numbered("进展", kept.reports.back().number()) + "，截至 " +
                                                      day_text(city.reports[kept.reports.back().index()].value.until);
  return refuse(Fault::Conflict, "不能再问“" + kept.value.title + "”的“" + value.indicator + "”",
                "承诺事项的进展在填报里报，" + last, "请到该承诺的页面取用，或改问别的指标");
}

void keep(Survey& value, SurveyAnswer answer) {
  const auto same = std::find_if(value.answers.begin(), value.answers.end(), [&](const SurveyAnswer& each) {
    return each.asset == answer.asset && each.item == answer.item;
  });
  if (same == value.answers.end()) value.answers.push_back(std::move(answer));
  else *same = std::move(answer);
}

}  // namespace

constinit const Lifecycle kSurveys{Kind::Survey, Action::JudgeThing, Side::Own,
                                   "须写明表名、发表单位、填报单位、指标、起止日期、期限和所问对象或承诺；同一对象、同一指标、同一时段问过的，不再问。",
                                   kStates, kSteps};

std::optional<Refusal> unfit_opening(const Case& one, Survey& value) {
  const std::string cannot = "不能收表";
  if (is_blank(value.title) || is_blank(value.indicator)) return refuse(Fault::BadInput, cannot, "没有写表名，或没有写指标", "请写明");
  if (!value.body || !value.asked) return refuse(Fault::BadInput, cannot, "没有写发表单位，或没有写填报单位", "请各选定一个单位");
  if (!is_day(value.from) || !is_day(value.until) || value.until < value.from)
    return refuse(Fault::BadInput, cannot, "起止日期缺失或颠倒", "请写明问的是哪一段时间");
  if (!is_day(value.due) || value.due < one.today) return refuse(Fault::BadInput, cannot, "期限缺失或已过", "请写今天或以后的日期");
  if (value.assets.empty() && value.numbers.empty())
    return refuse(Fault::BadInput, cannot, "没有写问的是哪些对象或承诺", "请逐个选定；不针对对象的，请用问清");
  if (repeated(value.assets) || repeated(value.numbers)) return refuse(Fault::BadInput, cannot, "同一个对象或承诺写了两次", "请去掉重复的");
  value.answers.clear();
  if (auto no = reported_anyhow(one.city, value)) return no;
  return asked_before(one.city, value);
}

std::optional<Refusal> barred(const Case& one, const KeptThing<Survey>& kept, const Step& step, Id<AnyThing> /*id*/) {
  const Survey& value = kept.value;
  const std::string cannot = "不能" + std::string{step.chinese};
  if (step.name() == "answer" && value.assets.empty()) return refuse(Fault::Conflict, cannot, "表上没有对象", "请用“填事项”");
  if (step.name() == "say" && value.numbers.empty()) return refuse(Fault::Conflict, cannot, "表上没有承诺事项", "请用“填对象”");
  const std::size_t open = value.assets.size() + value.numbers.size() - value.answers.size();
  if (step.name() != "hand_in" || open == 0) return std::nullopt;
  std::string first;
  for (const Id<Asset> asset : value.assets)
    if (first.empty() && std::none_of(value.answers.begin(), value.answers.end(), [&](const SurveyAnswer& each) { return each.asset == asset; }))
      first = one.city.assets[asset.index()].value.name;
  return refuse(Fault::Conflict, cannot, "还有 " + std::to_string(open) + " 个没有填" + (first.empty() ? "" : "，如“" + first + "”"),
                "请填完再交；没有的也写明");
}

std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Survey>& kept) {
  const Survey& value = kept.value;
  const Note& note = taking.note;
  const std::string cannot = "不能" + std::string{taking.step.chinese};
  if (taking.step.name() == "return" && *note.day < taking.one.today)
    return refuse(Fault::BadInput, cannot, "新的期限已过", "请写今天或以后的日期");
  const bool answers = taking.step.name() == "answer", says = taking.step.name() == "say";
  if (answers)
    for (const Id<Asset> asset : note.assets)
      if (std::find(value.assets.begin(), value.assets.end(), asset) == value.assets.end())
        return refuse(Fault::BadInput, cannot, "“" + taking.one.city.assets[asset.index()].value.name + "”不在表上", "请只填表上的");
  if (says && (*note.number < 1 || *note.number > value.numbers.size()))
    return refuse(Fault::BadInput, cannot, "表上没有第 " + std::to_string(*note.number) + " 项承诺",
                  "请写 1 至 " + std::to_string(value.numbers.size()));
  if ((answers || says) && !is_blank(value.unit) && (!note.figure || note.figure->unit != value.unit))
    return refuse(Fault::BadInput, cannot, "这张表要填数值，单位是“" + value.unit + "”", "请写数值和这个单位；没有的写 0 并说明");
  return std::nullopt;
}

void absorb(City& /*city*/, Survey& value, Course& course, const Step& step, const Note& note, Day today) {
  if (step.name() == "answer")
    for (const Id<Asset> asset : note.assets) keep(value, {asset, {}, note.reason, note.figure, today});
  if (step.name() == "say") keep(value, {{}, value.numbers[*note.number - 1], note.reason, note.figure, today});
  if (step.name() == "return") value.due = *note.day;
  if (course.state == to(S::Sent)) course.due = value.due;
}

Id<Body> own_body(const City& /*city*/, const Survey& value) { return value.body; }
Id<Body> other_body(const Survey& value) { return value.asked; }
std::string title_of(const City& /*city*/, const Survey& value) { return value.title; }

}  // namespace luoshi::city::detail
