#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/id.hpp"
#include "model/asset.hpp"
#include "model/body.hpp"
#include "model/paper.hpp"

namespace luoshi {

/// 停产退出状态
enum class ClosureState : std::uint8_t { Planned, Checked, Protected, Ordered, Obstructed, Referred, Accepted, Withdrawn };

/// 两断三清: what proves that a site can no longer produce.
enum class Proof : std::uint8_t { Water, Power, Equipment, Material, Product };

/// Why a firm or a part of it must stop (依据): a law or a document by its number, its article, who issued it, and the paper.
struct LegalBasis {
  std::string instrument;              ///< a law's name or a document's number; 依法 alone is none
  std::string article;
  std::string issuer;
  Id<Document> paper;

  friend bool operator==(const LegalBasis&, const LegalBasis&) = default;
};

/// Something done to prove it, on a day, with its evidence.
struct Cut {
  Proof proof{};
  Day day{};
  std::vector<Digest> evidence;

  friend bool operator==(const Cut&, const Cut&) = default;
};

/// A firm stops for good, whole or in part (停产退出): first checked, then ordered on a legal basis, then proved unit by unit,
/// with its staff and its owner provided for. Obstruction stops the clock until its outcome.
struct Closure {
  Id<Asset> firm;
  std::vector<Id<Asset>> units;        ///< the parts that stop; empty: the whole firm
  Id<Body> lead;                       ///< which carries it through
  LegalBasis basis;
  Day due{};                           ///< by when it is to be carried out, once ordered
  std::string staff;                   ///< where the staff go (职工安置)
  std::string compensation;            ///< what the owner gets, or why nothing (补偿)
  std::string moves_to;                ///< the park it moves to (退城入园), where it does
  std::vector<Cut> cuts;               ///< at most one each
  std::string referred_to;             ///< the authority an obstruction was referred to
  std::optional<Day> stopped;          ///< since when its clock stands still
  std::uint32_t suspended_days = 0;    ///< in which the clock stood still before

  friend bool operator==(const Closure&, const Closure&) = default;
};

}  // namespace luoshi
