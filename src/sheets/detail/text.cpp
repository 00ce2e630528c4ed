#include "sheets/detail/text.hpp"

#include <algorithm>
#include <array>

namespace luoshi::sheets::detail {
namespace {

std::size_t step(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t wanted = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(wanted, text.size() - at);
}

bool is_blank(std::string_view character) {
  return character == " " || character == "\t" || character == "\n" || character == "\r" ||
         character == "\xE3\x80\x80" || character == "\xC2\xA0" || character == "\xE2\x80\x8B" ||
         character == "\xEF\xBB\xBF";
}

bool is_outside_xml(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character[0]);
  return (lead < 0x20 && character != "\t" && character != "\n") || character == "\xEF\xBF\xBE" ||
         character == "\xEF\xBF\xBF";
}

}  // namespace

std::string plain(std::string_view text) {
  std::string out;
  std::size_t kept = 0;  // up to the last character that is no blank
  for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
    size = step(text, at);
    const std::string_view character = text.substr(at, size);
    if (is_outside_xml(character) || (out.empty() && is_blank(character))) continue;
    out += character;
    if (!is_blank(character)) kept = out.size();
  }
  out.resize(kept);
  return out;
}

std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
    size = step(text, at);
    const std::string_view character = text.substr(at, size);
    if (is_blank(character) || is_outside_xml(character)) continue;
    char c = '\0';
    if (size == 1) {
      c = character[0];
    } else if (size == 3 && character[0] == '\xEF' && (character[1] == '\xBC' || character[1] == '\xBD')) {
      // U+FF01…U+FF5E are the ASCII characters, full-width.
      const unsigned point =
          (static_cast<unsigned char>(character[1]) & 0x3FU) << 6U | (static_cast<unsigned char>(character[2]) & 0x3FU);
      if (point >= 0xF01 && point <= 0xF5E) c = static_cast<char>(point - 0xF00 + 0x20);
    }
    if (c == '\0') {
      out += character;
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return out;
}

std::string folded_without_brackets(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : folded(text)) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) out += c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return out;
}

std::string in_brackets(std::string_view text) {
  const std::string whole = folded(text);
  const std::size_t open = whole.rfind('('), close = whole.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return {};
  return whole.substr(open + 1, close - open - 1);
}

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<std::string> parts(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kBetween{"、", "，", ",", "；", ";", "\n", "\r"};
  std::vector<std::string> out;
  std::string part;
  const auto close = [&] {
    if (std::string found = plain(part); !found.empty()) out.push_back(std::move(found));
    part.clear();
  };
  for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
    size = step(text, at);
    const std::string_view character = text.substr(at, size);
    if (std::find(kBetween.begin(), kBetween.end(), character) != kBetween.end())
      close();
    else
      part += character;
  }
  close();
  return out;
}

bool is_dash(std::string_view folded_text) {
  static constexpr std::array<std::string_view, 8> kDashes{"/", "\\", "-", "--", "—", "——", "－", "–"};
  return std::find(kDashes.begin(), kDashes.end(), folded_text) != kDashes.end();
}

}  // namespace luoshi::sheets::detail
