#include "sheets/tables.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "sheets/detail/text.hpp"

namespace luoshi::sheets {
namespace {

constexpr std::size_t kLongestHeading = 30;
constexpr std::uint32_t kMostHeadingRows = 4;
constexpr std::uint32_t kMostSpread = 1'000;  ///< columns of a merged range looked at

/// What a row is made of.
struct Row {
  std::size_t texts = 0, others = 0, known = 0;
  bool short_texts = true;
  std::uint32_t first_column = 0;
  std::string first, joined;
  std::vector<std::string> words;  ///< folded, by column
};

Row look(const formats::ReadRow& row, const HeadingWords& words) {
  Row out;
  for (const formats::ReadCell& cell : row.cells) {
    const auto* text = std::get_if<std::string>(&cell.value);
    if (text == nullptr) {
      if (out.texts + out.others == 0) out.first_column = cell.column;
      ++out.others;
      continue;
    }
    const std::string word = detail::folded(*text);
    if (word.empty()) continue;
    if (out.texts + out.others == 0) {
      out.first = word;
      out.first_column = cell.column;
    }
    ++out.texts;
    out.short_texts = out.short_texts && detail::length(word) <= kLongestHeading;
    if (words.contains(word) || words.contains(detail::folded_without_brackets(*text))) ++out.known;
    out.words.push_back(word);
    out.joined += word + "\n";
  }
  return out;
}

bool is_heading(const Row& row) {
  return row.others == 0 && row.texts >= 2 && row.short_texts && row.known >= 2 && row.known * 3 >= row.texts;
}

bool could_be_heading(const Row& row) { return row.others == 0 && row.texts >= 2 && row.short_texts; }

bool is_total(const Row& row) {
  static constexpr std::array<std::string_view, 5> kTotals{"合计", "总计", "小计", "共计", "累计"};
  for (std::size_t i = 0; i < std::min<std::size_t>(row.words.size(), 3); ++i)
    for (const std::string_view total : kTotals)
      if (row.words[i] == total || (detail::length(row.words[i]) <= 8 && row.words[i].ends_with(total)) ||
          row.words[i].starts_with(std::string{total} + ":"))
        return true;
  return false;
}

bool is_signature(const Row& row) {
  static constexpr std::array<std::string_view, 12> kStarts{
      "注:",      "注",       "说明:",  "备注:",      "填报人", "填表人",
      "填报单位", "填报日期", "审核人", "单位负责人", "联系人", "联系电话"};
  return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) {
    return row.first.starts_with(start) && (start != "注" || row.texts + row.others == 1) &&
           (row.first.find(':') != std::string::npos || row.texts + row.others == 1);
  });
}

class Finder {
 public:
  Finder(const formats::ReadSheet& sheet, const HeadingWords& words) : sheet_{sheet}, cells_{sheet} {
    for (const formats::ReadRow& row : sheet.rows) looks_.push_back(look(row, words));
  }

  std::vector<Table> find() {
    std::vector<Table> tables;
    for (std::size_t i = 0; i < looks_.size();) i = is_heading(looks_[i]) ? take(i, tables) : i + 1;
    if (tables.empty())
      for (std::size_t i = 0; i + 1 < looks_.size() && tables.empty(); ++i)
        if (could_be_heading(looks_[i]) && looks_[i + 1].texts + looks_[i + 1].others >= 2) take(i, tables);
    return tables;
  }

 private:
  /// How many rows the heading that starts at `i` has.
  std::uint32_t heading_rows(std::size_t i) const {
    const std::uint32_t row = sheet_.rows[i].number;
    std::uint32_t last = row;
    bool across = false;
    for (const formats::Merged& merged : sheet_.merged) {
      if (merged.first_row != row) continue;
      if (merged.last_row < row + kMostHeadingRows) last = std::max(last, merged.last_row);
      across = across || merged.last_column > merged.first_column;
    }
    if (last > row) return last - row + 1;
    if (i + 1 >= looks_.size() || sheet_.rows[i + 1].number != row + 1) return 1;
    const Row& next = looks_[i + 1];
    const bool under = could_be_heading(next) && next.joined != looks_[i].joined &&
                       next.first_column > looks_[i].first_column && (across || next.known >= 1);
    return under ? 2 : 1;
  }

  void name_columns(Table& table) const {
    std::uint32_t first = ~0U, last = 0;
    for (std::uint32_t r = table.heading_row; r < table.heading_row + table.heading_rows; ++r)
      if (const formats::ReadRow* row = sheet_.row(r); row != nullptr) {
        first = std::min(first, row->cells.front().column);
        last = std::max(last, row->cells.back().column);
      }
    for (const formats::Merged& merged : sheet_.merged)
      if (merged.first_row == table.heading_row && merged.last_column - merged.first_column < kMostSpread)
        last = std::max(last, merged.last_column);
    std::vector<std::string> left(table.heading_rows);
    for (std::uint32_t column = first; column <= last; ++column) {
      Heading heading;
      heading.column = column;
      heading.hidden = std::binary_search(sheet_.hidden_columns.begin(), sheet_.hidden_columns.end(), column);
      std::vector<std::string> words(table.heading_rows);
      for (std::uint32_t k = 0; k < table.heading_rows; ++k) words[k] = word_at(table.heading_row + k, column);
      // Where nothing is merged, a blank beside a group belongs to it if something stands below.
      for (std::uint32_t k = 0; k + 1 < table.heading_rows; ++k)
        if (words[k].empty() && !words.back().empty()) words[k] = left[k];
      left = words;
      for (const std::string& word : words)
        if (!word.empty() && (heading.path.empty() || heading.path.back() != word)) heading.path.push_back(word);
      if (!heading.path.empty()) table.headings.push_back(std::move(heading));
    }
  }

  std::string word_at(std::uint32_t row, std::uint32_t column) const {
    const formats::ReadCell* cell = cells_.over(row, column);
    const auto* text = cell == nullptr ? nullptr : std::get_if<std::string>(&cell->value);
    return text == nullptr ? std::string{} : detail::plain(*text);
  }

  /// Takes in the table whose heading starts at `i`; gives the place of the first row after it.
  std::size_t take(std::size_t i, std::vector<Table>& tables) {
    Table table;
    table.heading_row = sheet_.rows[i].number;
    table.heading_rows = heading_rows(i);
    for (std::size_t above = i; above > 0; --above) {
      const Row& row = looks_[above - 1];
      if (row.texts != 1 || row.others != 0) break;
      const auto* text = std::get_if<std::string>(&sheet_.rows[above - 1].cells.front().value);
      if (text != nullptr) table.titles.insert(table.titles.begin(), detail::plain(*text));
    }
    name_columns(table);
    const std::string printed = looks_[i].joined;
    std::size_t at = i + 1;
    while (at < looks_.size() && sheet_.rows[at].number < table.heading_row + table.heading_rows) ++at;
    for (; at < looks_.size(); ++at) {
      const Row& row = looks_[at];
      if (leads_elsewhere(at, printed)) break;
      if (const std::string why = left_out(row, printed, table); why.empty()) {
        table.rows.push_back(sheet_.rows[at].number);
      } else if (!row.joined.empty() || row.others > 0) {
        table.left_out.push_back({sheet_.rows[at].number, why});
      }
    }
    tables.push_back(std::move(table));
    return at;
  }

  /// Another table's heading stands here, or its titles do.
  bool leads_elsewhere(std::size_t at, const std::string& printed) const {
    constexpr std::size_t kMostTitles = 4;
    for (const std::size_t last = at + kMostTitles;
         at < last && at < looks_.size() && looks_[at].texts == 1 && looks_[at].others == 0;)
      ++at;
    return at < looks_.size() && is_heading(looks_[at]) && looks_[at].joined != printed &&
           looks_[at].known * 2 >= looks_[at].texts;
  }

  static std::string left_out(const Row& row, const std::string& printed, const Table& table) {
    if (row.joined == printed) return "重复打印的表头";
    if (is_total(row)) return "合计行";
    if (is_signature(row)) return "表尾的说明或落款";
    if (row.texts + row.others == 1 && table.headings.size() >= 3)
      return row.texts == 1 ? "只有一格文字，是小标题或说明" : "只有序号";
    return row.texts + row.others == 0 ? "空行" : "";
  }

  const formats::ReadSheet& sheet_;
  Cells cells_;
  std::vector<Row> looks_;
};

}  // namespace

std::string Heading::text() const {
  std::string out;
  for (const std::string& word : path) out += (out.empty() ? "" : "/") + word;
  return out;
}

HeadingWords heading_words(const std::vector<Form>& forms) {
  HeadingWords words{"序号", "编号", "名称", "备注", "单位", "项目",   "内容",   "事项",
                     "时间", "日期", "数量", "合计", "说明", "负责人", "联系人", "联系电话"};
  for (const Form& form : forms)
    for (const Field& field : form.fields) {
      words.insert(detail::folded(field.title));
      for (const std::string& alias : field.aliases) words.insert(detail::folded(alias));
    }
  return words;
}

std::vector<Table> find_tables(const formats::ReadSheet& sheet, const HeadingWords& words) {
  return Finder{sheet, words}.find();
}

Cells::Cells(const formats::ReadSheet& sheet) : sheet_{sheet} {
  for (const formats::Merged& merged : sheet.merged)
    for (std::uint32_t c = merged.first_column; c <= merged.last_column && c - merged.first_column < kMostSpread; ++c) {
      by_column_.push_back({merged.first_row, c, merged.last_row, merged.last_column});
      home_.push_back(merged.first_column);
    }
  std::vector<std::size_t> order(by_column_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair{by_column_[a].first_column, by_column_[a].first_row} <
           std::pair{by_column_[b].first_column, by_column_[b].first_row};
  });
  std::vector<formats::Merged> ranges;
  std::vector<std::uint32_t> homes;
  for (const std::size_t i : order) {
    ranges.push_back(by_column_[i]);
    homes.push_back(home_[i]);
  }
  by_column_ = std::move(ranges);
  home_ = std::move(homes);
}

const formats::Merged* Cells::merged_at(std::uint32_t row, std::uint32_t column) const {
  auto after = std::upper_bound(by_column_.begin(), by_column_.end(), std::pair{column, row},
                                [](const auto& wanted, const formats::Merged& each) {
                                  return wanted < std::pair{each.first_column, each.first_row};
                                });
  if (after == by_column_.begin()) return nullptr;
  --after;
  return after->first_column == column && row <= after->last_row ? &*after : nullptr;
}

const formats::ReadCell* Cells::at(std::uint32_t row, std::uint32_t column) const {
  if (const formats::Merged* merged = merged_at(row, column); merged != nullptr) {
    if (home_[static_cast<std::size_t>(merged - by_column_.data())] != column) return nullptr;
    row = merged->first_row;
  }
  const formats::ReadRow* found = sheet_.row(row);
  return found == nullptr ? nullptr : found->at(column);
}

const formats::ReadCell* Cells::over(std::uint32_t row, std::uint32_t column) const {
  if (const formats::Merged* merged = merged_at(row, column); merged != nullptr) {
    column = home_[static_cast<std::size_t>(merged - by_column_.data())];
    row = merged->first_row;
  }
  const formats::ReadRow* found = sheet_.row(row);
  return found == nullptr ? nullptr : found->at(column);
}

}  // namespace luoshi::sheets
