#include <algorithm>
#include <array>

#include "intake/decode.hpp"
#include "intake/language_model.hpp"
#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

// A byte with the source it came from; `open` where the byte itself is lost.
struct TracedByte {
  unsigned char value;
  bool open;
  SourceSpan source;
};

constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,  0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153, 0x9D, 0x17E, 0x178};

// The single byte a Western charset (ISO 8859-1 or Windows 1252) shows as `c`; −1 where there is none.
int western_byte(char32_t c) {
  if (c < 0x100) return static_cast<int>(c);
  const auto found = std::find(kWindows1252.begin(), kWindows1252.end(), c);
  return found == kWindows1252.end() ? -1 : 0x80 + static_cast<int>(found - kWindows1252.begin());
}

std::vector<TracedByte> western_bytes(const Decoded& decoded) {
  std::vector<TracedByte> bytes;
  for (std::size_t i = 0; i < decoded.text.size(); ++i) {
    const int byte = western_byte(decoded.text[i]);
    if (byte < 0) return {};
    bytes.push_back({static_cast<unsigned char>(byte), false, decoded.sources[i]});
  }
  return bytes;
}

std::vector<TracedByte> gbk_bytes(const Decoded& decoded) {
  const auto reverse = table_of<std::uint16_t>(Table::GbkReverse);
  std::vector<TracedByte> bytes;
  for (std::size_t i = 0; i < decoded.text.size(); ++i) {
    const char32_t c = decoded.text[i];
    const SourceSpan source = decoded.sources[i];
    if (c < 0x80) {
      bytes.push_back({static_cast<unsigned char>(c), false, source});
    } else if (c == 0xFFFD) {
      bytes.push_back({0x80, true, source});  // 0x80 is what GBK can read least
    } else if (c == 0x20AC) {
      bytes.push_back({0x80, false, source});
    } else if (c < 0x10000 && reverse[c] != 0) {
      bytes.push_back({static_cast<unsigned char>(reverse[c] >> 8U), false, source});
      bytes.push_back({static_cast<unsigned char>(reverse[c] & 0xFFU), false, source});
    } else {
      return {};
    }
  }
  return bytes;
}

std::string plain(const std::vector<TracedByte>& bytes) {
  std::string text;
  for (const TracedByte& byte : bytes) text += static_cast<char>(byte.value);
  return text;
}

// Sets each open byte to the continuation byte that makes the likeliest character of its place. The byte 0x80 is what
// a GBK reader loses by itself; any other is lost only in front of a byte below 0x40 (a digit, a line end).
void settle_open_bytes(std::vector<TracedByte>& bytes) {
  const LanguageModel& model = LanguageModel::shared();
  LanguageModel::Number a = LanguageModel::kLineEnd;
  LanguageModel::Number b = LanguageModel::kLineEnd;
  for (std::size_t i = 0; i < bytes.size();) {
    const unsigned char lead = bytes[i].value;
    if (lead < 0xE0 || lead >= 0xF0 || i + 2 >= bytes.size()) {
      a = b;
      b = model.number_of(lead);
      ++i;
      continue;
    }
    TracedByte& second = bytes[i + 1];
    TracedByte& third = bytes[i + 2];
    const bool free_third = third.open && (i + 3 >= bytes.size() || bytes[i + 3].value < 0x40 || bytes[i + 3].open);
    if (free_third) {
      int least = LanguageModel::kMaxCost + 1;
      unsigned best = 0x80;
      for (unsigned low = 0x80; low < 0xC0; ++low) {
        const char32_t c = (lead & 0x0FU) << 12U | (second.value & 0x3FU) << 6U | (low & 0x3FU);
        const int cost = model.cost(a, b, model.number_of(c));
        if (cost < least) {
          least = cost;
          best = low;
        }
      }
      third.value = static_cast<unsigned char>(best);
    }
    a = b;
    b = model.number_of((lead & 0x0FU) << 12U | (second.value & 0x3FU) << 6U | (third.value & 0x3FU));
    i += 3;
  }
}

// The text the bytes say in `encoding`, if it is Chinese beyond doubt: mostly ideographs, nearly all well-formed, and
// far likelier than what stood there.
std::optional<Decoded> reread(const std::vector<TracedByte>& bytes, Encoding encoding, const Decoded& old) {
  if (bytes.empty()) return std::nullopt;
  Decoded made = decode(plain(bytes), encoding);
  const auto han = std::count_if(made.text.begin(), made.text.end(), is_ideograph);
  const auto bad = std::count(made.text.begin(), made.text.end(), char32_t{0xFFFD});
  const auto wide = std::count_if(made.text.begin(), made.text.end(), [](char32_t c) { return c >= 0x80; });
  if (han < 4 || han * 10 < wide * 7 || bad * 20 > han) return std::nullopt;
  const LanguageModel& model = LanguageModel::shared();
  const std::size_t sample = std::min<std::size_t>(made.text.size(), 400);
  const std::size_t old_sample = std::min(old.text.size(), sample * old.text.size() / made.text.size() + 1);
  const long after = model.cost_of(std::u32string_view{made.text}.substr(0, sample));
  const long before = model.cost_of(std::u32string_view{old.text}.substr(0, old_sample));
  if (after * 3 > before * 2) return std::nullopt;
  for (SourceSpan& span : made.sources) {
    const SourceSpan first = bytes[span.begin].source;
    const SourceSpan last = bytes[span.end - 1].source;
    span = {first.begin, std::max(first.end, last.end)};
  }
  return made;
}

}  // namespace

std::optional<DamageNote> undo_mojibake(Decoded& decoded) {
  const std::size_t sample = std::min<std::size_t>(decoded.text.size(), 2000);
  std::size_t western = 0;
  std::size_t han = 0;
  for (std::size_t i = 0; i < sample; ++i) {
    const char32_t c = decoded.text[i];
    if (c < 0x80) continue;
    if (is_ideograph(c)) {
      ++han;
      if (han > 50) break;
    } else {
      western += western_byte(c) >= 0 ? 1U : 0U;
    }
  }
  if (western > 8 && han == 0) {
    const std::vector<TracedByte> bytes = western_bytes(decoded);
    for (const Encoding encoding : {Encoding::Utf8, Encoding::Gb18030})
      if (std::optional<Decoded> made = reread(bytes, encoding, decoded)) {
        decoded = std::move(*made);
        return DamageNote::GbkReadAsLatin1;
      }
  }
  // UTF-8 read as GBK shows characters nobody uses: 13 nats each, where Chinese text has 8.
  const LanguageModel& model = LanguageModel::shared();
  long cost = 0;
  long weighed = 0;
  for (std::size_t i = 0; i < sample && weighed < 100; ++i)
    if (is_ideograph(decoded.text[i])) {
      cost += model.unigram_cost(model.number_of(decoded.text[i]));
      ++weighed;
    }
  if (weighed < 4 || cost < weighed * 126) return std::nullopt;
  std::vector<TracedByte> bytes = gbk_bytes(decoded);
  settle_open_bytes(bytes);
  if (std::optional<Decoded> made = reread(bytes, Encoding::Utf8, decoded)) {
    decoded = std::move(*made);
    return DamageNote::Utf8ReadAsGbk;
  }
  return std::nullopt;
}

}  // namespace luoshi::intake
