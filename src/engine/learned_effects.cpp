#include "engine/learned_effects.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <memory>

#include "base/error.hpp"
#include "base/unit.hpp"
#include "engine/enough.hpp"
#include "engine/section_view.hpp"
#include "model/words.hpp"
#include "water/sensitivity.hpp"

namespace luoshi::engine {
namespace {

constexpr int kYear = 12;
constexpr double kNotInModel = -1;
constexpr double kMgLPerKgD = 1e3 / 86400.0;  // s/m³ → mg/L for each kg/d

int month_of(Day day) { return static_cast<int>(day.year()) * kYear + static_cast<int>(static_cast<unsigned>(day.month())) - 1; }
int month_of(std::string_view text) { return std::stoi(std::string{text.substr(0, 4)}) * kYear + std::stoi(std::string{text.substr(5, 2)}) - 1; }
std::string month_text(int month) {
  const int in_year = month % kYear + 1;
  return std::to_string(month / kYear) + (in_year < 10 ? "-0" : "-") + std::to_string(in_year);
}

/// A section with months of monitoring, and how it answers to loads.
struct Site {
  Id<Asset> asset;
  std::map<std::string, std::map<int, double>, std::less<>> levels;           // by item and month
  std::map<std::string, std::vector<double>, std::less<>> diffuse;            // by item: of the water model, s/m³
  std::optional<std::size_t> reach;                                           // of the water model
};

/// A load effect of a measure, kg/d.
struct Claim {
  Id<Measure> id;
  const Measure* measure = nullptr;
  std::string item, source;
  double kg_d = 0;
  bool stands = false;
};

class Learning {
 public:
  Learning(const city::City& city, const AdoptedModel& model, const SectionMonths& months) : city_{city}, model_{model} {
    if (model.model)
      for (std::size_t r = 0; r < model.model->reaches(); ++r) reaches_.emplace(model.model->network().reaches[r].id, r);
    for (const auto& [asset, own] : months.by_section) add_site(Id<Asset>{asset}, own, months.items);
    city.all<Measure>().each([&](std::size_t index, const city::KeptThing<Measure>& kept) { add_claims(Id<Measure>::at_index(index), kept); });
  }

  LearnedCity all() {
    for (const Claim& claim : claims_)
      if (claim.stands) judge(claim);
    for (std::size_t k = 0; k < made_.kinds.size(); ++k) {
      LearnedEffects& kind = made_.kinds[k];
      kind.learned = assess::learn(trials_[k]);
      for (const std::uint32_t out : kind.learned.unjudged) cannot(kind.measures[out].id, "各月的差一模一样，分不出误差");
    }
    return std::move(made_);
  }

 private:
  void add_site(Id<Asset> asset, const std::vector<SectionMonths::Month>& own, const std::vector<std::string>& items) {
    Site site;
    site.asset = asset;
    for (const SectionMonths::Month& month : own)
      for (std::size_t i = 0; i < items.size(); ++i)
        if (month.levels[i]) site.levels[items[i]][month_of(month.month)] = *month.levels[i];
    const Asset& value = city_.assets[asset.index()].value;
    if (model_.model)
      for (const auto& section : model_.model->network().sections)
        if (section.id == value.code || section.id == value.name) {
          if (model_.model->has(section.reach, water::Mark::CannotSayTidal) || model_.model->has(section.reach, water::Mark::Dry)) continue;
          site.reach = section.reach;
          for (const auto& [item, levels] : site.levels)
            if (const auto species = model_.model->kinetics().find(item)) site.diffuse[item] = water::sensitivity(*model_.model, section.reach, *species).diffuse;
        }
    sites_.push_back(std::move(site));
  }

  void add_claims(Id<Measure> id, const city::KeptThing<Measure>& kept) {
    const auto state = static_cast<MeasureState>(kept.course.state);
    const bool stands = (state == MeasureState::Built || state == MeasureState::Effective) && kept.value.built.has_value();
    bool any = false;
    for (const Effect& effect : kept.value.effects) {
      if (effect.on != EffectOn::Load) continue;
      const auto unit = read_unit(effect.amount.unit);
      const auto amount = unit ? in_base(effect.amount.value, *unit) : std::nullopt;
      static const double kilogram_a_day = in_base(Decimal{1}, *read_unit("kg/d")).value().to_double();
      if (!amount || !(amount->to_double() > 0)) continue;
      any = true;
      claims_.push_back({id, &kept.value, substance_of(effect.amount.of), city_.assets[kept.value.asset.index()].value.code, amount->to_double() / kilogram_a_day, stands});
      break;  // a measure is judged by the first load it takes away
    }
    if (stands && !any) cannot(id, "没有声明削减多少负荷，无从对照");
  }

  void cannot(Id<Measure> id, std::string reason) { made_.unjudged.push_back({id, std::move(reason)}); }

  /// mg/L that the level at the site falls for each kg/d less there; kNotInModel where the model has not both.
  double response(const Site& site, const std::string& item, const std::string& source) const {
    if (model_.given) return given_response(site, item, source);
    const auto reach = reaches_.find(source);
    const auto found = site.diffuse.find(item);
    if (reach == reaches_.end() || found == site.diffuse.end()) return kNotInModel;
    return found->second[reach->second * model_.model->species() + *model_.model->kinetics().find(item)] * kMgLPerKgD;
  }

  double given_response(const Site& site, const std::string& item, const std::string& source) const {
    const assess::GivenResponse& given = *model_.given;
    const Asset& value = city_.assets[site.asset.index()].value;
    const auto at = std::find_if(given.receptors.begin(), given.receptors.end(),
                                 [&](const auto& each) { return each.item == item && (each.section == value.code || each.section == value.name); });
    if (at == given.receptors.end()) return kNotInModel;
    const auto substance = static_cast<std::uint32_t>(std::find(given.substances.begin(), given.substances.end(), item) - given.substances.begin());
    const auto effects = given.effects.find(std::pair{source, substance});
    if (effects == given.effects.end()) return 0;  // the table says nothing of it there: it does nothing
    for (const assess::GivenResponse::Effect& effect : effects->second)
      if (effect.receptor == at - given.receptors.begin()) return effect.per_kg_d;
    return 0;
  }

  struct Window {
    int before_from, before_to, after_from, after_to;  // months, the last included
  };
  static Window window_of(const Measure& measure) {
    const int start = month_of(measure.started.value_or(*measure.built)), built = month_of(*measure.built);
    return {start - kYear, start - 1, built + 1, built + kYear};
  }
  static bool meets(const Measure& other, const Window& window) {
    if (!other.built) return false;
    const int start = month_of(other.started.value_or(*other.built)), built = month_of(*other.built);
    return built >= window.before_from && start <= window.after_to;
  }

  /// Another measure that was built there meanwhile; nothing where there is none.
  const Claim* also_built(const Claim& claim, const Site& site, const Window& window, bool own_too) const {
    const Asset& at = city_.assets[site.asset.index()].value;
    for (const Claim& other : claims_) {
      if (!other.stands || other.item != claim.item || (!own_too && other.id == claim.id) || !meets(*other.measure, window)) continue;
      const double does = response(site, claim.item, other.source);
      const Asset& acts_on = city_.assets[other.measure->asset.index()].value;
      if (does > 0 || (does == kNotInModel && (acts_on.place == at.place || other.measure->asset == site.asset))) return &other;
    }
    return nullptr;
  }

  struct Pairs {
    std::vector<double> falls;
    int first = std::numeric_limits<int>::max(), last = 0;
  };
  using Levels = std::map<int, double>;
  // The same month before and after, as far as both were measured at the section; the ratio that the controls say, their median.
  static Pairs pairs_of(const Levels& own, const std::vector<const Levels*>& controls, const Window& window) {
    Pairs pairs;
    for (int before = window.before_from; before <= window.before_to; ++before)
      for (int after = window.after_from; after <= window.after_to; ++after) {
        const auto b = own.find(before), a = own.find(after);
        if ((after - before) % kYear != 0 || b == own.end() || a == own.end()) continue;
        std::vector<double> ratios;
        for (const Levels* control : controls)
          if (const auto cb = control->find(before), ca = control->find(after); cb != control->end() && ca != control->end() && cb->second > 0)
            ratios.push_back(ca->second / cb->second);
        if (ratios.empty()) continue;
        std::sort(ratios.begin(), ratios.end());
        const double ratio = (ratios[ratios.size() / 2] + ratios[(ratios.size() - 1) / 2]) / 2;
        pairs.falls.push_back(b->second * ratio - a->second);
        pairs.first = std::min(pairs.first, before);
        pairs.last = std::max(pairs.last, after);
      }
    return pairs;
  }

  struct Control {
    std::vector<Id<Asset>> sites;
    ControlBy by = ControlBy::Outside;
    Pairs pairs;
  };

  std::optional<ControlBy> control_by(const Claim& claim, const Site& site, const Site& other, const Window& window) const {
    const double reached = response(other, claim.item, claim.source);
    if (&other == &site || reached > 0 || also_built(claim, other, window, true) != nullptr) return std::nullopt;
    if (reached == kNotInModel) return ControlBy::Outside;
    const bool above = other.reach && response(site, claim.item, model_.model->network().reaches[*other.reach].id) > 0;
    return above ? ControlBy::Upstream : ControlBy::Unaffected;
  }

  /// All sections of the best sort there is: upstream, in the model and not reached, else outside it; each with months enough.
  Control control_of(const Claim& claim, const Site& site, const Window& window) const {
    const Levels& own = site.levels.find(claim.item)->second;
    std::map<ControlBy, std::vector<const Site*>> sorts;
    for (const Site& other : sites_) {
      const auto levels = other.levels.find(claim.item);
      const auto by = control_by(claim, site, other, window);
      if (by && levels != other.levels.end() && pairs_of(own, {&levels->second}, window).falls.size() >= kLeastMonths) sorts[*by].push_back(&other);
    }
    if (sorts.empty()) return {};
    const auto& [by, best] = *sorts.begin();
    Control control{{}, by, {}};
    std::vector<const Levels*> levels;
    for (const Site* each : best) {
      control.sites.push_back(each->asset);
      levels.push_back(&each->levels.find(claim.item)->second);
    }
    control.pairs = pairs_of(own, levels, window);
    return control;
  }

  void judge(const Claim& claim) {
    const Site* site = nullptr;
    double per_kg_d = 0;
    for (const Site& each : sites_)
      if (const double does = response(each, claim.item, claim.source); does > per_kg_d && each.levels.contains(claim.item)) {
        per_kg_d = does;
        site = &each;
      }
    if (site == nullptr) return cannot(claim.id, "所采用的模型里，没有受它影响又有逐月监测的断面");
    const Window window = window_of(*claim.measure);
    const std::string name = city_.assets[site->asset.index()].value.name;
    if (const Claim* const other = also_built(claim, *site, window, false))
      return cannot(claim.id, "同一时段“" + other->measure->title + "”也作用于" + name + "，分不开");
    const Pairs own = pairs_of(site->levels.at(claim.item), {&site->levels.at(claim.item)}, window);
    if (own.falls.size() < kLeastMonths)
      return cannot(claim.id, name + "前后同月都有监测的只有" + std::to_string(own.falls.size()) + "个月，至少要" + std::to_string(kLeastMonths) + "个月");
    Control control = control_of(claim, *site, window);
    if (control.sites.empty()) return cannot(claim.id, "没有可对照的断面：别处都受它影响、同期也建了措施，或月份不足");
    keep(claim, *site, per_kg_d, control);
  }

  void keep(const Claim& claim, const Site& site, double per_kg_d, Control& control) {
    const AssetKind kind = city_.assets[claim.measure->asset.index()].value.kind;
    auto found = std::find_if(made_.kinds.begin(), made_.kinds.end(), [&](const LearnedEffects& each) { return each.kind == kind && each.item == claim.item; });
    if (found == made_.kinds.end()) {
      made_.kinds.push_back({kind, claim.item, {}, {}});
      trials_.emplace_back();
      found = made_.kinds.end() - 1;
    }
    auto& trials = trials_[static_cast<std::size_t>(found - made_.kinds.begin())];
    assess::Trial trial;
    trial.measure = static_cast<std::uint32_t>(found->measures.size());
    trial.size = per_kg_d * claim.kg_d;
    trial.promised = 1;
    trial.falls = std::move(control.pairs.falls);
    trials.push_back(std::move(trial));
    found->measures.push_back({claim.id, site.asset, std::move(control.sites), control.by, claim.kg_d, per_kg_d * claim.kg_d, month_text(control.pairs.first), month_text(control.pairs.last)});
  }

  const city::City& city_;
  const AdoptedModel& model_;
  std::map<std::string, std::size_t, std::less<>> reaches_;
  std::vector<Site> sites_;
  std::vector<Claim> claims_;
  std::vector<std::vector<assess::Trial>> trials_;  // by kind
  LearnedCity made_;
};

const char* by_name(ControlBy by) {
  return by == ControlBy::Upstream ? "upstream" : by == ControlBy::Unaffected ? "unaffected" : "outside";
}
const char* by_words(std::string_view by) {
  return by == "upstream" ? "上游断面" : by == "unaffected" ? "模型里不受它影响" : "同类断面，不在模型里";
}

Json estimate_json(const std::optional<assess::Estimate>& estimate) {
  return estimate ? Json::object({{"effect", estimate->effect}, {"low", estimate->low}, {"high", estimate->high}}) : Json{};
}

Json measured_json(const city::City& city, const LearnedEffects& kind) {
  Json list = Json::array();
  for (const assess::Measured& one : kind.learned.measured) {
    const BuiltMeasure& built = kind.measures[one.measure];
    const Measure& value = city.all<Measure>()[built.id.index()].value;
    Json controls = Json::array();
    for (const Id<Asset> control : built.controls) controls.push_back(city.assets[control.index()].value.name);
    list.push_back(Json::object({{"measure", built.id.number()},
                                 {"title", value.title},
                                 {"body_name", city.bodies[value.body.index()].value.name},
                                 {"built", day_text(*value.built)},
                                 {"section", built.section.number()},
                                 {"section_name", city.assets[built.section.index()].value.name},
                                 {"control_names", std::move(controls)},
                                 {"control_by", by_name(built.by)},
                                 {"first_month", built.first_month},
                                 {"last_month", built.last_month},
                                 {"promised_kg_d", built.promised_kg_d},
                                 {"promised_fall", built.promised_fall},
                                 {"share", one.effect},
                                 {"error", one.standard_error},
                                 {"pooled", one.pooled}}));
  }
  return list;
}

// 桐屿、新禾等10个断面
std::string controls_words(const Json::Array& names) {
  std::string words;
  for (std::size_t i = 0; i < names.size() && i < 2; ++i) words += (i == 0 ? "" : "、") + names[i].as_string();
  return names.size() > 2 ? words + "等" + std::to_string(names.size()) + "个断面" : words;
}

std::string share_words(double share) { return level_words(share); }

std::string interval_text(const Json& estimate) {
  return share_words(estimate.at("effect").as_number()) + "（" + share_words(estimate.at("low").as_number()) + "～" + share_words(estimate.at("high").as_number()) + "）";
}

}  // namespace

LearnedCity learned_of(const city::City& city, const AdoptedModel& model, const SectionMonths& months) { return Learning{city, model, months}.all(); }

Json learned_page(const city::City& city, const archive::Archive& archive, const std::shared_ptr<const AdoptedModel>& model) {
  Json kinds = Json::array(), unjudged = Json::array();
  const auto digest = adopted_digest(city, kSectionMonths);
  std::string reason = !model ? "没有采用测算设定，不知道措施该使断面降多少" : !digest ? "没有采用断面逐月监测，前后无从对照" : "";
  if (reason.empty()) {
    const LearnedCity learned = learned_of(city, *model, read_section_months(city, archive.get(*digest), "断面逐月监测"));
    for (const LearnedEffects& kind : learned.kinds)
      kinds.push_back(Json::object({{"kind", std::string{chinese_of(kind.kind)} + "·" + item_words(kind.item)},
                                    {"measured", measured_json(city, kind)},
                                    {"mean", estimate_json(kind.learned.mean)},
                                    {"next", estimate_json(kind.learned.next)},
                                    {"between", kind.learned.between}}));
    for (const Unlearned& out : learned.unjudged)
      unjudged.push_back(Json::object({{"measure", out.id.number()}, {"title", city.all<Measure>()[out.id.index()].value.title}, {"reason", out.reason}}));
    if (learned.kinds.empty() && learned.unjudged.empty()) reason = "还没有建成的措施";
  }
  return Json::object({{"reason", reason}, {"least_months", static_cast<std::int64_t>(kLeastMonths)}, {"kinds", std::move(kinds)}, {"unjudged", std::move(unjudged)}});
}

std::string learned_page_text(const Json& page) {
  std::string words;
  if (!page.at("reason").as_string().empty()) return "说不清：" + page.at("reason").as_string() + "\n";
  for (const Json& kind : page.at("kinds").as_array()) {
    words += kind.at("kind").as_string() + "（实测占承诺的份数，1是如数）\n";
    for (const Json& one : kind.at("measured").as_array())
      words += "  " + one.at("title").as_string() + "  承诺" + level_words(one.at("promised_kg_d").as_number()) + " kg/d  实测" +
               level_words(one.at("promised_kg_d").as_number() * one.at("share").as_number()) + "±" +
               level_words(one.at("promised_kg_d").as_number() * one.at("error").as_number()) + " kg/d  " + share_words(one.at("share").as_number()) + "±" +
               share_words(one.at("error").as_number()) + "份  向同类收缩后" + share_words(one.at("pooled").as_number()) + "  " + one.at("section_name").as_string() + "对照" +
               controls_words(one.at("control_names").as_array()) + "（" + by_words(one.at("control_by").as_string()) + "），" + one.at("first_month").as_string() + "至" + one.at("last_month").as_string() + "同月相比\n";
    if (kind.at("next").is_null()) {
      words += "  可判的不足三项，不给先验\n";
      continue;
    }
    words += "  同类平均 " + interval_text(kind.at("mean")) + "；下一项的先验 " + interval_text(kind.at("next")) + "（九成区间）：供计划下一项用，由人决定采用，测算不自动使用\n";
  }
  for (const Json& out : page.at("unjudged").as_array()) words += out.at("title").as_string() + "  说不清：" + out.at("reason").as_string() + "\n";
  return words;
}

}  // namespace luoshi::engine
