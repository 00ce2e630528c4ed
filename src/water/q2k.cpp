#include "water/q2k.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "formats/csv.hpp"

namespace luoshi::water {
namespace {

/// The file as lines of comma-separated fields, quotes removed.
class Lines {
 public:
  Lines(std::string_view text, const std::string& name) : name_{name} {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      lines_.push_back(split(line));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
  [[nodiscard]] std::size_t at() const { return at_; }
  void skip(std::size_t count) { at_ += count; }
  const std::vector<std::string>& next(std::size_t fields) {
    if (at_ >= lines_.size()) fail(1, "the file ends here (more lines are wanted); it is cut off");
    const auto& line = lines_[at_++];
    if (line.size() < fields)
      fail_last(1, std::to_string(line.size()) + " fields (at least " + std::to_string(fields) + " are wanted)");
    return line;
  }
  /// Field `k` of the line read last.
  [[nodiscard]] double number(std::size_t k) const {
    const auto value = formats::read_number(lines_[at_ - 1][k]);
    if (!value) fail_last(k + 1, "'" + lines_[at_ - 1][k] + "' is no number");
    return *value;
  }
  [[nodiscard]] std::size_t count(std::size_t k) const {
    const double value = number(k);
    if (value < 0 || value > 100'000 || value != static_cast<double>(static_cast<std::size_t>(value)))
      fail_last(k + 1, "a whole number of at most 100,000 is wanted");
    return static_cast<std::size_t>(value);
  }
  [[nodiscard]] std::size_t find(std::string_view first_field) const {
    for (std::size_t i = at_; i < lines_.size(); ++i)
      if (!lines_[i].empty() && lines_[i][0] == first_field) return i;
    return lines_.size();
  }
  void move_to(std::size_t line) { at_ = line; }
  [[noreturn]] void fail_last(std::size_t field, const std::string& problem) const {
    throw Error{Fault::BadInput, name_ + ":" + std::to_string(at_) + ": field " + std::to_string(field) + ": " +
                                     problem + "; correct the file"};
  }
  [[noreturn]] void fail(std::size_t field, const std::string& problem) const {
    throw Error{Fault::BadInput,
                name_ + ":" + std::to_string(at_ + 1) + ": field " + std::to_string(field) + ": " + problem};
  }

 private:
  static std::vector<std::string> split(std::string_view line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"')
        quoted = !quoted;
      else if (c == ',' && !quoted)
        fields.emplace_back();
      else
        fields.back() += c;
    }
    return fields;
  }
  std::string name_;
  std::vector<std::vector<std::string>> lines_;
  std::size_t at_ = 0;
};

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

std::vector<double> read_loads(Lines& lines, double flow) {
  std::vector<double> load(standard_kinetics().species.size(), 0.0);
  for (std::size_t k = 0; k < kConstituents; ++k) {
    lines.next(1);
    if (k < kBeforeOxygen || k - kBeforeOxygen >= std::size(kSlots)) continue;
    const Slot& slot = kSlots[k - kBeforeOxygen];
    load[slot.species] = lines.number(0) * slot.kg_m3 * flow;
  }
  return load;
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

Stem read_stem(Lines& lines, Q2kFile& made, double& headwater_flow) {
  lines.next(2);
  const std::size_t count = lines.count(0);
  Stem stem;
  lines.next(18);
  double above = lines.number(3);
  headwater_flow = lines.number(12) * 86400.0;
  for (std::size_t i = 0; i < count; ++i) {
    lines.next(18);
    Reach reach;
    reach.id = std::to_string(i + 1);
    const double below = lines.number(3);
    if (below >= above) lines.fail_last(4, "the reach ends above where it begins");
    reach.length = (above - below) * 1000;
    reach.elevation = 0.5 * (lines.number(4) + lines.number(5));
    reach.hydraulics = ManningChannel{lines.number(13), lines.number(14), lines.number(16), lines.number(17)};
    reach.slope = lines.number(16);
    made.network.reaches.push_back(reach);
    if (i) made.network.links.push_back({i - 1, i, 1});
    stem.upper.push_back(above);
    stem.lower.push_back(below);
    above = below;
  }
  lines.next(1);  // the terminus
  for (std::size_t i = 0; i < count; ++i) {
    lines.next(1);
    made.reaeration_per_day.push_back(lines.number(0) > 0 ? lines.number(0) : -1);
  }
  return stem;
}

void read_point_sources(Lines& lines, const Stem& stem, Network& net) {
  lines.next(1);
  const std::size_t count = lines.count(0);
  for (std::size_t k = 0; k < count; ++k) {
    const auto& head = lines.next(4);
    const std::string id = "point " + std::to_string(k + 1) + (head[0].empty() ? "" : " " + head[0]);
    const std::size_t reach = stem.holding(lines.number(1));
    const double taken = lines.number(2), flow = lines.number(3);
    if (taken > 0) {
      // Taken at the head of its reach, that is at the end of the one above.
      net.abstractions.push_back({id, reach == 0 ? 0 : reach - 1, taken, kNowhere, 0, 0});
      read_loads(lines, 0);
    } else {
      net.sources.push_back({id, reach, SourceKind::Point, flow, read_loads(lines, flow), "", "point"});
    }
  }
}

void read_diffuse_sources(Lines& lines, const Stem& stem, Network& net) {
  lines.next(1);
  const std::size_t count = lines.count(0);
  for (std::size_t k = 0; k < count; ++k) {
    const auto& head = lines.next(6);
    const std::string id = "diffuse " + std::to_string(k + 1) + (head[0].empty() ? "" : " " + head[0]);
    const double from = lines.number(1), to = lines.number(2), flow = lines.number(4);
    if (from <= to) lines.fail_last(2, "the diffuse source ends above where it begins");
    const auto load = read_loads(lines, flow);
    for (std::size_t i = 0; i < stem.upper.size(); ++i) {
      const double part = (std::min(from, stem.upper[i]) - std::max(to, stem.lower[i])) / (from - to);
      if (part <= 0) continue;
      Source source{id + " in " + net.reaches[i].id, i, SourceKind::Diffuse, flow * part, load, "", "diffuse"};
      for (double& value : source.load) value *= part;
      net.sources.push_back(std::move(source));
    }
  }
}

void read_headwater(Lines& lines, double flow, Network& net) {
  const std::size_t flag = lines.find(".FALSE.");
  if (flag == lines.find("")) return;
  lines.move_to(flag + 1);
  std::vector<double> load(standard_kinetics().species.size(), 0.0);
  lines.next(24);  // temperature by the hour
  double warmth = 0;
  for (std::size_t hour = 0; hour < 24; ++hour) warmth += lines.number(hour) / 24;
  for (Reach& reach : net.reaches) reach.temperature = warmth;
  for (std::size_t k = 0; k < kBeforeOxygen + std::size(kSlots); ++k) {
    lines.next(24);
    if (k < kBeforeOxygen) continue;
    double mean = 0;
    for (std::size_t hour = 0; hour < 24; ++hour) mean += lines.number(hour) / 24;
    load[kSlots[k - kBeforeOxygen].species] = mean * kSlots[k - kBeforeOxygen].kg_m3 * flow;
  }
  net.sources.push_back({"headwater", 0, SourceKind::Point, flow, load, "", "headwater"});
}

}  // namespace

Q2kFile read_q2k(std::string_view text, const std::string& name) {
  Lines lines{text, name};
  Q2kFile made;
  if (lines.next(1)[0].find("QUAL2Kw") == std::string::npos)
    lines.fail_last(1, "this is no QUAL2Kw input file (its first line names the program)");
  made.title = lines.next(1)[0];
  lines.skip(2);
  double headwater_flow = 0;
  const Stem stem = read_stem(lines, made, headwater_flow);
  const std::size_t light = lines.find("Bras");
  lines.move_to(light + 1);
  read_point_sources(lines, stem, made.network);
  read_diffuse_sources(lines, stem, made.network);
  read_headwater(lines, headwater_flow, made.network);
  made.not_understood = {"rates and switches (algae, pH, heat, sediment diagenesis, hyporheic exchange)",
                         "weather by the hour", "observed data", "diel ranges of sources"};
  return made;
}

}  // namespace luoshi::water
