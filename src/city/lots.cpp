#include "city/lots.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "base/contract.hpp"

namespace luoshi::city {

std::vector<std::uint32_t> drawn_lines(const Digest& list, std::string_view seed, std::uint32_t size, std::uint32_t count) {
  expects(count <= size, "no more lines are drawn than the list has");
  const std::string head = list.hex() + "\n" + std::string{seed} + "\n";
  std::vector<std::pair<Digest, std::uint32_t>> lots;
  lots.reserve(size);
  for (std::uint32_t line = 1; line <= size; ++line) lots.emplace_back(sha256(head + std::to_string(line)), line);
  std::partial_sort(lots.begin(), lots.begin() + count, lots.end());
  std::vector<std::uint32_t> drawn;
  drawn.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) drawn.push_back(lots[i].second);
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

std::uint32_t report_in(std::string_view line) {
  std::uint32_t number = 0;
  if (!line.starts_with("R-")) return 0;
  const auto [end, fault] = std::from_chars(line.data() + 2, line.data() + line.size(), number);
  return fault == std::errc{} && end != line.data() + line.size() && *end == ' ' ? number : 0;
}

}  // namespace luoshi::city
