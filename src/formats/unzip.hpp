#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace luoshi::formats {

/// How much an archive may cost its reader. An archive that wants more is refused, however small its file.
struct UnzipLimits {
  std::uint64_t entries = 10'000;
  std::uint64_t inflated = std::uint64_t{512} << 20U;  ///< bytes of all parts read, together
  std::uint64_t ratio = 400;                           ///< bytes out for one byte in, looked at past `free`
  std::uint64_t free = std::uint64_t{8} << 20U;        ///< a part up to this size may be packed as well as it likes
};

/// Reads the parts of a zip archive (APPNOTE 6.3: stored or deflated, not encrypted) held in memory, piece by piece.
/// Checksums are verified. Not thread safe. `bytes` must outlive the reader.
///
/// Sizes that the archive states are not believed: what comes out is counted.
class Unzip {
 public:
  /// @throws Error{BadInput} when the bytes are no archive; Error{TooLarge} beyond `limits.entries`.
  Unzip(std::string_view bytes, std::string name, const UnzipLimits& limits = {});
  ~Unzip();
  Unzip(const Unzip&) = delete;
  Unzip& operator=(const Unzip&) = delete;

  [[nodiscard]] bool has(const std::string& path) const;
  /// Gives the part's bytes to `sink` in order.
  /// @throws Error{NotFound} without such a part, Error{BadInput} when it is damaged or encrypted, Error{TooLarge}
  ///   beyond a limit; whatever `sink` throws passes through.
  void read(const std::string& path, const std::function<void(std::string_view)>& sink);
  /// The part as one string of at most `most` bytes.
  [[nodiscard]] std::string read_all(const std::string& path, std::uint64_t most);
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::string name_;
  UnzipLimits limits_;
  std::uint64_t inflated_ = 0;
};

}  // namespace luoshi::formats
