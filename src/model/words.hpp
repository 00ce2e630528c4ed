#pragma once

#include <optional>
#include <string_view>

#include "model/asset.hpp"
#include "model/body.hpp"
#include "model/capacity.hpp"
#include "model/closure.hpp"
#include "model/duty.hpp"
#include "model/judgement.hpp"
#include "model/measure.hpp"
#include "model/monitoring.hpp"
#include "model/paper.hpp"
#include "model/people.hpp"
#include "model/problem.hpp"
#include "model/project.hpp"

namespace luoshi {

/// One value of an enumeration with its name in data (JSON, CSV) and its Chinese word on pages.
template <class Enum>
struct Word {
  Enum value;
  std::string_view name;
  std::string_view chinese;
};

/// The name in data: "in_force". Total: every enumerator has one.
template <class Enum>
[[nodiscard]] std::string_view name_of(Enum value);
/// The Chinese word: 在办.
template <class Enum>
[[nodiscard]] std::string_view chinese_of(Enum value);
template <class Enum>
[[nodiscard]] std::optional<Enum> from_name(std::string_view name);

/// Offered for PlaceLevel, BodyKind, Role, StatementState, AssetKind, Stage, ProjectStage, Meaning, CommitmentState,
/// QuestionState, CheckState, ProblemSource, Proof, EffectOn, Verdict::Word, TurnWay, ProjectTier,
/// MoneySource, Medium, SampleVerdict, FunnelWord, ReviewCause.

}  // namespace luoshi
