#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// SHA-256 written out from FIPS 180-4, for the checker alone.
namespace luoshi::ledger_check::detail {

using Bytes32 = std::array<std::uint8_t, 32>;

class OwnSha256 {
 public:
  OwnSha256& update(std::string_view bytes);
  /// Ends the digest; the object is used up.
  [[nodiscard]] Bytes32 finish();

 private:
  void block(const std::uint8_t* bytes);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> pending_{};
  std::size_t pending_size_ = 0;
  std::uint64_t total_ = 0;
};

[[nodiscard]] std::string hex(const Bytes32& digest);

}  // namespace luoshi::ledger_check::detail
