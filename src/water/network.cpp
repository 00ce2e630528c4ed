#include "water/network.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/contract.hpp"

namespace luoshi::water {
namespace {

// Beyond these nothing on Earth is meant, and products of two or three such numbers would leave a double's range.
constexpr double kLargest = 1e15, kSmallestPositive = 1e-12;

bool is_finite(double x) { return x >= -kLargest && x <= kLargest; }

/// Collects defects with their place; keeps the checks below one line each.
class Findings {
 public:
  explicit Findings(std::vector<Defect>& found) : found_{found} {}
  void add(Defect::Kind kind, const std::string& where, std::string text) {
    found_.push_back({kind, where, std::move(text)});
  }
  void need_at_least(double value, double least, const std::string& where, const char* what) {
    if (!is_finite(value) || value < least)
      add(Defect::Kind::BadNumber, where,
          std::string{what} + " of " + where + " is not a number of at least " + (least == 0 ? "0" : "its least") +
              " (found " + std::to_string(value) + "); correct it in the table");
  }
  void need_positive(double value, const std::string& where, const char* what) {
    if (!is_finite(value) || value < kSmallestPositive)
      add(Defect::Kind::BadNumber, where,
          std::string{what} + " of " + where + " is not above 0 (found " + std::to_string(value) +
              "); correct it in the table");
  }
  void need_finite(double value, const std::string& where, const char* what) {
    if (!is_finite(value))
      add(Defect::Kind::BadNumber, where,
          std::string{what} + " of " + where + " is not a finite number; correct it in the table");
  }

 private:
  std::vector<Defect>& found_;
};

void check_hydraulics(const Reach& reach, Findings& findings) {
  if (const auto* law = std::get_if<PowerLaw>(&reach.hydraulics)) {
    findings.need_positive(law->a, reach.id, "speed coefficient");
    findings.need_positive(law->c, reach.id, "depth coefficient");
    findings.need_at_least(law->b, 0, reach.id, "speed exponent");
    findings.need_at_least(law->d, 0, reach.id, "depth exponent");
  } else if (const auto* channel = std::get_if<ManningChannel>(&reach.hydraulics)) {
    findings.need_positive(channel->bottom_width, reach.id, "bottom width");
    findings.need_at_least(channel->side_slope, 0, reach.id, "side slope");
    findings.need_positive(channel->slope, reach.id, "bed slope");
    findings.need_positive(channel->roughness, reach.id, "roughness");
  } else {
    const auto& measured = std::get<MeasuredHydraulics>(reach.hydraulics);
    findings.need_positive(measured.velocity, reach.id, "velocity");
    findings.need_positive(measured.depth, reach.id, "depth");
  }
}

void check_reach(const Reach& reach, std::size_t reactions, Findings& findings) {
  if (reach.lake) {
    findings.need_positive(reach.lake->volume, reach.id, "volume");
    findings.need_positive(reach.lake->surface, reach.id, "surface");
  } else {
    findings.need_positive(reach.length, reach.id, "length");
    if (!reach.tidal) check_hydraulics(reach, findings);
  }
  if (reach.tidal) {
    findings.need_positive(reach.tidal->cross_section, reach.id, "cross-section");
    findings.need_positive(reach.tidal->surface, reach.id, "surface");
    if (reach.tidal->dispersion) findings.need_at_least(*reach.tidal->dispersion, 0, reach.id, "dispersion");
    if (reach.tidal->exchange) findings.need_at_least(*reach.tidal->exchange, 0, reach.id, "exchange");
  }
  findings.need_at_least(reach.temperature, 0, reach.id, "temperature");
  findings.need_finite(reach.elevation, reach.id, "elevation");
  findings.need_at_least(reach.head_flow, 0, reach.id, "head flow");
  findings.need_at_least(reach.lateral_flow, 0, reach.id, "lateral flow");
  findings.need_at_least(reach.sediment_demand, 0, reach.id, "sediment oxygen demand");
  findings.need_finite(reach.net_photosynthesis, reach.id, "net photosynthesis");
  if (!reach.rates_at_20.empty() && reach.rates_at_20.size() != reactions)
    findings.add(Defect::Kind::WrongNumberOfSpecies, reach.id,
                 "reach " + reach.id + " has " + std::to_string(reach.rates_at_20.size()) +
                     " rates (the kinetics has " + std::to_string(reactions) + " reactions); give one each or none");
  for (const double rate : reach.rates_at_20) findings.need_at_least(rate, 0, reach.id, "rate");
}

void check_ids(const Network& network, Findings& findings) {
  const auto check = [&findings](const auto& things, const char* what) {
    std::unordered_map<std::string, int> seen;
    for (const auto& thing : things)
      if (++seen[thing.id] == 2)
        findings.add(Defect::Kind::DuplicateId, thing.id,
                     std::string{"two "} + what + " are called " + thing.id + "; names must differ");
  };
  check(network.reaches, "reaches");
  check(network.sources, "sources");
  check(network.sections, "sections");
}

void check_links(const Network& network, Findings& findings) {
  const std::size_t count = network.reaches.size();
  std::vector<double> sum(count, 0.0);
  std::vector<int> links(count, 0);
  for (const Link& link : network.links) {
    if (link.from >= count || link.to >= count) {
      findings.add(Defect::Kind::UnknownReach, "links",
                   "a link names a reach that is not in the table; correct the link");
      continue;
    }
    const std::string& where = network.reaches[link.from].id;
    if (!is_finite(link.share) || link.share < 0 || link.share > 1)
      findings.add(Defect::Kind::BadNumber, where, "the share of a link from " + where + " is not within 0 and 1");
    if (link.from == link.to)
      findings.add(Defect::Kind::Cycle, where, "reach " + where + " flows into itself; correct the link");
    sum[link.from] += link.share;
    ++links[link.from];
  }
  for (std::size_t i = 0; i < count; ++i)
    if (links[i] > 0 && !(sum[i] > 1 - 1e-9 && sum[i] < 1 + 1e-9))
      findings.add(Defect::Kind::SharesDoNotAddUp, network.reaches[i].id,
                   "the shares of the links from " + network.reaches[i].id + " add up to " + std::to_string(sum[i]) +
                       ", not 1; correct them, or water is lost or made");
}

void check_attached(const Network& network, std::size_t species, Findings& findings) {
  const std::size_t count = network.reaches.size();
  for (const Source& source : network.sources) {
    if (source.reach >= count)
      findings.add(Defect::Kind::UnknownReach, source.id, "source " + source.id + " is on no reach; correct its reach");
    findings.need_at_least(source.flow, 0, source.id, "flow");
    if (source.load.size() != species)
      findings.add(Defect::Kind::WrongNumberOfSpecies, source.id,
                   "source " + source.id + " has " + std::to_string(source.load.size()) + " loads for " +
                       std::to_string(species) + " species; give one each");
    for (const double load : source.load) findings.need_at_least(load, 0, source.id, "load");
  }
  for (const Section& section : network.sections)
    if (section.reach >= count)
      findings.add(Defect::Kind::UnknownReach, section.id,
                   "section " + section.id + " is on no reach; correct its reach");
  for (const Abstraction& taken : network.abstractions) {
    if (taken.reach >= count || (taken.return_to != kNowhere && taken.return_to >= count))
      findings.add(Defect::Kind::UnknownReach, taken.id,
                   "abstraction " + taken.id + " is on no reach; correct its reach");
    findings.need_at_least(taken.flow, 0, taken.id, "flow");
    for (const double share : {taken.return_flow_share, taken.return_load_share})
      if (!is_finite(share) || share < 0 || share > 1)
        findings.add(Defect::Kind::BadNumber, taken.id, "a returned share of " + taken.id + " is not within 0 and 1");
  }
  if (!network.sea.empty() && network.sea.size() != species)
    findings.add(Defect::Kind::WrongNumberOfSpecies, "sea", "the sea has not one concentration for each species");
}

std::string names_of(const Network& network, std::span<const std::uint32_t> block) {
  std::string names;
  for (std::size_t i = 0; i < block.size() && i < 20; ++i) names += (i ? " → " : "") + network.reaches[block[i]].id;
  return block.size() > 20 ? names + " → … (" + std::to_string(block.size()) + " reaches)" : names;
}

/// Water must be able to leave: a block without a way out would fill up forever.
void check_outlets(const Network& network, const Topology& topology, Loops loops, Findings& findings) {
  for (std::size_t b = 0; b < topology.blocks(); ++b) {
    const auto block = topology.block(b);
    if (block.size() < 2) continue;
    bool leaves = false, tidal = false;
    for (const std::uint32_t reach : block) {
      tidal |= network.reaches[reach].tidal.has_value();
      std::size_t own = 0;
      for (const std::uint32_t link : topology.out_of(reach)) {
        if (link < topology.river_links) ++own;
        leaves |= topology.block_of[topology.links[link].to] != b && topology.links[link].share > 0;
      }
      leaves |= own == 0;
    }
    if (!leaves)
      findings.add(Defect::Kind::DrainsNowhere, network.reaches[block[0]].id,
                   "water cannot leave the loop " + names_of(network, block) + "; give it an outlet");
    if (loops == Loops::Refused && !tidal)
      findings.add(
          Defect::Kind::Cycle, network.reaches[block[0]].id,
          "a cycle where a tree is claimed: " + names_of(network, block) + "; correct the links or allow loops");
  }
}

/// Strongly connected blocks in upstream-first order (Tarjan on the inflows), iterative: depth is the length of a
/// river.
class BlockFinder {
 public:
  BlockFinder(const std::vector<std::uint32_t>& start, const std::vector<std::uint32_t>& upstream, Topology& out)
      : start_{start}, upstream_{upstream}, out_{out}, index_(start.size() - 1, 0), low_(start.size() - 1, 0) {}

  void visit(std::uint32_t root) {
    if (index_[root]) return;
    enter(root);
    while (!path_.empty()) {
      auto& [node, next] = path_.back();
      if (next < start_[node + 1]) {
        const std::uint32_t up = upstream_[next++];
        if (!index_[up])
          enter(up);
        else if (!done_[up])
          low_[node] = std::min(low_[node], index_[up]);
        continue;
      }
      const std::uint32_t finished = node;
      path_.pop_back();
      if (!path_.empty()) low_[path_.back().node] = std::min(low_[path_.back().node], low_[finished]);
      if (low_[finished] == index_[finished]) close(finished);
    }
  }

 private:
  struct Frame {
    std::uint32_t node, next;
  };
  void enter(std::uint32_t node) {
    if (done_.empty()) done_.resize(index_.size(), false);
    index_[node] = low_[node] = ++counter_;
    stack_.push_back(node);
    path_.push_back({node, start_[node]});
  }
  void close(std::uint32_t node) {
    const auto block = static_cast<std::uint32_t>(out_.block_start.size());
    out_.block_start.push_back(static_cast<std::uint32_t>(out_.order.size()));
    const auto first = std::find(stack_.rbegin(), stack_.rend(), node).base() - 1;
    std::sort(first, stack_.end());
    for (auto at = first; at != stack_.end(); ++at) {
      done_[*at] = true;
      out_.block_of[*at] = block;
      out_.position[*at] = static_cast<std::uint32_t>(out_.order.size());
      out_.order.push_back(*at);
    }
    stack_.erase(first, stack_.end());
  }

  const std::vector<std::uint32_t>&start_, &upstream_;
  Topology& out_;
  std::vector<std::uint32_t> index_, low_;
  std::vector<bool> done_;
  std::vector<std::uint32_t> stack_;
  std::vector<Frame> path_;
  std::uint32_t counter_ = 0;
};

std::vector<std::uint32_t> starts_of(const std::vector<std::uint32_t>& keys, std::size_t count) {
  std::vector<std::uint32_t> start(count + 1, 0);
  for (const std::uint32_t key : keys) ++start[key + 1];
  for (std::size_t i = 0; i < count; ++i) start[i + 1] += start[i];
  return start;
}

}  // namespace

Topology order_network(const Network& network) {
  const std::size_t count = network.reaches.size();
  Topology out;
  out.links = network.links;
  out.river_links = network.links.size();
  for (const Abstraction& taken : network.abstractions)
    if (taken.return_to != kNowhere) out.links.push_back({taken.reach, taken.return_to, 0});

  std::vector<std::uint32_t> from, to;
  for (const Link& link : out.links) {
    from.push_back(static_cast<std::uint32_t>(link.from));
    to.push_back(static_cast<std::uint32_t>(link.to));
  }
  out.in_start = starts_of(to, count);
  out.out_start = starts_of(from, count);
  out.inflows.resize(out.links.size());
  out.out_links.resize(out.links.size());
  auto next_in = out.in_start, next_out = out.out_start;
  for (std::uint32_t link = 0; link < out.links.size(); ++link) {
    out.inflows[next_in[to[link]]++] = {from[link], link};
    out.out_links[next_out[from[link]]++] = link;
  }

  // What must be solved before a reach: its inflows, and a tidal neighbour downstream, whose water comes back.
  std::vector<std::uint32_t> needs, of;
  for (std::uint32_t reach = 0; reach < count; ++reach)
    for (const Inflow& inflow : out.into(reach)) {
      of.push_back(reach), needs.push_back(inflow.from);
      if (network.reaches[reach].tidal && network.reaches[inflow.from].tidal)
        of.push_back(inflow.from), needs.push_back(reach);
    }
  const auto start = starts_of(of, count);
  std::vector<std::uint32_t> upstream(needs.size());
  auto next = start;
  for (std::size_t i = 0; i < of.size(); ++i) upstream[next[of[i]]++] = needs[i];

  out.position.resize(count);
  out.block_of.resize(count);
  out.order.reserve(count);
  BlockFinder finder{start, upstream, out};
  for (std::uint32_t reach = 0; reach < count; ++reach)
    if (out.out_of(reach).empty()) finder.visit(reach);  // from the outlets: the order is then a post-order
  for (std::uint32_t reach = 0; reach < count; ++reach) finder.visit(reach);
  out.block_start.push_back(static_cast<std::uint32_t>(out.order.size()));
  return out;
}

Network in_river_order(const Network& network) {
  const Topology topology = order_network(network);
  Network made = network;
  for (std::size_t place = 0; place < topology.order.size(); ++place)
    made.reaches[place] = network.reaches[topology.order[place]];
  for (Link& link : made.links) link.from = topology.position[link.from], link.to = topology.position[link.to];
  std::stable_sort(made.links.begin(), made.links.end(),
                   [](const Link& a, const Link& b) { return a.to != b.to ? a.to < b.to : a.from < b.from; });
  for (Abstraction& taken : made.abstractions) {
    taken.reach = topology.position[taken.reach];
    if (taken.return_to != kNowhere) taken.return_to = topology.position[taken.return_to];
  }
  for (Source& source : made.sources) source.reach = topology.position[source.reach];
  for (Section& section : made.sections) section.reach = topology.position[section.reach];
  return made;
}

std::vector<Defect> defects_of(const Network& network, std::size_t species, std::size_t reactions, Loops loops) {
  std::vector<Defect> found;
  Findings findings{found};
  check_ids(network, findings);
  for (const Reach& reach : network.reaches) check_reach(reach, reactions, findings);
  check_links(network, findings);
  check_attached(network, species, findings);
  const auto broken = [](const Defect& defect) {
    return defect.kind == Defect::Kind::UnknownReach || defect.kind == Defect::Kind::Cycle;
  };
  if (std::none_of(found.begin(), found.end(), broken)) check_outlets(network, order_network(network), loops, findings);
  return found;
}

}  // namespace luoshi::water
