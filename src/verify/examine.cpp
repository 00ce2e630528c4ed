#include "verify/examine.hpp"

#include <iterator>

namespace luoshi::verify {

std::vector<Doubt> examine(const Record& record, const Company& company, const Examination& examination,
                           std::span<const Window> deadlines) {
  std::vector<Doubt> doubts;
  const auto add = [&](std::vector<Doubt> found) {
    doubts.insert(doubts.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  };
  add(flat_lines(record, examination));
  add(repeated_digits(record, examination));
  add(repeated_stretches(record, examination));
  const auto explained = explain(record, company, std::min(examination.from, record.size()));
  if (!explained) return doubts;
  add(neighbours_disagree(record, *explained, examination));
  for (const Window& window : deadlines)
    if (auto doubt = too_good(record, *explained, window, examination)) doubts.push_back(std::move(*doubt));
  return doubts;
}

std::vector<Window> quarter_ends(const Record& record, std::size_t from, std::chrono::seconds length) {
  using namespace std::chrono;
  std::vector<Window> windows;
  if (record.values.empty()) return windows;
  for (year_month month = year_month{china_day(record.start).year(), January};; month += months{3}) {
    const Instant end = Instant{sys_days{month / 1}} - hours{8};
    const Instant last = record.at(record.size());
    if (end > last) return windows;
    if (end - length < record.at(from)) continue;
    windows.push_back({record.place_of(end - length), record.place_of(end)});
  }
}

}  // namespace luoshi::verify
