#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assess/given_response.hpp"
#include "assess/tables.hpp"
#include "engine/water_programme.hpp"
#include "model/measure.hpp"
#include "water/model.hpp"

namespace luoshi::engine {

/// What measures do to a water model (措施 → 模型), one after the other: each takes of what the ones before left. A reach is known by
/// the code of its asset, an outfall, a works, a firm or a part of it by that of a source; else by the reach it is a part of.
///
/// | effect | in the model |
/// |---|---|
/// | load (mass a day or a year) | cut along the reach, or of the source |
/// | effluent × treated | the same: mg/L × m³/s |
/// | flow, and brought for each substance judged (or 清水) | water at the head of the reach; oxygen at saturation unless stated |
/// | oxygen demand, g/m²/d | less of the mud's; only where oxygen is judged |
///
/// What the model cannot answer is left out with its reason: nothing is supposed. An outfall or firm whose load the model does not
/// keep apart counts once, by the first measure that names it.
class MeasureEffects {
 public:
  /// `items` are those judged. The model must outlive this.
  MeasureEffects(const water::SteadyModel& model, const std::vector<std::string>& items);
  /// In the place of a model the response of another one: its sources stand for reaches, and it answers for loads alone.
  explicit MeasureEffects(const assess::GivenResponse& response);

  /// On what a measure acts: code and kind of its asset, the code of what that is a part of.
  struct Target {
    std::string_view code;
    AssetKind kind = AssetKind::Other;
    std::string_view part_of;
  };
  struct Read {
    std::vector<assess::Cut> cuts;     ///< their measure is 0
    std::optional<WaterEdit> edit;     ///< its measure is 0
    std::uint32_t doubt_percent = 0;   ///< the largest of what counts; 0: none stated
    std::string left_out;              ///< why it, or a part of it, does not count; empty where all does
    [[nodiscard]] bool counts() const { return !cuts.empty() || edit.has_value(); }
  };
  [[nodiscard]] Read read(const Measure& measure, const Target& target);
  /// All that a source still gives: its unit stops for good. Nothing where the model has no such source, or it was taken before.
  [[nodiscard]] Read all_of(std::string_view source, const std::string& title);
  [[nodiscard]] bool has_source(std::string_view code) const { return sources_.contains(code); }

 private:
  struct Spot {
    std::size_t reach = 0, source = water::kNowhere;
    bool of_reach = false;  ///< a part of a reach, whose load the model does not keep apart
  };
  struct Sum;  // of the effects of one measure
  [[nodiscard]] std::optional<Spot> spot_of(const Target& target) const;
  [[nodiscard]] std::string gather(const Effect& effect, Sum& sum) const;
  [[nodiscard]] std::string take_loads(Sum& sum, const Spot& spot, const Measure& measure, Read& made);
  [[nodiscard]] std::string take_edit(Sum& sum, const Spot& spot, Read& made);

  [[nodiscard]] std::optional<std::size_t> species_of(const std::string& substance) const;

  const water::SteadyModel* model_ = nullptr;            // none of a given response
  std::vector<std::string> substances_, names_;          // names by reach
  std::vector<bool> asked_of_water_;                     // species of which brought water must say how much it holds
  bool oxygen_judged_ = false;
  std::map<std::string, std::size_t, std::less<>> reaches_, sources_;
  std::vector<double> left_;                             // kg/d by reach, then species; below zero: nothing is known of it
  std::vector<double> of_source_;                        // kg/d by source, then species
  std::vector<double> demand_left_, head_left_;          // by reach
  std::map<std::string, std::string, std::less<>> taken_;  // asset → title of the measure that took its load
};

/// What a measure is said to do, in plain words: 补水 0.5 立方米/秒（清水）、削减氨氮 86 kg/d; empty where it says nothing.
[[nodiscard]] std::string does_words(const Measure& measure);

/// NH3-N for 氨氮; a name the model knows stays as it is.
[[nodiscard]] std::string substance_of(std::string_view words);

}  // namespace luoshi::engine
