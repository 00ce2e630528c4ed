#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sample/bulletins.hpp"

namespace luoshi::sample {

struct SampleOptions {
  std::uint64_t seed = 20261031;
  unsigned scale = 1;  ///< so many copies of the city side by side, 1 … 99, for benchmarks
};

/// The fictional city 云溪市 as it stands on 31 October 2026: registers, promises, twelve months of reports and checks,
/// monitoring, a map and papers. What each file holds is in README.md beside this header.
///
/// Pure and deterministic: equal options, equal bytes, on every machine. The facts of design section 7 hold for every
/// seed (495 rivers, 214 finished, 975 km …) and multiply with `scale`; the seed decides which river, when, by whom.
/// Each table ends with a column 样例, each map file says "sample", each made paper ends with the same notice.
/// Requires 1 ≤ scale ≤ 99.
[[nodiscard]] std::vector<SampleFile> generate(const SampleOptions& options);

}  // namespace luoshi::sample
