#include "engine/spot_checks.hpp"

#include <algorithm>

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

// A name has 200 characters at most and no controls.
std::string as_name(std::string line) {
  constexpr std::size_t kBytes = 180;
  std::replace_if(line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) < 0x20U) || c == 0x7F; }, ' ');
  if (line.size() > kBytes) {
    std::size_t end = kBytes;
    while ((static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
    line.resize(end);
    line += "…";
  }
  return line.find_first_not_of(' ') == std::string::npos ? "（空行）" : line;
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
  return city::report_in(line);
}

std::optional<city::Refusal> lay_line_under(const archive::Archive& archive, const city::City& city, city::Command& command) {
  auto* const taken = std::get_if<city::TakeStep>(&command.body);
  if (taken == nullptr || taken->fact.step == nullptr || taken->fact.step->type != "spot_check.find") return std::nullopt;
  Note& note = taken->fact.note;
  const std::uint32_t number = taken->fact.thing.number();
  if (number == 0 || number > city.all<SpotCheck>().size() || !note.number) return std::nullopt;  // `decide` says so
  const SpotCheck& check = city.all<SpotCheck>()[number - 1].value;
  if (*note.number == 0 || *note.number > check.size) return std::nullopt;
  const std::string line = as_name(line_of(archive.get(check.list), *note.number));
  if (!note.name.empty() && note.name != line)
    return city::Refusal{Fault::BadInput, "不能记结果（所附的不是名单上的第 " + std::to_string(*note.number) + " 行）请照抄，或留空"};
  note.name = line;
  return std::nullopt;
}

}  // namespace luoshi::engine
