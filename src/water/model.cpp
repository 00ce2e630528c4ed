#include "water/model.hpp"

#include <algorithm>
#include <array>

#include "base/contract.hpp"
#include "numeric/elementary.hpp"
#include "water/hydraulics.hpp"

namespace luoshi::water {
namespace {

constexpr std::uint32_t kNone = 0xffffffff;
constexpr double kSedimentTheta = 1.065;  // Chapra 1997, sediment oxygen demand
constexpr std::size_t kMostSpecies = 24;

}  // namespace

std::variant<SteadyModel, std::vector<Defect>> SteadyModel::make(Network network, Kinetics kinetics, Loops loops) {
  if (const auto defect = defect_of(kinetics))
    return std::vector<Defect>{{Defect::Kind::BadNumber, "kinetics", *defect}};
  auto defects = defects_of(network, kinetics.species.size(), kinetics.reactions.size(), loops);
  if (!defects.empty()) return defects;
  return SteadyModel{std::move(network), std::move(kinetics)};
}

SteadyModel::SteadyModel(Network network, Kinetics kinetics)
    : network_{std::move(network)},
      kinetics_{std::move(kinetics)},
      plan_{kinetics_},
      topology_{order_network(network_)},
      species_{kinetics_.species.size()} {
  size_arrays();
  index_sources();
  gather_sources();
  for (std::size_t i = 0; i < reaches(); ++i) set_temperature_factors(i);
  solve_all();
}

void SteadyModel::size_arrays() {
  const std::size_t n = reaches();
  for (auto* array : {&q_fixed_, &q_lateral_, &q_head_, &q_end_, &q_out_, &tau_, &velocity_, &depth_, &width_, &volume_,
                      &saturation_, &sediment_factor_})
    array->assign(n, 0.0);
  for (auto* array : {&temperature_factor_, &rates_}) array->assign(n * kinetics_.reactions.size(), 0.0);
  factors_.assign(n * 2 * plan_.entries().size(), 0.0);
  for (auto* array : {&point_, &diffuse_given_, &diffuse_, &flux_}) array->assign(n * species_, 0.0);
  if (std::any_of(network_.reaches.begin(), network_.reaches.end(), [](const Reach& r) { return r.tidal.has_value(); }))
    box_concentration_.assign(n * species_, 0.0);
  for (auto* array : {&marks_, &has_point_, &has_diffuse_}) array->assign(n, 0);
  flux_share_.assign(topology_.links.size(), 0.0);
  taken_.assign(network_.abstractions.size(), 0.0);
  rates_at_20_.clear(), settles_.clear(), reaerations_.clear();
  for (const Reaction& reaction : kinetics_.reactions) {
    if (reaction.form == RateForm::Reaeration) reaerations_.push_back(static_cast<std::uint8_t>(rates_at_20_.size()));
    rates_at_20_.push_back(reaction.at_20);
    settles_.push_back(reaction.form == RateForm::Settling);
  }
  oxygen_users_.clear();
  if (!kinetics_.oxygen) return;
  std::vector<double> most(species_, 0.0);
  for (std::size_t species = species_; species-- > 0;)
    for (const Reaction& reaction : kinetics_.reactions) {
      if (reaction.from != species) continue;
      double use = 0;
      for (const Product& product : reaction.products)
        use += product.yield * (product.species == *kinetics_.oxygen ? 1.0 : most[product.species]);
      most[species] = std::max(most[species], use);
    }
  for (std::size_t species = 0; species < species_; ++species)
    if (most[species] > 0)
      oxygen_users_.push_back(
          {static_cast<std::uint8_t>(species), static_cast<std::uint8_t>(plan_.diagonal(species)), most[species]});
}

void SteadyModel::index_sources() {
  const std::size_t n = reaches();
  const auto index = [n](const auto& things, std::vector<std::uint32_t>& start, std::vector<std::uint32_t>& list) {
    start.assign(n + 1, 0);
    for (const auto& thing : things) ++start[thing.reach + 1];
    for (std::size_t i = 0; i < n; ++i) start[i + 1] += start[i];
    list.resize(things.size());
    auto next = start;
    for (std::uint32_t k = 0; k < things.size(); ++k) list[next[things[k].reach]++] = k;
  };
  index(network_.sources, source_start_, source_list_);
  index(network_.abstractions, abstraction_start_, abstraction_list_);
  return_link_.assign(network_.abstractions.size(), kNone);
  returning_.clear();
  for (std::uint32_t k = 0; k < network_.abstractions.size(); ++k) {
    if (network_.abstractions[k].return_to == kNowhere) continue;
    return_link_[k] = static_cast<std::uint32_t>(topology_.river_links + returning_.size());
    returning_.push_back(k);
  }
}

void SteadyModel::gather_sources_of(std::size_t i) {
  const Reach& reach = network_.reaches[i];
  q_fixed_[i] = reach.head_flow;
  q_lateral_[i] = reach.lateral_flow;
  double* const point = &point_[i * species_];
  double* const diffuse = &diffuse_given_[i * species_];
  std::fill_n(point, species_, 0.0);
  std::fill_n(diffuse, species_, 0.0);
  has_point_[i] = reach.head_flow > 0;
  has_diffuse_[i] = reach.sediment_demand > 0 || reach.net_photosynthesis < 0 || reach.net_photosynthesis > 0;
  // Oxygen of own water enters at saturation: added where the saturation is known (inflow_of, prepare_diffuse).
  for (std::uint32_t k = source_start_[i]; k < source_start_[i + 1]; ++k) {
    const Source& source = network_.sources[source_list_[k]];
    const bool at_head = source.kind == SourceKind::Point;
    (at_head ? q_fixed_ : q_lateral_)[i] += source.flow;
    (at_head ? has_point_ : has_diffuse_)[i] = 1;
    for (std::size_t s = 0; s < species_; ++s) (at_head ? point : diffuse)[s] += source.load[s];
  }
}

void SteadyModel::gather_sources() {
  for (std::size_t i = 0; i < reaches(); ++i) gather_sources_of(i);
}

void SteadyModel::set_temperature_factors(std::size_t i) {
  const Reach& reach = network_.reaches[i];
  const double above = reach.temperature - 20.0;
  for (std::size_t r = 0; r < kinetics_.reactions.size(); ++r)
    temperature_factor_[i * kinetics_.reactions.size() + r] = numeric::pow(kinetics_.reactions[r].theta, above);
  sediment_factor_[i] = numeric::pow(kSedimentTheta, above);
  if (kinetics_.oxygen)
    saturation_[i] =
        oxygen_saturation(Temperature::from_celsius(reach.temperature), Length{reach.elevation, unit::m}).si();
}

/// Some reaches prepared together, so that logarithms and exponentials are taken many at a time; a reach's bits do not
/// depend on its company.
struct SteadyModel::Batch {
  static constexpr std::size_t kSize = 64;
  using Lanes = std::array<double, kSize>;
  explicit Batch(std::size_t reactions) : rates(kSize * std::max<std::size_t>(reactions, 1)) {}
  std::span<const std::uint32_t> which;
  Lanes tau, middle, first, second;
  std::vector<double> rates;

  void log(const Lanes& of, Lanes& into) const { numeric::log({of.data(), which.size()}, {into.data(), which.size()}); }
  void exp(Lanes& of) const { numeric::exp({of.data(), which.size()}, {of.data(), which.size()}); }
};

/// Whole blocks of together some 64 reaches go through all three steps while they lie in the cache.
void SteadyModel::solve_all() {
  Batch batch{kinetics_.reactions.size()};
  const auto& start = topology_.block_start;
  for (std::size_t first = 0, last = 0; first < topology_.blocks(); first = last) {
    for (last = first + 1; last < topology_.blocks() && start[last + 1] - start[first] <= Batch::kSize;) ++last;
    for (std::size_t b = first; b < last; ++b) balance_flow(b);
    prepare(std::span{topology_.order}.subspan(start[first], start[last] - start[first]), batch);
    for (std::size_t b = first; b < last; ++b) sweep(b);
  }
}

void SteadyModel::mark(std::size_t reach, Mark what, bool holds) {
  const auto bit = static_cast<std::uint8_t>(what);
  marks_[reach] = static_cast<std::uint8_t>(holds ? marks_[reach] | bit : marks_[reach] & ~bit);
}

double SteadyModel::link_flow(std::size_t link) const {
  if (link < topology_.river_links) return q_out_[topology_.links[link].from] * topology_.links[link].share;
  const std::size_t k = returning_[link - topology_.river_links];
  return taken_[k] * network_.abstractions[k].return_flow_share;
}

/// Takes what is to be taken from the end of a reach, and shares out the rest and what it carries.
void SteadyModel::settle_flow(std::size_t i, double q_end) {
  q_end_[i] = q_end;
  double left = q_end;
  bool short_of_water = false;
  for (std::uint32_t k = abstraction_start_[i]; k < abstraction_start_[i + 1]; ++k) {
    const std::uint32_t which = abstraction_list_[k];
    const Abstraction& taken = network_.abstractions[which];
    taken_[which] = std::min(taken.flow, left);
    short_of_water |= taken.flow > left;
    left -= taken_[which];
    if (return_link_[which] != kNone)
      flux_share_[return_link_[which]] = q_end > 0 ? taken_[which] / q_end * taken.return_load_share : 0.0;
  }
  q_out_[i] = left;
  mark(i, Mark::Shortage, short_of_water);
  const double kept = left == q_end ? 1.0 : left / q_end;
  for (const std::uint32_t link : topology_.out_of(i))
    if (link < topology_.river_links) flux_share_[link] = kept * topology_.links[link].share;
}

void SteadyModel::balance_flow(std::size_t b) {
  const auto block = topology_.block(b);
  if (block.size() > 1) return balance_flow_of_loop(block);
  const std::size_t i = block[0];
  double q = q_fixed_[i];
  for (const Inflow& inflow : topology_.into(i)) q += link_flow(inflow.link);
  q_head_[i] = q;
  settle_flow(i, q + q_lateral_[i]);
}

void SteadyModel::prepare_hydraulics(Batch& batch) {
  // u = a·exp(b·ln Q), H = c·exp(d·ln Q): one logarithm serves both powers.
  for (std::size_t lane = 0; lane < batch.which.size(); ++lane) {
    const std::size_t i = batch.which[lane];
    batch.middle[lane] = q_head_[i] + 0.5 * q_lateral_[i];
  }
  Batch::Lanes log_flow;
  batch.log(batch.middle, log_flow);
  for (std::size_t lane = 0; lane < batch.which.size(); ++lane) {
    const auto* law = std::get_if<PowerLaw>(&network_.reaches[batch.which[lane]].hydraulics);
    const bool flows = law != nullptr && batch.middle[lane] > 0;
    batch.first[lane] = flows ? law->b * log_flow[lane] : 0.0;
    batch.second[lane] = flows ? law->d * log_flow[lane] : 0.0;
  }
  batch.exp(batch.first);
  batch.exp(batch.second);
  for (std::size_t lane = 0; lane < batch.which.size(); ++lane) {
    const std::size_t i = batch.which[lane];
    const Reach& reach = network_.reaches[i];
    const double middle = batch.middle[lane];
    const bool dry = !(middle > 0) && !reach.tidal;
    mark(i, Mark::Dry, dry);
    mark(i, Mark::Stagnant, reach.tidal && !(middle > 0));
    if (dry) {
      tau_[i] = velocity_[i] = depth_[i] = width_[i] = volume_[i] = 0;
    } else if (reach.tidal) {
      volume_[i] = reach.tidal->cross_section * reach.length;
      depth_[i] = volume_[i] / reach.tidal->surface;
      width_[i] = reach.tidal->surface / reach.length;
      velocity_[i] = middle / reach.tidal->cross_section;
      tau_[i] = middle > 0 ? volume_[i] / middle : 0;
    } else if (reach.lake) {
      volume_[i] = reach.lake->volume;
      depth_[i] = volume_[i] / reach.lake->surface;
      tau_[i] = volume_[i] / q_end_[i];
      width_[i] = reach.length > 0 ? reach.lake->surface / reach.length : numeric::sqrt(reach.lake->surface);
      velocity_[i] = q_end_[i] / (width_[i] * depth_[i]);
    } else {
      FlowState state;
      if (const auto* law = std::get_if<PowerLaw>(&reach.hydraulics)) {
        state.velocity = law->a * batch.first[lane];
        state.depth = law->c * batch.second[lane];
        state.width = middle / (state.velocity * state.depth);
      } else {
        state = flow_state(reach.hydraulics, middle);
      }
      velocity_[i] = state.velocity;
      depth_[i] = state.depth;
      width_[i] = state.width;
      tau_[i] = reach.length / state.velocity;
      volume_[i] = middle * tau_[i];
    }
    batch.tau[lane] = tau_[i];
  }
}

void SteadyModel::prepare_diffuse(std::size_t i) {
  if (!has_diffuse_[i]) return;
  const Reach& reach = network_.reaches[i];
  std::copy_n(&diffuse_given_[i * species_], species_, &diffuse_[i * species_]);
  if (!kinetics_.oxygen) return;
  const double surface = depth_[i] > 0 ? volume_[i] / depth_[i] : 0;
  double deficit =
      (q_lateral_[i] - reach.lateral_flow) * saturation_[i] - diffuse_given_[i * species_ + *kinetics_.oxygen];
  deficit += reach.sediment_demand * sediment_factor_[i] * surface - reach.net_photosynthesis * volume_[i];
  diffuse_[i * species_ + *kinetics_.oxygen] = deficit;
}

void SteadyModel::prepare_rates(Batch& batch) {
  const std::size_t reactions = kinetics_.reactions.size(), count = batch.which.size();
  const bool by_law = kinetics_.oxygen && kinetics_.reaeration != Reaeration::Given &&
                      kinetics_.reaeration != Reaeration::TsivoglouNeal;
  Batch::Lanes& by_law_per_day = batch.first;
  if (by_law) {
    // per_day · u^p / H^q = per_day · exp(p·ln u − q·ln H).
    Batch::Lanes speed, depth, per_day;
    for (std::size_t lane = 0; lane < count; ++lane) {
      speed[lane] = velocity_[batch.which[lane]];
      depth[lane] = depth_[batch.which[lane]];
    }
    batch.log(speed, batch.first);
    batch.log(depth, batch.second);
    for (std::size_t lane = 0; lane < count; ++lane) {
      const ReaerationLaw law =
          depth[lane] > 0 ? reaeration_law(kinetics_.reaeration, speed[lane], depth[lane]) : ReaerationLaw{};
      per_day[lane] = speed[lane] > 0 ? law.per_day : 0.0;
      batch.first[lane] =
          per_day[lane] > 0 ? law.velocity_power * batch.first[lane] - law.depth_power * batch.second[lane] : 0.0;
    }
    batch.exp(batch.first);
    for (std::size_t lane = 0; lane < count; ++lane) batch.first[lane] *= per_day[lane];
  }
  for (std::size_t lane = 0; lane < count; ++lane) {
    const std::size_t i = batch.which[lane];
    const Reach& reach = network_.reaches[i];
    const double* const at_20 = reach.rates_at_20.empty() ? rates_at_20_.data() : reach.rates_at_20.data();
    const double* const warm = &temperature_factor_[i * reactions];
    double* const rate = &rates_[i * reactions];
    const double depth = depth_[i];
    if (depth <= 0)
      std::fill_n(rate, reactions, 0.0);
    else
      for (std::size_t r = 0; r < reactions; ++r) rate[r] = at_20[r] / (settles_[r] ? depth : 1.0) * warm[r];
    for (const std::uint8_t r : reaerations_) {
      if (depth <= 0 || at_20[r] > 0) continue;
      if (by_law)
        rate[r] = Rate{by_law_per_day[lane], unit::per_day}.si() * warm[r];
      else if (kinetics_.reaeration == Reaeration::TsivoglouNeal)
        rate[r] = reaeration_rate(kinetics_.reaeration, Velocity::from_si(velocity_[i]), Length::from_si(depth),
                                  reach.slope, Flow::from_si(q_head_[i]))
                      .si() *
                  warm[r];
    }
    for (std::size_t r = 0; r < reactions; ++r) batch.rates[r * Batch::kSize + lane] = rate[r];
  }
}

void SteadyModel::prepare(std::span<const std::uint32_t> which) {
  Batch batch{kinetics_.reactions.size()};
  prepare(which, batch);
}

void SteadyModel::prepare(std::span<const std::uint32_t> which, Batch& batch) {
  const std::size_t reactions = kinetics_.reactions.size(), width = 2 * plan_.entries().size();
  for (std::size_t first = 0; first < which.size(); first += Batch::kSize) {
    const std::size_t count = std::min(Batch::kSize, which.size() - first);
    batch.which = which.subspan(first, count);
    fetch(batch.which);
    prepare_hydraulics(batch);
    prepare_rates(batch);
    plan_.river_factors({batch.tau.data(), count}, batch.rates, Batch::kSize, factors_, batch.which);
    for (const std::uint32_t i : batch.which) {
      prepare_diffuse(i);
      if (network_.reaches[i].lake && !has(i, Mark::Dry))
        plan_.lake_factors(tau_[i], std::span{rates_}.subspan(i * reactions, reactions),
                           std::span{factors_}.subspan(i * width, width));
    }
  }
}

/// Reaches of a path lie apart in memory: asked for all at once, they do not wait for one another.
void SteadyModel::fetch(std::span<const std::uint32_t> which) const {
  const std::size_t reactions = kinetics_.reactions.size(), width = 2 * plan_.entries().size();
  const auto ask = [](const void* from, std::size_t bytes) {
    for (std::size_t at = 0; at < bytes; at += 64) __builtin_prefetch(static_cast<const char*>(from) + at);
  };
  for (const std::uint32_t i : which) {
    ask(&network_.reaches[i], sizeof(Reach));
    ask(&temperature_factor_[i * reactions], reactions * sizeof(double));
    ask(&rates_[i * reactions], reactions * sizeof(double));
    ask(&factors_[i * width], width * sizeof(double));
  }
}

void SteadyModel::inflow_of(std::size_t i, std::span<double> in) const {
  std::fill(in.begin(), in.end(), 0.0);
  if (has_point_[i]) {
    for (std::size_t s = 0; s < species_; ++s) in[s] = point_[i * species_ + s];
    if (kinetics_.oxygen) in[*kinetics_.oxygen] += network_.reaches[i].head_flow * saturation_[i];
  }
  for (const Inflow& inflow : topology_.into(i)) {
    const double share = flux_share_[inflow.link];
    const double* const from = &flux_[inflow.from * species_];
    for (std::size_t s = 0; s < species_; ++s) in[s] += share * from[s];
  }
}

/// y_out = E·y_in + G·w, oxygen as deficit on both sides.
void SteadyModel::apply_factors(std::size_t i, std::span<const double> in, std::span<double> out) const {
  const auto entries = plan_.entries();
  const double* const e = &factors_[i * 2 * entries.size()];
  std::fill(out.begin(), out.end(), 0.0);
  for (std::size_t k = 0; k < entries.size(); ++k) out[entries[k].to] += e[k] * in[entries[k].from];
  if (!has_diffuse_[i]) return;
  const double* const g = e + entries.size();
  const double* const w = &diffuse_[i * species_];
  for (std::size_t k = 0; k < entries.size(); ++k) out[entries[k].to] += g[k] * w[entries[k].from];
}

void SteadyModel::sweep_reach(std::size_t i) {
  std::array<double, kMostSpecies> in_store, out_store;
  const std::span<double> in{in_store.data(), species_}, out{out_store.data(), species_};
  inflow_of(i, in);
  if (has(i, Mark::Dry)) {
    bool loaded = false;
    for (const double value : in) loaded |= value > 0;
    for (const double value : diffuse(i)) loaded |= has_diffuse_[i] && value > 0;
    mark(i, Mark::LoadOnDry, loaded);
    mark(i, Mark::Anoxic, false);
    for (std::size_t s = 0; s < species_; ++s)
      flux_[i * species_ + s] = in[s] + (has_diffuse_[i] ? diffuse_given_[i * species_ + s] : 0.0);
    return;
  }
  mark(i, Mark::LoadOnDry, false);
  mark(i, Mark::Anoxic, pass_wet(i, in, out));
  std::copy(out.begin(), out.end(), flux_.begin() + static_cast<std::ptrdiff_t>(i * species_));
}

/// Oxygen comes and goes as oxygen; `in` is used up. True where oxygen ran out.
bool SteadyModel::pass_wet(std::size_t i, std::span<double> in, std::span<double> out) const {
  if (!kinetics_.oxygen) {
    apply_factors(i, in, out);
    return false;
  }
  const std::size_t o = *kinetics_.oxygen;
  in[o] = q_head_[i] * saturation_[i] - in[o];
  apply_factors(i, in, out);
  const bool anoxic = may_run_out_of_oxygen(i, in) && solve_anoxic(i, in, out);
  out[o] = q_end_[i] * saturation_[i] - out[o];
  if (anoxic && out[o] < 0) out[o] = 0;
  return anoxic;
}

void SteadyModel::pass(std::size_t i, std::span<const double> in, std::span<double> out) const {
  expects(!network_.reaches[i].tidal && !has(i, Mark::Dry), "a river or lake with water");
  std::array<double, kMostSpecies> own;
  std::copy(in.begin(), in.end(), own.begin());
  static_cast<void>(pass_wet(i, {own.data(), species_}, out));
}

std::vector<double> SteadyModel::head_flux(std::size_t i) const {
  std::vector<double> in(species_);
  inflow_of(i, in);
  return in;
}

void SteadyModel::mark_tidal_unknown(std::size_t i) {
  const auto& tidal = network_.reaches[i].tidal;
  bool unknown = tidal && !tidal->dispersion && !tidal->exchange;
  for (const Inflow& inflow : topology_.into(i)) unknown |= has(inflow.from, Mark::CannotSayTidal);
  mark(i, Mark::CannotSayTidal, unknown);
}

void SteadyModel::sweep(std::size_t b) {
  const auto block = topology_.block(b);
  if (block.size() == 1 && !network_.reaches[block[0]].tidal)
    sweep_reach(block[0]);
  else
    sweep_block(block);
  for (const std::uint32_t i : block) mark_tidal_unknown(i);
  if (block.size() > 1) {  // an unknown tide anywhere in a block reaches all of it
    bool unknown = false;
    for (const std::uint32_t i : block) unknown |= has(i, Mark::CannotSayTidal);
    for (const std::uint32_t i : block) mark(i, Mark::CannotSayTidal, unknown);
  }
}

double SteadyModel::concentration(std::size_t i, std::size_t s) const {
  if (network_.reaches[i].tidal) return box_concentration_[i * species_ + s];
  return q_end_[i] > 0 ? flux_[i * species_ + s] / q_end_[i] : 0.0;
}

std::span<const double> SteadyModel::factors(std::size_t i) const {
  const std::size_t width = 2 * plan_.entries().size();
  return std::span{factors_}.subspan(i * width, width);
}

std::span<const double> SteadyModel::diffuse(std::size_t i) const {
  return std::span{diffuse_}.subspan(i * species_, species_);
}

}  // namespace luoshi::water
