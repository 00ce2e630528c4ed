#pragma once

#include <cstdint>
#include <vector>

#include "city/city.hpp"

namespace luoshi::city {

// What is open on the desk of a post: duty follows the post. A thing is on it when it names the post (a question put to it, a
// pledge it signs, a sector it answers for), or when its body is to act and the post carries that body's things: the head posts of
// the body (those to which another of its posts reports, or its only one), and every post that reports or edits that day.
// Findings not handed over to the inspected body (covert ones) are on nobody's desk.

/// The list for one post on that day, by kind, then by number.
[[nodiscard]] std::vector<HandoverItem> open_on(const City& city, Id<Post> post, Day day);

/// How many stand on each post's desk; as many as there are posts, in their order. One pass over the city.
[[nodiscard]] std::vector<std::uint32_t> open_counts(const City& city, Day day);

/// May that person act in the post today only as acting (代)? False too for someone not in office.
[[nodiscard]] bool is_acting(const City& city, Id<Person> person, Id<Post> post, Day day);

/// A secondment whose person holds, that day, a post of the receiving body or below it: who counts, whatever the list says.
[[nodiscard]] bool is_in_post(const City& city, const KeptThing<Secondment>& kept, Day day);

}  // namespace luoshi::city
