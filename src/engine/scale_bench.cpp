// Ten years of a city in one database: how long until it stands (folded whole; from a checkpoint), what it takes of memory,
// how long a past day takes the first and the second time, and how long each page takes.
//   LUOSHI_SCALE_EVENTS=5000000 build/dev/bin/engine_bench
// 5 million events are 150,000 commitments, 300,000 statements with as many questions, 2 million reports. The database is
// made anew in the folder for temporary files (4 GB for 5 million) and removed at the end.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

#include "city/codec.hpp"
#include "city/decide.hpp"
#include "city/test_history.hpp"
#include "engine/engine.hpp"
#include "engine/pages/pages.hpp"
#include "engine/views/overview_table.hpp"
#include "ledger/sqlite/sqlite_ledger.hpp"

namespace luoshi::engine {
namespace {

using Clock = std::chrono::steady_clock;

std::size_t wanted_events() {
  const char* const given = std::getenv("LUOSHI_SCALE_EVENTS");
  return given == nullptr ? 1'000'000 : static_cast<std::size_t>(std::strtoull(given, nullptr, 10));
}

std::string reading_bytes() {
  Json statements = Json::array();
  for (int i = 0; i < 20; ++i) {
    Json questions = Json::array();
    questions.push_back(Json::object({{"label", "时限"}, {"text", "何时完成？"}}));
    statements.push_back(Json::object({{"quote", "由各镇街负责完成第" + std::to_string(i) + "段河涌整治并通过验收。"},
                                       {"speaker", ""},
                                       {"item_no", std::to_string(i)},
                                       {"actor", "各镇街"},
                                       {"deadline", ""},
                                       {"deadline_text", ""},
                                       {"quantity", Json::array()},
                                       {"questions", std::move(questions)}}));
  }
  return canonical_json(Json::object({{"statements", std::move(statements)},
                                       {"questions", Json::array()},
                                       {"repairs", Json::array()},
                                       {"lost", Json::array()}}));
}

/// The database, made once a run.
class Database {
 public:
  Database() : folder_{std::filesystem::temp_directory_path() / ("luoshi-scale-" + std::to_string(::getpid()))} {
    std::filesystem::create_directories(folder_);
    archive::Archive archive{folder_ / "blobs"};
    const Digest reading = archive.put(reading_bytes());
    const city::testing::History history{wanted_events(), reading};
    const auto ledger = ledger::open_sqlite_ledger(folder_ / "city.db");
    ledger::Head head = ledger->head();
    std::vector<ledger::Entry> batch;
    for (std::size_t i = 0; i < history.entries.size(); ++i) {
      batch.push_back({std::string{history.entries[i]}});
      if (batch.size() < 50'000 && i + 1 < history.entries.size()) continue;
      head = ledger->append(head, batch);
      batch.clear();
    }
  }
  ~Database() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::unique_ptr<Engine> open(Checkpoints::Use use, bool from_checkpoint) const {
    return std::make_unique<Engine>(ledger::open_sqlite_ledger(folder_ / "city.db"),
                                    std::make_unique<archive::Archive>(folder_ / "blobs"), real_surroundings(),
                                    from_checkpoint ? Checkpoints{folder_ / "checkpoints", use} : Checkpoints{});
  }

 private:
  std::filesystem::path folder_;
};

const Database& database() {
  static const Database made;
  return made;
}

double resident_mib() {
  std::ifstream statm{"/proc/self/statm"};
  double pages = 0, resident = 0;
  statm >> pages >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1048576.0;
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void start(benchmark::State& state, Checkpoints::Use use, bool from_checkpoint) {
  (void)database();
  for (auto _ : state) {
    const double before = cpu_seconds();
    const double empty = resident_mib();
    const auto engine = database().open(use, from_checkpoint);
    state.counters["cpu_s"] = cpu_seconds() - before;
    state.counters["city_MiB"] = resident_mib() - empty;
    state.counters["events"] = static_cast<double>(engine->city()->events);
  }
}
void BM_FoldEverything(benchmark::State& state) { start(state, Checkpoints::Use::Read, false); }
void BM_FoldAndKeepCheckpoints(benchmark::State& state) { start(state, Checkpoints::Use::Keep, true); }
void BM_StartFromACheckpoint(benchmark::State& state) { start(state, Checkpoints::Use::Read, true); }
BENCHMARK(BM_FoldEverything)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_FoldAndKeepCheckpoints)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_StartFromACheckpoint)->Iterations(3)->Unit(benchmark::kMillisecond);

// The one engine that the rest looks at.
Engine& standing() {
  static const std::unique_ptr<Engine> engine = database().open(Checkpoints::Use::Read, true);
  return *engine;
}

void BM_PastDay(benchmark::State& state, double share, bool again) {
  Engine& engine = standing();
  const auto events = static_cast<std::uint64_t>(static_cast<double>(engine.city()->events) * share);
  if (again) (void)engine.city_after(events);
  for (auto _ : state) benchmark::DoNotOptimize(engine.city_after(events));
}
BENCHMARK_CAPTURE(BM_PastDay, first_at_a_tenth, 0.1, false)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_PastDay, first_at_95_of_100, 0.95, false)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_PastDay, again, 0.95, true)->Iterations(1)->Unit(benchmark::kMillisecond);

// One page, many times: the first time apart (it makes what later ones share), then the 50th and the 99th of 100.
template <class Ask>
void page(benchmark::State& state, Ask ask) {
  Engine& engine = standing();
  static Pages pages{engine};
  const Viewer viewer{{Id<Person>{1}, Id<Post>{1}, {}}, china_day(engine.city()->recorded_at)};
  std::vector<double> took;
  std::uint32_t turn = 0;
  for (auto _ : state) {
    const auto before = Clock::now();
    const Page shown = ask(pages, viewer, turn++);
    took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - before).count());
    if (std::holds_alternative<city::Refusal>(shown)) state.SkipWithError(std::get<city::Refusal>(shown).reason.c_str());
  }
  state.counters["first_ms"] = took.front();
  took.erase(took.begin());
  std::sort(took.begin(), took.end());
  state.counters["p50_ms"] = took[took.size() / 2];
  state.counters["p99_ms"] = took[took.size() * 99 / 100];
  state.counters["MiB"] = resident_mib();
}

// The rows of all commitments, and what 总览 counts: made anew, and brought up to each of the last 300 events one by one.
void BM_FollowCommitments(benchmark::State& state) {
  Engine& engine = standing();
  const std::uint64_t last = engine.city()->events, first = last - std::min<std::uint64_t>(last / 2, 300);
  const Day today = china_day(engine.city()->recorded_at);
  const CommitmentTable::Asked asked{today, nullptr, [](const Commitment& each) { return each.title; }, [] { return std::nullopt; }};
  city::City city = engine.city_after(first);
  std::vector<double> took, counted;
  std::shared_ptr<const CommitmentTable> table;
  std::shared_ptr<const OverviewTable> overview;
  const auto make = [&] {
    const auto before = Clock::now();
    table = CommitmentTable::of(std::make_shared<const city::City>(city), asked, table.get());
    const auto between = Clock::now();
    overview = OverviewTable::of(*table, overview.get());
    took.push_back(std::chrono::duration<double, std::milli>(between - before).count());
    counted.push_back(std::chrono::duration<double, std::milli>(Clock::now() - between).count());
  };
  for (auto _ : state) {
    make();
    city::Decoder decoder;
    engine.ledger().read(first + 1, last, [&](std::uint64_t sequence, std::string_view bytes) {
      city::fold_into(city, decoder.decode(sequence, bytes));
      make();
      return ledger::Next::Continue;
    });
  }
  state.counters["rows"] = static_cast<double>(table->size());
  const auto tell = [&](std::vector<double>& each, const std::string& of) {
    state.counters[of + "anew_ms"] = each.front();
    each.erase(each.begin());
    std::sort(each.begin(), each.end());
    state.counters[of + "p50_ms"] = each[each.size() / 2];
    state.counters[of + "p99_ms"] = each[each.size() * 99 / 100];
  };
  tell(took, "");
  tell(counted, "overview_");
}

void BM_ListOfCommitments(benchmark::State& state) {
  page(state, [](Pages& pages, const Viewer& viewer, std::uint32_t turn) {
    CommitmentFilter filter;
    filter.page = 1 + turn % 50;
    return pages.commitments(viewer, filter);
  });
}
void BM_SearchInCommitments(benchmark::State& state) {
  page(state, [](Pages& pages, const Viewer& viewer, std::uint32_t turn) {
    CommitmentFilter filter;
    filter.search = "第" + std::to_string(turn) + "段";
    return pages.commitments(viewer, filter);
  });
}
void BM_OneCommitment(benchmark::State& state) {
  page(state, [](Pages& pages, const Viewer& viewer, std::uint32_t turn) { return pages.commitment(viewer, 1 + turn * 29); });
}
void BM_Questions(benchmark::State& state) {
  page(state, [](Pages& pages, const Viewer& viewer, std::uint32_t turn) {
    QuestionFilter filter;
    filter.page = 1 + turn % 50;
    return pages.questions(viewer, filter);
  });
}
void BM_Reports(benchmark::State& state) {
  page(state, [](Pages& pages, const Viewer& viewer, std::uint32_t turn) {
    ReportFilter filter;
    filter.page = 1 + turn % 50;
    return pages.reports(viewer, filter);
  });
}
void BM_Documents(benchmark::State& state) {
  page(state, [](Pages& pages, const Viewer& viewer, std::uint32_t) { return pages.documents(viewer); });
}
void BM_Registers(benchmark::State& state) {
  page(state, [](Pages& pages, const Viewer& viewer, std::uint32_t) { return pages.registers(viewer); });
}
void BM_Overview(benchmark::State& state) {
  page(state, [](Pages& pages, const Viewer& viewer, std::uint32_t) { return pages.overview(viewer, std::nullopt); });
}
BENCHMARK(BM_FollowCommitments)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_ListOfCommitments)->Iterations(101)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_SearchInCommitments)->Iterations(101)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_OneCommitment)->Iterations(101)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Questions)->Iterations(101)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Reports)->Iterations(101)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Documents)->Iterations(101)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Registers)->Iterations(101)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Overview)->Iterations(101)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace luoshi::engine
