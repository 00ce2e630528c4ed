#pragma once

#include <string>
#include <vector>

#include "formats/workbook.hpp"
#include "formats/xlsx.hpp"
#include "sheets/exchange.hpp"

/// Sheets made by hand, a form, and readers of a few words, for tests.
namespace luoshi::sheets::test {

/// A sheet as it is read back, "" for empty cells.
inline formats::ReadSheet sheet_of(const std::vector<std::vector<std::string>>& rows,
                                   std::vector<formats::Merged> merged = {}) {
  formats::ReadSheet sheet;
  sheet.name = "台账";
  for (std::uint32_t r = 0; r < rows.size(); ++r) {
    formats::ReadRow row{r + 1, false, {}};
    for (std::uint32_t c = 0; c < rows[r].size(); ++c)
      if (!rows[r][c].empty()) row.cells.push_back({c, false, false, rows[r][c]});
    if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
  }
  sheet.merged = std::move(merged);
  return sheet;
}

inline Form task_form() {
  Form form{"tasks", "任务台账", 1, Form::NewRows::Welcome, {}};
  form.fields = {
      {.key = "title", .title = "事项", .aliases = {"工作任务", "主要内容"}, .required = true, .names = true},
      {.key = "lead", .title = "牵头单位", .aliases = {"责任单位"}, .required = true},
      {.key = "supports", .title = "配合单位", .holds = Holds::Names},
      {.key = "goal", .title = "目标", .aliases = {"目标值"}, .holds = Holds::Figure},
      {.key = "due", .title = "完成时限", .aliases = {"完成时间"}, .holds = Holds::Deadline},
      {.key = "share", .title = "进度", .aliases = {"完成比例"}, .holds = Holds::Percent},
      {.key = "until", .title = "截至日期", .holds = Holds::Day},
      {.key = "spent", .title = "已用资金", .holds = Holds::Number},
      {.key = "done", .title = "是否完成", .holds = Holds::YesNo},
      {.key = "stage", .title = "阶段", .holds = Holds::Choice, .options = {"未开工", "在建", "完工"}},
      {.key = "code", .title = "编码", .open = false}};
  return form;
}

/// Reads "1.2万", "6月底前", "20条以上": enough to tell that the words reach the reader.
inline Readers few_words(int year = 2026) {
  Readers readers;
  readers.number = [](std::string_view text) -> std::optional<Decimal> {
    if (!text.ends_with("万")) return std::nullopt;
    const auto value = Decimal::parse(text.substr(0, text.size() - 3));
    return value ? multiply(*value, Decimal{10'000}) : std::nullopt;
  };
  readers.deadline = [year](std::string_view text) -> std::optional<Deadline> {
    Deadline deadline;
    if (text == "尽快")
      deadline.kind = DeadlineKind::Vague;
    else if (text == "6月底前")
      deadline = {DeadlineKind::By, {}, PartialDate{year, 6, 30}, ""};
    else if (text == "2023年6月")
      deadline = {DeadlineKind::By, {}, PartialDate{2023, 6, {}}, ""};
    else
      return std::nullopt;
    return deadline;
  };
  readers.figure = [](std::string_view text) -> std::optional<Figure> {
    Figure figure;
    for (const auto& [word, bound] : {std::pair{"不少于", Bound::AtLeast}, {"超", Bound::Above}, {"约", Bound::About}})
      if (text.starts_with(word)) {
        figure.bound = bound;
        text.remove_prefix(std::string_view{word}.size());
      }
    const std::size_t end = std::min(text.find_first_not_of("-0123456789."), text.size());
    const auto value = Decimal::parse(text.substr(0, end));
    if (!value || end == text.size()) return std::nullopt;
    figure.value = *value;
    figure.unit = text.substr(end);
    if (figure.unit.ends_with("以上")) {
      figure.bound = Bound::AtLeast;
      figure.unit.resize(figure.unit.size() - 6);
    }
    return figure;
  };
  readers.year = year;
  return readers;
}

inline formats::Workbook reopened(const std::vector<formats::Sheet>& sheets) {
  return formats::read_workbook(formats::write_xlsx(sheets), "往返.xlsx",
                                [](std::string_view) { return std::string{}; });
}

}  // namespace luoshi::sheets::test
