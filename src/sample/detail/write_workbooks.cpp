#include <algorithm>
#include <array>

#include "formats/csv.hpp"
#include "formats/xlsx.hpp"
#include "sample/detail/write.hpp"

namespace luoshi::sample::detail {
namespace {

struct Title {
  std::string_view path, words;
};
constexpr std::array<Title, 20> kRegisters{{{"registers/places.csv", "区划"},
                                            {"registers/bodies.csv", "单位"},
                                            {"registers/posts.csv", "岗位"},
                                            {"registers/holders.csv", "任职"},
                                            {"registers/rivers.csv", "河涌"},
                                            {"registers/sections.csv", "断面"},
                                            {"registers/outfalls.csv", "排口"},
                                            {"registers/sewers.csv", "管网"},
                                            {"registers/works.csv", "污水处理厂"},
                                            {"registers/firms.csv", "企业"},
                                            {"registers/units.csv", "装备"},
                                            {"registers/stacks.csv", "排气筒"},
                                            {"registers/parks.csv", "园区"},
                                            {"registers/parcels.csv", "地块"},
                                            {"registers/wetlands.csv", "湿地"},
                                            {"registers/stations.csv", "站点"},
                                            {"registers/reaches.csv", "河段"},
                                            {"registers/projects.csv", "项目"},
                                            {"registers/project_funding.csv", "项目资金"},
                                            {"registers/project_milestones.csv", "项目节点"}}};
constexpr std::array<Title, 8> kDuties{{{"duties/commitments.csv", "承诺"},
                                        {"duties/reports.csv", "进展"},
                                        {"duties/report_moves.csv", "进展对象"},
                                        {"duties/checks.csv", "核查"},
                                        {"duties/asks.csv", "请示"},
                                        {"duties/problems.csv", "问题"},
                                        {"duties/incidents.csv", "事故"},
                                        {"duties/hazards.csv", "隐患"}}};

/// Days and numbers as such; codes stay text, also those of digits alone (区划代码).
formats::Cell cell_of(std::string_view text) {
  if (text.empty()) return {};
  if (const auto when = day_from_text(text)) return *when;
  constexpr std::size_t kDigitsOfACode = 12;
  if (const auto number = formats::read_number(text); number && text.size() < kDigitsOfACode) return *number;
  return std::string{text};
}

formats::Sheet sheet_of(const std::vector<SampleFile>& files, const Title& title) {
  const auto file =
      std::find_if(files.begin(), files.end(), [&](const SampleFile& each) { return each.path == title.path; });
  formats::CsvReader reader{file->bytes, file->path};
  formats::Sheet sheet{std::string{title.words}, {{}}};
  for (const std::string& name : reader.header()) sheet.rows.front().emplace_back(name);
  while (reader.next()) {
    std::vector<formats::Cell> row;
    for (std::size_t i = 0; i < reader.header().size(); ++i) row.push_back(cell_of(reader.field(i)));
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

template <std::size_t N>
std::string workbook(const std::vector<SampleFile>& files, const std::array<Title, N>& titles) {
  std::vector<formats::Sheet> sheets;
  for (const Title& title : titles) sheets.push_back(sheet_of(files, title));
  return formats::write_xlsx(sheets);
}

}  // namespace

void write_workbooks(std::vector<SampleFile>& files) {
  std::string registers = workbook(files, kRegisters), duties = workbook(files, kDuties);
  files.push_back({"registers.xlsx", std::move(registers)});
  files.push_back({"duties.xlsx", std::move(duties)});
}

}  // namespace luoshi::sample::detail
