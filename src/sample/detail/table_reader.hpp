#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sample/sample.hpp"

// For tests of this room alone: reads the tables back without the code that wrote them.

namespace luoshi::sample::test {

using Row = std::map<std::string, std::string, std::less<>>;

[[nodiscard]] inline const SampleFile& file(const std::vector<SampleFile>& files, std::string_view path) {
  for (const SampleFile& each : files)
    if (each.path == path) return each;
  throw std::out_of_range{std::string{path}};
}

/// The rows of a table by column name. No cell of ours holds a line break.
[[nodiscard]] inline std::vector<Row> rows(const std::vector<SampleFile>& files, std::string_view path) {
  std::string_view text = file(files, path).bytes;
  if (!text.starts_with("\xEF\xBB\xBF")) throw std::invalid_argument{"no byte order mark"};
  text.remove_prefix(3);
  std::vector<std::string> heading;
  std::vector<Row> all;
  while (!text.empty()) {
    const auto end = text.find("\r\n");
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : text.substr(0, end)) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    text.remove_prefix(end + 2);
    if (heading.empty()) {
      heading = cells;
      continue;
    }
    Row row;
    for (std::size_t i = 0; i < heading.size(); ++i) row[heading[i]] = cells.at(i);
    all.push_back(std::move(row));
  }
  return all;
}

[[nodiscard]] inline double number(const Row& row, std::string_view column) {
  return std::stod(row.find(column)->second);
}
[[nodiscard]] inline const std::string& text(const Row& row, std::string_view column) {
  return row.find(column)->second;
}

}  // namespace luoshi::sample::test
