#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "formats/csv.hpp"
#include "sample/sample.hpp"

// For tests of this room alone: reads the tables back.

namespace luoshi::sample::test {

using Row = std::map<std::string, std::string, std::less<>>;

[[nodiscard]] inline const SampleFile& file(const std::vector<SampleFile>& files, std::string_view path) {
  for (const SampleFile& each : files)
    if (each.path == path) return each;
  throw std::out_of_range{std::string{path}};
}

/// The rows of a table by column name.
[[nodiscard]] inline std::vector<Row> rows(const std::vector<SampleFile>& files, std::string_view path) {
  formats::CsvReader reader{file(files, path).bytes, std::string{path}};
  std::vector<Row> all;
  while (reader.next()) {
    Row row;
    for (std::size_t i = 0; i < reader.header().size(); ++i) row[reader.header()[i]] = reader.field(i);
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
