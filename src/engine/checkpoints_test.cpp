#include "engine/checkpoints.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "city/checkpoint.hpp"
#include "city/test_town.hpp"
#include "engine/engine.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine {
namespace {

using namespace city::testing;

// A ledger that outlives its engines and counts what they read.
struct Shared {
  std::shared_ptr<ledger::Ledger> entries = ledger::make_memory_ledger();
  std::shared_ptr<std::uint64_t> reads = std::make_shared<std::uint64_t>(0);
};

class SharedLedger : public ledger::Ledger {
 public:
  explicit SharedLedger(Shared shared) : shared_{std::move(shared)} {}
  [[nodiscard]] ledger::Head head() const override { return shared_.entries->head(); }
  ledger::Head append(const ledger::Head& expected, std::span<const ledger::Entry> entries) override {
    return shared_.entries->append(expected, entries);
  }
  [[nodiscard]] std::future<ledger::Placed> submit(std::vector<ledger::Entry> entries) override {
    return shared_.entries->submit(std::move(entries));
  }
  void read(std::uint64_t first, std::uint64_t last, const ledger::Visitor& visit) const override {
    *shared_.reads += last + 1 - first;
    shared_.entries->read(first, last, visit);
  }

 private:
  Shared shared_;
};

class CheckpointsTest : public testing::Test {
 protected:
  CheckpointsTest() { std::filesystem::create_directories(place_); }
  ~CheckpointsTest() override { std::filesystem::remove_all(place_); }

  std::unique_ptr<Engine> open(const Shared& shared, Checkpoints::Use use = Checkpoints::Use::Keep) {
    return std::make_unique<Engine>(std::make_unique<SharedLedger>(shared), std::make_unique<archive::Archive>(place_ / "blobs"),
                                    Surroundings{[] { return Instant{std::chrono::sys_days{kToday}}; },
                                                 [] { return std::string(32, '0'); }},
                                    Checkpoints{place_ / "checkpoints", use, {5, 20}});
  }
  // A city with so many more places: an event each.
  static void grow(Engine& engine, int places) {
    if (engine.city()->events == 0) (void)engine.submit({"found", {}, city::Found{{"云溪市", true}}});
    for (int i = 0; i < places; ++i) {
      const std::string code = std::to_string(100000 + engine.city()->places.size());
      const Outcome outcome = engine.submit({"place-" + code, {}, city::Register{city::PlaceRegistered{{code, "地" + code, PlaceLevel::Town, {}}}}});
      ASSERT_TRUE(std::holds_alternative<Done>(outcome)) << std::get<city::Refusal>(outcome).reason;
    }
  }
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{place_ / "checkpoints"}) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

  const std::filesystem::path place_ =
      std::filesystem::temp_directory_path() / ("luoshi-checkpoints-" + std::to_string(::getpid()));
};

TEST_F(CheckpointsTest, AStartReadsOnlyWhatCameAfter) {
  const Shared shared;
  auto first = open(shared);
  grow(*first, 12);
  const Digest before = city::digest_of(*first->city());
  first.reset();
  *shared.reads = 0;
  const auto second = open(shared, Checkpoints::Use::Read);
  EXPECT_EQ(city::digest_of(*second->city()), before);
  EXPECT_LT(*shared.reads, 5U);
}

TEST_F(CheckpointsTest, ARepeatedCommandIsKnownAfterAStartFromOne) {
  const Shared shared;
  grow(*open(shared), 12);
  const auto engine = open(shared);
  const Outcome again = engine->submit({"place-100003", {}, city::Register{city::PlaceRegistered{{"100003", "地100003", PlaceLevel::Town, {}}}}});
  ASSERT_TRUE(std::holds_alternative<Done>(again));
  EXPECT_TRUE(std::get<Done>(again).repeated);
  EXPECT_EQ(std::get<Done>(again).first, 5U);
  EXPECT_EQ(engine->city()->events, 13U);
}

TEST_F(CheckpointsTest, ADamagedOneIsAsGoodAsMissing) {
  const Shared shared;
  grow(*open(shared), 12);
  const Digest before = city::digest_of(*open(shared)->city());
  const std::filesystem::path path = place_ / "checkpoints" / files().back();
  std::string bytes;
  {
    std::ifstream in{path, std::ios::binary};
    bytes.assign(std::istreambuf_iterator<char>{in}, {});
  }
  for (std::size_t at = 0; at < bytes.size(); at += 37) {
    for (const bool cut : {false, true}) {
      std::string damaged = cut ? bytes.substr(0, at) : bytes;
      if (!cut) damaged[at] = static_cast<char>(damaged[at] ^ 4);
      std::ofstream{path, std::ios::binary | std::ios::trunc} << damaged;
      *shared.reads = 0;
      EXPECT_EQ(city::digest_of(*open(shared, Checkpoints::Use::Read)->city()), before) << at;
      EXPECT_EQ(*shared.reads, 13U) << "folded from the first entry";
    }
  }
}

TEST_F(CheckpointsTest, OneOfAnotherLedgerIsNotUsed) {
  const Shared shared, other;
  grow(*open(shared), 12);
  auto rest = open(other, Checkpoints::Use::Read);  // the same number of events, another city
  EXPECT_EQ(rest->city()->events, 0U);
  (void)rest->submit({"found", {}, city::Found{{"另一市", true}}});
  grow(*rest, 12);
  const Digest before = city::digest_of(*rest->city());
  rest.reset();
  EXPECT_EQ(city::digest_of(*open(other, Checkpoints::Use::Read)->city()), before);
}

TEST_F(CheckpointsTest, OnesOfALongerLedgerThatStoodHereAreGoneBeforeThisOneGrows) {
  const Shared shared, other;
  grow(*open(shared), 45);
  {
    const auto rest = open(other);
    (void)rest->submit({"found", {}, city::Found{{"另一市", true}}});
    grow(*rest, 60);
    EXPECT_EQ(rest->city_after(42).name, "另一市") << "what stood there told of another city";
  }
  for (const std::string& name : files()) EXPECT_NE(name, "46.checkpoint");
  EXPECT_EQ(open(other, Checkpoints::Use::Read)->city_after(47).name, "另一市");
}

TEST_F(CheckpointsTest, EveryPastStateIsTheFoldOfItsEvents) {
  const Shared shared;
  const auto engine = open(shared);
  grow(*engine, 60);
  for (const std::uint64_t events : {0U, 1U, 19U, 20U, 21U, 44U, 60U, 61U, 30U, 29U}) {
    city::City folded;
    city::Decoder decoder;
    if (events > 0)
      shared.entries->read(1, events, [&](std::uint64_t sequence, std::string_view bytes) {
        city::fold_into(folded, decoder.decode(sequence, bytes));
        return ledger::Next::Continue;
      });
    EXPECT_EQ(city::digest_of(engine->city_after(events)), city::digest_of(folded)) << events;
  }
}

TEST_F(CheckpointsTest, TheFirstOfEachStretchAndTheNewestAreKept) {
  const Checkpoints checkpoints{place_ / "checkpoints", Checkpoints::Use::Keep, {5, 20}};
  city::City city;
  ledger::Frontier frontier;
  for (std::uint64_t events = 1; events <= 63; ++events) {
    city.events = events;
    frontier.add(sha256(std::to_string(events)));
    if (events % 7 != 0) continue;
    EXPECT_TRUE(checkpoints.save({city, frontier, {}}));
  }
  EXPECT_EQ(files(), (std::vector<std::string>{"21.checkpoint", "42.checkpoint", "63.checkpoint"}));
  EXPECT_EQ(checkpoints.latest(62)->city.events, 42U);
  EXPECT_FALSE(checkpoints.latest(20));
  const Checkpoints reader{place_ / "checkpoints"};
  EXPECT_FALSE(reader.save({city, frontier, {}})) << "who only reads writes nothing";
}

}  // namespace
}  // namespace luoshi::engine
