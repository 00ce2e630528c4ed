#include "engine/views/milestone_view.hpp"

#include <algorithm>
#include <map>

#include "forecast/backtest.hpp"

namespace luoshi::engine {
namespace {

constexpr std::uint64_t kSeed = 0;

forecast::DayNumber number_of(Day day) { return static_cast<forecast::DayNumber>(std::chrono::sys_days{day}.time_since_epoch().count()); }
Day day_of(forecast::DayNumber number) { return Day{std::chrono::sys_days{std::chrono::days{number}}}; }

/// Indices of names in the order in which they are first met.
class Names {
 public:
  std::uint32_t of(const std::string& name, std::vector<std::string>& names) {
    const auto [found, fresh] = index_.try_emplace(name, static_cast<std::uint32_t>(names.size()));
    if (fresh) names.push_back(name);
    return found->second;
  }

 private:
  std::map<std::string, std::uint32_t> index_;
};

/// One project's events → the histories of its milestones.
class Reader {
 public:
  Reader(const city::City& city, const EventAt& events, forecast::Portfolio& made) : city_{city}, events_{events}, made_{made} {}

  void read(std::uint32_t project) {
    const auto& kept = city_.all<Project>()[project - 1];
    of_.clear();
    opened_ = 0;
    project_ = project;
    body_ = kept.value.body;
    for (const std::uint32_t sequence : kept.history) {
      const auto event = events_(sequence);
      on_ = number_of(china_day(event->envelope.recorded_at));
      if (opened_ == 0) opened_ = on_;
      if (const auto* opened = std::get_if<city::Opened<Project>>(&event->body))
        open(opened->value.milestones);
      if (const auto* stepped = std::get_if<city::Stepped>(&event->body)) step(stepped->step->name(), stepped->note);
    }
  }

 private:
  // A plan that was recorded when its day was over (a register taken in later) is read as a table of histories is: a step's day was known
  // when the step before it was due, and its end on the day itself.
  void open(std::vector<Milestone> milestones) {
    std::stable_sort(milestones.begin(), milestones.end(), [](const Milestone& a, const Milestone& b) { return a.planned < b.planned; });
    const forecast::DayNumber recorded = on_;
    for (std::size_t i = 0; i < milestones.size(); ++i) {
      const bool past = number_of(milestones[i].planned) < recorded && i > 0 && milestones[i - 1].planned < milestones[i].planned;
      on_ = past ? number_of(milestones[i - 1].planned) : recorded;
      say(milestones[i].name, milestones[i].planned);
    }
    on_ = recorded;
  }

  void step(std::string_view name, const Note& note) {
    if (!note.day) return;
    if (name == "add_milestone" || name == "forecast" || name == "replan" || name == "unmeet") say(note.name, *note.day);
    if (name == "unmeet") made_.histories[of_.at(note.name)].finished.reset();
    if (name != "meet") return;
    forecast::History& history = made_.histories[of_.at(note.name)];
    history.finished = number_of(*note.day);
    const bool told_later = history.reports.front().on < opened_;
    history.finish_known = told_later ? std::min(on_, *history.finished) : on_;
  }

  void say(const std::string& name, Day day) {
    const auto [found, fresh] = of_.try_emplace(name, made_.histories.size());
    if (fresh) {
      forecast::History history;
      history.project = std::to_string(project_);
      history.part = name;
      history.cluster = project_;
      made_.histories.push_back(std::move(history));
    }
    forecast::Report report;
    report.on = on_;
    report.planned = number_of(day);
    report.type = types_.of(name, made_.types);
    report.body = bodies_.of(city_.bodies[body_.index()].value.name, made_.bodies);
    made_.histories[found->second].reports.push_back(report);
  }

  const city::City& city_;
  const EventAt& events_;
  forecast::Portfolio& made_;
  Names types_, bodies_;
  std::uint32_t project_ = 0;
  Id<Body> body_;
  forecast::DayNumber opened_ = 0, on_ = 0;  ///< when the project was recorded, and the event at hand
  std::map<std::string, std::size_t> of_;  ///< index of the history of a milestone of this project
};

// Never 0 % or 100 %: nobody is that sure.
std::string chance_or_over(const std::optional<double>& chance) {
  if (!chance) return "已过期";
  if (*chance < 0.02) return "＜2%";
  return *chance > 0.98 ? "＞98%" : std::to_string(static_cast<int>(100 * *chance + 0.5)) + "%";
}

std::string day_or_never(const std::optional<Day>& day) { return day ? day_text(*day) : std::string{"说不到"}; }

}  // namespace

forecast::Portfolio milestone_histories(const city::City& city, const EventAt& events, Day today) {
  forecast::Portfolio made;
  made.name = "节点";
  made.dated_reports = false;  // not met is known of every day: who meets one records it
  made.known_until = number_of(today);
  Reader reader{city, events, made};
  for (std::uint32_t project = 1; project <= city.all<Project>().size(); ++project) reader.read(project);
  return made;
}

MilestoneOutlooks milestone_outlooks(const city::City& city, const EventAt& events, Day today) {
  const forecast::Portfolio portfolio = milestone_histories(city, events, today);
  MilestoneOutlooks made;
  for (const forecast::History& each : portfolio.histories)
    if (each.finished && !each.reports.empty() && *each.finished > each.reports.front().on) ++made.learned;
  const auto day = [](std::optional<forecast::DayNumber> number) { return number ? std::optional{day_of(*number)} : std::nullopt; };
  for (const forecast::DateForecast& each : forecast::forecast_dates(portfolio, portfolio.known_until, kSeed)) {
    const forecast::History& history = portfolio.histories[each.history];
    const auto& kept = city.all<Project>()[history.cluster - 1];
    const auto stage = static_cast<ProjectStage>(kept.course.state);
    if (stage != ProjectStage::Planned && stage != ProjectStage::Started) continue;
    const auto& milestones = kept.value.milestones;
    const auto found = std::find_if(milestones.begin(), milestones.end(), [&](const Milestone& one) { return one.name == history.part; });
    if (found == milestones.end() || found->actual) continue;
    MilestoneOutlook& outlook = made.open.emplace_back();
    outlook.project = history.cluster;
    outlook.milestone = static_cast<std::size_t>(found - milestones.begin());
    if (std::chrono::sys_days{found->planned} > std::chrono::sys_days{today}) outlook.in_time = each.outlook.by(number_of(found->planned));
    outlook.median = day(each.outlook.quantile(0.5));
    outlook.late = day(each.outlook.quantile(0.8));
  }
  std::sort(made.open.begin(), made.open.end(), [](const MilestoneOutlook& a, const MilestoneOutlook& b) {
    return a.project != b.project ? a.project < b.project : a.milestone < b.milestone;
  });
  return made;
}

Json milestone_json(const city::City& city, const MilestoneOutlooks& outlooks) {
  const auto day = [](const std::optional<Day>& each) { return each ? Json{day_text(*each)} : Json{}; };
  Json open = Json::array();
  for (const MilestoneOutlook& each : outlooks.open) {
    const Milestone& milestone = city.all<Project>()[each.project - 1].value.milestones[each.milestone];
    open.push_back(Json::object({{"project", each.project},
                                 {"milestone", milestone.name},
                                 {"planned", day_text(milestone.planned)},
                                 {"in_time", each.in_time ? Json{*each.in_time} : Json{}},
                                 {"median", day(each.median)},
                                 {"late", day(each.late)}}));
  }
  return Json::object({{"learned", static_cast<std::int64_t>(outlooks.learned)}, {"open", std::move(open)}});
}

std::string milestone_text(const city::City& city, const MilestoneOutlooks& outlooks, Day today) {
  std::vector<MilestoneOutlook> rows = outlooks.open;
  std::stable_sort(rows.begin(), rows.end(), [](const MilestoneOutlook& a, const MilestoneOutlook& b) {
    return a.in_time.value_or(-1) < b.in_time.value_or(-1);
  });
  std::string text = "节点展望　" + day_text(today) + "　未完成 " + std::to_string(rows.size()) + " 个；从本市已办结的 " +
                     std::to_string(outlooks.learned) + " 个学到，不足处按英国绿皮书的工期上浮\n按期　　一半可能　　八成可能　　计划　　　　节点\n";
  for (const MilestoneOutlook& row : rows) {
    const Project& project = city.all<Project>()[row.project - 1].value;
    const Milestone& milestone = project.milestones[row.milestone];
    text += chance_or_over(row.in_time) + "　" + day_or_never(row.median) + "　" + day_or_never(row.late) + "　" + day_text(milestone.planned) + "　P-" +
            std::to_string(row.project) + " " + project.name + "·" + milestone.name + "\n";
  }
  return text;
}

}  // namespace luoshi::engine
