#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.hpp"
#include "city/codec.hpp"

// Years of a city's events for benchmarks, made from a seed.
namespace luoshi::city::testing {

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
  /// `reading`: of every paper; the papers' own bytes where it is nothing.
  explicit History(std::size_t wanted, std::optional<Digest> reading = std::nullopt) : reading_{reading} {
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
      add(BodyRegistered{{"第" + number + "单位", {}, BodyKind::Town, Id<Place>{1}, i == 0 ? Id<Body>{} : Id<Body>{1}}});
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
    paper.document.reading = reading_.value_or(paper.document.source);
    paper.document.reader = "1";
    paper.document.title = "关于加快推进全市重点流域水环境综合整治工作的通知";
    paper.document.date = "2026-03-15";
    paper.document.place = "第" + std::to_string(papers_ % 30) + "镇";
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

  std::optional<Digest> reading_;
  Random random_{20260630};
  Instant now_{std::chrono::sys_days{Day{std::chrono::year{2025} / 1 / 1}}};
  std::uint32_t registers_ = 0, statements_ = 0, questions_ = 0, commitments_ = 0, reports_ = 0, papers_ = 0;
};

}  // namespace luoshi::city::testing
