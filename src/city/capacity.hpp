#pragma once

#include <optional>
#include <vector>

#include "city/city.hpp"

namespace luoshi::city {

/// A capacity ledger added up (容量账), in the unit of its limit: left = limit − existing − taken + freed, without the entries
/// that were returned. Nothing where 18 digits do not hold a sum.
struct CapacitySums {
  Decimal limit, existing, taken, freed, left;

  friend bool operator==(const CapacitySums&, const CapacitySums&) = default;
};
[[nodiscard]] std::optional<CapacitySums> sums_of(const Capacity& capacity);

/// The amount in the ledger's unit; nothing where the units do not convert exactly. Whether both are of one substance is not asked.
[[nodiscard]] std::optional<Decimal> in_unit_of(const Figure& amount, const Figure& limit);

}  // namespace luoshi::city
