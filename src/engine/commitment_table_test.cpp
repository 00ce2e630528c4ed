#include "engine/views/commitment_table.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "city/codec.hpp"
#include "city/decide.hpp"
#include "engine/papers.hpp"
#include "engine/sample_city.hpp"
#include "engine/test_sample.hpp"
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

  static constexpr std::uint64_t kAtOnce = 7;  // events from one table to the next: what a burst of writes leaves

  static void follow_everything(bool ranked, std::size_t stride) {
    std::shared_ptr<const CommitmentTable> table;
    city::City city;
    city::Decoder decoder;
    const std::uint64_t last = engine_->ledger().head().size;
    engine_->ledger().read(1, last, [&](std::uint64_t sequence, std::string_view bytes) {
      city::fold_into(city, decoder.decode(sequence, bytes));
      if (sequence % kAtOnce != 0 && sequence != last) return ledger::Next::Continue;
      const auto state = std::make_shared<const city::City>(city);
      table = CommitmentTable::of(state, asked(*state, ranked), table.get());
      if (sequence % stride == 0) expect_equal(*table, *CommitmentTable::of(state, asked(*state, ranked), nullptr));
      return ::testing::Test::HasFatalFailure() ? ledger::Next::Stop : ledger::Next::Continue;
    });
    expect_equal(*table, *CommitmentTable::of(std::make_shared<const city::City>(city), asked(city, ranked), nullptr));
    EXPECT_GT(table->size(), 60U);
  }

  static inline std::unique_ptr<Engine> engine_;
};

TEST_F(CommitmentTableTest, FollowedAFewEventsAtATimeItIsAsMadeAnew) { follow_everything(false, 7 * 60); }

TEST_F(CommitmentTableTest, AlsoWhereEachLightHangsOnAllOthers) { follow_everything(true, 7 * 120); }

}  // namespace
}  // namespace luoshi::engine
