#pragma once

#include <string_view>

namespace luoshi::city::detail {

/// The digest of the sources of base, numeric, model and city, 64 hexadecimal digits: programs with one key fold alike.
/// Its source is written by cmake/fold_key.cmake.
extern const std::string_view kFoldKey;

}  // namespace luoshi::city::detail
