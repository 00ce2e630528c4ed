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

/// The numbers of a line, up to the first word that is none.
std::vector<double> numbers_of(std::string_view line) {
  std::vector<double> numbers;
  while (!line.empty()) {
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    const std::size_t stop = std::min(line.find(' '), line.size());
    const auto value = formats::read_number(line.substr(0, stop));
    if (!value) break;
    numbers.push_back(*value);
    line.remove_prefix(stop);
  }
  return numbers;
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
    const auto numbers = numbers_of(text.substr(line_start, end - line_start));
    if (numbers.size() < 9) break;
    made.flow.push_back(numbers[1]), made.depth.push_back(numbers[3]), made.velocity.push_back(numbers[6]),
        made.days.push_back(numbers[7]);
    line_start = end + 1;
  }
  return made;
}

/// QUAL2Kw's daily mean oxygen by reach, mg/L: the fourth number after an 18 characters wide label.
std::vector<double> read_oxygen(std::string_view text, std::size_t reaches) {
  std::size_t at = text.find("Daily average water quality summary");
  std::vector<double> made;
  for (std::size_t line = 0; at != std::string_view::npos && line < 4 + reaches; ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view row = text.substr(at, end - at);
    if (line >= 4 && row.size() > 18)
      if (const auto numbers = numbers_of(row.substr(18)); numbers.size() > 3) made.push_back(numbers[3]);
    at = end < text.size() ? end + 1 : std::string_view::npos;
  }
  return made;
}

/// How far this model's oxygen is from QUAL2Kw's at worst, mg/L, with QUAL2Kw's own reaeration and textbook rates.
double oxygen_apart(const Q2kFile& file, std::string_view summary) {
  Network network = file.network;
  const Kinetics kinetics = standard_kinetics();
  for (std::size_t i = 0; i < network.reaches.size(); ++i) {
    if (file.reaeration_per_day[i] <= 0) continue;
    for (const Reaction& reaction : kinetics.reactions)
      network.reaches[i].rates_at_20.push_back(
          reaction.form == RateForm::Reaeration ? file.reaeration_per_day[i] / 86400.0 : reaction.at_20);
  }
  const SteadyModel model = solved(std::move(network), kinetics);
  const auto reference = read_oxygen(summary, model.reaches());
  double worst = 0;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    const double apart_by = model.concentration(i, standard::kOxygen) * 1e3 - reference[i];
    worst = std::max(worst, apart_by < 0 ? -apart_by : apart_by);
  }
  return reference.size() == model.reaches() ? worst : -1;
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
  VerificationCase oxygen = at_most("N6", "Boulder Creek: daily mean oxygen against QUAL2Kw's, mg/L, worst reach", 0.1,
                                    oxygen_apart(file, summary_text));
  oxygen.cause =
      "QUAL2Kw's diel course, bottom algae, sediment diagenesis and hyporheic exchange are not modelled; rates here "
      "are "
      "textbook rates with QUAL2Kw's reaeration";
  cases.push_back(std::move(oxygen));
  return cases;
}

}  // namespace luoshi::water
