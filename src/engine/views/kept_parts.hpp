#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/views/kept_view.hpp"

namespace luoshi::engine {

/// How much of their luck the parts of a target share: the correlation of their normal scores. An assumption, as for the tasks
/// of one body in a plan; no record yet tells it.
inline constexpr double kSharedByParts = 0.3;

/// A target that nobody reports on is judged by its parts (分解), each at the target's own date: their sum against its figure, or, where
/// it has none, every part against its own promise. A part that is a whole itself is judged by
/// what its own parts count; a part of which nobody reports says nothing.
///
/// Nothing where there is nothing to judge by: an outcome (works done do not make it), no parts, a figure that is no amount to
/// add up to. Parts that promise an outcome are left out; those in another unit, pending or without progress say nothing, with the reason. A
/// thing promised in two parts makes the sum *cannot say*.
[[nodiscard]] std::optional<KeptInput> parts_input(const city::City& city, Id<Commitment> whole, Day due, const Histories& histories);

/// While some parts say nothing the whole is likely only where the others are enough alone, and unlikely only where the sum would hardly
/// reach it though these brought all they promise; else it is *cannot say* and names one of them. Requires parts.
[[nodiscard]] KeptShown parts_shown(const KeptInput& input);

/// Asked otherwise than of the whole's own date and the usual speed.
struct PartsAsked {
  std::optional<Day> by;    ///< another day
  double factor = 1;        ///< everything so many times as fast …
  std::optional<Day> from;  ///< … from that day on, to the month after each part's last report; nothing: from those reports
};
/// How likely its parts make it by then, in the unit of its promise (of all-of: parts kept). Parts that say nothing are left out of the
/// amounts; of the chance as `parts_shown` says. Requires parts.
struct PartsOutlook {
  double chance = 0, low = 0, high = 0;
  std::vector<double> quantiles;  ///< of the sum of those that say something, at 5, 10, … 95 %
};
[[nodiscard]] std::optional<PartsOutlook> parts_outlook(const KeptInput& input, const PartsAsked& asked);

/// One part beside the others, in the unit of the whole's promise.
struct PartOutlook {
  std::uint32_t part = 0;              ///< its number
  std::string who;
  std::optional<double> promised, expected;
  std::optional<double> chance;        ///< that it brings what it promises by the whole's date
  double low = 0, high = 0;            ///< the whole's chance were this part at its unlucky and lucky tenth; where it says something
  std::string why;                     ///< where it says nothing
};
/// Those that move the whole's chance most come first, then those that say nothing.
[[nodiscard]] std::vector<PartOutlook> parts_beside(const KeptInput& input);

/// What stood at the end of each day on which a part was reported, in the unit of the promise: things as shown (`counted`), else what was last said of
/// each; of all-of, how many parts had come to what they promise. Returned reports count for nothing.
struct PartsPast {
  bool counted = true;
  std::vector<std::pair<Day, double>> stood;
};
[[nodiscard]] PartsPast parts_past(const city::City& city, Id<Commitment> whole);

/// By what a day that has passed is judged: by what is shown by now, as the pages do of things that are counted; or by what stood at the end of
/// that day, as a report of that day or later tells: so the scorecard.
enum class CameBy { Shown, Date };

/// What a commitment had come to by a day, in the base unit of its promise, between what is shown and what may still come to light.
struct Came {
  double least = 0, most = 0;
  std::optional<bool> kept;   ///< against its own promise; nothing: unknown
  std::uint32_t claimed = 0;  ///< of things counted, by a report that nobody has checked
  std::string why;            ///< why it is unknown, or what is not known of it
};

/// Of one commitment by itself: things counted as they stand. An amount by reports that another person has checked: at least what the last one
/// up to that day says, at most what the first one from that day on says; an upper limit or a ratio by the last one up to that day, where a
/// report of that day or later exists. What nobody reports on is what its own parts came to.
[[nodiscard]] Came came_by(const city::City& city, Id<Commitment> commitment, Day due, CameBy by);

/// Of a target that its parts make (`parts_input`), and that nobody reports on itself: kept where what its parts have come to is enough, though some
/// be unknown; missed where it would not do though the unknown ones brought all they promised; else unknown. Nothing where there is nothing to
/// judge by, or a thing is promised in two parts. `reason` and `further` are Chinese; `count` where things were counted in every part.
struct PartsCame {
  std::optional<bool> kept;
  std::string reason;
  std::vector<std::string> further;
  std::optional<std::uint32_t> count;
};
[[nodiscard]] std::optional<PartsCame> parts_came(const city::City& city, Id<Commitment> whole, Day due, CameBy by);

}  // namespace luoshi::engine
