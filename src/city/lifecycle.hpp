#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "city/action.hpp"
#include "city/kinds.hpp"

namespace luoshi::city {

// The lifecycles: one table a kind, from which commands are decided, events are named, pages show what can be done, and
// docs/methods/lifecycle.md is written. There is no transition outside these tables.

/// Whom a state waits for; the days in it are counted for that side.
enum class Waits : std::uint8_t { Nobody, Own, Other };

struct State {
  std::string_view name, chinese;
  Waits waits = Waits::Nobody;
};

/// In whose body the acting post must stand: the thing's own, its counterpart's (the own one where the counterpart is
/// outside the city), the one above its own (the city where there is none), or the city.
enum class Side : std::uint8_t { Own, Other, Above, City };

/// Who must not be the one: nobody; whoever brought the thing into its state, or answers to them (另一人); any post of the
/// thing's own body or below it (另一单位; where that body has none above it, another person).
enum class Another : std::uint8_t { Anyone, Person, Body };

/// What a step's note must hold.
enum class Need : std::uint8_t { Reason, Document, Article, Name, Day, Body, Post, Number, Figure, Assets, Evidence };

/// A set of `Need`s or of states, as bits.
using Bits = std::uint32_t;
template <class Element>
[[nodiscard]] constexpr Bits bits_of(std::initializer_list<Element> elements) {
  Bits bits = 0;
  for (const Element element : elements) bits |= 1U << static_cast<unsigned>(element);
  return bits;
}
[[nodiscard]] constexpr bool has_bit(Bits bits, unsigned place) { return ((bits >> place) & 1U) != 0; }

/// `Step::to` of a step after which the thing stands where it stood.
inline constexpr std::uint8_t kStays = 255;

/// One edge of a lifecycle.
struct Step {
  std::string_view type;      ///< of the event: "ask.answer"; the command is called the same, unless `command` names one
  std::string_view chinese;   ///< a verb: 答复
  Bits from = 0;              ///< the states it leads out of
  std::uint8_t to = kStays;
  Action right = Action::Read;
  Side side = Side::Own;
  Another another = Another::Anyone;
  Bits needs = 0;
  std::string_view guard = {};     ///< what else must hold, in words; enforced by the kind's rules
  std::string_view command = {};   ///< its own command, where it is older than the table

  /// The kind its type begins with. Requires a type with a dot.
  [[nodiscard]] constexpr Kind kind() const { return *kind_called(type.substr(0, type.find('.'))); }
  /// "answer"
  [[nodiscard]] constexpr std::string_view name() const { return type.substr(type.find('.') + 1); }
};

struct Lifecycle {
  Kind kind;
  Action opens;               ///< the right to open one
  Side opens_side = Side::Own;
  std::string_view opening;   ///< what an opening must hold, in words
  std::span<const State> states;  ///< the first is where it starts
  std::span<const Step> steps;
};

/// The table of a kind. Total.
[[nodiscard]] const Lifecycle& lifecycle_of(Kind kind);

/// The step of that event type ("ask.answer"); nullptr where there is none.
[[nodiscard]] const Step* step_called(std::string_view type);

[[nodiscard]] std::string_view need_chinese(Need need);
/// The member of a note, in data: "reason".
[[nodiscard]] std::string_view need_name(Need need);

/// All tables as docs/methods/lifecycle.md has them, from its first `## ` on.
[[nodiscard]] std::string lifecycles_markdown();

}  // namespace luoshi::city
