#include "water/answers.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "formats/csv.hpp"

namespace luoshi::water {
namespace {

constexpr double kMgL = 1e3, kKgDay = 86400.0;

std::size_t section_named(const SteadyModel& model, std::string_view name) {
  const auto& sections = model.network().sections;
  for (std::size_t k = 0; k < sections.size(); ++k)
    if (sections[k].id == name) return k;
  throw Error{Fault::BadInput, "section '" + std::string{name} + "' is not in the table of sections; correct the name"};
}

std::size_t species_named(const SteadyModel& model, std::string_view name) {
  if (const auto found = model.kinetics().find(name)) return *found;
  std::string names;
  for (const std::string& each : model.kinetics().species) names += (names.empty() ? "" : ", ") + each;
  throw Error{Fault::BadInput,
              "'" + std::string{name} + "' is no substance of this model (there are: " + names + "); correct it"};
}

Json marks_of(const SteadyModel& model, std::size_t reach) {
  Json marks = Json::array();
  const std::pair<Mark, const char*> names[] = {
      {Mark::Dry, "dry"},       {Mark::LoadOnDry, "load on dry bed"},        {Mark::Shortage, "shortage"},
      {Mark::Anoxic, "anoxic"}, {Mark::CannotSayTidal, "cannot say: tidal"}, {Mark::Stagnant, "stagnant"}};
  for (const auto& [mark, name] : names)
    if (model.has(reach, mark)) marks.push_back(name);
  return marks;
}

Json place_json(const SteadyModel& model, std::size_t reach) {
  Json place = Json::object();
  place.set("reach", model.network().reaches[reach].id);
  place.set("flow_m3_s", model.end_flow(reach));
  place.set("marks", marks_of(model, reach));
  if (model.has(reach, Mark::CannotSayTidal) || model.has(reach, Mark::Dry)) return place;
  Json concentrations = Json::object();
  for (std::size_t s = 0; s < model.species(); ++s)
    concentrations.set(model.kinetics().species[s], model.concentration(reach, s) * kMgL);
  place.set("concentration_mg_l", std::move(concentrations));
  return place;
}

Json judgement_json(const SteadyModel& model, std::size_t reach, WaterBody body, WaterClass goal) {
  if (model.has(reach, Mark::CannotSayTidal)) return Json::object({{"cannot_say", "tidal"}});
  if (model.has(reach, Mark::Dry)) return Json::object({{"cannot_say", "dry"}});
  const Judgement judged = judge(SurfaceWaterStandard::shipped(), items_at(model, reach), body, goal);
  Json made = Json::object();
  made.set("goal", chinese(goal));
  made.set("class", chinese(judged.water_class));
  made.set("meets", judged.water_class <= goal);
  made.set("limits_checked", judged.checked);
  Json governing = Json::array(), items = Json::array();
  for (const std::string& item : judged.governing) governing.push_back(item);
  for (const ItemClass& item : judged.items)
    items.push_back(Json::object({{"item", item.item},
                                  {"mg_l", item.mg_per_l},
                                  {"class", chinese(item.water_class)},
                                  {"times_over", item.times_over}}));
  made.set("governing", std::move(governing));
  made.set("items", std::move(items));
  return made;
}

Json balance_json(const SteadyModel& model) {
  Json list = Json::array();
  for (std::size_t s = 0; s < model.species(); ++s) {
    const auto b = model.balance(s);
    list.push_back(Json::object({{"substance", model.kinetics().species[s]},
                                 {"entered_kg_d", b.entered * kKgDay},
                                 {"left_kg_d", b.left * kKgDay},
                                 {"taken_kg_d", b.taken * kKgDay},
                                 {"to_sea_kg_d", b.swapped * kKgDay},
                                 {"reacted_kg_d", b.reacted * kKgDay},
                                 {"residual_kg_d", b.residual() * kKgDay}}));
  }
  return list;
}

const char* principle_name(Principle principle) {
  switch (principle) {
    case Principle::LargestLoad:
      return "largest load";
    case Principle::LeastCost:
      return "least cost";
    case Principle::EqualPercentage:
      return "equal percentage";
    case Principle::FairLeastCost:
      return "fair least cost";
  }
  return "";
}

/// One change of a what-if: the name before ':', what before '=', the number and its unit.
struct Change {
  std::string name, what, unit;
  double value = 0;
};
Change read_change(const std::string& text) {
  const auto refuse = [&text](const std::string& why) -> Change {
    throw Error{Fault::BadInput, "the change '" + text + "' cannot be read (" + why +
                                     "); write NAME:WHAT=NUMBER with its unit, as works-1:NH3-N=-30%"};
  };
  const std::size_t equals = text.rfind('='), colon = text.rfind(':', equals);
  if (equals == std::string::npos || colon == std::string::npos) return refuse("a ':' or '=' is missing");
  Change change{text.substr(0, colon), text.substr(colon + 1, equals - colon - 1), "", 0};
  std::size_t end = equals + 1;
  while (end < text.size() && std::string_view{"+-.0123456789eE"}.find(text[end]) != std::string_view::npos) ++end;
  const auto number = formats::read_number(std::string_view{text}.substr(equals + 1, end - equals - 1));
  if (!number) return refuse("no number after '='");
  change.value = *number;
  change.unit = text.substr(end);
  return change;
}

void apply(SteadyModel& model, const std::string& text) {
  const Change change = read_change(text);
  const auto refuse = [&text](const std::string& why) {
    throw Error{Fault::BadInput, "the change '" + text + "' cannot be made (" + why + "); correct it"};
  };
  const auto& network = model.network();
  for (std::size_t k = 0; k < network.sources.size(); ++k) {
    if (network.sources[k].id != change.name) continue;
    const bool percent = change.unit == "%";
    if (change.what == "flow") {
      if (!percent && change.unit != "m3/s") refuse("a flow is in m3/s or %");
      const double flow = percent ? network.sources[k].flow * (1 + change.value / 100) : change.value;
      if (flow < 0) refuse("a flow below 0");
      return model.set_source_flow(k, flow);
    }
    const std::size_t s = species_named(model, change.what);
    if (!percent && change.unit != "kg/d") refuse("a load is in kg/d or %");
    auto load = network.sources[k].load;
    load[s] = percent ? load[s] * (1 + change.value / 100) : change.value / kKgDay;
    if (load[s] < 0) refuse("a load below 0");
    return model.set_load(k, load);
  }
  for (std::size_t i = 0; i < network.reaches.size(); ++i) {
    if (network.reaches[i].id != change.name) continue;
    if (change.what == "temperature") {
      if (change.value < 0 || change.value > 50) refuse("a temperature is from 0 to 50 °C");
      return model.set_temperature(i, change.value);
    }
    if (change.what != "head_flow") refuse("of a reach, temperature or head_flow can be changed");
    if (change.unit != "m3/s" || change.value < 0) refuse("a flow is in m3/s and at least 0");
    return model.set_head_flow(i, change.value);
  }
  refuse("no source or reach is called '" + change.name + "'");
}

}  // namespace

std::vector<ItemValue> items_at(const SteadyModel& model, std::size_t reach) {
  std::vector<ItemValue> made;
  double phosphorus = 0, nitrogen = 0;
  for (std::size_t s = 0; s < model.species(); ++s) {
    const std::string& name = model.kinetics().species[s];
    const double value = model.concentration(reach, s) * kMgL;
    if (name == "OrgP" || name == "InorgP") phosphorus += value;
    if (name == "OrgN" || name == "NH3-N" || name == "NO2-N" || name == "NO3-N") nitrogen += value;
    // Exactly nothing is what no source upstream states: unknown, not clean.
    for (const char* item : {"DO", "CODMn", "COD", "NH3-N", "TP", "TN"})
      if (name == item && (value > 0 || name == "DO")) made.push_back({name, value});
  }
  if (phosphorus > 0) made.push_back({"TP", phosphorus});
  if (nitrogen > 0 && model.kinetics().find("OrgN")) made.push_back({"TN", nitrogen});
  return made;
}

Json solve_answer(const TableModel& tables, const SteadyModel& model, Detail detail) {
  Json answer = Json::object();
  answer.set("answer", "solve");
  Json sections = Json::array(), cannot = Json::array();
  for (std::size_t k = 0; k < model.network().sections.size(); ++k) {
    const Section& section = model.network().sections[k];
    Json place = place_json(model, section.reach);
    place.set("section", section.id);
    place.set("judgement", judgement_json(model, section.reach, tables.bodies[k], tables.goals[k]));
    sections.push_back(std::move(place));
  }
  for (std::size_t i = 0; i < model.reaches(); ++i)
    if (Json marks = marks_of(model, i); !marks.as_array().empty())
      cannot.push_back(Json::object({{"reach", model.network().reaches[i].id}, {"marks", std::move(marks)}}));
  answer.set("sections", std::move(sections));
  answer.set("marked_reaches", std::move(cannot));
  answer.set("balance", balance_json(model));
  if (detail == Detail::EveryReach) {
    Json reaches = Json::array();
    for (std::size_t i = 0; i < model.reaches(); ++i) reaches.push_back(place_json(model, i));
    answer.set("reaches", std::move(reaches));
  }
  if (!tables.not_understood.empty()) {
    Json aside = Json::array();
    for (const std::string& what : tables.not_understood) aside.push_back(what);
    answer.set("not_understood", std::move(aside));
  }
  return answer;
}

Json shares_answer(const SteadyModel& model, std::string_view section, std::string_view species, ShareBy by) {
  const std::size_t k = section_named(model, section), s = species_named(model, species);
  const std::size_t reach = model.network().sections[k].reach;
  const Shares all = shares(model, reach, s);
  Json answer = Json::object(), list = Json::array();
  answer.set("answer", "shares");
  answer.set("section", section);
  answer.set("substance", species);
  const bool deficit = s == model.kinetics().oxygen;
  answer.set("of", deficit ? "oxygen used up by loads" : "concentration");
  answer.set("whole_mg_l", all.whole * kMgL);
  answer.set("superposition", all.superposition);
  if (by == ShareBy::Source) {
    for (const Contribution& one : all.list) {
      const bool source = one.kind == Contribution::Kind::Source;
      Json line = Json::object({{"name", source ? model.network().sources[one.index].id : std::string{"sea"}},
                                {"mg_l", one.concentration * kMgL},
                                {"share", one.share}});
      if (source)
        line.set("town", model.network().sources[one.index].town)
            .set("sector", model.network().sources[one.index].sector);
      list.push_back(std::move(line));
    }
  } else {
    for (const LabelledShare& one : shares_by(model, all, by == ShareBy::Town ? Label::Town : Label::Sector))
      list.push_back(Json::object({{"name", one.label}, {"mg_l", one.concentration * kMgL}, {"share", one.share}}));
  }
  answer.set("list", std::move(list));
  return answer;
}

Json capacity_answer(const TableModel& tables, const SteadyModel& model, std::string_view species, Principle principle,
                     double fairness, const numeric::LpSolver& solver) {
  const std::size_t s = species_named(model, species);
  const Network& network = model.network();
  std::vector<Target> targets;
  std::vector<std::size_t> sections;
  Json answer = Json::object();
  answer.set("answer", "capacity");
  answer.set("substance", species);
  answer.set("principle", principle_name(principle));
  for (std::size_t k = 0; k < network.sections.size(); ++k) {
    const ClassLimits* limits = SurfaceWaterStandard::shipped().find(species, tables.bodies[k]);
    if (!limits)
      throw Error{Fault::BadInput, "the standard has no limit for '" + std::string{species} + "' at section " +
                                       network.sections[k].id + "; ask for an item of the standard"};
    if (model.has(network.sections[k].reach, Mark::CannotSayTidal) || model.has(network.sections[k].reach, Mark::Dry))
      continue;
    targets.push_back({network.sections[k].reach, s, limits->limit[static_cast<std::size_t>(tables.goals[k])] / kMgL});
    sections.push_back(k);
  }
  std::vector<Lever> levers;
  for (std::size_t k = 0; k < network.sources.size(); ++k) {
    const double load = network.sources[k].load[s];
    if (!tables.terms[k].adjustable || load <= 0) continue;
    const double most = principle == Principle::LargestLoad ? 100 * load : load;
    levers.push_back({k, s, tables.terms[k].least_share * load, most, tables.terms[k].unit_cost * kKgDay});
  }
  if (targets.empty() || levers.empty())
    throw Error{Fault::BadInput,
                "nothing to share out (no section can be judged or no source may be changed); check the tables"};
  const AllocationAnswer found = allocate(model, targets, levers, principle, solver, fairness);
  if (const auto* missed = std::get_if<CannotBeMet>(&found)) {
    answer.set("possible", false);
    if (missed->target < targets.size()) {
      answer.set("section", network.sections[sections[missed->target]].id);
      answer.set("missed_by_mg_l", missed->missed_by * kMgL);
    }
    return answer;
  }
  if (const auto* bent = std::get_if<NotLinear>(&found)) {
    answer.set("possible", Json{});
    answer.set("oxygen_runs_out_at", network.reaches[bent->reach].id);
    return answer;
  }
  if (std::holds_alternative<NoProof>(found))
    throw Error{
        Fault::Unavailable,
        "the solver's answer did not pass the check (its optimality could not be proven to 1e-8); report the model"};
  const auto& best = std::get<Allocation>(found);
  answer.set("possible", true);
  answer.set("total_kg_d", best.total * kKgDay);
  answer.set("cost", best.cost);
  Json proof = Json::object({{"primal", best.certificate.primal_violation},
                             {"dual", best.certificate.dual_violation},
                             {"gap", best.certificate.gap}});
  answer.set("certificate", std::move(proof));
  Json sources = Json::array(), places = Json::array();
  for (std::size_t j = 0; j < levers.size(); ++j) {
    const Source& source = network.sources[levers[j].source];
    sources.push_back(Json::object({{"source", source.id},
                                    {"town", source.town},
                                    {"present_kg_d", source.load[s] * kKgDay},
                                    {"allowed_kg_d", best.load[j] * kKgDay}}));
  }
  for (std::size_t t = 0; t < targets.size(); ++t) {
    Json place = Json::object({{"section", network.sections[sections[t]].id},
                               {"limit_mg_l", targets[t].limit * kMgL},
                               {"mg_l", best.concentration[t] * kMgL}});
    // kg/s per kg/m³ → kg/d per mg/L.
    if (!best.price.empty())
      place.set("price", best.price[t] * (principle == Principle::LargestLoad ? kKgDay : 1.0) / kMgL);
    places.push_back(std::move(place));
  }
  answer.set("sources", std::move(sources));
  answer.set("sections", std::move(places));
  return answer;
}

Json what_if_answer(const TableModel& tables, SteadyModel& model, const std::vector<std::string>& changes) {
  const Json before = solve_answer(tables, model, Detail::Sections);
  for (const std::string& change : changes) apply(model, change);
  const Json after = solve_answer(tables, model, Detail::Sections);
  Json answer = Json::object(), list = Json::array();
  answer.set("answer", "what-if");
  Json made = Json::array();
  for (const std::string& change : changes) made.push_back(change);
  answer.set("changes", std::move(made));
  for (std::size_t k = 0; k < model.network().sections.size(); ++k)
    list.push_back(Json::object({{"section", model.network().sections[k].id},
                                 {"before", before.at("sections").as_array()[k]},
                                 {"after", after.at("sections").as_array()[k]}}));
  answer.set("sections", std::move(list));
  answer.set("balance", after.at("balance"));
  return answer;
}

Json odds_answer(const TableModel& tables, const SteadyModel& model, const Doubt& doubt, std::size_t draws,
                 std::uint64_t seed, unsigned threads) {
  Json answer = Json::object(), list = Json::array();
  answer.set("answer", "odds");
  answer.set("draws", static_cast<std::uint64_t>(draws)).set("seed", seed);
  for (const SectionOdds& odds : odds_of_classes(model, doubt, tables.goals, tables.bodies, draws, seed, threads)) {
    Json classes = Json::object(), items = Json::array();
    for (std::size_t c = 0; c < odds.in_class.size(); ++c)
      classes.set(chinese(static_cast<WaterClass>(c)), odds.in_class[c]);
    for (const SectionOdds::Item& item : odds.items)
      items.push_back(Json::object(
          {{"item", item.item}, {"low_mg_l", item.low}, {"median_mg_l", item.median}, {"high_mg_l", item.high}}));
    list.push_back(Json::object({{"section", model.network().sections[odds.section].id},
                                 {"goal", chinese(tables.goals[odds.section])},
                                 {"meets", odds.meets},
                                 {"judged", odds.judged},
                                 {"classes", std::move(classes)},
                                 {"items", std::move(items)}}));
  }
  answer.set("sections", std::move(list));
  return answer;
}

Json verify_answer(const std::vector<VerificationCase>& cases) {
  Json answer = Json::object(), list = Json::array();
  bool all = true;
  for (const VerificationCase& one : cases) {
    Json line = Json::object({{"case", one.id}, {"what", one.what}});
    if (one.skipped.empty()) {
      line.set("required", one.required)
          .set("reached", one.reached)
          .set("at_least", one.sense == VerificationCase::Sense::AtLeast);
      line.set("passed", one.passed());
      if (!one.passed() && !one.cause.empty()) line.set("cause", one.cause);
      all &= one.passed();
    } else {
      line.set("skipped", one.skipped);
    }
    list.push_back(std::move(line));
  }
  answer.set("answer", "verify");
  answer.set("passed", all);
  answer.set("cases", std::move(list));
  return answer;
}

}  // namespace luoshi::water
