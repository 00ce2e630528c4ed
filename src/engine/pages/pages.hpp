#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/json.hpp"
#include "engine/engine.hpp"
#include "engine/enough_worker.hpp"
#include "engine/event_shelf.hpp"
#include "engine/evidence.hpp"
#include "engine/pages/report_board.hpp"
#include "engine/status.hpp"

namespace luoshi::engine {

class CommitmentTable;
struct MilestoneOutlooks;
class OverviewTable;
struct FiveLists;

/// Who looks, and on which day.
struct Viewer {
  city::Actor actor;
  Day today{};
};

/// A page, or why it is not shown. Each page's JSON is the schema of that name in api/openapi.json.
using Page = std::variant<Json, city::Refusal>;

/// Which questions, in which order (GET /questions).
struct QuestionFilter {
  std::optional<QuestionState> state;
  std::optional<std::uint32_t> post;      ///< 0: put to nobody yet
  std::optional<QuestionLabel> label;
  std::optional<std::uint32_t> document;
  enum class Sort { Overdue, Age, Post } sort = Sort::Overdue;
  std::uint32_t page = 1, size = 50;
};

/// Which commitments, in which order (GET /commitments).
struct CommitmentFilter {
  std::string search;                     ///< words; each must stand in title, sentence, lead or document
  std::optional<CommitmentState> state;
  std::optional<Theme> theme;
  std::optional<std::uint32_t> lead;      ///< 0: none named
  std::optional<std::string> place;       ///< key of a place of 总览
  std::optional<Verdict::Word> kept;
  std::optional<Answer> enough;
  std::optional<assess::Light> light;     ///< as it is shown
  enum class Sort { Attention, Due, Lead, Title, Newest } sort = Sort::Attention;
  std::uint32_t page = 1, size = 50;
};

/// Which reports (GET /reports).
struct ReportFilter {
  std::optional<CheckState> check;
  std::optional<std::uint32_t> lead;      ///< body that leads the commitment
  bool checkable = false;                 ///< only those the viewer may check now
  std::uint32_t page = 1, size = 50;
};

/// Which things of one kind, in which order (GET /things).
struct ThingFilter {
  std::string kind;                       ///< "ask"
  std::string state;                      ///< empty: all
  std::string search;                     ///< words that must stand in the title or a body's name
  std::optional<std::uint32_t> body;      ///< whose it is, or whose counterpart
  enum class Sort { Due, Newest, Title } sort = Sort::Due;
  std::uint32_t page = 1, size = 50;
};

/// Bytes that a reader may keep as long as they are what the tag says.
struct KeptBytes {
  std::string tag;
  std::shared_ptr<const std::string> bytes;  ///< shared, because an answer under way goes on with them
};

/// Which rows of the five lists (GET /lists).
struct ListFilter {
  std::string list;                       ///< problem, target, task, measure, duty
  std::optional<std::uint32_t> campaign;  ///< a commitment with parts: it and whatever hangs below it
  std::optional<std::uint32_t> body;
  std::string state;                      ///< "open", or empty for all
  std::string search;
  std::uint32_t page = 1, size = 50;
};

/// A file that supports a report, as pages show it.
[[nodiscard]] Json evidence_json(const Evidence& evidence);

/// Everything so many times as fast from a day on (GET /commitments/{id}/forecast).
struct WhatIf {
  std::optional<double> factor;  ///< 0 … 16; nothing: no such question
  std::optional<Day> from;       ///< counted in whole months after the last report; nothing: today
};

/// What a person may do in a post on a day; empty for someone not in office.
[[nodiscard]] std::vector<Role> roles_of(const city::City& city, std::uint32_t person, std::uint32_t post, Day day);

/// The pages of one engine. What the viewer may not read is left out of lists and counts and refused alone.
///
/// Thread safety: all functions from any thread. Readings of papers are kept in memory once parsed (they never change), the
/// events asked for lately likewise, and
/// the rows of all commitments, with what each filter finds among them for each viewer, are computed once a state of the
/// city and a day.
class Pages {
 public:
  explicit Pages(const Engine& engine) : engine_{engine}, shelf_{engine}, evidence_{engine.archive()}, judge_{engine.archive()} {}

  /// Tallies of every place and the first lines of one: the one of that key, or the one with most commitments. Lines are commitments by
  /// attention, due day and number, then statements nobody acted on, those that say most first. Papers are read only for the lines shown.
  [[nodiscard]] Page overview(const Viewer& viewer, std::optional<Day> as_of, const std::optional<std::string>& place = std::nullopt);
  [[nodiscard]] Page documents(const Viewer& viewer);
  [[nodiscard]] Page document(const Viewer& viewer, std::uint32_t id);
  [[nodiscard]] Page questions(const Viewer& viewer, const QuestionFilter& filter);
  [[nodiscard]] Page commitments(const Viewer& viewer, const CommitmentFilter& filter);
  [[nodiscard]] Page commitment(const Viewer& viewer, std::uint32_t id);
  /// The assets a report on it may move: those promised by name and their parts; where none is named, those of the lead
  /// body's place. Every word of `search` stands in code or name; at most `kMostAssets` are listed, all are counted.
  [[nodiscard]] Page commitment_assets(const Viewer& viewer, std::uint32_t id, const std::string& search);
  static constexpr std::size_t kMostAssets = 500;
  /// How its chance comes about: the fan, what it hangs on, what would be needed, its recorded history; and what if.
  [[nodiscard]] Page forecast(const Viewer& viewer, std::uint32_t id, const WhatIf& what_if);
  /// Recorded verdicts against what came; the same for all who may read what belongs to the city. Made once a state and day.
  [[nodiscard]] Page scorecard(const Viewer& viewer);
  /// Its assets (those of its parts where it names none) from listed to stable, what is to be verified first, each with what the
  /// adopted rule says and the samples of twelve months.
  [[nodiscard]] Page commitment_funnel(const Viewer& viewer, std::uint32_t id, std::uint32_t page, std::uint32_t size);
  /// Reports, the oldest state first: what waits longest is checked first.
  [[nodiscard]] Page reports(const Viewer& viewer, const ReportFilter& filter);
  /// What each body is asked in the month of that day (today's where left out), in seconds of the standard.
  [[nodiscard]] Page burden(const Viewer& viewer, std::optional<Day> month);
  /// A spot check: its frozen list, its seed, the lines drawn, and what was found on them.
  [[nodiscard]] Page spot_check(const Viewer& viewer, std::uint32_t id);
  /// The files that support a report, and what they ask.
  [[nodiscard]] Page report_evidence(const Viewer& viewer, std::uint32_t id);
  struct File {
    std::string name, bytes;
  };
  /// One of them, from 1, as it is handed out (a photo without place and device).
  [[nodiscard]] std::variant<File, city::Refusal> evidence_file(const Viewer& viewer, std::uint32_t id, std::uint32_t number);
  /// Do the rows of all commitments stand ready for the newest state? Else the next page of commitments brings them up to it first
  /// (all of them the first time and on a new day: 10 to 20 µs each) and is better asked for where waiting disturbs nobody.
  [[nodiscard]] bool current(Day today);
  /// The newest `size` events up to `last`, or just these.
  [[nodiscard]] Page events(const Viewer& viewer, std::uint64_t last, std::uint32_t size, const std::vector<std::uint64_t>& these);
  [[nodiscard]] Page event(const Viewer& viewer, std::uint64_t sequence);
  [[nodiscard]] Page registers(const Viewer& viewer);
  /// The lifecycles of all kinds: the same for everyone.
  [[nodiscard]] static Page lifecycles();
  [[nodiscard]] Page things(const Viewer& viewer, const ThingFilter& filter);
  [[nodiscard]] Page thing(const Viewer& viewer, const std::string& kind, std::uint32_t id);

  /// Bodies with their posts: who holds them, acting, delegated; what is open of each; who was lent where.
  [[nodiscard]] Page organisation(const Viewer& viewer);
  /// Everything open of one post that the viewer may read.
  [[nodiscard]] Page desk(const Viewer& viewer, std::uint32_t post);
  /// Who answers for each sector in each place; the cells nobody answers for.
  [[nodiscard]] Page duty_matrix(const Viewer& viewer);
  [[nodiscard]] Page years(const Viewer& viewer);
  [[nodiscard]] Page year(const Viewer& viewer, std::uint32_t turn);
  [[nodiscard]] Page lists(const Viewer& viewer, const ListFilter& filter);
  /// The same demand through successive papers (言出有谱), and what else may be it.
  [[nodiscard]] Page thread(const Viewer& viewer, std::uint32_t statement);
  /// Projects with milestones, how likely the open ones are in time, and bottlenecks, and their money by source, year and body; sums of what the viewer may see.
  [[nodiscard]] Page projects(const Viewer& viewer);
  /// Capacity ledgers (容量账) with what is taken and left.
  [[nodiscard]] Page capacity(const Viewer& viewer);
  /// The adopted layers of the map as one GeoJSON FeatureCollection; changes only when a layer or the registers do.
  [[nodiscard]] std::variant<KeptBytes, city::Refusal> map(const Viewer& viewer);
  /// 够不够: every section and item judged, those that cannot be, measures left out.
  [[nodiscard]] Page enough(const Viewer& viewer);
  /// One section and item: both verdicts, the shortfall with its owners, what would help, and what a slider needs to answer by itself.
  [[nodiscard]] Page enough_at(const Viewer& viewer, std::uint32_t section, const std::string& item);
  /// 实测效果: what built measures did, promised against measured by kind, and the prior for the next one.
  [[nodiscard]] Page learned(const Viewer& viewer);
  /// 水: modelled reaches and monitored sections, item by item and month by month.
  [[nodiscard]] Page water(const Viewer& viewer);
  /// 决策单 of a section, as the ledger stood after that event (0: now), by that day's date: the same bytes whenever it is asked.
  [[nodiscard]] Page decision_sheet(const Viewer& viewer, std::uint32_t section, const std::string& item, std::uint64_t at);
  /// How far the things on the map have come, and the towns in numbers.
  [[nodiscard]] Page map_states(const Viewer& viewer);

 private:
  struct Found;
  [[nodiscard]] std::string haystack(const city::City& city, const Commitment& commitment);
  /// Of the newest state; look at the city through it, for a newer one may stand a moment later.
  [[nodiscard]] std::shared_ptr<const CommitmentTable> table(Day today);
  [[nodiscard]] std::shared_ptr<const OverviewTable> overview_table(const std::shared_ptr<const CommitmentTable>& all);
  struct Past {
    std::shared_ptr<const CommitmentTable> all;
    std::shared_ptr<const OverviewTable> places;
  };
  [[nodiscard]] Past past(Day as_of, Day today);
  [[nodiscard]] std::shared_ptr<const Found> found(const std::shared_ptr<const CommitmentTable>& all, const Viewer& viewer,
                                                   const CommitmentFilter& filter);
  /// The newest state judged, or an earlier one with how much is done, after a second at most.
  [[nodiscard]] EnoughWorker::Look judged_soon(Day today);
  static void sort_rows(const CommitmentTable& all, CommitmentFilter::Sort sort, std::vector<std::uint32_t>& rows);
  [[nodiscard]] std::shared_ptr<const Json> reading(const Document& document);
  [[nodiscard]] Json question_row(const city::City& city, Id<Question> id, Day today);
  [[nodiscard]] Json sentence(const city::City& city, Id<Statement> id);
  [[nodiscard]] std::shared_ptr<const MilestoneOutlooks> milestones(const city::City& city, Day today);
  struct Demands;
  [[nodiscard]] std::shared_ptr<const Demands> demands(const city::City& city);

  const Engine& engine_;
  EventShelf shelf_;
  EvidenceShelf evidence_;
  ReportBoard reports_;
  std::mutex making_;  // held while a table is made; taken before mutex_
  std::mutex mutex_;
  // `shared_ptr`, because pages under way go on with what they hold while newer ones are made. Guarded by mutex_.
  std::shared_ptr<const CommitmentTable> table_;
  std::unordered_map<std::string, std::shared_ptr<const Found>> found_;  // of table_
  std::shared_ptr<const OverviewTable> overview_;  // of table_, or of a state before it that 总览 was last asked of
  std::unordered_map<std::string, std::shared_ptr<const Json>> readings_;
  std::shared_ptr<const Demands> demands_;  // of the forward statements, as far as any thread was asked for
  std::shared_ptr<const FiveLists> lists_;  // …
  std::uint64_t lists_of_ = 0;              // … of that state
  std::shared_ptr<const std::vector<std::uint32_t>> desks_;  // how much is open of each post …
  std::pair<std::uint64_t, Day> desks_of_{};                 // … in that state, on that day
  std::shared_ptr<const Json> scorecard_;  // of this state and day; `shared_ptr` as the others
  std::pair<std::uint64_t, Day> scorecard_key_;
  std::shared_ptr<const MilestoneOutlooks> milestones_;  // of so many entries of projects, on that day; `shared_ptr` as the others
  std::pair<std::uint64_t, Day> milestones_key_{};
  KeptBytes map_;
  std::mutex past_making_;  // guards the two below
  Past past_;               // the past day asked for last …
  std::pair<Day, std::uint64_t> past_key_{};  // … and of how many events, where it is not over
  EnoughWorker judge_;
};

}  // namespace luoshi::engine
