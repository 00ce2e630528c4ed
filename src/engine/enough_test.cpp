#include "engine/enough.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>

#include "base/error.hpp"
#include "engine/adopting.hpp"
#include "engine/pages/pages.hpp"
#include "engine/sample_city.hpp"
#include "engine/section_view.hpp"
#include "engine/status.hpp"
#include "engine/test_enough_city.hpp"
#include "engine/test_sample.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine {
namespace {

const std::filesystem::path kPlace = std::filesystem::temp_directory_path() / ("luoshi-enough-" + std::to_string(::getpid()));
const Day kToday = day_from_text("2026-11-02").value();

/// The sample city, taken in once.
class SampleEnough : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    engine_ = testing::engine_on(ledger::make_memory_ledger(), kToday, kPlace);
    (void)take_in_sample(*engine_, sample::generate({}));
    judged_ = enough_of(*engine_->city(), engine_->archive(), kToday);
  }
  static void TearDownTestSuite() {
    judged_.reset();
    engine_.reset();
    std::filesystem::remove_all(kPlace);
  }
  static Id<Asset> section(const std::string& name) {
    Id<Asset> found;
    engine_->city()->assets.each([&](std::size_t index, const city::KeptAsset& kept) {
      if (kept.value.kind == AssetKind::Section && kept.value.name == name) found = Id<Asset>::at_index(index);
    });
    return found;
  }
  static const SectionJudged& at(const std::string& name) { return *section_at(*judged_, section(name).number(), "NH3-N"); }

  static inline std::unique_ptr<Engine> engine_;
  static inline std::shared_ptr<const CityEnough> judged_;
};

TEST_F(SampleEnough, TheSectionMissesItsClassThoughEveryPromiseIsKept) {
  ASSERT_TRUE(judged_);
  const SectionJudged& gukou = at("谷口");
  EXPECT_EQ(gukou.promised, 6U) << "four cuts, an outfall, two coke ovens that stop";
  ASSERT_TRUE(gukou.kept);
  EXPECT_GE(*gukou.kept, 0.8) << "kept is high";
  EXPECT_EQ(gukou.enough, Answer::No) << "and it is not enough";
  EXPECT_LT(gukou.if_kept.high, 0.4);
  EXPECT_NEAR(gukou.without, 1.79, 0.005);
  EXPECT_GT(gukou.middle_if_kept, gukou.limit);
  const std::string words = enough_words(*judged_, gukou);
  EXPECT_NE(words.find("不够"), std::string::npos) << words;
  EXPECT_NE(words.find("无人认领"), std::string::npos) << words;
  ASSERT_FALSE(gukou.measures.empty());
  EXPECT_EQ(judged_->programme().given.measures[gukou.measures.front().of], "黛溪散养户粪污集中收运");
}

const assess::GivenProgramme& given_of(const CityEnough& judged) { return judged.programme().given; }

TEST_F(SampleEnough, EachKindOfMeasureStandsWhereItTellsSomething) {
  const Json page = section_page(*engine_->city(), *judged_, at("谷口"));
  std::map<std::string, const Json*> by_title;
  for (const Json& measure : page.at("measures").as_array()) by_title[measure.at("title").as_string()] = &measure;
  ASSERT_TRUE(by_title.contains("黛溪生态补水（黛山水库放水）"));
  EXPECT_EQ(by_title["黛溪生态补水（黛山水库放水）"]->at("does").as_string(), "补水 0.15 立方米/秒（清水）");
  EXPECT_EQ(by_title["黛溪生态补水（黛山水库放水）"]->at("standing").as_string(), "nobody");
  ASSERT_TRUE(by_title.contains("铁炉污水处理厂提标改造"));
  EXPECT_NE(by_title["铁炉污水处理厂提标改造"]->at("does").as_string().find("处理水量 0.4 万立方米/日"), std::string::npos);
  ASSERT_TRUE(by_title.contains("黛山焦化1号焦炉、2号焦炉停产退出"));
  const Json& ovens = *by_title["黛山焦化1号焦炉、2号焦炉停产退出"];
  EXPECT_EQ(ovens.at("thing").as_string(), "closure");
  EXPECT_NEAR(ovens.at("fall").as_number(), 2.0 * 0.935 / 561.6, 2e-5) << "2 kg/d, less what decays on the way, in 6.5 m³/s";
  ASSERT_EQ(page.at("raises").as_array().size(), 1U) << "water dirtier than the river's";
  EXPECT_EQ(page.at("raises").as_array()[0].at("title").as_string(), "铁炉河再生水补水");
  EXPECT_FALSE(page.at("raises").as_array()[0].at("counted").as_bool());
  std::string reasons;
  for (const CityProgramme::LeftOut& out : judged_->programme().left_out)
    reasons += facts_of(*engine_->city(), CityMeasure{out.measure, out.closure, {}, DeliveryBy::Unknown, {}}).title + "：" + out.reason + "\n";
  EXPECT_NE(reasons.find("谷口老街雨污分流改造：与“谷口老街排口封堵”作用于同一个排口，负荷只算一次"), std::string::npos) << reasons;
  EXPECT_NE(reasons.find("铁炉河下段清淤：没有断面判断溶解氧"), std::string::npos) << reasons;
  EXPECT_NE(reasons.find("没有空气模型"), std::string::npos) << "firms whose water the model does not keep";
  EXPECT_EQ(given_of(*judged_).programme.receptors.at(at("谷口").receptor).bend, 0.0) << "only loads are promised: they add up";
}

TEST_F(SampleEnough, TheShortfallAddsUpAndKeptLimitsWhatIsMet) {
  for (const SectionJudged& section : judged_->sections()) {
    const assess::Split& s = section.split;
    EXPECT_NEAR(s.nobody + s.waiting + s.late + s.unverified + s.too_little + s.doubt, 1 - section.met.probability, 1e-12);
    EXPECT_LE(section.met.probability, section.if_kept.probability + 1e-12);
    EXPECT_TRUE(!section.kept || (*section.kept_low <= *section.kept && *section.kept <= *section.kept_high));
  }
}

TEST_F(SampleEnough, TidalAndUnmodelledSectionsCannotBeJudged) {
  unsigned tidal = 0, unmodelled = 0;
  for (const CityProgramme::Silent& silent : judged_->programme().silent) {
    EXPECT_TRUE(silent.section);
    tidal += silent.reason.find("感潮") != std::string::npos ? 1 : 0;
    unmodelled += silent.reason.find("没有这个断面") != std::string::npos ? 1 : 0;
  }
  EXPECT_EQ(tidal, 4U);
  EXPECT_EQ(tidal + unmodelled + judged_->sections().size(), 19U) << "every section of the register is named once";
}

TEST_F(SampleEnough, TheStatusShowsBothVerdictsAndNeverMergesThem) {
  const Status status = status_of(*engine_->city(), engine_->archive(), kToday);
  const StatusLine* target = nullptr;
  for (const PlaceStatus& place : status.places)
    for (const StatusLine& line : place.lines)
      if (line.section == section("谷口")) target = &line;
  ASSERT_NE(target, nullptr);
  EXPECT_EQ(target->enough, Answer::No);
  ASSERT_TRUE(target->enough_chance && target->met);
  EXPECT_LT(target->enough_chance->probability, 0.3);
  const std::string text = to_text(status, 1000);
  EXPECT_NE(text.find("【断面】"), std::string::npos);
  EXPECT_NE(text.find("不能判断：感潮河段"), std::string::npos);
  EXPECT_NE(text.find("未声明效果"), std::string::npos);
}

TEST_F(SampleEnough, TheSheetOfOneStateIsTheSameWheneverItIsAsked) {
  Pages pages{*engine_};
  const Viewer viewer{{}, kToday};
  const std::uint64_t events = engine_->city()->events;
  const auto sheet = [&] { return canonical_json(std::get<Json>(pages.decision_sheet(viewer, section("谷口").number(), "", events))); };
  const std::string before = sheet();
  (void)engine_->submit({"later", {}, city::Register{city::RulesAdopted{{"别的", engine_->archive().put("别的")}}}});
  EXPECT_EQ(sheet(), before);
  const Json json = parse_json(before);
  EXPECT_EQ(json.at("lines").as_array().size(), 5U);
  EXPECT_EQ(json.at("choices").as_array().size(), 3U);
  double last = json.at("row").at("enough").at("probability").as_number();
  for (const Json& choice : json.at("choices").as_array()) {
    EXPECT_GE(choice.at("probability").as_number(), last) << "each choice adds to the one before";
    last = choice.at("probability").as_number();
  }
  EXPECT_TRUE(std::holds_alternative<city::Refusal>(pages.decision_sheet(viewer, section("谷口").number(), "", events + 1000)));
  EXPECT_TRUE(std::holds_alternative<city::Refusal>(pages.decision_sheet(viewer, section("横汊水道").number(), "", events)));
}

TEST_F(SampleEnough, ASliderAtThePromisesAnswersAsTheServerDoes) {
  const Json page = section_page(*engine_->city(), *judged_, at("谷口"));
  const Json& sliders = page.at("sliders");
  const auto& error = sliders.at("error").as_array();
  std::map<std::int64_t, double> fall;
  for (const Json& measure : page.at("measures").as_array()) fall[measure.at("id").as_integer()] = measure.at("fall").as_number();
  std::vector<double> left(error.size(), page.at("row").at("without").as_number());
  for (const Json& measure : sliders.at("measures").as_array())
    for (std::size_t i = 0; measure.at("promised").as_bool() && i < left.size(); ++i)
      left[i] -= measure.at("factors").as_array()[i].as_number() * fall.at(measure.at("measure").as_integer());
  std::size_t met = 0;
  for (std::size_t i = 0; i < left.size(); ++i) met += error[i].as_number() * left[i] <= 1.5 ? 1 : 0;
  EXPECT_NEAR(static_cast<double>(met) / static_cast<double>(left.size()), at("谷口").if_kept.probability, 0.015);
}

/// A town with one reach of 1 mg/L too much, and measures on it.
class SmallEnough : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(place_);
    submit(city::Found{{"试城", false}});
    submit(city::Register{city::PlaceRegistered{{"990000000001", "东镇", PlaceLevel::Town, {}}}});
    submit(city::Register{city::BodyRegistered{{"东镇", {}, BodyKind::Town, Id<Place>{1}, {}}}});
    submit(city::Register{city::PostRegistered{{"编审岗", Id<Body>{1}, {}}}});
    submit(city::Register{city::PersonRegistered{{"甲"}}});
    submit(city::Register{city::HolderAppointed{{Id<Person>{1}, Id<Post>{1}, {Role::Editor, Role::Reporter}, day_from_text("2020-01-01").value(), {}}}});
    submit(city::Register{city::AssetRegistered{{"A", "东河段", AssetKind::Reach, Id<Place>{1}, {}, Stage::Listed}}});
    submit(city::Register{city::AssetRegistered{{"S-1", "大桥", AssetKind::Section, Id<Place>{1}, {}, Stage::Listed}}});
  }
  void TearDown() override { std::filesystem::remove_all(place_); }
  void submit(city::CommandBody body, const city::Actor& actor = {}) {
    const Outcome outcome = engine_.submit({"c" + std::to_string(++count_), actor, std::move(body)});
    if (const auto* refusal = std::get_if<city::Refusal>(&outcome)) FAIL() << refusal->reason;
  }
  Bundle bundle(const std::string& settings = "") const {
    return {"city.toml", {{"city.toml", "name=\"试\"\nfirst_quarter=\"2026-Q4\"\nperiods=2\nwater=\"m.toml\"\nitems=[\"NH3-N\"]\n" + settings},
                          {"m.toml", "name=\"m\"\nreaches=\"r\"\nsources=\"s\"\nsections=\"t\"\n[kinetics]\nmodel=\"first-order\"\n[[kinetics.species]]\nname=\"NH3-N\"\nper_day=0\ntheta=1\n"},
                          {"r", "id,to,length_km,velocity_m_s,depth_m,head_flow_m3_s\nA,,5,0.3,1,2\n"},
                          {"s", "id,reach,kind,NH3-N_kg_d\nx,A,diffuse,345.6\n"},
                          {"t", "id,reach,goal\n大桥,A,Ⅲ类\n"}}};
  }
  void open_measure(const std::string& title, const char* kg_d, bool agree, const char* of = "氨氮") {
    Measure measure;
    measure.title = title;
    measure.body = Id<Body>{1};
    measure.asset = Id<Asset>{1};
    measure.effects = {{EffectOn::Load, Figure{Decimal::parse(kg_d).value(), Bound::Equal, "kg/d", of, Basis::PointInTime, "", false}, 10, {}, {}}};
    measure.due = day_from_text("2026-12-31");
    submit(city::OpenThing{city::Opened<Measure>{measure}}, actor_);
    const auto city = engine_.city();
    const Id<city::AnyThing> id{static_cast<std::uint32_t>(city->all<Measure>().size())};
    if (agree) submit(city::TakeStep{{city::step_called("measure.agree"), id, {}}, city->all<Measure>()[id.index()].version()}, actor_);
  }
  const city::Actor actor_{Id<Person>{1}, Id<Post>{1}, {}};
  const std::filesystem::path place_ = std::filesystem::temp_directory_path() / ("luoshi-small-enough-" + std::to_string(::getpid()));
  Engine engine_{ledger::make_memory_ledger(), std::make_unique<archive::Archive>(place_),
                 Surroundings{[] { return end_of_china_day(kToday) - std::chrono::hours{12}; }, [] { return std::string(32, '0'); }}};
  int count_ = 0;
};

TEST_F(SmallEnough, AProposedMeasureIsOwnedByNobodyAndADecidedOneCounts) {
  open_measure("截污", "172.8", true);
  open_measure("补水", "43.2", false);
  const CityEnough judged{programme_of(*engine_.city(), bundle("on_time=[1.0]\non_time_source=\"试\"\n"), kToday)};
  ASSERT_EQ(judged.sections().size(), 1U);
  const SectionJudged& section = judged.sections()[0];
  EXPECT_NEAR(section.without, 2.0, 1e-12);
  EXPECT_NEAR(section.middle_if_kept, 1.0, 1e-12) << "half the load is taken out by what is decided, the rest by nobody";
  EXPECT_EQ(section.promised, 1U);
  EXPECT_EQ(judged.programme().given.programme.measures[1].standing, assess::Standing::Nobody);
  EXPECT_EQ(judged.programme().measures[0].by, DeliveryBy::ByRate);
}

TEST_F(SmallEnough, AMeasureThatServesTwoCommitmentsCountsOnce) {
  open_measure("截污", "172.8", true);
  city::City city = *engine_.city();
  const CityEnough once{programme_of(city, bundle("on_time=[0.7]\non_time_source=\"试\"\n"), kToday)};
  for (int n = 0; n < 2; ++n) {
    Commitment commitment;
    commitment.title = "承诺";
    commitment.lead = Id<Body>{1};
    commitment.meaning = Meaning::Outcome;
    commitment.state = CommitmentState::InForce;
    city::KeptCommitment kept;
    kept.value = commitment;
    kept.history = {1};
    city.commitments.push_back(kept);
    city.edit_all<Measure>().edit(0).value.serves.push_back(Id<Commitment>::at_index(static_cast<std::size_t>(n)));
    city.edit_all<Measure>().edit(0).value.campaigns.push_back(Id<Commitment>::at_index(static_cast<std::size_t>(n)));
  }
  const CityEnough twice{programme_of(city, bundle("on_time=[0.7]\non_time_source=\"试\"\n"), kToday)};
  ASSERT_EQ(twice.programme().measures[0].commitments.size(), 2U);
  EXPECT_EQ(twice.sections()[0].middle_if_kept, once.sections()[0].middle_if_kept);
  EXPECT_EQ(twice.sections()[0].met.probability, once.sections()[0].met.probability);
}

Effect effect(EffectOn on, const char* value, const char* unit, const char* of = "") {
  return {on, Figure{Decimal::parse(value).value(), Bound::Equal, unit, of, Basis::PointInTime, "", false}, 10, {}, {}};
}

TEST_F(SmallEnough, WaterBroughtAndADirtyOneAreJudgedFromTheLedger) {
  Measure brought;
  brought.title = "清水补水";
  brought.body = Id<Body>{1};
  brought.asset = Id<Asset>{1};
  brought.effects = {effect(EffectOn::StreamFlow, "17.28", "万立方米/日", kCleanWater)};
  brought.due = day_from_text("2026-12-31");
  submit(city::OpenThing{city::Opened<Measure>{brought}}, actor_);
  brought.title = "不知水质的补水";
  brought.effects = {effect(EffectOn::StreamFlow, "2", "立方米/秒")};
  submit(city::OpenThing{city::Opened<Measure>{brought}}, actor_);
  submit(city::TakeStep{{city::step_called("measure.agree"), Id<city::AnyThing>{1}, {}}, engine_.city()->all<Measure>()[0].version()}, actor_);
  const CityEnough judged{programme_of(*engine_.city(), bundle("on_time=[1.0]\non_time_source=\"试\"\n"), kToday)};
  ASSERT_EQ(judged.programme().measures.size(), 1U);
  EXPECT_NEAR(judged.sections().at(0).without, 2.0, 1e-12);
  EXPECT_NEAR(judged.sections()[0].middle_if_kept, 1.0, 1e-12) << "2 m³/s of clean water to 2 m³/s";
  ASSERT_EQ(judged.programme().left_out.size(), 1U);
  EXPECT_NE(judged.programme().left_out[0].reason.find("不能当作清水"), std::string::npos);
  Note claim;
  claim.name = "所补水的浓度";
  claim.number = 20;
  claim.figure = effect(EffectOn::Brought, "4", "mg/L", "氨氮").amount;
  submit(city::TakeStep{{city::step_called("measure.claim"), Id<city::AnyThing>{2}, claim}, engine_.city()->all<Measure>()[1].version()}, actor_);
  const CityEnough told{programme_of(*engine_.city(), bundle(), kToday)};
  ASSERT_EQ(told.programme().measures.size(), 2U) << "now it is stated, and no help";
  ASSERT_EQ(told.programme().raises.size(), 1U);
  EXPECT_NEAR(told.programme().raises[0].by, (1.0 * 4 + 4.0 * 2) / 6 - 1.0, 1e-9) << "where the clean water stands";
  EXPECT_NEAR(told.sections().at(0).middle_if_kept, 1.0, 1e-12);
}

// A firm of two units, one of which stops; a measure names the same one.
TEST_F(SmallEnough, AFirmThatStopsInPartTakesAwayThatPartsLoadOnce) {
  city::City city = *engine_.city();
  for (const Asset& asset : {Asset{"E-1", "东镇焦化", AssetKind::Firm, Id<Place>{1}, {}, Stage::Listed}, Asset{"U-1", "1号炉", AssetKind::Unit, Id<Place>{1}, Id<Asset>{3}, Stage::Listed},
                             Asset{"U-2", "2号炉", AssetKind::Unit, Id<Place>{1}, Id<Asset>{3}, Stage::Listed}}) {
    city::KeptAsset kept;
    kept.value = asset;
    city.assets.push_back(kept);
  }
  Closure closure;
  closure.firm = Id<Asset>{3};
  closure.units = {Id<Asset>{4}};
  closure.lead = Id<Body>{1};
  closure.due = day_from_text("2026-12-01").value();
  auto& kept = city.edit_all<Closure>().push_back({});
  kept.value = closure;
  kept.course.state = static_cast<std::uint8_t>(ClosureState::Ordered);
  Bundle parts = bundle("on_time=[1.0]\non_time_source=\"试\"\n");
  parts.files["s"] = "id,reach,kind,NH3-N_kg_d\nx,A,diffuse,172.8\nU-1,A,diffuse,86.4\nU-2,A,diffuse,86.4\n";
  const CityEnough part{programme_of(city, parts, kToday)};
  ASSERT_EQ(part.programme().measures.size(), 1U);
  EXPECT_EQ(part.programme().given.measures[0], "东镇焦化1号炉停产退出");
  EXPECT_NEAR(part.sections().at(0).middle_if_kept, 1.5, 1e-12) << "a quarter of 2 mg/L";

  Measure same;
  same.title = "1号炉废水接管";
  same.body = Id<Body>{1};
  same.asset = Id<Asset>{4};
  same.effects = {effect(EffectOn::Load, "86.4", "kg/d", "氨氮")};
  same.due = day_from_text("2026-12-31");
  auto& named = city.edit_all<Measure>().push_back({});
  named.value = same;
  named.course.state = static_cast<std::uint8_t>(MeasureState::Agreed);
  const CityEnough once{programme_of(city, parts, kToday)};
  EXPECT_NEAR(once.sections().at(0).middle_if_kept, 1.5, 1e-12) << "the same load is taken away once";
  ASSERT_EQ(once.programme().left_out.size(), 1U);
  EXPECT_NE(once.programme().left_out[0].reason.find("只算一次"), std::string::npos);

  city.edit_all<Measure>().edit(0).course.state = static_cast<std::uint8_t>(MeasureState::Dropped);
  city.edit_all<Closure>().edit(0).value.units.clear();
  EXPECT_NEAR(CityEnough(programme_of(city, parts, kToday)).sections().at(0).middle_if_kept, 1.0, 1e-12) << "all of it stops";
  city.edit_all<Closure>().edit(0).course.state = static_cast<std::uint8_t>(ClosureState::Protected);
  EXPECT_TRUE(programme_of(city, parts, kToday).measures.empty()) << "it is not to stop";
  city.edit_all<Closure>().edit(0).course.state = static_cast<std::uint8_t>(ClosureState::Ordered);
  city.edit_all<Closure>().edit(0).value.units = {Id<Asset>{4}};
  parts.files["s"] = "id,reach,kind,NH3-N_kg_d\nx,A,diffuse,172.8\nE-1,A,diffuse,172.8\n";
  const CityProgramme whole = programme_of(city, parts, kToday);
  EXPECT_TRUE(whole.measures.empty());
  EXPECT_NE(whole.left_out.at(0).reason.find("只有全厂的负荷"), std::string::npos) << whole.left_out[0].reason;
}

// Some measures built, some claims checked, some put off: taken into the former look or judged from nothing, every bit is the same.
TEST(CityEnoughChanged, AChangeGivesTheBitsOfAFreshLook) {
  const made::EnoughShape shape{.reaches = 60, .sections = 6, .measures = 80, .periods = 4, .bodies = 7};
  city::City city = made::city_of(shape);
  const auto model = model_of(made::bundle_of(shape));
  for (const std::size_t m : {5U, 30U, 40U}) city.edit_all<Measure>().edit(m).value.effects = {effect(EffectOn::StreamFlow, "0.2", "立方米/秒", kCleanWater)};
  auto judged = std::make_unique<CityEnough>(programme_of(city, model, kToday));
  ASSERT_EQ(judged->sections().size(), 6U);
  EXPECT_GT(judged->programme().given.programme.receptors.back().bend, 1e-6);
  for (std::size_t step = 0; step < 12; ++step) {
    for (std::size_t k = 0; k < 1 + step % 3; ++k) {
      auto& kept = city.edit_all<Measure>().edit((step * 17 + k * 5) % shape.measures);
      kept.course.state = static_cast<std::uint8_t>(step % 2 == 0 ? MeasureState::Built : MeasureState::UnderWay);
      if (step % 4 == 3) kept.value.due = day_from_text("2027-03-31");
    }
    judged = std::make_unique<CityEnough>(programme_of(city, model, kToday), judged.get());
    const CityEnough fresh{programme_of(city, model, kToday)};
    for (std::size_t r = 0; r < fresh.sections().size(); ++r) {
      const SectionJudged &is = judged->sections()[r], &wanted = fresh.sections()[r];
      const auto numbers = [](const SectionJudged& s) {
        std::vector<double> all{s.if_kept.probability, s.if_kept.low, s.if_kept.high, s.met.probability, s.met.low, s.met.high, s.level.low, s.level.median,
                                s.level.high, s.level_if_kept.low, s.level_if_kept.high, s.middle_if_kept, s.split.nobody, s.split.late,
                                s.split.unverified, s.split.waiting, s.split.too_little, s.split.doubt, s.kept.value_or(-1), s.kept_low.value_or(-1)};
        for (const auto* list : {&s.measures, &s.bodies})
          for (const assess::Gain& gain : *list) all.insert(all.end(), {1.0 * gain.receptor, 1.0 * gain.of, gain.gain});
        return all;
      };
      ASSERT_EQ(numbers(is), numbers(wanted)) << "step " << step << ", section " << r;
    }
  }
}

TEST(CityEnoughChanged, ALongJudgementStopsWhenAsked) {
  const made::EnoughShape shape{.reaches = 60, .sections = 6, .measures = 80, .periods = 4, .bodies = 7};
  EXPECT_THROW((CityEnough{programme_of(made::city_of(shape), made::bundle_of(shape), kToday), nullptr, [](double) { return false; }}), Error);
}

TEST_F(SmallEnough, WithoutAnyRateADeliveryIsUnknownAndKeptIsNotSaid) {
  open_measure("截污", "172.8", true);
  const CityEnough judged{programme_of(*engine_.city(), bundle(), kToday)};
  EXPECT_EQ(judged.programme().measures[0].by, DeliveryBy::Unknown);
  EXPECT_FALSE(judged.sections()[0].kept);
}

/// Files of another model's response for the town, by name.
std::map<std::string, std::string> given_files() {
  return {{"given.toml", "name=\"试\"\nfirst_quarter=\"2026-Q4\"\nperiods=2\nmodel=\"水务院一维模型\"\nmodel_error=0.15\nreceptors=\"r.csv\"\nresponses=\"e.csv\"\n"
                         "on_time=[0.9]\non_time_source=\"试\"\n"},
          {"r.csv", "receptor,item,unit,limit,without\n大桥,氨氮,mg/L,1,2\n"},
          {"e.csv", "receptor,item,source,effect,unit,load_kg_d\n大桥,氨氮,A,0.005787037037037037,mg/L per kg/d,345.6\n"}};
}
Taken adopt_given(Engine& engine, const std::map<std::string, std::string>& files) {
  return adopt_file(engine, "given.toml", files.at("given.toml"), [&](const std::string& name) { return files.at(name); });
}

TEST_F(SmallEnough, AGivenResponseStandsInForWaterAndIsNamedEverywhere) {
  open_measure("截污", "172.8", true);
  ASSERT_FALSE(adopt_data(engine_, kProgrammeData, bundle_bytes(bundle("model_error=0.15\non_time=[0.9]\non_time_source=\"试\"\n"))).refused);
  const auto own = enough_of(*engine_.city(), engine_.archive(), kToday);
  EXPECT_EQ(given_words(own->programme()), "");
  const Taken taken = adopt_given(engine_, given_files());
  ASSERT_FALSE(taken.refused) << taken.message;
  EXPECT_NE(taken.message.find("给定响应：水务院一维模型（误差约15％）"), std::string::npos) << taken.message;
  const auto judged = enough_of(*engine_.city(), engine_.archive(), kToday, own.get());
  ASSERT_EQ(judged->sections().size(), 1U);
  const SectionJudged& section = judged->sections()[0];
  EXPECT_NEAR(section.middle_if_kept, own->sections()[0].middle_if_kept, 1e-12) << "the response was made to say what our model says";
  EXPECT_NEAR(section.met.probability, own->sections()[0].met.probability, 1e-4);
  Pages pages{engine_};
  const Viewer viewer{{}, kToday};
  const std::string whose = "给定响应：水务院一维模型（误差约15％）";
  const Json page = std::get<Json>(pages.enough(viewer)), water = std::get<Json>(pages.water(viewer)), full = std::get<Json>(pages.enough_at(viewer, 2, ""));
  EXPECT_EQ(page.at("given").as_string(), whose);
  EXPECT_EQ(water.at("given").as_string(), whose);
  EXPECT_EQ(full.at("row").at("given").as_string(), whose);
  EXPECT_TRUE(water.at("reaches").as_array().empty()) << "the network is not computed";
  EXPECT_EQ(water.at("sections").as_array().size(), 1U);
  EXPECT_TRUE(full.at("shares").at("towns").as_array().empty());
  EXPECT_NE(enough_words(*judged, section).find(whose), std::string::npos);
  EXPECT_NE(to_text(status_of(*engine_.city(), engine_.archive(), kToday), 10).find(whose), std::string::npos);
  EXPECT_NE(decision_sheet_text(std::get<Json>(pages.decision_sheet(viewer, 2, "", 0))).find(whose), std::string::npos);
  ASSERT_FALSE(adopt_data(engine_, kProgrammeData, bundle_bytes(bundle())).refused) << "and water may answer again";
  EXPECT_EQ(std::get<Json>(pages.enough(viewer)).at("given").as_string(), "");
}

TEST_F(SmallEnough, WhatAGivenResponseDoesNotAnswerIsLeftOutWithItsReason) {
  open_measure("截污", "172.8", true);
  open_measure("降磷", "5", true, "总磷");
  open_measure("太多", "400", true);
  ASSERT_FALSE(adopt_given(engine_, given_files()).refused);
  const auto judged = enough_of(*engine_.city(), engine_.archive(), kToday);
  EXPECT_EQ(judged->programme().measures.size(), 1U);
  ASSERT_EQ(judged->programme().left_out.size(), 2U);
  EXPECT_EQ(judged->programme().left_out[0].reason, "给定响应没有所声明的负荷，不能计入");
  EXPECT_NE(judged->programme().left_out[1].reason.find("超过"), std::string::npos) << "400 of 172.8 that are left";
}

TEST_F(SmallEnough, AGivenResponseThatDoesNotFitTheRegistersLeavesNothingBehind) {
  const std::uint64_t before = engine_.city()->events;
  const auto refuses = [&](const char* file, const std::string& from, const std::string& to, const std::string& place) {
    auto files = given_files();
    std::string& text = files.at(file);
    text.replace(text.find(from), from.size(), to);
    try {
      (void)adopt_given(engine_, files);
      ADD_FAILURE() << place;
    } catch (const Error& error) {
      EXPECT_EQ(std::string{error.what()}.find(place), 0U) << error.what();
    }
  };
  refuses("r.csv", "大桥", "小桥", "r.csv:2:1: ");
  refuses("r.csv", "大桥", "A", "r.csv:2:1: ");  // an asset, and no section
  refuses("r.csv", "氨氮", "溶解氧", "r.csv:2:8: ");
  refuses("r.csv", "\n大桥,氨氮,mg/L,1,2\n", "\n", "r.csv:1:1: ");
  refuses("e.csv", "A,0.0", "Z,0.0", "e.csv:2:15: ");
  refuses("e.csv", "0.005787037037037037", "nan", "e.csv:2:17: ");
  refuses("e.csv", "mg/L per kg/d", "mg/L per t/a", "e.csv:2:38: ");
  refuses("given.toml", "model_error=0.15\n", "", "given.toml:");
  EXPECT_EQ(engine_.city()->events, before);
}

TEST_F(SmallEnough, WhatTheModelCannotCarryIsLeftOutWithItsReason) {
  open_measure("降磷", "5", true, "总磷");
  open_measure("太多", "400", true);
  const CityProgramme programme = programme_of(*engine_.city(), bundle(), kToday);
  EXPECT_TRUE(programme.measures.empty());
  ASSERT_EQ(programme.left_out.size(), 2U);
  EXPECT_NE(programme.left_out[1].reason.find("超过"), std::string::npos);
}

TEST_F(SmallEnough, WithoutAProgrammeNothingIsInvented) {
  EXPECT_EQ(enough_of(*engine_.city(), engine_.archive(), kToday), nullptr);
  const Status status = status_of(*engine_.city(), engine_.archive(), kToday);
  EXPECT_TRUE(status.sections.empty());
}

TEST_F(SmallEnough, ABrokenModelIsSaidAndNothingIsShown) {
  Bundle broken = bundle();
  broken.files["s"] = "id,reach\nx,Z\n";
  EXPECT_THROW((void)programme_of(*engine_.city(), broken, kToday), Error);
  ASSERT_FALSE(adopt_data(engine_, kProgrammeData, bundle_bytes(broken)).refused);
  const auto judged = enough_of(*engine_.city(), engine_.archive(), kToday);
  ASSERT_TRUE(judged);
  EXPECT_FALSE(judged->programme().failure.empty());
  EXPECT_TRUE(judged->sections().empty());
}

}  // namespace
}  // namespace luoshi::engine
