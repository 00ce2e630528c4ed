#include "engine/views/commitment_table.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "engine/views/touched.hpp"

namespace luoshi::engine {
namespace {

bool same_commitment(const city::KeptCommitment& a, const city::KeptCommitment& b) {
  return a.history == b.history && a.value == b.value && a.course == b.course && a.reports == b.reports && a.questions == b.questions &&
         a.asks == b.asks && a.measures == b.measures && a.parts == b.parts;
}

bool same_asset(const city::KeptAsset& a, const city::KeptAsset& b) {
  return a.value == b.value && a.registered == b.registered && a.moves == b.moves && a.samples == b.samples && a.reviews == b.reviews;
}

}  // namespace

// One table in the making.
class CommitmentTable::Making {
 public:
  Making(std::shared_ptr<const city::City> city, const Asked& asked, const CommitmentTable* before)
      : asked_{asked}, before_{before}, city_{*city}, dirty_{city->commitments.size()} {
    made_->city_ = std::move(city);
    made_->today_ = asked.today;
    made_->judged_ = asked.judged;
  }

  std::shared_ptr<const CommitmentTable> all() {
    const bool same_rules = before_ != nullptr && before_->city_->rules == city_.rules;
    made_->rule_ = same_rules ? before_->rule_ : std::make_shared<const std::optional<assess::LightRule>>(asked_.rule());
    // A change of a name that stands in many rows is rare and makes all rows anew.
    if (before_ != nullptr && same_rules && before_->today_ == asked_.today && same_so_far(city_.bodies, before_->city_->bodies) &&
        same_so_far(city_.documents, before_->city_->documents)) {
      follow();
    } else {
      anew();
    }
    lights();
    for (const std::uint32_t index : dirty_.list()) make_row(index);
    put_in_order();
    return std::move(made_);
  }

 private:
  void anew() {
    for (std::size_t index = 0; index < city_.commitments.size(); ++index) dirty_.add(index);
    made_->parts_ = std::make_shared<const std::vector<std::vector<Id<Commitment>>>>(parts_of(city_));
    made_->histories_.emplace(city_, asked_.seasons ? asked_.seasons() : nullptr);
  }

  // Finds what an event or a few have touched. A row looks at its commitment, its reports, questions, asks and measures, at the assets
  // it names with the checks of the reports that moved them, at all of its parts, and at what other commitments' histories teach.
  void follow() {
    const city::City& then = *before_->city_;
    made_->rows_ = before_->rows_;
    made_->keys_ = before_->keys_;
    made_->histories_ = before_->histories_;
    const Touched own = changed(city_.commitments, then.commitments, same_commitment);
    for (const std::uint32_t index : own.list()) dirty_.add(index);
    Touched assets = changed(city_.assets, then.assets, same_asset);
    const Touched reports = changed(city_.reports, then.reports, kSameValue);
    for (const std::uint32_t index : reports.list()) {
      const Report& report = city_.reports[index].value;
      dirty_.add(report.commitment.index());
      for (const AssetMove& move : report.moves) assets.add(move.asset.index());
    }
    changed(city_.questions, then.questions, kSameValue).each([&](std::size_t index) {
      if (const Id<Commitment> of = city_.questions[index].value.commitment) dirty_.add(of.index());
    });
    changed(city_.all<Ask>(), then.all<Ask>(), kSameThing).each([&](std::size_t index) {
      for (const Id<Commitment> blocked : city_.all<Ask>()[index].value.blocks) dirty_.add(blocked.index());
    });
    changed(city_.all<Review>(), then.all<Review>(), kSameThing).each([&](std::size_t index) { assets.add(city_.all<Review>()[index].value.asset.index()); });
    changed(city_.all<Measure>(), then.all<Measure>(), kSameThing).each([&](std::size_t index) {
      for (const Id<Commitment> served : city_.all<Measure>()[index].value.serves) dirty_.add(served.index());
    });
    add_those_that_name(own, assets);
    follow_parts(own);
    add_wholes();
    follow_histories();
    add_wholes();  // of those for which others teach something else now
    if (before_->judged_ != asked_.judged)
      for (std::size_t index = 0; index < city_.commitments.size(); ++index)
        if (city_.commitments[index].value.meaning == Meaning::Outcome) dirty_.add(index);
  }

  // By which commitments an asset is named is found once and holds while no list of assets changes.
  void add_those_that_name(const Touched& own, const Touched& assets) {
    const auto lists_others = [&](std::uint32_t index) {
      const auto& now = city_.commitments[index].value.assets;
      return index < before_->size() ? now != before_->city_->commitments[index].value.assets : !now.empty();
    };
    if (!std::any_of(own.list().begin(), own.list().end(), lists_others)) made_->naming_ = before_->naming_;
    if (assets.empty()) return;
    if (!made_->naming_) made_->naming_ = std::make_shared<const Naming>(naming(city_));
    for (const std::uint32_t asset : assets.list()) {
      const auto found = made_->naming_->find(asset);
      if (found == made_->naming_->end()) continue;
      for (const std::uint32_t index : found->second) dirty_.add(index);
    }
  }

  static Naming naming(const city::City& city) {
    Naming made;
    city.commitments.each([&](std::size_t index, const city::KeptCommitment& kept) {
      for (const Id<Asset> asset : kept.value.assets) made[asset.number() - 1].push_back(static_cast<std::uint32_t>(index));
    });
    return made;
  }

  // What others teach is rounded, so that one more report seldom changes it: the rows for which it did.
  void follow_histories() {
    std::vector<Id<Commitment>> ids;
    for (const std::uint32_t index : dirty_.list()) ids.push_back(Id<Commitment>::at_index(index));
    made_->histories_->follow(city_, ids);
    const Histories &now = *made_->histories_, &then = *before_->histories_;
    const bool counts_like = now.counts_like(then);
    std::vector<bool> trusted_anew(city_.bodies.size() + 1);  // 0: no lead
    if (!now.trusts_like(then))
      for (std::uint32_t body = 0; body < trusted_anew.size(); ++body) {
        const auto id = body == 0 ? Id<Body>{} : Id<Body>{body};
        trusted_anew[body] = !(now.trust(id) == then.trust(id));
      }
    else if (counts_like) return;
    for (std::uint32_t index = 0; index < before_->size(); ++index) {
      if (!before_->keys_[index].is_taught) continue;
      const auto id = Id<Commitment>::at_index(index);
      if (trusted_anew[before_->keys_[index].lead] || (!counts_like && now.taught(city_, id) != then.taught(city_, id))) dirty_.add(index);
    }
  }

  // A whole looks at all that its parts look at.
  void follow_parts(const Touched& own) {
    const auto is_moved = [&](std::uint32_t index) {
      const city::KeptCommitment& now = city_.commitments[index];
      if (index >= before_->size()) return true;
      const city::KeptCommitment& then = before_->city_->commitments[index];
      return now.parts != then.parts || (now.value.state == CommitmentState::Withdrawn) != (then.value.state == CommitmentState::Withdrawn);
    };
    const bool moved = std::any_of(own.list().begin(), own.list().end(), is_moved);
    made_->parts_ = moved ? std::make_shared<const std::vector<std::vector<Id<Commitment>>>>(parts_of(city_)) : before_->parts_;
  }

  void add_wholes() {
    for (std::size_t i = 0; i < dirty_.list().size(); ++i)  // the list grows on the way: a whole may be a part itself
      if (const Id<Commitment> whole = city_.commitments[dirty_.list()[i]].value.parent) dirty_.add(whole.index());
  }

  // By a ranking each light hangs on all others; by any other rule on its own row.
  void lights() {
    const auto& rule = *made_->rule_;
    if (!rule || rule->kind != assess::LightRule::Kind::Ranking) return;
    ranked_ = commitment_lights(city_, rule, asked_.today);
    for (std::size_t index = 0; index < ranked_.size() && index < made_->rows_.size(); ++index)
      if (!dirty_.has(index) && shows_a_light(index) && !(made_->rows_[index]->light == ranked_[index])) dirty_.add(index);
  }

  bool shows_a_light(std::size_t index) const { return city_.commitments[index].value.state == CommitmentState::InForce; }

  assess::Judged light_of(std::size_t index) const {
    const auto& rule = *made_->rule_;
    if (!ranked_.empty()) return ranked_[index];
    return rule ? assess::judge(*rule, {light_input(city_, city_.commitments[index], asked_.today)}).front() : assess::Judged{};
  }

  void make_row(std::size_t index) {
    const city::KeptCommitment& kept = city_.commitments[index];
    const Row* const was = before_ != nullptr && index < before_->size() ? &before_->row(index) : nullptr;
    auto row = std::make_shared<Row>();
    if (was != nullptr) row->known = was->known;
    row->light = light_of(index);
    row->line = commitment_status(city_, Id<Commitment>::at_index(index), made_->parts(index), row->light, asked_.today, *made_->histories_,
                                  row->known, asked_.judged.get());
    const bool stands = was != nullptr && before_->city_->commitments[index].history == kept.history;
    row->haystack = stands ? was->haystack : std::make_shared<const std::string>(asked_.haystack(kept.value));
    for (const Id<Question> question : kept.questions)
      row->open_questions += city_.questions[question.index()].value.state == QuestionState::Open ? 1 : 0;
    const Key key{.due = kept.value.deadline.due().value_or(kNever),
                  .lead = kept.value.lead.number(),
                  .state = kept.value.state,
                  .theme = kept.value.theme,
                  .attention = static_cast<std::uint8_t>(attention(row->line)),
                  .kept = row->line.kept.word,
                  .enough = row->line.enough,
                  .light = row->line.light.light,
                  .open_questions = row->open_questions,
                  .is_taught = row->known.input.settled.empty() || kept.value.parent};
    while (made_->rows_.size() <= index) made_->rows_.push_back(nullptr);
    made_->rows_.edit(index) = std::move(row);
    if (made_->keys_.size() <= index) made_->keys_.resize(index + 1);
    made_->keys_[index] = key;
  }

  // Those that stand keep their order; those that were touched are put in where they belong.
  void put_in_order() {
    const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
      const Key &one = made_->keys_[a], &other = made_->keys_[b];
      return std::tuple{one.attention, one.due, a} < std::tuple{other.attention, other.due, b};
    };
    std::vector<std::uint32_t> touched = dirty_.list(), rest;
    std::sort(touched.begin(), touched.end(), earlier);
    if (before_ != nullptr)
      std::copy_if(before_->by_urgency_.begin(), before_->by_urgency_.end(), std::back_inserter(rest), [&](std::uint32_t each) { return !dirty_.has(each); });
    made_->by_urgency_.reserve(made_->keys_.size());
    std::merge(rest.begin(), rest.end(), touched.begin(), touched.end(), std::back_inserter(made_->by_urgency_), earlier);
  }

  const Asked& asked_;
  const CommitmentTable* before_;
  const city::City& city_;
  std::shared_ptr<CommitmentTable> made_{new CommitmentTable};
  Touched dirty_;
  std::vector<assess::Judged> ranked_;
};

std::shared_ptr<const CommitmentTable> CommitmentTable::of(std::shared_ptr<const city::City> city, const Asked& asked, const CommitmentTable* before) {
  return Making{std::move(city), asked, before}.all();
}

}  // namespace luoshi::engine
