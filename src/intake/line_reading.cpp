#include "intake/line_reading.hpp"

#include "intake/figure.hpp"
#include "intake/general_number.hpp"
#include "intake/reading_json.hpp"

namespace luoshi::intake {
namespace {

Json found_json(std::u32string_view line, std::size_t begin, std::size_t end) {
  return Json::object({{"start", static_cast<std::uint64_t>(begin)},
                       {"end", static_cast<std::uint64_t>(end)},
                       {"text", to_utf8(line.substr(begin, end - begin))}});
}

std::string_view kind_of(TimeKind kind) {
  switch (kind) {
    case TimeKind::OneDay: return "day";
    case TimeKind::Month: return "month";
    case TimeKind::Quarter: return "quarter";
    case TimeKind::Half: return "half";
    case TimeKind::Year: return "year";
    case TimeKind::YearEnd: return "year_end";
    case TimeKind::Range: return "range";
    case TimeKind::Recurring: return "recurring";
    case TimeKind::Relative: return "relative";
    case TimeKind::Vague: return "vague";
    case TimeKind::Season: return "season";
    case TimeKind::Recent: return "recent";
  }
  return "";
}

std::string_view precision_of(const ReadTime& time) {
  if (!time.resolved()) return "none";
  if (time.kind == TimeKind::Range) return "range";
  return time.until.day ? "day" : time.until.month ? "month" : "year";
}

}  // namespace

Json numbers_in_line(std::u32string_view line) {
  Json list = Json::array();
  for (const GeneralNumber& number : read_general_numbers(line)) {
    Json found = found_json(line, number.begin, number.end);
    found.set("value", number.value);
    list.push_back(std::move(found));
  }
  return Json::object({{"text", to_utf8(line)}, {"numbers", std::move(list)}});
}

Json quantities_in_line(std::u32string_view line) {
  Json list = Json::array();
  const auto times = read_times(line, 0, line.size(), {});
  for (const ReadFigure& read : read_figures({line, 0, line.size(), times, nullptr})) {
    Json found = found_json(line, read.span.begin, read.span.end);
    found.set("value", value_json(read.figure.value));
    found.set("unit", read.figure.unit.empty() ? Json{} : Json{read.figure.unit});
    found.set("comparator", bound_sign(read.figure.bound));
    found.set("uncertain", read.figure.uncertain);
    list.push_back(std::move(found));
  }
  return Json::object({{"text", to_utf8(line)}, {"quantities", std::move(list)}});
}

Json dates_in_line(std::u32string_view line, const TimeReference& today) {
  Json list = Json::array();
  for (const ReadTime& time : read_times(line, 0, line.size(), today)) {
    Json found = found_json(line, time.begin, time.end);
    found.set("kind", kind_of(time.kind));
    const PartialDate& until = time.until;
    found.set("date", time.resolved() && (until.year || until.month) ? Json{until.text()} : Json{});
    found.set("from", time.kind == TimeKind::Range ? Json{time.from.text()} : Json{});
    found.set("precision", precision_of(time));
    found.set("before", time.before);
    list.push_back(std::move(found));
  }
  return Json::object({{"text", to_utf8(line)}, {"dates", std::move(list)}});
}

}  // namespace luoshi::intake
