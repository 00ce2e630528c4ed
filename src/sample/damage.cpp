#include "sample/damage.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/contract.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "sample/detail/damage_tables.hpp"
#include "sample/detail/utf8.hpp"

namespace luoshi::sample {
namespace {

using detail::append_utf8;
using detail::code_points;

constexpr char32_t kPrivateUse = 0xE000;

/// One-by-one converters leave a character alone when it is also a traditional one (后 里 干 制), but these they
/// convert.
constexpr std::u32string_view kConvertedAlthoughAmbiguous = U"万价党准划厂台广愿挂据极确种胜适咨涂丰";
/// Where such converters differ from the dictionary's first form.
constexpr std::u32string_view kOwnFrom = U"为湿启冲群众恒鉴着并吃台";
constexpr std::u32string_view kOwnTo = U"為濕啟沖群眾恒鑒著并吃臺";

std::unordered_map<char32_t, char32_t> build_traditional() {
  std::unordered_map<char32_t, char32_t> map;
  for (unsigned i = 0; i < detail::kTraditionalCount; ++i) {
    const detail::Variant& variant = detail::kTraditional[i];
    const bool converted = kConvertedAlthoughAmbiguous.find(variant.simplified) != std::u32string_view::npos;
    if (!variant.may_stay || converted) map[variant.simplified] = variant.traditional;
  }
  for (std::size_t i = 0; i < kOwnFrom.size(); ++i) map[kOwnFrom[i]] = kOwnTo[i];
  return map;
}

std::unordered_map<char32_t, std::uint16_t> build_encoder() {
  std::unordered_map<char32_t, std::uint16_t> map;
  for (unsigned lead = 0; lead < detail::kGbkLeads; ++lead)
    for (unsigned trail = 0; trail < detail::kGbkTrails; ++trail) {
      const char16_t point = detail::kGbkToUnicode[lead * detail::kGbkTrails + trail];
      if (point != 0) map.emplace(point, static_cast<std::uint16_t>((lead + 0x81U) << 8U | (trail + 0x40U)));
    }
  return map;
}

std::string to_gbk(std::u32string_view text) {
  static const auto encoder = build_encoder();
  std::string bytes;
  for (const char32_t point : text) {
    if (point < 0x80) {
      bytes += static_cast<char>(point);
    } else if (const auto found = encoder.find(point); found != encoder.end()) {
      bytes += static_cast<char>(found->second >> 8U);
      bytes += static_cast<char>(found->second & 0xFFU);
    } else {
      bytes += '?';
    }
  }
  return bytes;
}

/// What a lenient reader shows for one pair: its character, its place in private use, or "?".
char32_t read_pair(unsigned lead, unsigned trail) {
  if (lead < 0x81 || lead > 0xFE || trail < 0x40 || trail > 0xFE || trail == 0x7F) return U'?';
  const char16_t point = detail::kGbkToUnicode[(lead - 0x81) * detail::kGbkTrails + (trail - 0x40)];
  if (point != 0) return point;
  if (lead >= 0xAA && lead <= 0xAF && trail >= 0xA1) return kPrivateUse + (lead - 0xAA) * 94 + (trail - 0xA1);
  return U'?';
}

void read_piece(std::string_view bytes, std::u32string& out) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) {
      out += lead;
    } else if (i + 1 == bytes.size()) {
      out += U'?';
    } else {
      out += read_pair(lead, static_cast<unsigned char>(bytes[++i]));
    }
  }
}

void replace_all(std::string& bytes, std::string_view from, std::string_view to) {
  for (std::size_t at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + to.size()))
    bytes.replace(at, from.size(), to);
}

/// Cuts at the first mark of `marks`, each piece at the next, and reads what no mark cuts any more.
void cut_and_read(std::string_view bytes, std::u32string_view marks, std::u32string& out) {
  if (marks.empty()) return read_piece(bytes, out);
  const std::string mark = to_gbk(marks.substr(0, 1));
  for (;;) {
    const std::size_t at = bytes.find(mark);
    cut_and_read(bytes.substr(0, at), marks.substr(1), out);
    if (at == std::string_view::npos) return;
    out += marks.front();
    bytes.remove_prefix(at + mark.size());
  }
}

char32_t folded(char32_t point) {
  switch (point) {
    case U'！':
    case U'，':
    case U'：':
    case U'；':
    case U'？':
    case U'（':
    case U'）':
      return point - 0xFEE0U;
    default:
      return point;
  }
}

bool is_mark(char32_t point) { return std::u32string_view{U"，。、；：！？"}.find(point) != std::u32string_view::npos; }

std::u32string with_spinner_commas(std::u32string_view text, Random& random) {
  std::u32string spun;
  for (const char32_t point : text) {
    if (is_mark(point) && random.below(2) == 0) spun += U'，';
    spun += point;
  }
  return spun;
}

std::u32string republish_line(std::u32string line, const DamageStyle& style, Random& random) {
  if (style.commas) line = with_spinner_commas(line, random);
  for (char32_t& point : line) point = traditional_of(point);
  std::string bytes = to_gbk(line);
  for (const Gloss& gloss : style.glosses) {
    const std::string character = to_gbk(std::u32string(1, gloss.character));
    if (character.size() == 2)
      replace_all(bytes, character, character + to_gbk(U"(" + code_points(gloss.pinyin) + U")"));
  }
  std::u32string shown;
  cut_and_read(bytes, style.split, shown);
  std::u32string page;
  for (const char32_t point : shown)
    if (!style.drop_private_use || point < kPrivateUse || point > 0xF8FF) page += folded(point);
  return page;
}

}  // namespace

char32_t traditional_of(char32_t simplified) {
  static const auto map = build_traditional();
  const auto found = map.find(simplified);
  return found == map.end() ? simplified : found->second;
}

std::string republish(std::string_view clean, const DamageStyle& style, std::uint64_t seed) {
  expects(is_utf8(clean), "the clean text is UTF-8");
  Random random{seed, 0xD};
  std::string page;
  while (!clean.empty()) {
    const std::size_t end = clean.find('\n');
    for (const char32_t point : republish_line(code_points(clean.substr(0, end)), style, random))
      append_utf8(page, point);
    if (end == std::string_view::npos) break;
    page += '\n';
    clean.remove_prefix(end + 1);
  }
  return page;
}

}  // namespace luoshi::sample
