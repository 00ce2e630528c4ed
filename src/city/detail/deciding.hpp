#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "city/decide.hpp"

// What the rules of `decide` share.
namespace luoshi::city::detail {

/// One command being decided.
struct Case {
  const City& city;
  const Actor& actor;
  Day today;
};

/// 问题（原因）怎么办.
[[nodiscard]] inline Refusal refuse(Fault fault, const std::string& problem, const std::string& why,
                                    const std::string& what_to_do) {
  return Refusal{fault, problem + "（" + why + "）" + what_to_do};
}

[[nodiscard]] inline std::string numbered(std::string_view what, std::uint32_t number) {
  return std::string{what} + " " + std::to_string(number);
}

[[nodiscard]] inline Decision accept(EventBody event) {
  std::vector<EventBody> events;
  events.push_back(std::move(event));
  return events;
}

/// Nothing when the table has that thing.
template <class Table, class Thing>
[[nodiscard]] std::optional<Refusal> absent(const Table& table, Id<Thing> id, std::string_view what) {
  if (id && id.index() < table.size()) return std::nullopt;
  return refuse(Fault::NotFound, "没有" + numbered(what, id.number()), "编号不在案", "请核对编号");
}

/// Complaint when it has moved since the person saw it. Requires it to be there: whether someone may look at it at all is
/// asked before (absent, then may, then this), so that a version is no secret given away.
template <class Table, class Thing>
[[nodiscard]] std::optional<Refusal> moved_since(const Table& table, Id<Thing> id, std::uint32_t seen, std::string_view what) {
  const std::uint32_t version = table[id.index()].version();
  if (version == seen) return std::nullopt;
  return refuse(Fault::Conflict, numbered(what, id.number()) + "已有变动",
                "您看到的是第 " + std::to_string(seen) + " 号记录，现为第 " + std::to_string(version) + " 号",
                "请刷新后再办");
}

/// As `absent`, and nothing only when it has not moved since the person saw it.
template <class Table, class Thing>
[[nodiscard]] std::optional<Refusal> moved(const Table& table, Id<Thing> id, std::uint32_t seen, std::string_view what) {
  if (auto no = absent(table, id, what)) return no;
  const std::uint32_t version = table[id.index()].version();
  if (version == seen) return std::nullopt;
  return refuse(Fault::Conflict, numbered(what, id.number()) + "已有变动",
                "您看到的是第 " + std::to_string(seen) + " 号记录，现为第 " + std::to_string(version) + " 号",
                "请刷新后再办");
}

/// The first that stands in the list twice; empty where none does.
template <class Thing>
[[nodiscard]] Id<Thing> repeated(const std::vector<Id<Thing>>& ids) {
  for (std::size_t i = 1; i < ids.size(); ++i) {  // a copy to sort, GCC 12 takes for a bad free
    const auto here = ids.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(ids.begin(), here, *here) != here) return *here;
  }
  return {};
}

/// A day that exists, in the years people write.
[[nodiscard]] inline bool is_day(Day day) {
  return day.ok() && day.year() >= std::chrono::year{1000} && day.year() <= std::chrono::year{9999};
}

[[nodiscard]] bool is_blank(std::string_view text);
/// Complaint about a reason that is required and missing.
[[nodiscard]] std::optional<Refusal> without_reason(std::string_view reason, std::string_view act);

/// The roles a person has in that post on that day, one bit a role; 0 when not in office.
[[nodiscard]] std::uint32_t roles_in_office(const City& city, Id<Person> person, Id<Post> post, Day day);
[[nodiscard]] bool in_office(const City& city, Id<Person> person, Id<Post> post, Day day);
/// The terms of that person in that post that run on that day and would run past it.
[[nodiscard]] std::vector<Id<Holder>> terms_past(const City& city, Id<Person> person, Id<Post> post, Day day);
/// The roles a delegation in force gives the acting person in the post it acts in, for whom it acts; no more than the principal has.
[[nodiscard]] std::uint32_t delegated_roles(const City& city, const Actor& actor, Day day);
/// In office there, or acting for someone who is, under a delegation.
[[nodiscard]] bool acts_in_office(const City& city, const Actor& actor, Day day);
/// Does a delegation run that day?
[[nodiscard]] bool runs(const KeptThing<Delegation>& kept, Day day);
/// Does one of the two act for the other that day, under a delegation?
[[nodiscard]] bool are_delegates(const City& city, Id<Person> a, Id<Person> b, Day day);
/// The posts a person holds on that day.
[[nodiscard]] std::vector<Id<Post>> posts_of(const City& city, Id<Person> person, Day day);
/// The body itself, or one it stands under.
[[nodiscard]] bool is_within(const City& city, Id<Body> body, Id<Body> above);
[[nodiscard]] bool is_within(const City& city, Id<Place> place, Id<Place> above);
/// True when the post answers, at any remove, to the other.
[[nodiscard]] bool is_below(const City& city, Id<Post> post, Id<Post> superior);

/// A figure that can be written and read again, with a unit.
[[nodiscard]] std::optional<Refusal> unusable(const Figure& figure);
/// A deadline whose kind and dates agree: By and Within name a last day, the others none.
[[nodiscard]] std::optional<Refusal> unusable(const Deadline& deadline);

// The rules, one a command.
[[nodiscard]] Decision rule(const Case& one, const Found& command);
[[nodiscard]] Decision rule(const Case& one, const Register& command);
[[nodiscard]] Decision rule(const Case& one, const ImportDocument& command);
[[nodiscard]] Decision rule(const Case& one, const ConfirmStatement& command);
[[nodiscard]] Decision rule(const Case& one, const CorrectStatement& command);
[[nodiscard]] Decision rule(const Case& one, const DismissStatement& command);
[[nodiscard]] Decision rule(const Case& one, const TieStatement& command);
[[nodiscard]] Decision rule(const Case& one, const UntieStatement& command);
[[nodiscard]] Decision rule(const Case& one, const AskQuestion& command);
[[nodiscard]] Decision rule(const Case& one, const PutQuestion& command);
[[nodiscard]] Decision rule(const Case& one, const AnswerQuestion& command);
[[nodiscard]] Decision rule(const Case& one, const WaiveQuestion& command);
[[nodiscard]] Decision rule(const Case& one, const OpenCommitment& command);
[[nodiscard]] Decision rule(const Case& one, const AdoptCommitment& command);
[[nodiscard]] Decision rule(const Case& one, const ExtendDeadline& command);
[[nodiscard]] Decision rule(const Case& one, const AmendCommitment& command);
[[nodiscard]] Decision rule(const Case& one, const RecordVerdict& command);
[[nodiscard]] Decision rule(const Case& one, const RecordSample& command);
[[nodiscard]] Decision rule(const Case& one, const CorrectSample& command);
[[nodiscard]] Decision rule(const Case& one, const RecordJudgement& command);
[[nodiscard]] Decision rule(const Case& one, const OpenThing& command);
[[nodiscard]] Decision rule(const Case& one, const TakeStep& command);
[[nodiscard]] Decision rule(const Case& one, const FileReport& command);
[[nodiscard]] Decision rule(const Case& one, const CheckReport& command);

}  // namespace luoshi::city::detail
