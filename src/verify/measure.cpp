#include "verify/measure.hpp"

#include <algorithm>

#include "base/random.hpp"

namespace luoshi::verify {
namespace {

constexpr std::size_t kStations = 4;
constexpr std::chrono::hours kDeadlineWindow{24 * 22};

Company company_of(const std::vector<Record>& records, std::size_t without, const std::vector<Record>& weather) {
  Company company;
  for (std::size_t i = 0; i < records.size(); ++i)
    if (i != without) company.neighbours.push_back(&records[i]);
  for (const Record& each : weather)
    if (each.station == records[without].station) company.weather.push_back(&each);
  return company;
}

bool touches(const Doubt& doubt, Check check, Instant from, Instant until) {
  return doubt.check == check && doubt.from < until && doubt.until > from;
}

// One planted story: where, and what to do there.
struct Story {
  std::string words;
  Check check;
  std::size_t places;
  void (*plant)(Record&, std::size_t at, std::size_t places, std::uint64_t seed);
};

// A place in the examined half where the record stands well above its lower end, as those who lower values choose.
std::size_t place_for(const Record& record, std::size_t from, std::size_t places, Random& random) {
  const double usual = *median([&] {
    std::vector<double> present;
    for (const auto& value : record.values)
      if (value) present.push_back(*value);
    return present;
  }());
  for (int attempt = 0; attempt < 1000; ++attempt) {
    const std::size_t at = from + random.below(record.size() - from - places);
    if (record.values[at] && *record.values[at] >= usual) return at;
  }
  return from;
}

}  // namespace

FalseAlarms false_alarms(std::string data, const std::vector<Record>& records, const std::vector<Record>& weather,
                         double examined_years, double per_year) {
  FalseAlarms out;
  out.data = std::move(data);
  out.per_year = per_year;
  for (std::size_t s = 0; s < records.size(); ++s) {
    const Record& record = records[s];
    const auto examined = std::min(record.size(), static_cast<std::size_t>(examined_years * record.per_year()));
    const Examination examination{record.size() - examined, per_year};
    out.station_years += static_cast<double>(examined) / record.per_year();
    for (const Doubt& doubt : examine(record, company_of(records, s, weather), examination,
                                      quarter_ends(record, examination.from, kDeadlineWindow)))
      for (std::size_t k = 0; k < kStationChecks.size(); ++k) out.asked.at(k) += doubt.check == kStationChecks.at(k) ? 1 : 0;
  }
  return out;
}

FalseAlarms false_alarms_made(std::string data, const Behaviour& behaviour, std::size_t repeats, double per_year,
                              std::uint64_t seed) {
  FalseAlarms sum;
  sum.data = std::move(data);
  sum.per_year = per_year;
  for (std::size_t r = 0; r < repeats; ++r) {
    const FalseAlarms one = false_alarms("", sound_stations(behaviour, kStations, 2.0, seed + r), {}, 1.0, per_year);
    sum.station_years += one.station_years;
    for (std::size_t k = 0; k < sum.asked.size(); ++k) sum.asked.at(k) += one.asked.at(k);
  }
  return sum;
}

std::vector<Power> power_made(const Behaviour& behaviour, std::size_t repeats, double per_year, std::uint64_t seed) {
  const auto hours = [&](std::int64_t count) {
    return static_cast<std::size_t>(std::max<std::int64_t>(1, std::chrono::seconds{std::chrono::hours{count}} / behaviour.step));
  };
  const std::vector<Story> stories{
      {"一个数保持 12 小时", Check::FlatLine, hours(12),
       [](Record& record, std::size_t at, std::size_t places, std::uint64_t) { plant_flat(record, at, places); }},
      {"两周数据人工填写（三分之二取 0、5）", Check::RepeatedDigits, hours(336), plant_typed},
      {"一天的数据抄自另一天", Check::RepeatedStretch, hours(24),
       [](Record& record, std::size_t at, std::size_t places, std::uint64_t) { plant_copy(record, at / 2, at, places); }},
      {"采样口受干扰 6 小时，读数减半（临汾式）", Check::NeighboursDisagree, hours(6),
       [](Record& record, std::size_t at, std::size_t places, std::uint64_t) { plant_lowered(record, at, places, 0.5); }},
      {"一天只有邻站的五分之一（西安式，28 对 140）", Check::NeighboursDisagree, hours(24),
       [](Record& record, std::size_t at, std::size_t places, std::uint64_t) { plant_lowered(record, at, places, 0.2); }}};
  std::vector<Power> out;
  for (const Story& story : stories) out.push_back({story.words, story.check, 0, 0});
  out.push_back({"年底前 22 天减半", Check::TooGood, 0, 0});
  Random random{seed, 1};
  for (std::size_t r = 0; r < repeats; ++r) {
    const std::vector<Record> sound = sound_stations(behaviour, kStations, 2.0, seed + r);
    const std::size_t from = sound[0].size() / 2;
    const Company company = company_of(sound, 0, {});
    const auto deadlines = quarter_ends(sound[0], from, kDeadlineWindow);
    for (std::size_t k = 0; k <= stories.size(); ++k) {
      Record record = sound[0];
      Window where = deadlines.back();
      if (k < stories.size()) {
        const std::size_t at = place_for(record, from, stories[k].places, random);
        where = {at, at + stories[k].places};
        stories[k].plant(record, at, stories[k].places, seed + r);
      } else {
        plant_lowered(record, where.begin, where.end - where.begin, 0.5);
      }
      const auto doubts = examine(record, company, {from, per_year}, deadlines);
      ++out[k].planted;
      out[k].found += std::any_of(doubts.begin(), doubts.end(), [&](const Doubt& doubt) {
        return touches(doubt, out[k].check, record.at(where.begin), record.at(where.end));
      });
    }
  }
  return out;
}

}  // namespace luoshi::verify
