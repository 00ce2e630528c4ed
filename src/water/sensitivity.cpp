#include "water/sensitivity.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "base/contract.hpp"
#include "base/error.hpp"
#include "numeric/dense.hpp"
#include "numeric/reduce.hpp"
#include "water/detail/block.hpp"

namespace luoshi::water {
namespace {

/// The sweep against the current. `out_` holds d C / d (flux past the end of a reach), or of a box its concentration.
class BackwardSweep {
 public:
  BackwardSweep(const SteadyModel& model, Sensitivity& into)
      : model_{model}, into_{into}, species_{model.species()}, out_(model.reaches() * species_, 0.0) {}

  void run() {
    const Topology& topology = model_.topology();
    const std::size_t i = into_.reach;
    if (!model_.network().reaches[i].tidal && !(model_.end_flow(i) > 0)) return;
    out_[i * species_ + into_.species] = model_.network().reaches[i].tidal ? 1.0 : 1.0 / model_.end_flow(i);
    for (std::size_t b = topology.block_of[i] + std::size_t{1}; b-- > 0;) {
      const auto block = topology.block(b);
      const bool touched = std::any_of(block.begin(), block.end(), [&](std::uint32_t r) { return is_touched(r); });
      if (!touched) continue;
      if (block.size() == 1 && !model_.network().reaches[block[0]].tidal)
        through_reach(block[0]);
      else
        through_block(block);
    }
  }

 private:
  [[nodiscard]] bool is_touched(std::size_t i) const {
    return std::any_of(&out_[i * species_], &out_[i * species_] + species_, [](double x) { return x != 0; });
  }
  [[nodiscard]] double sign(std::size_t to, std::size_t from) const {
    return (to == model_.kinetics().oxygen) != (from == model_.kinetics().oxygen) ? -1.0 : 1.0;
  }
  /// Hands what a head takes on to what flows into it, from outside `skip`'s block.
  void pass_up(std::size_t i, const detail::LocalIndex* inside) {
    for (const Inflow& inflow : model_.topology().into(i)) {
      if (inside && inside->of(inflow.from) != kNowhere) continue;
      for (std::size_t t = 0; t < species_; ++t) give(inflow, t, into_.point[i * species_ + t]);
    }
  }
  void give(const Inflow& inflow, std::size_t t, double head) {
    const bool tidal = model_.network().reaches[inflow.from].tidal.has_value();
    out_[inflow.from * species_ + t] +=
        model_.flux_share(inflow.link) * (tidal ? model_.end_flow(inflow.from) : 1.0) * head;
  }

  void through_reach(std::size_t i) {
    const auto entries = model_.plan().entries();
    const double* const out = &out_[i * species_];
    double* const head = &into_.point[i * species_];
    double* const along = &into_.diffuse[i * species_];
    const auto e = model_.factors(i);
    for (std::size_t k = 0; k < entries.size(); ++k) {
      const auto [to, from] = entries[k];
      head[from] += out[to] * sign(to, from) * e[k];
      along[from] += out[to] * sign(to, from) * e[entries.size() + k];
    }
    if (model_.has(i, Mark::Anoxic)) {
      into_.anoxic.push_back(i);
      by_differences(i, out, head);
    }
    pass_up(i, nullptr);
  }

  /// An anoxic reach: its response at the present state, one species at a time.
  void by_differences(std::size_t i, const double* out, double* head) {
    const std::vector<double> at = model_.head_flux(i);
    double scale = 0;
    for (const double flux : at) scale = std::max(scale, flux);
    std::vector<double> probe(species_), above(species_), below(species_);
    for (std::size_t t = 0; t < species_; ++t) {
      const double step = 1e-4 * std::max(at[t], 1e-3 * scale);
      probe = at;
      probe[t] = at[t] + step;
      model_.pass(i, probe, above);
      probe[t] = at[t] - step;
      model_.pass(i, probe, below);
      head[t] = 0;
      for (std::size_t s = 0; s < species_; ++s) head[t] += out[s] * (above[s] - below[s]) / (2 * step);
    }
  }

  void through_block(std::span<const std::uint32_t> block) {
    const detail::LocalIndex local{model_.topology(), block};
    const auto& reactions = model_.kinetics().reactions;
    const std::size_t size = block.size(), count = model_.plan().entries().size();
    for (std::size_t s = species_; s-- > 0;) {
      std::vector<double> mu(size);
      for (std::size_t row = 0; row < size; ++row) mu[row] = out_[block[row] * species_ + s];
      if (std::all_of(mu.begin(), mu.end(), [](double x) { return x == 0; })) continue;
      auto factors = numeric::LuFactors::of(detail::block_matrix(model_, block, s), size);
      expects(factors.has_value(), "a block that was solved before");
      factors->solve_transposed(mu);
      for (std::size_t row = 0; row < size; ++row) {
        const std::size_t i = block[row];
        if (model_.network().reaches[i].tidal) {
          into_.point[i * species_ + s] += mu[row];
          into_.diffuse[i * species_ + s] += mu[row];
          if (model_.topology().out_of(i).empty()) into_.sea[s] += model_.exchange(i, kNowhere) * mu[row];
          for (std::size_t r = 0; r < reactions.size(); ++r)
            for (const Product& product : reactions[r].products)
              if (product.species == s)
                out_[i * species_ + reactions[r].from] +=
                    sign(s, reactions[r].from) * product.yield * model_.rate(i, r) * model_.volume(i) * mu[row];
          continue;
        }
        const auto e = model_.factors(i);
        for (std::size_t k = 0; k < count; ++k) {
          const auto [to, from] = model_.plan().entries()[k];
          if (to != s) continue;
          const double head = sign(to, from) * e[k] * mu[row];
          into_.point[i * species_ + from] += head;
          into_.diffuse[i * species_ + from] += sign(to, from) * e[count + k] * mu[row];
          if (from == s) continue;  // the species' own circulation is in the matrix
          for (const Inflow& inflow : model_.topology().into(i))
            if (local.of(inflow.from) != kNowhere) give(inflow, from, head);
        }
      }
    }
    for (const std::uint32_t i : block) {
      if (model_.has(i, Mark::Anoxic)) into_.anoxic.push_back(i);
      pass_up(i, &local);
    }
  }

  const SteadyModel& model_;
  Sensitivity& into_;
  std::size_t species_;
  std::vector<double> out_;
};

}  // namespace

Sensitivity sensitivity(const SteadyModel& model, std::size_t reach, std::size_t species) {
  expects(reach < model.reaches() && species < model.species(), "a reach and a species of the model");
  Sensitivity made;
  made.reach = reach;
  made.species = species;
  made.point.assign(model.reaches() * model.species(), 0.0);
  made.diffuse.assign(model.reaches() * model.species(), 0.0);
  made.sea.assign(model.species(), 0.0);
  BackwardSweep{model, made}.run();
  return made;
}

SourceResponse source_response(const SteadyModel& model, std::size_t source, std::size_t of_species) {
  expects(source < model.network().sources.size() && of_species < model.species(), "a source and a species");
  const Source& from = model.network().sources[source];
  const Topology& topology = model.topology();
  const auto entries = model.plan().entries();
  const std::size_t species = model.species();
  const auto oxygen = model.kinetics().oxygen;
  std::vector<double> flux(model.reaches() * species, 0.0), in(species);
  SourceResponse made;
  made.change.assign(flux.size(), 0.0);
  made.radius = std::numeric_limits<double>::infinity();
  for (std::size_t at = topology.position[from.reach]; at < topology.order.size(); ++at) {
    const std::size_t i = topology.order[at];
    std::fill(in.begin(), in.end(), 0.0);
    bool touched = i == from.reach;
    for (const Inflow& inflow : topology.into(i))
      for (std::size_t s = 0; s < species; ++s) {
        in[s] += model.flux_share(inflow.link) * flux[inflow.from * species + s];
        touched |= in[s] != 0;
      }
    if (!touched || model.has(i, Mark::Dry)) continue;
    if (topology.block(topology.block_of[i]).size() > 1 || model.network().reaches[i].tidal)
      throw Error{Fault::BadInput, "the response of " + from.id + " passes the loop or tide at reach " +
                                       model.network().reaches[i].id +
                                       " (a forward sweep cannot); ask for a section's sensitivity"};
    const auto e = model.factors(i);
    for (std::size_t k = 0; k < entries.size(); ++k) {
      const auto [to, col] = entries[k];
      const double sign = (to == oxygen) != (col == oxygen) ? -1.0 : 1.0;
      double head = in[col], along = 0;
      if (i == from.reach && col == of_species) (from.kind == SourceKind::Point ? head : along) += 1.0;
      flux[i * species + to] += sign * (e[k] * head + e[entries.size() + k] * along);
    }
    for (std::size_t s = 0; s < species; ++s) made.change[i * species + s] = flux[i * species + s] / model.end_flow(i);
    if (!oxygen) continue;
    const double slope = made.change[i * species + *oxygen];
    if (slope == 0) continue;
    if (model.has(i, Mark::Anoxic)) {
      made.radius = 0;
      if (made.first_anoxic == kNowhere) made.first_anoxic = i;
      continue;
    }
    const double reach_of = model.concentration(i, *oxygen) / (slope < 0 ? -slope : slope);
    if (reach_of < made.radius) made.radius = reach_of, made.first_anoxic = i;
  }
  return made;
}

Shares shares(const SteadyModel& model, std::size_t reach, std::size_t species) {
  const Sensitivity to = sensitivity(model, reach, species);
  const Network& network = model.network();
  const std::size_t count = model.species();
  const auto oxygen = model.kinetics().oxygen;
  const bool of_deficit = species == oxygen;
  Shares made;
  made.superposition = to.anoxic.empty();
  numeric::CarefulSum whole;
  const auto add = [&](Contribution::Kind kind, std::size_t index, double concentration) {
    if (concentration == 0) return;
    whole.add(concentration);
    made.list.push_back({kind, index, concentration, 0});
  };
  for (std::size_t k = 0; k < network.sources.size(); ++k) {
    const Source& source = network.sources[k];
    const double* const d = &(source.kind == SourceKind::Point ? to.point : to.diffuse)[source.reach * count];
    double concentration = 0;
    for (std::size_t t = 0; t < count; ++t)
      if (!of_deficit || t != oxygen) concentration += d[t] * source.load[t];
    add(Contribution::Kind::Source, k, of_deficit ? -concentration : concentration);
  }
  if (!of_deficit && !network.sea.empty()) {
    double concentration = 0;
    for (std::size_t t = 0; t < count; ++t) concentration += to.sea[t] * network.sea[t];
    add(Contribution::Kind::Sea, 0, concentration);
  }
  made.whole = whole.value();
  for (Contribution& one : made.list) one.share = made.whole != 0 ? one.concentration / made.whole : 0;
  std::stable_sort(made.list.begin(), made.list.end(),
                   [](const Contribution& a, const Contribution& b) { return a.concentration > b.concentration; });
  return made;
}

std::vector<LabelledShare> shares_by(const SteadyModel& model, const Shares& all, Label label) {
  std::map<std::string, LabelledShare> sums;
  for (const Contribution& one : all.list) {
    std::string name = "sea";
    if (one.kind == Contribution::Kind::Source) {
      const Source& source = model.network().sources[one.index];
      name = label == Label::Town ? source.town : source.sector;
    }
    LabelledShare& sum = sums[name];
    sum.label = name;
    sum.concentration += one.concentration;
    sum.share += one.share;
  }
  std::vector<LabelledShare> made;
  for (auto& [name, sum] : sums) made.push_back(sum);
  std::stable_sort(made.begin(), made.end(),
                   [](const auto& a, const auto& b) { return a.concentration > b.concentration; });
  return made;
}

}  // namespace luoshi::water
