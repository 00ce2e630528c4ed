#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/learned.hpp"
#include "base/json.hpp"
#include "engine/engine.hpp"
#include "engine/views/programme_view.hpp"
#include "engine/views/section_months.hpp"

namespace luoshi::engine {

/// How the water a measure is compared with was chosen, best first.
enum class ControlBy {
  Upstream,    ///< 上游断面: what happens there reaches the section, not the other way
  Unaffected,  ///< in the model, and the measure's source does not reach it
  Outside      ///< another section that the model does not have; nothing was built in its place meanwhile
};

/// One built measure that could be judged, at the same place as its kind's trials.
struct BuiltMeasure {
  Id<Measure> id;
  Id<Asset> section;
  std::vector<Id<Asset>> controls;      ///< all of the best sort there is
  ControlBy by = ControlBy::Outside;
  double promised_kg_d = 0;
  double promised_fall = 0;             ///< mg/L at the section, by the adopted model or given response
  std::string first_month, last_month;  ///< of all that was compared
};

/// Built measures on things of one kind, by substance; effects are shares of what was promised (1: as promised).
struct LearnedEffects {
  AssetKind kind = AssetKind::Other;
  std::string item;
  std::vector<BuiltMeasure> measures;   ///< by Trial::measure
  assess::Learned learned;
};
struct Unlearned {
  Id<Measure> id;
  std::string reason;
};
/// What measures that stand really did (实测效果), out of the ledger: each built measure with a load effect, at the section it moves
/// most, same months before its start and after it stood (12 months to either side), against sections that it does not reach:
///
///     fall(month) = before · median over the controls of (control after / control before) − after
///
/// The median, because one of them may have changed for reasons of its own. As a share of what was promised: ÷ the fall the model expects of the promised load. Never used by any verdict: shown, and offered
/// as the prior of the next one. Says "this fell more than its like", not why; the model's own error is not in the intervals.
struct LearnedCity {
  std::vector<LearnedEffects> kinds;
  std::vector<Unlearned> unjudged;      ///< built, and what it did cannot be said
};
/// Fewer common months than this on either side: cannot say.
inline constexpr std::size_t kLeastMonths = 4;

[[nodiscard]] LearnedCity learned_of(const city::City& city, const AdoptedModel& model, const SectionMonths& months);

/// LearnedList of api/openapi.json; empty, with a reason, where the city adopted no settings or no months. `model` as known from before.
[[nodiscard]] Json learned_page(const city::City& city, const archive::Archive& archive, const std::shared_ptr<const AdoptedModel>& model);
/// The same for a terminal.
[[nodiscard]] std::string learned_page_text(const Json& page);

}  // namespace luoshi::engine
