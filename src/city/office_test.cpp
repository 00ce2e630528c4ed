#include <gtest/gtest.h>

#include <algorithm>

#include "city/duties.hpp"
#include "city/lifecycle.hpp"
#include "city/test_things.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

constexpr Actor kDelegate{Id<Person>{6}, kWaterHead, Id<Person>{3}};  ///< the town's clerk, for the head of the bureau

Town with_successor(Town town) {
  town.act(kSecurity, Register{HolderAppointed{{kSuccessor.person, kWaterClerk, {Role::Reporter}, kToday, {}, false}}});
  return town;
}

const Handover& handed(const Town& town) { return town.city.all<Handover>()[0].value; }

bool holds(const std::vector<HandoverItem>& items, std::string_view kind, std::uint32_t number) {
  return std::any_of(items.begin(), items.end(), [&](const HandoverItem& item) { return item.kind == kind && item.number == number; });
}

TEST(Acting, MayDoWhatTheRolesMayAndIsToldFromAHolder) {
  Town town = busy_town();
  const Actor acting{kEastReporter.person, kWaterHead, {}};
  EXPECT_NE(town.act(acting, FileReport{{moved_to(Stage::Built)}}), "");
  EXPECT_EQ(town.act(kSecurity, Register{ActingAppointed{{acting.person, kWaterHead, {Role::Reporter}, kToday, {}, false}}}), "");
  EXPECT_TRUE(is_acting(town.city, acting.person, kWaterHead, kToday));
  EXPECT_FALSE(is_acting(town.city, kWaterChief.person, kWaterHead, kToday));
  EXPECT_EQ(town.act(acting, FileReport{{moved_to(Stage::Built)}}), "");
  // Whoever then holds it in full is acting no longer.
  town.act(kSecurity, Register{HolderAppointed{{acting.person, kWaterHead, {Role::Reporter}, kToday, {}, false}}});
  EXPECT_FALSE(is_acting(town.city, acting.person, kWaterHead, kToday));
}

TEST(Acting, TheEndOfAPostEndsBothTerms) {
  Town town = busy_town();
  const Actor acting{kEastReporter.person, kWaterHead, {}};
  ASSERT_EQ(town.act(kSecurity, Register{ActingAppointed{{acting.person, kWaterHead, {Role::Reporter}, kToday, {}, false}}}), "");
  ASSERT_EQ(town.act(kSecurity, Register{HolderAppointed{{acting.person, kWaterHead, {Role::Reporter}, kToday, {}, false}}}), "");
  ASSERT_EQ(town.act(kSecurity, Register{HolderEnded{acting.person, kWaterHead, kToday}}), "");
  later(town, 1);
  EXPECT_NE(town.act(acting, FileReport{{moved_to(Stage::Built)}}), "");
  EXPECT_FALSE(is_acting(town.city, acting.person, kWaterHead, china_day(town.now)));
  EXPECT_NE(town.act(kSecurity, Register{HolderEnded{acting.person, kWaterHead, china_day(town.now)}}).find("届时不在"), std::string::npos);
}

TEST(Acting, ATermThatRunsIsEndedThoughALaterOneIsOver) {
  Town town = busy_town();
  const Day may{std::chrono::year{2026} / 5 / 31};
  ASSERT_EQ(town.act(kSecurity, Register{ActingAppointed{{kChecker.person, kMayor, {Role::Reader}, kToday, {}, false}}}), "");
  ASSERT_EQ(town.act(kSecurity, Register{HolderAppointed{{kChecker.person, kMayor, {Role::Reader}, kLongAgo, may, false}}}), "");
  ASSERT_EQ(town.act(kSecurity, Register{HolderEnded{kChecker.person, kMayor, kToday}}), "");
  EXPECT_EQ(town.city.holders[town.city.holders.size() - 2].value.until, kToday);
  EXPECT_EQ(town.city.holders[town.city.holders.size() - 1].value.until, may) << "what was over stays as it was";
}

TEST(Delegation, LetsAnotherActWithinItsRolesAndDaysAndWithBothNames) {
  Town town = busy_town();
  EXPECT_NE(town.act(kDelegate, FileReport{{moved_to(Stage::Built)}}), "") << "without a delegation nobody acts in another's post";
  ASSERT_EQ(town.act(kWaterChief, OpenThing{Opened<Delegation>{head_on_leave()}}), "");
  EXPECT_EQ(town.act(kDelegate, FileReport{{moved_to(Stage::Built)}}), "");
  EXPECT_EQ(town.city.reports[0].value.reporter, kDelegate.person);
  EXPECT_EQ(town.city.reports[0].on_behalf_of, kWaterChief.person);
  EXPECT_NE(town.act(kDelegate, OpenCommitment{{river_works()}}), "") << "the role of an editor was not delegated";
  later(town, 16);
  EXPECT_NE(town.act(kDelegate, FileReport{{moved_to(Stage::Built)}}), "") << "it has ended";
}

TEST(Delegation, EndsWithThePrincipalsTermAndWhenRevoked) {
  Town town = busy_town();
  ASSERT_EQ(town.act(kWaterChief, OpenThing{Opened<Delegation>{head_on_leave()}}), "");
  Town left = town;
  left.act(kSecurity, Register{HolderEnded{kWaterChief.person, kWaterHead, kToday}});
  later(left, 1);
  EXPECT_NE(left.act(kDelegate, FileReport{{moved_to(Stage::Built)}}), "");
  EXPECT_EQ(town.act(kWaterChief, step_on(town.city, "delegation.revoke", 1, because("已返岗"))), "");
  EXPECT_NE(town.act(kDelegate, FileReport{{moved_to(Stage::Built)}}), "");
}

TEST(Delegation, IsNotGivenOnNorForChecksNorForRolesOneLacks) {
  Town town = busy_town();
  Delegation wanted = head_on_leave();
  wanted.roles = {Role::Editor};
  EXPECT_NE(town.act(kWaterChief, OpenThing{Opened<Delegation>{wanted}}), "");
  wanted.roles = {Role::Checker};
  EXPECT_NE(town.act(kChecker, OpenThing{Opened<Delegation>{wanted}}), "");
  ASSERT_EQ(town.act(kWaterChief, OpenThing{Opened<Delegation>{head_on_leave()}}), "");
  wanted = head_on_leave();
  wanted.delegate = kClerk.person;
  EXPECT_NE(town.act(kDelegate, OpenThing{Opened<Delegation>{wanted}}), "");
}

TEST(Delegation, ADelegateIsNeverAnotherPerson) {
  Town town = busy_town();
  town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}});
  const CheckReport check{{Id<Report>{1}, CheckState::Accepted, ""}, town.city.reports[0].version()};
  EXPECT_EQ(Town{town}.act(kChecker, check), "");
  Delegation given = head_on_leave();
  given.delegate = kChecker.person;
  ASSERT_EQ(town.act(kWaterChief, OpenThing{Opened<Delegation>{given}}), "");
  EXPECT_NE(town.act(kChecker, check).find("授权委托"), std::string::npos);
}

// The mayor approves; whoever acts for the editor, or for whom the editor acts, is not another person.
TEST(Delegation, ADelegateApprovesNothingForThePrincipal) {
  Town town = busy_town();
  const auto extend = [](Town at, const Actor& actor) {
    return at.act(actor, ExtendDeadline{{Id<Commitment>{1}, by(2026, 12, 31), "汛期停工", kMayor}, at.city.commitments[0].version()});
  };
  ASSERT_EQ(extend(town, kEditor), "");
  Delegation given = head_on_leave();
  given.delegate = kChief.person;
  given.roles = {Role::Editor};
  ASSERT_EQ(town.act(kEditor, OpenThing{Opened<Delegation>{given}}), "");
  EXPECT_NE(extend(town, kEditor).find("受托人不算另一人"), std::string::npos);
  EXPECT_NE(extend(town, {kChief.person, kOffice, kEditor.person}).find("没有经办人以外的人"), std::string::npos);
  town.act(kSecurity, Register{ActingAppointed{{kEditor.person, kMayor, {Role::Reader}, kToday, {}, false}}});
  EXPECT_NE(extend(town, {kChief.person, kOffice, kEditor.person}), "") << "the principal does not approve either";
  ASSERT_EQ(town.act(kSecurity, Register{ActingAppointed{{kChecker.person, kMayor, {Role::Reader}, kToday, {}, false}}}), "");
  EXPECT_EQ(extend(town, kEditor), "") << "another holds the post as well";
}

TEST(Handover, IsDrawnUpWhenATermEndsAndListsWhatIsOpenOfThePost) {
  Town town = busy_town();
  town.act(kWaterChief, OpenThing{Opened<Ask>{pump_power()}});
  Question question;
  question.commitment = Id<Commitment>{1};
  question.text = "含不含支涌？";
  question.asked_of = kWaterClerk;
  town.act(kEditor, AskQuestion{{question}});
  ASSERT_EQ(town.act(kSecurity, Register{HolderEnded{kClerk.person, kWaterClerk, kToday}}), "");
  ASSERT_EQ(town.city.all<Handover>().size(), 1U);
  const Handover& made = handed(town);
  EXPECT_EQ(made.from, kClerk.person);
  EXPECT_TRUE(holds(made.items, "commitment", 1));
  EXPECT_TRUE(holds(made.items, "ask", 1));
  EXPECT_TRUE(holds(made.items, "question", 4));
  EXPECT_TRUE(std::any_of(made.items.begin(), made.items.end(), [](const HandoverItem& item) { return item.report_due; }))
      << "no report tells how the commitment stood at the end of May";
}

TEST(Handover, LeavesOutFindingsNotYetHandedOver) {
  Town town = busy_town();
  town.act(kChecker, OpenThing{Opened<Problem>{found_problem(ProblemSource::Covert)}});
  EXPECT_FALSE(holds(open_on(town.city, kWaterClerk, kToday), "problem", 1));
  town.act(kChecker, step_on(town.city, "problem.hand_over", 1, because("交办", kToday)));
  EXPECT_TRUE(holds(open_on(town.city, kWaterClerk, kToday), "problem", 1));
}

TEST(Handover, IsConfirmedByBothAndWhatIsNotAcceptedIsListed) {
  Town town = with_successor(busy_town());
  ASSERT_EQ(town.act(kEditor, OpenThing{Opened<Handover>{clerk_leaves()}}), "");
  EXPECT_NE(town.act(kSuccessor, step_on(town.city, "handover.hand_over", 1)), "") << "only the leaver hands over";
  EXPECT_NE(town.act(kClerk, step_on(town.city, "handover.accept", 1)), "");
  ASSERT_EQ(town.act(kClerk, step_on(town.city, "handover.hand_over", 1)), "");
  Note declined = because("合同不在移交材料里");
  declined.number = 1;
  ASSERT_EQ(town.act(kSuccessor, step_on(town.city, "handover.decline", 1, declined)), "");
  EXPECT_NE(town.act(kSuccessor, step_on(town.city, "handover.accept", 1)), "") << "not all of it";
  ASSERT_EQ(town.act(kSuccessor, step_on(town.city, "handover.accept_rest", 1)), "");
  EXPECT_TRUE(handed(town).items[0].declined);
  EXPECT_EQ(handed(town).items[0].why, "合同不在移交材料里");
  EXPECT_EQ(handed(town).to, kSuccessor.person);
  EXPECT_EQ(town.act(kWaterChief, step_on(town.city, "handover.settle", 1, because("由原承办人补齐"))), "");
}

TEST(Handover, TheSuperiorSettlesItAndNobodyElse) {
  Town town = with_successor(busy_town());
  ASSERT_EQ(town.act(kEditor, OpenThing{Opened<Handover>{clerk_leaves()}}), "");
  EXPECT_NE(town.act(kChecker, step_on(town.city, "handover.settle", 1, because("代为确认"))), "");
  EXPECT_NE(town.act(kClerk, step_on(town.city, "handover.settle", 1, because("代为确认"))), "");
  EXPECT_EQ(town.act(kWaterChief, step_on(town.city, "handover.settle", 1, because("移交人已离岗，由接任者全部承接"))), "");
}

TEST(Handover, TheListIsTheCitysWhateverWasSent) {
  Town town = busy_town();
  Handover made = clerk_leaves();
  made.items = {{"commitment", 99, false, false, {}}};
  ASSERT_EQ(town.act(kEditor, OpenThing{Opened<Handover>{made}}), "");
  EXPECT_FALSE(holds(handed(town).items, "commitment", 99));
  EXPECT_NE(town.act(kEditor, OpenThing{Opened<Handover>{clerk_leaves()}}), "") << "one at a time";
}

TEST(OpenDuties, CountsAreTheLengthsOfTheLists) {
  const Town town = eventful_town();
  const auto counts = open_counts(town.city, kToday);
  ASSERT_EQ(counts.size(), town.city.posts.size());
  std::size_t sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    EXPECT_EQ(counts[i], open_on(town.city, Id<Post>::at_index(i), kToday).size()) << town.city.posts[i].value.name;
    sum += counts[i];
  }
  EXPECT_GT(sum, 5U);
}

TEST(Secondment, CountsWhoHoldsAPostThereNotWhoStandsOnAList) {
  Town town = busy_town();
  ASSERT_EQ(town.act(kEditor, OpenThing{Opened<Secondment>{sent_to_town()}}), "");
  Note note = because("", kToday);
  note.post = kEastClerk;
  EXPECT_NE(town.act(kEastReporter, step_on(town.city, "secondment.arrive", 1, note)).find("名单不算数"), std::string::npos);
  town.act(kSecurity, Register{HolderAppointed{{kClerk.person, kEastClerk, {Role::Reporter}, kToday, Day{std::chrono::year{2026} / 9 / 30}, false}}});
  ASSERT_EQ(town.act(kEastReporter, step_on(town.city, "secondment.arrive", 1, note)), "");
  const auto& kept = town.city.all<Secondment>()[0];
  EXPECT_TRUE(is_in_post(town.city, kept, kToday));
  EXPECT_FALSE(is_in_post(town.city, kept, Day{std::chrono::year{2026} / 10 / 1})) << "on the list to December, in post to September";
  EXPECT_NE(town.act(kEditor, OpenThing{Opened<Secondment>{sent_to_town()}}), "") << "a person counts once";
}

TEST(SectorDuty, OneBodyRunsASectorInAPlace) {
  Town town = busy_town();
  ASSERT_EQ(town.act(kEditor, OpenThing{Opened<SectorDuty>{confined_spaces()}}), "");
  SectorDuty second = confined_spaces();
  second.body = kEast;
  second.post = {};
  EXPECT_NE(town.act(kEditor, OpenThing{Opened<SectorDuty>{second}}).find("已由云溪市水务局主管"), std::string::npos);
  Note note = because("机构改革");
  note.document = Id<Document>{1};
  note.body = kEast;
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "sector_duty.transfer", 1, note)), "");
  EXPECT_EQ(town.city.all<SectorDuty>()[0].value.body, kEast);
  EXPECT_FALSE(town.city.all<SectorDuty>()[0].value.post) << "the post of the former body does not stay";
}

TEST(Firm, AFirmIsAnAccountableBody) {
  Town town = busy_town();
  town.act({}, Register{BodyRegistered{{"铁炉钢铁公司", {}, BodyKind::Firm, Id<Place>{2}, kEast}}});
  const Id<Body> firm{4};
  town.act({}, Register{PostRegistered{{"环保负责人", firm, kEastClerk}}});
  const Id<Post> post{8};
  town.act(kSecurity, Register{HolderAppointed{{kEastReporter.person, post, {Role::Reporter}, kToday, {}, false}}});
  Commitment promise = river_works();
  promise.lead = firm;
  promise.supports.clear();
  ASSERT_EQ(town.act(kEditor, OpenCommitment{{promise}}), "");
  ASSERT_EQ(town.act(kEditor, AdoptCommitment{{Id<Commitment>{2}}, town.city.commitments[1].version()}), "");
  Report report = moved_to(Stage::Built);
  report.commitment = Id<Commitment>{2};
  EXPECT_EQ(town.act({kEastReporter.person, post, {}}, FileReport{{report}}), "");
}

}  // namespace
}  // namespace luoshi::city
