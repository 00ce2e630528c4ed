#include "city/detail/folding.hpp"
#include "city/detail/kind_rules.hpp"

// Things of the lifecycles: opened, and taken a step further.
namespace luoshi::city::detail {
namespace {

void take_over(const Folding& into, Course& course) {
  course.by = into.envelope.actor;
  course.on_behalf_of = into.envelope.on_behalf_of;
  course.post = into.envelope.post;
}

void enter(const Folding& into, Course& course, std::uint8_t state) {
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

template <class... Value>
void step_opened(Folding& into, Kind kind, const Stepped& event, KindList<Value...> /*kinds*/) {
  (void)((kKindOf<Value> == kind && (step(into, into.city.edit_all<Value>(), event), true)) || ...);
}

template <class Value>
void fold(Folding& into, Opened<Value>& event) {
  into.expect_references(event);
  auto& table = into.city.edit_all<Value>();
  const auto id = Id<Value>::at_index(table.size());
  KeptThing<Value> kept{{std::move(event.value), into.started()}, {}};
  enter(into, kept.course, 0);
  kept.course.due = first_clock(kept.value);
  table.push_back(std::move(kept));
  tie(into.city, id, into.city.all<Value>()[id.index()].value);
}

void fold(Folding& into, const Stepped& event) {
  into.expect_references(event);
  const Kind kind = event.step->kind();
  if (kind == Kind::Commitment) step(into, into.city.commitments, event);
  else if (kind == Kind::Question) step(into, into.city.questions, event);
  else step_opened(into, kind, event, OpenedKinds{});
}

}  // namespace

void fold_thing(Folding& into, EventBody& body) {
  std::visit(
      [&](auto& fact) {
        if constexpr (kIsOfThings<std::remove_cvref_t<decltype(fact)>>) fold(into, fact);
      },
      body);
}

}  // namespace luoshi::city::detail
