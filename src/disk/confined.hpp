#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace luoshi::disk {

/// What a confined child may use.
struct ChildLimits {
  std::uint64_t memory_bytes = std::uint64_t{1} << 30U;   ///< address space
  unsigned cpu_seconds = 20;
  std::chrono::seconds wall{30};
  std::uint64_t output_bytes = std::uint64_t{512} << 20U;
};

/// How a child ended.
struct ChildEnd {
  enum class How { Exited, TooLong, TooMuchOutput, Killed } how = How::Exited;
  int code = 0;          ///< of Exited; 127 where the program could not be started in the child
  std::string output;    ///< what it wrote
};

/// Runs a program with input on its standard input and takes what it writes on its standard output; its errors go where ours go.
///
/// The child starts in a process of its own, with an empty environment, no file but those three, the limits set, no core
/// file, no new privileges, and dies with us. It closes itself in further by `close_in`. Thread safe.
/// @throws Error{Unavailable} when it cannot be started.
[[nodiscard]] ChildEnd run_confined(const std::vector<std::string>& command, std::string_view input, const ChildLimits& limits = {});

/// From here on this process may compute, use memory it can get, and read and write the files it has open; every other call of
/// the system fails (seccomp): no file is opened, no socket made, no program started. False where the system has no such filter;
/// the limits of `run_confined` hold all the same.
[[nodiscard]] bool close_in();

/// Reads standard input to its end. @throws Error{TooLarge} beyond `most` bytes.
[[nodiscard]] std::string read_standard_input(std::uint64_t most);

}  // namespace luoshi::disk
