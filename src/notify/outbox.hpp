#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "disk/file.hpp"
#include "notify/message.hpp"

namespace luoshi::notify {

/// What is to be sent, on disk before it is tried (发件箱).
///
/// How often a message may arrive: a message is written down; that it is being tried is written down; then it is tried, and
/// what came of it is written down. So each is tried once where nothing breaks; one that a kill, a power cut or a broken connection
/// met in the middle of a try, of which nobody can tell whether it arrived, is tried once more and then given up: it arrives at
/// least never and at most twice. A refusal by the other end is tried again on later runs, `kMostTries` times in all.
/// One message a person a day: a second is not taken.
///
/// The file grows by each message. Opened with more than `kMostKept` bytes it is written anew, whole or not at all, with what
/// still waits, and of what is done the persons and days alone, for the newest `kDaysKept` days known to it; what is older is
/// forgotten, so that a second message of such a day would be taken and `given_up` counts it no longer.
///
/// One process at a time (a lock); not thread safe.
class Outbox {
 public:
  static constexpr unsigned kMostTries = 3;
  static constexpr std::uint64_t kMostKept = std::uint64_t{4} << 20U;
  static constexpr std::size_t kDaysKept = 7;

  /// @throws Error{Unavailable} when another process has it, Error{Corrupt} where a whole line cannot be read. A last line cut
  /// off by a crash is left out and overwritten.
  explicit Outbox(const std::filesystem::path& path);

  /// Durable on return; false when that person already has one of that day.
  bool put(const Daily& daily);

  enum class Came { Sent, Refused, NobodyCanTell };  ///< the last: all was handed over, and no answer came
  /// Tries everything that waits, once each, in the order it was put. Returns how many were sent.
  std::size_t send(const std::function<Came(const Daily&)>& post);

  [[nodiscard]] std::size_t waiting() const;
  [[nodiscard]] std::size_t given_up() const;

 private:
  struct Kept {
    Daily daily;
    unsigned tries = 0, broken = 0;  // begun; begun without an end
    enum class State { Waiting, Sent, GivenUp } state = State::Waiting;
    bool trying = false;
  };
  static std::string lines_of(const Kept& kept, std::size_t number);
  void note(const std::string& line);
  void read();
  void take(std::string_view line);
  void settle();
  void write_anew();

  std::filesystem::path path_;
  File file_;
  std::uint64_t end_ = 0;
  std::vector<Kept> all_;
  std::map<std::string, std::size_t> by_key_;
};

}  // namespace luoshi::notify
