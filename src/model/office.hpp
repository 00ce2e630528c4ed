#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "model/body.hpp"
#include "model/duty.hpp"
#include "model/paper.hpp"

namespace luoshi {

/// 岗位交接状态
enum class HandoverState : std::uint8_t { Drawn, Handed, Accepted, Partial, Settled, Withdrawn };

/// One open thing on the list of a handover (移交事项), as it stood when the list was drawn up.
struct HandoverItem {
  std::string kind;           ///< in data: "commitment"
  std::uint32_t number = 0;   ///< among its kind
  bool report_due = false;    ///< a commitment with no standing report for the last full month
  bool declined = false;      ///< the successor does not take it over
  std::string why;            ///< the reason

  friend bool operator==(const HandoverItem&, const HandoverItem&) = default;
};

/// What goes from one holder of a post to the next (岗位交接): duty follows the post, and this is the list of everything open.
/// The city draws the list up; nobody types it.
struct Handover {
  Id<Post> post;
  Id<Person> from;            ///< who leaves
  Day day{};                  ///< the last day in office
  std::vector<HandoverItem> items;
  Id<Person> to;              ///< who took it over; empty until then, or where the superior settled it

  friend bool operator==(const Handover&, const Handover&) = default;
};

/// 授权委托状态
enum class DelegationState : std::uint8_t { InForce, Revoked };

/// A holder lets another person act in the holder's post (授权委托), for some roles, until a day. What the delegate does is
/// recorded with both names, and a delegate is never the other person that a check asks for. It ends with the principal's term.
struct Delegation {
  Id<Post> post;
  Id<Person> principal;
  Id<Person> delegate;
  std::vector<Role> roles;    ///< among those of the principal; never to check, never an administrator's
  Day from{}, until{};        ///< both days included
  std::string scope;          ///< what for, in words
  Id<Document> paper;

  friend bool operator==(const Delegation&, const Delegation&) = default;
};

/// 借调状态
enum class SecondmentState : std::uint8_t { Planned, InPost, Returned, Withdrawn };

/// A person lent to another body (借调、下派). Who counts is who holds a post there, not who stands on a list.
struct Secondment {
  Id<Person> person;
  Id<Body> home, receiver;
  std::string task;
  Day from{}, until{};
  Id<Commitment> serves;      ///< the promise to send so many
  Id<Document> paper;
  Id<Post> post;              ///< the post taken up
  std::optional<Day> arrived, left;

  friend bool operator==(const Secondment&, const Secondment&) = default;
};

/// 行业责任状态
enum class SectorDutyState : std::uint8_t { Running, Ended };

/// Who runs a sector in a place, and so answers for its safety and environment there (三管三必须): one body a sector and place.
struct SectorDuty {
  std::string sector;         ///< 行业: 食品、交通、危化, as hazards and incidents name it
  Id<Place> place;
  Id<Body> body;
  Id<Post> post;              ///< which post of it, where one is named
  Id<Document> paper;

  friend bool operator==(const SectorDuty&, const SectorDuty&) = default;
};

}  // namespace luoshi
