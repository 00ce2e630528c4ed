#pragma once

#include <string>
#include <vector>

#include "engine/pages/pages.hpp"
#include "engine/views/line_json.hpp"
#include "model/words.hpp"

namespace luoshi::engine {

// What the pages share.

/// The words of a body and post: 云溪市水务局 水务局局长; the body once where the post's name begins with it; 本机操作员 for none.
[[nodiscard]] std::string post_words(const city::City& city, Id<Post> post);

/// May the viewer read what belongs to that body (empty: to the city)?
[[nodiscard]] std::optional<city::Refusal> unreadable(const city::City& city, const Viewer& viewer, Id<Body> body);

/// `unreadable` for many things of few bodies: each body is asked about once.
class Readable {
 public:
  Readable(const city::City& city, const Viewer& viewer) : city_{city}, viewer_{viewer}, known_(city.bodies.size() + 1) {}
  [[nodiscard]] bool operator()(Id<Body> body) {
    char& known = known_[body.number()];
    if (known == 0) known = unreadable(city_, viewer_, body) ? 'n' : 'y';
    return known == 'y';
  }

 private:
  const city::City& city_;
  const Viewer& viewer_;
  std::vector<char> known_;  // by body, 0 for none: not asked yet, y or n
};

[[nodiscard]] city::Refusal not_there(const std::string& what);

[[nodiscard]] inline Json id_json(std::uint32_t number) { return number == 0 ? Json{} : Json{number}; }
template <class Thing>
[[nodiscard]] Json id_json(Id<Thing> id) {
  return id_json(id.number());
}
[[nodiscard]] inline Json day_json(const std::optional<Day>& day) { return day ? Json{day_text(*day)} : Json{}; }

/// A field of a reading as text; empty where it is null or missing.
[[nodiscard]] std::string text_of(const Json& json, const char* field);

/// Days from one day to a later one; negative backwards.
[[nodiscard]] int days_between(Day from, Day until);

/// One line of the list of events.
[[nodiscard]] Json event_row(const city::City& city, std::uint64_t sequence, const city::Event& event, bool names);

/// Would `decide` let the viewer carry this out now? Nothing is done.
[[nodiscard]] bool would_accept(const city::City& city, const Viewer& viewer, city::CommandBody body);

/// The promised number in the unit of the promise; null where none is promised or a digit of it was lost.
[[nodiscard]] Json goal_json(const Commitment& commitment);

[[nodiscard]] Json report_json(EventShelf& shelf, const city::City& city, const Viewer& viewer, Id<Report> id);

/// May the viewer see the names of persons: editors, checkers and administrators of rights.
[[nodiscard]] bool may_see_names(const city::City& city, const Viewer& viewer);

}  // namespace luoshi::engine
