#pragma once

#include <chrono>
#include <string>

#include "notify/addresses.hpp"

namespace luoshi::notify {

/// What came of one try. NobodyCanTell: all of the message was handed over, and no answer to it came back.
struct Posted {
  enum class Fate { Taken, Refused, NobodyCanTell } fate = Fate::Refused;
  std::string why;   ///< English, for the log: the answer's first words, or what failed
};

/// Sends one message to one address of the list: one POST over HTTPS, or one mail over SMTP with TLS. The other end's certificate
/// and name are checked against the system's list. No redirect is followed: an answer other than 2xx is a refusal. At most
/// `patience` for all of it but looking up the host's name, which takes as long as the system lets it; at most 64 KB of answer
/// read. Never throws for what the other end does.
///
/// Of robots, the answer's error code counts too: DingTalk and WeCom say `errcode`, Feishu `code`, 0 where it was taken.
[[nodiscard]] Posted post(const Address& address, const std::string& from, const std::string& body,
                          std::chrono::milliseconds patience = std::chrono::seconds{10});

}  // namespace luoshi::notify
