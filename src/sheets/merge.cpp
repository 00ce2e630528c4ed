#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/error.hpp"
#include "sheets/cells.hpp"
#include "sheets/detail/exported.hpp"
#include "sheets/detail/text.hpp"
#include "sheets/exchange.hpp"

// The way back of exchange.hpp.
namespace luoshi::sheets {
namespace {

using detail::Exported;

/// One row of the sheet as far as it could be read.
struct Sheet {
  const formats::ReadSheet* page = nullptr;
  std::uint32_t heading_row = 0;
  std::vector<std::optional<std::uint32_t>> columns;  ///< by the form's fields
  std::uint32_t key = 0, version = 0, base = 0;
};

std::string text_at(const formats::ReadRow& row, std::uint32_t column) {
  const formats::ReadCell* cell = row.at(column);
  if (cell == nullptr) return {};
  if (const auto* text = std::get_if<std::string>(&cell->value)) return detail::plain(*text);
  if (const auto* number = std::get_if<double>(&cell->value)) return std::to_string(static_cast<long long>(*number));
  return {};
}

class Merger {
 public:
  Merger(const Form& form, std::span<const KeptRow> now, const Exported& exported, const Readers& readers, Merge& out)
      : form_{form}, now_{now}, exported_{exported}, readers_{readers}, out_{out} {
    for (std::size_t i = 0; i < now.size(); ++i) by_key_.emplace(now[i].key, i);
    for (const Field& field : form.fields) {
      const auto at = std::find(exported.fields.begin(), exported.fields.end(), field.key);
      base_places_.push_back(at == exported.fields.end()
                                 ? std::nullopt
                                 : std::optional{static_cast<std::size_t>(at - exported.fields.begin())});
    }
  }

  void run(const Sheet& sheet) {
    sheet_ = &sheet;
    find_copies();
    for (const formats::ReadRow& row : sheet.page->rows)
      if (row.number > sheet.heading_row) take(row);
    for (const auto& [key, row] : exported_.rows) {
      if (seen_.contains(key)) continue;
      const auto kept = by_key_.find(key);
      if (kept == by_key_.end()) continue;
      out_.changes.push_back(
          {Change::Kind::Deleted, row, key, now_[kept->second].version, now_[kept->second].values, {}});
    }
  }

 private:
  void complain(std::uint32_t row, std::optional<std::uint32_t> column, const std::string& text) {
    out_.complaints.push_back({sheet_->page->name, row, column, text});
  }

  /// Rows whose key stands twice: which is the copy, only who made it can say.
  void find_copies() {
    std::map<std::string, std::vector<std::uint32_t>> places;
    for (const formats::ReadRow& row : sheet_->page->rows)
      if (row.number > sheet_->heading_row)
        if (const std::string key = text_at(row, sheet_->key); !key.empty()) places[key].push_back(row.number);
    for (const auto& [key, rows] : places) {
      if (rows.size() < 2) continue;
      seen_.insert(key);
      for (std::size_t i = 1; i < rows.size(); ++i)
        complain(rows[i], std::nullopt,
                 "与第 " + std::to_string(rows[0]) +
                     " 行是同一行（多半是整行复制来的）请删去多余的一行；新增内容写在空行里");
      copies_.insert(rows.begin(), rows.end());
    }
  }

  void take(const formats::ReadRow& row) {
    if (copies_.contains(row.number)) return;
    const std::string key = text_at(row, sheet_->key);
    if (key.empty()) return take_new(row);
    seen_.insert(key);
    const auto kept = by_key_.find(key);
    if (kept == by_key_.end() || !exported_.rows.contains(key))
      return complain(row.number, std::nullopt, "行键 " + key + " 不在案（被改过，或来自别的表）请重新导出后填写");
    compare(row, key, now_[kept->second]);
  }

  const formats::ReadCell* cell_at(const formats::ReadRow& row, std::size_t field) const {
    return sheet_->columns[field] ? row.at(*sheet_->columns[field]) : nullptr;
  }

  /// What the person means; nothing, and a complaint, where that cannot be read.
  std::optional<Value> read(const formats::ReadRow& row, std::size_t field) {
    const formats::ReadCell* cell = cell_at(row, field);
    if (cell == nullptr) return Value{};
    Reading reading = read_cell(*cell, form_.fields[field], readers_);
    if (auto* value = std::get_if<Value>(&reading)) return std::move(*value);
    complain(row.number, sheet_->columns[field], form_.fields[field].title + "：" + std::get<Misread>(reading).text);
    return std::nullopt;
  }

  /// The names of a row: what tells it from others where it has no key.
  std::string names_of(const std::vector<Value>& values) const {
    std::string names;
    for (std::size_t f = 0; f < form_.fields.size(); ++f)
      if (form_.fields[f].names) names += canonical_text(values[f]) + "\n";
    return names;
  }

  void take_new(const formats::ReadRow& row) {
    std::vector<Value> values;
    bool sound = true, says_something = false;
    for (std::size_t f = 0; f < form_.fields.size(); ++f) {
      auto value = read(row, f);
      sound = sound && value.has_value();
      values.push_back(value ? std::move(*value) : Value{});
      says_something = says_something || !std::holds_alternative<std::monostate>(values.back());
    }
    if (!sound || !says_something) return;
    if (form_.new_rows == Form::NewRows::Refused)
      return complain(row.number, std::nullopt, "新增的行不采纳（本表只填已有的行）请另行登记");
    for (std::size_t f = 0; f < form_.fields.size(); ++f)
      if (form_.fields[f].required && std::holds_alternative<std::monostate>(values[f]))
        return complain(row.number, sheet_->columns[f], form_.fields[f].title + "没有填（必填）请补上");
    if (const std::string names = names_of(values); !names.empty()) {
      if (!new_names_.insert(names).second)
        return complain(row.number, std::nullopt, "与前面新增的一行重复（名称相同）请删去一行，或写明区别");
      if (by_names_.empty())
        for (std::size_t i = 0; i < now_.size(); ++i) by_names_.emplace(names_of(now_[i].values), i);
      if (const auto same = by_names_.find(names); same != by_names_.end())
        return take_known(row.number, now_[same->second], values);
    }
    Change change{Change::Kind::New, row.number, "", 0, std::move(values), {}};
    for (std::size_t f = 0; f < form_.fields.size(); ++f)
      if (!std::holds_alternative<std::monostate>(change.values[f]))
        change.fields.push_back({f, sheet_->columns[f], change.values[f], {}});
    out_.changes.push_back(std::move(change));
  }

  /// A row without a key whose name is kept: taken in before, if it was not there at the export and says the same.
  void take_known(std::uint32_t row, const KeptRow& kept, const std::vector<Value>& values) {
    bool same = !exported_.rows.contains(kept.key);
    for (std::size_t f = 0; f < form_.fields.size() && same; ++f)
      same = std::holds_alternative<std::monostate>(values[f]) ||
             canonical_text(values[f]) == canonical_text(kept.values[f]);
    if (!same) return complain(row, std::nullopt, "同名的已在案（编号 " + kept.key + "）请改在那一行，或写明区别");
    out_.changes.push_back({Change::Kind::Unchanged, row, kept.key, kept.version, kept.values, {}});
  }

  void compare(const formats::ReadRow& row, const std::string& key, const KeptRow& kept) {
    std::uint64_t version = 0;
    const std::string written = text_at(row, sheet_->version), base = text_at(row, sheet_->base);
    const auto [end, fault] = std::from_chars(written.data(), written.data() + written.size(), version);
    if (fault != std::errc{} || end != written.data() + written.size() ||
        base.size() != exported_.fields.size() * detail::kDigestDigits)
      return complain(row.number, std::nullopt, "隐藏的版本或原值被改动（无法核对）请重新导出后填写");
    Change change{Change::Kind::Unchanged, row.number, key, kept.version, kept.values, {}};
    bool sound = true;
    for (std::size_t f = 0; f < form_.fields.size(); ++f) {
      if (!sheet_->columns[f] || !base_places_[f]) continue;
      const formats::ReadCell* cell = cell_at(row, f);
      const std::string was = base.substr(*base_places_[f] * detail::kDigestDigits, detail::kDigestDigits);
      if (detail::digest_of(cell == nullptr ? formats::Cell{} : cell->value) == was) continue;
      if (!form_.fields[f].open) {
        complain(row.number, sheet_->columns[f],
                 form_.fields[f].title + "被改动（这一列由系统维护）请改回原样，或重新导出");
        sound = false;
        continue;
      }
      auto mine = read(row, f);
      sound = sound && mine.has_value();
      if (!mine || canonical_text(*mine) == canonical_text(kept.values[f])) continue;
      change.fields.push_back({f, sheet_->columns[f], *mine, kept.values[f]});
      change.values[f] = std::move(*mine);
    }
    if (!sound) return;
    if (!change.fields.empty()) change.kind = version == kept.version ? Change::Kind::Changed : Change::Kind::Conflict;
    out_.changes.push_back(std::move(change));
  }

  const Form& form_;
  std::span<const KeptRow> now_;
  const Exported& exported_;
  const Readers& readers_;
  Merge& out_;
  const Sheet* sheet_ = nullptr;
  std::map<std::string, std::size_t> by_key_, by_names_;
  std::vector<std::optional<std::size_t>> base_places_;  ///< by the form's fields: the place of its digest
  std::set<std::string> seen_, new_names_;
  std::set<std::uint32_t> copies_;
};

/// The page with the hidden columns, and where its fields stand; columns nobody exported are complained of.
std::optional<Sheet> locate(const formats::Workbook& book, const Form& form, const Exported& exported, Merge& out) {
  for (const formats::ReadSheet& page : book.sheets) {
    for (const formats::ReadRow& row : page.rows) {
      std::map<std::string, std::uint32_t> columns;
      for (const formats::ReadCell& cell : row.cells)
        if (const auto* text = std::get_if<std::string>(&cell.value))
          columns.emplace(detail::plain(*text), cell.column);
      const auto key = columns.find(std::string{detail::kKey}), version = columns.find(std::string{detail::kVersion}),
                 base = columns.find(std::string{detail::kBase});
      if (key == columns.end() || version == columns.end() || base == columns.end()) continue;
      Sheet sheet{&page, row.number, {}, key->second, version->second, base->second};
      for (const Field& field : form.fields) {
        const auto place = std::find(exported.fields.begin(), exported.fields.end(), field.key);
        const std::string title = place == exported.fields.end()
                                      ? std::string{}
                                      : exported.titles[static_cast<std::size_t>(place - exported.fields.begin())];
        const auto column = columns.find(title);
        sheet.columns.push_back(column == columns.end() ? std::nullopt : std::optional{column->second});
      }
      for (const auto& [title, column] : columns) {
        const bool own = title == detail::kKey || title == detail::kVersion || title == detail::kBase;
        if (!own && std::find(exported.titles.begin(), exported.titles.end(), title) == exported.titles.end())
          out.complaints.push_back(
              {page.name, row.number, column,
               "“" + title + "”不是本表的栏目（自加的列不采纳）请把内容写进已有的列，并删去这一列"});
      }
      return sheet;
    }
  }
  return std::nullopt;
}

}  // namespace

Merge merge(const formats::Workbook& book, const Form& form, std::span<const KeptRow> now, const Origin& origin,
            const Readers& readers) {
  const auto exported = detail::read_hidden_sheet(book);
  if (!exported)
    throw Error{Fault::BadInput,
                "合并不了（不是从本系统导出的表，或“落实”页丢了）请在导出的原表里填写，或作为新表导入"};
  if (exported->form != form.key)
    throw Error{Fault::BadInput, "合并不了（是另一种表：" + exported->form + "）请按它的表式合并"};
  if (exported->city != origin.city) throw Error{Fault::BadInput, "合并不了（从另一个账本导出）请核对数据库"};
  Merge out;
  const auto sheet = locate(book, form, *exported, out);
  if (!sheet) throw Error{Fault::BadInput, "合并不了（找不到带“行键、版本、原值”的表头）请在导出的原表里填写"};
  Merger{form, now, *exported, readers, out}.run(*sheet);
  return out;
}

}  // namespace luoshi::sheets
