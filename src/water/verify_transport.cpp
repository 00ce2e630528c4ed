#include <algorithm>
#include <string>
#include <unordered_map>

#include "formats/csv.hpp"
#include "water/transport.hpp"
#include "water/verify.hpp"

namespace luoshi::water {
namespace {

constexpr const char* kModel1 = R"(
factor = 1.338349
[table]
file = "rsparrow_mrb3_tn_reaches.csv"
id = "mrb_id"
from_node = "fnode"
to_node = "tnode"
fraction = "frac"
transported = "iftran"
missing = ["NA"]
[[source]]
name = "area"
column = "demiarea"
coefficient = 869.1212
)";

double apart(double found, double wanted) {
  const double difference = found > wanted ? found - wanted : wanted - found;
  return wanted > 0 ? difference / wanted : difference;
}

VerificationCase at_most(std::string id, std::string what, double required, double reached) {
  return {std::move(id), std::move(what), required, reached, VerificationCase::Sense::AtMost, ""};
}

}  // namespace

std::vector<VerificationCase> verify_transport(std::string_view reaches_csv, std::string_view published_csv) {
  const TransportSpec spec = read_transport_spec(kModel1, "model1.toml");
  TransportModel model = read_transport_table(spec, reaches_csv, spec.table);
  const TransportResult result = solve_transport(model);

  std::unordered_map<std::string, double> published;
  formats::CsvReader csv{published_csv, "rsparrow_mrb3_model1_predicts_load.csv"};
  const std::size_t id = csv.column("waterid"), load = csv.column("pload_total");
  while (csv.next()) published[std::string{csv.field(id)}] = csv.number(load);

  std::vector<VerificationCase> cases;
  double worst = 0;
  std::size_t found = 0;
  for (std::size_t i = 0; i < model.id.size(); ++i) {
    const auto at = published.find(model.id[i]);
    if (at == published.end()) continue;
    ++found;
    worst = std::max(worst, apart(result.load[i], at->second));
  }
  cases.push_back({"N1", "reaches with a published load", 11'526, static_cast<double>(found),
                   VerificationCase::Sense::AtLeast, ""});
  cases.push_back(at_most("N1", "RSPARROW Model 1, worst of all reaches", 1e-6, worst));
  cases.push_back(at_most("N1", "mass conserved", 1e-12, apart(result.left[0] + result.lost[0], result.entered[0])));
  for (double& increment : model.increments) increment *= 2;
  const TransportResult twice = solve_transport(model);
  double uneven = 0;
  for (std::size_t k = 0; k < twice.load.size(); ++k)
    uneven = std::max(uneven, apart(twice.load[k], 2 * result.load[k]));
  cases.push_back(at_most("N3", "twice the sources is twice the load, exactly", 0, uneven));
  return cases;
}

}  // namespace luoshi::water
