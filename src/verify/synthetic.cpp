#include "verify/synthetic.hpp"

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::verify {
namespace {

// One AR(1) of that spread.
class Memory {
 public:
  Memory(double spread, double memory, Random& random)
      : memory_{memory}, kick_{spread * numeric::sqrt(1 - memory * memory)}, state_{spread * random.normal()} {}
  double next(Random& random) { return state_ = memory_ * state_ + kick_ * random.normal(); }

 private:
  double memory_, kick_, state_;
};

// A smooth wave of that period: 1 at 0, −1 at a half; two parabolas, close enough to a cosine for a season.
double wave(double phase) {
  const double part = phase - std::floor(phase), x = part < 0.5 ? part : 1 - part;
  const double y = 4 * x - 1;  // −1 … 1
  return -y * (2 - std::abs(y));
}

double rounded(double value, const Behaviour& behaviour) {
  const double places = std::round(value / behaviour.last_place);
  return std::max(places * behaviour.last_place, behaviour.detection_limit);
}

}  // namespace

Behaviour fine_dust() { return {}; }

Behaviour sulphur() {
  Behaviour behaviour;
  behaviour.level = 5;
  behaviour.season = 0.8;
  behaviour.detection_limit = 3;
  return behaviour;
}

Behaviour ammonia() {
  Behaviour behaviour;
  behaviour.level = 0.8;
  behaviour.season = 0.3;
  behaviour.hour = 0.05;
  behaviour.weather = 0.35;
  behaviour.weather_memory = 0.95;
  behaviour.own = 0.25;
  behaviour.own_memory = 0.9;
  behaviour.noise = 0.03;
  behaviour.last_place = 0.01;
  behaviour.detection_limit = 0.03;
  behaviour.step = std::chrono::hours{4};
  return behaviour;
}

std::vector<Record> sound_stations(const Behaviour& behaviour, std::size_t stations, double years, std::uint64_t seed) {
  Random random{seed};
  const double per_day = 86400.0 / static_cast<double>(behaviour.step.count());
  const auto places = static_cast<std::size_t>(years * 365.25 * per_day);
  std::vector<Record> records(stations);
  std::vector<Memory> own;
  std::vector<double> factors;
  for (std::size_t s = 0; s < stations; ++s) {
    records[s].station = "S" + std::to_string(s + 1);
    records[s].parameter = "level";
    records[s].start = Instant{std::chrono::sys_days{std::chrono::year{2023} / 1 / 1}} - std::chrono::hours{8};
    records[s].step = behaviour.step;
    records[s].values.resize(places);
    own.emplace_back(behaviour.own, behaviour.own_memory, random);
    factors.push_back(0.2 * random.normal());
  }
  Memory weather{behaviour.weather, behaviour.weather_memory, random};
  for (std::size_t i = 0; i < places; ++i) {
    const double shared = numeric::log(behaviour.level) + weather.next(random) +
                          behaviour.season * wave(static_cast<double>(i) / (365.25 * per_day)) +
                          behaviour.hour * wave(static_cast<double>(i) / per_day);
    for (std::size_t s = 0; s < stations; ++s) {
      const double level = shared + factors[s] + own[s].next(random) + behaviour.noise * random.normal();
      records[s].values[i] = rounded(numeric::exp(level), behaviour);
    }
  }
  for (Record& record : records)
    for (std::size_t i = 0; i < places; ++i)
      if (random.uniform() < behaviour.gaps / 4)
        for (std::size_t k = 0; k < 4 && i + k < places; ++k) record.values[i + k].reset();
  return records;
}

void plant_flat(Record& record, std::size_t at, std::size_t count) {
  while (at < record.size() && !record.values[at]) ++at;
  for (std::size_t i = at; i < std::min(at + count, record.size()); ++i) record.values[i] = record.values[at];
}

void plant_typed(Record& record, std::size_t at, std::size_t count, std::uint64_t seed) {
  Random random{seed};
  const double unit = resolution_of(record);
  for (std::size_t i = at; i < std::min(at + count, record.size()); ++i)
    if (record.values[i] && random.uniform() < 2.0 / 3) record.values[i] = std::round(*record.values[i] / unit / 5) * 5 * unit;
}

void plant_copy(Record& record, std::size_t source, std::size_t at, std::size_t count) {
  for (std::size_t i = 0; i < count && at + i < record.size(); ++i) record.values[at + i] = record.values[source + i];
}

void plant_lowered(Record& record, std::size_t at, std::size_t count, double share) {
  const double unit = resolution_of(record);
  for (std::size_t i = at; i < std::min(at + count, record.size()); ++i)
    if (record.values[i]) record.values[i] = std::max(unit, std::round(*record.values[i] * share / unit) * unit);
}

}  // namespace luoshi::verify
