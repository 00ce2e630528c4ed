#include "city/lots.hpp"

#include <algorithm>
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

}  // namespace luoshi::city
