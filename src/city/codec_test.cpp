#include "city/codec.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "city/detail/event_types.hpp"
#include "city/test_town.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

std::string refusal(std::string_view bytes, std::uint64_t sequence = 7) {
  Decoder decoder;
  try {
    (void)decoder.decode(sequence, bytes);
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::Corrupt);
    return error.what();
  }
  return "accepted";
}

std::string entry(std::string_view body, std::string_view type, int version = 1) {
  return std::string{R"({"body":)"} + std::string{body} + R"(,"command":"c","recorded_at":"2026-06-30T02:00:00.000Z",)" +
         R"("salt":"00112233445566778899aabbccddeeff","type":")" + std::string{type} + R"(","v":)" +
         std::to_string(version) + "}";
}

TEST(Codec, EveryEventIsWrittenAndReadBackAlike) {
  const Town town = eventful_town();
  Decoder decoder;
  std::set<std::size_t> types;
  for (std::size_t i = 0; i < town.events.size(); ++i) {
    const std::string bytes = encode(town.events[i]);
    types.insert(town.events[i].body.index());
    EXPECT_EQ(encode(decoder.decode(i + 1, bytes)), bytes);
  }
  EXPECT_EQ(types.size(), detail::kEventTypes.size()) << "a type of event is missing from the eventful town";
}

TEST(Codec, EntriesAreCanonicalJson) {
  for (const Event& event : eventful_town().events) {
    const std::string bytes = encode(event);
    EXPECT_EQ(canonical_json(parse_json(bytes)), bytes);
  }
}

TEST(Codec, AnEntryLooksLikeThis) {
  const Event event{envelope_of(kWaterChief, morning()), ReportFiled{moved_to(Stage::Built)}};
  EXPECT_EQ(encode(event),
            R"({"actor":3,"body":{"commitment":1,"moves":[{"asset":1,"stage":"built"}],"until":"2026-06-30"},)"
            R"("command":"c-1","post":3,"recorded_at":"2026-06-30T02:00:00.000Z",)"
            R"("salt":"00112233445566778899aabbccddeeff","type":"report_filed","v":1})");
}

TEST(Codec, NumbersStayAsTheyWereWritten) {
  Report report = moved_to(Stage::Built);
  report.said = figure(0, "公里");
  report.said->value = Decimal{3500, -2};
  Decoder decoder;
  const Event read = decoder.decode(0, encode({envelope_of(kWaterChief, morning()), ReportFiled{report}}));
  EXPECT_EQ(std::get<ReportFiled>(read.body).report.said->value.text(), "35.00");
}

TEST(Codec, UnknownTypesAndVersionsStopWithTheSequence) {
  EXPECT_EQ(refusal(entry(R"({"name":"甲"})", "person_registered")), "accepted");
  EXPECT_EQ(refusal(entry("{}", "river_painted")).rfind("ledger entry 7 cannot be read (type \"river_painted\"", 0), 0U);
  EXPECT_NE(refusal(entry("{}", "person_registered", 2)).find("version 2, known is 1"), std::string::npos);
}

TEST(Codec, RefusesBodiesThatDoNotFit) {
  EXPECT_NE(refusal(entry(R"({"name":"甲","tel":"1"})", "person_registered")).find("\"tel\""), std::string::npos);
  EXPECT_NE(refusal(entry(R"({"name":1})", "person_registered")), "accepted");
  EXPECT_NE(refusal(entry(R"({"name":""})", "person_registered")).find("although empty"), std::string::npos);
  EXPECT_NE(refusal(entry(R"({"statement":0})", "statement_confirmed")), "accepted");
  EXPECT_NE(refusal(entry(R"({"statement":-1})", "statement_confirmed")), "accepted");
  EXPECT_NE(refusal(entry(R"({"statement":1.5})", "statement_confirmed")), "accepted");
  EXPECT_NE(refusal(entry(R"({"statement":4294967296})", "statement_confirmed")).find("too large"), std::string::npos);
  EXPECT_NE(refusal(entry(R"({"code":"A","kind":"lake","name":"湖","stage":"listed"})", "asset_registered")).find("lake"),
            std::string::npos);
  EXPECT_NE(refusal(entry(R"({"person":1,"post":1,"until":"2026-02-30"})", "holder_ended")).find("2026-02-30"),
            std::string::npos);
  EXPECT_NE(refusal(entry(R"({"name":"甲"})", "asset_registered")).find("\"kind\" is missing"), std::string::npos);
}

TEST(Codec, RefusesWhatIsNoEntry) {
  const std::string good = entry(R"({"name":"甲"})", "person_registered");
  for (const std::string& bytes : {std::string{}, std::string{"{}"}, std::string{"[]"}, std::string(1000, '\0'), good + "x",
                                   good + good, std::string{"{\"type\":\"person_registered\",\"v\":1}"}, "\xEF\xBB\xBF" + good})
    EXPECT_NE(refusal(bytes), "accepted") << bytes.substr(0, 80);
}

TEST(Codec, EveryTruncationIsRefused) {
  for (const Event& event : eventful_town().events) {
    const std::string bytes = encode(event);
    for (std::size_t size = 0; size < bytes.size(); size += 3)
      ASSERT_NE(refusal(std::string_view{bytes}.substr(0, size)), "accepted") << size << " of " << bytes;
  }
}

TEST(Codec, NoDamageDoesMoreThanBeRefused) {
  Random random{20260630};
  Decoder decoder;
  const Town town = eventful_town();
  for (int trial = 0; trial < 20'000; ++trial) {
    std::string bytes = encode(town.events[random.below(town.events.size())]);
    for (std::uint64_t left = 1 + random.below(3); left > 0; --left)
      bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    try {
      (void)encode(decoder.decode(0, bytes));
    } catch (const Error&) {
    }
  }
}

// Each released version of a type stays readable: a later version adds a file, and no line here ever changes.
TEST(Codec, EveryReleasedEventDecodesAndFolds) {
  const char* const source = std::getenv("LUOSHI_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "LUOSHI_SOURCE does not name the checkout";
  std::size_t files = 0;
  std::set<std::size_t> all_types;
  for (const auto& file : std::filesystem::directory_iterator{std::filesystem::path{source} / "tests/fixtures/events"}) {
    if (file.path().extension() != ".jsonl") continue;
    ++files;
    Decoder decoder;
    City city;
    std::ifstream lines{file.path()};
    for (std::string line; std::getline(lines, line);) {
      const Event event = decoder.decode(city.events + 1, line);
      all_types.insert(event.body.index());
      city = apply(std::move(city), event);
    }
    EXPECT_EQ(city.commitments[0].value.deadline.due(), (Day{std::chrono::year{2026} / 12 / 31})) << file.path();
    EXPECT_EQ(city.reports[0].value.check, CheckState::Returned);
  }
  EXPECT_GE(files, 2U);
  EXPECT_EQ(all_types.size(), detail::kEventTypes.size()) << "a type of event stands in no released ledger";
}

}  // namespace
}  // namespace luoshi::city
