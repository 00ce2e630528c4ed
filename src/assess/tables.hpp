#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "assess/programme.hpp"
#include "base/json.hpp"

namespace luoshi::assess {

class Assessment;

/// A programme handed over as files: measures, and either receptors with a response made by any model, labelled *given*
/// (给定响应), or the loads the measures take away and a water model that answers for them. Formats: docs/formats/programme.md.
struct GivenSettings {
  std::string name, model;  ///< of the programme; of the model that made the response, and when
  std::string measures, receptors, responses;  ///< file names; the last two empty where `water` is named
  std::string water;                           ///< file name of a water model, or empty
  std::vector<std::string> items;              ///< of the water model's sections to judge: NH3-N
  std::uint32_t periods = 0;
  std::uint8_t target = 0;                     ///< in which the sections of a water model are to meet their class
  double model_error = 0, kind_share = 0, error_share = 0;
  double delivery_share = 0;  ///< part of what decides a delivery that all measures of one body share; 0 … 1

  /// The tables to read.
  [[nodiscard]] std::vector<std::string> files() const;
};
/// @throws Error{BadInput} with file and line: an unknown setting, one that is missing or outside its range.
[[nodiscard]] GivenSettings read_given_settings(std::string_view toml, const std::string& name);

/// What a measure takes out of a river reach: of what enters evenly along it, or of one of its sources.
struct Cut {
  std::uint32_t measure = 0;
  std::string reach, substance;
  double kg_per_day = 0;
  std::string source = {};  ///< id of the source that gives less; empty: along the reach
};

/// The programme with the names its numbers stand for, and how likely each measure stands by each period.
struct GivenProgramme {
  Programme programme;
  std::vector<std::string> measures, receptors, bodies, units;  ///< units by receptor
  std::vector<std::vector<double>> stands_by;                   ///< by measure: chance for each period, never falling
  std::vector<Cut> cuts;                                        ///< for a water model to answer
  struct Silent {
    std::string receptor, reason;
  };
  std::vector<Silent> silent;                                   ///< receptors that no model can answer for, and why
};
/// Receptors and effects stay empty where the settings name a water model. @throws Error{BadInput}, "NAME:LINE:COLUMN: problem (why) what to do"; a unit that differs between a response and its
/// receptor is refused.
[[nodiscard]] GivenProgramme read_given(const GivenSettings& settings, const std::map<std::string, std::string>& tables);

/// One thing that is delivered: how likely it stands by each period (never falling), whose it is, and the number of the stream
/// of chance that is its own whatever else is in the list.
struct Delivery {
  std::vector<double> stands_by;
  std::uint32_t body = 0, stream = 0;
};
/// Deliveries drawn by a normal factor for each body and one for each thing (Gaussian copula); `share` is the body's part of
/// the variance. The same bits everywhere and on any number of threads. Requires 1 ≤ draws ≤ 10^7, 0 ≤ share ≤ 1, threads ≥ 1.
[[nodiscard]] Draws draw_deliveries(const std::vector<Delivery>& things, double share, std::uint32_t draws, std::uint64_t seed, unsigned threads = 1);

/// Deliveries drawn from `stands_by`, by a normal factor for each body and one for each measure (Gaussian copula).
/// The same bits everywhere. Requires 1 ≤ draws ≤ 10^7.
[[nodiscard]] Draws draw_given(const GivenSettings& settings, const GivenProgramme& given, std::uint32_t draws,
                               std::uint64_t seed);

/// Every answer about every receptor at its target: met, enough, level, shortfall, the measures and bodies that would help.
[[nodiscard]] Json answers_of(const GivenSettings& settings, const GivenProgramme& given, const Assessment& assessment,
                              std::size_t helpers);
/// The same in plain Chinese, a paragraph a receptor.
[[nodiscard]] std::string words_of(const Json& answers);

}  // namespace luoshi::assess
