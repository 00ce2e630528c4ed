#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "base/random.hpp"
#include "city/checkpoint.hpp"
#include "city/test_town.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

constexpr std::uint64_t kSeeds = 8;
constexpr int kCommands = 1500;

// Commands as a careless crowd would send them: mostly possible, often not.
class Crowd {
 public:
  explicit Crowd(std::uint64_t seed) : random_{seed} {}

  Actor actor() {
    static constexpr std::array kActors = {kEditor, kEditor, kEditor, kWaterChief, kWaterChief, kChecker, kChecker,
                                           kClerk, kEastReporter, kSecurity, kChecker, kOperator};
    Actor chosen = kActors[random_.below(kActors.size())];
    if (random_.below(20) == 0) chosen.on_behalf_of = Id<Person>{static_cast<std::uint32_t>(1 + random_.below(7))};
    if (random_.below(50) == 0) chosen.post = Id<Post>{static_cast<std::uint32_t>(1 + random_.below(7))};
    return chosen;
  }

  CommandBody wish(const City& city) {
    switch (random_.below(29)) {
      case 0: return registration(city);
      case 1: return ImportDocument{bulletin("通报" + std::to_string(random_.below(60)))};
      case 2: return seen(city.statements, ConfirmStatement{{any<Statement>(city.statements)}});
      case 3:
        return seen(city.statements,
                    CorrectStatement{{any<Statement>(city.statements), some<StatementKind>(6), some<Theme>(10), reason()}});
      case 4: return seen(city.statements, DismissStatement{{any<Statement>(city.statements), reason()}});
      case 5: return question(city);
      case 6:
        return seen(city.questions, PutQuestion{{any<Question>(city.questions), any<Post>(city.posts), day()}});
      case 7:
        return seen(city.questions, AnswerQuestion{{any<Question>(city.questions), reason(),
                                                    rarely() ? any<Document>(city.documents) : Id<Document>{}}});
      case 8: return seen(city.questions, WaiveQuestion{{any<Question>(city.questions), reason()}});
      case 9: return opening(city);
      case 10: return seen(city.commitments, AdoptCommitment{{any<Commitment>(city.commitments)}});
      case 11:
        return seen(city.commitments, ExtendDeadline{{any<Commitment>(city.commitments), deadline(), reason(),
                                                      any<Post>(city.posts)}});
      case 12:
      case 13: return report(city);
      case 14: return amendment(city);
      case 15: return OpenThing{Opened<Ask>{ask(city)}};
      case 16:
      case 17: return step(city);
      case 18: return opening_of_any_kind(city);
      case 19: return verdict(city);
      case 21: return seen(city.statements, TieStatement{{any<Statement>(city.statements), any<Statement>(city.statements)}});
      case 22: return RecordSample{{sample(city)}};
      case 23: return CorrectSample{{sample(city), reason()}};
      case 24: return judgement(city);
      case 20: return seen(city.statements, UntieStatement{{any<Statement>(city.statements), reason()}});
      default:
        return seen(city.reports, CheckReport{{recent_report(city), some<CheckState>(3), reason()}});
    }
  }

  std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }

 private:
  bool rarely() { return random_.below(10) == 0; }

  template <class Thing, class Table>
  Id<Thing> any(const Table& table) {
    const std::uint64_t reach = table.size() + (rarely() ? 2 : 0);
    return reach == 0 ? Id<Thing>{} : Id<Thing>{static_cast<std::uint32_t>(1 + random_.below(reach))};
  }

  // One of the last few: its moves are likely still the ones that count.
  Id<Report> recent_report(const City& city) {
    const auto newest = static_cast<std::uint32_t>(city.reports.size());
    if (newest == 0) return {};
    return Id<Report>{newest - static_cast<std::uint32_t>(random_.below(std::min(newest, 4U)))};
  }

  template <class Enum>
  Enum some(unsigned count) { return static_cast<Enum>(random_.below(count)); }

  // Fills in the version as someone saw it: now and then an old one.
  template <class Table, class Command>
  CommandBody seen(const Table& table, Command command) {
    command.seen = 0;
    fields_of(command.fact, [&](auto id) {
      if (id && id.index() < table.size()) command.seen = table[id.index()].version() - (rarely() ? 1 : 0);
    });
    return command;
  }
  template <class Fact, class Use>
  static void fields_of(const Fact& fact, Use use) {
    if constexpr (requires { fact.statement; }) use(fact.statement);
    else if constexpr (requires { fact.question; }) use(fact.question);
    else if constexpr (requires { fact.report; }) use(fact.report);
    else use(fact.commitment);
  }

  std::string reason() {
    const std::uint64_t kind = random_.below(20);
    return kind == 0 ? "" : kind == 1 ? std::string(5000, 'x') : "经核对" + std::to_string(kind);
  }

  Day day() { return Day{std::chrono::sys_days{kToday} + std::chrono::days{random_.below(40)} - std::chrono::days{10}}; }

  Deadline deadline() {
    if (rarely()) return Deadline{DeadlineKind::Vague, {}, {}, "尽快"};
    return by(2026, static_cast<unsigned>(7 + random_.below(6)), static_cast<unsigned>(1 + random_.below(31)));
  }

  CommandBody registration(const City& city) {
    const std::string name = std::to_string(random_.below(40));
    switch (random_.below(8)) {
      case 0: return Register{PlaceRegistered{{"", "村" + name, PlaceLevel::Village, any<Place>(city.places)}}};
      case 1:
        return Register{BodyRegistered{{"单位" + name, {"别名" + name}, BodyKind::Firm, any<Place>(city.places),
                                        any<Body>(city.bodies)}}};
      case 2: return Register{PostRegistered{{"岗" + name, any<Body>(city.bodies), any<Post>(city.posts)}}};
      case 3: return Register{PersonRegistered{{"人员" + name}}};
      case 4:
        return Register{HolderAppointed{{any<Person>(city.persons), any<Post>(city.posts), {some<Role>(9)}, day(), {}}}};
      case 6:
        return Register{ActingAppointed{{any<Person>(city.persons), any<Post>(city.posts), {some<Role>(9)}, day(), {}, false}}};
      case 5: return Register{HolderEnded{any<Person>(city.persons), any<Post>(city.posts), day()}};
      default:
        return Register{AssetRegistered{{"A-" + name, "对象" + name, some<AssetKind>(14), any<Place>(city.places),
                                         rarely() ? any<Asset>(city.assets) : Id<Asset>{}, some<Stage>(5)}}};
    }
  }

  CommandBody question(const City& city) {
    Question made;
    made.label = some<QuestionLabel>(10);
    made.text = reason();
    if (random_.below(2) == 0) made.commitment = any<Commitment>(city.commitments);
    else made.statement = any<Statement>(city.statements);
    return AskQuestion{{made}};
  }

  CommandBody opening(const City& city) {
    Commitment made = river_works();
    made.sources = {any<Statement>(city.statements)};
    made.lead = any<Body>(city.bodies);
    made.supports = rarely() ? std::vector{any<Body>(city.bodies)} : std::vector<Id<Body>>{};
    made.original_deadline = deadline();
    made.assets = random_.below(3) == 0 ? std::vector<Id<Asset>>{} : std::vector{any<Asset>(city.assets)};
    made.parent = rarely() ? any<Commitment>(city.commitments) : Id<Commitment>{};
    return OpenCommitment{{made}};
  }

  Sample sample(const City& city) {
    Sample made = river_sample(Day{std::chrono::year{2026} / static_cast<unsigned>(1 + random_.below(6)) / 10},
                               rarely() ? SampleVerdict::Missed : SampleVerdict::InClass);
    made.asset = any<Asset>(city.assets);
    return made;
  }

  CommandBody judgement(const City& city) {
    FunnelJudged made;
    made.asset = any<Asset>(city.assets);
    // Mostly of works that are built: of others nothing is judged.
    if (!rarely())
      city.assets.each([&](std::size_t index, const KeptAsset& kept) {
        if (kept.value.stage >= Stage::Built && random_.below(2) == 0) made.asset = Id<Asset>::at_index(index);
      });
    made.word = some<FunnelWord>(4);
    made.cause = rarely() ? ReviewCause::MissesInARow : ReviewCause::None;
    made.reason = reason();
    made.rule = "漏斗规则";
    made.as_of = kToday;
    return RecordJudgement{{std::move(made)}};
  }

  CommandBody verdict(const City& city) {
    RecordedVerdict made = shown_today(city);
    made.commitment = any<Commitment>(city.commitments);
    if (rarely()) made.quantiles.pop_back();
    return RecordVerdict{{std::move(made)}};
  }

  CommandBody amendment(const City& city) {
    const auto id = any<Commitment>(city.commitments);
    Commitment terms = id && id.index() < city.commitments.size() ? city.commitments[id.index()].value : river_works();
    terms.figure = figure(static_cast<std::int64_t>(1 + random_.below(40)), "公里");
    if (rarely()) terms.lead = any<Body>(city.bodies);
    return seen(city.commitments, AmendCommitment{{id, terms, reason(), any<Post>(city.posts)}});
  }

  Ask ask(const City& city) {
    Ask made = pump_power();
    made.due = day();
    made.blocks = {any<Commitment>(city.commitments)};
    if (rarely()) made.answerer = any<Body>(city.bodies);
    if (rarely()) made.outside = "省厅";
    return made;
  }

  CommandBody opening_of_any_kind(const City& city) {
    switch (random_.below(15)) {
      case 12: {
        Project made = plant_project();
        made.code.clear();
        made.body = any<Body>(city.bodies);
        if (rarely()) made.milestones.push_back(made.milestones[0]);
        return OpenThing{Opened<Project>{made}};
      }
      case 13: {
        Capacity made = ammonia_budget();
        made.limit.value = Decimal{static_cast<std::int64_t>(random_.below(1200))};
        return OpenThing{Opened<Capacity>{made}};
      }
      case 14: {
        if (random_.below(2) == 0) return OpenThing{Opened<Consent>{village_vote()}};
        Satisfaction made = river_satisfaction();
        made.asker = any<Body>(city.bodies);
        return OpenThing{Opened<Satisfaction>{made}};
      }
      case 11: {
        Measure made = sewer_measure();
        made.asset = any<Asset>(city.assets);
        if (!rarely()) made.serves = {any<Commitment>(city.commitments)};
        if (rarely()) made.effects[0].amount.unit = "公里";
        return OpenThing{Opened<Measure>{made}};
      }
      case 7: return OpenThing{Opened<Handover>{{any<Post>(city.posts), any<Person>(city.persons), day(), {}, {}}}};
      case 8: {
        Delegation made = head_on_leave();
        made.delegate = any<Person>(city.persons);
        made.roles = {some<Role>(9)};
        return OpenThing{Opened<Delegation>{made}};
      }
      case 9: {
        SectorDuty made = confined_spaces();
        made.sector += std::to_string(random_.below(9));
        made.place = any<Place>(city.places);
        return OpenThing{Opened<SectorDuty>{made}};
      }
      case 10: return OpenThing{Opened<YearTurn>{{static_cast<std::uint32_t>(2020 + random_.below(8)), any<Body>(city.bodies), {}}}};
      case 6: {
        Closure made = unit_closure();
        made.firm = any<Asset>(city.assets);
        if (!rarely()) made.units.clear();
        return OpenThing{Opened<Closure>{made}};
      }
      case 0: {
        Pledge made = water_pledge();
        if (rarely()) made.signer = any<Body>(city.bodies);
        return OpenThing{Opened<Pledge>{made}};
      }
      case 1: {
        Deliverable made = river_plan();
        made.due = day();
        return OpenThing{Opened<Deliverable>{made}};
      }
      case 2: {
        StandingRule made = planned_first();
        made.source = any<Statement>(city.statements);
        return OpenThing{Opened<StandingRule>{made}};
      }
      case 3: {
        Problem made = found_problem(some<ProblemSource>(5));
        made.body = any<Body>(city.bodies);
        return OpenThing{Opened<Problem>{made}};
      }
      case 4: return OpenThing{Opened<Incident>{well_accident()}};
      default: {
        Hazard made = gas_hazard();
        made.where = any<Asset>(city.assets);
        return OpenThing{Opened<Hazard>{made}};
      }
    }
  }

  // Any step of any kind, with a note that is now and then too thin.
  CommandBody step(const City& city) {
    const Kind kind = kKindRows[random_.below(kKindRows.size())].kind;
    const auto steps = lifecycle_of(kind).steps;
    const Step& step = steps[random_.below(steps.size())];
    const std::uint32_t count = count_of(city, kind);
    if (!step.command.empty() || count == 0) return report(city);
    const auto number = static_cast<std::uint32_t>(1 + random_.below(count + (rarely() ? 1 : 0)));
    Note note = because(reason(), day());
    note.document = any<Document>(city.documents);
    note.post = any<Post>(city.posts);
    note.number = 1;
    note.name = "一期";
    note.article = "第十条";
    note.assets = {any<Asset>(city.assets)};
    note.evidence = {sha256("照片")};
    TakeStep command = step_on(city, step.type, number, std::move(note));
    if (rarely()) command.seen = 1;
    return command;
  }

  CommandBody report(const City& city) {
    Report made = moved_to(some<Stage>(5), day(), any<Asset>(city.assets));
    made.commitment = any<Commitment>(city.commitments);
    if (rarely()) made.said = figure(static_cast<std::int64_t>(random_.below(40)), rarely() ? "亩" : "公里");
    if (made.commitment && made.commitment.index() < city.commitments.size() && !rarely()) {
      const Commitment& promised = city.commitments[made.commitment.index()].value;
      if (!promised.assets.empty()) made.moves[0].asset = promised.assets.front();
    }
    return FileReport{{made}};
  }

  Random random_;
};

struct Played {
  Town town;
  std::set<std::size_t> accepted;  ///< kinds of command
  int accepted_count = 0;
};

Played play(std::uint64_t seed) {
  Played done{busy_town(), {}, 0};
  Crowd crowd{seed};
  for (int i = 0; i < kCommands; ++i) {
    const Actor actor = crowd.actor();
    const CommandBody wish = crowd.wish(done.town.city);
    const std::size_t kind = wish.index();
    if (done.town.act(actor, wish).empty()) {
      done.accepted.insert(kind);
      ++done.accepted_count;
    }
    if (crowd.below(20) == 0) done.town.now += std::chrono::hours{1};
  }
  return done;
}

City fold(std::span<const Event> events, City city = {}) {
  for (const Event& event : events) city = apply(std::move(city), event);
  return city;
}

TEST(CityProperty, TheCrowdGetsEveryKindOfCommandThrough) {
  std::set<std::size_t> accepted;
  int count = 0, returned = 0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const Played done = play(seed);
    accepted.insert(done.accepted.begin(), done.accepted.end());
    count += done.accepted_count;
    done.town.city.reports.each([&](std::size_t, const KeptReport& report) {
      returned += report.value.check == CheckState::Returned ? 1 : 0;
    });
  }
  EXPECT_EQ(accepted.size(), std::variant_size_v<AnyCommand> - 1) << "all but founding, or the laws below say little";
  EXPECT_GT(count, static_cast<int>(kSeeds) * kCommands / 15);
  EXPECT_GT(returned, 10);
}

TEST(CityProperty, AnyPrefixFoldsTheSameTwice) {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const Town town = play(seed).town;
    Random random{seed, 7};
    for (int trial = 0; trial < 10; ++trial) {
      const auto prefix = std::span{town.events}.first(random.below(town.events.size() + 1));
      ASSERT_EQ(digest_of(fold(prefix)), digest_of(fold(prefix))) << "seed " << seed << ", " << prefix.size();
    }
    ASSERT_EQ(digest_of(fold(town.events)), digest_of(town.city)) << "seed " << seed;
  }
}

TEST(CityProperty, EventsReadBackFromTheirBytesFoldToTheSameCity) {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const Town town = play(seed).town;
    Decoder decoder;
    City city;
    for (const Event& event : town.events)
      city = apply(std::move(city), decoder.decode(city.events + 1, encode(event)));
    ASSERT_EQ(digest_of(city), digest_of(town.city)) << "seed " << seed;
  }
}

TEST(CityProperty, SnapshotsKeptInBetweenChangeNothingAndDoNotChange) {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const Town town = play(seed).town;
    Random random{seed, 8};
    std::vector<std::pair<City, Digest>> snapshots;
    City city;
    for (const Event& event : town.events) {
      city = apply(std::move(city), event);
      if (random.below(20) == 0) snapshots.emplace_back(city, digest_of(city));
    }
    ASSERT_EQ(digest_of(city), digest_of(town.city)) << "seed " << seed;
    for (const auto& [snapshot, digest] : snapshots)
      ASSERT_EQ(digest_of(snapshot), digest) << "seed " << seed << ", at " << snapshot.events;
  }
}

TEST(CityProperty, ACheckpointAndTheTailAreTheWholeFold) {
  const Digest root = sha256("头");
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const Town town = play(seed).town;
    Random random{seed, 9};
    const std::size_t cut = 1 + random.below(town.events.size());
    const auto loaded = load_checkpoint(save_checkpoint(fold(std::span{town.events}.first(cut)), root), root);
    ASSERT_TRUE(loaded) << "seed " << seed;
    ASSERT_EQ(loaded->events, cut);
    const City whole = fold(std::span{town.events}.subspan(cut), *loaded);
    ASSERT_EQ(digest_of(whole), digest_of(town.city)) << "seed " << seed << ", cut " << cut;
    // The indexes are made anew: names still lead to the same things.
    whole.bodies.each([&](std::size_t i, const Kept<Body>& body) {
      ASSERT_EQ(whole.body_of(body.value.name), Id<Body>::at_index(i));
    });
  }
}

TEST(CityProperty, ARefusedCommandLeavesNoTrace) {
  Town town = busy_town();
  Crowd crowd{20260630};
  int refused = 0;
  for (int i = 0; i < 500; ++i) {
    const Actor actor = crowd.actor();
    const CommandBody wish = crowd.wish(town.city);
    const Digest before = digest_of(town.city);
    const std::string reason = town.act(actor, wish);
    if (reason.empty()) continue;
    ++refused;
    ASSERT_EQ(digest_of(town.city), before) << reason;
    ASSERT_NE(reason.find("（"), std::string::npos) << "a refusal says why: " << reason;
    ASSERT_FALSE(reason.ends_with("）")) << "and what to do: " << reason;
  }
  EXPECT_GT(refused, 100);
}

void expect_names_found(const City& city) {
  city.places.each([&](std::size_t, const Kept<Place>& place) { EXPECT_TRUE(city.place_of(place.value.name)); });
  city.bodies.each([&](std::size_t i, const Kept<Body>& body) {
    EXPECT_EQ(city.body_of(body.value.name), Id<Body>::at_index(i));
    for (const std::string& alias : body.value.aliases) EXPECT_EQ(city.body_of(alias), Id<Body>::at_index(i));
  });
  city.posts.each([&](std::size_t i, const Kept<Post>& post) {
    EXPECT_EQ(city.post_of(post.value.name, post.value.body), Id<Post>::at_index(i));
  });
  city.persons.each([&](std::size_t i, const Kept<Person>& person) {
    EXPECT_EQ(city.person_of(person.value.name), Id<Person>::at_index(i));
  });
  city.assets.each([&](std::size_t i, const KeptAsset& asset) {
    EXPECT_EQ(city.asset_of(asset.value.code), Id<Asset>::at_index(i));
  });
  city.documents.each([&](std::size_t i, const KeptDocument& document) {
    EXPECT_EQ(city.document_of(document.value.source), Id<Document>::at_index(i));
  });
}

template <class Thing>
bool lists(const std::vector<Id<Thing>>& ids, std::size_t index) {
  return std::count(ids.begin(), ids.end(), Id<Thing>::at_index(index)) == 1;
}

void expect_ties_agree(const City& city) {
  std::size_t statements = 0, questions_listed = 0, reports_listed = 0;
  city.documents.each([&](std::size_t, const KeptDocument& document) { statements += document.statement_count; });
  EXPECT_EQ(statements, city.statements.size());
  city.questions.each([&](std::size_t i, const Kept<Question>& kept) {
    const Question& question = kept.value;
    if (question.document) { EXPECT_TRUE(lists(city.documents[question.document.index()].questions, i)); }
    if (question.statement) {
      EXPECT_TRUE(lists(city.statements[question.statement.index()].questions, i));
      EXPECT_EQ(city.statements[question.statement.index()].value.document, question.document);
    }
    if (question.commitment) { EXPECT_TRUE(lists(city.commitments[question.commitment.index()].questions, i)); }
    questions_listed += question.document ? 1U : 0U;
  });
  std::size_t by_document = 0;
  city.documents.each([&](std::size_t, const KeptDocument& document) { by_document += document.questions.size(); });
  EXPECT_EQ(by_document, questions_listed);
  city.commitments.each([&](std::size_t i, const KeptCommitment& kept) {
    reports_listed += kept.reports.size();
    for (const Id<Statement> source : kept.value.sources)
      EXPECT_TRUE(lists(city.statements[source.index()].commitments, i));
    EXPECT_TRUE(kept.value.extensions > 0 || kept.value.deadline == kept.value.original_deadline);
    EXPECT_TRUE(kept.value.state != CommitmentState::Proposed || kept.reports.empty());
  });
  EXPECT_EQ(reports_listed, city.reports.size());
  city.statements.each([&](std::size_t i, const KeptStatement& kept) {
    if (kept.earlier) { EXPECT_TRUE(lists(city.statements[kept.earlier.index()].later, i)); }
    for (const Id<Statement> later : kept.later) EXPECT_EQ(city.statements[later.index()].earlier, Id<Statement>::at_index(i));
  });
}

// How far the works on every asset have come, counted again from the reports alone; past that only samples take it. What a review
// reopened begins again and is left out.
void expect_stages_follow_from_reports(const City& city) {
  std::vector<std::pair<Day, Stage>> last(city.assets.size(), {Day{}, Stage::Listed});
  city.assets.each([&](std::size_t i, const KeptAsset& asset) { last[i] = {Day{}, asset.registered}; });
  city.reports.each([&](std::size_t, const KeptReport& report) {
    if (report.value.check == CheckState::Returned) return;
    for (const AssetMove& move : report.value.moves)
      if (last[move.asset.index()].first <= report.value.until)
        last[move.asset.index()] = {report.value.until, move.stage};
  });
  city.assets.each([&](std::size_t i, const KeptAsset& asset) { 
    if (asset.reopened > 0) return;
    EXPECT_EQ(std::min(asset.value.stage, Stage::Built), std::min(last[i].second, Stage::Built));
    EXPECT_TRUE(asset.value.stage <= Stage::Built || asset.judged);
  });
}

void expect_checks_are_independent(const City& city) {
  city.reports.each([&](std::size_t, const KeptReport& report) {
    EXPECT_LE(report.value.until, china_day(city.recorded_at));
    if (report.value.check == CheckState::Unchecked) return;
    EXPECT_NE(report.value.checker, report.value.reporter);
    EXPECT_NE(report.value.checker, report.on_behalf_of);
    EXPECT_TRUE(report.value.check == CheckState::Accepted || !report.value.check_reason.empty());
  });
}

void expect_histories_rise(const City& city) {
  const auto rising = [&](std::size_t, const auto& kept) {
    ASSERT_FALSE(kept.history.empty());
    EXPECT_TRUE(std::is_sorted(kept.history.begin(), kept.history.end(), std::less_equal{}));
    EXPECT_GE(kept.history.front(), 2U);
    EXPECT_LE(kept.history.back(), city.events);
  };
  city.statements.each(rising);
  city.questions.each(rising);
  city.commitments.each(rising);
  city.reports.each(rising);
  city.assets.each(rising);
  city.holders.each(rising);
}

TEST(CityProperty, CountsIndexesAndTiesAgreeWithTheTables) {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const City city = play(seed).town.city;
    expect_names_found(city);
    expect_ties_agree(city);
    expect_stages_follow_from_reports(city);
    expect_checks_are_independent(city);
    expect_histories_rise(city);
  }
}

}  // namespace
}  // namespace luoshi::city
