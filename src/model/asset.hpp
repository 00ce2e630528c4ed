#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/figure.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
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

/// 项目阶段
enum class ProjectStage { Reserve, Planned, Started, Done };

/// A dated step of a project (节点): planned at first, forecast now, actual when met.
struct Milestone {
  std::string name;
  Day planned{};
  std::optional<Day> forecast;
  std::optional<Day> actual;

  friend bool operator==(const Milestone&, const Milestone&) = default;
};

/// Money of one source in one year (资金).
struct Funding {
  std::string source;  ///< 专项债券, 中央资金, 本级财政
  int year = 0;
  Money amount;

  friend bool operator==(const Funding&, const Funding&) = default;
};

/// A key project (项目) with its tier (省、市、区), stage, money and milestones.
struct Project {
  std::string code;
  std::string name;
  std::string tier;
  ProjectStage stage = ProjectStage::Reserve;
  std::vector<Funding> funding;
  std::vector<Milestone> milestones;
  std::vector<std::string> bottlenecks;

  friend bool operator==(const Project&, const Project&) = default;
};

}  // namespace luoshi
