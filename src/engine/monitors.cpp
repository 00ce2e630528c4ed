#include "engine/monitors.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "engine/sheets/sheets.hpp"
#include "formats/csv.hpp"
#include "formats/hj212_feed.hpp"
#include "observations/observations.hpp"
#include "sheets/cells.hpp"
#include "verify/tables.hpp"

namespace luoshi::engine {
namespace {

namespace hj212 = formats::hj212;

constexpr std::size_t kMostFlaws = 50;
constexpr std::string_view kName = "observations-";

bool is_workbook(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }
bool is_frames(std::string_view bytes) { return bytes.substr(0, std::min<std::size_t>(bytes.size(), 4096)).find("##0") != std::string_view::npos; }

std::string cell_text(const formats::Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<double>(&cell)) return formats::shortest_number(*number);
  if (const auto* day = std::get_if<Day>(&cell)) return day_text(*day);
  if (const auto* wall = std::get_if<formats::WallTime>(&cell)) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(wall->time).count();
    const auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return day_text(wall->day) + " " + two(minutes / 60) + ":" + two(minutes % 60);
  }
  return {};
}

// The first sheet as a text table: stations keep one plain table a file.
std::string as_csv(std::string_view bytes, const std::string& file) {
  const formats::Workbook book = read_book(bytes, file);
  std::string out;
  if (book.sheets.empty() || book.sheets.front().rows.empty()) return out;
  const auto& rows = book.sheets.front().rows;
  const std::uint32_t width = rows.front().cells.empty() ? 0 : rows.front().cells.back().column + 1;
  for (const formats::ReadRow& row : rows) {
    for (std::uint32_t column = 0; column < width; ++column) {
      const formats::ReadCell* const cell = row.at(column);
      out += (column == 0 ? "" : ",") + formats::csv_field(cell == nullptr ? std::string{} : cell_text(cell->value));
    }
    out += "\n";
  }
  return out;
}

std::vector<Observation> of_frames(std::string_view bytes, std::vector<std::string>& flaws) {
  hj212::Feed feed;
  auto reading = hj212::read_frames(bytes, hj212::End::Final);
  std::vector<Observation> values;
  for (const auto& frame : reading.frames) {
    auto taken = feed.take(frame, std::nullopt);
    for (const hj212::Measurement& told : taken.fresh) {
      // One series a statistic: an hour's mean is not an instant's value.
      const std::string span = told.span == hj212::Span::Now ? "" : told.span == hj212::Span::Minutes ? "@minutes" : told.span == hj212::Span::Hour ? "@hour" : "@day";
      values.push_back({told.device, told.code + "-" + told.field + span, told.at, told.value, told.mark == 'N' ? "" : std::string(1, told.mark)});
    }
    reading.flaws.insert(reading.flaws.end(), taken.flaws.begin(), taken.flaws.end());
  }
  for (const auto& flaw : reading.flaws)
    if (flaws.size() < kMostFlaws) flaws.push_back("第 " + std::to_string(flaw.offset) + " 字节：" + flaw.text);
  return values;
}

std::vector<Observation> of_table(const verify::StationTable& table) {
  std::vector<Observation> values;
  for (const auto* list : {&table.records, &table.weather})
    for (const verify::Record& record : *list)
      for (std::size_t i = 0; i < record.size(); ++i)
        if (record.values[i]) values.push_back({record.station, record.parameter, record.at(i), *record.values[i], ""});
  return values;
}

std::optional<verify::StationTable> station_table(std::string_view bytes, const std::string& file) {
  const std::string text = is_workbook(bytes) ? as_csv(bytes, file) : std::string{bytes};
  verify::Table table = verify::read_table(text, file);
  if (auto* stations = std::get_if<verify::StationTable>(&table)) return std::move(*stations);
  return std::nullopt;
}

// What names a set of values, however the file that told them was written.
Digest digest_of(const std::vector<Observation>& values) {
  Sha256 digest;
  for (const Observation& value : values)
    digest.update(value.station + "\n" + value.parameter + "\n" + instant_text(value.at) + "\n" + formats::shortest_number(value.value) + "\n" + value.flag + "\n");
  return digest.finish();
}

}  // namespace

bool looks_like_monitors(std::string_view bytes, const std::string& file) {
  if (is_frames(bytes)) return true;
  const std::string_view head = bytes.substr(0, std::min<std::size_t>(bytes.size(), 1024));
  const bool text_table = head.find(',') != std::string_view::npos &&
                          (head.find("站点") != std::string_view::npos || head.find("station") != std::string_view::npos || head.find("设备") != std::string_view::npos);
  if (!text_table && !is_workbook(bytes)) return false;
  try {
    return station_table(bytes, file).has_value();
  } catch (const Error&) {
    return false;
  }
}

MonitorsTaken take_monitors(Engine& engine, const std::filesystem::path& store, const std::string& file, std::string_view bytes) {
  MonitorsTaken taken;
  std::vector<Observation> values;
  if (is_frames(bytes)) {
    values = of_frames(bytes, taken.flaws);
  } else if (const auto table = station_table(bytes, file)) {
    values = of_table(*table);
  }
  if (values.empty()) throw Error{Fault::BadInput, file + "：没有读出监测值（不是数采仪报文，也不是站点表）请核对文件"};
  taken.values = values.size();
  const Digest content = digest_of(values);
  const std::string id = "observe-" + content.hex().substr(0, 48);
  const auto city = engine.city();
  // Known where an event names it.
  for (const city::AdoptedRules& rules : city->rules)
    if (rules.name.starts_with(kName)) {
      const Json manifest = parse_json(engine.archive().get(rules.digest));
      if (manifest.at("content").as_string() == content.hex()) {
        taken.known = true;
        return taken;
      }
    }
  observations::Observations kept{store, observations::Access::Write};
  const auto batches = kept.batches();
  const std::uint64_t last = batches.empty() ? 0 : batches.back().number;
  const bool last_is_named = std::any_of(city->rules.begin(), city->rules.end(), [&](const city::AdoptedRules& rules) {
    return rules.name == std::string{kName} + std::to_string(last);
  });
  // A batch without its event is that of a run cut off: the same values get its number; others come after it.
  std::uint64_t number = std::max(last + 1, city->events + 1);
  Digest batch;
  if (last > 0 && !last_is_named) {
    try {
      batch = kept.append(last, values);
      number = last;
    } catch (const Error& error) {
      if (error.fault() != Fault::Conflict) throw;
      batch = kept.append(number, values);
    }
  } else {
    batch = kept.append(number, values);
  }
  const Json manifest = Json::object({{"title", "监测值第 " + std::to_string(number) + " 批：" + std::to_string(values.size()) + " 个值"},
                                      {"source", file},
                                      {"batch", number},
                                      {"segment", batch.hex()},
                                      {"content", content.hex()},
                                      {"values", static_cast<std::uint64_t>(values.size())}});
  const Digest blob = engine.archive().put(canonical_json(manifest));
  const Outcome outcome = engine.submit({id, {}, city::Register{city::RulesAdopted{{std::string{kName} + std::to_string(number), blob}}}});
  if (const auto* refusal = std::get_if<city::Refusal>(&outcome)) throw Error{refusal->fault, file + "：" + refusal->reason};
  taken.batch = number;
  return taken;
}

}  // namespace luoshi::engine
