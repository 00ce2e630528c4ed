#include "city/duties.hpp"

#include <algorithm>
#include <concepts>
#include <type_traits>

#include "city/detail/by_kind.hpp"
#include "city/detail/deciding.hpp"
#include "city/detail/kind_rules.hpp"

namespace luoshi::city {
namespace {

using detail::is_within;

Day end_of_last_month(Day day) {
  const auto first = std::chrono::year_month_day{day.year() / day.month() / 1};
  return Day{std::chrono::sys_days{first} - std::chrono::days{1}};
}

// A commitment in force, begun before that month ended, of which no standing report tells how it stood then.
bool report_due(const City& city, const KeptCommitment& kept, Day day) {
  if (kept.value.state != CommitmentState::InForce) return false;
  const Day month_end = end_of_last_month(day);
  return std::none_of(kept.reports.begin(), kept.reports.end(), [&](Id<Report> id) {
    const Report& report = city.reports[id.index()].value;
    return report.check != CheckState::Returned && report.until >= month_end;
  });
}

struct Desk {
  Id<Body> body, other;  ///< whose posts carry it
  Id<Post> post;         ///< or the post it names
};

template <class Table, class Visit>
void each_open(const City& city, Kind kind, const Table& table, Day day, Visit visit) {
  const Lifecycle& lifecycle = lifecycle_of(kind);
  table.each([&](std::size_t index, const auto& kept) {
    const std::uint8_t state = detail::state_of(kept);
    const Waits waits = lifecycle.states[state].waits;
    HandoverItem item{std::string{row_of(kind).name}, static_cast<std::uint32_t>(index + 1), false, false, {}};
    Desk desk;
    using Value = std::remove_cvref_t<decltype(kept.value)>;
    if constexpr (std::same_as<Value, SectorDuty>) {
      if (state != static_cast<std::uint8_t>(SectorDutyState::Running)) return;
      desk.post = kept.value.post;
      if (!desk.post) desk.body = kept.value.body;
    } else {
      if (waits == Waits::Nobody || (kind == Kind::Problem && state == static_cast<std::uint8_t>(ProblemState::Found))) return;
      desk.body = detail::own_body(city, kept.value);
      if (waits == Waits::Other) desk.other = detail::other_body(kept.value);
    }
    if constexpr (std::same_as<Value, Question>) desk = {{}, {}, kept.value.asked_of};
    if constexpr (std::same_as<Value, Pledge>) {
      if (waits == Waits::Own) desk = {{}, {}, kept.value.post};
    }
    if constexpr (std::same_as<Value, Commitment>) item.report_due = report_due(city, kept, day);
    visit(std::move(item), desk);
  });
}

template <class Visit, class... Value>
void each_open_thing(const City& city, Day day, Visit visit, KindList<Value...> /*kinds*/) {
  (each_open(city, kKindOf<Value>, city.all<Value>(), day, visit), ...);
}

// Handovers are not handed over; reports are told by their commitments.
template <class Visit>
void each_open(const City& city, Day day, Visit visit) {
  each_open(city, Kind::Commitment, city.commitments, day, visit);
  each_open(city, Kind::Question, city.questions, day, visit);
  each_open_thing(city, day, [&](HandoverItem item, const Desk& desk) {
    if (item.kind != row_of(Kind::Handover).name) visit(std::move(item), desk);
  }, OpenedKinds{});
}

// One post, one truth value: does it carry its body's things that day?
std::vector<char> carrying(const City& city, Day day) {
  std::vector<char> carries(city.posts.size(), 0);
  std::vector<std::uint32_t> posts(city.bodies.size(), 0);
  city.posts.each([&](std::size_t, const Kept<Post>& kept) {
    const Post& post = kept.value;
    ++posts[post.body.index()];
    if (post.superior && city.posts[post.superior.index()].value.body == post.body) carries[post.superior.index()] = 1;
  });
  city.posts.each([&](std::size_t index, const Kept<Post>& kept) {
    if (posts[kept.value.body.index()] == 1) carries[index] = 1;
  });
  city.holders.each([&](std::size_t, const Kept<Holder>& kept) {
    const Holder& holder = kept.value;
    if (day < holder.from || (holder.until && *holder.until < day)) return;
    for (const Role role : holder.roles)
      if (role == Role::Reporter || role == Role::Editor) carries[holder.post.index()] = 1;
  });
  return carries;
}

}  // namespace

std::vector<HandoverItem> open_on(const City& city, Id<Post> post, Day day) {
  const Id<Body> body = city.posts[post.index()].value.body;
  const bool carries = carrying(city, day)[post.index()] != 0;
  std::vector<HandoverItem> items;
  each_open(city, day, [&](HandoverItem item, const Desk& desk) {
    const bool of_body = carries && ((desk.body && desk.body == body) || (desk.other && desk.other == body));
    if (desk.post == post || of_body) items.push_back(std::move(item));
  });
  return items;
}

std::vector<std::uint32_t> open_counts(const City& city, Day day) {
  std::vector<std::uint32_t> counts(city.posts.size(), 0), of_body(city.bodies.size(), 0);
  each_open(city, day, [&](const HandoverItem& /*item*/, const Desk& desk) {
    if (desk.post) ++counts[desk.post.index()];
    if (desk.body) ++of_body[desk.body.index()];
    if (desk.other && desk.other != desk.body) ++of_body[desk.other.index()];
  });
  const std::vector<char> carries = carrying(city, day);
  city.posts.each([&](std::size_t index, const Kept<Post>& kept) {
    if (carries[index] != 0) counts[index] += of_body[kept.value.body.index()];
  });
  return counts;
}

bool is_acting(const City& city, Id<Person> person, Id<Post> post, Day day) {
  bool held = false, full = false;
  (void)city.holders_by_person.find(index_key(person), [&](std::uint32_t number) {
    const Holder& holder = city.holders[number - 1].value;
    if (holder.person != person || holder.post != post || day < holder.from || (holder.until && *holder.until < day)) return false;
    held = true;
    full = full || !holder.acting;
    return false;
  });
  return held && !full;
}

bool is_in_post(const City& city, const KeptThing<Secondment>& kept, Day day) {
  if (kept.course.state != static_cast<std::uint8_t>(SecondmentState::InPost)) return false;
  for (const Id<Post> post : detail::posts_of(city, kept.value.person, day))
    if (is_within(city, city.posts[post.index()].value.body, kept.value.receiver)) return true;
  return false;
}

}  // namespace luoshi::city
