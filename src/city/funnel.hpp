#pragma once

#include <optional>

#include "city/city.hpp"

namespace luoshi::city {

// Where an asset stands between works that are built and water that stays well (漏斗). The judging itself is done by
// `assess` with an adopted rule; what it said is an event, and these read what the city keeps of it.

/// Since when the works of an asset stand, by reports that were not returned; the first of days where the register had them
/// built already; nothing while they do not stand.
[[nodiscard]] std::optional<Day> built_since(const KeptAsset& asset);

/// Its stage on a day: `value.stage`, but Built once the last judgement holds no more.
[[nodiscard]] Stage stage_on(const KeptAsset& asset, Day day);

/// It was judged effective or stable, and since then nobody has measured: 久未监测，待复核.
[[nodiscard]] bool has_lapsed(const KeptAsset& asset, Day day);

/// The review of an asset that is not decided yet; an id that names nothing where there is none.
[[nodiscard]] Id<Review> open_review(const City& city, const KeptAsset& asset);

/// The first day of a month: which month a sample stands for.
[[nodiscard]] Day month_of(Day day);

/// The day after so many working days: Saturdays, Sundays and the statutory holidays of the years whose calendar was set are
/// left out, weekend days worked instead count. Requires days ≥ 0.
[[nodiscard]] Day after_working_days(const City& city, Day from, int days);

}  // namespace luoshi::city
