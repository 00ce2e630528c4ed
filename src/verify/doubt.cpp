#include "verify/doubt.hpp"

#include <cstdio>

namespace luoshi::verify {

std::string_view check_name(Check check) {
  switch (check) {
    case Check::FlatLine: return "flat-line";
    case Check::RepeatedDigits: return "repeated-digits";
    case Check::RepeatedStretch: return "repeated-stretch";
    case Check::NeighboursDisagree: return "neighbours-disagree";
    case Check::TooGood: return "too-good";
    case Check::ClosedButActive: return "closed-but-active";
    case Check::NotBetter: return "not-better";
    case Check::SameNumbers: return "same-numbers";
    case Check::Bunching: return "bunching";
    case Check::PhotoReused: return "photo-reused";
  }
  return "";
}

std::string_view check_words(Check check) {
  switch (check) {
    case Check::FlatLine: return "数值不动";
    case Check::RepeatedDigits: return "末位或数值重复";
    case Check::RepeatedStretch: return "整段重复";
    case Check::NeighboursDisagree: return "与邻站不符";
    case Check::TooGood: return "期限前骤好";
    case Check::ClosedButActive: return "关停后仍有活动";
    case Check::NotBetter: return "完工后未见好转";
    case Check::SameNumbers: return "不同对象同一组数";
    case Check::Bunching: return "数值聚在门槛之上";
    case Check::PhotoReused: return "照片重复使用";
  }
  return "";
}

std::string fixed(double value, int decimals) {
  char text[64];
  const int length = std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return {text, static_cast<std::size_t>(length)};
}

std::string plain(double value) {
  std::string text = fixed(value, 4);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string rate_words(double per_year) {
  if (per_year < 1e-4) return "不到 0.0001";
  int decimals = 0;
  for (double scaled = per_year; scaled < 9.95 && decimals < 5; scaled *= 10) ++decimals;
  std::string text = fixed(per_year, decimals);
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return "约 " + text;
}

std::string day_words(Instant at) { return day_text(china_day(at)); }

std::string hour_words(Instant at) {
  const auto local = at + std::chrono::hours{8};
  const auto hour = std::chrono::duration_cast<std::chrono::hours>(local - std::chrono::floor<std::chrono::days>(local));
  return day_words(at) + " " + std::to_string(hour.count()) + "时";
}

}  // namespace luoshi::verify
