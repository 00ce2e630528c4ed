#include <algorithm>
#include <array>
#include <map>

#include "base/contract.hpp"
#include "base/json.hpp"
#include "formats/csv.hpp"
#include "sample/detail/write.hpp"

namespace luoshi::sample::detail {
namespace {

/// Commands as docs/formats/commands.md has them, one a line, and the numbers the city will give to what they register:
/// 1, 2, 3 … of each kind, in order.
class Commands {
 public:
  void add(std::string_view type, Json body) {
    lines_ += canonical_json(
        Json::object({{"id", "sample-" + std::to_string(++count_)}, {"type", type}, {"body", std::move(body)}}));
    lines_ += '\n';
  }
  /// Keeps the next number of a kind for a code.
  void number(const std::string& kind, const std::string& code) {
    expects(numbers_.emplace(kind + code, ++last_[kind]).second, "codes of a kind differ");
  }
  [[nodiscard]] std::int64_t number_of(const std::string& kind, const std::string& code) const {
    return numbers_.at(kind + code);
  }
  [[nodiscard]] std::string take() { return std::move(lines_); }

 private:
  std::string lines_;
  std::int64_t count_ = 0;
  std::map<std::string, std::int64_t> last_, numbers_;
};

/// One table written before, row by row by column name.
template <class Use>
void each_row(const std::vector<SampleFile>& files, std::string_view path, Use use) {
  const auto file = std::find_if(files.begin(), files.end(), [&](const SampleFile& each) { return each.path == path; });
  formats::CsvReader reader{file->bytes, file->path};
  while (reader.next()) use([&](std::string_view column) { return std::string{reader.field(reader.column(column))}; });
}

void places(const std::vector<SampleFile>& files, Commands& out) {
  each_row(files, "registers/places.csv", [&](const auto& field) {
    const std::string level = field("级别"), parent = field("上级代码");
    Json body = Json::object({{"code", field("区划代码")}, {"name", field("名称")}});
    body.set("level", level == "省" ? "province" : level == "市" ? "city" : "town");
    if (!parent.empty()) body.set("parent", out.number_of("place", parent));
    out.number("place", field("区划代码"));
    out.add("register_place", std::move(body));
  });
}

void bodies(const std::vector<SampleFile>& files, Commands& out) {
  std::map<std::string, bool> used;
  each_row(files, "registers/bodies.csv", [&](const auto& field) {
    const std::string kind = field("类别"), parent = field("上级单位编号"), alias = field("别名");
    Json body = Json::object({{"name", field("名称")}, {"place", out.number_of("place", field("区划代码"))}});
    body.set("kind", kind == "政府" ? "government" : kind == "镇街" ? "town" : kind == "企业" ? "firm" : "department");
    if (!std::exchange(used[alias], true)) body.set("aliases", Json{Json::Array{Json{alias}}});
    if (!parent.empty()) body.set("parent", out.number_of("body", parent));
    out.number("body", field("单位编号"));
    out.add("register_body", std::move(body));
  });
}

void people(const std::vector<SampleFile>& files, Commands& out) {
  each_row(files, "registers/posts.csv", [&](const auto& field) {
    Json body = Json::object({{"name", field("名称")}, {"body", out.number_of("body", field("单位编号"))}});
    if (!field("上级岗位编号").empty()) body.set("superior", out.number_of("post", field("上级岗位编号")));
    out.number("post", field("岗位编号"));
    out.add("register_post", std::move(body));
  });
  each_row(files, "registers/holders.csv", [&](const auto& field) {
    out.number("person", field("姓名"));
    out.add("register_person", Json::object({{"name", field("姓名")}}));
  });
  each_row(files, "registers/holders.csv", [&](const auto& field) {
    const std::string role = field("角色");
    const char* const name = role == "填报"   ? "reporter"
                             : role == "核查" ? "checker"
                             : role == "编审" ? "editor"
                                              : "reader";
    out.add("appoint_holder", Json::object({{"person", out.number_of("person", field("姓名"))},
                                            {"post", out.number_of("post", field("岗位编号"))},
                                            {"roles", Json{Json::Array{Json{name}}}},
                                            {"from", field("任职起")}}));
  });
}

struct AssetTable {
  std::string_view path, kind;
  std::string_view whole;  ///< column that names the asset it is part of, empty where none
};
constexpr std::array<AssetTable, 13> kAssetTables{{{"registers/rivers.csv", "river", ""},
                                                   {"registers/sections.csv", "section", ""},
                                                   {"registers/outfalls.csv", "outfall", "受纳河涌编号"},
                                                   {"registers/sewers.csv", "sewer", ""},
                                                   {"registers/works.csv", "works", ""},
                                                   {"registers/firms.csv", "firm", ""},
                                                   {"registers/units.csv", "unit", "企业编号"},
                                                   {"registers/stacks.csv", "stack", "企业编号"},
                                                   {"registers/parks.csv", "park", ""},
                                                   {"registers/parcels.csv", "parcel", "园区编号"},
                                                   {"registers/wetlands.csv", "wetland", ""},
                                                   {"registers/stations.csv", "station", ""},
                                                   {"registers/reaches.csv", "reach", ""}}};

/// How far a thing had come when reporting began: what the reports moved later is not taken ahead.
std::string_view stage_at_start(const std::string& begun, const std::string& done) {
  constexpr std::string_view kStart = "2025-10-31";
  if (!done.empty() && done <= kStart) return "built";
  return !begun.empty() && begun <= kStart ? "entered" : "listed";
}

void assets(const std::vector<SampleFile>& files, Commands& out) {
  std::map<std::string, std::int64_t> place_of;
  for (const AssetTable& table : kAssetTables)
    each_row(files, table.path, [&](const auto& field) {
      const std::string code = field("编号");
      const std::string_view kind = table.kind;
      const std::string whole = table.whole.empty() ? "" : field(table.whole);
      const bool inherits = kind == "unit" || kind == "stack";
      place_of[code] = inherits ? place_of.at(whole) : out.number_of("place", field("区划代码"));
      const std::string_view stage = kind == "river"    ? stage_at_start(field("进场日期"), field("完工日期"))
                                     : kind == "sewer"  ? stage_at_start("", field("建成日期"))
                                     : kind == "works"  ? stage_at_start(field("开工日期"), field("通水日期"))
                                     : kind == "parcel" ? stage_at_start("", field("清理日期"))
                                                        : "listed";
      Json body = Json::object({{"code", code},
                                {"name", kind == "outfall" || kind == "parcel" ? code : field("名称")},
                                {"kind", kind},
                                {"place", place_of[code]},
                                {"stage", stage}});
      if (!whole.empty()) body.set("part_of", out.number_of("asset", whole));
      out.number("asset", code);
      out.add("register_asset", std::move(body));
    });
}

}  // namespace

void write_history(const Worlds& worlds, std::vector<SampleFile>& files) {
  Commands out;
  out.add("found", Json::object({{"name", worlds.front().city}, {"sample", true}}));
  places(files, out);
  bodies(files, out);
  people(files, out);
  assets(files, out);
  files.push_back({"registers.jsonl", out.take()});
}

}  // namespace luoshi::sample::detail
