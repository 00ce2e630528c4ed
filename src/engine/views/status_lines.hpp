#pragma once

#include <string>
#include <vector>

#include "engine/status.hpp"

// How one line of the status comes about: the only way, whoever shows it and however many of them.
namespace luoshi::engine {

/// A place as papers name it. Papers whose place must be asked are never put together: two unnamed districts are two.
struct PlaceName {
  std::string key;    ///< the name; "?12" for the paper D-12 that names none; "*" for what stands in no paper (全市)
  std::string shown;
};
[[nodiscard]] PlaceName place_name(const city::City& city, Id<Document> document);
[[nodiscard]] PlaceName place_name(const city::City& city, const Commitment& commitment);

/// 要求, 承诺, 请求: what is to be done, and so counts in 说得清.
[[nodiscard]] bool is_forward(StatementKind kind);

/// What a forward statement has of what one would ask.
struct Clarity {
  bool lead = false, figure = false, date = false, evidence = false;
  bool asked_effect = false, effect = false;  ///< an effect is asked for only where an outcome is named
  friend bool operator==(const Clarity&, const Clarity&) = default;
  /// How many of lead, figure and date are wanting.
  [[nodiscard]] std::uint32_t missing() const { return (lead ? 0U : 1U) + (figure ? 0U : 1U) + (date ? 0U : 1U); }
  [[nodiscard]] bool all() const { return lead && figure && date && evidence && (effect || !asked_effect); }
};
[[nodiscard]] Clarity clarity_of(const city::City& city, const city::KeptStatement& kept, const CityEnough* judged);
void add(Coverage& coverage, const Clarity& clarity);

/// Where an unheard statement stands among others: those that say most come first, for they are confirmed soonest.
struct UnheardOrder {
  std::uint32_t missing = 0, questions = 0, number = 0;
  friend auto operator<=>(const UnheardOrder&, const UnheardOrder&) = default;
};
[[nodiscard]] UnheardOrder unheard_order(const city::City& city, Id<Statement> id);

/// A statement nobody has acted on yet; `reading` of its paper.
[[nodiscard]] StatusLine statement_line(const city::City& city, Id<Statement> id, const Json& reading, Day as_of);
/// A thing said, found or praised.
[[nodiscard]] StatusNote statement_note(const city::City& city, Id<Statement> id, const Json& reading);
/// Gives a commitment's line its very words and its paper's title, where it comes from one, and its open questions.
/// `reading`: of the paper of its first source; not looked at where it has none.
void put_words(StatusLine& line, const city::City& city, const Commitment& commitment, const Json& reading);
void put_questions(StatusLine& line, const city::City& city, const city::KeptCommitment& kept);

/// Those that are open: 责任：由谁负责？ Words that stand in the reading are taken from there.
[[nodiscard]] std::vector<std::string> open_questions(const city::City& city, const std::vector<Id<Question>>& ids, const Json& reading);
[[nodiscard]] std::uint32_t count_open(const city::City& city, const std::vector<Id<Question>>& ids);

/// Sections: judged ones first, then those that cannot be, with the reason.
[[nodiscard]] std::vector<StatusSection> status_sections(const city::City& city, const CityEnough& judged);

}  // namespace luoshi::engine
