#include <algorithm>
#include <utility>
#include <vector>

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
  std::vector<Tally> tallies(city->posts.size() + 1);  // by post, 0 for none
  std::vector<std::pair<std::int64_t, Id<Question>>> found;  // what comes first has the smaller number
  Readable readable{*city, viewer};
  city->questions.each([&](std::size_t index, const city::Kept<Question>& kept) {
    const Question& question = kept.value;
    if (!readable(body_of(*city, question))) return;
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
    std::int64_t rank = 0;  // ids rise with time: by age the oldest stand first already
    if (filter.sort == QuestionFilter::Sort::Overdue) rank = -overdue_days(question, viewer.today);
    if (filter.sort == QuestionFilter::Sort::Post) rank = question.asked_of.number();
    found.emplace_back(rank, Id<Question>::at_index(index));
  });
  const std::size_t first = std::min(std::size_t{filter.page - 1} * filter.size, found.size());
  const std::size_t last = std::min(first + filter.size, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(last), found.end());
  Json items = Json::array();
  for (std::size_t i = first; i < last; ++i) items.push_back(question_row(*city, found[i].second, viewer.today));
  Tally all;
  Json posts = Json::array();
  for (std::uint32_t post = 0; post < tallies.size(); ++post) {
    const Tally& tally = tallies[post];
    if (tally.open == 0) continue;
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
