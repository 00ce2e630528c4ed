#include <algorithm>
#include <map>

#include "city/funnel.hpp"
#include "city/things.hpp"
#include "engine/pages/detail.hpp"
#include "engine/papers.hpp"
#include "engine/views/overview_table.hpp"
#include "engine/views/wording.hpp"

namespace luoshi::engine {
namespace {

constexpr std::size_t kFoundLimit = 512;  // filters remembered for one state of the city

// Every word of the search must stand somewhere in the text; two characters are a word as good as any.
bool matches(const std::string& text, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

std::vector<std::string> words_of(const std::string& search) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : search + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

using Counts = std::map<std::string, std::pair<std::string, std::uint32_t>>;  // key → name, count

Json counts_json(const Counts& counts) {
  Json list = Json::array();
  for (const auto& [key, named] : counts)
    list.push_back(Json::object({{"key", key}, {"name", named.first}, {"count", named.second}}));
  return list;
}

}  // namespace

bool Pages::current(Day today) {
  const auto city = engine_.city();
  const std::lock_guard lock{mutex_};
  return table_ && table_->city().events == city->events && table_->today() == today;
}

// The text a search looks through: title, lead, sentences and papers; all of it stands still with the commitment's version.
std::string Pages::haystack(const city::City& city, const Commitment& commitment) {
  std::string text = commitment.title + "\n" + (commitment.lead ? city.bodies[commitment.lead.index()].value.name : "");
  for (const Id<Statement> source : commitment.sources) {
    const Statement& said = city.statements[source.index()].value;
    const Document& paper = city.documents[said.document.index()].value;
    text += "\n" + text_of(reading(paper)->at("statements").as_array().at(said.place_in_reading), "quote") + "\n" + paper.title;
  }
  return text;
}

std::shared_ptr<const CommitmentTable> Pages::table(Day today) {
  std::shared_ptr<const CommitmentTable> before;
  const auto ready = [&] {
    const std::lock_guard lock{mutex_};
    before = table_;
    return before && before->city().events == engine_.city()->events && before->today() == today;
  };
  if (ready()) return before;
  // One makes the table, the others wait for it: made twice at a time it takes both twice as long.
  const std::lock_guard making{making_};
  if (ready()) return before;
  const auto city = engine_.city();
  auto made = CommitmentTable::of(city, {today, judge_.at(city, today, std::nullopt).judged, [&](const Commitment& each) { return haystack(*city, each); },
                                         [&] { return adopted_light_rule(*city, engine_.archive()); }, [&] { return adopted_seasons(*city, engine_.archive()); }},
                                  before.get());
  const std::lock_guard lock{mutex_};
  table_ = made;
  found_.clear();
  return made;
}

namespace {

Json row_json(const CommitmentTable& all, std::size_t index) {
  const city::KeptCommitment& kept = all.city().commitments[index];
  const StatusLine& line = all.row(index).line;
  return Json::object({{"id", static_cast<std::int64_t>(index + 1)},
                       {"version", kept.version()},
                       {"title", kept.value.title},
                       {"state", name_of(kept.value.state)},
                       {"theme", theme_name(kept.value.theme)},
                       {"meaning", name_of(kept.value.meaning)},
                       {"lead", id_json(kept.value.lead)},
                       {"promised", promised_json(line)},
                       {"kept", kept_json(line)},
                       {"enough", enough_json(line)},
                       {"open_questions", all.row(index).open_questions},
                       {"reported", day_json(line.reported)},
                       {"events", events_json(kept.history)}});
}

// The original deadline and every extension, with the event that made it.
Json deadlines_json(EventShelf& shelf, const city::City& city, const city::KeptCommitment& kept) {
  Json deadlines = Json::array();
  for (const std::uint32_t sequence : kept.history) {
    const auto kept_event = shelf.at(sequence);
    const city::Event& event = *kept_event;
    const auto step = [&](const Deadline& deadline, const std::string& reason, const std::string& approver) {
      deadlines.push_back(Json::object({{"event", sequence},
                                        {"words", deadline.words},
                                        {"day", day_json(deadline.due())},
                                        {"reason", reason},
                                        {"approver", approver},
                                        {"recorded_at", instant_text(event.envelope.recorded_at)}}));
    };
    if (const auto* opened = std::get_if<city::CommitmentOpened>(&event.body)) step(opened->commitment.original_deadline, "", "");
    if (const auto* moved = std::get_if<city::DeadlineExtended>(&event.body))
      step(moved->deadline, moved->reason, post_words(city, moved->approver));
    if (const auto* turned = std::get_if<city::Stepped>(&event.body);
        turned != nullptr && (turned->step->name() == "carry" || turned->step->name() == "rebase"))
      step({DeadlineKind::By, {}, PartialDate::of(*turned->note.day), std::string{turned->step->chinese}}, turned->note.reason,
           turned->note.post ? post_words(city, turned->note.post) : std::string{});
  }
  return deadlines;
}

// How many of its assets have come to each stage or beyond; past built only by samples that still speak.
Json funnel_json(const city::City& city, const city::KeptCommitment& kept, Day today) {
  Json funnel = Json::array();
  const std::vector<Id<Asset>> assets = counted_assets(city, kept);
  if (assets.empty()) return funnel;
  for (const Stage stage : {Stage::Listed, Stage::Entered, Stage::Built, Stage::Effective, Stage::Stable}) {
    std::uint32_t count = 0;
    for (const Id<Asset> asset : assets) count += city::stage_on(city.assets[asset.index()], today) >= stage ? 1 : 0;
    funnel.push_back(Json::object({{"stage", name_of(stage)}, {"count", count}}));
  }
  return funnel;
}

// Reviews that put it in doubt, appeals against its light, the newest first.
template <class Value>
Json things_json(const city::City& city, city::Kind kind, const std::vector<Id<Value>>& ids) {
  Json list = Json::array();
  for (std::size_t i = ids.size(); i-- > 0;) {
    const auto& kept = city.all<Value>()[ids[i].index()];
    const city::ThingLine line = city::thing_line(city, kind, ids[i].number());
    Json one = Json::object({{"id", line.number},
                             {"label", std::string{city::row_of(kind).letter} + "-" + std::to_string(line.number)},
                             {"title", line.title},
                             {"state", city::lifecycle_of(kind).states[line.state].name},
                             {"state_name", city::lifecycle_of(kind).states[line.state].chinese},
                             {"due", day_json(line.due)}});
    if constexpr (std::same_as<Value, Appeal>) {
      one.set("said", kept.value.grounds);
      one.set("decided", kept.value.decision);
    } else {
      one.set("said", kept.value.answer);
      one.set("decided", kept.value.finding);
    }
    list.push_back(std::move(one));
  }
  return list;
}

// What the viewer may do to it now, as `decide` would let it: a form that ends in a refusal is not offered.
Json open_steps(const city::City& city, const Viewer& viewer, Id<Commitment> id) {
  const Commitment& value = city.commitments[id.index()].value;
  const auto allowed = [&](city::Action action) { return !city::may(city, viewer.actor, action, value.lead, viewer.today); };
  Json steps = Json::array();
  if (value.state == CommitmentState::Proposed && allowed(city::Action::KeepCommitment)) steps.push_back("adopt");
  if (value.state == CommitmentState::InForce && allowed(city::Action::ExtendDeadline)) steps.push_back("extend");
  Report report;
  report.commitment = id;
  report.until = viewer.today;
  report.note = "-";
  if (would_accept(city, viewer, city::FileReport{{report}})) steps.push_back("report");
  if (allowed(city::Action::KeepCommitment) && value.state != CommitmentState::Withdrawn) steps.push_back("split");
  if (value.state == CommitmentState::InForce && allowed(city::Action::HandleThing)) steps.push_back("appeal");
  return steps;
}

}  // namespace

namespace {

// What was withdrawn is judged no more: whoever asks for a verdict gets what 总览 counts.
bool has_verdicts(const CommitmentTable::Key& row, const CommitmentFilter& filter) {
  if (!filter.kept && !filter.enough && !filter.light) return true;
  if (row.state == CommitmentState::Withdrawn) return false;
  return (!filter.kept || row.kept == *filter.kept) && (!filter.enough || row.enough == *filter.enough) &&
         (!filter.light || row.light == *filter.light);
}

}  // namespace

// What a filter finds for one viewer, sorted, with the counts of the other filters.
struct Pages::Found {
  std::vector<std::uint32_t> rows;
  Json states, themes, leads;
};

std::shared_ptr<const Pages::Found> Pages::found(const std::shared_ptr<const CommitmentTable>& all, const Viewer& viewer,
                                                 const CommitmentFilter& filter) {
  const auto part = [](const auto& value) { return value ? std::to_string(static_cast<std::uint32_t>(*value)) : "-"; };
  const std::string key = std::to_string(viewer.actor.person.number()) + "/" + std::to_string(viewer.actor.post.number()) +
                          "/" + part(filter.state) + "/" + part(filter.theme) + "/" + part(filter.lead) + "/" +
                          std::to_string(static_cast<int>(filter.sort)) + "/" + part(filter.kept) + "/" + part(filter.enough) + "/" + part(filter.light) +
                          "/" + (filter.place ? std::to_string(filter.place->size()) + ":" + *filter.place : "-") + "/" + filter.search;
  {
    const std::lock_guard lock{mutex_};
    if (const auto known = found_.find(key); table_ == all && known != found_.end()) return known->second;
  }
  const city::City& city = all->city();
  auto made = std::make_shared<Found>();
  const auto words = words_of(filter.search);
  std::map<CommitmentState, std::uint32_t> states;
  std::map<Theme, std::uint32_t> themes;
  std::vector<std::uint32_t> leads(city.bodies.size() + 1);
  // By lead, 0 for none: the same few bodies are asked about ten thousand times.
  std::vector<bool> readable(city.bodies.size() + 1);
  for (std::uint32_t body = 0; body < readable.size(); ++body)
    readable[body] = !unreadable(city, viewer, body == 0 ? Id<Body>{} : Id<Body>{body});
  const auto places = filter.place ? overview_table(all) : nullptr;
  const auto place = places ? places->find(*filter.place) : std::nullopt;
  for (const std::uint32_t i : all->by_urgency()) {
    const CommitmentTable::Key& row = all->key(i);
    if (places && (!place || places->place_of()[i] != *place)) continue;
    if (!has_verdicts(row, filter)) continue;
    if (!readable[row.lead] || (!words.empty() && !matches(*all->row(i).haystack, words))) continue;
    const bool state = !filter.state || row.state == *filter.state;
    const bool theme = !filter.theme || row.theme == *filter.theme;
    const bool lead = !filter.lead || row.lead == *filter.lead;
    if (theme && lead) ++states[row.state];
    if (state && lead) ++themes[row.theme];
    if (state && theme) ++leads[row.lead];
    if (state && theme && lead) made->rows.push_back(i);
  }
  sort_rows(*all, filter.sort, made->rows);
  Counts by_state, by_theme, by_lead;
  for (const auto& [state, count] : states) by_state[std::string{name_of(state)}] = {std::string{chinese_of(state)}, count};
  for (const auto& [theme, count] : themes) by_theme[std::string{theme_name(theme)}] = {std::string{theme_name(theme)}, count};
  for (std::uint32_t body = 0; body < leads.size(); ++body)
    if (leads[body] > 0) by_lead[std::to_string(body)] = {body == 0 ? "未写明" : city.bodies[body - 1].value.name, leads[body]};
  made->states = counts_json(by_state);
  made->themes = counts_json(by_theme);
  made->leads = counts_json(by_lead);
  const std::lock_guard lock{mutex_};
  if (table_ == all && found_.size() < kFoundLimit) found_.emplace(key, made);
  return made;
}

// Those found stand by urgency.
void Pages::sort_rows(const CommitmentTable& all, CommitmentFilter::Sort sort, std::vector<std::uint32_t>& rows) {
  using Sort = CommitmentFilter::Sort;
  if (sort == Sort::Attention) return;
  std::sort(rows.begin(), rows.end());
  const auto by = [&](auto earlier) { std::stable_sort(rows.begin(), rows.end(), earlier); };
  const auto& commitments = all.city().commitments;
  switch (sort) {
    case Sort::Attention: break;
    case Sort::Due: by([&](std::uint32_t a, std::uint32_t b) { return all.key(a).due < all.key(b).due; }); break;
    case Sort::Lead: by([&](std::uint32_t a, std::uint32_t b) { return all.row(a).line.lead < all.row(b).line.lead; }); break;
    case Sort::Title: by([&](std::uint32_t a, std::uint32_t b) { return commitments[a].value.title < commitments[b].value.title; }); break;
    case Sort::Newest: std::reverse(rows.begin(), rows.end()); break;
  }
}

Page Pages::commitments(const Viewer& viewer, const CommitmentFilter& filter) {
  if (const auto no = unreadable(*engine_.city(), viewer, {})) return *no;
  const auto all = table(viewer.today);
  const auto those = found(all, viewer, filter);
  Json items = Json::array();
  const std::size_t first = std::min(std::size_t{filter.page - 1} * filter.size, those->rows.size());
  for (std::size_t i = first; i < std::min(first + filter.size, those->rows.size()); ++i) items.push_back(row_json(*all, those->rows[i]));
  return Json::object({{"total", static_cast<std::int64_t>(those->rows.size())},
                       {"page", filter.page},
                       {"size", filter.size},
                       {"items", std::move(items)},
                       {"states", those->states},
                       {"themes", those->themes},
                       {"leads", those->leads}});
}

Page Pages::commitment(const Viewer& viewer, std::uint32_t id) {
  const auto all = table(viewer.today);
  const city::City* const city = &all->city();
  if (id == 0 || id > city->commitments.size()) return not_there("承诺 C-" + std::to_string(id));
  const city::KeptCommitment& kept = city->commitments[id - 1];
  const Commitment& value = kept.value;
  if (unreadable(*city, viewer, value.lead)) return not_there("承诺 C-" + std::to_string(id));
  const bool names = may_see_names(*city, viewer);
  const auto row = [&](std::size_t index) { return row_json(*all, index); };
  Json sentences = Json::array();
  for (const Id<Statement> source : value.sources) sentences.push_back(sentence(*city, source));
  Json supports = Json::array();
  for (const Id<Body> body : value.supports)
    supports.push_back(Json::object({{"body", body.number()}, {"name", city->bodies[body.index()].value.name}}));
  Json parts = Json::array();
  for (const Id<Commitment> part : all->parts(id - 1))
    if (!unreadable(*city, viewer, city->commitments[part.index()].value.lead)) parts.push_back(row(part.index()));
  Json parent;
  if (value.parent) {
    const Commitment& whole = city->commitments[value.parent.index()].value;
    parent = Json::object({{"id", value.parent.number()}, {"title", whole.title}, {"state", name_of(whole.state)}});
  }
  Json history = Json::array();
  for (std::size_t i = kept.history.size(); i-- > 0;)
    history.push_back(event_row(*city, kept.history[i], *shelf_.at(kept.history[i]), names));
  Json reports = Json::array();
  for (std::size_t i = kept.reports.size(); i-- > 0;) reports.push_back(report_json(shelf_, *city, viewer, kept.reports[i]));
  Json questions = Json::array();
  for (const Id<Question> question : kept.questions) questions.push_back(question_row(*city, question, viewer.today));
  return Json::object({{"row", row(id - 1)},
                       {"sentences", std::move(sentences)},
                       {"supports", std::move(supports)},
                       {"needs", value.needs},
                       {"goal", goal_json(value)},
                       {"unit", value.figure ? value.figure->unit : std::string{}},
                       {"steps", open_steps(*city, viewer, Id<Commitment>{id})},
                       {"started", day_json(value.started)},
                       {"parent", std::move(parent)},
                       {"parts", std::move(parts)},
                       {"sums", sums_json(*city, Id<Commitment>{id}, all->parts(id - 1))},
                       {"deadlines", deadlines_json(shelf_, *city, kept)},
                       {"funnel", funnel_json(*city, kept, viewer.today)},
                       {"reviews", things_json(*city, city::Kind::Review, kept.reviews)},
                       {"appeals", things_json(*city, city::Kind::Appeal, kept.appeals)},
                       {"reports", std::move(reports)},
                       {"questions", std::move(questions)},
                       {"history", std::move(history)}});
}

}  // namespace luoshi::engine
