#include <gtest/gtest.h>

#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "city/codec.hpp"
#include "city/detail/event_types.hpp"
#include "city/test_town.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

TEST(CommandJson, ReadsACommandAsADoorSendsIt) {
  const Command command = command_from_json(parse_json(
      R"({"id":"a1","actor":3,"post":3,"type":"file_report","body":{"until":"2026-06-30","commitment":1,
          "moves":[{"stage":"built","asset":1}],"said":{"value":"1,250.50","unit":"米","bound":">","basis":"cumulative"}}})"));
  EXPECT_EQ(command.id, "a1");
  EXPECT_EQ(command.actor.person, Id<Person>{3});
  const Report& report = std::get<FileReport>(command.body).fact.report;
  EXPECT_EQ(report.moves, (std::vector{AssetMove{Id<Asset>{1}, Stage::Built}}));
  EXPECT_EQ(report.said->value, (Decimal{125050, -2}));
  EXPECT_EQ(report.until, kToday);
}

// Steps are asked for by the type of their event, openings by the kind's own word.
std::string command_of(const EventBody& body, const std::vector<std::string_view>& names) {
  if (body.index() < names.size()) return std::string{names[body.index()]};
  if (std::holds_alternative<Stepped>(body)) return std::string{type_name(body)};
  for (const KindRow& row : kKindRows)
    if (row.opened == type_name(body)) return std::string{row.open};
  return "";
}

TEST(CommandJson, EveryFactCanBeSentAsACommand) {
  const std::vector<std::string_view> names = {
      "found", "register_place", "register_body", "register_post", "register_person", "appoint_holder", "end_holder",
      "register_asset", "adopt_rules", "import_document", "confirm_statement", "correct_statement", "dismiss_statement",
      "ask_question", "put_question", "answer_question", "waive_question", "open_commitment", "adopt_commitment",
      "extend_deadline", "file_report", "check_report", "amend_commitment", "", "appoint_acting", "tie_statement", "untie_statement",
      "set_working_days", "record_sample", "correct_sample", ""};
  ASSERT_EQ(names.size(), detail::kSteppedPlace);  // no door sends a verdict or a judgement
  const std::set<std::string_view> versioned = {"confirm_statement", "correct_statement", "dismiss_statement",
                                                "put_question", "answer_question", "waive_question",
                                                "adopt_commitment", "extend_deadline", "check_report",
                                                "amend_commitment", "tie_statement", "untie_statement"};
  for (const Event& event : eventful_town().events) {
    if (std::holds_alternative<VerdictRecorded>(event.body)) continue;  // the engine's own; see the next test
    if (std::holds_alternative<FunnelJudged>(event.body)) continue;  // judged by the system alone: no door can say it
    const std::string name = command_of(event.body, names);
    Json json = Json::object({{"id", "a"}, {"type", name}, {"body", parse_json(encode(event)).at("body")}});
    if (versioned.contains(name) || name.find('.') != std::string::npos) json.set("seen", 5);
    const Command command = command_from_json(json);
    // The command carries the same content: written as an event of its fact it is the same body.
    const Json body = std::visit(
        [&](const auto& wish) {
          Event same{event.envelope, {}};
          if constexpr (requires { wish.fact.index(); })
            std::visit([&](const auto& fact) { same.body = fact; }, wish.fact);
          else same.body = wish.fact;
          return parse_json(encode(same)).at("body");
        },
        command.body);
    EXPECT_EQ(canonical_json(body), canonical_json(json.at("body"))) << name;
  }
}

std::string command_refusal(std::string_view text);

TEST(CommandJson, NobodySendsAVerdict) {
  for (const char* name : {"record_verdict", "verdict_recorded"})
    EXPECT_NE(command_refusal(R"({"id":"a","type":")" + std::string{name} + R"(","body":{}})"), "accepted");
}

std::string command_refusal(std::string_view text) {
  try {
    (void)command_from_json(parse_json(text));
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::BadInput);
    return error.what();
  }
  return "accepted";
}

TEST(CommandJson, RefusesWhatItDoesNotKnow) {
  const auto refused = [](std::string_view text, std::string_view part) {
    const std::string reason = command_refusal(text);
    EXPECT_NE(reason.find(part), std::string::npos) << reason;
  };
  refused(R"([1])", "no JSON object");
  refused(R"({"id":"a","type":"paint","body":{}})", "\"paint\"");
  refused(R"({"id":"","type":"found","body":{"name":"云溪市"}})", "1 to 64");
  refused(R"({"id":"a","type":"found","body":{"name":"云溪市"},"role":"admin"})", "\"role\"");
  refused(R"({"id":"a","type":"found","body":{"name":"云溪市","mayor":"甲"}})", "\"body.mayor\"");
  refused(R"({"id":"a","type":"found","body":{"name":5}})", "a text was expected");
  refused(R"({"id":"a","type":"found"})", "\"body\"");
  refused(R"({"id":"a","type":"confirm_statement","body":{"statement":1}})", "\"seen\"");
  refused(R"({"id":"a","type":"found","seen":3,"body":{"name":"云溪市"}})", "\"seen\"");
  refused(R"({"id":"a","type":"confirm_statement","seen":-1,"body":{"statement":1}})", "within range");
  refused(R"({"id":"a","type":"end_holder","body":{"person":1,"post":1,"until":"2026-02-30"}})", "2026-02-30");
  refused(R"({"id":"a","type":"file_report","body":{"commitment":1,"until":"2026-06-30","said":{"unit":"米"}}})",
          "\"body.said.basis\"");
  std::string longer = R"({"id":"a","type":"register_person","body":{"name":")";
  for (int i = 0; i < 201; ++i) longer += "名";
  refused(longer + "\"}}", "上限 200 字");
}

}  // namespace
}  // namespace luoshi::city
