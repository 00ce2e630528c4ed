// The witness file: any bytes are a head or none, and a slot that is read writes itself again byte for byte.
#include "fuzz.hpp"
#include "ledger/sqlite/witness.hpp"

namespace {

using namespace luoshi::ledger;

std::string slot_of(std::uint64_t size) {
  return slot_bytes({size, luoshi::sha256(std::to_string(size)), Algorithm::Sha256});
}

}  // namespace

std::vector<std::string> fuzz_seeds() {
  return {slot_of(0) + slot_of(0), slot_of(41) + slot_of(42), slot_of(1) + slot_of(~std::uint64_t{0})};
}

int fuzz_inputs() { return 50'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto head = newest_head(bytes);
  if (!head) return 0;
  const std::string slot = slot_bytes(*head);
  must(bytes.substr(0, kSlotBytes) == slot || (size > kSlotBytes && bytes.substr(kSlotBytes, kSlotBytes) == slot));
  return 0;
}
