#pragma once

#include "city/city.hpp"

// From a kind, known only at run time, to its table.
namespace luoshi::city::detail {

template <class Use, class... Value>
auto with_opened(const City& city, Kind kind, Use use, KindList<Value...> /*kinds*/) {
  using Result = decltype(use(city.commitments));
  Result result{};
  (void)((kKindOf<Value> == kind && (result = use(city.all<Value>()), true)) || ...);
  return result;
}

/// What `use(table)` says for the table of that kind.
template <class Use>
auto with_table(const City& city, Kind kind, Use use) {
  switch (kind) {
    case Kind::Commitment: return use(city.commitments);
    case Kind::Question: return use(city.questions);
    case Kind::Report: return use(city.reports);
    default: return with_opened(city, kind, use, OpenedKinds{});
  }
}

inline std::uint8_t state_of(const KeptCommitment& kept) { return static_cast<std::uint8_t>(kept.value.state); }
inline std::uint8_t state_of(const KeptQuestion& kept) { return static_cast<std::uint8_t>(kept.value.state); }
inline std::uint8_t state_of(const KeptReport& kept) { return static_cast<std::uint8_t>(kept.value.check); }
template <class Value>
std::uint8_t state_of(const KeptThing<Value>& kept) { return kept.course.state; }

}  // namespace luoshi::city::detail
