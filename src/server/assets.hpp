#pragma once

#include <string_view>
#include <vector>

#include "server/http.hpp"

namespace luoshi::server {

/// One file of the built web application, inside the program.
struct Asset {
  std::string_view path;    ///< /index.html
  std::string_view digest;  ///< SHA-256, its ETag
  std::string_view plain;
  std::string_view gzip;
};

[[nodiscard]] const std::vector<Asset>& assets();

/// The asset for a path. A path without a file extension is a page of the application and gets index.html. 304 where the
/// browser has it, gzipped where it may be; 404 where there is none.
[[nodiscard]] Response asset_response(const Request& request);

}  // namespace luoshi::server
