// Laws of repair: what was damaged comes back, every character knows its bytes. The damage is made here, forwards, byte
// by byte as the damage notes describe it, and shares no code with the repair but the tables of the encodings.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "base/random.hpp"
#include "intake/decode.hpp"
#include "intake/repair.hpp"
#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

std::uint32_t below(Random& random, std::uint32_t n) { return static_cast<std::uint32_t>(random.below(n)); }

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

// Paragraphs of the bulletins the language model has not read: those whose number ends in 5.
std::vector<std::u32string> held_out_lines() {
  std::vector<std::u32string> lines;
  const char* source = std::getenv("LUOSHI_SOURCE");
  const std::filesystem::path folder = std::filesystem::path{source == nullptr ? "." : source} / "data" / "bulletins";
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator{folder})
    if (entry.path().extension() == ".txt" && entry.path().filename().string()[2] == '5') paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    std::u32string line;
    for (const char32_t c : decode(read_file(path), Encoding::Utf8).text + U'\n') {
      if (c != U'\n') {
        line += c;
        continue;
      }
      if (line.size() > 12 && line.find_first_of(U" ,?!:;()|\t\u3000") == std::u32string::npos) lines.push_back(line);
      line.clear();
    }
  }
  return lines;
}

// Characters that are good traditional ones too: a character-wise converter leaves them as they are.
constexpr std::u32string_view kLeft = U"后里干面余制于范冲斗采占布周松系致污志同了峰云台只准向复回借家板表别丑出当淀发丰谷刮合胡划获几姜卷克困累历蔑辟仆签千秋确舍胜术体听涂万吁踊愿郁折征症钟朱筑";

// Simplified → traditional where only one traditional form exists; the others stay, as on the damaged pages.
const std::map<char32_t, char32_t>& traditional_forms() {
  static const std::map<char32_t, char32_t> forms = [] {
    std::map<char32_t, std::vector<char32_t>> all;
    const auto gbk = table_of<std::uint16_t>(Table::GbkReverse);
    for (char32_t c = 0x4E00; c < 0xA000; ++c)
      if (fold(c) != c && gbk[c] != 0) all[fold(c)].push_back(c);
    std::map<char32_t, char32_t> single;
    for (const auto& [simplified, list] : all)
      if (list.size() == 1 && kLeft.find(simplified) == std::u32string_view::npos) single[simplified] = list[0];
    return single;
  }();
  return forms;
}

std::string gbk_of(char32_t c) {
  if (c < 0x80) return {static_cast<char>(c)};
  const unsigned code = table_of<std::uint16_t>(Table::GbkReverse)[c];
  return {static_cast<char>(code >> 8U), static_cast<char>(code & 0xFFU)};
}

// In Big5, traditional; empty for a character Big5 lacks.
std::string big5_of(char32_t c) {
  static const std::map<char32_t, std::string> bytes = [] {
    std::map<char32_t, std::string> all;
    const auto table = table_of<std::uint16_t>(Table::Big5);
    for (std::size_t i = 0; i < table.size(); ++i)
      if (table[i] != 0) all.emplace(table[i], std::string{static_cast<char>(0x81 + i / 191), static_cast<char>(0x40 + i % 191)});
    return all;
  }();
  const auto traditional = traditional_forms().find(c);
  const auto found = bytes.find(traditional == traditional_forms().end() ? c : traditional->second);
  return c < 0x80 ? std::string(1, static_cast<char>(c)) : found == bytes.end() ? std::string{} : found->second;
}

// A reading as an inserter writes it, from the same list the repair knows (its tone marks are GBK characters).
std::string reading_bytes(char32_t c) {
  static constexpr std::u32string_view kToned[] = {U"aāáǎà", U"eēéěè", U"iīíǐì", U"oōóǒò", U"uūúǔù", U"üǖǘǚǜ"};
  const std::size_t at = table_of<std::uint16_t>(Table::ReadingStart)[c];
  if (at == 0) return {};
  const std::uint64_t key = table_of<std::uint64_t>(Table::SyllableKeys)[table_of<std::uint16_t>(Table::ReadingPool)[at] & 0x7FFFU];
  std::u32string letters;
  for (std::uint64_t rest = key >> 3U; rest != 0; rest >>= 5U) letters.insert(letters.begin(), U'a' + static_cast<char32_t>((rest & 31U) - 1));
  std::size_t toned = letters.find_first_of(U"ae");
  if (toned == std::u32string::npos) toned = letters.find(U"ou");
  if (toned == std::u32string::npos) toned = letters.find_last_of(U"iouv");
  std::string bytes = "(";
  for (std::size_t i = 0; i < letters.size(); ++i) {
    char32_t letter = letters[i] == U'v' ? U'ü' : letters[i];
    if (i == toned)
      for (const std::u32string_view row : kToned)
        if (row[0] == letter) {
          letter = row[key & 7U];
          break;
        }
    bytes += gbk_of(letter);
  }
  return bytes + ")";
}

std::string replaced(const std::string& bytes, const std::string& from, const std::string& to) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    if (bytes.compare(at, from.size(), from) == 0) {
      out += to;
      at += from.size();
    } else {
      out += bytes[at++];
    }
  }
  return out;
}

// A piece decoded alone: a lone lead byte is "?", and one before a byte no trail can be takes it along.
std::u32string decoded_alone(const std::string& bytes, bool drop_private) {
  std::u32string text;
  const auto gbk = table_of<std::uint16_t>(Table::Gbk);
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (lead < 0x80) {
      text += lead;
      ++at;
      continue;
    }
    const unsigned trail = at + 1 < bytes.size() ? static_cast<unsigned char>(bytes[at + 1]) : 0U;
    char32_t c = 0;
    if (lead >= 0x81 && lead <= 0xFE && trail >= 0x40 && trail <= 0xFE) c = gbk[(lead - 0x81U) * 191 + (trail - 0x40U)];
    if (c == 0) {
      text += U'?';
    } else if (!drop_private || (class_of(c) & char_class::kPrivate) == 0) {
      text += c;
    }
    at += 2;
  }
  return text;
}

struct Damaged {
  std::string utf8;
  bool cut = false;       // a mark or reading was found across two characters
  bool traditional = false;
};

enum class Readings { None, Some };

Damaged damage(const std::u32string& clean, Random& random, Readings readings) {
  std::string bytes;
  std::set<char32_t> used;
  for (const char32_t c : clean) {
    const auto found = traditional_forms().find(c);
    const char32_t written = found == traditional_forms().end() ? c : found->second;
    if (written != c) used.insert(written);
    bytes += gbk_of(written);
  }
  Damaged result;
  result.traditional = !used.empty();
  if (readings == Readings::Some)
    for (const char32_t c : used)
      if (below(random, 3) == 0) bytes = replaced(bytes, gbk_of(c), gbk_of(c) + reading_bytes(c));
  std::array<std::string, 5> marks = {"\xA3\xAC", "\xA3\xBF", "\xA1\xA2", "\xA1\xA3", "\xA3\xA1"};
  for (std::uint32_t i = 2; i > 0; --i) std::swap(marks[i], marks[below(random, i + 1)]);
  std::vector<std::string> pieces{bytes};
  for (const std::string& mark : marks) {
    std::vector<std::string> next;
    for (const std::string& piece : pieces) {
      if (piece.size() == 2 && std::find(marks.begin(), marks.end(), piece) != marks.end()) {
        next.push_back(piece);
        continue;
      }
      std::size_t at = 0;
      for (std::size_t found; (found = piece.find(mark, at)) != std::string::npos; at = found + 2) {
        next.push_back(piece.substr(at, found - at));
        next.push_back(mark);
      }
      next.push_back(piece.substr(at));
    }
    pieces = std::move(next);
  }
  const bool drop = below(random, 2) == 0;
  std::u32string text;
  for (const std::string& piece : pieces) text += decoded_alone(piece, drop);
  for (char32_t& c : text) {
    result.cut = result.cut || c == U'?';
    if (c == U'，' || c == U'：' || c == U'；' || c == U'？' || c == U'（' || c == U'）') c -= 0xFEE0;
  }
  result.utf8 = to_utf8(text);
  return result;
}

struct Tally {
  std::size_t texts = 0;
  std::size_t exact = 0;
  [[nodiscard]] bool at_least(double share) const { return static_cast<double>(exact) >= share * static_cast<double>(texts); }
};

TEST(RepairProperty, UndoesItsOwnDamageOnUnreadText) {
  const std::vector<std::u32string> lines = held_out_lines();
  ASSERT_GE(lines.size(), 20U);
  constexpr std::uint64_t kSeed = 20261125;
  std::cout << "seed " << kSeed << ", " << lines.size() << " paragraphs\n";
  Random random{kSeed};
  Tally whole, cut;
  for (int round = 0; round < 6; ++round)
    for (const std::u32string& line : lines) {
      const Damaged damaged = damage(line, random, round % 2 == 0 ? Readings::None : Readings::Some);
      if (!damaged.traditional) continue;  // half-width marks alone are no damage
      const RepairedText repaired = repair(damaged.utf8, {RepairOptions::Extent::Line});
      Tally& tally = damaged.cut ? cut : whole;
      ++tally.texts;
      tally.exact += repaired.text == line ? 1U : 0U;
      if (repaired.text != line && std::getenv("LUOSHI_SHOW_MISSES") != nullptr)
        std::cout << damaged.utf8 << "\n  " << to_utf8(repaired.text) << "\n  " << to_utf8(line) << "\n";
    }
  std::cout << "paragraphs without cut characters: exact " << whole.exact << " of " << whole.texts << "; with: " << cut.exact
            << " of " << cut.texts << "\n";
  EXPECT_TRUE(whole.at_least(0.98));
  EXPECT_TRUE(cut.at_least(0.80));
}

TEST(RepairProperty, TiesEveryCharacterToItsBytes) {
  const std::vector<std::u32string> lines = held_out_lines();
  Random random{7};
  for (const std::u32string& line : lines) {
    const Damaged damaged = damage(line, random, Readings::Some);
    const RepairedText repaired = repair(damaged.utf8, {RepairOptions::Extent::Line});
    ASSERT_EQ(repaired.sources.size(), repaired.text.size());
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < repaired.text.size(); ++i) {
      const SourceSpan span = repaired.sources[i];
      ASSERT_LE(last, span.begin);
      ASSERT_LT(span.begin, span.end);
      ASSERT_LE(span.end, damaged.utf8.size());
      last = span.begin;
      // A character no change covers is the very one in the bytes.
      const bool changed = std::any_of(repaired.repairs.begin(), repaired.repairs.end(), [&](const Repair& change) {
        return change.text.begin <= i && i < change.text.end;
      });
      if (!changed) {
        ASSERT_EQ(to_utf8(repaired.text.substr(i, 1)), damaged.utf8.substr(span.begin, span.end - span.begin));
      }
    }
  }
}

TEST(RepairProperty, RepairingTwiceChangesNothingMore) {
  Random random{11};
  for (const std::u32string& line : held_out_lines()) {
    const std::string once = to_utf8(repair(damage(line, random, Readings::Some).utf8, {RepairOptions::Extent::Line}).text);
    ASSERT_EQ(to_utf8(repair(once, {RepairOptions::Extent::Line}).text), once);
  }
}

// Pieces of clean text in every encoding, cut anywhere, decoded right: the encoding found, and the middle of the piece.
TEST(RepairProperty, FindsTheEncodingOfShortPieces) {
  std::u32string text;
  for (const std::u32string& line : held_out_lines()) text += line;
  for (const std::size_t length : {std::size_t{30}, std::size_t{60}}) {
    Random random{42};
    std::size_t right = 0;
    std::map<Encoding, std::size_t> wrong;
    for (int trial = 0; trial < 5000; ++trial) {
      const std::u32string piece = text.substr(below(random, static_cast<std::uint32_t>(text.size() - 80)), 70);
      const Encoding encoding = std::array{Encoding::Utf8, Encoding::Gb18030, Encoding::Big5}[static_cast<std::size_t>(trial % 3)];
      std::string bytes;
      for (const char32_t c : piece)
        bytes += encoding == Encoding::Utf8 ? to_utf8(std::u32string(1, c)) : encoding == Encoding::Gb18030 ? gbk_of(c) : big5_of(c);
      bytes = bytes.substr(below(random, 3), length);  // mostly begins inside a character
      // Right is: the encoding found, and every whole character of the piece read as it was.
      const Encoding found = detect(bytes);
      const std::u32string whole = piece.substr(3, 5);
      std::string expected;
      for (const char32_t c : whole)
        expected += encoding == Encoding::Utf8 ? to_utf8(std::u32string(1, c)) : encoding == Encoding::Gb18030 ? gbk_of(c) : big5_of(c);
      const std::u32string read = decode_piece(bytes, found).text;
      if (found == encoding && (bytes.find(expected) == std::string::npos || read.find(decode(expected, encoding).text) != std::u32string::npos)) {
        ++right;
      } else {
        ++wrong[encoding];
      }
    }
    std::cout << length << "-byte pieces: " << right << " of 5000 right (UTF-8 wrong " << wrong[Encoding::Utf8]
              << ", GB18030 wrong " << wrong[Encoding::Gb18030] << ", Big5 wrong " << wrong[Encoding::Big5] << ")\n";
    EXPECT_GE(right, length == 30 ? 4975U : 4995U);
  }
}

}  // namespace
}  // namespace luoshi::intake
