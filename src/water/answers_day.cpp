#include "base/error.hpp"
#include "formats/csv.hpp"
#include "water/answers.hpp"

namespace luoshi::water {
namespace {

Json span_json(const DaySpan& span) {
  return Json::object({{"mean", span.mean}, {"least", span.least}, {"most", span.most}});
}

std::size_t reach_at(const Q2kFile& file, double km) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < file.kilometres.size(); ++i) {
    const auto away = [&](std::size_t k) {
      const double d = km - file.kilometres[k];
      return (d < 0 ? -d : d) - file.day.reaches[k].length / 2000;
    };
    if (away(i) < away(best)) best = i;
  }
  return best;
}

}  // namespace

TableModel steady_model_of(const Q2kFile& file) {
  TableModel made;
  made.network = file.network;
  const Kinetics kinetics = standard_kinetics();
  for (std::size_t i = 0; i < made.network.reaches.size(); ++i) {
    if (file.reaeration_per_day[i] <= 0) continue;
    for (const Reaction& reaction : kinetics.reactions)
      made.network.reaches[i].rates_at_20.push_back(
          reaction.form == RateForm::Reaeration ? file.reaeration_per_day[i] / 86400.0 : reaction.at_20);
  }
  made.not_understood = file.not_understood;
  made.terms.resize(made.network.sources.size());
  const auto add_section = [&](std::string name, std::size_t reach) {
    for (const Section& section : made.network.sections)
      if (section.id == name) return;
    made.network.sections.push_back({std::move(name), reach});
    made.goals.push_back(WaterClass::III);
    made.bodies.push_back(WaterBody::River);
  };
  for (const Q2kObserved& seen : file.observed)
    add_section(formats::shortest_number(seen.km) + " km", reach_at(file, seen.km));
  add_section("mouth", made.network.reaches.size() - 1);
  return made;
}

Json day_answer(const Q2kFile& file) {
  if (const auto defects = defects_of(file.day); !defects.empty()) {
    std::string all = std::to_string(defects.size()) + " defects";
    for (std::size_t k = 0; k < defects.size() && k < 20; ++k) all += "\n  " + defects[k];
    throw Error{Fault::BadInput, all};
  }
  const DielCourse course = simulate_day(file.day);
  Json answer = Json::object(), reaches = Json::array(), measured = Json::array(), missing = Json::array();
  answer.set("answer", "day");
  answer.set("title", file.title);
  answer.set("days", static_cast<std::uint64_t>(file.day.days));
  for (std::size_t i = 0; i < course.reaches.size(); ++i) {
    const DielReachDay& of = course.reaches[i];
    reaches.push_back(Json::object({{"reach", file.day.reaches[i].id},
                                    {"km", file.kilometres[i]},
                                    {"temperature_c", span_json(of.temperature)},
                                    {"DO_mg_l", span_json(of.water[day::kOxygen])},
                                    {"NH3-N_mg_l", of.water[day::kAmmoniaN].mean / 1000},
                                    {"NO3-N_mg_l", of.water[day::kNitrateN].mean / 1000},
                                    {"InorgP_mg_l", of.water[day::kInorganicP].mean / 1000},
                                    {"pH", span_json(of.ph)},
                                    {"bottom_algae_g_m2", of.algae.mean},
                                    {"sod_g_m2_d", of.sediment_demand}}));
  }
  for (const Q2kObserved& seen : file.observed) {
    if (seen.oxygen < 0) continue;
    const DielReachDay& of = course.reaches[reach_at(file, seen.km)];
    measured.push_back(
        Json::object({{"km", seen.km}, {"measured_DO_mg_l", seen.oxygen}, {"DO_mg_l", of.water[day::kOxygen].mean}}));
  }
  for (const std::string& what : file.not_understood) missing.push_back(what);
  answer.set("reaches", std::move(reaches));
  answer.set("measured", std::move(measured));
  answer.set("not_modelled", std::move(missing));
  answer.set("unrepeated_DO_mg_l", course.unrepeated_oxygen);
  return answer;
}

}  // namespace luoshi::water
