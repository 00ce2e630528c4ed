#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/contract.hpp"
#include "formats/csv.hpp"
#include "water/model.hpp"
#include "water/verify.hpp"

namespace luoshi::water {
namespace {

double apart(double found, double wanted) {
  const double difference = found > wanted ? found - wanted : wanted - found, scale = wanted > 0 ? wanted : -wanted;
  return scale > 0 ? difference / scale : difference;
}

VerificationCase at_most(std::string id, std::string what, double required, double reached) {
  return {std::move(id), std::move(what), required, reached, VerificationCase::Sense::AtMost, ""};
}

SteadyModel solved(Network network, Kinetics kinetics) {
  auto made = SteadyModel::make(std::move(network), std::move(kinetics), Loops::Refused);
  expects(std::holds_alternative<SteadyModel>(made), "a sound verification network");
  return std::get<SteadyModel>(std::move(made));
}

Network lower_colorado(std::string_view text) {
  formats::CsvReader csv{text, "lower_colorado_tx_reaches.csv"};
  const std::size_t link = csv.column("link"), to = csv.column("to"), length = csv.column("Length"),
                    n = csv.column("n"), slope = csv.column("So"), side = csv.column("ChSlp"),
                    width = csv.column("BtmWdth"), lateral = csv.column("qlat_mean_cms");
  Network net;
  std::unordered_map<std::string, std::size_t> ids;
  std::vector<std::string> down;
  while (csv.next()) {
    Reach reach;
    reach.id = csv.field(link);
    reach.length = csv.number(length);
    // NWM gives the side as vertical over horizontal.
    const double rise = csv.number(side);
    reach.hydraulics =
        ManningChannel{csv.number(width), rise > 0 ? 1 / rise : 0, std::max(csv.number(slope), 1e-5), csv.number(n)};
    reach.lateral_flow = csv.number(lateral);
    ids[reach.id] = net.reaches.size();
    net.reaches.push_back(std::move(reach));
    down.emplace_back(csv.field(to));
  }
  for (std::size_t i = 0; i < down.size(); ++i)
    if (const auto at = ids.find(down[i]); at != ids.end()) net.links.push_back({i, at->second, 1});
  for (std::size_t i = 0; i < net.reaches.size(); ++i)
    if (net.reaches[i].lateral_flow > 0) {
      std::vector<double> load(standard_kinetics().species.size(), net.reaches[i].lateral_flow * 0.002);
      load[standard::kOxygen] = net.reaches[i].lateral_flow * 0.008;
      net.sources.push_back({"land " + net.reaches[i].id, i, SourceKind::Diffuse, 0, std::move(load), "", "land"});
    }
  return net;
}

}  // namespace

std::vector<VerificationCase> verify_lower_colorado(std::string_view reaches_csv) {
  const SteadyModel model = solved(lower_colorado(reaches_csv), standard_kinetics());
  std::vector<VerificationCase> cases;
  cases.push_back({"N7", "Lower Colorado: reaches solved as a tree", 11'248, static_cast<double>(model.reaches()),
                   VerificationCase::Sense::AtLeast, ""});
  const auto water = model.water_balance();
  cases.push_back(
      at_most("N7", "Lower Colorado: water that enters leaves", 1e-12, apart(water.left + water.taken, water.entered)));
  double worst = 0;
  for (std::size_t s = 0; s < model.species(); ++s) {
    const auto b = model.balance(s);
    worst = std::max(worst, apart(b.residual() / std::max({b.entered, b.left, b.reacted, -b.reacted, 1e-300}), 0));
  }
  cases.push_back(at_most("N7", "Lower Colorado: mass conserved, worst of twelve substances", 1e-12, worst));
  return cases;
}

}  // namespace luoshi::water
