#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "model/place.hpp"

namespace luoshi {

/// 单位类别
enum class BodyKind { Government, Department, Town, Village, Firm, Association, Other };

/// A body that can owe something (单位): a department, a town, a firm.
struct Body {
  std::string name;
  std::vector<std::string> aliases;
  BodyKind kind = BodyKind::Department;
  Id<Place> place;
  Id<Body> parent;  ///< rights and subordination follow this tree

  friend bool operator==(const Body&, const Body&) = default;
};

/// An office that duty follows (岗位): 水务局局长, 督查室编审岗.
struct Post {
  std::string name;
  Id<Body> body;
  Id<Post> superior;  ///< reports to; empty at the top

  friend bool operator==(const Post&, const Post&) = default;
};

/// A natural person (人员). Only a name to be shown inside; personal data beyond it lives in erasable blobs.
struct Person {
  std::string name;

  friend bool operator==(const Person&, const Person&) = default;
};

/// What a holder may do (角色). The three administrators keep accounts, rights and logs, and never report, check or
/// confirm.
enum class Role { Reader, Reporter, Checker, Editor, Planner, Engineer, SystemAdmin, SecurityAdmin, AuditAdmin };

/// A person in a post for a time (任职): duty follows the post, history keeps the person.
struct Holder {
  Id<Person> person;
  Id<Post> post;
  std::vector<Role> roles;  ///< within the post's body and the bodies below it
  Day from{};
  std::optional<Day> until;  ///< last day, none while in office
  bool acting = false;       ///< 代: may do what the roles may, and is named so in whatever they do

  friend bool operator==(const Holder&, const Holder&) = default;
};

/// Who did something (经办人), for whom, in which post: another person must judge it.
struct Doer {
  Id<Person> person, on_behalf_of;
  Id<Post> post;

  friend bool operator==(const Doer&, const Doer&) = default;
};

}  // namespace luoshi
