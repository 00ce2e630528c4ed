// How long does Luoshi take to know a city again from its ledger? Entries in memory → decode → fold, over sizes that show
// the slope; beside it the decoding alone, the parsing of the same bytes by nlohmann, and one edit under a snapshot.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "city/codec.hpp"
#include "city/decide.hpp"

namespace luoshi::city {
namespace {

/// Entries one behind the other, as a ledger's column of bytes would hold them.
struct Entries {
  std::string bytes;
  std::vector<std::size_t> ends;

  void add(const std::string& entry) {
    bytes += entry;
    ends.push_back(bytes.size());
  }
  [[nodiscard]] std::size_t size() const { return ends.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends[i - 1];
    return std::string_view{bytes}.substr(begin, ends[i] - begin);
  }
};

/// A city's years, made from a seed: 1 % registers, papers of 20 statements each, commitments, 85 % reports, checks and
/// answers. The events are sound but come from no `decide`: this measures the fold.
class History {
 public:
  explicit History(std::size_t wanted) {
    found(wanted);
    while (entries.size() < wanted) {
      const double kind = random_.uniform();
      if (kind < 0.003) import();
      else if (kind < 0.09) confirm();
      else if (kind < 0.12) open();
      else if (kind < 0.15) adopt();
      else if (kind < 0.55) report();
      else if (kind < 0.88) check();
      else answer();
    }
  }

  Entries entries;

 private:
  template <class Thing>
  Id<Thing> any(std::uint32_t count) {
    return Id<Thing>{static_cast<std::uint32_t>(1 + random_.below(count))};
  }

  void add(EventBody body) {
    Envelope envelope;
    now_ += std::chrono::seconds{30};
    envelope.recorded_at = now_;
    envelope.actor = Id<Person>{1};
    envelope.post = Id<Post>{1};
    envelope.command = "7f3c-" + std::to_string(entries.size());
    envelope.session = "s-20260630";
    envelope.salt = "00112233445566778899aabbccddeeff";
    entries.add(encode({std::move(envelope), std::move(body)}));
  }

  void found(std::size_t wanted) {
    add(CityFounded{"云溪市", true});
    add(PlaceRegistered{{"441900", "云溪市", PlaceLevel::City, {}}});
    registers_ = static_cast<std::uint32_t>(wanted / 500 + 1);
    for (std::uint32_t i = 0; i < registers_; ++i) {
      const std::string number = std::to_string(i);
      add(BodyRegistered{{"第" + number + "单位", {}, BodyKind::Town, Id<Place>{1}, {}}});
      add(PostRegistered{{"填报岗", Id<Body>{i + 1}, {}}});
      add(PersonRegistered{{"人员" + number}});
      add(HolderAppointed{{Id<Person>{i + 1}, Id<Post>{i + 1}, {Role::Reporter}, day(), {}}});
      add(AssetRegistered{{"R-" + number, "第" + number + "涌", AssetKind::River, Id<Place>{1}, {}, Stage::Listed}});
    }
    import();
    open();
    adopt();
    report();
  }

  void import() {
    DocumentImported paper;
    paper.document.source = sha256(std::to_string(papers_++));
    paper.document.reading = paper.document.source;
    paper.document.reader = "1";
    paper.document.title = "关于加快推进全市重点流域水环境综合整治工作的通知";
    paper.document.date = "2026-03-15";
    for (std::uint32_t i = 0; i < 20; ++i) {
      ProposedStatement proposed;
      proposed.statement.source = {i * 90, i * 90 + 80};
      proposed.statement.text = {i * 30, i * 30 + 28};
      proposed.statement.place_in_reading = i;
      proposed.statement.has_lead = true;
      proposed.questions = {QuestionLabel::Due};
      paper.statements.push_back(std::move(proposed));
    }
    statements_ += 20;
    questions_ += 20;
    add(std::move(paper));
  }

  void confirm() { add(StatementConfirmed{any<Statement>(statements_)}); }

  void open() {
    Commitment wanted;
    wanted.title = "完成第" + std::to_string(commitments_) + "段河涌整治并通过验收";
    wanted.sources = {any<Statement>(statements_)};
    wanted.lead = any<Body>(registers_);
    wanted.theme = Theme::Water;
    wanted.figure = Figure{Decimal{35}, Bound::AtLeast, "公里", "河涌", Basis::InYear, "", false};
    wanted.original_deadline = {DeadlineKind::By, {}, PartialDate{2026, 10U, 31U}, "10月底前"};
    for (int i = 0; i < 5; ++i) wanted.assets.push_back(any<Asset>(registers_));
    ++commitments_;
    add(CommitmentOpened{std::move(wanted)});
  }

  void adopt() { add(CommitmentAdopted{any<Commitment>(commitments_)}); }

  void report() {
    Report filed;
    filed.commitment = any<Commitment>(commitments_);
    filed.until = day();
    filed.moves = {{any<Asset>(registers_), Stage::Built}, {any<Asset>(registers_), Stage::Entered}};
    if (random_.below(2) == 0) filed.said = Figure{Decimal{125, -1}, Bound::Equal, "公里", "", Basis::Cumulative, "", false};
    filed.note = "本月完成清淤和截污，剩余两处正在协调用地。";
    ++reports_;
    add(ReportFiled{std::move(filed)});
  }

  void check() {
    const bool returned = random_.below(10) == 0;
    add(ReportChecked{any<Report>(reports_), returned ? CheckState::Returned : CheckState::Accepted,
                      returned ? "照片与现场不符" : ""});
  }

  void answer() { add(QuestionAnswered{any<Question>(questions_), "10月底前完成主体工程", {}}); }

  [[nodiscard]] Day day() const { return china_day(now_); }

  Random random_{20260630};
  Instant now_{std::chrono::sys_days{Day{std::chrono::year{2025} / 1 / 1}}};
  std::uint32_t registers_ = 0, statements_ = 0, questions_ = 0, commitments_ = 0, reports_ = 0, papers_ = 0;
};

const Entries& entries_of(benchmark::State& state) {
  static std::map<std::int64_t, std::unique_ptr<History>> made;
  auto& history = made[state.range(0)];
  if (!history) history = std::make_unique<History>(static_cast<std::size_t>(state.range(0)));
  return history->entries;
}

void count(benchmark::State& state, const Entries& entries) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["entries_MiB"] = static_cast<double>(entries.bytes.size()) / 1048576.0;
  state.counters["peak_MiB"] = static_cast<double>(usage.ru_maxrss) / 1024.0;
}

City folded(const Entries& entries) {
  Decoder decoder;
  City city;
  for (std::size_t i = 0; i < entries.size(); ++i) fold_into(city, decoder.decode(i + 1, entries[i]));
  return city;
}

void BM_DecodeAndFold(benchmark::State& state) {
  const Entries& entries = entries_of(state);
  for (auto _ : state) {
    City city = folded(entries);
    if (city.events != entries.size()) state.SkipWithError("events were lost");
    state.PauseTiming();  // letting go of a city is no part of getting one
    city = City{};
    state.ResumeTiming();
  }
  count(state, entries);
}
BENCHMARK(BM_DecodeAndFold)->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMillisecond);

void BM_DecodeAlone(benchmark::State& state) {
  const Entries& entries = entries_of(state);
  Decoder decoder;
  for (auto _ : state)
    for (std::size_t i = 0; i < entries.size(); ++i) benchmark::DoNotOptimize(decoder.decode(i + 1, entries[i]));
  count(state, entries);
}
BENCHMARK(BM_DecodeAlone)->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMillisecond);

// The baseline only parses to a tree: reading the fields out would come on top.
void BM_ParseWithNlohmann(benchmark::State& state) {
  const Entries& entries = entries_of(state);
  for (auto _ : state)
    for (std::size_t i = 0; i < entries.size(); ++i) benchmark::DoNotOptimize(nlohmann::json::parse(entries[i]));
  count(state, entries);
}
BENCHMARK(BM_ParseWithNlohmann)->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMillisecond);

// What a writer pays for one event while readers hold the city before it.
void BM_OneEventUnderASnapshot(benchmark::State& state) {
  const Entries& entries = entries_of(state);
  City city = folded(entries);
  Decoder decoder;
  std::size_t confirmation = entries.size() - 1;
  while (!std::holds_alternative<StatementConfirmed>(decoder.decode(confirmation + 1, entries[confirmation]).body)) --confirmation;
  Event event = decoder.decode(confirmation + 1, entries[confirmation]);
  event.envelope.recorded_at = city.recorded_at;
  for (auto _ : state) {
    City next = apply(city, event);
    benchmark::DoNotOptimize(next);
  }
}
BENCHMARK(BM_OneEventUnderASnapshot)->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace luoshi::city
