#include "intake/repair.hpp"

#include <string>

#include "base/error.hpp"
#include "base/json.hpp"

namespace luoshi::intake {

RepairedText repair(std::string_view bytes, const RepairOptions& options) {
  if (bytes.size() > options.byte_limit)
    throw Error{Fault::TooLarge, "file has " + std::to_string(bytes.size()) + " bytes (the limit is " +
                                     std::to_string(options.byte_limit) + "); split it"};
  if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos)
    throw Error{Fault::BadInput, "file holds no text (it is empty); check that the download finished"};
  if (!is_utf8(bytes))
    throw Error{Fault::BadInput, "file is not UTF-8 (no other encoding is read yet); convert it to UTF-8"};
  RepairedText result;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) c = (c << 6U) | (static_cast<unsigned char>(bytes[at + i]) & 0x3FU);
    result.text += c;
    result.sources.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length)});
    at += length;
  }
  result.seen = result.text;
  return result;
}

}  // namespace luoshi::intake
