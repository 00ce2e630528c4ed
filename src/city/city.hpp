#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/id.hpp"
#include "city/course.hpp"
#include "city/kinds.hpp"
#include "city/paged_table.hpp"
#include "model/duty.hpp"
#include "model/monitoring.hpp"

namespace luoshi::city {

/// A document also knows its statements: ids run from `first_statement`, `statement_count` of them, in text order.
struct KeptDocument : Kept<Document> {
  Id<Statement> first_statement;
  std::uint32_t statement_count = 0;
  std::vector<Id<Question>> questions;  ///< of the paper and of its statements
};

struct KeptStatement : Kept<Statement> {
  std::vector<Id<Question>> questions;
  std::vector<Id<Commitment>> commitments;
  Id<Statement> earlier;              ///< the same demand at an earlier meeting, as a person confirmed it
  std::vector<Id<Statement>> later;   ///< those that name this one so
};

struct KeptCommitment : Kept<Commitment> {
  std::vector<Id<Report>> reports;    ///< in the order they were filed
  std::vector<Id<Question>> questions;
  std::vector<Id<Ask>> asks;          ///< that name it as held up
  std::vector<Id<Measure>> measures;  ///< that serve it, dropped ones too
  std::vector<Id<Commitment>> parts;  ///< whose parent it is, in id order
  std::vector<Id<Review>> reviews;    ///< that put it in doubt
  std::vector<Id<Appeal>> appeals;    ///< against its light
  Course course{};                    ///< of the steps that came after its own events; the state is the value's
  std::vector<std::uint32_t> verdicts; ///< events that recorded what was shown of it, oldest first
  std::optional<Day> judged_on;       ///< the day of the last of them
};

struct KeptQuestion : Kept<Question> {
  Course course{};                    ///< likewise
};

/// A report also knows for whom it was filed: neither may check it.
struct KeptReport : Kept<Report> {
  Id<Person> on_behalf_of;
};

/// A report's move of an asset that has not been returned.
struct ShownMove {
  Id<Report> report;
  Day until{};
  Stage stage = Stage::Listed;

  friend bool operator==(const ShownMove&, const ShownMove&) = default;
};

/// A sample as the city keeps it: what was measured stands in the ledger, in the entry of that number.
struct KeptSample {
  Day day{};
  SampleVerdict verdict = SampleVerdict::InClass;
  std::uint32_t sequence = 0;

  friend bool operator==(const KeptSample&, const KeptSample&) = default;
};

/// What the adopted rule said of an asset's samples last.
struct KeptJudgement {
  FunnelWord word = FunnelWord::CannotSay;
  ReviewCause cause = ReviewCause::None;
  std::string reason;             ///< the sum
  Day as_of{};
  std::optional<Day> holds_until; ///< after it the samples are too old to say more: the asset is to be verified anew
  std::uint32_t sequence = 0;

  friend bool operator==(const KeptJudgement&, const KeptJudgement&) = default;
};

/// An asset's works stand where its latest shown move put them, by `until`, then by report; without one, where the register
/// did; never past Built. So a return takes exactly that report's moves back, and a report that comes late does not override
/// a later day. Past Built only the judgement of samples takes it: that is `value.stage`.
struct KeptAsset : Kept<Asset> {
  Stage registered = Stage::Listed;
  std::vector<ShownMove> moves;     ///< in that order; a reopening stands behind the newest report of then
  std::vector<KeptSample> samples;  ///< one a month, by day
  std::optional<KeptJudgement> judged;
  std::optional<Day> settled_until; ///< samples up to this day stood in a review that was decided: no rule fires on them again
  std::vector<Id<Review>> reviews;
  std::uint32_t reopened = 0;
};

/// A rule set that verdicts use: the newest of each name counts. The data themselves are a blob of the archive.
struct AdoptedRules {
  std::string name;
  Digest digest;

  friend bool operator==(const AdoptedRules&, const AdoptedRules&) = default;
};

template <class List>
struct ThingTables;
template <class... Value>
struct ThingTables<KindList<Value...>> {
  using Type = std::tuple<PagedTable<KeptThing<Value>>...>;
};

/// Everything a city knows at one ledger position: the fold of its events (design 3, Storage and time).
///
/// A value: copying it costs a few pointers, and a copy never changes. It keeps state, not history or text.
struct City {
  std::uint64_t events = 0;  ///< how many were folded; the last one has this sequence number (they start at 1)
  Instant recorded_at{};     ///< of the last event
  std::string name;
  bool sample = false;

  PagedTable<Kept<Place>> places;
  PagedTable<Kept<Body>> bodies;
  PagedTable<Kept<Post>> posts;
  PagedTable<Kept<Person>> persons;
  PagedTable<Kept<Holder>> holders;
  PagedTable<KeptAsset> assets;
  PagedTable<KeptDocument> documents;
  PagedTable<KeptStatement> statements;
  PagedTable<KeptQuestion> questions;
  PagedTable<KeptCommitment> commitments;
  PagedTable<KeptReport> reports;
  std::vector<AdoptedRules> rules;
  std::vector<WorkingDays> working_days;  ///< by year; a year without one leaves out Saturdays and Sundays alone
  ThingTables<OpenedKinds>::Type things;  ///< of every opened kind: `all<Ask>()`

  PagedIndex documents_by_source, assets_by_code, bodies_by_name, places_by_name, posts_by_name, persons_by_name,
      holders_by_person;

  /// All things of an opened kind.
  template <class Value>
  [[nodiscard]] const PagedTable<KeptThing<Value>>& all() const {
    return std::get<PagedTable<KeptThing<Value>>>(things);
  }
  template <class Value>
  [[nodiscard]] PagedTable<KeptThing<Value>>& edit_all() {
    return std::get<PagedTable<KeptThing<Value>>>(things);
  }

  /// The one with that key, or an id that names nothing.
  [[nodiscard]] Id<Document> document_of(const Digest& source) const;
  [[nodiscard]] Id<Asset> asset_of(std::string_view code) const;
  [[nodiscard]] Id<Body> body_of(std::string_view name_or_alias) const;
  [[nodiscard]] Id<Place> place_of(std::string_view name_or_code) const;
  [[nodiscard]] Id<Post> post_of(std::string_view post_name, Id<Body> body) const;
  [[nodiscard]] Id<Person> person_of(std::string_view full_name) const;
};

/// The hash under which the indexes keep a key; not the same on every machine, so never stored.
[[nodiscard]] std::size_t index_key(std::string_view text);
[[nodiscard]] std::size_t index_key(const Digest& digest);
template <class Thing>
[[nodiscard]] std::size_t index_key(Id<Thing> id) {
  return id.number();
}

}  // namespace luoshi::city
