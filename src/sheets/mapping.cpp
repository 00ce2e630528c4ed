#include "sheets/mapping.hpp"

#include <algorithm>
#include <set>

#include "base/contract.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "sheets/cells.hpp"
#include "sheets/detail/text.hpp"

namespace luoshi::sheets {
namespace {

/// How much a heading speaks for a field; 0: not at all.
struct Speaks {
  int points = 0;
  std::string reason;
};

Speaks words_speak(const std::string& written, const std::string& word, const std::string& bare,
                   const std::string& name, bool title) {
  const std::string wanted = detail::folded(name);
  if (word == wanted) return {title ? 100 : 90, "表头就是“" + written + "”"};
  if (bare == wanted) return {title ? 88 : 80, "表头去掉括号是“" + name + "”"};
  // Words of one character are in too many others.
  if (detail::length(wanted) < 2) return {};
  if (bare.find(wanted) != std::string::npos) return {title ? 60 : 52, "表头含“" + name + "”"};
  if (detail::length(bare) >= 2 && wanted.find(bare) != std::string::npos)
    return {title ? 48 : 40, "表头“" + written + "”是“" + name + "”的一部分"};
  return {};
}

Speaks heading_speaks(const Heading& heading, const Field& field) {
  Speaks best;
  const auto weigh = [&](const std::string& written, int less) {
    const std::string word = detail::folded(written), bare = detail::folded_without_brackets(written);
    if (word.empty()) return;
    const auto consider = [&](const std::string& name, bool title) {
      Speaks found = words_speak(written, word, bare, name, title);
      if (found.points > 0) found.points -= less;
      if (found.points > best.points) best = std::move(found);
    };
    consider(field.title, true);
    for (const std::string& alias : field.aliases) consider(alias, false);
  };
  std::string whole;
  for (const std::string& word : heading.path) whole += word;
  weigh(whole, 0);
  if (heading.path.size() > 1) {
    weigh(heading.path.back(), 5);    // 时间安排 / 完成时限
    weigh(heading.path.front(), 25);  // 目标 / 数量: the group says something too
  }
  return best;
}

/// Readers that only tell whether a cell looks like what is wanted: proposing needs no more.
Readers likeness_readers() {
  const auto holds_any = [](std::string_view text, std::initializer_list<std::string_view> marks) {
    return std::any_of(marks.begin(), marks.end(),
                       [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
  };
  Readers readers;
  readers.number = [](std::string_view) { return std::optional<Decimal>{}; };
  readers.deadline = [holds_any](std::string_view text) {
    return holds_any(text, {"年", "月", "季", "底", "尽快", "长期", "持续"}) ? std::optional<Deadline>{Deadline{}}
                                                                             : std::nullopt;
  };
  readers.figure = [](std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos ? std::optional<Figure>{Figure{}} : std::nullopt;
  };
  readers.year = 2000;  // any will do
  return readers;
}

/// The share of the first cells that read as the field holds; nothing where the column is empty or holds text anyway.
std::optional<double> cells_fit(const Table& table, const Cells& cells, std::uint32_t column, const Field& field) {
  constexpr std::size_t kLooked = 30;
  if (field.holds == Holds::Text || field.holds == Holds::Names) return std::nullopt;
  const Readers readers = likeness_readers();
  std::size_t filled = 0, fits = 0;
  for (std::size_t i = 0; i < table.rows.size() && filled < kLooked; ++i) {
    const formats::ReadCell* cell = cells.at(table.rows[i], column);
    if (cell == nullptr) continue;
    const Reading reading = read_cell(*cell, field, readers);
    const auto* value = std::get_if<Value>(&reading);
    if (value != nullptr && std::holds_alternative<std::monostate>(*value)) continue;
    ++filled;
    fits += value != nullptr ? 1 : 0;
  }
  if (filled == 0) return std::nullopt;
  return static_cast<double>(fits) / static_cast<double>(filled);
}

struct Candidate {
  std::size_t heading = 0, field = 0;
  Speaks speaks;
};

std::vector<Candidate> candidates(const Table& table, const Cells& cells, const Form& form) {
  constexpr double kMostlyFit = 0.5;
  constexpr int kAgainst = 45, kFor = 5;
  std::vector<Candidate> out;
  for (std::size_t h = 0; h < table.headings.size(); ++h)
    for (std::size_t f = 0; f < form.fields.size(); ++f) {
      Speaks speaks = heading_speaks(table.headings[h], form.fields[f]);
      if (speaks.points <= 0) continue;
      if (const auto fit = cells_fit(table, cells, table.headings[h].column, form.fields[f])) {
        speaks.points += *fit >= kMostlyFit ? kFor : -kAgainst;
        speaks.reason += *fit >= kMostlyFit ? "，下面的格也读得出" : "，但下面的格多半读不出";
      }
      if (speaks.points > 0) out.push_back({h, f, std::move(speaks)});
    }
  std::stable_sort(out.begin(), out.end(),
                   [](const Candidate& a, const Candidate& b) { return a.speaks.points > b.speaks.points; });
  return out;
}

}  // namespace

std::optional<std::uint32_t> Mapping::column_of(std::string_view field) const {
  for (const Match& match : columns)
    if (match.field == field) return match.column;
  return std::nullopt;
}

std::vector<std::string> Mapping::missing(const Form& wanted) const {
  std::vector<std::string> out;
  for (const Field& field : wanted.fields)
    if (field.required && !column_of(field.key)) out.push_back(field.title);
  return out;
}

Json Mapping::to_json() const {
  Json all = Json::array();
  for (const Match& match : columns)
    all.push_back(Json::object(
        {{"column", match.column}, {"heading", match.heading}, {"field", match.field}, {"reason", match.reason}}));
  return Json::object({{"form", form}, {"shape", shape}, {"columns", std::move(all)}});
}

Mapping Mapping::from_json(const Json& json) {
  Mapping out;
  out.form = json.at("form").as_string();
  out.shape = json.at("shape").as_string();
  std::set<std::uint32_t> used;
  std::set<std::string> fields;
  for (const Json& each : json.at("columns").as_array()) {
    const std::int64_t column = each.at("column").as_integer();
    if (column < 0 || column >= 16'384 || !used.insert(static_cast<std::uint32_t>(column)).second)
      throw Error{Fault::BadInput, "对应关系读不了（第 " + std::to_string(column) + " 列写了两次或超出范围）请改正"};
    Match match{static_cast<std::uint32_t>(column), each.at("heading").as_string(), each.at("field").as_string(), {}};
    if (const Json* reason = each.find("reason")) match.reason = reason->as_string();
    if (!match.field.empty() && !fields.insert(match.field).second)
      throw Error{Fault::BadInput, "对应关系读不了（栏目 " + match.field + " 对应了两列）请只留一列"};
    out.columns.push_back(std::move(match));
  }
  return out;
}

std::string shape_of(const Table& table) {
  std::string text;
  for (const Heading& heading : table.headings) {
    text += std::to_string(heading.column);
    for (const std::string& word : heading.path) text += "\t" + detail::folded(word);
    text += "\n";
  }
  return sha256(text).hex();
}

Mapping propose(const Table& table, const Cells& cells, const Form& form) {
  Mapping out{form.key, shape_of(table), {}};
  for (const Heading& heading : table.headings)
    out.columns.push_back({heading.column, heading.text(), "", "没有栏目与它相像"});
  std::set<std::size_t> taken;
  for (Candidate& each : candidates(table, cells, form)) {
    Match& match = out.columns[each.heading];
    if (!match.field.empty() || taken.contains(each.field)) continue;
    taken.insert(each.field);
    match.field = form.fields[each.field].key;
    match.reason = std::move(each.speaks.reason);
  }
  return out;
}

const Form& likeliest_form(const Table& table, const Cells& cells, const std::vector<Form>& forms) {
  expects(!forms.empty(), "there is a form to choose");
  const Form* best = &forms.front();
  double best_share = -1;
  for (const Form& form : forms) {
    const Mapping mapping = propose(table, cells, form);
    std::size_t matched = 0, required = 0;
    for (const Match& match : mapping.columns) matched += match.field.empty() ? 0 : 1;
    for (const Field& field : form.fields) required += field.required ? 1 : 0;
    const double columns =
        static_cast<double>(matched) / static_cast<double>(std::max<std::size_t>(table.headings.size(), 1));
    const double wanted =
        required == 0 ? 1 : 1 - static_cast<double>(mapping.missing(form).size()) / static_cast<double>(required);
    if (columns + wanted > best_share) {
      best_share = columns + wanted;
      best = &form;
    }
  }
  return *best;
}

}  // namespace luoshi::sheets
