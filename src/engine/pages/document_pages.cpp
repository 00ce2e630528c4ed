#include "engine/pages/detail.hpp"
#include "engine/views/gazetteer_view.hpp"
#include "intake/register.hpp"
#include "intake/repair.hpp"

namespace luoshi::engine {
namespace {

Json span_json(std::uint32_t begin, std::uint32_t end) {
  Json pair = Json::array();
  pair.push_back(begin);
  pair.push_back(end);
  return pair;
}

std::uint32_t open_questions(const city::City& city, const std::vector<Id<Question>>& questions) {
  std::uint32_t open = 0;
  for (const Id<Question> id : questions) open += city.questions[id.index()].value.state == QuestionState::Open ? 1 : 0;
  return open;
}

Json repairs_json(const RepairedText& paper) {
  Json list = Json::array();
  for (const Repair& repair : paper.repairs)
    list.push_back(Json::object({{"rule", name_of(repair.rule)},
                                 {"source", span_json(repair.source.begin, repair.source.end)},
                                 {"seen", span_json(repair.seen.begin, repair.seen.end)},
                                 {"text", span_json(repair.text.begin, repair.text.end)},
                                 {"before", to_utf8(paper.before(repair))},
                                 {"after", to_utf8(paper.after(repair))},
                                 {"confidence", static_cast<double>(repair.confidence)}}));
  return list;
}

Json dropped_json(const RepairedText& paper) {
  Json list = Json::array();
  for (const DroppedLine& line : paper.dropped)
    list.push_back(Json::object({{"reason", name_of(line.reason)},
                                 {"source", span_json(line.source.begin, line.source.end)},
                                 {"text", to_utf8(line.text)},
                                 {"before", line.before}}));
  return list;
}

Json lost_json(const RepairedText& paper) {
  Json list = Json::array();
  for (const LostPlace& place : paper.lost)
    list.push_back(Json::object({{"text", span_json(place.text.begin, place.text.end)},
                                 {"source", span_json(place.source.begin, place.source.end)},
                                 {"beside_figure", place.beside_figure}}));
  return list;
}

// A field of the reading that the page shows as text: null is empty.
void copy_texts(Json& to, const Json& from, std::initializer_list<const char*> fields) {
  for (const char* field : fields) to.set(field, text_of(from, field));
}

void copy_values(Json& to, const Json& from, std::initializer_list<const char*> fields) {
  for (const char* field : fields) to.set(field, from.at(field));
}

// A figure of a reading with texts where the reading says null.
Json quantity_json(const Json& read) {
  Json quantity = Json::object();
  copy_values(quantity, read, {"value", "comparator", "uncertain", "start", "end"});
  copy_texts(quantity, read, {"unit", "of", "basis", "baseline", "period"});
  return quantity;
}

// What a paper's statements name, as far as tying them to the register asks: today's register, so that a body taken in after the
// paper is found too.
Reading named_in(const Json& read) {
  Reading reading;
  for (const Json& words : read.at("statements").as_array()) {
    ReadStatement statement;
    statement.actor = text_of(words, "actor");
    statement.quote = text_of(words, "quote");
    for (const Json& helper : words.at("supporting").as_array()) statement.supporting.push_back(helper.as_string());
    reading.statements.push_back(std::move(statement));
  }
  return reading;
}

Json bodies_json(const city::City& city, const std::vector<Id<Body>>& bodies) {
  Json list = Json::array();
  for (const Id<Body> body : bodies)
    list.push_back(Json::object({{"body", body.number()}, {"name", city.bodies[body.index()].value.name}}));
  return list;
}

}  // namespace

Page Pages::documents(const Viewer& viewer) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  Json rows = Json::array();
  for (std::size_t i = city->documents.size(); i-- > 0;) {
    const city::KeptDocument& kept = city->documents[i];
    const Document& document = kept.value;
    const auto read = reading(document);
    std::uint32_t proposed = 0;
    for (std::uint32_t s = 0; s < kept.statement_count; ++s)
      proposed += city->statements[kept.first_statement.index() + s].value.state == StatementState::Proposed ? 1 : 0;
    rows.push_back(Json::object({{"id", static_cast<std::int64_t>(i + 1)},
                                 {"file", document.file},
                                 {"title", document.title},
                                 {"date", document.date},
                                 {"date_inferred", document.date_inferred},
                                 {"place", document.place},
                                 {"meeting_type", document.meeting_type},
                                 {"meeting_number", document.meeting_number ? Json{*document.meeting_number} : Json{}},
                                 {"sample", document.sample},
                                 {"first_statement", kept.statement_count == 0 ? 0 : kept.first_statement.number()},
                                 {"statements", kept.statement_count},
                                 {"proposed", proposed},
                                 {"open_questions", open_questions(*city, kept.questions)},
                                 {"repairs", static_cast<std::int64_t>(read->at("repairs").as_array().size())},
                                 {"lost", static_cast<std::int64_t>(read->at("lost").as_array().size())},
                                 {"events", events_json(kept.history)}}));
  }
  return Json::object({{"documents", std::move(rows)}});
}

Page Pages::document(const Viewer& viewer, std::uint32_t id) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  if (id == 0 || id > city->documents.size()) return not_there("文件 " + std::to_string(id));
  const city::KeptDocument& kept = city->documents[id - 1];
  const Document& document = kept.value;
  const std::string bytes = engine_.archive().get(document.source);
  const RepairedText paper = intake::repair(bytes);
  const auto read = reading(document);

  Reading named = named_in(*read);
  intake::tie_to_register(named, gazetteer(*city));
  Json statements = Json::array();
  for (std::uint32_t s = 0; s < kept.statement_count; ++s) {
    const Id<Statement> statement_id{kept.first_statement.number() + s};
    const city::KeptStatement& statement = city->statements[statement_id.index()];
    const Json& words = read->at("statements").as_array().at(statement.value.place_in_reading);
    Json row = Json::object({{"id", statement_id.number()},
                             {"version", statement.version()},
                             {"state", name_of(statement.value.state)},
                             {"dismissal", statement.value.dismissal},
                             {"kind", kind_name(statement.value.kind)},
                             {"theme", theme_name(statement.value.theme)},
                             {"events", events_json(statement.history)}});
    copy_values(row, words, {"start", "end", "quote", "source_spans", "supporting", "open_list", "deliverable", "confidence"});
    copy_texts(row, words, {"actor", "speaker", "item_no", "condition", "action", "object", "deadline", "deadline_text"});
    const ReadStatement& tied = named.statements.at(statement.value.place_in_reading);
    row.set("lead_bodies", bodies_json(*city, tied.lead_bodies));
    row.set("supporting_bodies", bodies_json(*city, tied.supporting_bodies));
    Json quantities = Json::array();
    for (const Json& quantity : words.at("quantity").as_array()) quantities.push_back(quantity_json(quantity));
    row.set("quantity", std::move(quantities));
    Json questions = Json::array();
    for (const Id<Question> question : statement.questions) questions.push_back(question_row(*city, question, viewer.today));
    row.set("questions", std::move(questions));
    Json commitments = Json::array();
    for (const Id<Commitment> commitment : statement.commitments) {
      const Commitment& promised = city->commitments[commitment.index()].value;
      if (unreadable(*city, viewer, promised.lead)) continue;
      commitments.push_back(Json::object(
          {{"id", commitment.number()}, {"title", promised.title}, {"state", name_of(promised.state)}}));
    }
    row.set("commitments", std::move(commitments));
    statements.push_back(std::move(row));
  }
  Json notes = Json::array();
  for (const DamageNote note : paper.notes) notes.push_back(name_of(note));
  Json questions = Json::array();
  for (const Id<Question> question : kept.questions)
    if (!city->questions[question.index()].value.statement) questions.push_back(question_row(*city, question, viewer.today));

  Json page = Json::object({{"id", id},
                            {"version", kept.version()},
                            {"file", document.file},
                            {"digest", document.source.hex()},
                            {"bytes", static_cast<std::int64_t>(bytes.size())},
                            {"encoding", name_of(paper.encoding)},
                            {"notes", std::move(notes)},
                            {"reader", document.reader},
                            {"title", document.title},
                            {"date", document.date},
                            {"date_inferred", document.date_inferred},
                            {"place", document.place},
                            {"meeting_type", document.meeting_type},
                            {"meeting_number", document.meeting_number ? Json{*document.meeting_number} : Json{}},
                            {"sample", document.sample},
                            {"seen", to_utf8(paper.seen)},
                            {"text", to_utf8(paper.text)},
                            {"repairs", repairs_json(paper)},
                            {"dropped", dropped_json(paper)},
                            {"lost", lost_json(paper)},
                            {"statements", std::move(statements)},
                            {"questions", std::move(questions)},
                            {"events", events_json(kept.history)}});
  copy_texts(page, *read, {"date_precision", "publisher", "convenor"});
  return page;
}

}  // namespace luoshi::engine
