#pragma once

#include "city/city.hpp"

namespace luoshi::city::detail {

/// Where in an asset's moves one of that day and report stands, or is to stand.
[[nodiscard]] std::vector<ShownMove>::iterator place_of(KeptAsset& asset, Day until, Id<Report> report);

/// Sets the shown stage anew after moves or judgement changed; what was judged falls with works that no longer stand.
void restage(KeptAsset& asset);

/// Works begin again: from that day the asset stands at Entered, whatever was reported of earlier days.
void begin_again(const City& city, KeptAsset& asset, Day day);

}  // namespace luoshi::city::detail
