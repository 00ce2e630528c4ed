#include "forecast/verify.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "base/random.hpp"
#include "forecast/belief.hpp"
#include "forecast/chance.hpp"
#include "forecast/count.hpp"
#include "forecast/earned_schedule.hpp"
#include "forecast/scorecard.hpp"
#include "forecast/simulate.hpp"
#include "formats/csv.hpp"
#include "numeric/elementary.hpp"
#include "numeric/normal.hpp"

namespace luoshi::forecast {
namespace {

constexpr std::array<std::uint64_t, 3> kSeeds{20240601, 20240602, 20240603};
constexpr std::size_t kDraws = 1'000'000;
constexpr std::size_t kLatticeDraws = 131'072;  // 7.6 times fewer, for the same error
constexpr double kErrors = 4;  // standard errors allowed

/// A sample's figure and its standard error.
struct Estimate {
  double value, error;
};
Estimate chance_of(std::span<const float> finish, double day) {
  double count = 0;
  for (const float each : finish) count += static_cast<double>(each) <= day;
  const double n = static_cast<double>(finish.size()), p = count / n;
  return {p, numeric::sqrt(std::max(p * (1 - p), 1 / n) / n)};
}
Estimate mean_of(std::span<const float> finish) {
  double sum = 0, squares = 0;
  const double n = static_cast<double>(finish.size());
  for (const float each : finish) sum += static_cast<double>(each);
  for (const float each : finish) squares += (static_cast<double>(each) - sum / n) * (static_cast<double>(each) - sum / n);
  return {sum / n, numeric::sqrt(squares / n / n)};
}
Estimate variance_of(std::span<const float> finish) {
  const double n = static_cast<double>(finish.size()), mean = mean_of(finish).value;
  double second = 0, fourth = 0;
  for (const float each : finish) {
    const double square = (static_cast<double>(each) - mean) * (static_cast<double>(each) - mean);
    second += square / n, fourth += square * square / n;
  }
  return {second, numeric::sqrt((fourth - second * second) / n)};
}

// The 5 % quantile; its error by the density between the 4 and 6 % quantiles.
Estimate fifth_percent_of(std::span<const float> finish) {
  std::vector<float> sorted{finish.begin(), finish.end()};
  std::sort(sorted.begin(), sorted.end());
  const double n = static_cast<double>(sorted.size());
  const auto at = [&](double share) { return static_cast<double>(sorted[static_cast<std::size_t>(share * n)]); };
  const double density = 0.02 / (at(0.06) - at(0.04));
  return {at(0.05), numeric::sqrt(0.05 * 0.95 / n) / density};
}

std::uint32_t add(Network& network, Spread spread, std::vector<std::uint32_t> after = {}) {
  Task task;
  task.spread = spread;
  for (const std::uint32_t from : after) task.after.push_back({Task::Link::Kind::FinishToStart, from, 0});
  network.tasks.push_back(std::move(task));
  return static_cast<std::uint32_t>(network.tasks.size() - 1);
}

constexpr Spread kMilestone{Spread::Kind::Fixed, 0, 0, 0};

Network serial(std::size_t count, Spread spread) {
  Network network;
  for (std::uint32_t i = 0; i < count; ++i) add(network, spread, i == 0 ? std::vector<std::uint32_t>{} : std::vector{i - 1});
  return network;
}

/// So many tasks side by side with a milestone behind them; correlated `rho` through one factor.
Network parallel(std::size_t count, Spread spread, double rho = 0) {
  Network network;
  network.factors = 1;
  std::vector<std::uint32_t> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(add(network, spread));
    if (rho > 0) network.tasks.back().shares = {{0, numeric::sqrt(rho)}};
  }
  add(network, kMilestone, all);
  return network;
}

Network bridge() {
  constexpr Spread kUnit{Spread::Kind::Exponential, 1, 0, 0};
  Network network;
  const auto a = add(network, kUnit), b = add(network, kUnit), c = add(network, kUnit, {a});
  const auto d = add(network, kUnit, {a}), e = add(network, kUnit, {b, c});
  add(network, kMilestone, {d, e});
  return network;
}

/// Draws networks once, however many cases ask for them.
class Sampler {
 public:
  explicit Sampler(unsigned threads) : threads_{threads} {}
  /// Of the network's last task, for each seed.
  const std::vector<std::vector<float>>& finish(const std::string& key, const std::function<Network()>& make, bool on_lattice = false) {
    const auto found = kept_.find(key);
    if (found != kept_.end()) return found->second;
    std::vector<std::vector<float>> all;
    const Network network = make();
    const auto last = static_cast<std::uint32_t>(network.tasks.size() - 1);
    for (const std::uint64_t seed : kSeeds) {
      SimulationOptions options;
      options.draws = on_lattice ? kLatticeDraws : kDraws, options.seed = seed, options.threads = threads_;
      for (std::uint32_t task = 0; on_lattice && task < last; ++task) options.lattice.push_back(task);
      all.push_back(std::move(simulate(network, std::span{&last, 1}, {}, options).finish[0]));
    }
    return kept_.emplace(key, std::move(all)).first->second;
  }

 private:
  unsigned threads_;
  std::map<std::string, std::vector<std::vector<float>>> kept_;
};

/// The seed that lies furthest from what is required, in standard errors.
VerificationCase worst(double required, const std::vector<std::vector<float>>& samples,
                       const std::function<Estimate(std::span<const float>)>& figure) {
  VerificationCase made;
  made.required = required, made.how = "draws";
  double furthest = -1;
  for (const auto& sample : samples) {
    const Estimate found = figure(sample);
    const double miss = (found.value < required ? required - found.value : found.value - required) / found.error;
    if (miss <= furthest) continue;
    furthest = miss;
    made.reached = found.value, made.allowed = kErrors * found.error;
  }
  return made;
}

/// The same figure of draws on the lattice, held to the error of independent draws seven times as many.
VerificationCase on_lattice(const VerificationCase& drawn, const std::vector<std::vector<float>>& samples,
                            const std::function<Estimate(std::span<const float>)>& figure) {
  VerificationCase made = worst(drawn.required, samples, figure);
  made.name = drawn.name, made.quantity = drawn.quantity;
  made.allowed = drawn.allowed, made.how = "lattice";
  return made;
}

VerificationCase exact(double required, double reached, double allowed) {
  return {"", "", required, reached, allowed, "formula"};
}

/// The number after a word of the quantity, as in "rho=0.3" or "P(T<=5)".
double number_after(std::string_view text, std::string_view word) {
  const auto at = text.find(word);
  if (at == std::string_view::npos) return 0;
  text.remove_prefix(at + word.size());
  const auto end = text.find_first_not_of("0123456789.");
  return formats::read_number(text.substr(0, end)).value_or(0);
}
bool holds(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

/// Cases of networks.
std::optional<VerificationCase> network_case(const std::string& name, const std::string& quantity, double required, Sampler& sampler) {
  constexpr Spread kNormal{Spread::Kind::Normal, 10, 2, 0}, kUnit{Spread::Kind::Exponential, 1, 0, 0};
  const auto by = [](double day) { return [day](std::span<const float> finish) { return chance_of(finish, day); }; };
  if (name == "S1") return worst(required, sampler.finish(name, [&] { return serial(100, kNormal); }), by(1030));
  if (name == "S2" || name == "S3") {
    const double rho = number_after(quantity, "rho=");
    return worst(required, sampler.finish("pair " + std::to_string(rho), [&] { return parallel(2, kNormal, rho); }), mean_of);
  }
  if (name == "S4") return worst(required, sampler.finish(name, [&] { return parallel(20, kNormal); }), mean_of);
  if (name == "S5") return worst(required, sampler.finish(name, [&] { return parallel(10, kUnit); }), by(-numeric::log(0.2)));
  if (name == "S6") return worst(required, sampler.finish("S5", [&] { return parallel(10, kUnit); }), mean_of);
  if (name == "S7") {
    const auto& sample = sampler.finish(name, [] { return serial(1, {Spread::Kind::Triangular, 8, 10, 16}); });
    return holds(quantity, "variance") ? worst(required, sample, variance_of) : worst(required, sample, mean_of);
  }
  if (name == "S8") {
    const auto& sample = sampler.finish(name, bridge);
    return holds(quantity, "E[T]") ? worst(required, sample, mean_of) : worst(required, sample, by(number_after(quantity, "P(T<=")));
  }
  if (name == "P1") {  // twelve effects, each N(1, 0.2²): what their sum exceeds in 95 % of draws
    return worst(required, sampler.finish(name, [] { return serial(12, {Spread::Kind::Normal, 1, 0.2, 0}); }), fifth_percent_of);
  }
  if (name == "T1" || name == "T2") {
    // Done in time when the normal score is below the p-quantile: a normal task of mean 10 and spread 1.
    const double rho = number_after(quantity, "rho="), p = number_after(quantity, "p=");
    const auto& sample = sampler.finish("all " + std::to_string(rho), [&] { return parallel(281, {Spread::Kind::Normal, 10, 1, 0}, rho); });
    return worst(required, sample, by(10 + normal_quantile(p)));
  }
  return std::nullopt;
}

/// Of S4 and S8 the same on the lattice.
std::optional<VerificationCase> lattice_case(const VerificationCase& drawn, Sampler& sampler) {
  if (drawn.name == "S4")
    return on_lattice(drawn, sampler.finish("S4 lattice", [] { return parallel(20, {Spread::Kind::Normal, 10, 2, 0}); }, true), mean_of);
  if (drawn.name != "S8") return std::nullopt;
  const auto& sample = sampler.finish("S8 lattice", bridge, true);
  if (holds(drawn.quantity, "E[T]")) return on_lattice(drawn, sample, mean_of);
  const double day = number_after(drawn.quantity, "P(T<=");
  return on_lattice(drawn, sample, [day](std::span<const float> finish) { return chance_of(finish, day); });
}

/// A forecast as knots, `scale` days a unit: its score must be the formula's.
double crps_of(const std::function<double(double)>& chance, double low, double high, double came) {
  constexpr double kScale = 20'000;  // days a unit: the rule over days is then exact to 1e-6
  std::vector<Outlook::Knot> knots;
  for (auto day = static_cast<DayNumber>(low * kScale); day <= static_cast<DayNumber>(high * kScale); day += 20)
    knots.push_back({day, std::clamp(chance(day / kScale), knots.empty() ? 0.0 : knots.back().chance, 1.0)});
  const auto from = static_cast<DayNumber>(low * kScale), until = static_cast<DayNumber>(high * kScale);
  return Outlook{std::move(knots)}.crps(static_cast<DayNumber>(came * kScale), from, until) / kScale;
}

/// The share of samples of n uniforms whose distance from uniform exceeds `distance`.
Estimate exceedance(std::size_t n, double distance) {
  constexpr std::size_t kSamples = 40'000;
  Random random{kSeeds[0]};
  std::vector<double> values(n);
  std::size_t beyond = 0;
  for (std::size_t s = 0; s < kSamples; ++s) {
    for (double& value : values) value = random.uniform();
    std::sort(values.begin(), values.end());
    double largest = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double below = static_cast<double>(i) / static_cast<double>(n);
      largest = std::max({largest, values[i] - below, below + 1 / static_cast<double>(n) - values[i]});
    }
    beyond += largest > distance;
  }
  const double p = static_cast<double>(beyond) / kSamples;
  return {p, numeric::sqrt(p * (1 - p) / kSamples)};
}

/// Cases of counts and scores.
std::optional<VerificationCase> formula_case(const std::string& name, const std::string& quantity, double required) {
  constexpr double kRounding = 1e-9, kDays = 2e-6;
  if (name == "T3") return exact(required, binomial_tail(281, 0.92, 253), kRounding);
  if (name == "B1") {
    const CountForecast made = forecast_count({40, 8}, {214, 36}, 60, 12);
    return exact(required, holds(quantity, "mean") ? made.mean : made.probability, kRounding * required);
  }
  if (name == "B2") {
    const Belief made = updated({0.2, 0.3}, 5, 0.4, 0.4);
    return exact(required, holds(quantity, "sd 0.4") ? made.mean : made.spread, kRounding);
  }
  if (name == "E1") {
    constexpr std::array<double, 6> kPlanned{10, 25, 45, 70, 90, 100};
    const EarnedSchedule made = earned_schedule(kPlanned, 33, 3).value();
    return exact(required, holds(quantity, "IEAC") ? made.finish.value() : holds(quantity, "SPI(t)=") ? made.index : made.schedule, kRounding);
  }
  if (name == "C1")
    return exact(required, crps_of([](double x) { return numeric::normal_probability(x); }, -8, 8, 0), kDays);
  if (name == "C2")
    return exact(required, crps_of([](double x) { return x <= 0 ? 0 : numeric::normal_probability(numeric::log(x) / 0.5); }, 0, 60, 1), kDays);
  if (name == "C3") {
    Random random{kSeeds[0]};
    std::vector<Chance> chances(kDraws);
    for (Chance& each : chances) each.given = random.uniform(), each.happened = random.uniform() < each.given;
    const double error = numeric::sqrt((1.0 / 15 - 1.0 / 36) / kDraws);  // of (p − y)²; generous
    return VerificationCase{"", "", required, brier(chances).score, kErrors * error, "draws"};
  }
  if (name == "C4") {
    const Estimate found = exceedance(500, required);
    return VerificationCase{"", "", 0.05, found.value, kErrors * found.error, "draws"};
  }
  return std::nullopt;
}

std::string text_of(double value) {
  const auto scaled = static_cast<long long>((value < 0 ? -value : value) * 1e6 + 0.5);
  std::string digits = std::to_string(scaled % 1'000'000);
  return (value < 0 ? "-" : "") + std::to_string(scaled / 1'000'000) + "." + std::string(6 - digits.size(), '0') + digits;
}

}  // namespace

bool VerificationCase::met() const {
  if (how == "left out") return true;
  const double miss = reached < required ? required - reached : reached - required;
  return miss <= allowed;
}

std::vector<VerificationCase> verify_forecast(std::string_view csv, const std::string& name, unsigned threads) {
  formats::CsvReader reader{csv, name};
  const std::size_t label = reader.column("case"), quantity = reader.column("quantity"), value = reader.column("value");
  std::vector<VerificationCase> made;
  Sampler sampler{threads};
  while (reader.next()) {
    const std::string which{reader.field(label)}, what{reader.field(quantity)};
    auto found = network_case(which, what, reader.number(value), sampler);
    if (!found) found = formula_case(which, what, reader.number(value));
    if (!found) found = VerificationCase{"", "", reader.number(value), 0, 0, "left out"};
    found->name = which, found->quantity = what;
    const auto again = lattice_case(*found, sampler);
    made.push_back(std::move(*found));
    if (again) made.push_back(*again);
  }
  return made;
}

Json verify_answer(const std::vector<VerificationCase>& cases) {
  Json lines = Json::array();
  bool passed = true;
  for (const VerificationCase& each : cases) {
    passed = passed && each.met();
    lines.push_back(Json::object({{"case", each.name},
                                  {"quantity", each.quantity},
                                  {"required", each.required},
                                  {"reached", each.how == "left out" ? Json{} : Json{each.reached}},
                                  {"allowed", each.allowed},
                                  {"how", each.how},
                                  {"met", each.met()}}));
  }
  Json answer = Json::object({{"passed", passed}});
  answer.set("cases", std::move(lines));
  return answer;
}

std::string words_of_verify(const std::vector<VerificationCase>& cases) {
  std::string text = "case | required | reached | allowed\n";
  for (const VerificationCase& each : cases) {
    if (each.how == "left out") {
      text += each.name + " " + each.quantity + " | " + text_of(each.required) + " | left out\n";
      continue;
    }
    text += each.name + " " + each.quantity + " | " + text_of(each.required) + " | " + text_of(each.reached) + " | ±" +
            text_of(each.allowed) + (each.how == "formula" ? "" : " (" + each.how + ")") + (each.met() ? "" : "  MISSED") + "\n";
  }
  return text;
}

}  // namespace luoshi::forecast
