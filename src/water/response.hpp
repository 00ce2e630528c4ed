#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/judgement.hpp"
#include "water/model.hpp"

namespace luoshi::water {

/// What the room hands to others about one substance: mg/L at each section (receptor = its number) per kg/d of each
/// source (source = its number) less or more of that substance. Sections that cannot be judged stand in `silent`, with
/// the reason in plain Chinese; sections below an oxygen-less reach in `bent`: there the terms hold only near the
/// present state.
struct SectionResponse {
  Response response;
  struct Silent {
    std::size_t section;
    std::string reason;
  };
  std::vector<Silent> silent;
  std::vector<std::size_t> bent;
};
/// `model_error` is the relative standard deviation the caller knows from comparing the model with measurements.
[[nodiscard]] SectionResponse section_response(const SteadyModel& model, std::size_t species, double model_error);

/// d C(reach, species) per unit of something that is not linear, by live edits beside the present state and one back to
/// it (the model's bits are the same afterwards): error about 1e-6 of the answer.
[[nodiscard]] double change_per_source_flow(SteadyModel& model, std::size_t source, std::size_t reach,
                                            std::size_t species);
[[nodiscard]] double change_per_head_flow(SteadyModel& model, std::size_t at, std::size_t reach, std::size_t species);
/// Per relative change of one reaction's rate in one reach: kg/m³ for a doubling, were it linear.
[[nodiscard]] double change_per_rate(SteadyModel& model, std::size_t at, std::size_t reaction, std::size_t reach,
                                     std::size_t species);

}  // namespace luoshi::water
