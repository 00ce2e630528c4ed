#include "sheets/exchange.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/contract.hpp"
#include "base/digest.hpp"
#include "sheets/cells.hpp"
#include "sheets/detail/exported.hpp"

// The way out; the way back is merge.cpp.
namespace luoshi::sheets {
namespace detail {

std::string digest_of(const formats::Cell& cell) { return sha256(cell_text(cell)).hex().substr(0, kDigestDigits); }

formats::Sheet hidden_sheet(const Exported& exported) {
  formats::Sheet sheet{std::string{kHiddenSheet}, {}, {}, 0, true, true};
  const auto say = [&](std::string_view name, const std::string& value) {
    sheet.rows.push_back({std::string{name}, value});
  };
  say(kMark, "1");
  say("表式", exported.form);
  say("表式版本", std::to_string(exported.form_version));
  say("城市", exported.city);
  say("账本位置", exported.position);
  for (std::size_t i = 0; i < exported.fields.size(); ++i)
    sheet.rows.push_back({std::string{"栏目"}, exported.fields[i], exported.titles[i]});
  for (const auto& [key, row] : exported.rows) sheet.rows.push_back({std::string{"行"}, key, static_cast<double>(row)});
  return sheet;
}

std::optional<Exported> read_hidden_sheet(const formats::Workbook& book) {
  for (const formats::ReadSheet& sheet : book.sheets) {
    if (sheet.name != kHiddenSheet || sheet.rows.empty()) continue;
    Exported out;
    bool marked = false;
    for (const formats::ReadRow& row : sheet.rows) {
      const auto text = [&](std::uint32_t column) {
        const formats::ReadCell* cell = row.at(column);
        const auto* found = cell == nullptr ? nullptr : std::get_if<std::string>(&cell->value);
        return found == nullptr ? std::string{} : *found;
      };
      const std::string name = text(0), value = text(1);
      if (name == kMark) marked = true;
      if (name == "表式") out.form = value;
      if (name == "表式版本") (void)std::from_chars(value.data(), value.data() + value.size(), out.form_version);
      if (name == "城市") out.city = value;
      if (name == "账本位置") out.position = value;
      if (name == "栏目") {
        out.fields.push_back(value);
        out.titles.push_back(text(2));
      }
      const formats::ReadCell* place = row.at(2);
      const auto* number = place == nullptr ? nullptr : std::get_if<double>(&place->value);
      if (name == "行" && number != nullptr && *number >= 1 && *number <= 1'048'576)
        out.rows.emplace(value, static_cast<std::uint32_t>(*number));
    }
    if (marked) return out;
  }
  return std::nullopt;
}

}  // namespace detail

namespace {

/// A number stands in a cell as one where a double holds it to the last digit; a code does not become one.
formats::Cell cell_of(const Value& value, Holds holds) {
  if (std::holds_alternative<std::monostate>(value)) return {};
  if (const auto* day = std::get_if<Day>(&value)) {
    if (*day >= std::chrono::year{1900} / 3 / 1) return *day;
    return day_text(*day);
  }
  if (const auto* number = std::get_if<Decimal>(&value)) {
    if (holds == Holds::Percent) return number->text() + "%";
    constexpr std::int64_t kExact = 999'999'999'999'999;  // Excel keeps fifteen digits
    if (number->coefficient() <= kExact && number->coefficient() >= -kExact) return number->to_double();
    return number->text();
  }
  std::string text = text_of(value);
  if (text.empty()) return {};
  return text;
}

formats::Sheet instructions(const Form& form, const Origin& origin) {
  formats::Sheet sheet{std::string{detail::kInstructions}, {}, {}, 1, true};
  const auto say = [&](const std::string& line) { sheet.rows.push_back({line}); };
  say(form.title);
  say("导出日期：" + day_text(origin.day) + "；账本位置：" + origin.position);
  say("浅黄色的列可以填写，其余各列和表头请勿改动。");
  say("请勿整行复制；" + std::string{form.new_rows == Form::NewRows::Welcome ? "新增内容请写在最后一行之后的空行里。"
                                                                             : "本表不收新增行。"});
  say("删去一行不会删去系统里的内容，只会在合并时列出。");
  say("不填请留空。日期写成 2026-06-30，百分数写成 80%，多个单位之间用顿号。");
  for (const std::string& line : form.instructions) say(line);
  for (const Field& field : form.fields)
    if (!field.hint.empty()) say(field.title + "：" + field.hint);
  return sheet;
}

formats::Column column_of(const Field& field) {
  formats::Column column;
  column.open = field.open;
  column.hint = field.hint;
  column.options = field.options;
  if (field.holds == Holds::YesNo) column.options = {"是", "否"};
  switch (field.holds) {
    case Holds::Day:
      column.format = formats::Column::Format::Day;
      break;
    // What is typed as 6.30 must come back as 6.30.
    case Holds::Text:
    case Holds::Deadline:
    case Holds::Figure:
    case Holds::Names:
    case Holds::Percent:
      column.format = formats::Column::Format::Text;
      break;
    case Holds::Number:
    case Holds::YesNo:
    case Holds::Choice:
      break;
  }
  return column;
}

}  // namespace

std::vector<formats::Sheet> export_sheets(const Form& form, std::span<const KeptRow> rows, const Origin& origin) {
  detail::Exported exported{form.key, origin.city, origin.position, form.version, {}, {}, {}};
  formats::Sheet sheet{form.title, {{}}, {}, 1, true};
  for (const Field& field : form.fields) {
    expects(field.title != detail::kKey && field.title != detail::kVersion && field.title != detail::kBase,
            "titles of fields are their own");
    exported.fields.push_back(field.key);
    exported.titles.push_back(field.title);
    sheet.rows[0].push_back(field.title);
    sheet.columns.push_back(column_of(field));
  }
  for (const std::string_view own : {detail::kKey, detail::kVersion, detail::kBase}) {
    sheet.rows[0].push_back(std::string{own});
    formats::Column column;
    column.format = formats::Column::Format::Text;
    column.hidden = true;
    sheet.columns.push_back(column);
  }
  for (const KeptRow& row : rows) {
    expects(!row.key.empty() && row.values.size() == form.fields.size(),
            "a row has its key and a value for each field");
    std::vector<formats::Cell> cells;
    std::string base;
    for (std::size_t f = 0; f < form.fields.size(); ++f) {
      cells.push_back(cell_of(row.values[f], form.fields[f].holds));
      base += detail::digest_of(cells.back());
    }
    cells.emplace_back(row.key);
    cells.emplace_back(std::to_string(row.version));
    cells.emplace_back(base);
    sheet.rows.push_back(std::move(cells));
    const bool fresh = exported.rows.emplace(row.key, static_cast<std::uint32_t>(sheet.rows.size())).second;
    expects(fresh, "keys differ");
  }
  return {instructions(form, origin), std::move(sheet), detail::hidden_sheet(exported)};
}

std::vector<Change> match(const Records& records, const Mapping& mapping, const Form& form,
                          std::span<const KeptRow> now) {
  const auto names_of = [&](const std::vector<Value>& values) {
    std::string names;
    for (std::size_t f = 0; f < form.fields.size(); ++f)
      if (form.fields[f].names) names += canonical_text(values[f]) + "\n";
    return names;
  };
  std::map<std::string, const KeptRow*> kept;
  for (const KeptRow& row : now) kept.emplace(names_of(row.values), &row);
  std::vector<Change> out;
  for (const Record& record : records.rows) {
    if (!record.sound) continue;
    const auto found = kept.find(names_of(record.values));
    Change change{Change::Kind::New, record.row, "", 0, record.values, {}};
    if (found != kept.end())
      change = {Change::Kind::Unchanged, record.row, found->second->key, found->second->version,
                found->second->values,   {}};
    for (std::size_t f = 0; f < form.fields.size(); ++f) {
      const Value& mine = record.values[f];
      if (std::holds_alternative<std::monostate>(mine)) continue;
      const Value was = found == kept.end() ? Value{} : found->second->values[f];
      if (found != kept.end() && canonical_text(mine) == canonical_text(was)) continue;
      change.fields.push_back({f, mapping.column_of(form.fields[f].key), mine, was});
      change.values[f] = mine;
    }
    if (found != kept.end() && !change.fields.empty()) change.kind = Change::Kind::Changed;
    out.push_back(std::move(change));
  }
  return out;
}

std::string exported_form(const formats::Workbook& book) {
  const auto exported = detail::read_hidden_sheet(book);
  return exported ? exported->form : std::string{};
}

}  // namespace luoshi::sheets
