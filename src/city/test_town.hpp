#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "city/codec.hpp"
#include "city/decide.hpp"
#include "city/things.hpp"

// What the tests of this room share: a small fictional city, every event of it, and a way to act in it.
namespace luoshi::city::testing {

using namespace std::chrono_literals;

inline constexpr Day kToday{std::chrono::year{2026}, std::chrono::June, std::chrono::day{30}};
inline constexpr Day kLongAgo{std::chrono::year{2025}, std::chrono::January, std::chrono::day{1}};

/// 10:00 at +08:00 on that day.
inline Instant morning(Day day = kToday) { return Instant{std::chrono::sys_days{day} + 2h}; }

inline Envelope envelope_of(const Actor& actor, Instant at) {
  return Envelope{at, actor.person, actor.post, actor.on_behalf_of, "", "c-1", "00112233445566778899aabbccddeeff"};
}

/// A city one can act in: each accepted command is folded at once.
struct Town {
  City city;
  std::vector<Event> events;
  Instant now = morning();

  Decision ask(const Actor& actor, CommandBody body) const {
    return decide(city, Command{"c-1", actor, std::move(body)}, now);
  }

  /// The reason of the refusal; empty when accepted, and then folded.
  std::string act(const Actor& actor, CommandBody body) {
    Decision decision = ask(actor, std::move(body));
    if (const auto* refusal = std::get_if<Refusal>(&decision)) return refusal->reason;
    for (EventBody& each : std::get<std::vector<EventBody>>(decision)) fold(actor, std::move(each));
    return "";
  }

  void fold(const Actor& actor, EventBody body) {
    events.push_back(Event{envelope_of(actor, now), std::move(body)});
    city = apply(std::move(city), events.back());
  }

  void enlist(const Actor& actor, std::string person, Id<Post> post, std::vector<Role> roles) {
    act({}, Register{PersonRegistered{{std::move(person)}}});
    act(actor, Register{HolderAppointed{
                   {Id<Person>::at_index(city.persons.size() - 1), post, std::move(roles), kLongAgo, {}}}});
  }
};

// The people and offices of `small_town`, by number.
inline constexpr Id<Body> kGovernment{1}, kWater{2}, kEast{3};
inline constexpr Id<Post> kOffice{1}, kMayor{2}, kWaterHead{3}, kWaterClerk{4}, kInspector{5}, kEastClerk{6}, kGuard{7};
inline constexpr Actor kOperator{};
inline constexpr Actor kEditor{Id<Person>{1}, kOffice, {}};
inline constexpr Actor kChief{Id<Person>{2}, kMayor, {}};          ///< reader at the top
inline constexpr Actor kWaterChief{Id<Person>{3}, kWaterHead, {}}; ///< reports for the water bureau
inline constexpr Actor kClerk{Id<Person>{4}, kWaterClerk, {}};     ///< below the head: reports and checks
inline constexpr Actor kChecker{Id<Person>{5}, kInspector, {}};
inline constexpr Actor kEastReporter{Id<Person>{6}, kEastClerk, {}};
inline constexpr Actor kSuccessor{Id<Person>{6}, kWaterClerk, {}};  ///< where the town's clerk follows the bureau's
inline constexpr Actor kSecurity{Id<Person>{7}, kGuard, {}};

inline Figure figure(std::int64_t value, std::string unit) {
  Figure made;
  made.value = Decimal{value};
  made.unit = std::move(unit);
  return made;
}

inline Deadline by(int year, unsigned month, unsigned day) {
  return Deadline{DeadlineKind::By, {}, PartialDate{year, month, day}, "到期前"};
}

inline DocumentImported bulletin(std::string_view bytes) {
  DocumentImported made;
  made.document.source = sha256(bytes);
  made.document.reading = sha256(std::string{bytes} + "读数");
  made.document.reader = "1";
  made.document.file = "通报.txt";
  made.document.title = "关于全市河涌整治的通报";
  made.document.date = "2026-03";
  made.document.meeting_number = 47;
  ProposedStatement asked;
  asked.statement.source = {0, 30};
  asked.statement.text = {0, 10};
  asked.statement.kind = StatementKind::Requirement;
  asked.statement.theme = Theme::Water;
  asked.statement.has_lead = true;
  asked.questions = {QuestionLabel::Due, QuestionLabel::List};
  ProposedStatement praised;
  praised.statement.source = {30, 60};
  praised.statement.text = {10, 20};
  praised.statement.place_in_reading = 1;
  praised.statement.kind = StatementKind::Praise;
  made.statements = {asked, praised};
  made.questions = {QuestionLabel::Date};
  return made;
}

inline Commitment river_works() {
  Commitment made;
  made.title = "完成河涌整治";
  made.sources = {Id<Statement>{1}};
  made.lead = kWater;
  made.supports = {kEast};
  made.theme = Theme::Water;
  made.figure = figure(35, "公里");
  made.original_deadline = by(2026, 10, 31);
  made.assets = {Id<Asset>{1}, Id<Asset>{2}};
  return made;
}

/// Registers, seven people in office, one paper with two statements and three questions; nothing judged yet.
inline Town small_town() {
  Town town;
  town.act({}, Found{{"云溪市", true}});
  town.act({}, Register{PlaceRegistered{{"441900", "云溪市", PlaceLevel::City, {}}}});
  town.act({}, Register{PlaceRegistered{{"", "东岸镇", PlaceLevel::Town, Id<Place>{1}}}});
  town.act({}, Register{BodyRegistered{{"云溪市人民政府", {"市政府"}, BodyKind::Government, Id<Place>{1}, {}}}});
  town.act({}, Register{BodyRegistered{{"云溪市水务局", {"水务局"}, BodyKind::Department, Id<Place>{1}, kGovernment}}});
  town.act({}, Register{BodyRegistered{{"东岸镇人民政府", {"东岸镇"}, BodyKind::Town, Id<Place>{2}, kGovernment}}});
  town.act({}, Register{PostRegistered{{"督查室编审岗", kGovernment, {}}}});
  town.act({}, Register{PostRegistered{{"市长", kGovernment, {}}}});
  town.act({}, Register{PostRegistered{{"水务局局长", kWater, kMayor}}});
  town.act({}, Register{PostRegistered{{"水务局填报岗", kWater, kWaterHead}}});
  town.act({}, Register{PostRegistered{{"督查室核查岗", kGovernment, kMayor}}});
  town.act({}, Register{PostRegistered{{"东岸镇填报岗", kEast, {}}}});
  town.act({}, Register{PostRegistered{{"安全管理岗", kGovernment, {}}}});
  town.enlist({}, "编审甲", kOffice, {Role::Editor});
  town.enlist({}, "市长乙", kMayor, {Role::Reader});
  town.enlist({}, "局长丙", kWaterHead, {Role::Reporter});
  town.enlist({}, "科员丁", kWaterClerk, {Role::Reporter, Role::Checker});
  town.enlist({}, "核查戊", kInspector, {Role::Checker});
  town.enlist({}, "镇员己", kEastClerk, {Role::Reporter});
  town.enlist({}, "安全庚", kGuard, {Role::SecurityAdmin});
  town.act({}, Register{AssetRegistered{{"R-0001", "月湖涌", AssetKind::River, Id<Place>{2}, {}, Stage::Listed}}});
  town.act({}, Register{AssetRegistered{{"R-0002", "铁炉河", AssetKind::River, Id<Place>{1}, {}, Stage::Entered}}});
  town.act({}, Register{AssetRegistered{{"W-0001", "东岸污水厂", AssetKind::Works, Id<Place>{2}, {}, Stage::Listed}}});
  town.act({}, ImportDocument{bulletin("通报一")});
  return town;
}

/// The small town with one commitment in force (35 公里 by 2026-10-31, two rivers).
inline Town busy_town() {
  Town town = small_town();
  town.act(kEditor, ConfirmStatement{{Id<Statement>{1}}, town.city.statements[0].version()});
  town.act(kEditor, AnswerQuestion{{Id<Question>{1}, "10月底前", {}}, town.city.questions[0].version()});
  town.act(kEditor, OpenCommitment{{river_works()}});
  town.act(kEditor, AdoptCommitment{{Id<Commitment>{1}}, town.city.commitments[0].version()});
  return town;
}

inline Report moved_to(Stage stage, Day until = kToday, Id<Asset> asset = Id<Asset>{1}) {
  Report made;
  made.commitment = Id<Commitment>{1};
  made.until = until;
  made.moves = {{asset, stage}};
  return made;
}

/// The step of that type, with a note, as someone who saw the thing as it stands.
inline TakeStep step_on(const City& city, std::string_view type, std::uint32_t number, Note note = {}) {
  const Step* const step = step_called(type);
  const std::uint32_t seen = number == 0 || number > count_of(city, step->kind())
                                 ? 0
                                 : thing_line(city, step->kind(), number).history.back();
  return TakeStep{{step, number == 0 ? Id<AnyThing>{} : Id<AnyThing>{number}, std::move(note)}, seen};
}

inline Note because(std::string reason, std::optional<Day> day = {}) {
  Note note;
  note.reason = std::move(reason);
  note.day = day;
  return note;
}

/// The water bureau asks the government for something that holds its commitment up.
inline Ask pump_power() {
  Ask made;
  made.what = "请协调泵站用电";
  made.asker = kWater;
  made.answerer = kGovernment;
  made.due = Day{std::chrono::year{2026} / 7 / 10};
  made.blocks = {Id<Commitment>{1}};
  return made;
}

inline Pledge water_pledge() {
  Pledge made;
  made.title = "水污染治理承诺书";
  made.signer = kWater;
  made.upper = kGovernment;
  made.post = kWaterHead;
  made.numbers = {Id<Commitment>{1}};
  made.needs = {{"泵站用电", kGovernment, Day{std::chrono::year{2026} / 9 / 1}, {}, {}}};
  return made;
}

inline Deliverable river_plan() {
  Deliverable made;
  made.name = "一河一策";
  made.author = kWater;
  made.acceptance = "每条河涌有责任人、工程清单和时限";
  made.due = Day{std::chrono::year{2026} / 12 / 1};
  made.serves = {Id<Commitment>{1}};
  return made;
}

inline StandingRule planned_first() {
  StandingRule made;
  made.condition = "已纳入规划";
  made.opens = "尽快启动整治";
  made.body = kWater;
  made.source = Id<Statement>{1};
  made.assets = {Id<Asset>{1}, Id<Asset>{2}};
  return made;
}

inline Problem found_problem(ProblemSource source = ProblemSource::Inspection) {
  Problem made;
  made.what = "月湖涌排口晴天出水";
  made.source = source;
  made.body = kWater;
  made.assets = {Id<Asset>{1}};
  made.evidence = {sha256("影像")};
  made.clips = {{sha256("影像"), 12, 40, "排口"}};
  return made;
}

inline Incident well_accident() {
  Incident made;
  made.name = "6·12 井下作业事故";
  made.what = "清淤时未通风";
  made.body = kWater;
  made.sector = "有限空间";
  return made;
}

inline Hazard gas_hazard() {
  Hazard made;
  made.what = "井下气体检测";
  made.where = Id<Asset>{3};
  made.body = kGovernment;
  made.due = Day{std::chrono::year{2026} / 8 / 1};
  return made;
}

inline void register_firm(Town& town) {
  town.act({}, Register{AssetRegistered{{"F-0001", "铁炉焦化厂", AssetKind::Firm, Id<Place>{2}, {}, Stage::Listed}}});
  town.act({}, Register{AssetRegistered{
                   {"F-0001-2", "二号焦炉", AssetKind::Unit, Id<Place>{2}, town.city.asset_of("F-0001"), Stage::Listed}}});
}

/// Requires `register_firm`.
inline Closure unit_closure() {
  Closure made;
  made.firm = Id<Asset>{4};
  made.units = {Id<Asset>{5}};
  made.lead = kWater;
  made.basis = {"《大气污染防治条例》", "第二十条", "云溪市人民代表大会常务委员会", Id<Document>{1}};
  made.staff = "转岗 120 人";
  made.compensation = "按评估价补偿";
  return made;
}

inline Measure sewer_measure() {
  Measure made;
  made.title = "月湖涌沿岸截污";
  made.body = kWater;
  made.asset = Id<Asset>{1};
  made.cost = Money::fen(12'345'678'900);
  made.due = Day{std::chrono::year{2026} / 12 / 1};
  made.effects.resize(1);
  made.effects[0].amount = figure(35, "kg/d");
  made.effects[0].amount.of = "氨氮";
  made.effects[0].doubt_percent = 30;
  return made;
}

inline Survey length_survey() {
  Survey made;
  made.title = "河涌长度核对表";
  made.body = kGovernment;
  made.asked = kWater;
  made.indicator = "整治长度";
  made.unit = "公里";
  made.from = Day{std::chrono::year{2026} / 4 / 1};
  made.until = Day{std::chrono::year{2026} / 6 / 30};
  made.assets = {Id<Asset>{1}};
  made.numbers = {Id<Commitment>{1}};
  made.due = Day{std::chrono::year{2026} / 12 / 1};
  return made;
}

inline SpotCheck report_lots() {
  SpotCheck made;
  made.title = "二季度进展抽查";
  made.body = kGovernment;
  made.list = sha256("R-1\nR-2\nR-3\n");
  made.size = 3;
  made.count = 3;
  made.seed_rule = "7月1日福彩开奖号码";
  made.due = Day{std::chrono::year{2026} / 12 / 1};
  return made;
}

/// The clerk of the water bureau leaves at the end of the week; the town's clerk is to follow.
inline Handover clerk_leaves() { return {kWaterClerk, kClerk.person, Day{std::chrono::year{2026} / 7 / 3}, {}, {}}; }

inline Delegation head_on_leave() {
  Delegation made;
  made.delegate = kEastReporter.person;
  made.roles = {Role::Reporter};
  made.from = kToday;
  made.until = Day{std::chrono::year{2026} / 7 / 15};
  made.scope = "公休期间填报进展";
  return made;
}

inline Secondment sent_to_town() {
  Secondment made;
  made.person = kClerk.person;
  made.home = kWater;
  made.receiver = kEast;
  made.task = "驻镇推进河涌整治";
  made.from = kToday;
  made.until = Day{std::chrono::year{2026} / 12 / 31};
  made.serves = Id<Commitment>{1};
  return made;
}

inline SectorDuty confined_spaces() { return {"有限空间", Id<Place>{2}, kWater, kWaterHead, {}}; }

inline void open_offices(Town& town) {
  town.act(kEditor, OpenThing{Opened<Handover>{clerk_leaves()}});
  town.act(kWaterChief, OpenThing{Opened<Delegation>{head_on_leave()}});
  town.act(kEditor, OpenThing{Opened<Secondment>{sent_to_town()}});
  town.act(kEditor, OpenThing{Opened<SectorDuty>{confined_spaces()}});
  town.act(kEditor, OpenThing{Opened<YearTurn>{{2025, kGovernment, {}}}});
}

/// A project of the water bureau with one milestone and one row of money, in 2026.
inline Project plant_project() {
  Project made;
  made.name = "东岸污水厂扩建";
  made.code = "2026-441900-77-01-000123";
  made.tier = ProjectTier::City;
  made.body = kWater;
  made.place = Id<Place>{2};
  made.total = Money::fen(80'000'000'00);
  made.assets = {Id<Asset>{3}};
  made.milestones.resize(1);
  made.milestones[0].name = "主体封顶";
  made.milestones[0].planned = Day{std::chrono::year{2026} / 9 / 30};
  made.funding = {{MoneySource::SpecialBond, 2026, Money::fen(100'000'000), Money::fen(50'000'000), Money::fen(20'000'000), Money::fen(10'000'000)}};
  return made;
}

inline Capacity ammonia_budget() {
  Capacity made;
  made.title = "东岸片区氨氮容量";
  made.body = kWater;
  made.place = Id<Place>{2};
  made.limit = figure(1200, "kg/d");
  made.limit.of = "氨氮";
  made.existing = figure(200, "kg/d");
  return made;
}

/// Rests on commitment 1, which must be done.
inline Merit river_merit() {
  Merit made;
  made.title = "表扬水务局河涌整治";
  made.body = kWater;
  made.units = {kWater};
  made.holders = {{kWaterChief.person, kWaterHead}};
  made.grounds = "两条河涌提前完工，断面连续六个月达标";
  made.rests_on = {Id<Commitment>{1}};
  made.notice_days = 5;
  return made;
}

inline Consent village_vote() {
  Consent made;
  made.what = "月湖涌沿岸拆违补偿方案";
  made.place = Id<Place>{2};
  made.body = kWater;
  made.voters = 15;
  made.favour_parts = made.turnout_parts = 2;
  made.favour_whole = made.turnout_whole = 3;
  made.rule = "村民委员会组织法";
  return made;
}

inline Satisfaction river_satisfaction() {
  Satisfaction made;
  made.title = "月湖涌居民满意度";
  made.assets = {Id<Asset>{1}};
  made.body = kWater;
  made.asker = kGovernment;
  made.frame = "沿岸 500 米住户名册，等距抽取";
  made.sample = 200;
  return made;
}

inline Appeal red_light() {
  Appeal made;
  made.commitment = Id<Commitment>{1};
  made.light = "红";
  made.sum = "已完成10％，时间过去60％";
  made.rule = "序时进度";
  made.grounds = "汛期停工，进度不应按日历算";
  return made;
}

inline Sample river_sample(Day day, SampleVerdict verdict = SampleVerdict::InClass) {
  Sample made;
  made.asset = Id<Asset>{1};
  made.day = day;
  made.verdict = verdict;
  made.limit = "Ⅳ类";
  made.parameter = "氨氮";
  made.value = figure(verdict == SampleVerdict::InClass ? 1 : 3, "mg/L");
  return made;
}

/// Requires the first river to be built.
inline FunnelJudged two_misses() {
  FunnelJudged made;
  made.asset = Id<Asset>{1};
  made.word = FunnelWord::NotYet;
  made.cause = ReviewCause::MissesInARow;
  made.reason = "连续2次不达标，待复核";
  made.rule = "funnel-10-of-12";
  made.rule_digest = sha256("规则");
  made.as_of = kToday;
  made.holds_until = Day{std::chrono::year{2026} / 9 / 30};
  made.samples = {Day{std::chrono::year{2026} / 5 / 10}, Day{std::chrono::year{2026} / 6 / 10}};
  return made;
}

/// Samples, a correction, a calendar, a rule that fires, an appeal.
inline void watch_a_river(Town& town) {
  WorkingDays days;
  days.year = 2026;
  days.off = {Day{std::chrono::year{2026} / 10 / 1}};
  days.worked = {Day{std::chrono::year{2026} / 10 / 10}};
  days.source = "放假通知";
  town.act({}, Register{WorkingDaysSet{days}});
  town.act({}, RecordSample{{river_sample(Day{std::chrono::year{2026} / 5 / 10}, SampleVerdict::Missed)}});
  town.act({}, RecordSample{{river_sample(Day{std::chrono::year{2026} / 6 / 10})}});
  town.act({}, CorrectSample{{river_sample(Day{std::chrono::year{2026} / 6 / 10}, SampleVerdict::Missed), "抄录有误"}});
  town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}});
  town.act({}, RecordJudgement{two_misses()});
  town.act(kWaterChief, OpenThing{Opened<Appeal>{red_light()}});
}

/// One of every kind that came after asks.
inline void open_every_kind(Town& town) {
  town.act(kEditor, OpenThing{Opened<Pledge>{water_pledge()}});
  town.act(kEditor, OpenThing{Opened<Deliverable>{river_plan()}});
  town.act(kEditor, OpenThing{Opened<StandingRule>{planned_first()}});
  town.act(kChecker, OpenThing{Opened<Problem>{found_problem()}});
  town.act(kEditor, OpenThing{Opened<Incident>{well_accident()}});
  town.act(kChecker, OpenThing{Opened<Hazard>{gas_hazard()}});
  register_firm(town);
  town.act(kEditor, OpenThing{Opened<Closure>{unit_closure()}});
  town.act(kEditor, OpenThing{Opened<Survey>{length_survey()}});
  town.act(kChecker, OpenThing{Opened<SpotCheck>{report_lots()}});
  Measure served = sewer_measure();
  served.serves = {Id<Commitment>{1}};
  town.act(kWaterChief, OpenThing{Opened<Measure>{served}});
  open_offices(town);
}

inline void tie_and_untie(Town& town) {
  town.act({}, ImportDocument{bulletin("通报二")});
  town.act(kEditor, TieStatement{{Id<Statement>{3}, Id<Statement>{1}}, town.city.statements[2].version()});
  town.act(kEditor, UntieStatement{{Id<Statement>{3}, "说的不是一件事"}, town.city.statements[2].version()});
  town.act(kSecurity, Register{ActingAppointed{{kChecker.person, kMayor, {Role::Reader}, kToday, {}, false}}});
  town.act(kWaterChief, OpenThing{Opened<Project>{plant_project()}});
  town.act(kEditor, OpenThing{Opened<Capacity>{ammonia_budget()}});
  town.fold(kEditor, Opened<Merit>{river_merit()});
  town.act(kWaterChief, OpenThing{Opened<Consent>{village_vote()}});
  town.act(kEditor, OpenThing{Opened<Satisfaction>{river_satisfaction()}});
}

inline void amend_and_ask(Town& town) {
  CommitmentAmended amended{Id<Commitment>{1}, town.city.commitments[0].value, "支涌并入", kMayor};
  amended.terms.figure = figure(30, "公里");
  town.act(kEditor, AmendCommitment{amended, town.city.commitments[0].version()});
  town.act(kWaterChief, OpenThing{Opened<Ask>{pump_power()}});
  town.act(kEditor, step_on(town.city, "ask.answer", 1, because("已协调供电")));
}

inline Note total_of(std::int64_t number, std::string unit) {
  Note note = because("河湖名录");
  note.figure = figure(number, std::move(unit));
  note.body = kWater;
  note.document = Id<Document>{1};
  return note;
}

/// What was shown of the first commitment today.
inline RecordedVerdict shown_today(const City& city) {
  RecordedVerdict made;
  made.commitment = Id<Commitment>{1};
  made.on = kToday;
  made.at = static_cast<std::uint32_t>(city.events);
  made.due = city.commitments[0].value.deadline.due();
  made.wanted = 30;
  made.total = 60;
  made.word = Verdict::Word::AtRisk;
  made.probability = Decimal{625, -3};
  made.low = Decimal{5, -1};
  made.high = Decimal{75, -2};
  for (std::uint32_t i = 0; i < kRecordedLevels; ++i) made.quantiles.push_back(20 + i);
  made.reason = "6个月完成20公里";
  made.reasons = {"自报按八成计"};
  made.light = "yellow";
  made.straight = 31;
  made.inputs = {sha256("输入")};
  made.engine = "1";
  made.seed = 7;
  return made;
}

inline void state_and_judge(Town& town) {
  town.act(kEditor, step_on(town.city, "commitment.state_total", 1, total_of(60, "公里")));
  town.act(kEditor, RecordVerdict{{shown_today(town.city)}});
}

/// A town in which every type of event has happened.
inline Town eventful_town() {
  Town town = busy_town();
  const auto& city = town.city;
  town.act({}, Register{RulesAdopted{{"滞后亮灯", sha256("规则一")}}});
  town.act(kEditor, CorrectStatement{{Id<Statement>{2}, StatementKind::Result, Theme::Other, "是成效"},
                                     city.statements[1].version()});
  town.act(kEditor, DismissStatement{{Id<Statement>{2}, "与任务无关"}, city.statements[1].version()});
  Question question;
  question.commitment = Id<Commitment>{1};
  question.label = QuestionLabel::Scope;
  question.text = "含不含支涌？";
  town.act(kEditor, AskQuestion{{question}});
  town.act(kEditor, PutQuestion{{Id<Question>{4}, kWaterHead, kToday}, city.questions[3].version()});
  town.act(kWaterChief, AnswerQuestion{{Id<Question>{4}, "含", Id<Document>{1}}, city.questions[3].version()});
  town.act(kEditor, WaiveQuestion{{Id<Question>{2}, "名单另附"}, city.questions[1].version()});
  town.act(kEditor, ExtendDeadline{{Id<Commitment>{1}, by(2026, 12, 31), "汛期停工", kMayor}, city.commitments[0].version()});
  Report report = moved_to(Stage::Built);
  report.said = figure(12, "公里");
  report.said->value = Decimal{1250, -2};
  report.said->bound = Bound::Above;
  report.said->basis = Basis::Cumulative;
  report.said->of = "河涌";
  report.note = "“\"引号\"”与\t制表";
  report.evidence = {sha256("照片")};
  Actor delegate = kWaterChief;
  delegate.on_behalf_of = kClerk.person;
  town.act(delegate, FileReport{{report}});
  town.act(kChecker, CheckReport{{Id<Report>{1}, CheckState::Returned, "照片不是这条河"}, city.reports[0].version()});
  amend_and_ask(town);
  open_every_kind(town);
  state_and_judge(town);
  tie_and_untie(town);
  watch_a_river(town);
  town.act(kSecurity, Register{HolderEnded{kClerk.person, kWaterClerk, kToday}});
  return town;
}

}  // namespace luoshi::city::testing
