#pragma once

#include <stdexcept>
#include <string>

namespace luoshi {

/// What a caller can do about a failure. Each door maps it once: HTTP status, exit code.
enum class Fault { BadInput, Denied, NotFound, Conflict, TooLarge, Cancelled, Unavailable, Corrupt };

/// The world failed (a file, a disk, a caller's bytes): the one exception type, caught only at doors.
///
/// Its text is one line: *problem (why) what to do*. Bugs of ours are `expects` (contract.hpp); ordinary answers
/// such as a sentence that cannot be read are values, never this.
class Error : public std::runtime_error {
 public:
  Error(Fault fault, const std::string& text) : std::runtime_error{text}, fault_{fault} {}
  [[nodiscard]] Fault fault() const noexcept { return fault_; }

 private:
  Fault fault_;
};

}  // namespace luoshi
