#include "notify/message.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/json.hpp"

namespace luoshi::notify {
namespace {

std::string plain(const std::string& title) {
  std::string out;
  std::size_t characters = 0;
  for (const char c : title) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U && ++characters > kMostTitle) return out + "…";
    out += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return is_utf8(out) ? out : "（标题读不出）";
}

std::vector<Line> by_day(std::vector<Line> lines) {
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return a.due && (!b.due || *a.due < *b.due);
  });
  return lines;
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 3; ++k) three = three << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += i + k > bytes.size() ? '=' : kDigits[three >> (18 - 6 * k) & 63U];
    if (out.size() % 78 == 76) out += "\r\n";
  }
  return out;
}

std::string compact(Day day) {
  std::string text = day_text(day);
  std::erase(text, '-');
  return text;
}

// RFC 5545, 3.3.11 and 3.1: escaped, and folded at 75 bytes between characters.
std::string ical_text(const std::string& name, const std::string& value) {
  std::string line = name + ":";
  for (const char c : value) {
    if (c == '\\' || c == ';' || c == ',') line += '\\';
    line += c;
  }
  std::string out;
  std::size_t width = 0;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t length = 1;
    while (i + length < line.size() && (static_cast<unsigned char>(line[i + length]) & 0xC0U) == 0x80U) ++length;
    if (width + length > 74) {
      out += "\r\n ";
      width = 1;
    }
    out.append(line, i, length);
    width += length;
    i += length;
  }
  return out + "\r\n";
}

std::string calendar(const Daily& daily) {
  std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//luoshi//notify//ZH\r\n";
  for (const Line& line : by_day(daily.lines)) {
    if (!line.due) continue;
    const std::string title = plain(line.title);
    const Day next{std::chrono::sys_days{*line.due} + std::chrono::days{1}};
    out += "BEGIN:VEVENT\r\nUID:" + sha256(daily.person + "\n" + title + "\n" + day_text(*line.due)).hex().substr(0, 32) + "@luoshi\r\nDTSTAMP:" +
           compact(daily.day) + "T000000Z\r\nDTSTART;VALUE=DATE:" + compact(*line.due) + "\r\nDTEND;VALUE=DATE:" + compact(next) + "\r\n" +
           ical_text("SUMMARY", title) + "END:VEVENT\r\n";
  }
  return out + "END:VCALENDAR\r\n";
}

}  // namespace

std::string text_of(const Daily& daily) {
  std::string out = "落实：" + day_text(daily.day) + " 要办的 " + std::to_string(daily.lines.size()) + " 件";
  const auto lines = by_day(daily.lines);
  for (std::size_t i = 0; i < std::min(lines.size(), kMostLines); ++i)
    out += "\n" + (lines[i].due ? day_text(*lines[i].due) : std::string{"未定期限"}) + "  " + plain(lines[i].title);
  if (lines.size() > kMostLines) out += "\n另有 " + std::to_string(lines.size() - kMostLines) + " 件";
  return out;
}

std::string body_of(Form form, const Daily& daily) {
  const std::string text = text_of(daily);
  switch (form) {
    case Form::DingTalk:
    case Form::WeCom: return canonical_json(Json::object({{"msgtype", "text"}, {"text", Json::object({{"content", text}})}}));
    case Form::Feishu: return canonical_json(Json::object({{"msg_type", "text"}, {"content", Json::object({{"text", text}})}}));
    case Form::Mail:
      return "Subject: =?UTF-8?B?" + base64("落实：" + day_text(daily.day)) + "?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
             "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n" + base64(text) + "\r\n";
    case Form::Calendar: return calendar(daily);
  }
  return {};
}

}  // namespace luoshi::notify
