#include "city/decide.hpp"

#include <gtest/gtest.h>

#include "city/test_town.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

template <class Table>
std::uint32_t seen(const Table& table, std::size_t number) {
  return table[number - 1].version();
}

void expect_refused(const std::string& reason, std::string_view part) {
  EXPECT_NE(reason.find(part), std::string::npos) << "reason: " << reason;
  EXPECT_NE(reason.find("（"), std::string::npos) << "a refusal says why: " << reason;
  EXPECT_NE(reason.find("）"), std::string::npos) << reason;
}

Fault fault_of(const Decision& decision) {
  const auto* refusal = std::get_if<Refusal>(&decision);
  EXPECT_NE(refusal, nullptr) << "accepted";
  return refusal == nullptr ? Fault::Cancelled : refusal->fault;
}

TEST(Decide, TheSmallTownIsAccepted) {
  const Town town = busy_town();
  EXPECT_EQ(town.city.persons.size(), 7U);
  EXPECT_EQ(town.city.holders.size(), 7U);
  EXPECT_EQ(town.city.assets.size(), 3U);
  EXPECT_EQ(town.city.commitments[0].value.state, CommitmentState::InForce);
}

TEST(Decide, NothingHappensBeforeTheCityIsFounded) {
  Town town;
  expect_refused(town.act({}, Register{PersonRegistered{{"甲"}}}), "还没有建库");
  EXPECT_EQ(town.act({}, Found{{"云溪市", false}}), "");
  expect_refused(town.act({}, Found{{"别市", false}}), "账本属于云溪市");
}

TEST(Decide, RefusesAClockThatWentBack) {
  Town town = small_town();
  town.now -= std::chrono::milliseconds{1};
  EXPECT_EQ(fault_of(town.ask({}, Register{PersonRegistered{{"甲"}}})), Fault::Unavailable);
}

TEST(Decide, RegistersRefuseWhatIsThereAlready) {
  Town town = small_town();
  expect_refused(town.act({}, Register{PlaceRegistered{{"", "东岸镇", PlaceLevel::Town, Id<Place>{1}}}}), "已登记");
  expect_refused(town.act({}, Register{PlaceRegistered{{"441900", "别名", PlaceLevel::City, {}}}}), "已登记");
  expect_refused(town.act({}, Register{BodyRegistered{{"水务局", {}, BodyKind::Department, {}, kGovernment}}}), "已登记");
  expect_refused(town.act({}, Register{PostRegistered{{"市长", kGovernment, {}}}}), "已登记");
  expect_refused(town.act({}, Register{PersonRegistered{{"编审甲"}}}), "已登记");
  expect_refused(town.act({}, Register{AssetRegistered{{"R-0001", "别河", AssetKind::River, {}, {}, {}}}}), "已登记");
  // The same name elsewhere is another town.
  EXPECT_EQ(town.act({}, Register{PlaceRegistered{{"", "东岸镇", PlaceLevel::Town, {}}}}), "");
}

TEST(Decide, RegistersRefuseWhatIsNamelessOrHangsInTheAir) {
  Town town = small_town();
  expect_refused(town.act({}, Register{PersonRegistered{{"  "}}}), "没有名称");
  expect_refused(town.act({}, Register{PlaceRegistered{{"44x", "某镇", PlaceLevel::Town, {}}}}), "区划代码有误");
  expect_refused(town.act({}, Register{PostRegistered{{"某岗", Id<Body>{99}, {}}}}), "没有单位 99");
  expect_refused(town.act({}, Register{AssetRegistered{{"", "某河", AssetKind::River, {}, {}, {}}}}), "没有编码");
  expect_refused(town.act({}, Register{AssetRegistered{{"X", "某河", AssetKind::River, Id<Place>{9}, {}, {}}}}),
                 "没有区划 9");
}

TEST(Decide, AppointmentsPassToTheSecurityAdministratorOnceThereIsOne) {
  Town town = small_town();
  town.act({}, Register{PersonRegistered{{"新人辛"}}});
  const HolderAppointed fact{{Id<Person>{8}, kWaterHead, {Role::Reader}, kLongAgo, {}}};
  expect_refused(town.act({}, Register{fact}), "已有安全管理员在任");
  expect_refused(town.act(kEditor, Register{fact}), "没有“安全管理”角色");
  EXPECT_EQ(town.act(kSecurity, Register{fact}), "");
}

TEST(Decide, AdministratorsHoldNoOtherRoleInOnePostOrTwo) {
  Town town = small_town();
  town.act({}, Register{PersonRegistered{{"新人辛"}}});
  const auto appoint = [&](Id<Person> person, Id<Post> post, std::vector<Role> roles) {
    return town.act(kSecurity, Register{HolderAppointed{{person, post, std::move(roles), kToday, {}}}});
  };
  expect_refused(appoint(Id<Person>{8}, kOffice, {Role::SystemAdmin, Role::Editor}), "互不兼任");
  expect_refused(appoint(Id<Person>{8}, kOffice, {Role::SystemAdmin, Role::AuditAdmin}), "互不兼任");
  expect_refused(appoint(Id<Person>{1}, kMayor, {Role::AuditAdmin}), "互不兼任");
  expect_refused(appoint(Id<Person>{7}, kMayor, {Role::Checker}), "不能任命本人");
  expect_refused(appoint(Id<Person>{1}, kOffice, {Role::Reader}), "已在");
  expect_refused(appoint(Id<Person>{8}, kOffice, {}), "没有写角色");
  expect_refused(appoint(Id<Person>{8}, kOffice, {Role::Reader, Role::Reader}), "写了两次");
  EXPECT_EQ(appoint(Id<Person>{8}, kOffice, {Role::SystemAdmin}), "");
}

TEST(Decide, ATermEndsOnItsLastDay) {
  Town town = busy_town();
  const HolderEnded fact{Id<Person>{3}, kWaterHead, kToday};
  expect_refused(town.act(kEditor, Register{fact}), "没有“安全管理”角色");
  EXPECT_EQ(town.act(kSecurity, Register{fact}), "");
  EXPECT_EQ(town.act(kWaterChief, FileReport{{moved_to(Stage::Entered)}}), "");
  town.now += std::chrono::days{1};
  expect_refused(town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}}), "不在“水务局局长”任上");
  expect_refused(town.act(kSecurity, Register{fact}), "届时不在");
}

TEST(Decide, TheSameBytesAreTheSameDocument) {
  Town town = small_town();
  const Decision again = town.ask({}, ImportDocument{bulletin("通报一")});
  EXPECT_EQ(fault_of(again), Fault::Conflict);
  expect_refused(std::get<Refusal>(again).reason, "文件 1《关于全市河涌整治的通报》");
  EXPECT_EQ(town.act({}, ImportDocument{bulletin("通报二")}), "");
}

TEST(Decide, ADateThatDoesNotExistIsRefused) {
  Town town = small_town();
  DocumentImported paper = bulletin("通报二");
  paper.document.date = "2026-02-30";
  expect_refused(town.act({}, ImportDocument{paper}), "2026-02-30 不存在");
}

TEST(Decide, AStatementIsJudgedOnceAndOnlyAsItWasSeen) {
  Town town = small_town();
  const std::uint32_t first = seen(town.city.statements, 1);
  expect_refused(town.act(kChecker, ConfirmStatement{{Id<Statement>{1}}, first}), "没有“编审”角色");
  EXPECT_EQ(town.act(kEditor, ConfirmStatement{{Id<Statement>{1}}, first}), "");
  expect_refused(town.act(kEditor, ConfirmStatement{{Id<Statement>{1}}, first}), "已有变动");
  const std::uint32_t now = seen(town.city.statements, 1);
  expect_refused(town.act(kEditor, ConfirmStatement{{Id<Statement>{1}}, now}), "现为“已确认”");
  expect_refused(town.act(kEditor, ConfirmStatement{{Id<Statement>{9}}, now}), "没有条目 9");
  // The other statement of the paper did not move.
  EXPECT_EQ(town.act(kEditor, DismissStatement{{Id<Statement>{2}, "与任务无关"}, seen(town.city.statements, 2)}), "");
}

TEST(Decide, CorrectionsAndDismissalsNeedReasonsAndADifference) {
  Town town = small_town();
  const std::uint32_t at = seen(town.city.statements, 1);
  const Id<Statement> one{1};
  expect_refused(town.act(kEditor, DismissStatement{{one, " "}, at}), "没有写理由");
  expect_refused(town.act(kEditor, CorrectStatement{{one, StatementKind::Request, Theme::Water, ""}, at}), "没有写理由");
  expect_refused(town.act(kEditor, CorrectStatement{{one, StatementKind::Requirement, Theme::Water, "无"}, at}),
                 "没有变化");
  EXPECT_EQ(town.act(kEditor, DismissStatement{{one, "读错了行"}, at}), "");
  expect_refused(town.act(kEditor, DismissStatement{{one, "再来"}, seen(town.city.statements, 1)}), "请用“更正”");
  EXPECT_EQ(town.act(kEditor, CorrectStatement{{one, StatementKind::Requirement, Theme::Water, "原来没有读错"},
                                              seen(town.city.statements, 1)}),
            "");
}

TEST(Decide, QuestionsAreAskedPutAndAnsweredByTheAskedPost) {
  Town town = busy_town();
  Question question;
  question.commitment = Id<Commitment>{1};
  question.label = QuestionLabel::Scope;
  expect_refused(town.act(kEditor, AskQuestion{{question}}), "没有写问题");
  question.text = "含不含支涌？";
  expect_refused(town.act(kWaterChief, AskQuestion{{question}}), "没有“编审”角色");
  EXPECT_EQ(town.act(kEditor, AskQuestion{{question}}), "");
  const Id<Question> asked{4};
  const auto at = [&] { return seen(town.city.questions, 4); };
  expect_refused(town.act(kWaterChief, AnswerQuestion{{asked, "含", {}}, at()}), "没有“编审”角色");
  expect_refused(town.act(kEditor, PutQuestion{{asked, kWaterHead, kLongAgo}, at()}), "已过");
  EXPECT_EQ(town.act(kEditor, PutQuestion{{asked, kWaterHead, kToday}, at()}), "");
  expect_refused(town.act(kClerk, AnswerQuestion{{asked, "含", {}}, at()}), "没有“编审”角色");
  expect_refused(town.act(kWaterChief, AnswerQuestion{{asked, "", {}}, at()}), "答复是空的");
  EXPECT_EQ(town.act(kWaterChief, AnswerQuestion{{asked, "含支涌", {}}, at()}), "");
  expect_refused(town.act(kEditor, WaiveQuestion{{asked, "算了"}, at()}), "现为“已答复”");
}

TEST(Decide, AnUnknownPlaceToAskAboutIsRefused) {
  Town town = small_town();
  Question question;
  question.text = "问什么？";
  expect_refused(town.act(kEditor, AskQuestion{{question}}), "没有写问的是哪份文件");
  question.document = Id<Document>{7};
  expect_refused(town.act(kEditor, AskQuestion{{question}}), "没有文件 7");
}

TEST(Decide, ACommitmentNeedsAConfirmedForwardSentence) {
  Town town = small_town();
  Commitment wanted = river_works();
  expect_refused(town.act(kEditor, OpenCommitment{{wanted}}), "条目 1待确认");
  wanted.sources.clear();
  expect_refused(town.act(kEditor, OpenCommitment{{wanted}}), "没有来源条目");
  town.act(kEditor, ConfirmStatement{{Id<Statement>{2}}, seen(town.city.statements, 2)});
  wanted.sources = {Id<Statement>{2}};
  expect_refused(town.act(kEditor, OpenCommitment{{wanted}}), "都不是要求、承诺或请求");
  wanted.sources = {Id<Statement>{2}, Id<Statement>{2}};
  expect_refused(town.act(kEditor, OpenCommitment{{wanted}}), "选了两次");
}

TEST(Decide, ACommitmentHasOneLeadAndSoundTerms) {
  Town town = small_town();
  town.act(kEditor, ConfirmStatement{{Id<Statement>{1}}, seen(town.city.statements, 1)});
  const auto open = [&](auto change) {
    Commitment wanted = river_works();
    change(wanted);
    return town.act(kEditor, OpenCommitment{{wanted}});
  };
  expect_refused(open([](Commitment& c) { c.lead = {}; }), "没有牵头单位");
  expect_refused(open([](Commitment& c) { c.supports = {kWater}; }), "既牵头又配合");
  expect_refused(open([](Commitment& c) { c.title.clear(); }), "没有标题");
  expect_refused(open([](Commitment& c) { c.assets = {Id<Asset>{1}, Id<Asset>{1}}; }), "同一对象写了两次");
  expect_refused(open([](Commitment& c) { c.figure->unit.clear(); }), "数值没有单位");
  expect_refused(open([](Commitment& c) { c.original_deadline.kind = DeadlineKind::Vague; }), "不能代定");
  expect_refused(open([](Commitment& c) { c.original_deadline.until = {}; }), "没有写到哪一天");
  expect_refused(open([](Commitment& c) { c.original_deadline.until->day = 32; }), "不存在");
  EXPECT_EQ(open([](Commitment& c) { c.original_deadline = {DeadlineKind::Vague, {}, {}, "尽快"}; }), "");
}

TEST(Decide, NoCommitmentComesIntoForceOverAnOpenQuestion) {
  Town town = small_town();
  town.act(kEditor, ConfirmStatement{{Id<Statement>{1}}, seen(town.city.statements, 1)});
  EXPECT_EQ(town.act(kEditor, OpenCommitment{{river_works()}}), "");
  const auto adopt = [&] {
    return town.act(kEditor, AdoptCommitment{{Id<Commitment>{1}}, seen(town.city.commitments, 1)});
  };
  expect_refused(adopt(), "问清 1“时限”");
  Question question;
  question.commitment = Id<Commitment>{1};
  question.label = QuestionLabel::Base;
  question.text = "以哪年为基数？";
  town.act(kEditor, AskQuestion{{question}});
  expect_refused(adopt(), "问清 1“时限”、问清 4“基数”");
  town.act(kEditor, WaiveQuestion{{Id<Question>{1}, "会议纪要已写明"}, seen(town.city.questions, 1)});
  town.act(kEditor, AnswerQuestion{{Id<Question>{4}, "2025年", {}}, seen(town.city.questions, 4)});
  EXPECT_EQ(adopt(), "") << "the open question on the list (列举) blocks nothing";
  expect_refused(adopt(), "现为“在办”");
}

TEST(Decide, AStatementInUseCannotBeDismissed) {
  Town town = busy_town();
  expect_refused(town.act(kEditor, DismissStatement{{Id<Statement>{1}, "不要了"}, seen(town.city.statements, 1)}),
                 "承诺事项 1");
}

TEST(Decide, ADeadlineMovesWithAReasonAndAnApproverOutsideTheLeadBody) {
  Town town = busy_town();
  const auto extend = [&](Deadline deadline, std::string reason, Id<Post> approver) {
    return town.act(kEditor, ExtendDeadline{{Id<Commitment>{1}, std::move(deadline), std::move(reason), approver},
                                            seen(town.city.commitments, 1)});
  };
  expect_refused(extend(by(2026, 12, 31), "", kMayor), "没有写理由");
  expect_refused(extend(by(2026, 10, 31), "汛期", kMayor), "仍是 2026-10-31");
  expect_refused(extend({DeadlineKind::Vague, {}, {}, "尽快"}, "汛期", kMayor), "没有落到哪一天");
  expect_refused(extend(by(2026, 12, 31), "汛期", kOffice), "批准岗位就是经办岗位");
  expect_refused(extend(by(2026, 12, 31), "汛期", kWaterHead), "属牵头单位");
  expect_refused(extend(by(2026, 12, 31), "汛期", Id<Post>{99}), "没有岗位 99");
  EXPECT_EQ(extend(by(2026, 12, 31), "汛期", kMayor), "");
  const Commitment& kept = town.city.commitments[0].value;
  EXPECT_EQ(kept.original_deadline, by(2026, 10, 31));
  EXPECT_EQ(kept.deadline, by(2026, 12, 31));
  EXPECT_EQ(kept.extensions, 1U);
}

TEST(Decide, AReportCountsPromisedAssetsInPromisedUnits) {
  Town town = busy_town();
  const auto file = [&](const Actor& actor, Report report) { return town.act(actor, FileReport{{std::move(report)}}); };
  expect_refused(file(kEastReporter, moved_to(Stage::Built, Day{kToday.year() / 7 / 1})), "还没有到");
  expect_refused(file(kEastReporter, moved_to(Stage::Built, kToday, Id<Asset>{3})), "不在承诺事项 1的对象之内");
  Report twice = moved_to(Stage::Built);
  twice.moves.push_back(twice.moves.front());
  expect_refused(file(kEastReporter, twice), "报了两个进度");
  Report said = moved_to(Stage::Built);
  said.said = figure(12, "亩");
  const std::string refusal = file(kWaterChief, said);
  expect_refused(refusal, "“公里”");
  expect_refused(refusal, "“亩”");
  Report empty = moved_to(Stage::Built);
  empty.moves.clear();
  expect_refused(file(kWaterChief, empty), "没有对象进度、自报数值或说明");
  expect_refused(file(kChecker, said), "没有“填报”角色");
  expect_refused(file(kOperator, said), "本机操作员");
  said.said = figure(12000, "米");
  EXPECT_EQ(file(kWaterChief, said), "") << "米 converts to 公里";
  EXPECT_EQ(file(kEastReporter, moved_to(Stage::Built)), "") << "a supporting body reports too";
}

TEST(Decide, ReportsWaitUntilTheCommitmentIsInForce) {
  Town town = small_town();
  town.act(kEditor, ConfirmStatement{{Id<Statement>{1}}, seen(town.city.statements, 1)});
  town.act(kEditor, OpenCommitment{{river_works()}});
  expect_refused(town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}}), "现为“待定”");
}

TEST(Decide, AReportIsCheckedByAnotherPersonWhoDoesNotAnswerToTheReporter) {
  Town town = busy_town();
  EXPECT_EQ(town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}}), "");
  EXPECT_EQ(town.act(kClerk, FileReport{{moved_to(Stage::Entered)}}), "");
  const auto check = [&](Actor actor, std::uint32_t report, CheckState verdict = CheckState::Accepted) {
    return town.act(actor, CheckReport{{Id<Report>{report}, verdict, ""}, seen(town.city.reports, report)});
  };
  expect_refused(check(kClerk, 1), "是填报人岗位“水务局局长”的下级");
  expect_refused(check(kClerk, 2), "换岗位也不能自己核查");
  Actor delegate = kChecker;
  delegate.on_behalf_of = Id<Person>{2};
  expect_refused(check(delegate, 1), "不能受托代办");
  expect_refused(check(kChecker, 1, CheckState::Unchecked), "没有写结论");
  expect_refused(check(kChecker, 1, CheckState::Returned), "没有写理由");
  EXPECT_EQ(check(kChecker, 1), "");
  expect_refused(check(kChecker, 1), "已核查");
}

TEST(Decide, ASecondPostMakesNoSecondPerson) {
  Town town = busy_town();
  EXPECT_EQ(town.act(kSecurity, Register{HolderAppointed{{Id<Person>{3}, kInspector, {Role::Checker}, kLongAgo, {}}}}), "");
  town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}});
  const Actor second{Id<Person>{3}, kInspector, {}};
  expect_refused(town.act(second, CheckReport{{Id<Report>{1}, CheckState::Accepted, ""}, seen(town.city.reports, 1)}),
                 "换岗位也不能自己核查");
}

TEST(Decide, TheOneForWhomAReportWasFiledDoesNotCheckIt) {
  Town town = busy_town();
  Actor delegate = kWaterChief;
  delegate.on_behalf_of = kChecker.person;
  EXPECT_EQ(town.act(delegate, FileReport{{moved_to(Stage::Built)}}), "");
  expect_refused(town.act(kChecker, CheckReport{{Id<Report>{1}, CheckState::Accepted, ""}, seen(town.city.reports, 1)}),
                 "委托填报");
  delegate.on_behalf_of = kWaterChief.person;
  expect_refused(town.act(delegate, FileReport{{moved_to(Stage::Built)}}), "委托人就是本人");
}

TEST(Decide, OverlongAndUnreadableTextsAreRefused) {
  Town town = busy_town();
  Report report = moved_to(Stage::Built);
  for (int i = 0; i < 4001; ++i) report.note += "长";
  const Decision decision = town.ask(kWaterChief, FileReport{{report}});
  EXPECT_EQ(fault_of(decision), Fault::TooLarge);
  expect_refused(std::get<Refusal>(decision).reason, "4001 字，上限 4000 字");
  report.note = "\xFF";
  expect_refused(town.act(kWaterChief, FileReport{{report}}), "不是 UTF-8");
  report.note = std::string{"a\0b", 3};
  expect_refused(town.act(kWaterChief, FileReport{{report}}), "控制字符");
  report.note.clear();
  report.said = figure(1, std::string(41, 'x'));
  EXPECT_EQ(fault_of(town.ask(kWaterChief, FileReport{{report}})), Fault::TooLarge) << "fields inside fields count too";
  EXPECT_EQ(fault_of(decide(town.city, Command{"", {}, Found{}}, town.now)), Fault::BadInput);
}

}  // namespace
}  // namespace luoshi::city
