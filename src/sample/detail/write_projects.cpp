#include <array>

#include "sample/detail/csv.hpp"
#include "sample/detail/write.hpp"

namespace luoshi::sample::detail {
namespace {

constexpr std::array<std::string_view, 5> kSteps{"立项批复", "用地批复", "开工", "主体完工", "竣工验收"};

/// Money by source and year: bonds and the town's and city's budgets this year, the rest before and after.
void funding_of(const Project& project, Csv& csv) {
  // What has begun has its money up to this year; what was paid follows the work of the year. Bonds of later years wait in reserve.
  const auto row = [&](std::string_view source, std::string_view in_year, std::uint64_t amount) {
    if (amount == 0) return;
    const bool begun = project.started.has_value(), due = in_year <= "2026", bond = source == "专项债券";
    const std::uint64_t allotted = begun && due ? amount : 0;
    const std::uint64_t drawn = in_year < "2026" ? allotted - allotted / 4
                                : project.plan_2026 > 0 ? allotted * std::min(project.done_2026, project.plan_2026) / project.plan_2026
                                                        : 0;
    const std::uint64_t applied = due ? amount : 0;
    csv.row({project.code, source, in_year, std::to_string(amount), std::to_string(bond ? amount : 0), std::to_string(applied),
             std::to_string(allotted), std::to_string(drawn)});
  };
  const std::uint64_t own = project.total - project.bonds;
  const std::uint64_t this_year = std::min(project.plan_2026, own);
  row("专项债券", "2025", project.bonds / 2);
  row("专项债券", "2026", project.bonds - project.bonds / 2);
  row("本级财政", "2026", this_year / 3);
  row("企业自筹", "2026", this_year - this_year / 3);
  row("企业自筹", "2027", own - this_year);
}

/// A code of the form of GB/T 40058-2021 in the invented region 990100; its check character is no check.
std::string project_code(const Project& project) {
  const std::size_t dash = project.code.find('-');
  const std::string serial = "0000" + project.code.substr(dash + 1);
  return std::to_string(static_cast<int>(project.planned_start.year())) + "-990100-04-01-" + serial.substr(serial.size() - 5) + "0";
}

void milestones_of(const Project& project, Csv& csv) {
  const int span = days_between(project.planned_start, project.planned_end);
  const std::array<int, 5> offsets{-240, -120, 0, span * 3 / 4, span};
  const int slip = project.started ? days_between(project.planned_start, *project.started) : 0;
  for (std::size_t i = 0; i < kSteps.size(); ++i) {
    const Day planned = plus_days(project.planned_start, offsets.at(i));
    const Day shifted = plus_days(planned, slip);
    std::optional<Day> forecast, actual;
    if (i == 4 && project.ended) {
      actual = project.ended;
    } else if (i == 2 && project.started) {
      actual = project.started;
    } else if (project.started && shifted <= kToday && i != 4) {
      actual = project.ended ? std::min(shifted, *project.ended) : shifted;
    } else if (project.started) {
      forecast = std::max(shifted, plus_days(kToday, 30));
    }
    csv.row({project.code, kSteps.at(i), day_text(planned), day_or_empty(forecast), day_or_empty(actual)});
  }
}

}  // namespace

void write_projects(const Worlds& worlds, std::vector<SampleFile>& files) {
  Csv projects{"编号",
               "名称",
               "级别",
               "主题",
               "牵头单位编号",
               "区划代码",
               "阶段",
               "总投资万元",
               "2026年计划投资万元",
               "2026年完成投资万元",
               "计划开工",
               "实际开工",
               "计划竣工",
               "实际竣工",
               "项目代码"};
  Csv funding{"项目编号", "资金来源", "年度", "金额万元", "储备万元", "申报万元", "下达万元", "支出万元"};
  Csv milestones{"项目编号", "节点", "计划日期", "预计日期", "实际日期"};
  for (const World& world : worlds)
    for (const Project& project : world.projects) {
      projects.row({project.code, project.name, project.tier, project.theme, project.lead,
                    world.towns[project.town].code, project.stage, std::to_string(project.total),
                    std::to_string(project.plan_2026), std::to_string(project.done_2026),
                    day_text(project.planned_start), day_or_empty(project.started), day_text(project.planned_end),
                    day_or_empty(project.ended), project_code(project)});
      funding_of(project, funding);
      milestones_of(project, milestones);
    }
  files.push_back({"registers/projects.csv", projects.take()});
  files.push_back({"registers/project_funding.csv", funding.take()});
  files.push_back({"registers/project_milestones.csv", milestones.take()});
}

}  // namespace luoshi::sample::detail
