#pragma once

#include <array>
#include <string_view>
#include <variant>

#include "city/event.hpp"

namespace luoshi::city::detail {

/// The name and the current version of an event type as entries state them.
struct EventType {
  std::string_view name;
  int version = 1;
};

/// One a type, in the order of EventBody. A changed body raises the version and adds an upcaster from the one before; a
/// changed meaning is a new type (design 3, Storage and time, 2).
inline constexpr std::array<EventType, std::variant_size_v<EventBody>> kEventTypes = {
    {{"city_founded"},       {"place_registered"},    {"body_registered"},     {"post_registered"},
     {"person_registered"},  {"holder_appointed"},    {"holder_ended"},        {"asset_registered"},
     {"rules_adopted"},      {"document_imported"},   {"statement_confirmed"}, {"statement_corrected"},
     {"statement_dismissed"}, {"question_asked"},     {"question_put"},        {"question_answered"},
     {"question_waived"},    {"commitment_opened"},   {"commitment_adopted"},  {"deadline_extended"},
     {"report_filed"},       {"report_checked"}}};

}  // namespace luoshi::city::detail
