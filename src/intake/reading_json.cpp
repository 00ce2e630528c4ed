#include "intake/reading_json.hpp"

#include "intake/fields.hpp"

namespace luoshi::intake {
namespace {

Json or_null(const std::string& text) { return text.empty() ? Json{} : Json{text}; }

Json pair_of(std::uint32_t begin, std::uint32_t end) {
  Json pair = Json::array();
  pair.push_back(begin);
  pair.push_back(end);
  return pair;
}

Json words_json(const std::vector<std::string>& words) {
  Json list = Json::array();
  for (const std::string& each : words) list.push_back(each);
  return list;
}

template <class Thing>
Json numbers_of(const std::vector<Id<Thing>>& ids) {
  Json list = Json::array();
  for (const Id<Thing> id : ids) list.push_back(id.number());
  return list;
}

Json questions_json(const std::vector<ReadQuestion>& questions) {
  Json list = Json::array();
  for (const ReadQuestion& question : questions)
    list.push_back(Json::object({{"label", label_name(question.label)}, {"text", question.text}}));
  return list;
}

Json figure_json(const ReadFigure& read) {
  const Figure& figure = read.figure;
  return Json::object({{"value", value_json(figure.value)},
                       {"unit", or_null(figure.unit)},
                       {"comparator", bound_sign(figure.bound)},
                       {"of", or_null(figure.of)},
                       {"uncertain", figure.uncertain},
                       {"basis", figure.basis == Basis::Unstated ? Json{} : Json{basis_name(figure.basis)}},
                       {"baseline", or_null(figure.baseline)},
                       {"period", or_null(read.period)},
                       {"start", read.span.begin},
                       {"end", read.span.end}});
}

Json statement_json(const ReadStatement& statement) {
  Json figures = Json::array();
  for (const ReadFigure& figure : statement.figures) figures.push_back(figure_json(figure));
  Json sources = Json::array();
  for (const SourceSpan& span : statement.source_spans) sources.push_back(pair_of(span.begin, span.end));
  return Json::object({{"quote", statement.quote},
                       {"start", statement.span.begin},
                       {"end", statement.span.end},
                       {"source_spans", std::move(sources)},
                       {"kind", kind_name(statement.kind)},
                       {"theme", theme_name(statement.theme)},
                       {"actor", or_null(statement.actor)},
                       {"supporting", words_json(statement.supporting)},
                       {"lead_bodies", numbers_of(statement.lead_bodies)},
                       {"supporting_bodies", numbers_of(statement.supporting_bodies)},
                       {"places", numbers_of(statement.places)},
                       {"priority", or_null(statement.priority)},
                       {"legal_bases", words_json(statement.legal_bases)},
                       {"incidents", words_json(statement.incidents)},
                       {"speaker", or_null(statement.speaker)},
                       {"item_no", or_null(statement.item_no)},
                       {"condition", or_null(statement.condition)},
                       {"open_list", statement.open_list},
                       {"action", or_null(statement.action)},
                       {"object", or_null(statement.object)},
                       {"quantity", std::move(figures)},
                       {"deadline", or_null(deadline_text(statement.deadline))},
                       {"deadline_text", or_null(statement.deadline.words)},
                       {"deliverable", statement.deliverable},
                       {"questions", questions_json(statement.questions)},
                       {"confidence", statement.confidence}});
}

Json repairs_json(const RepairedText& paper) {
  Json list = Json::array();
  for (const Repair& repair : paper.repairs)
    list.push_back(Json::object({{"rule", name_of(repair.rule)},
                                 {"source", pair_of(repair.source.begin, repair.source.end)},
                                 {"start", repair.text.begin},
                                 {"end", repair.text.end},
                                 {"before", to_utf8(paper.before(repair))},
                                 {"after", to_utf8(paper.after(repair))},
                                 {"confidence", static_cast<double>(repair.confidence)}}));
  return list;
}

Json dropped_json(const RepairedText& paper) {
  Json list = Json::array();
  for (const DroppedLine& line : paper.dropped)
    list.push_back(Json::object({{"reason", name_of(line.reason)},
                                 {"source", pair_of(line.source.begin, line.source.end)},
                                 {"text", to_utf8(line.text)}}));
  return list;
}

Json lost_json(const RepairedText& paper) {
  Json list = Json::array();
  for (const LostPlace& place : paper.lost)
    list.push_back(Json::object({{"start", place.text.begin},
                                 {"end", place.text.end},
                                 {"source", pair_of(place.source.begin, place.source.end)},
                                 {"beside_figure", place.beside_figure}}));
  return list;
}

}  // namespace

Json value_json(const Decimal& value) {
  const Decimal plain = value.normalised();
  constexpr std::int64_t kWidest = (std::int64_t{1} << 53U) - 1;
  if (plain.exponent() >= 0)
    if (const auto whole = multiply(Decimal{plain.coefficient()}, Decimal{1, plain.exponent()});
        whole && plain.exponent() <= 15) {
      std::int64_t digits = plain.coefficient();
      bool fits = true;
      for (int i = 0; i < plain.exponent() && fits; ++i) {
        fits = digits <= kWidest / 10 && digits >= -kWidest / 10;
        if (fits) digits *= 10;
      }
      if (fits && digits <= kWidest && digits >= -kWidest) return Json{digits};
    }
  return Json{value.to_double()};
}

Json to_json(const Reading& reading) {
  Json statements = Json::array();
  for (const ReadStatement& statement : reading.statements) statements.push_back(statement_json(statement));
  return Json::object({{"file", reading.file},
                       {"title", or_null(reading.title)},
                       {"date", reading.date ? Json{reading.date->text()} : Json{}},
                       {"date_precision", precision_name(reading.date_precision)},
                       {"date_inferred", reading.date_inferred},
                       {"place", or_null(reading.place)},
                       {"publisher", or_null(reading.publisher)},
                       {"convenor", or_null(reading.convenor)},
                       {"meeting_type", or_null(reading.meeting_type)},
                       {"meeting_number", reading.meeting_number ? Json{*reading.meeting_number} : Json{}},
                       {"text", to_utf8(reading.paper.text)},
                       {"repairs", repairs_json(reading.paper)},
                       {"dropped", dropped_json(reading.paper)},
                       {"lost", lost_json(reading.paper)},
                       {"statements", std::move(statements)},
                       {"questions", questions_json(reading.questions)}});
}

}  // namespace luoshi::intake
