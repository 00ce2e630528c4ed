#include "city/detail/fold_kind.hpp"

// Things of the lifecycles: opened, and taken a step further.
namespace luoshi::city::detail {

namespace {

template <class... Value>
void step_of(Folding& into, Kind kind, const Stepped& event, KindList<Value...> /*kinds*/) {
  (void)((kKindOf<Value> == kind && (step_opened<Value>(into, event), true)) || ...);
}

void fold(Folding& into, const Stepped& event) {
  into.expect_references(event);
  const Kind kind = event.step->kind();
  if (kind == Kind::Commitment || kind == Kind::Question) step_duty(into, event);
  else step_of(into, kind, event, OpenedKinds{});
}

template <class Value>
void fold(Folding& into, Opened<Value>& event) {
  fold_opened(into, event);
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
