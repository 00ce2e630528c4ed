#pragma once

#include <string_view>
#include <type_traits>
#include <vector>

#include "city/detail/references.hpp"
#include "city/event.hpp"

// What the folds of single events share. `apply.cpp` takes an event to its `fold`; these stand by subject in
// detail/fold_registers.cpp, fold_papers.cpp, fold_duties.cpp, fold_samples.cpp and fold_things.cpp.
namespace luoshi::city::detail {

/// One event being folded into a city that nobody else sees; a throw leaves the city half changed, and the caller drops it.
struct Folding {
  City& city;
  const Envelope& envelope;
  std::uint32_t sequence;

  // Helpers whose types are deduced come before those that use them.
  [[noreturn]] void missing(std::string_view what, std::uint32_t number) const;

  template <class Table, class Thing>
  const auto& held(const Table& table, Id<Thing> id, std::string_view what) const {
    if (!id || id.index() >= table.size()) missing(what, id.number());
    return table[id.index()];
  }

  template <class Table, class Thing>
  auto& touch(Table& table, Id<Thing> id, std::string_view what) {
    (void)held(table, id, what);
    auto& kept = table.edit(id.index());
    if (kept.history.back() != sequence) kept.history.push_back(sequence);
    return kept;
  }

  template <class Table>
  static std::uint32_t newest(const Table& table) {
    return static_cast<std::uint32_t>(table.size());
  }

  template <class Table, class Thing>
  std::uint32_t add(Table& table, const Thing& thing) {
    table.push_back({thing, started()});
    return newest(table);
  }

  // Most things are touched a few times: what the allocator gives for one number holds six.
  [[nodiscard]] std::vector<std::uint32_t> started() const {
    std::vector<std::uint32_t> history;
    history.reserve(6);
    history.push_back(sequence);
    return history;
  }

  template <class Fact>
  void expect_references(const Fact& fact) const {
    each_reference(city, fact, [&](const auto& table, auto id, std::string_view /*chinese*/, std::string_view english) {
      (void)held(table, id, english);
    });
  }

  /// The day on which it was recorded, +08:00.
  [[nodiscard]] Day day() const { return china_day(envelope.recorded_at); }
};

// Founding, registers, rights.
void fold(Folding& into, const CityFounded& event);
void fold(Folding& into, const PlaceRegistered& event);
void fold(Folding& into, const BodyRegistered& event);
void fold(Folding& into, const PostRegistered& event);
void fold(Folding& into, const PersonRegistered& event);
void fold(Folding& into, const HolderAppointed& event);
void fold(Folding& into, const ActingAppointed& event);
void fold(Folding& into, const HolderEnded& event);
void fold(Folding& into, const AssetRegistered& event);
void fold(Folding& into, const RulesAdopted& event);
// Papers, statements, questions.
void fold(Folding& into, const DocumentImported& event);
void fold(Folding& into, const StatementConfirmed& event);
void fold(Folding& into, const StatementCorrected& event);
void fold(Folding& into, const StatementDismissed& event);
void fold(Folding& into, const StatementTied& event);
void fold(Folding& into, const StatementUntied& event);
void fold(Folding& into, const QuestionAsked& event);
void fold(Folding& into, const QuestionPut& event);
void fold(Folding& into, const QuestionAnswered& event);
void fold(Folding& into, const QuestionWaived& event);
// Commitments, reports.
void fold(Folding& into, CommitmentOpened& event);
void fold(Folding& into, const CommitmentAdopted& event);
void fold(Folding& into, CommitmentAmended& event);
void fold(Folding& into, const DeadlineExtended& event);
void fold(Folding& into, const VerdictRecorded& event);
void fold(Folding& into, ReportFiled& event);
void fold(Folding& into, const ReportChecked& event);
// Samples and what they say.
void fold(Folding& into, const WorkingDaysSet& event);
void fold(Folding& into, const SampleRecorded& event);
void fold(Folding& into, const SampleCorrected& event);
void fold(Folding& into, FunnelJudged& event);

template <class Fact>
inline constexpr bool kIsOfThings = std::is_same_v<Fact, Stepped>;
template <class Value>
inline constexpr bool kIsOfThings<Opened<Value>> = true;
/// Things of the lifecycles. Requires a body for which `kIsOfThings` holds.
void fold_thing(Folding& into, EventBody& body);

}  // namespace luoshi::city::detail
