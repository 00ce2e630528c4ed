#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "assess/lights.hpp"
#include "city/city.hpp"
#include "city/paged_table.hpp"
#include "engine/views/commitment_view.hpp"

namespace luoshi::engine {

/// All commitments of one state of a city on one day, with both verdicts, and their order by urgency: what lists are cut from.
///
/// The next state's table is made from this one: a row is computed again only where something it looks at has changed, so an event
/// costs the few rows it touches and a few nanoseconds a row for the rest. Equal to one made anew (property test).
///
/// Thread safety: never changes once made.
class CommitmentTable {
 public:
  struct Row {
    StatusLine line;
    assess::Judged light;  ///< by the rule, before a hold-up is looked at
    KeptKnown known;  ///< taken over while its input stands: a funnel costs a third of a millisecond
    /// What a search looks through; of this version of the commitment.
    std::shared_ptr<const std::string> haystack;
    std::uint32_t open_questions = 0;
  };
  /// What filters and sorting look at.
  struct Key {
    Day due{};                ///< 9999-12-31 where none is known
    std::uint32_t lead = 0;
    CommitmentState state{};
    Theme theme{};
    std::uint8_t attention = 0;
    Verdict::Word kept{};
    Answer enough{};
    assess::Light light{};    ///< as it is shown: while a hold-up stands, never red
    std::uint32_t open_questions = 0;
    bool is_taught = false;   ///< a chance was drawn from histories, its own or that of the whole it is a part of
  };
  /// What rows depend on beside the city.
  struct Asked {
    Day today{};
    std::shared_ptr<const CityEnough> judged;                ///< nothing where no model was adopted
    std::function<std::string(const Commitment&)> haystack;  ///< stands still with the commitment
    std::function<std::optional<assess::LightRule>()> rule;  ///< asked for when the adopted rules have changed …
    std::function<std::shared_ptr<const CitySeasons>()> seasons{};  ///< … and these, where a city may have adopted some
  };

  /// `before`: the table of an earlier state of the same city, or nothing.
  [[nodiscard]] static std::shared_ptr<const CommitmentTable> of(std::shared_ptr<const city::City> city, const Asked& asked,
                                                                 const CommitmentTable* before);

  /// The state it is of.
  [[nodiscard]] const city::City& city() const { return *city_; }
  [[nodiscard]] const std::shared_ptr<const city::City>& state() const { return city_; }
  [[nodiscard]] const std::shared_ptr<const CityEnough>& judged() const { return judged_; }
  /// The rule for lights it was made by; nothing where none is adopted.
  [[nodiscard]] const std::optional<assess::LightRule>& rule() const { return *rule_; }
  [[nodiscard]] Day today() const { return today_; }
  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  [[nodiscard]] const Row& row(std::size_t index) const { return *rows_[index]; }
  [[nodiscard]] const Key& key(std::size_t index) const { return keys_[index]; }
  /// Indices, the most urgent first: by attention, due day, number.
  [[nodiscard]] const std::vector<std::uint32_t>& by_urgency() const { return by_urgency_; }
  /// The parts of each that were not withdrawn.
  [[nodiscard]] const std::vector<Id<Commitment>>& parts(std::size_t index) const { return (*parts_)[index]; }

 private:
  class Making;
  using Naming = std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>;  // index of an asset → of those that name it
  CommitmentTable() = default;

  // `shared_ptr` throughout: this state and the next share what stands in both.
  std::shared_ptr<const city::City> city_;
  Day today_{};
  std::shared_ptr<const CityEnough> judged_;
  std::shared_ptr<const std::optional<assess::LightRule>> rule_;
  std::shared_ptr<const std::vector<std::vector<Id<Commitment>>>> parts_;
  std::shared_ptr<const Naming> naming_;  // nothing until an asset moves
  std::optional<Histories> histories_;
  city::PagedTable<std::shared_ptr<const Row>> rows_;
  std::vector<Key> keys_;
  std::vector<std::uint32_t> by_urgency_;
};

}  // namespace luoshi::engine
