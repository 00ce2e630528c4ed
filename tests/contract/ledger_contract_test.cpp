#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>

#include "base/error.hpp"
#include "ledger/ledger.hpp"
#include "ledger/memory/memory_ledger.hpp"
#include "ledger/merkle.hpp"
#include "ledger/proof.hpp"
#include "ledger/sqlite/sqlite_ledger.hpp"
#include "support/temporary_directory.hpp"

namespace luoshi::ledger {
namespace {

struct BackEnd {
  const char* name;
  std::function<std::unique_ptr<Ledger>(const std::filesystem::path& directory)> make;
};

class LedgerContract : public testing::TestWithParam<BackEnd> {
 protected:
  std::unique_ptr<Ledger> empty_ledger() {
    return GetParam().make(directories_.emplace_back(std::make_unique<test::TemporaryDirectory>())->path());
  }
  std::vector<std::unique_ptr<test::TemporaryDirectory>> directories_;
};

INSTANTIATE_TEST_SUITE_P(
    BackEnds, LedgerContract,
    testing::Values(BackEnd{"memory", [](const auto&) { return make_memory_ledger(); }},
                    BackEnd{"sqlite", [](const auto& directory) { return open_sqlite_ledger(directory / "city.db"); }}),
    [](const auto& back_end) { return back_end.param.name; });

std::vector<Entry> claims(std::uint64_t first, std::uint64_t count) {
  std::vector<Entry> entries;
  for (std::uint64_t i = 0; i < count; ++i)
    entries.push_back({"{\"claim\":" + std::to_string(first + i) + ",\"what\":\"河道整治\"}"});
  return entries;
}

const std::vector<Entry> one_claim = claims(1, 1);

std::vector<std::string> read_all(const Ledger& ledger) {
  std::vector<std::string> entries;
  ledger.read(1, ledger.head().size, [&](std::uint64_t sequence, std::string_view bytes) {
    EXPECT_EQ(sequence, entries.size() + 1);
    entries.emplace_back(bytes);
    return Next::Continue;
  });
  return entries;
}

Fault fault_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.fault();
  }
  ADD_FAILURE() << "nothing was refused";
  return Fault::Cancelled;
}

TEST_P(LedgerContract, BeginsEmptyWithTheDigestOfNothing) {
  const auto ledger = empty_ledger();
  EXPECT_EQ(ledger->head(), empty_head());
  EXPECT_EQ(ledger->head().root.hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_TRUE(read_all(*ledger).empty());
}

TEST_P(LedgerContract, GivesBackWhatWasAppendedInOrder) {
  const auto ledger = empty_ledger();
  Head head = ledger->head();
  std::vector<std::string> expected;
  Frontier tree;
  for (const std::uint64_t count : {1, 2, 5, 100, 1, 33}) {
    const auto batch = claims(expected.size() + 1, count);
    head = ledger->append(head, batch);
    for (const Entry& entry : batch) {
      expected.push_back(entry.bytes);
      tree.add(leaf_digest(entry.bytes));
    }
    EXPECT_EQ(head, ledger->head());
    EXPECT_EQ(head, (Head{expected.size(), tree.root(), Algorithm::Sha256}));
  }
  EXPECT_EQ(read_all(*ledger), expected);
  EXPECT_EQ(entry_at(*ledger, 7).bytes, expected[6]);
}

TEST_P(LedgerContract, RefusesAnAppendOnAnOldHead) {
  const auto ledger = empty_ledger();
  const Head stale = ledger->head();
  const Head current = ledger->append(stale, one_claim);
  EXPECT_EQ(fault_of([&] { ledger->append(stale, one_claim); }), Fault::Conflict);
  EXPECT_EQ(ledger->head(), current) << "a refused append must leave nothing behind";
  Head forged = current;
  forged.root = stale.root;
  EXPECT_EQ(fault_of([&] { ledger->append(forged, one_claim); }), Fault::Conflict);
  EXPECT_EQ(ledger->append(current, one_claim).size, 2U) << "a refusal must not stop the next append";
}

TEST_P(LedgerContract, RefusesEntriesBeyondItsLimitsAndLeavesNothing) {
  const auto ledger = empty_ledger();
  const Head head = ledger->head();
  const auto refused = [&](std::vector<Entry> entries) {
    return fault_of([&] { ledger->append(head, entries); });
  };
  EXPECT_EQ(refused({}), Fault::BadInput);
  EXPECT_EQ(refused({{""}}), Fault::BadInput);
  EXPECT_EQ(refused({{"{}"}, {"\xFF\xFE"}}), Fault::BadInput);
  EXPECT_EQ(refused({{std::string(kEntryLimit + 1, 'x')}}), Fault::TooLarge);
  EXPECT_EQ(refused(std::vector<Entry>(kBatchLimit + 1, Entry{"x"})), Fault::TooLarge);
  EXPECT_EQ(refused(std::vector<Entry>(65, Entry{std::string(kEntryLimit, 'x')})), Fault::TooLarge);
  EXPECT_EQ(fault_of([&] { (void)ledger->submit({{""}}); }), Fault::BadInput);
  EXPECT_EQ(ledger->head(), head);
  EXPECT_EQ(ledger->append(head, std::vector<Entry>{{std::string(kEntryLimit, 'x')}}).size, 1U);
  EXPECT_EQ(entry_at(*ledger, 1).bytes.size(), kEntryLimit);
}

TEST_P(LedgerContract, KeepsBytesThatOtherProgramsTripOver) {
  const auto ledger = empty_ledger();
  const std::vector<Entry> entries{{std::string("a\0b", 3)}, {"' ; DROP TABLE entry; --"}, {"\n"}, {"\xF0\x9F\x8F\x9E"}};
  ledger->append(ledger->head(), entries);
  for (std::size_t i = 0; i < entries.size(); ++i) EXPECT_EQ(entry_at(*ledger, i + 1), entries[i]);
}

TEST_P(LedgerContract, RefusesToReadOutsideAndReadsAnEmptyRange) {
  const auto ledger = empty_ledger();
  const auto see = [](std::uint64_t, std::string_view) { return Next::Continue; };
  EXPECT_EQ(fault_of([&] { ledger->read(1, 1, see); }), Fault::NotFound);
  ledger->append(ledger->head(), claims(1, 3));
  EXPECT_EQ(fault_of([&] { ledger->read(0, 2, see); }), Fault::NotFound);
  EXPECT_EQ(fault_of([&] { ledger->read(2, 4, see); }), Fault::NotFound);
  EXPECT_EQ(fault_of([&] { ledger->read(3, 1, see); }), Fault::NotFound);
  EXPECT_EQ(fault_of([&] { ledger->read(1, ~std::uint64_t{0}, see); }), Fault::NotFound);
  int seen = 0;
  ledger->read(4, 3, [&](std::uint64_t, std::string_view) { return ++seen, Next::Continue; });
  EXPECT_EQ(seen, 0);
}

TEST_P(LedgerContract, StopsReadingWhenTheVisitorSaysSoOrThrows) {
  const auto ledger = empty_ledger();
  ledger->append(ledger->head(), claims(1, 10));
  int seen = 0;
  ledger->read(1, 10, [&](std::uint64_t, std::string_view) { return ++seen == 4 ? Next::Stop : Next::Continue; });
  EXPECT_EQ(seen, 4);
  EXPECT_THROW(ledger->read(1, 10, [](std::uint64_t, std::string_view) -> Next { throw std::runtime_error{"enough"}; }),
               std::runtime_error);
  EXPECT_EQ(read_all(*ledger).size(), 10U) << "an abandoned read must not disturb the next";
}

TEST_P(LedgerContract, LetsAVisitorReadAndAppend) {
  const auto ledger = empty_ledger();
  ledger->append(ledger->head(), claims(1, 3));
  int seen = 0;
  ledger->read(1, 3, [&](std::uint64_t sequence, std::string_view bytes) {
    EXPECT_EQ(entry_at(*ledger, sequence).bytes, bytes);
    ledger->append(ledger->head(), one_claim);
    ++seen;
    return Next::Continue;
  });
  EXPECT_EQ(seen, 3) << "a read shows one state, not what is appended meanwhile";
  EXPECT_EQ(ledger->head().size, 6U);
}

TEST_P(LedgerContract, PlacesSubmittedEntriesInTheOrderOfOneCaller) {
  const auto ledger = empty_ledger();
  std::vector<std::future<Placed>> placed;
  for (std::uint64_t i = 0; i < 200; ++i) placed.push_back(ledger->submit(claims(i + 1, 1)));
  for (std::uint64_t i = 0; i < 200; ++i) {
    const Placed at = placed[i].get();
    EXPECT_EQ(at.first, i + 1);
    EXPECT_EQ(at.head.size, i + 1);
  }
  const auto entries = read_all(*ledger);
  for (std::uint64_t i = 0; i < 200; ++i) EXPECT_EQ(entries[i], claims(i + 1, 1)[0].bytes);
}

TEST_P(LedgerContract, ManyWritersLoseNothingAndReadersSeeOnlyWholeAppends) {
  const auto ledger = empty_ledger();
  constexpr std::uint64_t kWriters = 8, kAppends = 50;
  std::atomic<bool> done{false};
  std::thread reader{[&] {
    std::uint64_t last = 0;
    while (!done) {
      const Head head = ledger->head();
      EXPECT_GE(head.size, last);
      EXPECT_EQ(head.size % 3, 0U) << "an append of three is seen whole";
      last = head.size;
      if (last > 0) {
        EXPECT_FALSE(entry_at(*ledger, last).bytes.empty());
      }
    }
  }};
  std::vector<std::thread> writers;
  for (std::uint64_t w = 0; w < kWriters; ++w)
    writers.emplace_back([&, w] {
      for (std::uint64_t i = 0; i < kAppends; ++i) {
        const Placed placed = ledger->submit(claims((w * kAppends + i) * 3, 3)).get();
        EXPECT_GE(ledger->head().size, placed.head.size) << "acknowledged means visible";
        EXPECT_EQ(entry_at(*ledger, placed.first).bytes, claims((w * kAppends + i) * 3, 1)[0].bytes);
      }
    });
  for (std::thread& writer : writers) writer.join();
  done = true;
  reader.join();
  auto entries = read_all(*ledger);
  Frontier tree;
  for (const std::string& entry : entries) tree.add(leaf_digest(entry));
  EXPECT_EQ(tree.root(), ledger->head().root);
  std::sort(entries.begin(), entries.end());
  EXPECT_EQ(std::unique(entries.begin(), entries.end()) - entries.begin(), std::ptrdiff_t{kWriters * kAppends * 3});
}

TEST_P(LedgerContract, OfManyAppendsOnOneHeadExactlyOneWins) {
  const auto ledger = empty_ledger();
  const Head head = ledger->append(ledger->head(), one_claim);
  std::atomic<int> won{0}, conflicts{0};
  std::vector<std::thread> writers;
  for (int w = 0; w < 8; ++w)
    writers.emplace_back([&] {
      try {
        ledger->append(head, one_claim);
        ++won;
      } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::Conflict);
        ++conflicts;
      }
    });
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(conflicts, 7);
  EXPECT_EQ(ledger->head().size, 2U);
}

TEST_P(LedgerContract, ProvesEachEntryAndEachEarlierHead) {
  const auto ledger = empty_ledger();
  std::vector<Head> heads{ledger->head()};
  for (std::uint64_t i = 1; i <= 13; ++i) heads.push_back(ledger->append(heads.back(), claims(i, 1)));
  for (std::uint64_t i = 1; i <= 13; ++i) {
    const std::string text = canonical_json(to_json(prove(*ledger, i)));
    const ProofOutcome outcome = verify_proof(text, heads.back());
    ASSERT_TRUE(std::holds_alternative<Proven>(outcome)) << std::get<Refuted>(outcome).reason;
    EXPECT_EQ(std::get<Proven>(outcome).entry, claims(i, 1)[0].bytes);
    EXPECT_TRUE(std::holds_alternative<Refuted>(verify_proof(text, heads[12])));
    EXPECT_EQ(verify(prove_extension(*ledger, heads[i])), Extension::Holds) << "from " << i;
  }
  EXPECT_EQ(fault_of([&] { (void)prove(*ledger, 14); }), Fault::NotFound);
  EXPECT_EQ(fault_of([&] { (void)prove(*ledger, 0); }), Fault::NotFound);
  Head forged = heads[5];
  forged.root = heads[4].root;
  EXPECT_EQ(fault_of([&] { (void)prove_extension(*ledger, forged); }), Fault::Corrupt);
}

TEST_P(LedgerContract, ExportsEveryEntryAndItsHead) {
  const auto ledger = empty_ledger();
  ledger->append(ledger->head(), claims(1, 3));
  std::vector<std::string> lines;
  EXPECT_EQ(export_lines(*ledger, [&](std::string_view line) { lines.emplace_back(line); }), ledger->head());
  ASSERT_EQ(lines.size(), 4U);
  for (std::uint64_t i = 1; i <= 3; ++i) {
    const Json line = parse_json(lines[i - 1]);
    EXPECT_EQ(line.at("sequence").as_integer(), static_cast<std::int64_t>(i));
    EXPECT_EQ(line.at("entry").as_string(), claims(i, 1)[0].bytes);
    EXPECT_EQ(line.at("leaf").as_string(), leaf_digest(claims(i, 1)[0].bytes).hex());
    EXPECT_EQ(canonical_json(line), lines[i - 1]);
  }
  EXPECT_EQ(parse_json(lines[3]).at("root").as_string(), ledger->head().root.hex());
}

TEST_P(LedgerContract, CopiesIntoAnEmptyLedgerOnly) {
  const auto from = empty_ledger();
  const auto to = empty_ledger();
  from->append(from->head(), claims(1, 5000));
  EXPECT_EQ(copy_ledger(*from, *to), from->head());
  EXPECT_EQ(read_all(*to), read_all(*from));
  EXPECT_EQ(fault_of([&] { copy_ledger(*from, *to); }), Fault::BadInput);
}

TEST_P(LedgerContract, WritesAHeadAsTextAndReadsItBack) {
  const auto ledger = empty_ledger();
  const Head head = ledger->append(ledger->head(), one_claim);
  EXPECT_EQ(head_from_text(to_text(head)), head);
  const std::string text = to_text(head);
  for (const std::string& wrong : {std::string{}, text + " ", " " + text, text.substr(1), text.substr(0, 70),
                                   "sha256:01:" + head.root.hex(), "sha256:-1:" + head.root.hex(),
                                   "sha256:99999999999999999999:" + head.root.hex(), "sm3:1:" + head.root.hex()})
    EXPECT_FALSE(head_from_text(wrong)) << wrong;
}

}  // namespace
}  // namespace luoshi::ledger
