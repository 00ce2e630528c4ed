#pragma once

#include "city/detail/fold_kind.hpp"
#include "city/detail/kind_rules.hpp"

// Included by the sources that make the folds of some kinds.
namespace luoshi::city::detail {

inline void take_over(const Folding& into, Course& course) {
  course.by = into.envelope.actor;
  course.on_behalf_of = into.envelope.on_behalf_of;
  course.post = into.envelope.post;
}

inline void enter(const Folding& into, Course& course, std::uint8_t state) {
  if (course.past.empty() || course.past.back().state != state) course.past.push_back({state, into.day()});
  course.state = state;
  course.due.reset();
  take_over(into, course);
}

// A step after which the thing stays where it is lets its clock run on.
template <class Table>
void step(Folding& into, Table& table, const Stepped& event) {
  const std::uint32_t number = event.thing.number();
  if (number == 0 || number > table.size()) into.missing("thing", number);
  auto& kept = table.edit(number - 1);
  if (kept.history.back() != into.sequence) kept.history.push_back(into.sequence);
  if (event.step->to == kStays) take_over(into, kept.course);
  else enter(into, kept.course, event.step->to);
  absorb(into.city, kept.value, kept.course, *event.step, event.note, into.day());
  tie_after(into.city, event.thing, kept.value, *event.step);
}

template <class Value>
void fold_opened(Folding& into, Opened<Value>& event) {
  into.expect_references(event);
  auto& table = into.city.edit_all<Value>();
  const auto id = Id<Value>::at_index(table.size());
  KeptThing<Value> kept{{std::move(event.value), into.started()}, {}};
  enter(into, kept.course, 0);
  kept.course.due = opening_clock(into.city, kept.value, into.day());
  table.push_back(std::move(kept));
  tie(into.city, id, into.city.all<Value>()[id.index()].value);
}

template <class Value>
void step_opened(Folding& into, const Stepped& event) {
  step(into, into.city.edit_all<Value>(), event);
}

}  // namespace luoshi::city::detail
