#include "engine/views/works_view.hpp"

#include <array>

#include "city/capacity.hpp"
#include "city/projects.hpp"

namespace luoshi::engine {
namespace {

std::string yuan(Money money) { return money.in_yuan().normalised().text() + " 元"; }

std::string projects_line(const city::City& city) {
  std::array<std::uint32_t, 5> stages{};
  city.all<Project>().each([&](std::size_t, const city::KeptThing<Project>& kept) { ++stages.at(kept.course.state); });
  const city::MoneyTotals money = city::money_of(city);
  return "项目 " + std::to_string(city.all<Project>().size()) + " 个：储备 " + std::to_string(stages[0]) + "、列入计划 " +
         std::to_string(stages[1]) + "、开工 " + std::to_string(stages[2]) + "、完工 " + std::to_string(stages[3]) + "、停止 " +
         std::to_string(stages[4]) + "；资金申报 " + yuan(money.all.applied) + "、下达 " + yuan(money.all.allotted) + "、支出 " +
         yuan(money.all.drawn) + "；审计核减 " + yuan(money.cut);
}

std::string capacity_line(const Capacity& ledger) {
  const auto sums = city::sums_of(ledger);
  const std::string head = "容量账“" + ledger.title + "”：" + ledger.limit.of;
  if (!sums) return head + "，数太大，加不起来";
  const auto amount = [&](const Decimal& value) { return value.normalised().text() + ledger.limit.unit; };
  return head + " 容量 " + amount(sums->limit) + "，已有 " + amount(sums->existing) + "，占用 " + amount(sums->taken) + "，腾出 " +
         amount(sums->freed) + "，余量 " + amount(sums->left) + (sums->left < Decimal{0} ? "（透支）" : "");
}

}  // namespace

std::vector<std::string> works_lines(const city::City& city) {
  std::vector<std::string> lines;
  if (city.all<Project>().size() > 0) lines.push_back(projects_line(city));
  city.all<Capacity>().each([&](std::size_t, const city::KeptThing<Capacity>& kept) {
    if (kept.course.state == 0) lines.push_back(capacity_line(kept.value));
  });
  return lines;
}

}  // namespace luoshi::engine
