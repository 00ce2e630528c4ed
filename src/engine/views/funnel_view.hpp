#pragma once

#include <optional>
#include <string>
#include <vector>

#include "archive/archive.hpp"
#include "assess/funnel.hpp"
#include "city/event.hpp"

namespace luoshi::engine {

/// The rule for the last stages of the funnel that the city adopted last, with the digest of its file.
struct FunnelRules {
  assess::FunnelRule rule;
  Digest digest;
};

/// Nothing where the city adopted none. @throws Error{BadInput} naming a field that cannot be used.
[[nodiscard]] std::optional<FunnelRules> adopted_funnel_rule(const city::City& city, const archive::Archive& archive);

/// Why an asset whose samples say so cannot be stable yet all the same; nothing where it can: a complaint about it that is not
/// closed, or residents who stand against it (`city::residents_against`).
[[nodiscard]] std::optional<std::string> barred_from_stable(const city::City& city, Id<Asset> asset, Day today);

/// What the rule says of an asset's samples on a day; nothing while its works do not stand. Samples that stood in a decided
/// review fire no rule again; an asset once effective or stable and not measured for the rule's time is to be verified anew.
[[nodiscard]] std::optional<city::FunnelJudged> judge_asset(const city::City& city, const FunnelRules& rules, Id<Asset> asset, Day today);

/// Would recording that judgement change anything the city keeps?
[[nodiscard]] bool is_news(const city::City& city, const city::FunnelJudged& judged);

}  // namespace luoshi::engine
