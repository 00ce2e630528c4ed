#include "intake/same_demand.hpp"

#include <algorithm>
#include <iterator>

#include "intake/characters.hpp"

namespace luoshi::intake {
namespace {

template <class Element>
std::size_t in_common(const std::vector<Element>& a, const std::vector<Element>& b) {
  std::size_t common = 0;
  for (auto left = a.begin(), right = b.begin(); left != a.end() && right != b.end();) {
    if (*left < *right) ++left;
    else if (*right < *left) ++right;
    else ++common, ++left, ++right;
  }
  return common;
}

// The Han characters of UTF-8 text; all of them are written in three bytes, and whatever else stands there is passed over.
template <class Use>
void each_han(std::string_view words, Use use) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(words[at]); };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if ((byte(i) & 0xF0U) != 0xE0U || i + 2 >= words.size()) continue;
    const char32_t c = ((byte(i) & 0x0FU) << 12U) | ((byte(i + 1) & 0x3FU) << 6U) | (byte(i + 2) & 0x3FU);
    if (is_han(c)) use(c);
  }
}

template <class Element>
void sort_once(std::vector<Element>& elements) {
  std::sort(elements.begin(), elements.end());
  elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
}

}  // namespace

Demand demand_of(std::string_view words, std::vector<std::string> units, std::vector<std::uint32_t> named) {
  Demand demand{{}, std::move(units), std::move(named)};
  char32_t before = 0;
  each_han(words, [&](char32_t c) {
    if (before != 0) demand.pairs.push_back((std::uint64_t{before} << 32U) | c);
    before = c;
  });
  sort_once(demand.pairs);
  sort_once(demand.units);
  sort_once(demand.named);
  return demand;
}

Likeness likeness(const Demand& a, const Demand& b) {
  Likeness like;
  const std::size_t both = a.pairs.size() + b.pairs.size();
  if (both > 0) like.words = static_cast<std::uint32_t>(2000 * in_common(a.pairs, b.pairs) / both);
  like.unit = in_common(a.units, b.units) > 0;
  like.asset = in_common(a.named, b.named) > 0;
  like.all = like.words * 7 / 10 + (like.unit ? 150 : 0) + (like.asset ? 150 : 0);
  return like;
}

}  // namespace luoshi::intake
