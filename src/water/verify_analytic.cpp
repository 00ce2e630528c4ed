#include <algorithm>
#include <string>

#include "base/contract.hpp"
#include "base/quantity.hpp"
#include "numeric/elementary.hpp"
#include "water/closed_forms.hpp"
#include "water/model.hpp"
#include "water/verify.hpp"

namespace luoshi::water {
namespace {

constexpr double kDay = 86400.0, kMgL = 1e-3;

double apart(double found, double wanted) {
  const double difference = found > wanted ? found - wanted : wanted - found;
  const double scale = wanted > 0 ? wanted : -wanted;
  return scale > 0 ? difference / scale : difference;
}

/// The largest share of what entered that the balance of any species cannot account for.
double imbalance(const SteadyModel& model) {
  double worst = 0;
  for (std::size_t s = 0; s < model.species(); ++s) {
    const auto balance = model.balance(s);
    const double scale = std::max({balance.entered, balance.left, balance.reacted, -balance.reacted, 1e-300});
    worst = std::max(worst, apart(balance.residual() / scale, 0));
  }
  return worst;
}

SteadyModel solved(Network network, Kinetics kinetics) {
  auto made = SteadyModel::make(std::move(network), std::move(kinetics));
  expects(std::holds_alternative<SteadyModel>(made), "a sound verification network");
  return std::get<SteadyModel>(std::move(made));
}

/// BOD, ammonia's demand and oxygen with rates given per second; 20 °C.
Kinetics sag_kinetics(const OxygenSag& sag) {
  Kinetics k;
  k.species = {"BOD", "NBOD", "DO"};
  k.oxygen = 2;
  k.reaeration = Reaeration::Given;
  k.reactions = {{"oxidation", 0, RateForm::FirstOrder, sag.decay, 1, {{2, 1.0}}},
                 {"settling", 0, RateForm::FirstOrder, sag.settling, 1, {}},
                 {"nitrification", 1, RateForm::FirstOrder, sag.nitrification, 1, {{2, 1.0}}},
                 {"reaeration", 2, RateForm::Reaeration, sag.reaeration, 1, {}}};
  return k;
}

struct SagAnswer {
  double deficit, imbalance;
};

/// The sag through the network: `pieces` reaches one below the other, `seconds` of travel in all.
SagAnswer sag_through_network(const OxygenSag& sag, double seconds, int pieces) {
  Network net;
  const double velocity = 0.5, depth = 2.0, flow = 3.0;
  const double saturation = oxygen_saturation(Temperature::from_celsius(20)).si();
  for (int i = 0; i < pieces; ++i) {
    Reach reach;
    reach.id = std::to_string(i);
    reach.length = velocity * seconds / pieces;
    reach.hydraulics = MeasuredHydraulics{velocity, depth};
    reach.net_photosynthesis = -sag.areal_demand;
    net.reaches.push_back(reach);
    if (i) net.links.push_back({static_cast<std::size_t>(i - 1), static_cast<std::size_t>(i), 1});
  }
  net.sources = {{"head",
                  0,
                  SourceKind::Point,
                  flow,
                  {flow * sag.bod, flow * sag.nitrogenous, flow * (saturation - sag.deficit)},
                  "",
                  ""}};
  const SteadyModel model = solved(std::move(net), sag_kinetics(sag));
  return {saturation - model.concentration(static_cast<std::size_t>(pieces - 1), 2), imbalance(model)};
}

class Cases {
 public:
  void at_most(std::string id, std::string what, double required, double reached) {
    made_.push_back({std::move(id), std::move(what), required, reached, VerificationCase::Sense::AtMost, ""});
  }
  void at_least(std::string id, std::string what, double required, double reached) {
    made_.push_back({std::move(id), std::move(what), required, reached, VerificationCase::Sense::AtLeast, ""});
  }
  /// The network's sag against the closed form; oxygen saturation is 9 mg/L, so the error is taken relative to it.
  void sag(const std::string& id, const std::string& what, const OxygenSag& one, double seconds) {
    double worst = 0, unbalanced = 0;
    for (const int pieces : {1, 7}) {
      const SagAnswer answer = sag_through_network(one, seconds, pieces);
      worst = std::max(worst, apart(answer.deficit, oxygen_deficit(one, seconds)));
      unbalanced = std::max(unbalanced, answer.imbalance);
    }
    at_most(id, what + ": network against closed form", 1e-12, worst);
    at_most(id, what + ": mass conserved", 1e-12, unbalanced);
  }
  [[nodiscard]] std::vector<VerificationCase> take() { return std::move(made_); }

 private:
  std::vector<VerificationCase> made_;
};

void streeter_phelps(Cases& cases) {
  OxygenSag one;
  one.bod = 50 * kMgL, one.decay = 0.30 / kDay, one.reaeration = 0.90 / kDay;
  const auto critical = critical_point(one);
  cases.at_most("V1", "critical time against 1.8310205 d", 5e-8, apart(critical->seconds / kDay, 1.8310205));
  cases.at_most("V1", "critical deficit against 9.6225045 mg/L", 5e-8, apart(critical->deficit / kMgL, 9.6225045));
  cases.at_most("V1", "allowed BOD for DO 5 against 25.980762 mg/L", 5e-8,
                apart(largest_bod(one, 5 * kMgL) / kMgL, 25.980762));
  one.bod = 25 * kMgL;  // the published case runs out of saturation at 9.09 mg/L; half of it stays linear
  cases.sag("V1", "Streeter–Phelps", one, 1.8310205 * kDay);

  OxygenSag two;
  two.bod = 12 * kMgL, two.deficit = 5 * kMgL, two.decay = 0.03 / kDay, two.reaeration = 0.05 / kDay;
  const auto second = critical_point(two);
  cases.at_most("V2", "critical time against 9.2701612 d", 5e-8, apart(second->seconds / kDay, 9.2701612));
  cases.at_most("V2", "critical deficit against 5.4519655 mg/L", 5e-8, apart(second->deficit / kMgL, 5.4519655));
  cases.sag("V2", "slow stream", two, 9.2701612 * kDay);
}

void mixing_and_temperature(Cases& cases) {
  const double works = Flow{22.5, unit::mgd}.in(unit::foot3_per_s), river = 237;
  const auto mixed = [&](double a, double b) { return (works * a + river * b) / (works + river); };
  const double t = mixed(26.7, 16);
  const double saturation = oxygen_saturation(Temperature::from_celsius(t)).in(unit::mg_per_l);
  const double upstream = 0.8 * oxygen_saturation(Temperature::from_celsius(16)).in(unit::mg_per_l);
  OxygenSag sag;
  sag.bod = mixed(45, 2.3) * kMgL;
  sag.deficit = (saturation - mixed(1.3, upstream)) * kMgL;
  sag.decay = 0.20 / kDay * numeric::pow(1.056, t - 20);
  sag.reaeration = 0.35 / kDay * numeric::pow(1.024, t - 20);
  const auto critical = critical_point(sag);
  const double miles = critical->seconds * Velocity{2.1, unit::foot_per_s}.si() / 1609.344;
  cases.at_most("V3", "works' flow against 34.81265 cfs", 5e-7, apart(works, 34.81265));
  cases.at_most("V3", "mixed temperature against 17.370412 °C", 5e-7, apart(t, 17.370412));
  cases.at_most("V3", "mixed BOD against 7.768841 mg/L", 5e-7, apart(sag.bod / kMgL, 7.768841));
  cases.at_most("V3", "mixed DO against 7.051468 mg/L", 5e-7, apart(mixed(1.3, upstream), 7.051468));
  cases.at_most("V3", "deficit against 2.539257 mg/L", 5e-7, apart(sag.deficit / kMgL, 2.539257));
  cases.at_most("V3", "ka(T), kd(T) against .328839, .173302 /d", 3e-6,
                std::max(apart(sag.reaeration * kDay, 0.328839), apart(sag.decay * kDay, 0.173302)));
  cases.at_most("V3", "critical time against 1.885840 d", 5e-7, apart(critical->seconds / kDay, 1.885840));
  cases.at_most("V3", "critical place against 64.8043 mi", 1e-6, apart(miles, 64.8043));
  cases.at_most("V3", "lowest DO against 6.637882 mg/L", 5e-7, apart(saturation - critical->deficit / kMgL, 6.637882));
  cases.sag("V3", "mixed water", sag, critical->seconds);

  const double published[][2] = {{0, 14.6208}, {10, 11.2879}, {20, 9.0924}, {25, 8.2635}, {30, 7.5588}};
  double worst = 0;
  for (const auto& [celsius, mg_l] : published)
    worst = std::max(worst, apart(oxygen_saturation(Temperature::from_celsius(celsius)).in(unit::mg_per_l), mg_l));
  cases.at_most("V4", "oxygen saturation at 0–30 °C, four decimals", 7e-6, worst);
}

void full_deficit_and_chain(Cases& cases) {
  OxygenSag sag;
  sag.bod = 20 * kMgL, sag.decay = 0.3 / kDay, sag.settling = 0.1 / kDay, sag.reaeration = 0.8 / kDay;
  sag.nitrogenous = 10 * kMgL, sag.nitrification = 0.25 / kDay, sag.deficit = 1 * kMgL;
  sag.areal_demand = (1.0 / 2.0 + 1.5 - 2.0) * kMgL / kDay;
  cases.at_most("V5", "full deficit against 5.7526293 mg/L", 5e-8,
                apart(oxygen_deficit(sag, 2 * kDay) / kMgL, 5.7526293));
  cases.sag("V5", "full deficit", sag, 2 * kDay);
  sag.areal_demand = 0.7 * kMgL / kDay;
  cases.sag("V5", "full deficit, constant demand", sag, 2 * kDay);

  const Chain chain = two_step_chain(10, 0.3 / kDay, 1.0 / kDay, 2 * kDay);
  cases.at_most("V6", "NH4 and NO2 against 5.4881164, 1.7720415 mg/L", 5e-8,
                std::max(apart(chain.first, 5.4881164), apart(chain.second, 1.7720415)));
  double worst = 0, unbalanced = 0;
  for (const double second : {1.0, 0.3, 0.3 * (1 + 1e-9), 0.0}) {
    Kinetics k;
    k.species = {"NH4", "NO2"};
    k.reactions = {{"first", 0, RateForm::FirstOrder, 0.3 / kDay, 1, {{1, 1.0}}},
                   {"second", 1, RateForm::FirstOrder, second / kDay, 1, {}}};
    Network net;
    net.reaches.push_back({.id = "r", .length = 0.5 * 2 * kDay, .hydraulics = MeasuredHydraulics{0.5, 1}});
    net.sources = {{"head", 0, SourceKind::Point, 4, {0.04, 0}, "", ""}};
    const SteadyModel model = solved(std::move(net), std::move(k));
    const Chain exact = two_step_chain(0.01, 0.3 / kDay, second / kDay, 2 * kDay);
    worst = std::max(
        {worst, apart(model.concentration(0, 0), exact.first), apart(model.concentration(0, 1), exact.second)});
    unbalanced = std::max(unbalanced, imbalance(model));
  }
  cases.at_most("V6", "chain, rates equal, nearly equal, zero: network against closed form", 1e-12, worst);
  cases.at_most("V6", "chain: mass conserved", 1e-12, unbalanced);
}

void singular_cases(Cases& cases) {
  OxygenSag sag;
  sag.bod = 8 * kMgL, sag.deficit = 1 * kMgL, sag.decay = 0.4 / kDay;
  for (const double apart_by : {0.0, 1e-15, 1e-10, 1e-5}) {
    sag.reaeration = sag.decay * (1 + apart_by);
    cases.sag("V1s", "ka = kd·(1 + " + std::to_string(apart_by * 1e15) + "e-15)", sag, 2 * kDay);
  }
  sag.decay = 0, sag.reaeration = 0.5 / kDay;
  cases.sag("V1s", "kd = 0", sag, 2 * kDay);
  sag.decay = 0.2 / kDay, sag.reaeration = 0;
  cases.sag("V1s", "ka = 0", sag, 1 * kDay);
  sag.reaeration = 200 / kDay;
  cases.sag("V1s", "ka = 200 /d, stiff", sag, 4 * kDay);
}

/// V7 through tidal boxes of `size` metres: the relative error at 10 km.
double dispersion_error(double size, double& unbalanced) {
  const DispersedSource source{1000.0 / kDay, 10, 0.1, 50, 0.3 / kDay};
  const double area = source.flow / source.velocity;
  const auto boxes = static_cast<std::size_t>(24'000 / size), outfall = static_cast<std::size_t>(10'000 / size);
  Network net;
  for (std::size_t i = 0; i < boxes; ++i) {
    Reach box;
    box.id = std::to_string(i);
    box.length = size;
    box.tidal = Tidal{area, area / 2 * size, source.dispersion, {}};
    net.reaches.push_back(box);
    if (i) net.links.push_back({i - 1, i, 1});
  }
  net.reaches[0].head_flow = source.flow;
  net.sources = {{"outfall", outfall, SourceKind::Point, 0, {source.load}, "", ""}};
  const double origin = (static_cast<double>(outfall) + 0.5) * size, end = static_cast<double>(boxes) * size - origin;
  net.sea = {dispersed_concentration(source, end)};
  const SteadyModel model = solved(std::move(net), first_order_kinetics({{"c", Rate::from_si(source.decay), 1.0}}));
  unbalanced = std::max(unbalanced, imbalance(model));
  const std::size_t at = outfall + static_cast<std::size_t>(10'000 / size);
  return apart(model.concentration(at, 0), dispersed_concentration(source, 10'000));
}

void dispersion(Cases& cases) {
  const DispersedSource source{1000.0 / kDay, 10, 0.1, 50, 0.3 / kDay};
  const double published[][2] = {{0, 1.1191986}, {-1000, 0.1463833}, {10'000, 0.7955021}};
  double worst = 0;
  for (const auto& [x, mg_l] : published)
    worst = std::max(worst, apart(dispersed_concentration(source, x) / kMgL, mg_l));
  cases.at_most("V7", "dispersion against 1.1191986, 0.1463833, 0.7955021 mg/L", 4e-7, worst);
  double unbalanced = 0;
  const double coarse = dispersion_error(500, unbalanced), fine = dispersion_error(250, unbalanced),
               finest = dispersion_error(125, unbalanced);
  const double log2 = numeric::log(2.0);
  cases.at_least("V7", "tidal boxes: order of accuracy, 500 → 250 m", 1.9, numeric::log(coarse / fine) / log2);
  cases.at_least("V7", "tidal boxes: order of accuracy, 250 → 125 m", 1.9, numeric::log(fine / finest) / log2);
  cases.at_most("V7", "tidal boxes of 125 m: error at 10 km", 1e-3, finest);
  cases.at_most("V7", "tidal boxes: mass conserved", 1e-12, unbalanced);
}

void capacity(Cases& cases) {
  CapacityReach reach{15 * kMgL, 20 * kMgL, 12, 0.5, 0.2 / kDay, 8000, 0.25};
  cases.at_most("V8", "capacity at the end against 75.886955 g/s", 5e-8,
                apart(capacity_at_end(reach) * 1000, 75.886955));
  reach.outfall_flow = 0;
  cases.at_most("V9", "capacity at mid-reach against 75.600269 g/s", 5e-8,
                apart(capacity_at_middle(reach) * 1000, 75.600269));

  // V9 through the network: two halves, the capacity discharged between them, must end exactly at the limit.
  Network net;
  for (const char* id : {"upper", "lower"})
    net.reaches.push_back({.id = id, .length = 4000, .hydraulics = MeasuredHydraulics{0.25, 1}});
  net.links = {{0, 1, 1}};
  net.sources = {{"head", 0, SourceKind::Point, 12, {12 * 15 * kMgL}, "", ""},
                 {"outfall", 1, SourceKind::Point, 0, {capacity_at_middle(reach)}, "", ""}};
  const SteadyModel model = solved(std::move(net), first_order_kinetics({{"COD", Rate::from_si(reach.decay), 1.0}}));
  cases.at_most("V9", "the capacity discharged ends at the limit", 1e-12,
                apart(model.concentration(1, 0), reach.limit));
  cases.at_most("V9", "mass conserved", 1e-12, imbalance(model));
}

}  // namespace

std::vector<VerificationCase> verify_analytic() {
  Cases cases;
  streeter_phelps(cases);
  mixing_and_temperature(cases);
  full_deficit_and_chain(cases);
  singular_cases(cases);
  dispersion(cases);
  capacity(cases);
  return cases.take();
}

}  // namespace luoshi::water
