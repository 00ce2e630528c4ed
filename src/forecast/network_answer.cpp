#include <algorithm>
#include <array>
#include <bit>
#include <chrono>

#include "base/date.hpp"
#include "forecast/answers.hpp"
#include "forecast/drivers.hpp"
#include "formats/csv.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::forecast {
namespace {

/// A day of the plan as people read it: a date, or a number of days.
Json when(const NetworkQuestion& question, double day) {
  if (!question.start) return Json{static_cast<double>(static_cast<long long>(day * 10 + 0.5)) / 10};
  const auto whole = static_cast<DayNumber>(day) + (day > static_cast<double>(static_cast<DayNumber>(day)) ? 1 : 0);
  return day_text(Day{std::chrono::sys_days{std::chrono::days{*question.start + whole}}});
}

std::string words_of_day(const Json& day) {
  return day.is_string() ? day.as_string() : "第 " + formats::shortest_number(day.as_number()) + " 天";
}

std::string percent(double share) { return std::to_string(static_cast<int>(share * 100 + 0.5)) + " %"; }

}  // namespace

namespace {

// The standard error of one shift's chance, from four: the spread of draws on a lattice does not tell it.
Json lattice_json(const NetworkFile& file, double day, SimulationOptions options) {
  constexpr std::uint64_t kShifts = 4;
  std::array<double, kShifts> chances{};
  double mean = 0, squares = 0;
  for (double& each : chances) {
    each = simulate(file.network, std::span{&file.last, 1}, {}, options).chance_by(0, day);
    mean += each / static_cast<double>(kShifts);
    ++options.seed;
  }
  for (const double each : chances) squares += (each - mean) * (each - mean);
  return Json::object({{"tasks", static_cast<std::uint64_t>(options.lattice.size())},
                       {"factors", static_cast<std::uint64_t>(std::min<std::uint32_t>(file.network.factors, 16))},
                       {"error", numeric::sqrt(squares / static_cast<double>(kShifts - 1))}});
}

}  // namespace

Json network_answer(const NetworkFile& file, const std::string& name, const NetworkQuestion& question,
                    const SimulationOptions& asked) {
  SimulationOptions options = asked;
  if (question.lattice) {
    options.lattice = worth_the_lattice(file.network, file.last, asked);
    options.draws = std::bit_ceil(asked.draws);
  }
  const Simulation made = simulate(file.network, std::span{&file.last, 1}, {}, options);
  Json answer = Json::object({{"file", name},
                              {"tasks", static_cast<std::uint64_t>(file.network.tasks.size() - 1)},
                              {"draws", static_cast<std::uint64_t>(options.draws)}});
  Json quantiles = Json::array();
  for (const double p : {0.1, 0.5, 0.8, 0.9})
    quantiles.push_back(Json::object({{"chance", p}, {"day", when(question, made.quantile(0, p))}}));
  answer.set("done_by", std::move(quantiles));
  // Without a day asked about, what drives the date of even odds.
  const double day = question.by.value_or(made.quantile(0, 0.5));
  const DriverReport report = find_drivers(file.network, file.last, day, question.wanted, question.drivers, options);
  answer.set("asked_day", when(question, day)).set("chance", report.chance).set("wanted", question.wanted);
  answer.set("lattice", question.lattice ? lattice_json(file, day, options) : Json{});
  Json drivers = Json::array(), changes = Json::array(), not_read = Json::array();
  for (const Driver& each : report.drivers)
    drivers.push_back(Json::object({{"id", file.ids[each.task]},
                                    {"name", file.network.tasks[each.task].name},
                                    {"criticality", each.criticality},
                                    {"early", when(question, each.early_day)},
                                    {"late", when(question, each.late_day)},
                                    {"chance_if_sure", each.chance_if_sure}}));
  for (const NeededChange& each : report.changes)
    changes.push_back(Json::object({{"id", file.ids[each.task]},
                                    {"name", file.network.tasks[each.task].name},
                                    {"hold_to_days", each.days_to},
                                    {"chance_after", each.chance_after}}));
  for (const std::string& each : file.not_read) not_read.push_back(each);
  answer.set("drivers", std::move(drivers)).set("changes", std::move(changes)).set("reached", report.reached);
  return answer.set("not_read", std::move(not_read));
}

std::string words_of_network(const Json& answer) {
  std::string text = answer.at("file").as_string() + "：" + std::to_string(answer.at("tasks").as_integer()) + " 项任务，抽样 " +
                     std::to_string(answer.at("draws").as_integer()) + " 次\n  全部完成：";
  for (const Json& each : answer.at("done_by").as_array())
    text += percent(each.at("chance").as_number()) + " 的把握在" + words_of_day(each.at("day")) + "前；";
  text += "\n  到" + words_of_day(answer.at("asked_day")) + "完成的概率 " + percent(answer.at("chance").as_number());
  if (const Json& lattice = answer.at("lattice"); !lattice.is_null())
    text += "（格点抽样：" + std::to_string(lattice.at("tasks").as_integer()) + " 项任务、" + std::to_string(lattice.at("factors").as_integer()) +
            " 个共同因素；四次移位，标准误 " + formats::shortest_number(static_cast<double>(static_cast<long long>(lattice.at("error").as_number() * 1e5 + 0.5)) / 1000) + " 个百分点）";
  text += "\n";
  for (const Json& each : answer.at("drivers").as_array())
    text += "  影响最大：" + each.at("name").as_string() + "，" + percent(each.at("criticality").as_number()) +
            " 的抽样在关键路径上；它早则" + words_of_day(each.at("early")) + "、晚则" + words_of_day(each.at("late")) +
            "（中位）；若它按期，概率 " + percent(each.at("chance_if_sure").as_number()) + "\n";
  for (const Json& each : answer.at("changes").as_array())
    text += "  要达到 " + percent(answer.at("wanted").as_number()) + "：" + each.at("name").as_string() + " 压到 " +
            formats::shortest_number(static_cast<double>(static_cast<long long>(each.at("hold_to_days").as_number() * 10 + 0.5)) / 10) +
            " 天，概率到 " + percent(each.at("chance_after").as_number()) + "\n";
  if (!answer.at("reached").as_bool()) text += "  这些改变仍不够\n";
  for (const Json& each : answer.at("not_read").as_array()) text += "  未读入：" + each.as_string() + "\n";
  return text;
}

}  // namespace luoshi::forecast
