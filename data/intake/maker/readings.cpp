#include <algorithm>
#include <set>

#include "intake/syllable.hpp"
#include "maker.hpp"

namespace luoshi::maker {

// The list is Go source: lines such as `0x3424: "dān,qiú",`.
void make_readings(Tables& tables, const std::string& path) {
  std::map<char32_t, std::vector<std::uint64_t>> readings;
  std::set<std::uint64_t> keys;
  for (const std::string& line : lines_of(read_source(path))) {
    const std::size_t hex = line.find("0x");
    const std::size_t open = line.find('"');
    const std::size_t close = line.rfind('"');
    if (hex == std::string::npos || open == std::string::npos || close <= open) continue;
    const auto c = static_cast<char32_t>(std::stoul(line.substr(hex + 2), nullptr, 16));
    if (c >= 0x10000) continue;
    for (const std::string& word : split(line.substr(open + 1, close - open - 1), ',')) {
      const std::uint64_t key = intake::syllable_key(from_utf8(word));
      if (key == 0) continue;
      keys.insert(key);
      readings[c].push_back(key);
    }
  }
  if (keys.size() < 1000) fail(path + " holds too few readings (its format changed?); install the Debian 12 package");
  const std::vector<std::uint64_t> sorted{keys.begin(), keys.end()};
  std::vector<std::uint16_t> start(65536);
  std::vector<std::uint16_t> pool{0x8000};  // place 0 is "no reading"
  for (const auto& [c, list] : readings) {
    start[c] = static_cast<std::uint16_t>(pool.size());
    for (const std::uint64_t key : list)
      pool.push_back(static_cast<std::uint16_t>(std::lower_bound(sorted.begin(), sorted.end(), key) - sorted.begin()));
    pool.back() |= 0x8000;
  }
  if (pool.size() > 0xFFFF) fail(path + " holds too many readings for the table; widen ReadingStart");
  put(tables, intake::Table::SyllableKeys, sorted);
  put(tables, intake::Table::ReadingStart, start);
  put(tables, intake::Table::ReadingPool, pool);
}

}  // namespace luoshi::maker
