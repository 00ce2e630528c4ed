#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "archive/archive.hpp"
#include "assess/city_settings.hpp"
#include "assess/given_response.hpp"
#include "city/city.hpp"
#include "engine/city_data.hpp"
#include "engine/views/measure_effects.hpp"
#include "engine/water_programme.hpp"
#include "model/closure.hpp"
#include "model/measure.hpp"
#include "water/model.hpp"
#include "water/tables.hpp"

namespace luoshi::engine {

/// How a measure's delivery was told.
enum class DeliveryBy {
  Built,    ///< it stands
  Counted,  ///< from the counted progress of its commitment
  ByRate,   ///< from the share of such works that stood in time (settings)
  Unknown   ///< nothing is known of it: whether it will be in time cannot be said
};

/// One measure of the ledger as `given` has it, at the same place; or a firm that stops, whole or in part.
struct CityMeasure {
  Id<Measure> id;                           ///< none of a closure
  Id<Closure> closure;                      ///< none of a measure
  std::vector<Id<Commitment>> commitments;  ///< those that promise it, not withdrawn
  DeliveryBy by = DeliveryBy::Unknown;
  std::vector<double> stands_by;            ///< by period

  /// Of chance: its own, whatever else is in the list.
  [[nodiscard]] std::uint32_t stream() const { return id ? id.number() : closure.number() | 0x8000'0000U; }
};

/// What pages say of a measure or closure.
struct MeasureFacts {
  std::string title, does;             ///< does: 补水 0.5 立方米/秒（清水）、削减氨氮 86 kg/d
  Id<Body> body;
  Id<Asset> asset;
  std::optional<Money> cost;
  std::vector<std::uint32_t> history;  ///< its events
};
[[nodiscard]] MeasureFacts facts_of(const city::City& city, const CityMeasure& measure);

/// A section and an item that are judged, at the same place as `given`'s receptors.
struct CityReceptor {
  Id<Asset> section;
  std::string item;
  Id<Commitment> target;                    ///< the commitment that names the section as its goal, where one does
};

/// An adopted bundle read and its water model solved, or the response of another model in its place; the files stay as long as
/// their digest does.
struct AdoptedModel {
  Digest digest;
  assess::CitySettings settings;
  water::TableModel tables;                    ///< empty with a given response
  std::optional<water::SteadyModel> model;     ///< nothing with a given response: the network is not computed
  std::optional<assess::GivenResponse> given;  ///< one of the two stands
};

/// What the ledger promises and the adopted model answers for (承诺、措施 → 测算). Nothing is invented: what cannot be judged stands
/// in `silent`, what cannot be counted in `left_out`, each with its reason.
struct CityProgramme {
  assess::CitySettings settings;
  assess::GivenProgramme given;
  std::vector<CityMeasure> measures;
  std::vector<CityReceptor> receptors;
  struct Silent {
    Id<Asset> section;
    std::string item, reason;
  };
  std::vector<Silent> silent;
  struct LeftOut {
    Id<Measure> measure;
    Id<Closure> closure;                    ///< one of the two
    std::string reason;
  };
  std::vector<LeftOut> left_out;
  std::vector<WaterEdit> edits;             ///< what measures do that no cut says
  std::vector<Raise> raises;                ///< levels that a measure raises; no help there
  std::vector<Id<Body>> bodies;             ///< as `given` numbers them
  int now = 0;                              ///< the period of the day that asks; may lie outside
  std::shared_ptr<const AdoptedModel> model;  ///< shared with the programmes of later events: it is the larger part of the work
  std::string failure;                      ///< why nothing can be judged at all; empty where it can
};

/// Settings read and the water model solved, or the given response read. With `registers`, every section and source of a given
/// response must stand there. @throws Error{BadInput} naming what is wrong with them.
[[nodiscard]] std::shared_ptr<const AdoptedModel> model_of(const Bundle& bundle, const Digest& digest = {}, const city::City* registers = nullptr);

/// The adopted bundle's city programme as of a day; nothing where none was adopted. A model known from before is taken over
/// while its digest is the adopted one.
[[nodiscard]] std::optional<CityProgramme> programme_of(const city::City& city, const archive::Archive& archive, Day today,
                                                        const std::shared_ptr<const AdoptedModel>& known = nullptr);
/// The same of a model or a bundle that is at hand. @throws Error{BadInput} when settings or model do not read or fit.
[[nodiscard]] CityProgramme programme_of(const city::City& city, const std::shared_ptr<const AdoptedModel>& model, Day today,
                                         std::shared_ptr<const CitySeasons> seasons = nullptr);
[[nodiscard]] CityProgramme programme_of(const city::City& city, const Bundle& bundle, Day today);

/// 给定响应：MODEL（误差约15％); empty where Luoshi's own water model answers, or nothing does.
[[nodiscard]] std::string given_words(const CityProgramme& programme);

}  // namespace luoshi::engine
