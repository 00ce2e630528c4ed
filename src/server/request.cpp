#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "base/json.hpp"
#include "server/detail/decoding.hpp"
#include "server/detail/parameters.hpp"
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

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::uint32_t> query_number(const Request& request, const char* name, std::uint32_t low, std::uint32_t high) {
  const std::string text = request.parameter(name);
  if (text.empty()) return std::nullopt;
  const auto number = number_of(text);
  if (!number || *number < low || *number > high)
    throw Error{Fault::BadInput, std::string{"参数 "} + name + " 不能用（应为 " + std::to_string(low) + " 至 " +
                                     std::to_string(high) + " 的整数）请从列表重新打开"};
  return static_cast<std::uint32_t>(*number);
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

namespace detail {

void refuse_word(const char* name, const std::string& text) {
  throw Error{Fault::BadInput, std::string{"参数 "} + name + " 不能用（不认识“" + text.substr(0, 60) + "”）请从列表重新打开"};
}

std::string search_of(const Request& request) {
  std::string search = request.parameter("search");
  if (search.size() > 256) throw Error{Fault::BadInput, "搜索词太长（上限64字）请缩短"};
  return search;
}

std::optional<std::string> place_of(const Request& request) {
  std::string place = request.parameter("place");
  if (place.size() > 1024) throw Error{Fault::BadInput, "地名太长（上限256字）请从总览里选"};
  return place.empty() ? std::nullopt : std::optional{std::move(place)};
}

std::uint64_t path_number(const Request& request) {
  for (std::size_t at = request.path.find('/'); at != std::string::npos; at = request.path.find('/', at + 1)) {
    const std::size_t end = std::min(request.path.find('/', at + 1), request.path.size());
    if (const auto number = number_of(std::string_view{request.path}.substr(at + 1, end - at - 1))) return *number;
  }
  return 0;
}

std::uint32_t path_id(const Request& request) {
  const std::uint64_t number = path_number(request);
  return number <= UINT32_MAX ? static_cast<std::uint32_t>(number) : 0;
}

}  // namespace detail

}  // namespace luoshi::server
