#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/views/commitment_table.hpp"
#include "engine/views/status_lines.hpp"

namespace luoshi::engine {

/// What 总览 counts by place: to which place every statement and commitment belongs, and what each statement has.
///
/// The next state's table is made from this one: a statement is looked at again only where something it hangs on has changed. Equal
/// to one made anew (property test). No paper is read: what a reader found of a statement stands in the city.
///
/// Thread safety: never changes once made.
class OverviewTable {
 public:
  struct Place {
    PlaceName name;
    std::uint32_t documents = 0;
    std::uint32_t questions = 0;  ///< open ones of the papers themselves
    friend bool operator==(const Place& a, const Place& b) {
      return a.name.key == b.name.key && a.name.shown == b.name.shown && a.documents == b.documents && a.questions == b.questions;
    }
  };
  /// A statement; nothing is counted of a dismissed one.
  struct Said {
    std::uint32_t place = 0;
    std::uint16_t questions = 0;  ///< open ones, of a statement nobody acted on
    StatementKind kind{};
    bool dismissed = false, heard = false;  ///< heard: commitments show it
    Clarity has;
    friend bool operator==(const Said&, const Said&) = default;
  };

  [[nodiscard]] static std::shared_ptr<const OverviewTable> of(const CommitmentTable& commitments, const OverviewTable* before);

  [[nodiscard]] std::uint64_t events() const { return city_->events; }
  [[nodiscard]] Day today() const { return today_; }
  [[nodiscard]] const std::vector<Place>& places() const { return places_; }
  /// By statement.
  [[nodiscard]] const std::vector<Said>& said() const { return said_; }
  /// By commitment: its place.
  [[nodiscard]] const std::vector<std::uint32_t>& place_of() const { return place_of_; }
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view key) const;

 private:
  class Making;
  OverviewTable() = default;

  std::shared_ptr<const city::City> city_;  // `shared_ptr`: states share what stands in both
  std::shared_ptr<const CityEnough> judged_;
  Day today_{};
  std::vector<Place> places_;
  std::vector<std::uint32_t> place_of_document_;
  std::vector<std::uint16_t> questions_of_document_;
  std::vector<Said> said_;
  std::vector<std::uint32_t> place_of_;
};

}  // namespace luoshi::engine
