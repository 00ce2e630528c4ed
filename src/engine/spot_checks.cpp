#include "engine/spot_checks.hpp"

#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "city/lots.hpp"

namespace luoshi::engine {
namespace {

bool is_within(const city::City& city, Id<Body> body, Id<Body> above) {
  for (; body; body = city.bodies[body.index()].value.parent)
    if (body == above) return true;
  return false;
}

std::string one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return text;
}

}  // namespace

FrozenList freeze_reports(Engine& engine, Day from, Day until, Id<Body> of) {
  const auto city = engine.city();
  FrozenList list;
  city->reports.each([&](std::size_t index, const city::KeptReport& kept) {
    const Report& report = kept.value;
    if (report.check == CheckState::Returned || report.until < from || report.until > until) return;
    const Commitment& item = city->commitments[report.commitment.index()].value;
    if (of && !is_within(*city, item.lead, of)) return;
    list.text += "R-" + std::to_string(index + 1) + " C-" + std::to_string(report.commitment.number()) + " " + day_text(report.until) + " " +
                 one_line(item.title) + " " + one_line(item.lead ? city->bodies[item.lead.index()].value.name : std::string{}) + "\n";
    ++list.lines;
  });
  if (list.lines == 0)
    throw Error{Fault::NotFound, "没有可抽的进展（" + day_text(from) + " 至 " + day_text(until) + " 没有报过，或都退回了）请换一段时间"};
  list.digest = engine.archive().put(list.text);
  return list;
}

std::vector<std::uint32_t> drawn_of(const Digest& list, std::string_view seed, std::uint32_t size, std::uint32_t count) {
  return city::drawn_lines(list, seed, size, count);
}

std::string line_of(std::string_view list, std::uint32_t number) {
  for (std::uint32_t line = 1; !list.empty(); ++line) {
    const std::size_t end = std::min(list.find('\n'), list.size());
    if (line == number) return std::string{list.substr(0, end)};
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  throw Error{Fault::BadInput, "名单上没有第 " + std::to_string(number) + " 行（超出行数）请核对"};
}

std::uint32_t report_in(std::string_view line) {
  std::uint32_t number = 0;
  if (!line.starts_with("R-")) return 0;
  const auto [end, fault] = std::from_chars(line.data() + 2, line.data() + line.size(), number);
  return fault == std::errc{} && end != line.data() + line.size() && *end == ' ' ? number : 0;
}

}  // namespace luoshi::engine
