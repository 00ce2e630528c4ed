#include <algorithm>
#include <map>

#include "engine/pages/detail.hpp"

namespace luoshi::engine {
namespace {

int overdue_days(const Question& question, Day today) {
  if (question.state != QuestionState::Open || !question.due) return 0;
  return std::max(0, days_between(*question.due, today));
}

Id<Body> body_of(const city::City& city, const Question& question) {
  return question.commitment ? city.commitments[question.commitment.index()].value.lead : Id<Body>{};
}

}  // namespace

Json Pages::question_row(const city::City& city, Id<Question> id, Day today) {
  const city::Kept<Question>& kept = city.questions[id.index()];
  const Question& question = kept.value;
  std::string text = question.text;
  std::string quote;
  std::string title;
  if (question.statement) {
    const Json source = sentence(city, question.statement);
    quote = text_of(source, "quote");
  }
  if (question.document) title = city.documents[question.document.index()].value.title;
  if (text.empty()) {
    // The words stand in the reading: of the statement, or of the paper as a whole.
    const auto read = reading(city.documents[question.document.index()].value);
    const Json& asked = question.statement
                            ? read->at("statements").as_array().at(city.statements[question.statement.index()].value.place_in_reading)
                            : *read;
    for (const Json& each : asked.at("questions").as_array())
      if (text_of(each, "label") == label_name(question.label)) text = text_of(each, "text");
  }
  const Day asked_on = china_day(shelf_.at(kept.history.front())->envelope.recorded_at);
  const Day settled_on = question.state == QuestionState::Open
                             ? today
                             : china_day(shelf_.at(kept.history.back())->envelope.recorded_at);
  return Json::object({{"id", id.number()},
                       {"version", kept.version()},
                       {"label", label_name(question.label)},
                       {"text", text},
                       {"state", name_of(question.state)},
                       {"document", id_json(question.document)},
                       {"document_title", title},
                       {"statement", id_json(question.statement)},
                       {"quote", quote},
                       {"commitment", id_json(question.commitment)},
                       {"asked_of", id_json(question.asked_of)},
                       {"asked_of_name", question.asked_of ? post_words(city, question.asked_of) : std::string{}},
                       {"due", day_json(question.due)},
                       {"asked_on", day_text(asked_on)},
                       {"age_days", days_between(asked_on, settled_on)},
                       {"overdue_days", overdue_days(question, today)},
                       {"answer", question.answer},
                       {"answer_document", id_json(question.answer_document)},
                       {"events", events_json(kept.history)}});
}

Page Pages::questions(const Viewer& viewer, const QuestionFilter& filter) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  struct Tally {
    int open = 0;
    int overdue = 0;
  };
  std::map<std::uint32_t, Tally> tallies;
  std::vector<Id<Question>> found;
  city->questions.each([&](std::size_t index, const city::Kept<Question>& kept) {
    const Question& question = kept.value;
    if (unreadable(*city, viewer, body_of(*city, question))) return;
    const std::uint32_t post = question.asked_of.number();
    if (question.state == QuestionState::Open) {
      Tally& tally = tallies[post];
      ++tally.open;
      tally.overdue += overdue_days(question, viewer.today) > 0 ? 1 : 0;
    }
    if (filter.state && question.state != *filter.state) return;
    if (filter.post && post != *filter.post) return;
    if (filter.label && question.label != *filter.label) return;
    if (filter.document && question.document.number() != *filter.document) return;
    found.push_back(Id<Question>::at_index(index));
  });
  const auto value = [&](Id<Question> id) -> const Question& { return city->questions[id.index()].value; };
  std::stable_sort(found.begin(), found.end(), [&](Id<Question> a, Id<Question> b) {
    switch (filter.sort) {
      case QuestionFilter::Sort::Overdue: return overdue_days(value(a), viewer.today) > overdue_days(value(b), viewer.today);
      case QuestionFilter::Sort::Post: return value(a).asked_of < value(b).asked_of;
      case QuestionFilter::Sort::Age: return false;  // ids rise with time: oldest first already
    }
    return false;
  });
  Json items = Json::array();
  const std::size_t first = std::min(std::size_t{filter.page - 1} * filter.size, found.size());
  for (std::size_t i = first; i < std::min(first + filter.size, found.size()); ++i)
    items.push_back(question_row(*city, found[i], viewer.today));
  Tally all;
  Json posts = Json::array();
  for (const auto& [post, tally] : tallies) {
    all.open += tally.open;
    all.overdue += tally.overdue;
    posts.push_back(Json::object({{"post", id_json(post)},
                                  {"name", post == 0 ? std::string{"尚未指定"} : post_words(*city, Id<Post>{post})},
                                  {"open", tally.open},
                                  {"overdue", tally.overdue}}));
  }
  return Json::object({{"total", static_cast<std::int64_t>(found.size())},
                       {"page", filter.page},
                       {"size", filter.size},
                       {"items", std::move(items)},
                       {"open", all.open},
                       {"overdue", all.overdue},
                       {"posts", std::move(posts)}});
}

}  // namespace luoshi::engine
