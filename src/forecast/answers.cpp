#include "forecast/answers.hpp"

#include <chrono>
#include <functional>
#include <map>

#include "base/date.hpp"

namespace luoshi::forecast {
namespace {

constexpr std::size_t kFewest = 20;  // cases of a type or body that has a line of its own
constexpr std::array<const char*, kDateRivals> kDateNames{"planned_plus_green_book", "planned_date", "straight_line"};
constexpr std::array<const char*, kChanceRivals> kChanceNames{"base_rate", "rating", "light"};

std::string text_of(DayNumber day) { return day_text(Day{std::chrono::sys_days{std::chrono::days{day}}}); }

Json json_of(const BrierParts& parts) {
  return Json::object({{"cases", static_cast<std::uint64_t>(parts.count)},
                       {"score", parts.score},
                       {"reliability", parts.reliability},
                       {"resolution", parts.resolution},
                       {"uncertainty", parts.uncertainty}});
}

Json json_of(const Scorecard& card) {
  Json made = Json::object({{"cases", static_cast<std::uint64_t>(card.cases)},
                            {"projects", static_cast<std::uint64_t>(card.projects)},
                            {"came", static_cast<std::uint64_t>(card.came)}});
  Json crps = Json::object({{"days", card.crps_days}});
  for (std::size_t k = 0; k < kDateRivals; ++k)
    crps.set(kDateNames[k], Json::object({{"days", card.rival_crps_days[k]}, {"skill", card.crps_skill(static_cast<DateRival>(k))}}));
  made.set("crps", std::move(crps));
  Json chance = json_of(card.brier);
  for (std::size_t k = 0; k < kChanceRivals; ++k)
    if (card.rival_brier[k]) chance.set(kChanceNames[k], json_of(*card.rival_brier[k]));
  const auto skill = card.brier_skill();
  chance.set("skill", skill ? Json{*skill} : Json{});
  made.set("brier", std::move(chance));
  Json counts = Json::array();
  for (const std::size_t count : card.histogram) counts.push_back(static_cast<std::uint64_t>(count));
  made.set("pit", Json::object({{"histogram", std::move(counts)},
                                {"distance", card.uniformity.distance},
                                {"p", card.uniformity.p}}));
  Json intervals = Json::array();
  for (const Coverage& each : card.coverage)
    intervals.push_back(Json::object({{"wanted", each.wanted},
                                      {"reached", each.reached},
                                      {"standard_error", each.standard_error},
                                      {"holds", each.holds()}}));
  return made.set("coverage", std::move(intervals));
}

using Key = std::function<std::string(const BacktestCase&)>;

/// A card for each value of `key` with enough cases.
Json grouped(std::span<const BacktestCase> cases, std::size_t fewest, const Key& key, std::uint64_t seed) {
  std::map<std::string, std::vector<BacktestCase>> groups;
  for (const BacktestCase& each : cases)
    if (const std::string name = key(each); !name.empty()) groups[name].push_back(each);
  Json made = Json::array();
  for (const auto& [name, members] : groups) {
    if (members.size() < fewest) continue;
    Json line = Json::object({{"name", name}});
    line.set("card", json_of(score(members, seed)));
    made.push_back(std::move(line));
  }
  return made;
}

Json bar(const char* name, double wanted, double reached, bool met) {
  return Json::object({{"bar", name}, {"wanted", wanted}, {"reached", reached}, {"met", met}});
}

Json bars_of(const Scorecard& card) {
  Json bars = Json::array();
  bars.push_back(bar("pit_uniform_p", 0.05, card.uniformity.p, card.uniformity.p >= 0.05));
  for (std::size_t k = 0; k < card.coverage.size(); ++k) {
    constexpr std::array<const char*, 3> kNames{"coverage_50", "coverage_80", "coverage_90"};
    bars.push_back(bar(kNames[k], card.coverage[k].wanted, card.coverage[k].reached, card.coverage[k].holds()));
  }
  const double dates = card.crps_skill(DateRival::PlannedPlusGreenBook);
  bars.push_back(bar("crps_skill", 0.20, dates, dates >= 0.20));
  if (const auto chances = card.brier_skill()) bars.push_back(bar("brier_skill", 0.15, *chances, *chances >= 0.15));
  return bars;
}

std::string fixed(double value, int places) {
  double scale = 1;
  for (int k = 0; k < places; ++k) scale *= 10;
  const bool negative = value < 0;
  const auto whole = static_cast<long long>((negative ? -value : value) * scale + 0.5);
  std::string digits = std::to_string(whole);
  while (digits.size() <= static_cast<std::size_t>(places)) digits.insert(digits.begin(), '0');
  if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
  return (negative && whole != 0 ? "-" : "") + digits;
}

std::string percent(double share) { return fixed(share * 100, 1) + " %"; }

std::string words_of_card(const std::string& name, const Json& card) {
  const Json& crps = card.at("crps");
  const Json& brier = card.at("brier");
  std::string line = "  " + name + "：" + std::to_string(card.at("cases").as_integer()) + " 次预测，" +
                     std::to_string(card.at("projects").as_integer()) + " 个项目；日期误差（CRPS）" +
                     fixed(crps.at("days").as_number(), 1) + " 天，比计划加绿皮书上浮好 " +
                     percent(crps.at("planned_plus_green_book").at("skill").as_number()) + "，比计划日期好 " +
                     percent(crps.at("planned_date").at("skill").as_number());
  if (brier.at("cases").as_integer() > 0) {
    line += "；按期概率（Brier）" + fixed(brier.at("score").as_number(), 4);
    if (!brier.at("skill").is_null()) line += "，比基准率、灯色好 " + percent(brier.at("skill").as_number());
  }
  line += "；区间";
  for (const Json& each : card.at("coverage").as_array())
    line += " " + fixed(each.at("wanted").as_number() * 100, 0) + "→" + percent(each.at("reached").as_number());
  return line + "；均匀性 p = " + fixed(card.at("pit").at("p").as_number(), 3) + "\n";
}

}  // namespace

Json backtest_answer(const Portfolio& portfolio, const Backtest& backtest, std::uint64_t seed) {
  Json splits = Json::array(), notes = Json::array();
  for (const DayNumber day : backtest.splits) splits.push_back(text_of(day));
  for (const std::string& note : portfolio.notes) notes.push_back(note);
  const Scorecard all = score(backtest.cases, seed);
  std::vector<BacktestCase> open;
  for (const BacktestCase& each : backtest.cases)
    if (each.at.planned > each.alive) open.push_back(each);
  Json made = Json::object({{"table", portfolio.name},
                            {"outcome", portfolio.outcome == Outcome::Finish ? "finish" : "next_stated"},
                            {"histories", static_cast<std::uint64_t>(portfolio.histories.size())},
                            {"known_until", text_of(portfolio.known_until)}});
  made.set("splits", std::move(splits));
  made.set("all", json_of(all));
  made.set("not_overdue", json_of(score(open, seed)));
  made.set("by_split", grouped(backtest.cases, 1, [](const BacktestCase& each) { return text_of(each.split); }, seed));
  made.set("by_class", grouped(
                           backtest.cases, kFewest,
                           [&](const BacktestCase& each) { return each.at.type ? portfolio.types[*each.at.type] : ""; }, seed));
  made.set("by_body", grouped(
                          backtest.cases, kFewest,
                          [&](const BacktestCase& each) { return each.at.body ? portfolio.bodies[*each.at.body] : ""; }, seed));
  made.set("bars", bars_of(all));
  made.set("notes", std::move(notes));
  return made;
}

Json backtest_forecasts(const Portfolio& portfolio, const Backtest& backtest) {
  Json made = Json::array();
  for (const BacktestCase& each : backtest.cases) {
    const History& history = portfolio.histories[each.history];
    Json line = Json::object({{"project", history.project},
                              {"part", history.part},
                              {"split", text_of(each.split)},
                              {"stated", text_of(each.at.planned)},
                              {"chance", each.outlook.by(each.at.planned)}});
    for (const auto& [key, p] : {std::pair{"day_10", 0.1}, std::pair{"day_50", 0.5}, std::pair{"day_90", 0.9}}) {
      const auto day = each.outlook.quantile(p);
      line.set(key, day ? Json{text_of(*day)} : Json{});
    }
    made.push_back(std::move(line));
  }
  return made;
}

std::string words_of_backtest(const Json& answer) {
  std::string text = answer.at("table").as_string() + "：" + std::to_string(answer.at("histories").as_integer()) +
                     " 项工作，记到 " + answer.at("known_until").as_string() +
                     (answer.at("outcome").as_string() == "finish" ? "；对照实际完成日\n" : "；表中无完成日，对照一期之后所报的日期\n");
  text += words_of_card("全部", answer.at("all")) + words_of_card("尚未逾期", answer.at("not_overdue"));
  for (const auto& [key, title] : {std::pair{"by_split", "截至"}, std::pair{"by_class", "类别"}, std::pair{"by_body", "单位"}})
    for (const Json& line : answer.at(key).as_array())
      text += words_of_card(std::string{title} + " " + line.at("name").as_string(), line.at("card"));
  for (const Json& each : answer.at("bars").as_array())
    text += std::string{"  "} + (each.at("met").as_bool() ? "达到 " : "未达到 ") + each.at("bar").as_string() + "：要求 " +
            fixed(each.at("wanted").as_number(), 2) + "，实得 " + fixed(each.at("reached").as_number(), 3) + "\n";
  for (const Json& note : answer.at("notes").as_array()) text += "  表中：" + note.as_string() + "\n";
  return text;
}

}  // namespace luoshi::forecast
