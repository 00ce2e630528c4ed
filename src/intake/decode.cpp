#include "intake/decode.hpp"

#include <algorithm>

#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::size_t kTrails = 191;

std::uint32_t byte_at(std::string_view bytes, std::size_t i) {
  return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
}

// Writes characters into arrays sized beforehand: one character a byte at most in every encoding but UTF-16.
class Sink {
 public:
  Sink(Decoded& out, std::size_t most) : out_{out} {
    out.text.resize(most);
    out.sources.resize(most);
  }
  void put(char32_t c, std::size_t begin, std::size_t end) {
    out_.text[n_] = c;
    out_.sources[n_] = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    ++n_;
  }
  void bad(std::size_t at) {
    put(kReplacement, at, at + 1);
    out_.malformed = true;
  }
  void finish() {
    out_.text.resize(n_);
    out_.sources.resize(n_);
  }

 private:
  Decoded& out_;
  std::size_t n_ = 0;
};

void decode_utf8(std::string_view bytes, Decoded& out) {
  // A malformed continuation byte is a character of its own: count those that do not belong anywhere, too.
  const auto leads = static_cast<std::size_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  bool counted = true;
  Sink sink{out, leads};
  const auto* const data = reinterpret_cast<const unsigned char*>(bytes.data());
  for (std::size_t at = 0; at < bytes.size();) {
    const std::uint32_t lead = data[at];
    if (lead < 0x80) {
      sink.put(lead, at, at + 1);
      ++at;
      continue;
    }
    if (lead >= 0xE1 && lead <= 0xEC && at + 2 < bytes.size() && (data[at + 1] & 0xC0U) == 0x80U && (data[at + 2] & 0xC0U) == 0x80U) {
      sink.put((lead & 0x0FU) << 12U | (data[at + 1] & 0x3FU) << 6U | (data[at + 2] & 0x3FU), at, at + 3);
      at += 3;
      continue;
    }
    const std::size_t length = utf8_length(bytes, at);
    if (length == 0 && counted) {  // rare: fall back to room for every byte
      counted = false;
      out.text.resize(bytes.size());
      out.sources.resize(bytes.size());
    }
    if (length == 3) {
      sink.put((byte_at(bytes, at) & 0x0FU) << 12U | (byte_at(bytes, at + 1) & 0x3FU) << 6U | (byte_at(bytes, at + 2) & 0x3FU),
               at, at + 3);
    } else if (length == 1) {
      sink.put(byte_at(bytes, at), at, at + 1);
    } else if (length == 2) {
      sink.put((byte_at(bytes, at) & 0x1FU) << 6U | (byte_at(bytes, at + 1) & 0x3FU), at, at + 2);
    } else if (length == 4) {
      sink.put((byte_at(bytes, at) & 0x07U) << 18U | (byte_at(bytes, at + 1) & 0x3FU) << 12U |
                   (byte_at(bytes, at + 2) & 0x3FU) << 6U | (byte_at(bytes, at + 3) & 0x3FU),
               at, at + 4);
    } else {
      sink.bad(at);
    }
    at += length == 0 ? 1 : length;
  }
  sink.finish();
}

// A four-byte character of GB18030 at `at`, or 0.
char32_t four_byte(std::string_view bytes, std::size_t at) {
  const std::uint32_t b0 = byte_at(bytes, at), b1 = byte_at(bytes, at + 1), b2 = byte_at(bytes, at + 2), b3 = byte_at(bytes, at + 3);
  if (b1 < 0x30 || b1 > 0x39 || b2 < 0x81 || b2 > 0xFE || b3 < 0x30 || b3 > 0x39) return 0;
  const std::uint32_t linear = (b0 - 0x81) * 12600 + (b1 - 0x30) * 1260 + (b2 - 0x81) * 10 + (b3 - 0x30);
  if (linear >= 189000) return linear - 189000 < 0x100000 ? linear - 189000 + 0x10000 : 0;
  const auto ranges = table_of<std::uint32_t>(Table::Gb18030Ranges);
  std::size_t low = 0;
  std::size_t high = ranges.size() / 3;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (ranges[3 * middle] + ranges[3 * middle + 2] <= linear) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (3 * low >= ranges.size() || linear < ranges[3 * low]) return 0;
  return ranges[3 * low + 1] + (linear - ranges[3 * low]);
}

void decode_double_byte(std::string_view bytes, Table which, Decoded& out) {
  const auto table = table_of<std::uint16_t>(which);
  Sink sink{out, bytes.size()};
  for (std::size_t at = 0; at < bytes.size();) {
    const std::uint32_t lead = byte_at(bytes, at);
    if (lead < 0x80) {
      sink.put(lead, at, at + 1);
      ++at;
      continue;
    }
    const std::uint32_t trail = byte_at(bytes, at + 1);
    char32_t c = 0;
    std::size_t length = 2;
    if (lead >= 0x81 && lead <= 0xFE && trail >= 0x40 && trail <= 0xFE) c = table[(lead - 0x81) * kTrails + (trail - 0x40)];
    if (c == 0 && which == Table::Gbk && lead >= 0x81 && lead <= 0xFE) {
      c = four_byte(bytes, at);
      length = 4;
    }
    if (c == 0) {
      sink.bad(at);
      ++at;
      continue;
    }
    sink.put(c, at, at + length);
    at += length;
  }
  sink.finish();
}

void decode_utf16(std::string_view bytes, bool little, Decoded& out) {
  Sink sink{out, bytes.size() / 2 + 1};
  const auto unit = [&](std::size_t at) {
    return little ? byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U : byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
  };
  std::size_t at = 0;
  while (at + 1 < bytes.size()) {
    const std::uint32_t u = unit(at);
    if (u >= 0xD800 && u < 0xDC00 && at + 3 < bytes.size()) {
      const std::uint32_t v = unit(at + 2);
      if (v >= 0xDC00 && v < 0xE000) {
        sink.put(0x10000 + ((u - 0xD800) << 10U) + (v - 0xDC00), at, at + 4);
        at += 4;
        continue;
      }
    }
    if (u >= 0xD800 && u < 0xE000) {
      out.malformed = true;
      sink.put(kReplacement, at, at + 2);
    } else {
      sink.put(u, at, at + 2);
    }
    at += 2;
  }
  if (at < bytes.size()) sink.bad(at);
  sink.finish();
}

}  // namespace

std::size_t utf8_length(std::string_view bytes, std::size_t at) {
  const std::uint32_t a = byte_at(bytes, at);
  const std::uint32_t b = byte_at(bytes, at + 1);
  const auto tail = [&](std::size_t i) { return (byte_at(bytes, at + i) & 0xC0U) == 0x80U; };
  if (a < 0x80) return 1;
  if (a < 0xC2 || !tail(1)) return 0;
  if (a < 0xE0) return 2;
  if (a < 0xF0) return tail(2) && !(a == 0xE0 && b < 0xA0) && !(a == 0xED && b > 0x9F) ? 3 : 0;
  if (a < 0xF5) return tail(2) && tail(3) && !(a == 0xF0 && b < 0x90) && !(a == 0xF4 && b > 0x8F) ? 4 : 0;
  return 0;
}

std::size_t mark_length(std::string_view bytes, Encoding encoding) {
  const auto starts = [&](std::string_view mark) { return bytes.starts_with(mark) ? mark.size() : std::size_t{0}; };
  switch (encoding) {
    case Encoding::Utf8: return starts("\xEF\xBB\xBF");
    case Encoding::Utf16Le: return starts("\xFF\xFE");
    case Encoding::Utf16Be: return starts("\xFE\xFF");
    case Encoding::Gb18030: return starts("\x84\x31\x95\x33");
    case Encoding::Big5: return 0;
  }
  return 0;
}

Decoded decode(std::string_view bytes, Encoding encoding) {
  Decoded out;
  switch (encoding) {
    case Encoding::Utf8: decode_utf8(bytes, out); break;
    case Encoding::Gb18030: decode_double_byte(bytes, Table::Gbk, out); break;
    case Encoding::Big5: decode_double_byte(bytes, Table::Big5, out); break;
    case Encoding::Utf16Le: decode_utf16(bytes, true, out); break;
    case Encoding::Utf16Be: decode_utf16(bytes, false, out); break;
  }
  return out;
}

std::string declared_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 2000);
  const std::size_t at = head.find("charset=");
  if (at == std::string_view::npos) return {};
  std::string name;
  for (std::size_t i = at + 8; i < head.size() && name.size() < 20; ++i) {
    const char c = head[i];
    if (c == '"' || c == '\'') {
      if (name.empty()) continue;
      break;
    }
    if ((c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-') break;
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return name;
}

}  // namespace luoshi::intake
