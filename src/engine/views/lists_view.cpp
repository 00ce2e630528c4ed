#include "engine/views/lists_view.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/figure.hpp"
#include "city/lifecycle.hpp"
#include "city/things.hpp"
#include "engine/views/enough_view.hpp"
#include "model/words.hpp"

namespace luoshi::engine {
namespace {

using city::Kind;
using Parts = std::vector<std::vector<Id<Commitment>>>;

template <class Element>
void put(std::vector<Element>& elements, const Element& element) {
  if (std::find(elements.begin(), elements.end(), element) == elements.end()) elements.push_back(element);
}

class Lists {
 public:
  explicit Lists(const city::City& city) : city_{city}, parts_{parts_of(city)} {}

  FiveLists made() {
    problems();
    commitments();
    measures();
    duties();
    marks_of_commitments();
    marks_of_measures();
    what_waits_first();
    return std::move(made_);
  }

 private:
  ListRow row_of(FiveList list, Kind kind, std::uint32_t number) const {
    const city::ThingLine line = city::thing_line(city_, kind, number);
    const city::State& state = city::lifecycle_of(kind).states[line.state];
    ListRow row;
    row.list = list;
    row.kind = kind;
    row.number = number;
    row.title = line.title;
    row.state_name = state.chinese;
    row.open = state.waits != city::Waits::Nobody;
    row.body = line.own;
    row.other = line.other;
    row.due = line.due;
    return row;
  }

  // The topmost commitment above it that has parts; the chain is no longer than the table, or it runs in a circle.
  void campaign_of(Id<Commitment> id, std::vector<Id<Commitment>>& into) const {
    if (!id) return;
    for (std::size_t steps = 0; steps < city_.commitments.size(); ++steps) {
      const Id<Commitment> above = city_.commitments[id.index()].value.parent;
      if (!above) break;
      id = above;
    }
    if (!parts_[id.index()].empty()) put(into, id);
  }

  template <class Value, class Tie>
  void each(FiveList list, Tie tie) {
    for (std::uint32_t number = 1; number <= city_.all<Value>().size(); ++number) {
      ListRow row = row_of(list, city::kKindOf<Value>, number);
      tie(city_.all<Value>()[number - 1].value, row);
      made_.rows.push_back(std::move(row));
    }
  }

  void problems() {
    each<Problem>(FiveList::Problem, [&](const Problem& problem, ListRow& row) {
      for (const Id<Commitment> id : problem.about) campaign_of(id, row.campaigns);
      row.assets = problem.assets;
    });
    each<Incident>(FiveList::Problem, [&](const Incident& incident, ListRow& row) { campaign_of(incident.campaign, row.campaigns); });
    each<Hazard>(FiveList::Problem, [&](const Hazard& hazard, ListRow& row) {
      campaign_of(hazard.campaign, row.campaigns);
      if (hazard.where) row.assets = {hazard.where};
    });
  }

  // A target is not a part of anything and says how much, or has parts, or is an outcome; everything else is a task.
  [[nodiscard]] bool is_target(std::size_t index) const {
    const Commitment& promised = city_.commitments[index].value;
    return !promised.parent && (promised.figure || promised.meaning == Meaning::Outcome || !parts_[index].empty());
  }

  void commitments() {
    for (const bool targets : {true, false})
      city_.commitments.each([&](std::size_t index, const city::KeptCommitment& kept) {
        if (is_target(index) != targets) return;
        ListRow row = row_of(targets ? FiveList::Target : FiveList::Task, Kind::Commitment, static_cast<std::uint32_t>(index + 1));
        row.due = kept.value.deadline.due();
        row.assets = kept.value.assets;
        campaign_of(Id<Commitment>::at_index(index), row.campaigns);
        made_.rows.push_back(std::move(row));
      });
  }

  void measures() {
    each<Measure>(FiveList::Measure, [&](const Measure& measure, ListRow& row) {
      for (const Id<Commitment> id : measure.serves) campaign_of(id, row.campaigns);
      for (const Id<Commitment> id : measure.campaigns) campaign_of(id, row.campaigns);
      row.due = measure.due;
      if (measure.asset) row.assets = {measure.asset};
    });
  }

  void duties() {
    city_.bodies.each([&](std::size_t index, const city::Kept<Body>& kept) {
      ListRow row;
      row.list = FiveList::Duty;
      row.number = static_cast<std::uint32_t>(index + 1);
      row.title = kept.value.name;
      row.body = Id<Body>::at_index(index);
      made_.rows.push_back(std::move(row));
    });
  }

  [[nodiscard]] bool is_above(Id<Commitment> above, Id<Commitment> id) const {
    for (std::size_t steps = 0; id && steps <= city_.commitments.size(); ++steps, id = city_.commitments[id.index()].value.parent)
      if (id == above) return true;
    return false;
  }

  [[nodiscard]] Id<Commitment> common_parent(Id<Commitment> a, Id<Commitment> b) const {
    for (std::size_t steps = 0; a && steps <= city_.commitments.size(); ++steps) {
      a = city_.commitments[a.index()].value.parent;
      if (a && is_above(a, b)) return a;
    }
    return {};
  }

  // A plain figure forbids neither more nor less: it differs, but excludes nothing.
  static bool are_apart(const Figure& a, const Figure& b) {
    if (a.bound == Bound::Equal || b.bound == Bound::Equal) return false;
    const auto first = interval_of(a), second = interval_of(b);
    if (!first || !second) return false;
    const auto ends_before = [](const Interval& left, const Interval& right) {
      if (!left.high || !right.low) return false;
      if (left.high->value < right.low->value) return true;
      return left.high->value == right.low->value && !(left.high->closed && right.low->closed);
    };
    return ends_before(*first, *second) || ends_before(*second, *first);
  }

  void mark(Mark::What what, Id<Asset> asset, Kind kind, std::uint32_t first, std::uint32_t second, Id<Commitment> parent = {}) {
    made_.marks.push_back({what, asset, kind, first, second, parent});
  }

  void compare(Id<Asset> asset, Id<Commitment> a, Id<Commitment> b) {
    if (is_above(a, b) || is_above(b, a)) return;  // a part and its whole are meant to share
    const Commitment& one = city_.commitments[a.index()].value;
    const Commitment& other = city_.commitments[b.index()].value;
    const auto say = [&](Mark::What what, Id<Commitment> parent = {}) { mark(what, asset, Kind::Commitment, a.number(), b.number(), parent); };
    if (one.lead != other.lead) {
      const Id<Commitment> parent = common_parent(a, b);
      say(parent ? Mark::What::CrossBoundary : Mark::What::TwoLeads, parent);
    }
    if (one.assets != other.assets) return;  // figures and dates of different extents may well differ
    const bool comparable = one.figure && other.figure && one.figure->unit == other.figure->unit && one.figure->of == other.figure->of;
    if (comparable && are_apart(*one.figure, *other.figure)) say(Mark::What::Opposed);
    else if (comparable && one.figure->value != other.figure->value) say(Mark::What::Figure);
    if (one.deadline.due() && other.deadline.due() && one.deadline.due() != other.deadline.due()) say(Mark::What::Date);
  }

  void marks_of_commitments() {
    std::map<Id<Asset>, std::vector<Id<Commitment>>> by_asset;
    for (const ListRow& row : made_.rows)
      if (row.open && row.kind == Kind::Commitment && (row.list == FiveList::Target || row.list == FiveList::Task))
        for (const Id<Asset> asset : row.assets) by_asset[asset].push_back(Id<Commitment>{row.number});
    std::set<std::pair<Id<Commitment>, Id<Commitment>>> seen;  // two that share many assets are told once, at the first
    for (const auto& [asset, ids] : by_asset)
      for (std::size_t i = 0; i < ids.size(); ++i)
        for (std::size_t j = i + 1; j < ids.size(); ++j) {
          const std::pair two{std::min(ids[i], ids[j]), std::max(ids[i], ids[j])};
          if (seen.insert(two).second) compare(asset, two.first, two.second);
        }
  }

  // Two measures on one asset of which one lowers what the other raises; and one that serves several campaigns.
  void marks_of_measures() {
    std::map<Id<Asset>, std::vector<std::uint32_t>> by_asset;
    for (const ListRow& row : made_.rows) {
      if (row.list != FiveList::Measure) continue;
      if (row.campaigns.size() > 1) mark(Mark::What::Synergy, {}, Kind::Measure, row.number, 0);
      if (row.open)
        for (const Id<Asset> asset : row.assets) by_asset[asset].push_back(row.number);
    }
    const auto opposed = [&](const Measure& one, const Measure& other) {
      for (const Effect& a : one.effects)
        for (const Effect& b : other.effects)
          if (a.on == b.on && a.amount.of == b.amount.of && a.amount.value.sign() * b.amount.value.sign() < 0) return true;
      return false;
    };
    for (const auto& [asset, numbers] : by_asset)
      for (std::size_t i = 0; i < numbers.size(); ++i)
        for (std::size_t j = i + 1; j < numbers.size(); ++j)
          if (opposed(city_.all<Measure>()[numbers[i] - 1].value, city_.all<Measure>()[numbers[j] - 1].value))
            mark(Mark::What::Opposed, asset, Kind::Measure, numbers[i], numbers[j]);
  }

  // A list is read to see what is to be done: what is open before what is closed, then the nearest day.
  void what_waits_first() {
    std::stable_sort(made_.rows.begin(), made_.rows.end(), [](const ListRow& a, const ListRow& b) {
      if (a.list != b.list) return a.list < b.list;
      if (a.open != b.open) return a.open;
      if (a.due && b.due) return *a.due < *b.due;
      return a.due.has_value() && !b.due.has_value();
    });
  }

  const city::City& city_;
  Parts parts_;
  FiveLists made_;
};

}  // namespace

FiveLists five_lists(const city::City& city) { return Lists{city}.made(); }

namespace {

template <class Sum>
void count(Sum& sum, FiveList list) {
  switch (list) {
    case FiveList::Problem: ++sum.problems; return;
    case FiveList::Target: ++sum.targets; return;
    case FiveList::Task: ++sum.tasks; return;
    case FiveList::Measure: ++sum.measures; return;
    case FiveList::Duty: return;
  }
}

}  // namespace

std::vector<Campaign> campaign_counts(const std::vector<const ListRow*>& rows) {
  std::map<Id<Commitment>, Campaign> sums;
  for (const ListRow* row : rows)
    for (const Id<Commitment> id : row->campaigns) {
      Campaign& sum = sums[id];
      sum.commitment = id;
      count(sum, row->list);
    }
  std::vector<Campaign> campaigns;
  for (const auto& [id, sum] : sums) campaigns.push_back(sum);
  return campaigns;
}

std::vector<DutyCount> duty_counts(const city::City& city, const std::vector<const ListRow*>& rows) {
  std::vector<DutyCount> counts(city.bodies.size());
  for (const ListRow* row : rows)
    if (row->open && row->body) count(counts[row->body.index()], row->list);
  city.all<SectorDuty>().each([&](std::size_t, const city::KeptThing<SectorDuty>& kept) {
    if (kept.course.state == static_cast<std::uint8_t>(SectorDutyState::Running)) ++counts[kept.value.body.index()].sectors;
  });
  return counts;
}

}  // namespace luoshi::engine
