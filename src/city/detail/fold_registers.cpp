#include <algorithm>

#include "city/detail/deciding.hpp"
#include "city/detail/folding.hpp"
#include "city/detail/indexing.hpp"
#include "city/detail/stages.hpp"

// Founding, registers, rights.
namespace luoshi::city::detail {

void fold(Folding& into, const CityFounded& event) {
  into.city.name = event.name;
  into.city.sample = event.sample;
}

void fold(Folding& into, const PlaceRegistered& event) {
  if (event.place.parent) (void)into.held(into.city.places, event.place.parent, "place");
  index(into.city, event.place, into.add(into.city.places, event.place));
}

void fold(Folding& into, const BodyRegistered& event) {
  const Body& body = event.body;
  if (body.place) (void)into.held(into.city.places, body.place, "place");
  if (body.parent) (void)into.held(into.city.bodies, body.parent, "body");
  index(into.city, body, into.add(into.city.bodies, body));
}

void fold(Folding& into, const PostRegistered& event) {
  (void)into.held(into.city.bodies, event.post.body, "body");
  if (event.post.superior) (void)into.held(into.city.posts, event.post.superior, "post");
  index(into.city, event.post, into.add(into.city.posts, event.post));
}

void fold(Folding& into, const PersonRegistered& event) {
  index(into.city, event.person, into.add(into.city.persons, event.person));
}

void fold(Folding& into, const HolderAppointed& event) {
  (void)into.held(into.city.persons, event.holder.person, "person");
  (void)into.held(into.city.posts, event.holder.post, "post");
  index(into.city, event.holder, into.add(into.city.holders, event.holder));
}

void fold(Folding& into, const ActingAppointed& event) {
  into.expect_references(event);
  Holder holder = event.holder;
  holder.acting = true;
  index(into.city, holder, into.add(into.city.holders, holder));
}

// Whoever acts and comes to hold the post in full has two terms that run at once.
void fold(Folding& into, const HolderEnded& event) {
  const std::vector<Id<Holder>> terms = terms_past(into.city, event.person, event.post, event.until);
  if (terms.empty()) into.missing("holder of post", event.post.number());
  for (const Id<Holder> term : terms) into.touch(into.city.holders, term, "holder").value.until = event.until;
}

void fold(Folding& into, const AssetRegistered& event) {
  if (event.asset.place) (void)into.held(into.city.places, event.asset.place, "place");
  if (event.asset.part_of) (void)into.held(into.city.assets, event.asset.part_of, "asset");
  KeptAsset kept;
  kept.value = event.asset;
  kept.history = into.started();
  kept.registered = event.asset.stage;
  restage(kept);
  into.city.assets.push_back(std::move(kept));
  index(into.city, event.asset, into.newest(into.city.assets));
}

void fold(Folding& into, const RulesAdopted& event) {
  const auto same = std::find_if(into.city.rules.begin(), into.city.rules.end(),
                                 [&](const AdoptedRules& rules) { return rules.name == event.rules.name; });
  if (same != into.city.rules.end()) *same = event.rules;
  else into.city.rules.push_back(event.rules);
}

}  // namespace luoshi::city::detail
