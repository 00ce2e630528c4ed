#include "model/project_code.hpp"

#include <algorithm>
#include <array>

namespace luoshi {
namespace {

struct Group {
  std::size_t begin, size;
  const char* name;
};
// The check character stands at the end of the last group and is looked at apart.
constexpr std::array kGroups = {Group{0, 4, "年份"}, Group{5, 6, "行政区划"}, Group{12, 2, "部门"}, Group{15, 2, "类型"},
                                Group{18, 5, "顺序号"}};
constexpr std::array<std::size_t, 4> kHyphens = {4, 11, 14, 17};
constexpr std::size_t kLength = 24;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<std::string> unfit_project_code(std::string_view code) {
  if (code.size() != kLength) return "项目代码应有 24 个字符，现有 " + std::to_string(code.size()) + " 个";
  for (const std::size_t place : kHyphens)
    if (code[place] != '-') return std::string{"项目代码应分五段，以连字符隔开"};
  for (const Group& group : kGroups) {
    const std::string_view part = code.substr(group.begin, group.size);
    if (!std::all_of(part.begin(), part.end(), is_digit)) return std::string{group.name} + "一段应是数字";
  }
  if (!code.starts_with("20")) return std::string{"年份不在 2000 到 2099 之间"};
  const int province = (code[5] - '0') * 10 + (code[6] - '0');
  if ((province < 11 || province > 82) && province != 99) return "行政区划 " + std::string{code.substr(5, 6)} + " 不存在";
  const char check = code.back();
  if (!is_digit(check) && (check < 'A' || check > 'Z')) return std::string{"末位校验码应是数字或大写字母"};
  return std::nullopt;
}

}  // namespace luoshi
