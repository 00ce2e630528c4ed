#include <array>
#include <numeric>
#include <span>

#include "sample/detail/world.hpp"

namespace luoshi::sample::detail {
namespace {

constexpr Day on(int y, unsigned m, unsigned d) { return Day{year{y}, month{m}, day{d}}; }

struct Tier {
  std::string_view name;
  unsigned count;
  std::uint64_t total, plan, done;  ///< 万元
};
/// 133 projects, 68 billion yuan; plan and progress of 2026 as bulletin 055 states them.
constexpr std::array<Tier, 3> kTiers{{{"省级", 21, 2'860'000, 640'000, 552'000},
                                      {"市级", 46, 2'410'000, 480'000, 374'000},
                                      {"镇级", 66, 1'530'000, 300'000, 210'000}}};

struct Kind {
  std::string_view words, theme, lead;
};
constexpr std::array<Kind, 12> kKinds{{
    {"污水管网完善工程", "水", "市水务局"},
    {"流域综合治理工程", "水", "市水务局"},
    {"海堤达标加固工程", "水", "市水务局"},
    {"产业园基础设施", "工业", "市工业和信息化局"},
    {"高标准厂房", "工业", "市工业和信息化局"},
    {"智能装备制造基地", "工业", "市投资促进局"},
    {"新材料生产基地", "工业", "市投资促进局"},
    {"道路改造工程", "项目", "市交通运输局"},
    {"疏港公路", "项目", "市交通运输局"},
    {"保障性住房", "项目", "市住房和城乡建设局"},
    {"分布式光伏", "工业", "市发展和改革局"},
    {"湿地修复工程", "水", "市自然资源局"},
}};

/// Stages of the 133 in order: finished, under way, due but not begun (four, as bulletin 055 says), later years.
constexpr unsigned kEnded = 14, kUnderWay = 97, kOverdue = 4;

void schedule(Project& project, unsigned place, Random& random) {
  if (place < kEnded) {
    project.stage = "竣工";
    project.planned_start = random_day(random, on(2023, 3, 1), on(2024, 6, 30));
    project.planned_end = random_day(random, on(2025, 6, 1), on(2026, 8, 31));
    project.started = plus_days(project.planned_start, static_cast<int>(random.below(75)));
    project.ended = std::min(plus_days(project.planned_end, static_cast<int>(random.below(110))), on(2026, 10, 28));
  } else if (place < kEnded + kUnderWay) {
    project.stage = "在建";
    project.planned_start = random_day(random, on(2024, 3, 1), on(2026, 6, 30));
    project.planned_end = random_day(random, on(2026, 11, 1), on(2028, 12, 31));
    project.started = std::min(plus_days(project.planned_start, static_cast<int>(random.below(120))), on(2026, 10, 20));
  } else {
    const bool overdue = place < kEnded + kUnderWay + kOverdue;
    project.stage = overdue ? "计划" : "储备";
    project.planned_start = overdue ? random_day(random, on(2026, 4, 1), on(2026, 9, 30))
                                    : random_day(random, on(2027, 1, 1), on(2027, 12, 31));
    project.planned_end = random_day(random, on(2028, 6, 1), on(2029, 12, 31));
  }
}

/// Money of this year goes to projects that have begun.
void pay(std::span<Project> projects, const Tier& tier, Random& random) {
  std::vector<double> size, yearly, progress;
  for (const Project& project : projects) {
    size.push_back(random.uniform(0.3, 1.7));
    const bool begun = project.started.has_value();
    yearly.push_back(begun ? size.back() * random.uniform(0.6, 1.4) : 0.0);
  }
  const auto totals = apportion(tier.total, size);
  const auto plans = apportion(tier.plan, yearly);
  for (std::size_t i = 0; i < projects.size(); ++i)
    progress.push_back(static_cast<double>(plans[i]) * (projects[i].ended ? 1.0 : random.uniform(0.85, 1.0)));
  const auto done = apportion(tier.done, progress);
  for (std::size_t i = 0; i < projects.size(); ++i) {
    projects[i].total = totals[i];
    projects[i].plan_2026 = plans[i];
    projects[i].done_2026 = done[i];
    if (projects[i].theme != "工业" && random.below(2) == 0) projects[i].bonds = totals[i] * 2 / 5;
  }
}

}  // namespace

void make_projects(World& world) {
  Random random = stream(world, Stream::Projects);
  std::vector<unsigned> places(133);
  std::iota(places.begin(), places.end(), 0U);
  random.shuffle(std::span{places});
  for (const Tier& tier : kTiers) {
    const std::size_t first = world.projects.size();
    for (unsigned i = 0; i < tier.count; ++i) {
      const Kind& kind = kKinds.at(random.below(kKinds.size()));
      Project project;
      project.code = code_of(world, "J", world.projects.size() + 1);
      project.town = static_cast<unsigned>(random.below(world.towns.size()));
      project.name = world.towns[project.town].name + std::string{kind.words} + "（" +
                     project.code.substr(project.code.find('-') + 1) + "）";
      project.tier = tier.name;
      project.theme = kind.theme;
      project.lead = tier.name == "镇级" ? world.towns[project.town].body : body_code(world, kind.lead);
      schedule(project, places[world.projects.size()], random);
      world.projects.push_back(std::move(project));
    }
    pay(std::span{world.projects}.subspan(first), tier, random);
  }
}

}  // namespace luoshi::sample::detail
