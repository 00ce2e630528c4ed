#include <algorithm>
#include <cmath>

#include "engine/city_data.hpp"
#include "engine/pages/detail.hpp"
#include "engine/verdicts.hpp"
#include "engine/views/kept_parts.hpp"
#include "engine/views/kept_view.hpp"

// A commitment's forecast with what it hangs on and what would change it; the scorecard.
namespace luoshi::engine {
namespace {

constexpr double kEnough = 0.8;       // the written threshold of 能按期
constexpr std::size_t kMostPoints = 24;  // of a fan …
constexpr std::size_t kMostOfParts = 12; // … of a target made of parts: each point costs what all of them do
constexpr std::size_t kMostDrivers = 8;  // parts named as what the chance hangs on

Day day_after(Day from, double months) {
  return Day{std::chrono::sys_days{from} + std::chrono::days{static_cast<int>(std::floor(months * kDaysAMonth + 0.5))}};
}

// The ends of months until the due day; every second or third month where there would be too many points.
std::vector<double> points_of(double months, std::size_t most = kMostPoints) {
  const double step = std::max(1.0, std::ceil(months / static_cast<double>(most)));
  std::vector<double> points;
  for (double at = step; at < months - 0.25; at += step) points.push_back(at);
  points.push_back(months);
  return points;
}

// How fast everything goes from a day on, and when that is counted from the last report.
struct Change {
  double factor = 1;
  double from_months = 0;
  std::optional<Day> from;
};

struct Answered {
  double chance = 0, low = 0, high = 0;
};

std::optional<forecast::FunnelForecast> counted_at(const KeptInput& input, double months, const Change& change) {
  forecast::FunnelQuestion question = input.funnel;
  question.months = months;
  if (change.factor != 1) question = forecast::sped_up(std::move(question), change.factor, static_cast<std::size_t>(change.from_months));
  auto outcome = forecast::forecast_funnel(question);
  auto* const found = std::get_if<forecast::FunnelForecast>(&outcome);
  return found == nullptr ? std::nullopt : std::optional{std::move(*found)};
}

// Amounts grow at one rate: time at another pace, or in another season, is longer or shorter time.
double months_at_pace(const KeptInput& input, double months, const Change& change) {
  const double before = usual_months(input, std::min(months, change.from_months));
  return before + change.factor * (usual_months(input, months) - before);
}

std::optional<Answered> answer_at(const KeptInput& input, double months, const Change& change) {
  if (!input.parts.empty()) {
    const auto found = parts_outlook(input, {{}, change.factor, change.from});
    return found ? std::optional{Answered{found->chance, found->low, found->high}} : std::nullopt;
  }
  if (input.counts) {
    const auto found = counted_at(input, months, change);
    return found ? std::optional{Answered{found->chance, found->low, found->high}} : std::nullopt;
  }
  const auto found = forecast::forecast_amount(input.said, input.goal, months_at_pace(input, months, change), input.trust);
  return Answered{found.chance, found.low, found.high};
}

// At 5, 10, … 95 %; empty where there is no forecast.
std::vector<double> quantiles_at(const KeptInput& input, double months, const Change& change) {
  if (!input.parts.empty()) {
    auto found = parts_outlook(input, {months == input.months_left ? input.due : day_after(input.reported, months), change.factor, change.from});
    return found ? std::move(found->quantiles) : std::vector<double>{};
  }
  if (input.counts) {
    const auto found = counted_at(input, months, change);
    return found ? std::vector<double>(found->quantiles.begin(), found->quantiles.end()) : std::vector<double>{};
  }
  auto quantiles = forecast::amount_quantiles(input.said, months_at_pace(input, months, change), input.trust);
  for (double& each : quantiles) each /= input.scale;
  return quantiles;
}

Json chance_json(const Answered& answer) {
  return Json::object({{"probability", answer.chance}, {"low", answer.low}, {"high", answer.high}});
}

Json fan_json(const KeptInput& input, const Change& change) {
  Json fan = Json::array();
  for (const double months : points_of(input.months_left, input.parts.empty() ? kMostPoints : kMostOfParts)) {
    const auto q = quantiles_at(input, months, change);
    if (q.empty()) return Json::array();
    fan.push_back(Json::object({{"day", day_text(months == input.months_left ? input.due : day_after(input.reported, months))},
                                {"p10", q[1]}, {"p25", q[4]}, {"p50", q[9]}, {"p75", q[14]}, {"p90", q[17]}}));
  }
  return fan;
}

// The last stage is that before Built, however many there are.
const char* stage_words(std::size_t stage, std::size_t stages) { return stage + 1 == stages ? "进场到完工的快慢" : "列入到进场的快慢"; }

Json season_json(const forecast::Season& season) {
  Json speeds = Json::array();
  for (const double each : season.speed) speeds.push_back(each);
  return Json::object({{"work", season.work}, {"source", season.source}, {"speed", std::move(speeds)}});
}

// The parts of a target, those that move its chance most first.
Json parts_json(const std::vector<PartOutlook>& parts) {
  Json rows = Json::array();
  const auto number = [](const std::optional<double>& value) { return value ? Json{*value} : Json{}; };
  for (const PartOutlook& each : parts)
    rows.push_back(Json::object({{"commitment", each.part}, {"lead", each.who}, {"promised", number(each.promised)}, {"expected", number(each.expected)},
                                 {"chance", number(each.chance)}, {"reason", each.why}}));
  return rows;
}

// What stood on the days its parts were reported, and the straight plan that starts with the first of them.
Json past_json(const city::City& city, Id<Commitment> id, const KeptInput& input) {
  const PartsPast past = parts_past(city, id);
  Json stood = Json::array();
  for (const auto& [day, value] : past.stood) stood.push_back(Json::object({{"day", day_text(day)}, {"value", value}}));
  return Json::object({{"counted", past.counted}, {"stood", std::move(stood)}, {"started", day_text(input.start)}, {"due", day_text(input.due)},
                       {"goal", input.all_of ? static_cast<double>(input.parts.size()) : input.goal / input.scale}});
}

Json drivers_json(const KeptInput& input, const std::vector<PartOutlook>& parts) {
  Json rows = Json::array();
  for (const PartOutlook& each : parts)
    if (each.high > each.low && rows.as_array().size() < kMostDrivers)
      rows.push_back(Json::object({{"name", each.who + " C-" + std::to_string(each.part)}, {"low", each.low}, {"high", each.high}}));
  if (!input.counts) return rows;
  for (const forecast::FunnelDriver& driver : forecast::funnel_drivers(input.funnel)) {
    using What = forecast::FunnelDriver::What;
    const std::string name = driver.what == What::Claims   ? "未核查的" + std::to_string(input.funnel.claimed) + input.unit + "是否属实"
                             : driver.what == What::Shared ? std::string{"大家一起快或慢（天气、资金、单位）"}
                                                           : std::string{stage_words(driver.stage, input.funnel.stages.size())};
    rows.push_back(Json::object({{"name", name}, {"low", driver.chance_low}, {"high", driver.chance_high}}));
  }
  return rows;
}

// From the month after the viewer's day on: nobody goes faster in a month that is over.
Json needed_json(const KeptInput& input, double from_months, double chance) {
  if (!input.counts || chance >= kEnough) return {};
  const auto from = static_cast<std::size_t>(from_months);
  const auto factor = forecast::funnel_speed_needed(input.funnel, kEnough, from);
  return Json::object({{"chance", kEnough},
                       {"from", day_text(day_after(input.reported, static_cast<double>(from)))},
                       {"factor", factor ? Json{*factor} : Json{}}});
}

Json history_json(const std::vector<Judged>& judged) {
  Json rows = Json::array();
  const auto number = [](const std::optional<Decimal>& value) { return value ? Json{value->to_double()} : Json{}; };
  for (const Judged& each : judged)
    rows.push_back(Json::object({{"on", day_text(each.verdict.on)},
                                 {"verdict", name_of(each.verdict.word)},
                                 {"probability", number(each.verdict.probability)},
                                 {"low", number(each.verdict.low)},
                                 {"high", number(each.verdict.high)},
                                 {"reason", each.verdict.reason},
                                 {"engine", each.verdict.engine},
                                 {"event", static_cast<std::int64_t>(each.event)}}));
  return rows;
}

Json trust_json(const Histories& histories, Id<Body> lead) {
  const ClaimsSeen seen = histories.claims_of(lead);
  return Json::object({{"held", seen.held}, {"fell", seen.fell}, {"share", histories.trust(lead).mean()}});
}

Json total_json(const city::City& city, const Commitment& commitment, const KeptShown& shown, const KeptInput& input) {
  if (!shown.total) return {};
  const bool stated = commitment.total.has_value();
  return Json::object({{"number", *shown.total},
                       {"by", stated ? city.bodies[commitment.total->by.index()].value.name : input.total_by},
                       {"stated", stated},
                       {"document", stated ? id_json(commitment.total->document) : Json{}}});
}

}  // namespace

Page Pages::forecast(const Viewer& viewer, std::uint32_t id, const WhatIf& what_if) {
  const auto city = engine_.city();
  const std::string what = "承诺 C-" + std::to_string(id);
  if (id == 0 || id > city->commitments.size()) return not_there(what);
  const Commitment& value = city->commitments[id - 1].value;
  if (unreadable(*city, viewer, value.lead)) return not_there(what);
  const Histories histories{*city, adopted_seasons(*city, engine_.archive())};
  const KeptInput input = kept_input(*city, Id<Commitment>{id}, viewer.today, histories);
  const KeptShown shown = kept_shown(input);
  Json made = Json::object({{"commitment", id},
                            {"unit", value.figure ? value.figure->unit : input.all_of ? std::string{"个"} : std::string{}},
                            {"reason", shown.verdict.reason},
                            {"total", total_json(*city, value, shown, input)},
                            {"trust", trust_json(histories, value.lead)},
                            {"engine", std::string{kKeptVersion}},
                            {"history", history_json(recorded_verdicts(engine_, *city, {Id<Commitment>{id}}))}});
  Json reasons = Json::array();
  for (const std::string& each : shown.reasons) reasons.push_back(each);
  made.set("reasons", std::move(reasons));
  // Of parts only where the verdict itself gives a chance; a few silent parts may hide it.
  const std::vector<PartOutlook> parts = input.parts.empty() ? std::vector<PartOutlook>{} : parts_beside(input);
  const bool all_speak = std::all_of(parts.begin(), parts.end(), [](const PartOutlook& each) { return each.why.empty(); });
  const bool drawn = input.settled.empty() && (input.parts.empty() || (input.months_left > 0 && (all_speak || shown.verdict.probability)));
  const auto now = drawn ? answer_at(input, input.months_left, {}) : std::nullopt;
  made.set("parts", parts_json(parts));
  const forecast::Season* const season = histories.season(*city, Id<Commitment>{id});
  made.set("season", season != nullptr ? season_json(*season) : Json{});
  made.set("past", now && !input.parts.empty() ? past_json(*city, Id<Commitment>{id}, input) : Json{});
  made.set("now", now ? chance_json(*now) : Json{});
  made.set("fan", now ? fan_json(input, {}) : Json::array());
  made.set("drivers", now ? drivers_json(input, parts) : Json::array());
  made.set("needed", now ? needed_json(input, std::max(0.0, std::ceil(months_between(input.reported, viewer.today))), now->chance) : Json{});
  made.set("reported", now ? Json{day_text(input.reported)} : Json{});
  made.set("what_if", Json{});
  if (now && what_if.factor) {
    const Day from = what_if.from.value_or(viewer.today);
    const Change change{*what_if.factor, std::max(0.0, std::ceil(months_between(input.reported, from))), from};
    if (const auto changed = answer_at(input, input.months_left, change)) {
      Json other = chance_json(*changed);
      other.set("factor", change.factor);
      other.set("from", day_text(day_after(input.reported, change.from_months)));
      other.set("fan", fan_json(input, change));
      made.set("what_if", std::move(other));
    }
  }
  return made;
}

Page Pages::scorecard(const Viewer& viewer) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  const auto key = std::pair{city->events, viewer.today};
  {
    const std::lock_guard lock{mutex_};
    if (scorecard_ && scorecard_key_ == key) return *scorecard_;
  }
  std::vector<Id<Commitment>> all;
  for (std::size_t i = 0; i < city->commitments.size(); ++i) all.push_back(Id<Commitment>::at_index(i));
  auto made = std::make_shared<const Json>(engine::scorecard(*city, recorded_verdicts(engine_, *city, all), viewer.today));
  const std::lock_guard lock{mutex_};
  scorecard_ = made;
  scorecard_key_ = key;
  return *made;
}

}  // namespace luoshi::engine
