#include "engine/views/overview_table.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <unordered_map>

#include "engine/views/touched.hpp"

namespace luoshi::engine {
namespace {

bool same_statement(const city::KeptStatement& a, const city::KeptStatement& b) {
  return a.value == b.value && a.commitments == b.commitments && a.questions == b.questions;
}

// What the statements of a commitment and its place hang on.
bool same_for_sources(const city::KeptCommitment& a, const city::KeptCommitment& b) {
  return a.value.sources == b.value.sources && a.reports == b.reports && a.measures == b.measures;
}

std::uint16_t capped(std::uint32_t count) {
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(count, std::numeric_limits<std::uint16_t>::max()));
}

}  // namespace

class OverviewTable::Making {
 public:
  Making(const CommitmentTable& commitments, const OverviewTable* before)
      : before_{before}, city_{commitments.city()}, statements_{city_.statements.size()}, commitments_{city_.commitments.size()} {
    made_->city_ = commitments.state();
    made_->judged_ = commitments.judged();
    made_->today_ = commitments.today();
  }

  std::shared_ptr<const OverviewTable> all() {
    if (before_ != nullptr && same_so_far(city_.documents, before_->city_->documents)) {
      follow();
    } else {
      for (std::size_t i = 0; i < city_.statements.size(); ++i) statements_.add(i);
      for (std::size_t i = 0; i < city_.commitments.size(); ++i) commitments_.add(i);
    }
    documents();
    made_->said_.resize(city_.statements.size());
    statements_.each([&](std::size_t index) { made_->said_[index] = said(index); });
    made_->place_of_.resize(city_.commitments.size());
    commitments_.each([&](std::size_t index) { made_->place_of_[index] = place(place_name(city_, city_.commitments[index].value)); });
    return std::move(made_);
  }

 private:
  void follow() {
    const city::City& then = *before_->city_;
    made_->places_ = before_->places_;
    made_->place_of_document_ = before_->place_of_document_;
    made_->questions_of_document_ = before_->questions_of_document_;
    made_->said_ = before_->said_;
    made_->place_of_ = before_->place_of_;
    for (std::uint32_t i = 0; i < made_->places_.size(); ++i) by_key_.emplace(made_->places_[i].name.key, i);
    changed(city_.statements, then.statements, same_statement).each([&](std::size_t index) { statements_.add(index); });
    changed(city_.questions, then.questions, kSameValue).each([&](std::size_t index) {
      const Question& question = city_.questions[index].value;
      if (question.statement) statements_.add(question.statement.index());
      else if (question.document) asked_.push_back(question.document);
    });
    changed(city_.commitments, then.commitments, same_for_sources).each([&](std::size_t index) {
      commitments_.add(index);
      add_sources(Id<Commitment>::at_index(index));
      if (index < then.commitments.size())
        for (const Id<Statement> source : then.commitments[index].value.sources) statements_.add(source.index());
    });
    changed(city_.reports, then.reports, kSameValue).each([&](std::size_t index) { add_sources(city_.reports[index].value.commitment); });
    changed(city_.all<Measure>(), then.all<Measure>(), kSameThing).each([&](std::size_t index) {
      for (const Id<Commitment> served : city_.all<Measure>()[index].value.serves) add_sources(served);
    });
    // For which targets a model answers may have changed with what was judged.
    if (before_->judged_ != made_->judged_)
      for (std::size_t i = 0; i < made_->said_.size(); ++i)
        if (made_->said_[i].has.asked_effect) statements_.add(i);
  }

  void add_sources(Id<Commitment> id) {
    for (const Id<Statement> source : city_.commitments[id.index()].value.sources) statements_.add(source.index());
  }

  std::uint32_t place(const PlaceName& name) {
    const auto [found, fresh] = by_key_.try_emplace(name.key, static_cast<std::uint32_t>(made_->places_.size()));
    if (fresh) made_->places_.push_back({name});
    return found->second;
  }

  // New ones, and those of which something was asked or answered.
  void documents() {
    const std::size_t known = made_->place_of_document_.size();
    for (const Id<Document> id : asked_)
      if (id.index() < known) count_questions(id);
    for (std::size_t i = known; i < city_.documents.size(); ++i) {
      const std::uint32_t at = place(place_name(city_, Id<Document>::at_index(i)));
      made_->place_of_document_.push_back(at);
      made_->questions_of_document_.push_back(0);
      ++made_->places_[at].documents;
      count_questions(Id<Document>::at_index(i));
    }
  }

  void count_questions(Id<Document> id) {
    std::vector<Id<Question>> of_paper;
    for (const Id<Question> question : city_.documents[id.index()].questions)
      if (!city_.questions[question.index()].value.statement) of_paper.push_back(question);
    Place& place = made_->places_[made_->place_of_document_[id.index()]];
    std::uint16_t& counted = made_->questions_of_document_[id.index()];
    place.questions -= counted;
    counted = capped(count_open(city_, of_paper));
    place.questions += counted;
  }

  Said said(std::size_t index) const {
    const city::KeptStatement& kept = city_.statements[index];
    Said made;
    made.place = made_->place_of_document_[kept.value.document.index()];
    made.kind = kept.value.kind;
    made.dismissed = kept.value.state == StatementState::Dismissed;
    made.heard = !kept.commitments.empty();
    if (made.dismissed || !is_forward(made.kind)) return made;
    made.has = clarity_of(city_, kept, made_->judged_.get());
    if (!made.heard) made.questions = capped(count_open(city_, kept.questions));
    return made;
  }

  const OverviewTable* before_;
  const city::City& city_;
  std::shared_ptr<OverviewTable> made_{new OverviewTable};
  std::unordered_map<std::string, std::uint32_t> by_key_;
  Touched statements_, commitments_;
  std::vector<Id<Document>> asked_;
};

std::shared_ptr<const OverviewTable> OverviewTable::of(const CommitmentTable& commitments, const OverviewTable* before) {
  return Making{commitments, before}.all();
}

std::optional<std::uint32_t> OverviewTable::find(std::string_view key) const {
  for (std::uint32_t i = 0; i < places_.size(); ++i)
    if (places_[i].name.key == key) return i;
  return std::nullopt;
}

}  // namespace luoshi::engine
