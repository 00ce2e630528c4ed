#include "city/city.hpp"

#include <algorithm>
#include <functional>

namespace luoshi::city {

std::size_t index_key(std::string_view text) { return std::hash<std::string_view>{}(text); }
std::size_t index_key(const Digest& digest) {
  return index_key(std::string_view{reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()});
}

namespace {

// Zero names nothing, in the index as in an id.
template <class Thing>
Id<Thing> id_of(std::uint32_t number) {
  return number == 0 ? Id<Thing>{} : Id<Thing>{number};
}

bool goes_by(const Body& body, std::string_view name) {
  return body.name == name || std::find(body.aliases.begin(), body.aliases.end(), name) != body.aliases.end();
}

}  // namespace

Id<Document> City::document_of(const Digest& source) const {
  return id_of<Document>(documents_by_source.find(
      index_key(source), [&](std::uint32_t number) { return documents[number - 1].value.source == source; }));
}

Id<Asset> City::asset_of(std::string_view code) const {
  return id_of<Asset>(assets_by_code.find(
      index_key(code), [&](std::uint32_t number) { return assets[number - 1].value.code == code; }));
}

Id<Body> City::body_of(std::string_view name_or_alias) const {
  return id_of<Body>(bodies_by_name.find(index_key(name_or_alias), [&](std::uint32_t number) {
    return goes_by(bodies[number - 1].value, name_or_alias);
  }));
}

Id<Place> City::place_of(std::string_view name_or_code) const {
  if (name_or_code.empty()) return {};
  return id_of<Place>(places_by_name.find(index_key(name_or_code), [&](std::uint32_t number) {
    const Place& place = places[number - 1].value;
    return place.name == name_or_code || place.code == name_or_code;
  }));
}

Id<Post> City::post_of(std::string_view post_name, Id<Body> body) const {
  return id_of<Post>(posts_by_name.find(index_key(post_name), [&](std::uint32_t number) {
    const Post& post = posts[number - 1].value;
    return post.name == post_name && post.body == body;
  }));
}

Id<Person> City::person_of(std::string_view full_name) const {
  return id_of<Person>(persons_by_name.find(
      index_key(full_name), [&](std::uint32_t number) { return persons[number - 1].value.name == full_name; }));
}

}  // namespace luoshi::city
