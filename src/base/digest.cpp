#include "base/digest.hpp"

#include <openssl/evp.h>

#include "base/contract.hpp"

namespace luoshi {
namespace {

// Fetched once: looking the algorithm up per digest costs more than a short digest itself.
const EVP_MD* algorithm() {
  static EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  expects(fetched != nullptr, "OpenSSL offers SHA-256");
  return fetched;
}

EVP_MD_CTX* thread_context() {
  struct Owner {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    ~Owner() { EVP_MD_CTX_free(context); }
  };
  thread_local Owner owner;
  return owner.context;
}

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string Digest::hex() const {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(64);
  for (const std::uint8_t byte : bytes) {
    text.push_back(kDigits[byte >> 4U]);
    text.push_back(kDigits[byte & 15U]);
  }
  return text;
}

std::optional<Digest> Digest::from_hex(std::string_view text) {
  if (text.size() != 64) return std::nullopt;
  Digest digest;
  for (std::size_t i = 0; i < 32; ++i) {
    const int high = nibble(text[2 * i]);
    const int low = nibble(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return digest;
}

Digest sha256(std::string_view bytes) {
  EVP_MD_CTX* const context = thread_context();
  Digest digest;
  const bool done = EVP_DigestInit_ex2(context, algorithm(), nullptr) == 1 &&
                    EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1 &&
                    EVP_DigestFinal_ex(context, digest.bytes.data(), nullptr) == 1;
  ensures(done, "OpenSSL computed SHA-256");
  return digest;
}

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() { expects(EVP_DigestInit_ex2(context, algorithm(), nullptr) == 1, "OpenSSL starts SHA-256"); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_{std::make_unique<State>()} {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
  expects(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1, "OpenSSL updates SHA-256");
}

Digest Sha256::finish() {
  Digest digest;
  ensures(EVP_DigestFinal_ex(state_->context, digest.bytes.data(), nullptr) == 1, "OpenSSL finishes SHA-256");
  return digest;
}

}  // namespace luoshi
