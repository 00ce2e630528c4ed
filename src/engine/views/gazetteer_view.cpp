#include "engine/views/gazetteer_view.hpp"

namespace luoshi::engine {

Gazetteer gazetteer(const city::City& city) {
  Gazetteer all;
  city.bodies.each([&](std::size_t index, const city::Kept<Body>& body) {
    const Id<Body> id = Id<Body>::at_index(index);
    all.names.push_back({body.value.name, id, {}});
    for (const std::string& alias : body.value.aliases) all.names.push_back({alias, id, {}});
  });
  city.places.each([&](std::size_t index, const city::Kept<Place>& place) {
    all.names.push_back({place.value.name, {}, Id<Place>::at_index(index)});
  });
  return all;
}

}  // namespace luoshi::engine
