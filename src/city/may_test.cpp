#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <map>

#include "city/test_town.hpp"
#include "model/words.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

constexpr std::array<std::pair<Action, std::string_view>, 22> kActions = {{{Action::FoundCity, "found_city"},
                                                                          {Action::KeepRegister, "keep_register"},
                                                                          {Action::KeepRights, "keep_rights"},
                                                                          {Action::ImportPaper, "import_paper"},
                                                                          {Action::JudgeStatement, "judge_statement"},
                                                                          {Action::AskQuestion, "ask_question"},
                                                                          {Action::AnswerQuestion, "answer_question"},
                                                                          {Action::WaiveQuestion, "waive_question"},
                                                                          {Action::KeepCommitment, "keep_commitment"},
                                                                          {Action::ExtendDeadline, "extend_deadline"},
                                                                          {Action::FileReport, "file_report"},
                                                                          {Action::CheckReport, "check_report"},
                                                                          {Action::HandleThing, "handle_thing"},
                                                                          {Action::JudgeThing, "judge_thing"},
                                                                          {Action::CheckThing, "check_thing"},
                                                                          {Action::Read, "read"},
                                                                          {Action::KeepAccount, "keep_account"},
                                                                          {Action::CloseAccount, "close_account"},
                                                                          {Action::SeeAccounts, "see_accounts"},
                                                                          {Action::RecordVerdict, "record_verdict"},

                                                                          {Action::RecordSample, "record_sample"},
                                                                          {Action::RunRule, "run_rule"}}};
constexpr unsigned kRoles = 9;

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  for (std::size_t at = 1; at < line.size();) {
    const std::size_t end = std::min(line.find('|', at), line.size());
    std::string cell = line.substr(at, end - at);
    cell.erase(0, cell.find_first_not_of(' '));
    cell.erase(cell.find_last_not_of(' ') + 1);
    cells.push_back(cell);
    at = end + 1;
  }
  return cells;
}

/// action → column → mark, as docs/methods/rights.md has it.
using Matrix = std::map<std::string, std::map<std::string, std::string>>;

Matrix written_matrix(const std::string& source) {
  Matrix matrix;
  std::vector<std::string> columns;
  std::ifstream lines{source + "/docs/methods/rights.md"};
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('|') || line.starts_with("|-")) continue;
    const std::vector<std::string> cells = cells_of(line);
    if (cells[0] == "action") columns = cells;
    else if (cells.size() != columns.size()) break;  // the next table
    else
      for (std::size_t i = 1; i < cells.size(); ++i) matrix[cells[0]][columns[i]] = cells[i];
  }
  return matrix;
}

/// Bodies: 1 government, 2 bureau under it, 3 station under the bureau, 4 town under the government; a post in 1 and in 2.
Town tree(Role role) {
  Town town;
  town.act({}, Found{{"云溪市", true}});
  town.act({}, Register{BodyRegistered{{"市政府", {}, BodyKind::Government, {}, {}}}});
  town.act({}, Register{BodyRegistered{{"局", {}, BodyKind::Department, {}, Id<Body>{1}}}});
  town.act({}, Register{BodyRegistered{{"站", {}, BodyKind::Department, {}, Id<Body>{2}}}});
  town.act({}, Register{BodyRegistered{{"镇", {}, BodyKind::Town, {}, Id<Body>{1}}}});
  town.act({}, Register{PostRegistered{{"市岗", Id<Body>{1}, {}}}});
  town.act({}, Register{PostRegistered{{"局岗", Id<Body>{2}, {}}}});
  // Two persons, for one person may not hold an administrator's role in two posts; folded, for the operator may not
  // appoint a second once a security administrator is in office.
  town.act({}, Register{PersonRegistered{{"甲"}}});
  town.act({}, Register{PersonRegistered{{"乙"}}});
  town.fold({}, HolderAppointed{{Id<Person>{1}, Id<Post>{1}, {role}, kToday, kToday}});
  town.fold({}, HolderAppointed{{Id<Person>{2}, Id<Post>{2}, {role}, kToday, kToday}});
  return town;
}
constexpr Actor kTop{Id<Person>{1}, Id<Post>{1}, {}};
constexpr Actor kBureau{Id<Person>{2}, Id<Post>{2}, {}};

bool allowed(const Town& town, const Actor& actor, Action action, std::uint32_t body, Day day = kToday) {
  const auto refusal = may(town.city, actor, action, body == 0 ? Id<Body>{} : Id<Body>{body}, day);
  if (refusal) {
    EXPECT_EQ(refusal->fault, Fault::Denied);
    EXPECT_NE(refusal->reason.find("（"), std::string::npos) << refusal->reason;
  }
  return !refusal;
}

TEST(May, EveryRoleMayDoInEveryBodyWhatTheWrittenTableSays) {
  const char* const source = std::getenv("LUOSHI_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "LUOSHI_SOURCE does not name the checkout";
  Matrix matrix = written_matrix(source);
  ASSERT_EQ(matrix.size(), kActions.size());
  for (unsigned r = 0; r < kRoles; ++r) {
    const Role role = static_cast<Role>(r);
    const Town town = tree(role);
    for (const auto& [action, name] : kActions) {
      auto& row = matrix[std::string{name}];
      ASSERT_EQ(row.size(), kRoles + 1) << name;
      const std::string& mark = row[std::string{name_of(role)}];
      ASSERT_TRUE(mark.empty() || mark == "●") << name << " " << name_of(role) << ": " << mark;
      const bool yes = !mark.empty();
      const std::string where = std::string{name} + " by " + std::string{name_of(role)};
      for (const std::uint32_t body : {0U, 1U, 2U, 3U, 4U})
        EXPECT_EQ(allowed(town, kTop, action, body), yes) << where << " at the top on body " << body;
      EXPECT_EQ(allowed(town, kBureau, action, 2), yes) << where << " on the own body";
      EXPECT_EQ(allowed(town, kBureau, action, 3), yes) << where << " on the body below";
      EXPECT_FALSE(allowed(town, kBureau, action, 1)) << where << " on the body above";
      EXPECT_FALSE(allowed(town, kBureau, action, 4)) << where << " on a foreign body";
      EXPECT_EQ(allowed(town, kBureau, action, 0), yes && action == Action::Read) << where << " on the city";
    }
  }
}

TEST(May, TheOperatorMayWhatTheWrittenTableSays) {
  const char* const source = std::getenv("LUOSHI_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "LUOSHI_SOURCE does not name the checkout";
  Matrix matrix = written_matrix(source);
  const Town guarded = tree(Role::SecurityAdmin), unguarded = tree(Role::Editor);
  for (const auto& [action, name] : kActions) {
    const std::string& mark = matrix[std::string{name}]["operator"];
    for (const std::uint32_t body : {0U, 2U}) {
      EXPECT_EQ(allowed(guarded, {}, action, body), mark == "●") << name;
      EXPECT_EQ(allowed(unguarded, {}, action, body), mark == "●" || mark == "○") << name;
    }
  }
}

TEST(May, ARoleHoldsFromItsFirstDayToItsLast) {
  const Town town = tree(Role::Editor);
  const auto on = [&](int days) { return Day{std::chrono::sys_days{kToday} + std::chrono::days{days}}; };
  EXPECT_FALSE(allowed(town, kTop, Action::JudgeStatement, 0, on(-1)));
  EXPECT_TRUE(allowed(town, kTop, Action::JudgeStatement, 0, on(0)));
  EXPECT_FALSE(allowed(town, kTop, Action::JudgeStatement, 0, on(1)));
}

TEST(May, NobodyActsInAPostOfAnother) {
  const Town town = tree(Role::Editor);
  EXPECT_FALSE(allowed(town, {Id<Person>{1}, Id<Post>{2}, {}}, Action::Read, 0));
  EXPECT_FALSE(allowed(town, {Id<Person>{1}, {}, {}}, Action::Read, 0));
  EXPECT_FALSE(allowed(town, {{}, Id<Post>{1}, {}}, Action::Read, 0));
  EXPECT_FALSE(allowed(town, {Id<Person>{99}, Id<Post>{1}, {}}, Action::Read, 0));
  EXPECT_FALSE(allowed(town, {Id<Person>{1}, Id<Post>{99}, {}}, Action::Read, 0));
}

TEST(May, ABodyThatDoesNotExistIsNotFound) {
  const Town town = tree(Role::Editor);
  const auto refusal = may(town.city, kTop, Action::Read, Id<Body>{99}, kToday);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->fault, Fault::NotFound);
}

// Whatever the command, whoever is only an administrator or a reader gets none of the work done.
TEST(May, AdministratorsNeitherReportNorCheckNorJudge) {
  for (const Role role : {Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin, Role::Reader}) {
    Town town = busy_town();
    town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}});
    town.act({}, Register{PersonRegistered{{"管理辛"}}});
    town.fold(kSecurity, HolderAppointed{{Id<Person>{8}, kOffice, {role}, kToday, {}}});
    const Actor actor{Id<Person>{8}, kOffice, {}};
    const City& city = town.city;
    const std::vector<CommandBody> wishes = {
        ConfirmStatement{{Id<Statement>{2}}, city.statements[1].version()},
        DismissStatement{{Id<Statement>{2}, "无"}, city.statements[1].version()},
        WaiveQuestion{{Id<Question>{2}, "无"}, city.questions[1].version()},
        AnswerQuestion{{Id<Question>{2}, "无", {}}, city.questions[1].version()},
        OpenCommitment{{river_works()}},
        ExtendDeadline{{Id<Commitment>{1}, by(2026, 12, 31), "无", kMayor}, city.commitments[0].version()},
        FileReport{{moved_to(Stage::Built)}},
        CheckReport{{Id<Report>{1}, CheckState::Accepted, ""}, city.reports[0].version()},
        ImportDocument{bulletin("另一份")}};
    for (const CommandBody& wish : wishes) {
      const Decision decision = town.ask(actor, wish);
      const auto* refusal = std::get_if<Refusal>(&decision);
      ASSERT_NE(refusal, nullptr) << name_of(role) << ", command " << wish.index();
      EXPECT_EQ(refusal->fault, Fault::Denied) << refusal->reason;
    }
  }
}

}  // namespace
}  // namespace luoshi::city
