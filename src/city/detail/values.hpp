#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/digest.hpp"
#include "base/figure.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "model/reading.hpp"
#include "model/words.hpp"

namespace luoshi::city::detail {

template <class T, class Wanted>
concept Is = std::same_as<std::remove_const_t<T>, Wanted>;

template <class T>
inline constexpr bool kIsId = false;
template <class Thing>
inline constexpr bool kIsId<Id<Thing>> = true;

template <class T>
inline constexpr bool kIsVector = false;
template <class Element>
inline constexpr bool kIsVector<std::vector<Element>> = true;

template <class T>
inline constexpr bool kIsOptional = false;
template <class Value>
inline constexpr bool kIsOptional<std::optional<Value>> = true;

template <class T>
inline constexpr bool kIsSpan = std::same_as<T, SourceSpan> || std::same_as<T, TextSpan>;

/// Amounts up to this many fen (90 万亿元) are exact in every reader of JSON (RFC 8785: numbers are doubles).
inline constexpr std::int64_t kMostFen = 9'000'000'000'000'000;

/// The name of an enumerator in data, whichever table of the model keeps it.
template <class Enum>
[[nodiscard]] std::string_view word_of(Enum value) {
  if constexpr (std::same_as<Enum, StatementKind>) return kind_name(value);
  else if constexpr (std::same_as<Enum, Theme>) return theme_name(value);
  else if constexpr (std::same_as<Enum, QuestionLabel>) return label_name(value);
  else if constexpr (std::same_as<Enum, DeadlineKind>) return deadline_kind_name(value);
  else if constexpr (std::same_as<Enum, Bound>) return bound_sign(value);
  else if constexpr (std::same_as<Enum, Basis>) return basis_name(value);
  else return name_of(value);
}

template <class Enum>
[[nodiscard]] std::optional<Enum> from_word(std::string_view word) {
  if constexpr (std::same_as<Enum, StatementKind>) return kind_from_name(word);
  else if constexpr (std::same_as<Enum, Theme>) return theme_from_name(word);
  else if constexpr (std::same_as<Enum, QuestionLabel>) return label_from_name(word);
  else if constexpr (std::same_as<Enum, DeadlineKind>) return deadline_kind_from_name(word);
  else if constexpr (std::same_as<Enum, Bound>) return bound_from_sign(word);
  else if constexpr (std::same_as<Enum, Basis>) return basis_from_name(word);
  else return from_name<Enum>(word);
}

/// True for the value a field has when it is left out: 0, no money, false, "", [], no day, an id that names nothing. Enumerators,
/// numbers as written, digests and spans are always written.
template <class T>
[[nodiscard]] bool is_left_out(const T& value) {
  if constexpr (std::same_as<T, std::string> || kIsVector<T>) return value.empty();
  else if constexpr (std::same_as<T, Day>) return value == Day{};
  else if constexpr (std::same_as<T, Deadline>) return value == Deadline{};
  else if constexpr (kIsOptional<T>) return !value.has_value();
  else if constexpr (kIsId<T>) return !value;
  else if constexpr (std::integral<T> || std::same_as<T, Money>) return value == T{};
  else return false;
}

}  // namespace luoshi::city::detail
