#include "water/q2k.hpp"

#include <algorithm>

#include "water/detail/q2k_day.hpp"

namespace luoshi::water {
namespace {

using detail::Q2kLines;

/// The order of water quality in the file after conductivity, solids: oxygen, slow and fast BOD (mg/L), organic N,
/// ammonia, nitrate, organic and inorganic P (µg/L).
struct Slot {
  std::size_t species;
  double kg_m3;
};
constexpr Slot kSlots[] = {{standard::kOxygen, 1e-3},   {standard::kSlowBod, 1e-3},   {standard::kFastBod, 1e-3},
                           {standard::kOrganicN, 1e-6}, {standard::kAmmoniaN, 1e-6},  {standard::kNitrateN, 1e-6},
                           {standard::kOrganicP, 1e-6}, {standard::kInorganicP, 1e-6}};
constexpr std::size_t kConstituents = 16, kBeforeOxygen = 2;

/// Sixteen lines: the day's course goes to `source` (whose pH is the last), the mean's load is returned.
std::vector<double> read_loads(Q2kLines& lines, double flow, bool cycles, DielSource& source) {
  std::vector<double> load(standard_kinetics().species.size(), 0.0);
  for (std::size_t k = 0; k < kConstituents; ++k) {
    lines.next(cycles ? 3 : 1);
    Cycle& cycle = k < day::kStated ? source.concentration[k] : source.ph;
    cycle = cycles ? Cycle{lines.number(0), lines.number(1), lines.number(2)} : Cycle{lines.number(0), 0, 0};
    if (k < kBeforeOxygen || k - kBeforeOxygen >= std::size(kSlots)) continue;
    const Slot& slot = kSlots[k - kBeforeOxygen];
    load[slot.species] = lines.number(0) * slot.kg_m3 * flow;
  }
  return load;
}

/// The channel of the line read last: Manning's where a roughness is given, else laws of the flow.
Hydraulics channel_of(const Q2kLines& lines) {
  if (lines.number(17) > 0)
    return ManningChannel{lines.number(13), 0.5 * (lines.number(14) + lines.number(15)), lines.number(16),
                          lines.number(17)};
  return PowerLaw{lines.number(18), lines.number(19), lines.number(20), lines.number(21)};
}

/// Places along the stem, kilometres above its mouth, falling.
struct Stem {
  std::vector<double> upper, lower;
  [[nodiscard]] std::size_t holding(double km) const {
    for (std::size_t i = 0; i < upper.size(); ++i)
      if (km <= upper[i] + 1e-9 && km > lower[i] + 1e-9) return i;
    return km <= 0 ? upper.size() - 1 : 0;
  }
};

Stem read_stem(Q2kLines& lines, Q2kFile& made) {
  lines.next(2);
  const std::size_t count = lines.count(0);
  if (count == 0) lines.fail_last(1, "no reach at all");
  Stem stem;
  lines.next(38);
  double above = lines.number(3), bottom = lines.number(5);
  made.day.head.flow = lines.number(12) * 86400.0;
  made.day.head.hydraulics = channel_of(lines);
  made.day.head.slope = lines.number(16);
  for (std::size_t i = 0; i < count; ++i) {
    lines.next(38);
    Reach reach;
    reach.id = std::to_string(i + 1);
    const double below = lines.number(3);
    if (below >= above) lines.fail_last(4, "the reach ends above where it begins");
    reach.length = (above - below) * 1000;
    reach.elevation = 0.5 * (lines.number(4) + lines.number(5));
    reach.hydraulics = channel_of(lines);
    reach.slope = lines.number(16);
    if (bottom > lines.number(4) + 0.01)
      made.not_understood.push_back("the fall above reach " + reach.id + " (air enters there)");
    bottom = lines.number(5);
    DielReach through_the_day;
    through_the_day.id = reach.id;
    through_the_day.hydraulics = reach.hydraulics;
    through_the_day.slope = reach.slope;
    detail::read_q2k_reach(lines, reach.length, through_the_day, made);
    made.day.reaches.push_back(std::move(through_the_day));
    made.kilometres.push_back(0.5 * (above + below));
    made.network.reaches.push_back(std::move(reach));
    if (i) made.network.links.push_back({i - 1, i, 1});
    stem.upper.push_back(above);
    stem.lower.push_back(below);
    above = below;
  }
  lines.next(1);  // the terminus
  return stem;
}

/// Rates by reach come before the river's; they are taken again in their place once those are known.
void read_reach_rates(Q2kLines& lines, std::size_t at, Q2kFile& made) {
  const std::size_t back = lines.at();
  lines.move_to(at);
  for (DielReach& reach : made.day.reaches) {
    lines.next(55);
    detail::read_q2k_reach_rates(lines, reach);
    made.reaeration_per_day.push_back(lines.number(0) > 0 ? lines.number(0) : -1);
  }
  lines.move_to(back);
}

/// What the water and the bottom hold at the start: algae are taken, all else starts as the headwater.
void read_start(Q2kLines& lines, Q2kFile& made) {
  bool stated = false;
  for (DielReach& reach : made.day.reaches) {
    lines.next(5);
    for (const std::size_t k : {0, 1, 3, 4}) stated = stated || lines.number(k) >= 0;
    if (lines.number(2) >= 0) reach.algae_at_start = lines.number(2);
  }
  for (std::size_t i = 0; i < made.day.reaches.size(); ++i) {
    lines.next(15);
    for (std::size_t k = 0; k < 15; ++k) stated = stated || lines.number(k) >= 0;
  }
  if (stated) made.not_understood.emplace_back("what the water holds at the start (it starts as the headwater)");
}

void read_point_sources(Q2kLines& lines, const Stem& stem, Q2kFile& made) {
  Network& net = made.network;
  lines.next(1);
  const std::size_t count = lines.count(0);
  for (std::size_t k = 0; k < count; ++k) {
    const auto& head = lines.next(7);
    const std::string id = "point " + std::to_string(k + 1) + (head[0].empty() ? "" : " " + head[0]);
    const std::size_t reach = stem.holding(lines.number(1));
    const double taken = lines.number(2), flow = lines.number(3);
    DielSource source{id, reach, taken > 0 ? 0 : flow, taken > 0 ? taken : 0, {}, {}, {}};
    source.temperature = {lines.number(4), lines.number(5), lines.number(6)};
    const auto load = read_loads(lines, flow, true, source);
    if (taken > 0)
      // Taken at the head of its reach, that is at the end of the one above.
      net.abstractions.push_back({id, reach == 0 ? 0 : reach - 1, taken, kNowhere, 0, 0});
    else
      net.sources.push_back({id, reach, SourceKind::Point, flow, load, "", "point"});
    made.day.sources.push_back(std::move(source));
  }
}

void read_diffuse_sources(Q2kLines& lines, const Stem& stem, Q2kFile& made) {
  Network& net = made.network;
  lines.next(1);
  const std::size_t count = lines.count(0);
  for (std::size_t k = 0; k < count; ++k) {
    const auto& head = lines.next(6);
    const std::string id = "diffuse " + std::to_string(k + 1) + (head[0].empty() ? "" : " " + head[0]);
    const double from = lines.number(1), to = lines.number(2), taken = lines.number(3), flow = lines.number(4);
    if (from <= to) lines.fail_last(2, "the diffuse source ends above where it begins");
    DielSource whole{id, 0, 0, 0, {lines.number(5), 0, 0}, {}, {}};
    const auto load = read_loads(lines, flow, false, whole);
    for (std::size_t i = 0; i < stem.upper.size(); ++i) {
      const double part = (std::min(from, stem.upper[i]) - std::max(to, stem.lower[i])) / (from - to);
      if (part <= 0) continue;
      DielSource through_the_day = whole;
      through_the_day.id += " in " + net.reaches[i].id;
      through_the_day.reach = i;
      (taken > 0 ? through_the_day.taken : through_the_day.flow) = (taken > 0 ? taken : flow) * part;
      made.day.sources.push_back(std::move(through_the_day));
      if (taken > 0) {
        net.abstractions.push_back({id + " in " + net.reaches[i].id, i, taken * part, kNowhere, 0, 0});
        continue;
      }
      Source source{id + " in " + net.reaches[i].id, i, SourceKind::Diffuse, flow * part, load, "", "diffuse"};
      for (double& value : source.load) value *= part;
      net.sources.push_back(std::move(source));
    }
  }
}

/// The steady network's headwater: means of the day's.
void add_headwater(Q2kFile& made) {
  const DielHeadwater& head = made.day.head;
  const auto mean = [](const Hours& hours) {
    double sum = 0;
    for (const double value : hours) sum += value / 24;
    return sum;
  };
  std::vector<double> load(standard_kinetics().species.size(), 0.0);
  for (std::size_t k = 0; k < std::size(kSlots); ++k)
    load[kSlots[k].species] = mean(head.concentration[k + kBeforeOxygen]) * kSlots[k].kg_m3 * head.flow;
  for (Reach& reach : made.network.reaches) reach.temperature = mean(head.temperature);
  made.network.sources.push_back({"headwater", 0, SourceKind::Point, head.flow, load, "", "headwater"});
}

}  // namespace

Q2kFile read_q2k(std::string_view text, const std::string& name) {
  Q2kLines lines{text, name};
  Q2kFile made;
  if (lines.next(1)[0].find("QUAL2Kw") == std::string::npos)
    lines.fail_last(1, "this is no QUAL2Kw input file (its first line names the program)");
  made.title = lines.next(1)[0];
  detail::read_q2k_settings(lines, made);
  const Stem stem = read_stem(lines, made);
  const std::size_t by_reach = lines.at();
  for (std::size_t i = 0; i < made.day.reaches.size(); ++i) lines.next(55);
  read_start(lines, made);
  detail::read_q2k_light(lines, made);
  read_point_sources(lines, stem, made);
  read_diffuse_sources(lines, stem, made);
  detail::read_q2k_rates(lines, made);
  read_reach_rates(lines, by_reach, made);
  detail::read_q2k_headwater(lines, made);
  add_headwater(made);
  detail::read_q2k_weather(lines, made);
  detail::read_q2k_observed(lines, made);
  return made;
}

}  // namespace luoshi::water
