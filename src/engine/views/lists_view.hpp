#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "city/city.hpp"

namespace luoshi::engine {

// 五张清单: problems, targets, tasks, measures and duties of one city, each thing in one list. Pure projections; what a viewer may
// not read the page leaves out.

enum class FiveList { Problem, Target, Task, Measure, Duty };

struct ListRow {
  FiveList list{};
  city::Kind kind{};                          ///< for duties the body's number stands in `number`, and `kind` is not used
  std::uint32_t number = 0;
  std::string title, state_name;
  bool open = true;
  Id<Body> body, other;                       ///< who answers; the counterpart
  std::optional<Day> due;
  std::vector<Id<Commitment>> campaigns;      ///< topmost commitments with parts it hangs under; a measure may serve several
  std::vector<Id<Asset>> assets;
};

/// A topmost commitment with parts (行动、攻坚), and how many rows of each list hang under it. A measure counts once in each.
struct Campaign {
  Id<Commitment> commitment;
  std::uint32_t problems = 0, targets = 0, tasks = 0, measures = 0;
};

/// Two things that do not fit, or that pull together.
struct Mark {
  enum class What {
    Opposed,       ///< 相反: same asset, effects or bounds that exclude each other
    Figure,        ///< 数值不同: the same assets promised twice with different figures
    Date,          ///< 时限不同
    TwoLeads,      ///< 多头: one asset, two leads, no common parent
    CrossBoundary, ///< 跨界: one asset, two owners' parts under one lead
    Synergy        ///< 协同: one measure serves several campaigns
  };
  What what{};
  Id<Asset> asset;                            ///< none for a synergy
  city::Kind kind{};                          ///< of both
  std::uint32_t first = 0, second = 0;        ///< numbers among that kind; for a synergy a measure and nothing
  Id<Commitment> parent;                      ///< the common one, of a cross-boundary item
};

struct FiveLists {
  std::vector<ListRow> rows;                  ///< by list; open ones first, then by due day (none last), kind and number
  std::vector<Mark> marks;
};

[[nodiscard]] FiveLists five_lists(const city::City& city);

/// The campaigns under which any of these rows hangs, by number.
[[nodiscard]] std::vector<Campaign> campaign_counts(const std::vector<const ListRow*>& rows);

/// One body's row of the duty list: what it leads that is open.
struct DutyCount {
  std::uint32_t problems = 0, targets = 0, tasks = 0, measures = 0, sectors = 0;
};
/// Of those rows; by body, in their order.
[[nodiscard]] std::vector<DutyCount> duty_counts(const city::City& city, const std::vector<const ListRow*>& rows);

}  // namespace luoshi::engine
