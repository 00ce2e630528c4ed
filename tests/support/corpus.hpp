#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "intake/decode.hpp"

/// What tests of intake share: files of the repository and of the shared folder, and the error rate.
namespace luoshi::test {

[[nodiscard]] inline std::string read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// The folder of real documents, empty where it is absent: the test then skips.
[[nodiscard]] inline std::string corpus() {
  const char* shared = std::getenv("LUOSHI_SHARED");
  if (shared == nullptr) return {};
  const std::string folder = std::string{shared} + "/corpus";
  return std::ifstream{folder + "/damage/pairs.tsv"} ? folder : std::string{};
}

[[nodiscard]] inline std::string repository() {
  const char* source = std::getenv("LUOSHI_SOURCE");
  return source == nullptr ? std::string{"."} : source;
}

/// The project's own bulletins, clean, in order of name.
[[nodiscard]] inline std::vector<std::string> bulletins() {
  std::vector<std::string> paths;
  const std::filesystem::path folder = repository() + "/data/bulletins";
  if (std::filesystem::exists(folder))
    for (const auto& entry : std::filesystem::directory_iterator{folder})
      if (entry.path().extension() == ".txt") paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

[[nodiscard]] inline std::u32string characters(const std::string& bytes) { return intake::decode(bytes, Encoding::Utf8).text; }

/// Width folded, blanks out: what the error rate compares (the annotation guide's convention).
[[nodiscard]] inline std::u32string compared(const std::u32string& text) {
  std::u32string kept;
  for (char32_t c : text) {
    if (c == U' ' || c == U'\n' || c == U'\r' || c == U'\t' || c == 0x3000 || c == 0xA0) continue;
    kept += c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
  }
  return kept;
}

[[nodiscard]] inline std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

/// Characters wrong against the characters meant.
struct ErrorRate {
  std::size_t wrong = 0;
  std::size_t characters = 0;
  std::size_t exact = 0;
  std::size_t texts = 0;

  void add(const std::u32string& got, const std::u32string& meant) {
    const std::u32string reference = compared(meant);
    wrong += edit_distance(compared(got), reference);
    characters += reference.size();
    exact += got == meant ? 1U : 0U;
    ++texts;
  }
  [[nodiscard]] double rate() const { return characters == 0 ? 0.0 : static_cast<double>(wrong) / static_cast<double>(characters); }
};

}  // namespace luoshi::test
