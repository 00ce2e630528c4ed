#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace luoshi {

/// A SHA-256 digest (FIPS 180-4): 32 bytes.
struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  friend auto operator<=>(const Digest&, const Digest&) = default;

  /// 64 lower-case hexadecimal digits.
  [[nodiscard]] std::string hex() const;
  /// Reads 64 hexadecimal digits of either case; nothing else.
  [[nodiscard]] static std::optional<Digest> from_hex(std::string_view text);
};

/// SHA-256 of the bytes, in one go.
[[nodiscard]] Digest sha256(std::string_view bytes);

/// SHA-256 of bytes that arrive in pieces. Usable for one digest: after `finish` only destruction is allowed.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::string_view bytes);
  [[nodiscard]] Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace luoshi
