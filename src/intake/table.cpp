#include "intake/table.hpp"

#include <algorithm>

#include "intake/characters.hpp"
#include "intake/word_set.hpp"
#include "intake/fields.hpp"
#include "intake/figure.hpp"
#include "intake/theme.hpp"

namespace luoshi::intake {
namespace {

using View = std::u32string_view;

bool is_bar(char32_t c) { return c == U'|' || c == U'｜' || c == U'\t' || c == U'│'; }

// Cells parted by blanks where a row has no bars.
std::vector<Stretch> spaced_cells_of(View text, Stretch row) {
  std::vector<Stretch> cells;
  for (std::size_t i = row.begin; i < row.end;) {
    while (i < row.end && is_space(text[i])) ++i;
    const std::size_t begin = i;
    while (i < row.end && !is_space(text[i])) ++i;
    if (i > begin) cells.push_back({begin, i});
  }
  return cells;
}

std::vector<Stretch> cells_of(View text, Stretch row) {
  if (!is_table_row(of(text, row))) return spaced_cells_of(text, row);
  std::vector<Stretch> cells;
  std::size_t begin = row.begin;
  for (std::size_t i = row.begin; i <= row.end; ++i) {
    if (i < row.end && !is_bar(text[i])) continue;
    Stretch cell{begin, i};
    while (!cell.empty() && is_space(text[cell.begin])) ++cell.begin;
    while (!cell.empty() && is_space(text[cell.end - 1])) --cell.end;
    // A bar at either edge of the row opens no cell.
    if (!cell.empty() || (i > row.begin && i < row.end)) cells.push_back(cell);
    begin = i + 1;
  }
  return cells;
}

// The unit a name or a column head gives in brackets: PM2.5年均浓度（微克/立方米）.
View unit_in(View name) {
  const std::size_t open = name.find_last_of(U"（(");
  if (open == View::npos || name.empty() || !is_closing(name.back())) return {};
  return name.substr(open + 1, name.size() - open - 2);
}

enum class Column { Other, Owner, Helper, Due, Past, Goal };

Column column_of(View head) {
  if (contains_any<U"配合">(head)) return Column::Helper;
  if (contains_any<U"责任 牵头 主管 负责 承办">(head)) return Column::Owner;
  if (contains_any<U"时限 时间 期限 节点">(head)) return Column::Due;
  if (contains_any<U"上年 去年 基数 现状 完成值 实际">(head)) return Column::Past;
  if (contains_any<U"目标 任务数 计划 今年 指标值 年度">(head)) return Column::Goal;
  return Column::Other;
}

bool is_head(View text, const std::vector<Stretch>& cells) {
  std::size_t named = 0;
  for (const Stretch& cell : cells)
    if (contains_any<U"指标 任务 责任 单位 目标 完成 时限 时间 序号 内容 项目 名称 牵头 备注 措施 上年 今年">(
            of(text, cell)))
      ++named;
  return named * 2 >= cells.size();
}

class Row {
 public:
  Row(const Document& document, Stretch row, const std::vector<Stretch>& heads)
      : document_{document}, row_{row}, cells_{cells_of(document.text, row)}, heads_{heads} {}

  std::optional<ReadStatement> read() {
    for (std::size_t c = 0; c < cells_.size(); ++c) cell(c);
    if (statement_.figures.empty() && statement_.actor.empty()) return std::nullopt;
    statement_.kind = StatementKind::Commitment;
    statement_.span = {static_cast<std::uint32_t>(row_.begin), static_cast<std::uint32_t>(row_.end)};
    statement_.quote = to_utf8(of(document_.text, row_));
    statement_.object = to_utf8(name_);
    for (ReadFigure& read : statement_.figures) read.figure.of = statement_.object;
    Segment segment{row_, {row_}, nullptr, statement_.figures, {}};
    statement_.theme = theme_of(document_, segment, StatementKind::Commitment, {}).value_or(Theme::Other);
    if (statement_.actor.empty()) statement_.questions.push_back({QuestionLabel::Lead, "由谁负责？"});
    if (deadline_text(statement_.deadline).empty()) statement_.questions.push_back({QuestionLabel::Due, "何时完成？"});
    statement_.confidence = 0.9;
    return statement_;
  }

 private:
  void cell(std::size_t c);

  const Document& document_;
  Stretch row_;
  std::vector<Stretch> cells_;
  const std::vector<Stretch>& heads_;
  View name_;
  ReadStatement statement_;
};

void Row::cell(std::size_t c) {
  const View words = of(document_.text, cells_[c]);
  const View head = c < heads_.size() ? of(document_.text, heads_[c]) : View{};
  if (words.empty()) return;
  switch (column_of(head)) {
    case Column::Owner: statement_.actor = to_utf8(words); return;
    case Column::Helper: statement_.supporting.push_back(to_utf8(words)); return;
    case Column::Due: {
      const Segment due{cells_[c], {cells_[c]}, nullptr, {}, document_.times_in(cells_[c])};
      statement_.deadline = deadline_of(document_, due, StatementKind::Commitment, std::nullopt);
      return;
    }
    default: break;
  }
  const bool index =
      contains(head, U"序号") || (c == 0 && words.size() <= 3 && std::all_of(words.begin(), words.end(), is_digit));
  if (index) return;
  if (name_.empty() && !is_digit(words.front())) {
    name_ = words;
    return;
  }
  View unit = unit_in(name_);
  if (unit.empty()) unit = unit_in(head);
  std::vector<ReadFigure> figures;
  if (auto bare = read_cell(document_.text, cells_[c].begin, cells_[c].end, unit))
    figures.push_back(*bare);
  else
    figures =
        read_figures({document_.text, cells_[c].begin, cells_[c].end, document_.times_in(cells_[c]), document_.paper});
  for (ReadFigure& read : figures) {
    read.period = to_utf8(head);
    statement_.figures.push_back(read);
  }
  // 今年目标: owed within the year.
  if (!figures.empty() && column_of(head) == Column::Goal && statement_.deadline.words.empty() &&
      document_.today.year) {
    statement_.deadline.kind = DeadlineKind::By;
    statement_.deadline.until = PartialDate{document_.today.year, std::nullopt, std::nullopt};
    statement_.deadline.words = to_utf8(head);
  }
}

}  // namespace

bool is_table_row(View line) { return std::count_if(line.begin(), line.end(), is_bar) >= 2; }

bool heads_spaced_table(View text, Stretch line) {
  if (line.size() > 60 || contains_any<U"。 ， ； ： ？">(of(text, line))) return false;
  const auto cells = spaced_cells_of(text, line);
  return cells.size() >= 3 && is_head(text, cells);
}

bool is_spaced_row(View text, Stretch line, Stretch head) {
  const std::size_t cells = spaced_cells_of(text, line).size();
  return cells >= 3 && cells == spaced_cells_of(text, head).size() && !contains(of(text, line), U'。');
}

std::vector<ReadStatement> table_statements(const Document& document, const std::vector<Stretch>& rows) {
  std::vector<ReadStatement> statements;
  std::vector<Stretch> heads;
  for (const Stretch& row : rows) {
    const auto cells = cells_of(document.text, row);
    if (heads.empty() && is_head(document.text, cells)) {
      heads = cells;
      continue;
    }
    if (auto statement = Row{document, row, heads}.read()) statements.push_back(std::move(*statement));
  }
  return statements;
}

}  // namespace luoshi::intake
