#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/digest.hpp"

namespace luoshi::archive {

inline constexpr std::uint64_t kBlobLimit = std::uint64_t{256} << 20U;  ///< bytes of one blob

enum class IfMissing { Create, Refuse };

/// Blobs kept under the SHA-256 of their bytes (档案). Every function may be called from any thread and any process.
///
/// Invariants:
/// 1. `put` returns when bytes and name have reached the disk; a crash before leaves the blob wholly there or not at all.
/// 2. `get` returns bytes with that digest or throws: a changed blob is never handed out.
/// 3. Blobs are not changed. Only `erase` removes one, for personal data that must go.
class Archive {
 public:
  /// @throws Error{NotFound} when the directory is missing and is not to be made.
  explicit Archive(std::filesystem::path directory, IfMissing if_missing = IfMissing::Create);

  /// Keeps the bytes; a second time changes nothing. A damaged blob of that name is replaced by the right bytes.
  /// @throws Error{TooLarge} beyond `kBlobLimit`, Error{Unavailable} when the disk fails.
  Digest put(std::string_view bytes);

  [[nodiscard]] bool has(const Digest& digest) const;

  /// @throws Error{NotFound} when it is not kept, Error{Corrupt} when its bytes have another digest.
  [[nodiscard]] std::string get(const Digest& digest) const;

  /// Removes a blob for good; true when it was there.
  bool erase(const Digest& digest);

  /// Shows the digest of every blob, in order.
  void each(const std::function<void(const Digest&)>& see) const;

 private:
  [[nodiscard]] std::filesystem::path place(const Digest& digest) const;
  std::filesystem::path directory_;
};

/// Copies every blob that `to` has not got, verifying each; returns how many `from` holds.
/// @throws as `get` and `put`.
std::uint64_t copy_blobs(const Archive& from, Archive& to);

}  // namespace luoshi::archive
