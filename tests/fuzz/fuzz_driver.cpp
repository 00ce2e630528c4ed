// Feeds a parser with mutated good inputs where no libFuzzer is: bounded, from a printed seed.

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "base/random.hpp"
#include "fuzz.hpp"

namespace {

// Pieces that parsers tend to trip over.
const std::vector<std::string> kPieces = {std::string(1, '\0'), "\xff", "\xef\xbb\xbf", "\xe2\x80", "\"", "\\", "{", "[", "e999",
                                          "-", "00", ",", "\n", "9999999999999999999", "\xed\xa0\x80", "万", "（", "?"};

std::string mutated(luoshi::Random& random, const std::vector<std::string>& seeds) {
  std::string text = seeds[random.below(seeds.size())];
  for (std::uint64_t change = random.below(6); change > 0; --change) {
    const std::size_t at = random.below(text.size() + 1);
    const std::size_t length = random.below(text.size() - at + 1);
    switch (random.below(5)) {
      case 0: text.insert(at, kPieces[random.below(kPieces.size())]); break;
      case 1: text.erase(at, length); break;
      case 2: if (at < text.size()) text[at] = static_cast<char>(random.below(256)); break;
      case 3: if (text.size() < 100'000) text.insert(at, text.substr(at, length)); break;
      default: {
        const std::string& other = seeds[random.below(seeds.size())];
        text.insert(at, other.substr(random.below(other.size() + 1)));
      }
    }
  }
  return text;
}

void feed(const std::string& text) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

TEST(Fuzz, HoldsForGoodInputsAndTheirMutations) {
  const char* const seed_given = std::getenv("LUOSHI_FUZZ_SEED");
  const std::uint64_t seed = seed_given != nullptr ? std::strtoull(seed_given, nullptr, 10) : 20260101;
  const int inputs = fuzz_inputs() * (std::getenv("LUOSHI_LONG") != nullptr ? 50 : 1);
  std::printf("seed %llu, %d inputs\n", static_cast<unsigned long long>(seed), inputs);
  luoshi::Random random{seed};
  const std::vector<std::string> seeds = fuzz_seeds();
  ASSERT_FALSE(seeds.empty());
  feed("");
  for (const std::string& good : seeds) {
    feed(good);
    for (std::size_t cut = 0; cut < good.size() && cut < 2000; ++cut) feed(good.substr(0, cut));
  }
  for (int input = 0; input < inputs; ++input) feed(mutated(random, seeds));
}

}  // namespace
