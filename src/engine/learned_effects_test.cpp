#include "engine/learned_effects.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <filesystem>

#include "base/random.hpp"
#include "engine/adopting.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine {
namespace {

constexpr int kRivers = 12;
constexpr double kKgD = 43.2;                     // of 2 m³/s: 0.25 mg/L
constexpr double kPromisedFall = 0.25;

/// Twelve rivers that have nothing to do with one another, a section at the end of each, months of 2025 and 2026.
class LearnedFromTheLedger : public ::testing::Test {
 protected:
  void SetUp() override {
    submit(city::Found{{"试城", false}});
    submit(city::Register{city::PlaceRegistered{{"990000000001", "东镇", PlaceLevel::Town, {}}}});
    submit(city::Register{city::BodyRegistered{{"东镇", {}, BodyKind::Town, Id<Place>{1}, {}}}});
    submit(city::Register{city::PostRegistered{{"编审岗", Id<Body>{1}, {}}}});
    submit(city::Register{city::PersonRegistered{{"甲"}}});
    submit(city::Register{city::HolderAppointed{{Id<Person>{1}, Id<Post>{1}, {Role::Editor, Role::Reporter}, day_from_text("2020-01-01").value(), {}}}});
    std::string reaches = "id,to,length_km,velocity_m_s,depth_m,head_flow_m3_s\n", sources = "id,reach,kind,NH3-N_kg_d\n", sections = "id,reach,goal\n";
    for (int r = 0; r < kRivers; ++r) {
      const std::string n = std::to_string(r);
      submit(city::Register{city::AssetRegistered{{"A" + n, "河" + n, AssetKind::Reach, Id<Place>{1}, {}, Stage::Listed}}});
      submit(city::Register{city::AssetRegistered{{"S" + n, "断面" + n, AssetKind::Section, Id<Place>{1}, {}, Stage::Listed}}});
      reaches += "A" + n + ",,5,0.3,1,2\n";
      sources += "x" + n + ",A" + n + ",diffuse,345.6\n";
      sections += "断面" + n + ",A" + n + ",Ⅲ类\n";
    }
    const Bundle bundle{"city.toml",
                        {{"city.toml", "name=\"试\"\nfirst_quarter=\"2026-Q4\"\nperiods=2\nwater=\"m.toml\"\nitems=[\"NH3-N\"]\n"},
                         {"m.toml", "name=\"m\"\nreaches=\"r\"\nsources=\"s\"\nsections=\"t\"\n[kinetics]\nmodel=\"first-order\"\n[[kinetics.species]]\nname=\"NH3-N\"\nper_day=0\ntheta=1\n"},
                         {"r", reaches}, {"s", sources}, {"t", sections}}};
    ASSERT_FALSE(adopt_data(engine_, kProgrammeData, bundle_bytes(bundle)).refused);
    model_ = model_of(bundle);
  }
  void TearDown() override { std::filesystem::remove_all(place_); }
  void submit(city::CommandBody body, const city::Actor& actor = {}) {
    const Outcome outcome = engine_.submit({"c" + std::to_string(++count_), actor, std::move(body)});
    if (const auto* refusal = std::get_if<city::Refusal>(&outcome)) FAIL() << refusal->reason;
  }
  void step(const char* type, std::uint32_t number, const char* day) {
    Note note;
    note.reason = "建成";
    if (day != nullptr) note.day = day_from_text(day).value();
    submit(city::TakeStep{{city::step_called(type), Id<city::AnyThing>{number}, note}, engine_.city()->all<Measure>()[number - 1].version()}, actor_);
  }
  void build(int river, const char* of = "氨氮", const char* started = "2025-11-03", const char* built = "2025-12-20") {
    Measure measure;
    measure.title = "截污" + std::to_string(++built_);
    measure.body = Id<Body>{1};
    measure.asset = *asset("A" + std::to_string(river));
    if (of != nullptr) measure.effects = {{EffectOn::Load, Figure{Decimal::parse("43.2").value(), Bound::Equal, "kg/d", of, Basis::PointInTime, "", false}, 10, {}, {}}};
    submit(city::OpenThing{city::Opened<Measure>{measure}}, actor_);
    const auto number = static_cast<std::uint32_t>(engine_.city()->all<Measure>().size());
    step("measure.agree", number, nullptr);
    step("measure.start", number, started);
    step("measure.build", number, built);
  }
  std::optional<Id<Asset>> asset(const std::string& code) const {
    const Id<Asset> found = engine_.city()->asset_of(code);
    return found ? std::optional{found} : std::nullopt;
  }
  /// Months of all sections: a season, a wetter second year, noise; what is built takes its share of the promised fall away.
  std::string months(Random& random, const std::array<double, kRivers>& shares, double noise = 0.03, unsigned sections = kRivers) const {
    constexpr std::array<double, 12> kSeason{1.2, 1.2, 1.1, 1.0, 0.9, 0.85, 0.85, 0.9, 0.9, 1.0, 1.05, 1.15};
    std::string csv = "断面编号,月份,氨氮mg/L\n";
    for (unsigned s = 0; s < sections; ++s)
      for (int m = 0; m < 22; ++m) {
        const double natural = (1.5 + 0.1 * s) * kSeason.at(static_cast<std::size_t>(m % 12)) * (m < 12 ? 1.0 : 0.93) * (1 + noise * random.normal());
        csv += "S" + std::to_string(s) + "," + std::to_string(2025 + m / 12) + (m % 12 < 9 ? "-0" : "-") + std::to_string(m % 12 + 1) + "," +
               std::to_string(natural - (m >= 12 ? shares.at(s) * kPromisedFall : 0)) + "\n";
      }
    return csv;
  }
  LearnedCity learned(const std::string& csv) {
    EXPECT_FALSE(adopt_data(engine_, kSectionMonths, csv).refused);
    const auto city = engine_.city();
    return learned_of(*city, *model_, read_section_months(*city, engine_.archive().get(*adopted_digest(*city, kSectionMonths)), "m"));
  }
  std::string reason(const LearnedCity& learned, std::uint32_t measure) const {
    for (const Unlearned& out : learned.unjudged)
      if (out.id.number() == measure) return out.reason;
    return "judged";
  }

  const city::Actor actor_{Id<Person>{1}, Id<Post>{1}, {}};
  const std::filesystem::path place_ = std::filesystem::temp_directory_path() / ("luoshi-learned-" + std::to_string(::getpid()));
  Engine engine_{ledger::make_memory_ledger(), std::make_unique<archive::Archive>(place_),
                 Surroundings{[] { return end_of_china_day(day_from_text("2026-11-02").value()) - std::chrono::hours{12}; }, [] { return std::string(32, '0'); }}};
  std::shared_ptr<const AdoptedModel> model_;
  int count_ = 0, built_ = 0;
};

TEST_F(LearnedFromTheLedger, PlantedEffectsComeBackWithinTheStatedCoverage) {
  for (int river = 0; river < 6; ++river) build(river);
  Random random{20261126};
  constexpr int kRounds = 100;
  int mean_covered = 0, next_covered = 0, own_covered = 0;
  for (int round = 0; round < kRounds; ++round) {
    std::array<double, kRivers> shares{};
    for (int river = 0; river < 6; ++river) shares.at(static_cast<std::size_t>(river)) = 0.8 + 0.15 * random.normal();
    const LearnedCity found = learned(months(random, shares));
    ASSERT_EQ(found.kinds.size(), 1U);
    const LearnedEffects& kind = found.kinds[0];
    ASSERT_EQ(kind.learned.measured.size(), 6U);
    for (std::size_t m = 0; m < 6; ++m) {
      const assess::Measured& one = kind.learned.measured[m];
      own_covered += std::abs(one.effect - shares.at(m)) <= 1.645 * one.standard_error ? 1 : 0;
    }
    mean_covered += kind.learned.mean->low <= 0.8 && 0.8 <= kind.learned.mean->high ? 1 : 0;
    const double next = 0.8 + 0.15 * random.normal();
    next_covered += kind.learned.next->low <= next && next <= kind.learned.next->high ? 1 : 0;
  }
  // 90 % stated; three binomial standard errors of 100 are 9 points, of 600 four.
  EXPECT_GE(mean_covered, 0.81 * kRounds);
  EXPECT_GE(next_covered, 0.81 * kRounds);
  EXPECT_GE(own_covered, 0.86 * 6 * kRounds);
  RecordProperty("mean_covered", mean_covered);
  RecordProperty("next_covered", next_covered);
  RecordProperty("own_covered", own_covered);
}

TEST_F(LearnedFromTheLedger, SeasonAndAWetYearAreNoEffect) {
  for (int river = 0; river < 4; ++river) build(river);
  Random random{7};
  const LearnedCity found = learned(months(random, {}, 0.001));
  for (const assess::Measured& one : found.kinds.at(0).learned.measured) EXPECT_NEAR(one.effect, 0, 0.03);
  const BuiltMeasure& first = found.kinds[0].measures[0];
  EXPECT_NEAR(first.promised_fall, kPromisedFall, 1e-12);
  EXPECT_EQ(first.first_month, "2025-01");
  EXPECT_EQ(first.last_month, "2026-10");
  EXPECT_EQ(first.by, ControlBy::Unaffected);
  EXPECT_EQ(first.controls.size(), 8U) << "all that were left as they were";
}

TEST_F(LearnedFromTheLedger, AControlThatChangedByItselfDoesNotMoveTheMedian) {
  build(0);
  Random random{9};
  std::array<double, kRivers> shares{};
  shares[0] = 1;
  shares[5] = 2;  // nobody told of works there
  const LearnedCity found = learned(months(random, shares, 0.002));
  EXPECT_NEAR(found.kinds.at(0).learned.measured.at(0).effect, 1, 0.05);
}

TEST_F(LearnedFromTheLedger, WhatCannotBeToldSaysWhy) {
  build(0);
  build(0);                                                  // twice on one river in one time
  build(1, "总磷");                                          // no months of it
  build(2, nullptr);                                         // claims nothing
  build(3, "氨氮", "2026-07-01", "2026-08-15");              // two months since
  build(4);
  Random random{1};
  const std::string csv = months(random, {});
  const LearnedCity found = learned(csv);
  EXPECT_NE(reason(found, 1).find("分不开"), std::string::npos);
  EXPECT_NE(reason(found, 2).find("分不开"), std::string::npos);
  EXPECT_NE(reason(found, 3).find("又有逐月监测"), std::string::npos);
  EXPECT_NE(reason(found, 4).find("没有声明"), std::string::npos);
  EXPECT_NE(reason(found, 5).find("只有2个月"), std::string::npos) << reason(found, 5);
  EXPECT_EQ(reason(found, 6), "judged");
  EXPECT_FALSE(found.kinds[0].learned.next) << "one of a kind gives no prior";
}

TEST_F(LearnedFromTheLedger, WithoutASectionLeftAsItWasNothingIsSaid) {
  build(0);
  build(1);
  Random random{1};
  const LearnedCity found = learned(months(random, {}, 0.03, 2));
  EXPECT_NE(reason(found, 1).find("没有可对照"), std::string::npos) << "the only other section was treated too";
  EXPECT_TRUE(found.kinds.empty());
}

TEST_F(LearnedFromTheLedger, ThePageSaysWhatIsMissing) {
  const auto page = [&] { return learned_page(*engine_.city(), engine_.archive(), model_); };
  EXPECT_NE(page().at("reason").as_string().find("逐月监测"), std::string::npos);
  EXPECT_NE(learned_page(*engine_.city(), engine_.archive(), nullptr).at("reason").as_string().find("测算设定"), std::string::npos);
  Random random{3};
  ASSERT_FALSE(adopt_data(engine_, kSectionMonths, months(random, {})).refused);
  EXPECT_EQ(page().at("reason").as_string(), "还没有建成的措施");
  for (int river = 0; river < 3; ++river) build(river);
  const std::string text = learned_page_text(page());
  EXPECT_NE(text.find("下一项的先验"), std::string::npos) << text;
  EXPECT_NE(text.find("由人决定采用"), std::string::npos) << text;
}

}  // namespace
}  // namespace luoshi::engine
