// City and readings → the status lines of every place, all of them.

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/enough.hpp"
#include "engine/papers.hpp"
#include "engine/status.hpp"
#include "engine/views/commitment_view.hpp"
#include "engine/views/status_lines.hpp"
#include "engine/views/works_view.hpp"

namespace luoshi::engine {
namespace {

class View {
 public:
  View(const city::City& city, const archive::Archive& archive, Day as_of, const std::optional<assess::LightRule>& rule,
       const CityEnough* judged)
      : city_{city}, as_of_{as_of}, rule_{rule}, judged_{judged}, parts_{parts_of(city)}, histories_{city, adopted_seasons(city, archive)} {
    city.documents.each([&](std::size_t, const city::KeptDocument& document) { readings_.push_back(reading_of(archive, document.value)); });
  }

  std::vector<PlaceStatus> places() {
    add_papers();
    add_commitments();
    std::vector<PlaceStatus> all;
    for (const std::string& key : order_) all.push_back(std::move(by_place_.at(key)));
    return all;
  }

 private:
  PlaceStatus& place(const PlaceName& name) {
    const auto [found, fresh] = by_place_.try_emplace(name.key);
    if (fresh) {
      found->second.place = name.shown;
      order_.push_back(name.key);
    }
    return found->second;
  }

  void add_papers() {
    std::map<PlaceStatus*, std::vector<UnheardOrder>> unheard;
    for (std::size_t i = 0; i < readings_.size(); ++i) {
      const city::KeptDocument& kept = city_.documents[i];
      PlaceStatus& group = place(place_name(city_, Id<Document>::at_index(i)));
      group.documents.push_back("《" + kept.value.title + "》" + document_date(kept.value));
      std::vector<Id<Question>> of_paper;
      for (const Id<Question> question : kept.questions)
        if (!city_.questions[question.index()].value.statement) of_paper.push_back(question);
      for (std::string& words : open_questions(city_, of_paper, readings_[i])) group.questions.push_back(std::move(words));
      for (std::uint32_t s = 0; s < kept.statement_count; ++s)
        add_statement(group, Id<Statement>{kept.first_statement.number() + s}, readings_[i], unheard[&group]);
    }
    for (auto& [group, orders] : unheard) {
      std::sort(orders.begin(), orders.end());
      for (const UnheardOrder& order : orders) {
        const Id<Statement> id{order.number};
        group->lines.push_back(statement_line(city_, id, readings_[city_.statements[id.index()].value.document.index()], as_of_));
      }
    }
  }

  static std::string document_date(const Document& document) {
    if (document.date.empty()) return " 日期待问清";
    return " " + document.date + (document.date_inferred ? "（推断）" : "");
  }

  void add_statement(PlaceStatus& group, Id<Statement> id, const Json& reading, std::vector<UnheardOrder>& unheard) {
    const city::KeptStatement& kept = city_.statements[id.index()];
    if (kept.value.state == StatementState::Dismissed) return;
    if (!is_forward(kept.value.kind)) {
      auto& notes = kept.value.kind == StatementKind::Result    ? group.said
                    : kept.value.kind == StatementKind::Finding ? group.problems
                                                                : group.merits;
      notes.push_back(statement_note(city_, id, reading));
      return;
    }
    add(group.coverage, clarity_of(city_, kept, judged_));
    if (kept.commitments.empty()) unheard.push_back(unheard_order(city_, id));  // else shown by its commitment
  }

  void add_commitments() {
    const std::vector<assess::Judged> lights = commitment_lights(city_, rule_, as_of_);
    struct Placed {
      int attention;
      Day due;
      StatusLine line;
    };
    std::map<PlaceStatus*, std::vector<Placed>> placed;  // two unnamed places may be shown by the same words
    city_.commitments.each([&](std::size_t index, const city::KeptCommitment& kept) {
      if (kept.value.state == CommitmentState::Withdrawn) return;
      StatusLine line = commitment_line(Id<Commitment>::at_index(index), kept, lights[index]);
      const int first = attention(line);
      placed[&place(place_name(city_, kept.value))].push_back({first, kept.value.deadline.due().value_or(kNever), std::move(line)});
    });
    for (auto& [group, own] : placed) {
      std::stable_sort(own.begin(), own.end(),
                       [](const Placed& a, const Placed& b) { return std::tie(a.attention, a.due) < std::tie(b.attention, b.due); });
      std::vector<StatusLine> lines;
      for (Placed& each : own) lines.push_back(std::move(each.line));
      group->lines.insert(group->lines.begin(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
    }
  }

  StatusLine commitment_line(Id<Commitment> id, const city::KeptCommitment& kept, const assess::Judged& light) const {
    KeptKnown nothing;
    StatusLine line = commitment_status(city_, id, parts_[id.index()], light, as_of_, histories_, nothing, judged_);
    if (!kept.value.sources.empty())
      put_words(line, city_, kept.value, readings_[city_.statements[kept.value.sources.front().index()].value.document.index()]);
    put_questions(line, city_, kept);
    return line;
  }

  const city::City& city_;
  Day as_of_;
  const std::optional<assess::LightRule>& rule_;
  const CityEnough* judged_;
  std::vector<std::vector<Id<Commitment>>> parts_;
  Histories histories_;
  std::vector<Json> readings_;  // by document
  std::map<std::string, PlaceStatus> by_place_;
  std::vector<std::string> order_;
};

}  // namespace

Status status_of(const city::City& city, const archive::Archive& archive, Day as_of,
                 const std::optional<assess::LightRule>& rule) {
  const std::optional<assess::LightRule> used = rule ? rule : adopted_light_rule(city, archive);
  const auto judged = enough_of(city, archive, as_of);
  Status status;
  status.city = city.name;
  status.sample = city.sample;
  status.events = city.events;
  status.as_of = as_of;
  status.light_rule = used ? used->title : "尚未选定";
  status.places = View{city, archive, as_of, used, judged.get()}.places();
  if (judged) {
    status.sections = status_sections(city, *judged);
    status.enough_failure = judged->programme().failure;
  }
  status.works = works_lines(city);
  if (const auto seasons = adopted_seasons(city, archive))
    for (const forecast::Season& season : seasons->seasons)
      status.seasons += (status.seasons.empty() ? "" : "；") + season.work + "（" + season.source + "）";
  return status;
}

}  // namespace luoshi::engine
