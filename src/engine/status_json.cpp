#include "engine/status.hpp"
#include "engine/views/line_json.hpp"

namespace luoshi::engine {
namespace {

Json words_json(const std::vector<std::string>& words) {
  Json json = Json::array();
  for (const std::string& word : words) json.push_back(word);
  return json;
}

Json optional_json(const std::optional<double>& value) { return value ? Json{*value} : Json{}; }

Json notes_json(const std::vector<StatusNote>& notes) {
  Json json = Json::array();
  for (const StatusNote& note : notes) json.push_back(note_json(note));
  return json;
}

}  // namespace

const char* name_of(Verdict::Word word) {
  switch (word) {
    case Verdict::Word::Likely: return "likely";
    case Verdict::Word::AtRisk: return "at_risk";
    case Verdict::Word::Unlikely: return "unlikely";
    case Verdict::Word::CannotSay: break;
  }
  return "cannot_say";
}

const char* name_of(Answer answer) {
  return answer == Answer::Yes ? "yes" : answer == Answer::No ? "no" : "cannot_say";
}

Json line_json(const StatusLine& line) {
  return Json::object({{"id", line.id},
                       {"kind", line.kind},
                       {"theme", line.theme},
                       {"sentence", line.sentence},
                       {"document", line.document},
                       {"promised", promised_json(line)},
                       {"kept", kept_json(line)},
                       {"enough", enough_json(line)},
                       {"questions", words_json(line.questions)},
                       {"events", events_json(line.events)}});
}

Json note_json(const StatusNote& note) {
  return Json::object({{"id", note.id}, {"kind", note.kind}, {"sentence", note.sentence}, {"figures", words_json(note.figures)}});
}

Json coverage_json(const Coverage& c) {
  return Json::object({{"forward", c.forward}, {"lead", c.lead}, {"figure", c.figure}, {"date", c.date},
                       {"effect_asked", c.asked_effect}, {"effect", c.effect}, {"evidence", c.evidence}, {"all", c.all}});
}

Json sections_json(const std::vector<StatusSection>& sections) {
  Json json = Json::array();
  for (const StatusSection& section : sections)
    json.push_back(Json::object({{"asset", section.asset ? Json{section.asset.number()} : Json{}},
                                 {"name", section.name},
                                 {"item", section.item},
                                 {"judged", section.judged},
                                 {"answer", name_of(section.enough)},
                                 {"reason", section.reason}}));
  return json;
}

Json events_json(const std::vector<std::uint32_t>& events) {
  Json json = Json::array();
  for (const std::uint32_t event : events) json.push_back(event);
  return json;
}

Json promised_json(const StatusLine& line) {
  return Json::object({{"figures", words_json(line.figures)},
                       {"lead", line.lead.empty() ? Json{} : Json{line.lead}},
                       {"deadline", line.deadline.empty() ? Json{} : Json{line.deadline}},
                       {"extended", line.extended}});
}

Json kept_json(const StatusLine& line) {
  return Json::object({{"light", name_of(line.light.light)},
                       {"sum", line.light.sum},
                       {"verdict", name_of(line.kept.word)},
                       {"probability", optional_json(line.kept.probability)},
                       {"low", optional_json(line.kept.low)},
                       {"high", optional_json(line.kept.high)},
                       {"reason", line.kept.reason}});
}

Json enough_json(const StatusLine& line) {
  return Json::object({{"answer", name_of(line.enough)},
                       {"reason", line.enough_reason},
                       {"probability", line.enough_chance ? Json{line.enough_chance->probability} : Json{}},
                       {"low", line.enough_chance ? Json{line.enough_chance->low} : Json{}},
                       {"high", line.enough_chance ? Json{line.enough_chance->high} : Json{}},
                       {"met", line.met ? Json{line.met->probability} : Json{}},
                       {"section", line.section ? Json{line.section.number()} : Json{}}});
}

Json to_json(const Status& status) {
  Json places = Json::array();
  for (const PlaceStatus& place : status.places) {
    Json lines = Json::array();
    for (const StatusLine& line : place.lines) lines.push_back(line_json(line));
    places.push_back(Json::object({{"place", place.place},
                                   {"documents", words_json(place.documents)},
                                   {"questions", words_json(place.questions)},
                                   {"lines", lines},
                                   {"said", notes_json(place.said)},
                                   {"problems", notes_json(place.problems)},
                                   {"merits", notes_json(place.merits)},
                                   {"coverage", coverage_json(place.coverage)}}));
  }
  return Json::object({{"city", status.city},
                       {"sample", status.sample},
                       {"as_of", day_text(status.as_of)},
                       {"events", status.events},
                       {"head", status.head.empty() ? Json{} : Json{status.head}},
                       {"light_rule", status.light_rule},
                       {"seasons", status.seasons},
                       {"works", words_json(status.works)},
                       {"enough_failure", status.enough_failure},
                       {"sections", sections_json(status.sections)},
                       {"places", places}});
}

}  // namespace luoshi::engine
