#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "model/body.hpp"

namespace luoshi {

/// 对象类别
enum class AssetKind {
  River, Reach, Section, Outfall, Sewer, Works, Firm, Unit, Stack, Park, Parcel, Wetland, Station, Other
};

/// How far work on an asset has come (漏斗): listed → entered → built → effective → stable. A count is never a denominator.
enum class Stage { Listed, Entered, Built, Effective, Stable };

/// A thing the programme works on or watches (对象): counted once however many promise it.
struct Asset {
  std::string code;  ///< unique in the city: R-0001
  std::string name;
  AssetKind kind = AssetKind::Other;
  Id<Place> place;
  Id<Asset> part_of;  ///< a unit of a firm, a reach of a river
  Stage stage = Stage::Listed;

  friend bool operator==(const Asset&, const Asset&) = default;
};

}  // namespace luoshi
