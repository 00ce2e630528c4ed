#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/contract.hpp"
#include "formats/csv.hpp"
#include "water/hydraulics.hpp"
#include "water/model.hpp"
#include "water/q2k.hpp"
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

/// The hydraulics table of QUAL2Kw's summary: flow, depth, speed and travel time by the end of each reach.
struct Summary {
  std::vector<double> flow, depth, velocity, days;
};
Summary read_summary(std::string_view text) {
  Summary made;
  std::size_t line_start = text.find("Hydraulics Summary");
  for (int skip = 0; skip < 3 && line_start != std::string_view::npos; ++skip)
    line_start = text.find('\n', line_start) + 1;
  while (line_start < text.size()) {
    const std::size_t end = std::min(text.find('\n', line_start), text.size());
    std::vector<double> numbers;
    std::string_view line = text.substr(line_start, end - line_start);
    while (!line.empty()) {
      while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
      const std::size_t stop = std::min(line.find(' '), line.size());
      const auto value = formats::read_number(line.substr(0, stop));
      if (!value) break;
      numbers.push_back(*value);
      line.remove_prefix(stop);
    }
    if (numbers.size() < 9) break;
    made.flow.push_back(numbers[1]), made.depth.push_back(numbers[3]), made.velocity.push_back(numbers[6]),
        made.days.push_back(numbers[7]);
    line_start = end + 1;
  }
  return made;
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

std::vector<VerificationCase> verify_boulder_creek(std::string_view q2k, std::string_view summary_text) {
  const Q2kFile file = read_q2k(q2k, "boulder_creek_1987-08-21.q2k");
  const Summary summary = read_summary(summary_text);
  const SteadyModel model = solved(file.network, standard_kinetics());
  std::vector<VerificationCase> cases;
  const std::size_t count = std::min(model.reaches(), summary.flow.size() > 0 ? summary.flow.size() - 1 : 0);
  cases.push_back({"N6", "Boulder Creek: reaches read and compared", 17, static_cast<double>(count),
                   VerificationCase::Sense::AtLeast, ""});
  double flow = 0, depth = 0, velocity = 0;
  for (std::size_t i = 0; i < count; ++i) {
    // QUAL2Kw takes depth and speed from the flow at the end of a reach, the model from its middle.
    const auto state = flow_state(file.network.reaches[i].hydraulics, summary.flow[i + 1]);
    flow = std::max(flow, apart(model.end_flow(i), summary.flow[i + 1]));
    depth = std::max(depth, apart(state.depth, summary.depth[i + 1]));
    velocity = std::max(velocity, apart(state.velocity, summary.velocity[i + 1]));
  }
  cases.push_back(at_most("N6", "Boulder Creek: flow of every reach against QUAL2Kw (five decimals)", 2e-5, flow));
  cases.push_back(at_most("N6", "Boulder Creek: depth of every reach against QUAL2Kw (five decimals)", 5e-5, depth));
  cases.push_back(at_most("N6", "Boulder Creek: speed of every reach against QUAL2Kw (five decimals)", 5e-5, velocity));
  cases.push_back({"N6", "Boulder Creek: oxygen within 2 % or 0.1 mg/L", 0.1, 0, VerificationCase::Sense::AtMost,
                   "not reached: the diel course, bottom algae, sediment diagenesis and hyporheic exchange that make "
                   "it are not modelled"});
  return cases;
}

}  // namespace luoshi::water
