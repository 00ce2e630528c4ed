#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "numeric/lp.hpp"
#include "water/allocation.hpp"
#include "water/diel.hpp"
#include "water/q2k.hpp"
#include "water/sensitivity.hpp"
#include "water/tables.hpp"
#include "water/transport.hpp"
#include "water/uncertainty.hpp"
#include "water/verify.hpp"

namespace luoshi::water {

/// The questions of `luoshi water …`, each answered as one JSON value whose number names end in their unit; the words
/// for people are made from the same value by `words_of`. Loads kg/d, concentrations mg/L, flows m³/s.

/// The items of the standard that a model gives at a place: TP and TN as sums, BOD5 not (it is a test of five days), and
/// nothing of which no source upstream states a load: that is unknown, not clean.
[[nodiscard]] std::vector<ItemValue> items_at(const SteadyModel& model, std::size_t reach);

enum class Detail { Sections, EveryReach };
/// Flow, concentrations, class and governing item at every section; and what cannot be said, with its place.
[[nodiscard]] Json solve_answer(const TableModel& tables, const SteadyModel& model, Detail detail);

/// Whose load it is at a section. @throws Error{BadInput} for a section or species that does not exist.
enum class ShareBy { Source, Town, Sector };
[[nodiscard]] Json shares_answer(const SteadyModel& model, std::string_view section, std::string_view species,
                                 ShareBy by);

/// The best loads of one species under the goals of all sections.
[[nodiscard]] Json capacity_answer(const TableModel& tables, const SteadyModel& model, std::string_view species,
                                   Principle principle, double fairness, const numeric::LpSolver& solver);

/// Applies changes ("works-1:NH3-N=-30%", "works-1:NH3-N=120kg/d", "works-1:flow=0.5m3/s", "R12:temperature=25",
/// "R12:head_flow=2m3/s") and shows every section before and after.
/// @throws Error{BadInput} naming the change that cannot be read or names what is not there.
[[nodiscard]] Json what_if_answer(const TableModel& tables, SteadyModel& model,
                                  const std::vector<std::string>& changes);

/// How likely each section is in each class and meets its goal, by `draws` solves with drawn flows, loads and rates.
[[nodiscard]] Json odds_answer(const TableModel& tables, const SteadyModel& model, const Doubt& doubt,
                               std::size_t draws, std::uint64_t seed, unsigned threads);

/// The steady model of a .q2k file: its network at textbook rates with the file's reaeration; sections at the mouth and
/// where the file holds measurements, judged by class Ⅲ (the file states no goal).
[[nodiscard]] TableModel steady_model_of(const Q2kFile& file);

/// Temperature, oxygen, ammonia, pH and bottom algae through the day, reach by reach, beside what was measured; and what
/// of the file is not modelled. @throws Error{BadInput} naming what is wrong with the river.
[[nodiscard]] Json day_answer(const Q2kFile& file);

/// Case, required, reached of every verification.
[[nodiscard]] Json verify_answer(const std::vector<VerificationCase>& cases);

/// An answer in Chinese, line by line.
[[nodiscard]] std::string words_of(const Json& answer);

}  // namespace luoshi::water
