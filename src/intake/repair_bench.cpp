// How fast is repair, beside the converter people use for one of its ten steps? Papers are the project's own bulletins,
// clean and damaged here: traditional characters, a reading behind every fourth of them, ASCII marks, a cut character
// about every 3 KB. One paper after another, as in an import; the figure is bytes of the damaged file.
// OpenCC (installed with the tables' exporter) is timed on the same bytes by line, as its command does.

#include <benchmark/benchmark.h>
#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "intake/decode.hpp"
#include "intake/near_duplicate.hpp"
#include "intake/repair.hpp"
#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

std::vector<std::string> bulletins() {
  const char* source = std::getenv("LUOSHI_SOURCE");
  std::vector<std::string> papers;
  const std::filesystem::path folder = std::filesystem::path{source == nullptr ? "." : source} / "data" / "bulletins";
  if (std::filesystem::exists(folder))
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
      if (entry.path().extension() != ".txt") continue;
      std::ifstream file{entry.path(), std::ios::binary};
      papers.emplace_back(std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{});
    }
  return papers;
}

// The first reading of the character in brackets; its tone mark on the first vowel, which is where the time goes, not where
// the grammar puts it.
std::u32string reading_of(char32_t c) {
  static constexpr std::u32string_view kToned[] = {U"aāáǎà", U"eēéěè", U"iīíǐì", U"oōóǒò", U"uūúǔù"};
  const std::size_t at = table_of<std::uint16_t>(Table::ReadingStart)[c];
  if (at == 0) return {};
  const std::uint64_t key = table_of<std::uint64_t>(Table::SyllableKeys)[table_of<std::uint16_t>(Table::ReadingPool)[at] & 0x7FFFU];
  std::u32string letters;
  for (std::uint64_t rest = key >> 3U; rest != 0; rest >>= 5U) letters.insert(letters.begin(), U'a' + static_cast<char32_t>((rest & 31U) - 1));
  for (char32_t& letter : letters)
    for (const std::u32string_view row : kToned)
      if (row[0] == letter) {
        letter = row[key & 7U];
        return U'(' + letters + U')';
      }
  return {};
}

std::string damaged(const std::string& clean) {
  static const std::map<char32_t, char32_t> traditional = [] {
    std::map<char32_t, char32_t> forms;
    for (char32_t c = 0x9FFF; c >= 0x4E00; --c)
      if (fold(c) != c && table_of<std::uint16_t>(Table::GbkReverse)[c] != 0) forms[fold(c)] = c;
    return forms;
  }();
  std::u32string text;
  std::size_t since_cut = 0;
  std::size_t changed = 0;
  for (char32_t c : decode(clean, Encoding::Utf8).text) {
    const auto found = traditional.find(c);
    if (found != traditional.end()) c = found->second;
    text += c == U'，' || c == U'：' || c == U'；' ? c - 0xFEE0 : c;
    if (found != traditional.end() && ++changed % 4 == 0) text += reading_of(c);
    if (c == U'。' && ++since_cut % 24 == 0) text += U"要確?！爸我粭l成一條”。";
  }
  return to_utf8(text);
}

std::size_t total(const std::vector<std::string>& papers) {
  std::size_t bytes = 0;
  for (const std::string& paper : papers) bytes += paper.size();
  return bytes;
}

void repair_all(benchmark::State& state, const std::vector<std::string>& papers) {
  if (papers.empty()) state.SkipWithError("set LUOSHI_SOURCE to the checkout: no bulletins found");
  for (auto _ : state)
    for (const std::string& paper : papers) benchmark::DoNotOptimize(repair(paper));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(total(papers)));
}

void BM_RepairCleanPapers(benchmark::State& state) { repair_all(state, bulletins()); }
BENCHMARK(BM_RepairCleanPapers)->Unit(benchmark::kMillisecond);

void BM_RepairDamagedPapers(benchmark::State& state) {
  std::vector<std::string> papers = bulletins();
  for (std::string& paper : papers) paper = damaged(paper);
  repair_all(state, papers);
}
BENCHMARK(BM_RepairDamagedPapers)->Unit(benchmark::kMillisecond);

void BM_RepairOneLargePaper(benchmark::State& state) {
  std::vector<std::string> papers = bulletins();
  std::string large;
  while (!papers.empty() && large.size() < static_cast<std::size_t>(state.range(0)))
    for (const std::string& paper : papers) large += damaged(paper);
  repair_all(state, {large});
}
BENCHMARK(BM_RepairOneLargePaper)->RangeMultiplier(8)->Range(1 << 18, 1 << 24)->Unit(benchmark::kMillisecond);

// The baseline: traditional to simplified alone.
void BM_OpenCcTraditionalToSimplified(benchmark::State& state) {
  void* const library = dlopen("libopencc.so.1.1", RTLD_NOW);
  if (library == nullptr) return state.SkipWithError("libopencc is not installed");
  const auto open = reinterpret_cast<void* (*)(const char*)>(dlsym(library, "opencc_open"));
  const auto convert = reinterpret_cast<char* (*)(void*, const char*, std::size_t)>(dlsym(library, "opencc_convert_utf8"));
  const auto release = reinterpret_cast<void (*)(char*)>(dlsym(library, "opencc_convert_utf8_free"));
  void* const converter = open("t2s.json");
  if (converter == reinterpret_cast<void*>(-1)) return state.SkipWithError("OpenCC's t2s.json is not installed");
  std::vector<std::string> papers = bulletins();
  for (std::string& paper : papers) paper = damaged(paper);
  for (auto _ : state)
    for (const std::string& paper : papers)
      for (std::size_t begin = 0; begin < paper.size();) {
        const std::size_t end = std::min(paper.find('\n', begin), paper.size() - 1) + 1;
        char* const made = convert(converter, paper.data() + begin, end - begin);
        benchmark::DoNotOptimize(made);
        release(made);
        begin = end;
      }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(total(papers)));
}
BENCHMARK(BM_OpenCcTraditionalToSimplified)->Unit(benchmark::kMillisecond);

void BM_DetectPieces(benchmark::State& state) {
  const std::string gbk = "\xC7\xF8\xD5\xFE\xB8\xAE\xD5\xD9\xBF\xAA\xBB\xE1\xD2\xE9\xA3\xAC\xD1\xD0\xBE\xBF\xCB\xAE\xBB\xB7\xBE\xB3\xD6\xCE\xC0\xED";
  for (auto _ : state) benchmark::DoNotOptimize(detect(gbk));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(gbk.size()));
}
BENCHMARK(BM_DetectPieces);

void BM_Fingerprint(benchmark::State& state) {
  const std::vector<std::string> papers = bulletins();
  std::vector<std::u32string> texts;
  for (const std::string& paper : papers) texts.push_back(repair(paper).text);
  for (auto _ : state)
    for (const std::u32string& text : texts) benchmark::DoNotOptimize(fingerprint_of(text));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(total(papers)));
}
BENCHMARK(BM_Fingerprint)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace luoshi::intake
