#pragma once

#include "city/city.hpp"

// How things are found by their keys: one place for the fold and for checkpoints, which do not keep the indexes.
namespace luoshi::city::detail {

inline void index(City& city, const Place& place, std::uint32_t number) {
  city.places_by_name.insert(index_key(place.name), number);
  if (!place.code.empty()) city.places_by_name.insert(index_key(place.code), number);
}
inline void index(City& city, const Body& body, std::uint32_t number) {
  city.bodies_by_name.insert(index_key(body.name), number);
  for (const std::string& alias : body.aliases) city.bodies_by_name.insert(index_key(alias), number);
}
inline void index(City& city, const Post& post, std::uint32_t number) {
  city.posts_by_name.insert(index_key(post.name), number);
}
inline void index(City& city, const Person& person, std::uint32_t number) {
  city.persons_by_name.insert(index_key(person.name), number);
}
inline void index(City& city, const Holder& holder, std::uint32_t number) {
  city.holders_by_person.insert(index_key(holder.person), number);
}
inline void index(City& city, const Asset& asset, std::uint32_t number) {
  city.assets_by_code.insert(index_key(asset.code), number);
}
inline void index(City& city, const Document& document, std::uint32_t number) {
  city.documents_by_source.insert(index_key(document.source), number);
}

}  // namespace luoshi::city::detail
