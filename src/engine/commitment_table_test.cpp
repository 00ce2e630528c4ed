#include "engine/views/overview_table.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include "city/codec.hpp"
#include "city/decide.hpp"
#include "engine/pages/pages.hpp"
#include "engine/papers.hpp"
#include "engine/sample_city.hpp"
#include "engine/test_sample.hpp"
#include "engine/views/line_json.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine {
namespace {

const std::filesystem::path kPlace =
    std::filesystem::temp_directory_path() / ("luoshi-commitment-table-" + std::to_string(::getpid()));
constexpr Day kToday{std::chrono::year{2026}, std::chrono::November, std::chrono::day{2}};

/// The sample city's events, one behind the other: registers, papers, a year of reports, checks, asks, measures.
class CommitmentTableTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    engine_ = testing::engine_on(ledger::make_memory_ledger(), kToday, kPlace);
    (void)take_in_sample(*engine_, sample::generate({}));
  }
  static void TearDownTestSuite() {
    engine_.reset();
    std::filesystem::remove_all(kPlace);
  }

  static CommitmentTable::Asked asked(const city::City& city, bool ranked) {
    return {kToday,
            nullptr,
            [&city](const Commitment& each) { return each.title + (each.lead ? city.bodies[each.lead.index()].value.name : ""); },
            [&city, ranked]() -> std::optional<assess::LightRule> {
              auto rule = adopted_light_rule(city, engine_->archive());
              if (rule && ranked) rule->kind = assess::LightRule::Kind::Ranking, rule->best = rule->worst = 2;
              return rule;
            }};
  }

  // Everything of a row that can be seen.
  static std::string told(const CommitmentTable& table, std::size_t index) {
    const CommitmentTable::Row& row = table.row(index);
    const StatusLine& line = row.line;
    std::string text = line.id + "|" + line.kind + "|" + line.theme + "|" + line.sentence + "|" + line.lead + "|" + line.deadline + "|" +
                       (line.reported ? day_text(*line.reported) : "") + "|" + line.light.sum + "|" + line.kept.reason + "|" +
                       line.enough_reason + "|" + *row.haystack + "|" + std::to_string(row.open_questions) + "|" +
                       std::to_string(static_cast<int>(line.kept.word)) + std::to_string(static_cast<int>(line.enough));
    for (const std::string& figure : line.figures) text += "|" + figure;
    for (const auto& chance : {line.kept.probability, line.kept.low, line.kept.high}) text += "|" + (chance ? std::to_string(*chance) : "");
    for (const std::uint32_t event : line.events) text += "," + std::to_string(event);
    for (const Id<Commitment> part : table.parts(index)) text += "/" + std::to_string(part.number());
    return text;
  }

  static void expect_equal(const CommitmentTable& followed, const CommitmentTable& anew) {
    ASSERT_EQ(followed.size(), anew.size());
    EXPECT_EQ(followed.by_urgency(), anew.by_urgency());
    for (std::size_t i = 0; i < anew.size(); ++i) ASSERT_EQ(told(followed, i), told(anew, i));
  }

  // Places come in the order in which they were met: compared by their keys.
  static void expect_equal(const OverviewTable& followed, const OverviewTable& anew) {
    ASSERT_EQ(followed.places().size(), anew.places().size());
    for (const OverviewTable::Place& place : anew.places()) {
      const auto at = followed.find(place.name.key);
      ASSERT_TRUE(at) << place.name.shown;
      EXPECT_EQ(followed.places()[*at], place) << place.name.shown;
    }
    const auto key = [](const OverviewTable& table, std::uint32_t place) { return table.places()[place].name.key; };
    ASSERT_EQ(followed.said().size(), anew.said().size());
    for (std::size_t i = 0; i < anew.said().size(); ++i) {
      OverviewTable::Said was = followed.said()[i], is = anew.said()[i];
      ASSERT_EQ(key(followed, was.place), key(anew, is.place)) << "S-" << i + 1;
      was.place = is.place = 0;
      ASSERT_EQ(was, is) << "S-" << i + 1;
    }
    ASSERT_EQ(followed.place_of().size(), anew.place_of().size());
    for (std::size_t i = 0; i < anew.place_of().size(); ++i) ASSERT_EQ(key(followed, followed.place_of()[i]), key(anew, anew.place_of()[i]));
  }

  static constexpr std::uint64_t kAtOnce = 7;  // events from one table to the next: what a burst of writes leaves

  static void follow_everything(bool ranked, std::size_t stride) {
    std::shared_ptr<const CommitmentTable> table;
    std::shared_ptr<const OverviewTable> overview;
    city::City city;
    city::Decoder decoder;
    const std::uint64_t last = engine_->ledger().head().size;
    engine_->ledger().read(1, last, [&](std::uint64_t sequence, std::string_view bytes) {
      city::fold_into(city, decoder.decode(sequence, bytes));
      if (sequence % kAtOnce != 0 && sequence != last) return ledger::Next::Continue;
      const auto state = std::make_shared<const city::City>(city);
      table = CommitmentTable::of(state, asked(*state, ranked), table.get());
      overview = OverviewTable::of(*table, overview.get());
      if (sequence % stride == 0) {
        expect_equal(*table, *CommitmentTable::of(state, asked(*state, ranked), nullptr));
        expect_equal(*overview, *OverviewTable::of(*table, nullptr));
      }
      return ::testing::Test::HasFatalFailure() ? ledger::Next::Stop : ledger::Next::Continue;
    });
    expect_equal(*table, *CommitmentTable::of(std::make_shared<const city::City>(city), asked(city, ranked), nullptr));
    expect_equal(*overview, *OverviewTable::of(*table, nullptr));
    EXPECT_GT(table->size(), 60U);
  }

  static inline std::unique_ptr<Engine> engine_;
};

TEST_F(CommitmentTableTest, FollowedAFewEventsAtATimeItIsAsMadeAnew) { follow_everything(false, 7 * 60); }

TEST_F(CommitmentTableTest, AlsoWhereEachLightHangsOnAllOthers) { follow_everything(true, 7 * 120); }

// What one who may read the body of that name sees; the operator where there is none.
Viewer viewer_at(const city::City& city, const std::string& body) {
  Viewer viewer{{}, kToday};
  city.holders.each([&](std::size_t, const city::Kept<Holder>& kept) {
    const Post& post = city.posts[kept.value.post.index()].value;
    const bool reads = std::any_of(kept.value.roles.begin(), kept.value.roles.end(), [](Role role) { return role != Role::SecurityAdmin; });
    if (reads && city.bodies[post.body.index()].value.name == body && kept.value.from <= kToday && !kept.value.until)
      viewer.actor = {kept.value.person, kept.value.post, {}};
  });
  return viewer;
}

std::string number_of(const Json& place, const char* field) { return canonical_json(place.at(field)); }

TEST_F(CommitmentTableTest, TheOverviewShowsTheFirstLinesOfTheStatusAndCountsAllOfThem) {
  Pages pages{*engine_};
  const Status status = status_of(*engine_->city(), engine_->archive(), kToday);
  const Json whole = std::get<Json>(pages.overview({{}, kToday}, {}));
  ASSERT_EQ(whole.at("places").as_array().size(), status.places.size());
  for (const Json& place : whole.at("places").as_array()) {
    const std::string name = place.at("place").as_string();
    const auto same = std::find_if(status.places.begin(), status.places.end(), [&](const PlaceStatus& each) { return each.place == name; });
    ASSERT_NE(same, status.places.end()) << name;
    std::int64_t commitments = 0, red = 0, questions = static_cast<std::int64_t>(same->questions.size());
    for (const StatusLine& line : same->lines) {
      commitments += line.id.front() == 'C' ? 1 : 0;
      red += line.light.light == assess::Light::Red ? 1 : 0;
      questions += static_cast<std::int64_t>(line.questions.size());
    }
    EXPECT_EQ(number_of(place, "commitments"), std::to_string(commitments)) << name;
    EXPECT_EQ(number_of(place, "unheard"), std::to_string(static_cast<std::int64_t>(same->lines.size()) - commitments)) << name;
    EXPECT_EQ(number_of(place, "red"), std::to_string(red)) << name;
    EXPECT_EQ(number_of(place, "questions"), std::to_string(questions)) << name;
    EXPECT_EQ(number_of(place, "documents"), std::to_string(same->documents.size())) << name;
    EXPECT_EQ(canonical_json(place.at("coverage")), canonical_json(coverage_json(same->coverage))) << name;

    const Json shown = std::get<Json>(pages.overview({{}, kToday}, {}, place.at("key").as_string())).at("shown");
    const auto& lines = shown.at("lines").as_array();
    ASSERT_EQ(lines.size(), std::min<std::size_t>(20, same->lines.size())) << name;
    for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(canonical_json(lines[i]), canonical_json(line_json(same->lines[i]))) << name << " " << i;
    EXPECT_EQ(number_of(shown.at("problems"), "total"), std::to_string(same->problems.size())) << name;
  }
}

TEST_F(CommitmentTableTest, TheOverviewNamesAndCountsNoPromiseThatItsReaderMayNotOpen) {
  Pages pages{*engine_};
  const auto city = engine_->city();
  const Viewer town = viewer_at(*city, "苇塘镇");
  ASSERT_TRUE(town.actor.person) << "someone reads there";
  std::uint64_t named = 0;
  std::int64_t all = 0, seen = 0;
  const auto sum = [](const Json& page) {
    std::int64_t commitments = 0;
    for (const Json& place : page.at("places").as_array()) commitments += std::stoll(number_of(place, "commitments"));
    return commitments;
  };
  all = sum(std::get<Json>(pages.overview({{}, kToday}, {})));
  const Json page = std::get<Json>(pages.overview(town, {}));
  seen = sum(page);
  for (const Json& place : page.at("places").as_array()) {
    const Json one = std::get<Json>(pages.overview(town, {}, place.at("key").as_string()));
    for (const Json& line : one.at("shown").at("lines").as_array()) {
      const std::string id = line.at("id").as_string();
      if (!id.starts_with("C-")) continue;
      ++named;
      EXPECT_TRUE(std::holds_alternative<Json>(pages.commitment(town, static_cast<std::uint32_t>(std::stoul(id.substr(2)))))) << id;
    }
  }
  EXPECT_GT(named, 0U);
  EXPECT_GT(seen, 0);
  EXPECT_LT(seen, all);
}

TEST_F(CommitmentTableTest, TheRestOfAPlaceIsItsFilteredList) {
  Pages pages{*engine_};
  const Viewer viewer{{}, kToday};
  const Json whole = std::get<Json>(pages.overview(viewer, {}));
  for (const Json& place : whole.at("places").as_array()) {
    CommitmentFilter filter;
    filter.place = place.at("key").as_string();
    const auto total = [&] { return number_of(std::get<Json>(pages.commitments(viewer, filter)), "total"); };
    std::int64_t withdrawn = 0;
    filter.state = CommitmentState::Withdrawn;
    withdrawn = std::stoll(total());
    filter.state.reset();
    EXPECT_EQ(std::stoll(total()) - withdrawn, std::stoll(number_of(place, "commitments"))) << *filter.place;
    filter.light = assess::Light::Red;
    EXPECT_EQ(total(), number_of(place, "red")) << *filter.place;
    filter.light.reset();
    filter.kept = Verdict::Word::CannotSay;
    EXPECT_EQ(total(), number_of(place.at("kept"), "cannot_say")) << *filter.place;
    filter.kept.reset();
    filter.enough = Answer::No;
    EXPECT_EQ(total(), number_of(place.at("enough"), "no")) << *filter.place;
  }
  CommitmentFilter nowhere;
  nowhere.place = "没有的地方";
  EXPECT_EQ(number_of(std::get<Json>(pages.commitments(viewer, nowhere)), "total"), "0");
}

TEST_F(CommitmentTableTest, TheMapTellsTheWorstOfEachThingAndNoProjectThatItsReaderMayNotOpen) {
  Pages pages{*engine_};
  const auto city = engine_->city();
  const auto table = CommitmentTable::of(city, asked(*city, false), nullptr);
  const Json states = std::get<Json>(pages.map_states({{}, kToday}));
  std::map<std::int64_t, std::string> told;
  for (const Json& each : states.at("verdicts").as_array())
    for (const Json& asset : each.at("assets").as_array())
      EXPECT_TRUE(told.emplace(asset.as_integer(), each.at("verdict").as_string()).second) << "one verdict a thing";
  const std::vector<std::string> worst_first = {"unlikely", "at_risk", "cannot_say", "likely"};
  std::map<std::int64_t, std::size_t> worst;
  city->commitments.each([&](std::size_t index, const city::KeptCommitment& kept) {
    if (kept.value.state == CommitmentState::Withdrawn) return;
    const auto rank = static_cast<std::size_t>(std::find(worst_first.begin(), worst_first.end(), name_of(table->key(index).kept)) - worst_first.begin());
    for (const Id<Asset> asset : kept.value.assets) {
      const auto [found, fresh] = worst.emplace(asset.number(), rank);
      if (!fresh) found->second = std::min(found->second, rank);
    }
  });
  ASSERT_EQ(told.size(), worst.size());
  for (const auto& [asset, rank] : worst) EXPECT_EQ(told[asset], worst_first[rank]) << asset;
  EXPECT_EQ(states.at("projects").as_array().size(), city->all<Project>().size());

  const Viewer town = viewer_at(*city, "苇塘镇");
  const Json seen = std::get<Json>(pages.map_states(town));
  const auto& projects = seen.at("projects").as_array();
  EXPECT_LT(projects.size(), states.at("projects").as_array().size());
  for (const Json& project : projects)
    EXPECT_TRUE(std::holds_alternative<Json>(pages.thing(town, "project", static_cast<std::uint32_t>(project.at("project").as_integer()))));
}

TEST_F(CommitmentTableTest, TheOverviewOfAPastDayIsThatDays) {
  Pages pages{*engine_};
  const Viewer viewer{{}, kToday};
  const Day day{std::chrono::year{2020}, std::chrono::January, std::chrono::day{1}};
  const Json then = std::get<Json>(pages.overview(viewer, day));
  EXPECT_TRUE(then.at("places").as_array().empty());
  EXPECT_TRUE(then.at("shown").is_null());
  EXPECT_TRUE(then.at("head").is_null());
  EXPECT_EQ(canonical_json(then), canonical_json(std::get<Json>(pages.overview(viewer, day)))) << "kept";
  EXPECT_FALSE(std::get<Json>(pages.overview(viewer, {})).at("head").is_null());
}

}  // namespace
}  // namespace luoshi::engine
