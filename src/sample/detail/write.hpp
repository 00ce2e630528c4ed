#pragma once

#include <vector>

#include "sample/bulletins.hpp"
#include "sample/detail/world.hpp"

namespace luoshi::sample::detail {

using Worlds = std::vector<World>;

// Each appends its files. A table holds the rows of every copy of the city.
void write_bodies(const Worlds& worlds, std::vector<SampleFile>& files);  ///< registers/ places, bodies, posts, holders
void write_assets(const Worlds& worlds, std::vector<SampleFile>& files);  ///< registers/ what stands in the city
void write_projects(const Worlds& worlds,
                    std::vector<SampleFile>& files);                      ///< registers/ projects with money and dates
void write_duties(const Worlds& worlds, std::vector<SampleFile>& files);  ///< duties/
void write_monitoring(const Worlds& worlds, std::vector<SampleFile>& files);  ///< monitoring/
void write_water(const Worlds& worlds, std::vector<SampleFile>& files);       ///< water/
void write_map(const Worlds& worlds, std::vector<SampleFile>& files);         ///< map/
void write_papers(const Worlds& worlds, std::vector<SampleFile>& files);      ///< papers/

/// registers.xlsx and duties.xlsx: the tables written so far, a sheet each.
void write_workbooks(std::vector<SampleFile>& files);

/// registers.jsonl: the registers as they stood on 31 October 2025, before the first report, as commands for an empty
/// ledger.
void write_history(const Worlds& worlds, std::vector<SampleFile>& files);

[[nodiscard]] inline std::string day_or_empty(const std::optional<Day>& when) {
  return when ? day_text(*when) : std::string{};
}

}  // namespace luoshi::sample::detail
