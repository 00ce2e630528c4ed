#include "server/assets.hpp"

#include <algorithm>
#include <array>

namespace luoshi::server {
namespace {

std::string_view type_of(std::string_view path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kTypes = {
      {{".html", "text/html; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".mjs", "text/javascript; charset=utf-8"},
       {".css", "text/css; charset=utf-8"},
       {".svg", "image/svg+xml"},
       {".json", "application/json; charset=utf-8"},
       {".py", "text/plain; charset=utf-8"},
       {".png", "image/png"},
       {".ico", "image/x-icon"},
       {".woff2", "font/woff2"}}};
  for (const auto& [ending, type] : kTypes)
    if (path.ends_with(ending)) return type;
  return "application/octet-stream";
}

}  // namespace

Response asset_response(const Request& request) {
  const bool is_file = request.path.rfind('.') != std::string::npos && request.path.rfind('.') > request.path.rfind('/');
  const std::string_view wanted = is_file ? std::string_view{request.path} : "/index.html";
  const auto& all = assets();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Asset& asset) { return asset.path == wanted; });
  Response response;
  if (found == all.end()) {
    response.status = 404;
    response.type = "text/plain; charset=utf-8";
    response.body = all.empty() ? "网页未装入本程序（构建时没有 web/dist）。接口在 /api/v1 下可用。\n" : "没有这个文件。请从首页打开。\n";
    return response;
  }
  response.type = type_of(found->path);
  const std::string tag = "\"" + std::string{found->digest.substr(0, 32)} + "\"";
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Vary", "Accept-Encoding");
  // Names under /assets/ carry a digest of their content, so they never change; pages are asked for again each time.
  response.headers.emplace_back("Cache-Control", found->path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  if (request.header("if-none-match") == tag) {
    response.status = 304;
    return response;
  }
  const bool zipped = request.header("accept-encoding").find("gzip") != std::string_view::npos && found->gzip.size() < found->plain.size();
  if (zipped) response.headers.emplace_back("Content-Encoding", "gzip");
  response.fixed = zipped ? found->gzip : found->plain;
  return response;
}

}  // namespace luoshi::server
