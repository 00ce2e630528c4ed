#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <type_traits>
#include <variant>

#include "city/event.hpp"

namespace luoshi::city::detail {

/// The name and the current version of an event type as entries state them.
struct EventType {
  std::string_view name;
  int version = 1;
};

/// The types of the opened kinds, in the order of `OpenedKinds`.
template <class List>
struct OpenedTypes;
template <class... Value>
struct OpenedTypes<KindList<Value...>> {
  static constexpr std::array<EventType, sizeof...(Value)> all = {{{row_of(kKindOf<Value>).opened}...}};
};

/// One a type, in the order of EventBody. A changed body raises the version and adds an upcaster from the one before; a
/// changed meaning is a new type (design 3, Storage and time, 2).
inline constexpr std::array kOwnTypes = std::to_array<EventType>(
    {{"city_founded"},       {"place_registered"},    {"body_registered"},     {"post_registered"},
     {"person_registered"},  {"holder_appointed"},    {"holder_ended"},        {"asset_registered"},
     {"rules_adopted"},      {"document_imported"},   {"statement_confirmed"}, {"statement_corrected"},
     {"statement_dismissed"}, {"question_asked"},     {"question_put"},        {"question_answered"},
     {"question_waived"},    {"commitment_opened"},   {"commitment_adopted"},  {"deadline_extended"},
     {"report_filed"},       {"report_checked"},      {"commitment_amended"},
     {"verdict_recorded"},
     {"acting_appointed"},   {"statement_tied"},      {"statement_untied"},
     {"working_days_set"},   {"sample_recorded"},     {"sample_corrected"},    {"funnel_judged"}});

/// In the order of EventBody; the entry of `Stepped` has no name, its types are those of the steps (lifecycle.hpp).
inline constexpr std::size_t kSteppedPlace = kOwnTypes.size();
inline constexpr auto kEventTypes = [] {
  constexpr auto& opened = OpenedTypes<OpenedKinds>::all;
  std::array<EventType, kOwnTypes.size() + 1 + opened.size()> all{};
  std::copy(kOwnTypes.begin(), kOwnTypes.end(), all.begin());
  std::copy(opened.begin(), opened.end(), all.begin() + kSteppedPlace + 1);
  return all;
}();
static_assert(kEventTypes.size() == std::variant_size_v<AnyEvent>);
static_assert(std::is_same_v<std::variant_alternative_t<kSteppedPlace, AnyEvent>, Stepped>);

}  // namespace luoshi::city::detail
