#include "engine/pages/pages.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <tuple>

#include "engine/pages/detail.hpp"
#include "engine/papers.hpp"
#include "engine/views/overview_table.hpp"

namespace luoshi::engine {

std::string post_words(const city::City& city, Id<Post> post) {
  if (!post || post.index() >= city.posts.size()) return "本机操作员";
  const Post& held = city.posts[post.index()].value;
  const std::string& body = city.bodies[held.body.index()].value.name;
  return held.name.starts_with(body) ? held.name : body + " " + held.name;
}

std::optional<city::Refusal> unreadable(const city::City& city, const Viewer& viewer, Id<Body> body) {
  return city::may(city, viewer.actor, city::Action::Read, body, viewer.today);
}

city::Refusal not_there(const std::string& what) {
  return {Fault::NotFound, "没有" + what + "（编号不在案，或无权查看）请从列表重新打开"};
}

std::string text_of(const Json& json, const char* field) {
  const Json* value = json.find(field);
  return value != nullptr && value->is_string() ? value->as_string() : std::string{};
}

int days_between(Day from, Day until) {
  return static_cast<int>((std::chrono::sys_days{until} - std::chrono::sys_days{from}).count());
}

bool may_see_names(const city::City& city, const Viewer& viewer) {
  using city::Action;
  for (const Action action : {Action::JudgeStatement, Action::KeepRights})
    if (!city::may(city, viewer.actor, action, {}, viewer.today)) return true;
  return false;
}

std::vector<Role> roles_of(const city::City& city, std::uint32_t person, std::uint32_t post, Day day) {
  std::vector<Role> roles;
  city.holders.each([&](std::size_t, const city::Kept<Holder>& kept) {
    const Holder& holder = kept.value;
    const bool in_office = holder.from <= day && (!holder.until || day <= *holder.until);
    if (holder.person.number() == person && holder.post.number() == post && in_office)
      for (const Role role : holder.roles)
        if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
  });
  return roles;
}

std::shared_ptr<const Json> Pages::reading(const Document& document) {
  const std::string key = document.reading.hex();
  {
    const std::lock_guard lock{mutex_};
    if (const auto known = readings_.find(key); known != readings_.end()) return known->second;
  }
  auto parsed = std::make_shared<const Json>(reading_of(engine_.archive(), document));
  const std::lock_guard lock{mutex_};
  return readings_.emplace(key, std::move(parsed)).first->second;
}

Json Pages::sentence(const city::City& city, Id<Statement> id) {
  const city::KeptStatement& kept = city.statements[id.index()];
  const city::KeptDocument& document = city.documents[kept.value.document.index()];
  const auto read = reading(document.value);
  const Json& words = read->at("statements").as_array().at(kept.value.place_in_reading);
  return Json::object({{"statement", id.number()},
                       {"document", kept.value.document.number()},
                       {"document_title", document.value.title},
                       {"quote", text_of(words, "quote")},
                       {"speaker", text_of(words, "speaker")},
                       {"item_no", text_of(words, "item_no")},
                       {"start", kept.value.text.begin},
                       {"end", kept.value.text.end},
                       {"events", events_json(kept.history)}});
}

std::shared_ptr<const OverviewTable> Pages::overview_table(const std::shared_ptr<const CommitmentTable>& all) {
  const auto ready = [&](const auto& made) { return made && made->events() == all->city().events && made->today() == all->today(); };
  std::shared_ptr<const OverviewTable> before;
  {
    const std::lock_guard lock{mutex_};
    if (ready(overview_)) return overview_;
    before = overview_;
  }
  // Followed only forwards: an older state, asked for by a page under way, is made anew and not kept.
  const bool older = before && before->events() > all->city().events;
  auto made = OverviewTable::of(*all, older ? nullptr : before.get());
  const std::lock_guard lock{mutex_};
  if (!older) overview_ = made;
  return made;
}

// What was recorded by the end of a day that is over does not change; of a day to come everything may.
Pages::Past Pages::past(Day as_of, Day today) {
  const std::lock_guard making{past_making_};
  const std::pair key{as_of, as_of < today ? 0 : engine_.city()->events};
  if (past_.all && past_key_ == key) return past_;
  const auto city = std::make_shared<const city::City>(engine_.city_before(end_of_china_day(as_of)));
  const CommitmentTable::Asked asked{as_of, enough_of(*city, engine_.archive(), as_of), [](const Commitment&) { return std::string{}; },
                                     [&] { return adopted_light_rule(*city, engine_.archive()); }, [&] { return adopted_seasons(*city, engine_.archive()); }};
  past_.all = CommitmentTable::of(city, asked, nullptr);
  past_.places = OverviewTable::of(*past_.all, nullptr);
  past_key_ = key;
  return past_;
}

namespace {

constexpr std::size_t kMostLines = 20, kMostNotes = 20, kMostPlaces = 200;

// What is counted of a place for one viewer.
struct Tally {
  std::uint32_t commitments = 0, unheard = 0, questions = 0, red = 0, yellow = 0;
  std::array<std::uint32_t, 4> kept{};
  std::array<std::uint32_t, 3> enough{};
  Coverage coverage;
};

// 总览 of one state: tallies of every place, the first lines of one.
class Overview {
 public:
  using Reading = std::function<std::shared_ptr<const Json>(Id<Document>)>;

  // `rights`: the newest state.
  Overview(const CommitmentTable& all, const OverviewTable& table, const city::City& rights, const Viewer& viewer, Reading reading)
      : all_{all}, city_{all.city()}, table_{table}, readable_{rights, viewer}, reading_{std::move(reading)}, tallies_(table.places().size()) {
    count();
  }

  Json places_json(std::optional<std::uint32_t> shown, std::size_t& left) const {
    std::vector<std::uint32_t> order = ordered();
    left = order.size() - std::min(order.size(), kMostPlaces);
    // The one that is shown stands among them.
    if (shown && left > 0)
      if (const auto at = std::find(order.begin(), order.end(), *shown); at - order.begin() >= static_cast<std::ptrdiff_t>(kMostPlaces))
        std::iter_swap(at, order.begin() + kMostPlaces - 1);
    order.resize(order.size() - left);
    Json places = Json::array();
    for (const std::uint32_t at : order) places.push_back(place_json(at));
    return places;
  }

  /// The place asked for, else the one with most commitments, else the one with most lines; nothing where there is none.
  std::optional<std::uint32_t> shown(const std::optional<std::string>& asked) const {
    if (asked)
      if (const auto found = table_.find(*asked); found && is_there(*found)) return found;
    const std::vector<std::uint32_t> order = ordered();
    return order.empty() ? std::nullopt : std::optional{order.front()};
  }

  Json shown_json(std::uint32_t place) {
    Json lines = Json::array();
    for (const std::uint32_t index : all_.by_urgency()) {
      if (lines.as_array().size() == kMostLines) break;
      if (table_.place_of()[index] == place && is_counted(index)) lines.push_back(commitment_json(index));
    }
    for (const UnheardOrder& order : unheard(place, kMostLines - lines.as_array().size())) {
      const Id<Statement> id{order.number};
      lines.push_back(line_json(statement_line(city_, id, *reading_(city_.statements[id.index()].value.document), all_.today())));
    }
    return Json::object({{"key", table_.places()[place].name.key},
                         {"lines", std::move(lines)},
                         {"said", notes_json(place, StatementKind::Result)},
                         {"problems", notes_json(place, StatementKind::Finding)},
                         {"merits", notes_json(place, StatementKind::Praise)}});
  }

 private:
  bool is_counted(std::uint32_t index) {
    return all_.key(index).state != CommitmentState::Withdrawn && readable_(Id<Body>{all_.key(index).lead});
  }

  void count() {
    for (std::uint32_t i = 0; i < all_.size(); ++i) {
      if (!is_counted(i)) continue;
      const CommitmentTable::Key& key = all_.key(i);
      Tally& tally = tallies_[table_.place_of()[i]];
      ++tally.commitments;
      tally.questions += key.open_questions;
      tally.red += key.light == assess::Light::Red ? 1 : 0;
      tally.yellow += key.light == assess::Light::Yellow ? 1 : 0;
      ++tally.kept.at(static_cast<std::size_t>(key.kept));
      ++tally.enough.at(static_cast<std::size_t>(key.enough));
    }
    for (const OverviewTable::Said& said : table_.said()) {
      if (said.dismissed || !is_forward(said.kind)) continue;
      Tally& tally = tallies_[said.place];
      add(tally.coverage, said.has);
      if (said.heard) continue;
      ++tally.unheard;
      tally.questions += said.questions;
    }
    for (std::size_t i = 0; i < tallies_.size(); ++i) tallies_[i].questions += table_.places()[i].questions;
  }

  // A place that stands in no paper is there while a commitment of it can be seen.
  bool is_there(std::uint32_t at) const { return table_.places()[at].documents > 0 || tallies_[at].commitments > 0; }

  std::vector<std::uint32_t> ordered() const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < tallies_.size(); ++i)
      if (is_there(i)) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const Tally &one = tallies_[a], &other = tallies_[b];
      return std::tie(other.commitments, other.unheard, table_.places()[a].name.key) <
             std::tie(one.commitments, one.unheard, table_.places()[b].name.key);
    });
    return order;
  }

  Json place_json(std::uint32_t at) const {
    const Tally& tally = tallies_[at];
    const OverviewTable::Place& place = table_.places()[at];
    const auto kept = [&](Verdict::Word word) { return tally.kept.at(static_cast<std::size_t>(word)); };
    const auto enough = [&](Answer answer) { return tally.enough.at(static_cast<std::size_t>(answer)); };
    return Json::object({{"key", place.name.key},
                         {"place", place.name.shown},
                         {"documents", place.documents},
                         {"commitments", tally.commitments},
                         {"unheard", tally.unheard},
                         {"questions", tally.questions},
                         {"red", tally.red},
                         {"yellow", tally.yellow},
                         {"kept", Json::object({{"likely", kept(Verdict::Word::Likely)},
                                                {"at_risk", kept(Verdict::Word::AtRisk)},
                                                {"unlikely", kept(Verdict::Word::Unlikely)},
                                                {"cannot_say", kept(Verdict::Word::CannotSay)}})},
                         {"enough", Json::object({{"yes", enough(Answer::Yes)}, {"no", enough(Answer::No)}, {"cannot_say", enough(Answer::CannotSay)}})},
                         {"coverage", coverage_json(tally.coverage)}});
  }

  Json commitment_json(std::uint32_t index) const {
    const city::KeptCommitment& kept = city_.commitments[index];
    StatusLine line = all_.row(index).line;
    if (!kept.value.sources.empty())
      put_words(line, city_, kept.value, *reading_(city_.statements[kept.value.sources.front().index()].value.document));
    put_questions(line, city_, kept);
    return line_json(line);
  }

  std::vector<UnheardOrder> unheard(std::uint32_t place, std::size_t most) const {
    std::vector<UnheardOrder> found;
    if (most == 0) return found;
    for (std::uint32_t i = 0; i < table_.said().size(); ++i) {
      const OverviewTable::Said& said = table_.said()[i];
      if (said.place == place && !said.dismissed && !said.heard && is_forward(said.kind)) found.push_back({said.has.missing(), said.questions, i + 1});
    }
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(most, found.size()));
    std::partial_sort(found.begin(), end, found.end());
    found.erase(end, found.end());
    return found;
  }

  Json notes_json(std::uint32_t place, StatementKind kind) const {
    std::uint32_t total = 0;
    Json items = Json::array();
    for (std::uint32_t i = 0; i < table_.said().size(); ++i) {
      const OverviewTable::Said& said = table_.said()[i];
      if (said.place != place || said.dismissed || said.kind != kind) continue;
      if (total++ >= kMostNotes) continue;
      const Id<Statement> id{i + 1};
      items.push_back(note_json(statement_note(city_, id, *reading_(city_.statements[i].value.document))));
    }
    return Json::object({{"total", total}, {"items", std::move(items)}});
  }

  const CommitmentTable& all_;
  const city::City& city_;
  const OverviewTable& table_;
  Readable readable_;
  Reading reading_;
  std::vector<Tally> tallies_;
};

}  // namespace

Page Pages::overview(const Viewer& viewer, std::optional<Day> as_of, const std::optional<std::string>& place) {
  // A past page shows the past, by today's rights.
  if (const auto no = unreadable(*engine_.city(), viewer, {})) return *no;
  Past seen;
  if (as_of && *as_of != viewer.today) {
    seen = past(*as_of, viewer.today);
  } else {
    seen.all = table(viewer.today);
    seen.places = overview_table(seen.all);
  }
  const auto rights = engine_.city();  // never older than what is seen
  const city::City& city = seen.all->city();
  Overview overview{*seen.all, *seen.places, *rights, viewer, [&](Id<Document> id) { return reading(city.documents[id.index()].value); }};
  const auto shown = overview.shown(place);
  std::size_t left = 0;
  Json places = overview.places_json(shown, left);
  const CityEnough* const judged = seen.all->judged().get();
  const bool is_now = !as_of || *as_of == viewer.today;
  return Json::object({{"city", city.name},
                       {"sample", city.sample},
                       {"as_of", day_text(seen.all->today())},
                       {"events", city.events},
                       {"head", is_now ? Json{ledger::to_text(engine_.ledger().head())} : Json{}},
                       {"light_rule", seen.all->rule() ? seen.all->rule()->title : "尚未选定"},
                       {"enough_failure", judged != nullptr ? judged->programme().failure : std::string{}},
                       {"sections", sections_json(judged != nullptr ? status_sections(city, *judged) : std::vector<StatusSection>{})},
                       {"places", std::move(places)},
                       {"places_left", static_cast<std::int64_t>(left)},
                       {"shown", shown ? overview.shown_json(*shown) : Json{}}});
}

}  // namespace luoshi::engine
