#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notify/message.hpp"

namespace luoshi::notify {

/// Where one person is reached.
struct Address {
  std::string person;  ///< as registered
  Form form{};
  std::string place;   ///< https://HOST/PATH, smtp://HOST:PORT/NAME@DOMAIN, or a file's name for calendars
};

/// What an administrator wrote down: nothing is sent where there is no list, or it says off.
struct Addresses {
  bool on = false;
  std::string from;                ///< of mails
  std::vector<Address> all;        ///< one a person
};

/// A place taken apart.
struct Place {
  enum class Scheme { Https, Http, Smtps, Smtp } scheme{};
  std::string host, port, path;    ///< of mail, `path` is the mailbox
  [[nodiscard]] bool is_loopback() const { return host == "127.0.0.1" || host == "localhost"; }
};
/// Nothing unless it is one of the four schemes, without user names, with printable characters only, and, of http and smtp,
/// on loopback.
[[nodiscard]] std::optional<Place> place_of(std::string_view text);

/// Reads the list: {"on", "from", "people": [{"person", "form", "place"}]}.
/// @throws Error{BadInput} naming the person that cannot be used (who has no name by place in the list), in Chinese; what is no
/// JSON of that shape at all, as `parse_json` does.
[[nodiscard]] Addresses read_addresses(std::string_view json);

}  // namespace luoshi::notify
