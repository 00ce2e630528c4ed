#include <algorithm>

#include "base/json.hpp"
#include "server/detail/decoding.hpp"
#include "server/http.hpp"

namespace luoshi::server {
namespace {

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

namespace detail {

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      const int high = i + 2 < text.size() ? nibble(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? nibble(text[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += plus == Plus::IsSpace && text[i] == '+' ? ' ' : text[i];
    }
  }
  if (out.find('\0') != std::string::npos || !is_utf8(out)) return std::nullopt;
  return out;
}

std::optional<std::string> decoded_path(std::string_view target) {
  const auto path = percent_decoded(target, Plus::IsPlus);
  if (!path || path->empty() || path->front() != '/' || path->find('\\') != std::string::npos) return std::nullopt;
  for (std::size_t at = 0; at < path->size();) {
    const std::size_t end = std::min(path->find('/', at + 1), path->size());
    const std::string_view part = std::string_view{*path}.substr(at + 1, end - at - 1);
    if (part == "." || part == "..") return std::nullopt;
    at = end;
  }
  return path;
}

}  // namespace detail

std::string_view Request::header(std::string_view name) const {
  for (const auto& [each, value] : headers)
    if (each == name) return value;
  return {};
}

std::string_view Request::cookie(std::string_view name) const {
  std::string_view rest = header("cookie");
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') return pair.substr(name.size() + 1);
  }
  return {};
}

std::string Request::parameter(std::string_view name) const {
  std::string_view rest = query;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (pair.substr(0, equals) != name) continue;
    return detail::percent_decoded(pair.substr(std::min(equals + 1, pair.size())), detail::Plus::IsSpace).value_or("");
  }
  return {};
}

}  // namespace luoshi::server
