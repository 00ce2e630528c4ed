#include "forecast/network_file.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "forecast/answers.hpp"
#include "forecast/drivers.hpp"
#include "formats/test_workbooks.hpp"
#include "formats/xlsx.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::forecast {
namespace {

constexpr Doubt kSure{0, 0};

/// The day on which everything is done.
double done(const NetworkFile& file) {
  SimulationOptions options;
  options.draws = 64;
  return simulate(file.network, std::span{&file.last, 1}, {}, options).quantile(0, 0.5);
}

std::string refusal(const std::string& text) {
  try {
    static_cast<void>(read_network_file(text, "plan", kSure));
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

bool left_out(const NetworkFile& file, const std::string& words) {
  for (const std::string& each : file.not_read)
    if (each.find(words) != std::string::npos) return true;
  return false;
}

TEST(NetworkFile, ReadsATableOfTasksWithLagsAndRelations) {
  const auto file = read_network_file(
      "id,name,days,after,colour\nA,dig,10,,red\nB,buy,25,,\nC,lay,7,A;B+2,\nD,test,3,C FF; B-5,\nE,paint,4,C+1 SS,\n", "plan", kSure);
  EXPECT_NEAR(done(file), 34, 1e-4);  // C starts on 27 and ends on 34; E runs from 28 to 32
  EXPECT_EQ(file.network.tasks[0].name, "dig");
  EXPECT_TRUE(left_out(file, "column 'colour'"));
}

TEST(NetworkFile, ReadsTrianglesRisksAndBodies) {
  const auto file = read_network_file(
      "id,low,likely,high,days,spread,body,risk_chance,risk_days,after\nA,3,5,9,,,,,,\nB,,,,10,0.5,water,0.2,30,A\nC,,,,10,,water,,,A\n", "plan",
      Doubt{0.3, 0.25});
  EXPECT_EQ(file.network.tasks[0].spread.kind, Spread::Kind::Triangular);
  EXPECT_EQ(file.network.tasks[1].spread.b, 0.5);
  EXPECT_EQ(file.network.tasks[2].spread.b, 0.3);
  EXPECT_EQ(file.network.tasks[1].risk->days, 30);
  EXPECT_EQ(file.network.tasks[1].shares[0].factor, file.network.tasks[2].shares[0].factor);
  EXPECT_EQ(file.network.tasks[1].shares[0].load, 0.5);
}

TEST(NetworkFile, ReadsAWorkbookByItsCells) {
  using formats::Sheet;
  const auto book = [](std::vector<std::vector<formats::Cell>> rows) { return formats::write_xlsx(std::vector<Sheet>{{"plan", std::move(rows)}}); };
  EXPECT_NEAR(done(read_network_file(book({{"id", "days", "after"}, {"A", 10.0, {}}, {}, {"B", 5.0, "A"}}), "p.xlsx", kSure)), 15, 1e-4);
  EXPECT_NE(refusal(book({{"id", "days"}, {}, {"A", *day_from_text("2026-01-02")}})).find("plan:B3: '2026-01-02' is no number"), std::string::npos)
      << "a day is no duration of nothing";
  formats::test::Parts parts;
  parts.rows = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>days</t></is></c></row>)"
               R"(<row r="2"><c r="A2" t="inlineStr"><is><t>A</t></is></c><c r="B2" t="e"><v>#REF!</v></c></row>)";
  EXPECT_NE(refusal(formats::test::xlsx_of(parts)).find("plan:B2: the cell holds #REF!"), std::string::npos);
}

TEST(NetworkFile, ReadsPsplib) {
  const auto file = read_network_file(
      "PRECEDENCE RELATIONS:\njobnr.    #modes  #successors   successors\n   1        1          2           2   3\n   2        1          1           "
      "4\n   3        1          1           4\n   4        1          0\n****\nREQUESTS/DURATIONS:\njobnr. mode duration  R 1\n---\n  1      1     0  "
      "     0\n  2      1     8       4\n  3      1     5       0\n  4      1     2       0\n****\nRESOURCEAVAILABILITIES:\n  R 1\n   12\n",
      "x.sm", kSure);
  EXPECT_NEAR(done(file), 10, 1e-4);
  EXPECT_TRUE(left_out(file, "request of a resource"));
}

TEST(NetworkFile, ReadsPrimaveraXer) {
  const auto file = read_network_file(
      "ERMHDR\t8.0\n%T\tCALENDAR\n%F\tclndr_id\n%R\t1\n%T\tTASK\n%F\ttask_id\ttask_code\ttask_name\ttask_type\tstatus_code\ttarget_drtn_hr_cnt\t"
      "remain_drtn_hr_cnt\tcstr_type\n%R\t10\tA\tDig\tTT_Task\tTK_Complete\t80\t0\t\n%R\t11\tB\tBuy\tTT_Task\tTK_Active\t160\t40\t\n"
      "%R\t12\tC\tLay\tTT_Task\tTK_NotStart\t80\t80\tCS_MSO\n%R\t13\tD\tTest\tTT_Task\tTK_NotStart\t24\t24\t\n%T\tTASKPRED\n%F\ttask_id\t"
      "pred_task_id\tpred_type\tlag_hr_cnt\n%R\t12\t11\tPR_FS\t16\n%R\t12\t10\tPR_FS\t0\n%R\t13\t12\tPR_SS\t8\n%E\n",
      "p.xer", kSure);
  EXPECT_NEAR(done(file), 17, 1e-4);  // five days left, two of lag, ten of laying
  EXPECT_TRUE(left_out(file, "table CALENDAR"));
  EXPECT_TRUE(left_out(file, "constraint"));
}

TEST(NetworkFile, RefusesWithLineAndReason) {
  EXPECT_NE(refusal("id,days,after\nA,1,B\n").find("plan:2: a link names task 'B'"), std::string::npos);
  EXPECT_NE(refusal("id,days\nA,1\nA,2\n").find("plan:3: task 'A' stands twice"), std::string::npos);
  EXPECT_NE(refusal("id,days,after\n甲,1,乙\n乙,1,甲\n").find("circle"), std::string::npos);
  EXPECT_NE(refusal("id,days\nA,soon\n").find("no number"), std::string::npos);
  EXPECT_NE(refusal("id,name\nA,x\n").find("'days' is missing"), std::string::npos);
  EXPECT_NE(refusal("id,days\n").find("no task"), std::string::npos);
  EXPECT_NE(refusal("ERMHDR\n%T\tTASK\n%F\ttask_id\tremain_drtn_hr_cnt\n%R\t1\tmany\n").find(":4: 'many'"), std::string::npos);
  EXPECT_NE(refusal("<?xml version=\"1.0\"?><Project/>").find("no task"), std::string::npos);
}

TEST(Drivers, FindWhatDrivesADateAndWhatMustChange) {
  const auto file = read_network_file("id,name,days,after\nA,long,100,\nB,short,10,\nC,end,20,A;B\n", "plan", Doubt{0.4, 0});
  SimulationOptions options;
  options.draws = 4000;
  const DriverReport report = find_drivers(file.network, file.last, 125, 0.9, 5, options);
  EXPECT_GT(report.chance, 0.4);
  EXPECT_LT(report.chance, 0.7);
  ASSERT_GE(report.drivers.size(), 2U);
  EXPECT_EQ(report.drivers[0].task, 0U);
  EXPECT_GT(report.drivers[0].late_day - report.drivers[0].early_day, 80);
  ASSERT_EQ(report.changes.size(), 1U);
  EXPECT_TRUE(report.reached);
  EXPECT_EQ(report.changes[0].task, 0U);
  EXPECT_GE(report.changes[0].chance_after, 0.9);
  EXPECT_LT(report.changes[0].chance_after, 0.93) << "no shorter than needed";
  EXPECT_TRUE(find_drivers(file.network, file.last, 1000, 0.9, 5, options).changes.empty());
}

TEST(NetworkAnswer, CountsDaysOrDatesAndSaysWhatWasNotRead) {
  const auto file = read_network_file("id,days,after,who\nA,10,,x\nB,5,A,y\n", "plan", kSure);
  SimulationOptions options;
  options.draws = 100;
  NetworkQuestion question;
  question.by = 15;
  const Json days = network_answer(file, "plan", question, options);
  EXPECT_EQ(days.at("done_by").as_array()[1].at("day").as_number(), 15);
  EXPECT_EQ(days.at("chance").as_number(), 1);
  EXPECT_NE(words_of_network(days).find("未读入"), std::string::npos);
  question.start = 0;
  EXPECT_EQ(network_answer(file, "plan", question, options).at("done_by").as_array()[1].at("day").as_string(), "1970-01-16");
}

const char* const kMspdi =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Project xmlns=\"http://schemas.microsoft.com/project\"><MinutesPerDay>480</MinutesPerDay>"
    "<Calendars><Calendar><UID>1</UID></Calendar></Calendars><Tasks>"
    "<Task><UID>0</UID><Name>plan</Name><Summary>1</Summary><OutlineLevel>0</OutlineLevel></Task>"
    "<Task><UID>1</UID><Name>一期</Name><Summary>1</Summary><OutlineLevel>1</OutlineLevel><Duration>PT0H0M0S</Duration></Task>"
    "<Task><UID>2</UID><Name>dig</Name><OutlineLevel>2</OutlineLevel><Duration>PT80H0M0S</Duration></Task>"
    "<Task><UID>3</UID><Name>lay</Name><OutlineLevel>2</OutlineLevel><Duration>PT40H0M0S</Duration>"
    "<PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type><LinkLag>9600</LinkLag></PredecessorLink></Task>"
    "<Task><UID>4</UID><Name>done</Name><OutlineLevel>1</OutlineLevel><Duration>PT800H0M0S</Duration><PercentComplete>100</PercentComplete></Task>"
    "<Task><UID>5</UID><Name>open</Name><OutlineLevel>1</OutlineLevel><Duration>PT24H0M0S</Duration><ConstraintDate>2026-01-01</ConstraintDate>"
    "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink>"
    "<PredecessorLink><PredecessorUID>99</PredecessorUID></PredecessorLink></Task>"
    "</Tasks></Project>";

TEST(NetworkFile, ReadsProjectXmlWithSummariesLagsAndWorkDone) {
  const auto file = read_network_file(kMspdi, "plan.xml", kSure);
  // dig 10, two days of lag, lay 5: the first phase ends on day 17; what waits for the phase takes 3 more.
  EXPECT_NEAR(done(file), 20, 1e-4);
  EXPECT_TRUE(left_out(file, "part Calendars"));
  EXPECT_TRUE(left_out(file, "ConstraintDate"));
  EXPECT_TRUE(left_out(file, "link of a task that is not there"));
}

TEST(NetworkFile, AnOutlineLevelBeyondAllDepthIsTheDeepest) {
  const auto file = read_network_file(
      "<Project><Tasks><Task><UID>1</UID><Name>all</Name><Summary>1</Summary><OutlineLevel>-4</OutlineLevel></Task>"
      "<Task><UID>2</UID><Name>dig</Name><OutlineLevel>1e300</OutlineLevel><Duration>PT80H0M0S</Duration></Task></Tasks></Project>",
      "p.xml", kSure);
  ASSERT_EQ(file.network.tasks[0].after.size(), 1U) << "the summary waits for its part";
  EXPECT_NEAR(done(file), 10, 1e-4);
}

TEST(NetworkFile, RefusesXmlThatIsNoPlanOrCarriesADocumentType) {
  EXPECT_NE(refusal("<?xml version=\"1.0\"?><a/>").find("no Project"), std::string::npos);
  EXPECT_NE(refusal("<?xml version=\"1.0\"?><!DOCTYPE Project [<!ENTITY x \"y\">]><Project/>").find("document type"), std::string::npos);
  EXPECT_NE(refusal("<Project><Tasks><Task><UID>1</UID><Duration>soon</Duration></Task></Tasks></Project>").find("'soon' is no duration"), std::string::npos);
  EXPECT_NE(refusal("<Project><Tasks></Tasks></Project>").find("no task"), std::string::npos);
  const std::string ring = "<Project><Tasks><Task><UID>1</UID><Duration>PT8H</Duration><PredecessorLink><PredecessorUID>2</PredecessorUID>"
                           "</PredecessorLink></Task><Task><UID>2</UID><Duration>PT8H</Duration><PredecessorLink><PredecessorUID>1</PredecessorUID>"
                           "</PredecessorLink></Task></Tasks></Project>";
  EXPECT_NE(refusal(ring), "") << "a cycle is named";
}

TEST(NetworkAnswer, OnTheLatticeItTellsAnErrorBelowThatOfAsManyDraws) {
  std::string plan = "id,name,days,after\n", all;
  for (int i = 0; i < 20; ++i) {
    const std::string id = "T" + std::to_string(i);
    plan += id + ",t,10,\n";
    all += (all.empty() ? "" : ";") + id;
  }
  plan += "Z,short,1,\nE,end,0," + all + ";Z\n";
  const NetworkFile file = read_network_file(plan, "plan", Doubt{0.2, 0});
  SimulationOptions options;
  options.draws = 4000;
  NetworkQuestion question;
  question.by = 14;
  const Json plain = network_answer(file, "plan", question, options);
  EXPECT_TRUE(plain.at("lattice").is_null());
  question.lattice = true;
  const Json made = network_answer(file, "plan", question, options);
  EXPECT_EQ(made.at("draws").as_integer(), 4096);
  EXPECT_EQ(made.at("lattice").at("tasks").as_integer(), 20) << "the short one is never critical";
  const double p = made.at("chance").as_number(), error = made.at("lattice").at("error").as_number();
  EXPECT_GT(error, 0);
  EXPECT_LT(error, 0.7 * numeric::sqrt(p * (1 - p) / 4096.0));
  EXPECT_NEAR(p, plain.at("chance").as_number(), 4 * numeric::sqrt(p * (1 - p) / 4000.0));
  options.threads = 3;
  EXPECT_EQ(canonical_json(network_answer(file, "plan", question, options)), canonical_json(made));
  EXPECT_TRUE(worth_the_lattice(read_network_file("id,days,after\nA,3,\n", "plan", kSure).network, 0, options).empty()) << "nothing is drawn";
}

}  // namespace
}  // namespace luoshi::forecast
