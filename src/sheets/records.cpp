#include "sheets/records.hpp"

#include <map>

#include "sheets/cells.hpp"

namespace luoshi::sheets {

Records read_records(const Table& table, const Cells& cells, const Mapping& mapping, const Form& form,
                     const Readers& readers) {
  Records out;
  out.left_out = table.left_out;
  const std::string& sheet = cells.sheet().name;
  std::vector<std::optional<std::uint32_t>> columns;
  for (const Field& field : form.fields) columns.push_back(mapping.column_of(field.key));
  std::map<std::string, std::uint32_t> seen;
  for (const std::uint32_t number : table.rows) {
    Record record;
    record.row = number;
    const formats::ReadRow* row = cells.sheet().row(number);
    record.hidden = row != nullptr && row->hidden;
    std::string named;
    for (std::size_t f = 0; f < form.fields.size(); ++f) {
      const Field& field = form.fields[f];
      const auto complain = [&](const std::string& text) {
        out.complaints.push_back({sheet, number, columns[f], text});
        record.sound = false;
      };
      Value value;
      if (const formats::ReadCell* cell = columns[f] ? cells.at(number, *columns[f]) : nullptr; cell != nullptr) {
        Reading reading = read_cell(*cell, field, readers);
        if (const auto* misread = std::get_if<Misread>(&reading))
          complain(field.title + "：" + misread->text);
        else
          value = std::move(std::get<Value>(reading));
      }
      if (field.required && columns[f] && std::holds_alternative<std::monostate>(value) && record.sound)
        complain(field.title + "没有填（必填）请补上");
      if (field.names) named += canonical_text(value) + "\n";
      record.values.push_back(std::move(value));
    }
    if (record.sound && named.find_first_not_of('\n') != std::string::npos) {
      const auto [first, fresh] = seen.emplace(named, number);
      if (!fresh) {
        out.complaints.push_back(
            {sheet, number, std::nullopt,
             "与第 " + std::to_string(first->second) + " 行重复（名称相同）请删去一行，或写明区别"});
        record.sound = false;
      }
    }
    out.rows.push_back(std::move(record));
  }
  return out;
}

}  // namespace luoshi::sheets
