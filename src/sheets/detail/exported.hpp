#pragma once

#include <map>
#include <string>
#include <vector>

#include "sheets/exchange.hpp"

// What an exported workbook carries beside what people see.
namespace luoshi::sheets::detail {

inline constexpr std::string_view kMark = "落实导出表";
inline constexpr std::string_view kHiddenSheet = "落实", kInstructions = "填写说明";
inline constexpr std::string_view kKey = "行键", kVersion = "版本", kBase = "原值";
inline constexpr std::size_t kDigestDigits = 8;

/// The hidden page: what was exported.
struct Exported {
  std::string form, city, position;
  std::uint32_t form_version = 0;
  std::vector<std::string> fields, titles;    ///< keys, and the headings they stood under
  std::map<std::string, std::uint32_t> rows;  ///< key → row at the export
};

[[nodiscard]] std::string digest_of(const formats::Cell& cell);
[[nodiscard]] formats::Sheet hidden_sheet(const Exported& exported);
/// Nothing when the workbook has no such page.
[[nodiscard]] std::optional<Exported> read_hidden_sheet(const formats::Workbook& book);

}  // namespace luoshi::sheets::detail
