// Proofs of entries: whatever is changed in one, it is refused, or it still proves exactly the entry that stands there.

#include <string_view>

#include "base/error.hpp"
#include "base/json.hpp"
#include "fuzz.hpp"
#include "ledger/memory/memory_ledger.hpp"
#include "ledger/proof.hpp"

namespace {

using namespace luoshi::ledger;

struct Known {
  std::vector<std::string> entries;
  std::vector<std::string> proofs;
  Head head;
};

const Known& known() {
  static const Known all = [] {
    Known made;
    const auto ledger = make_memory_ledger();
    for (int n = 1; n <= 11; ++n) made.entries.push_back("{\"n\":" + std::to_string(n) + ",\"what\":\"河涌\"}");
    for (const std::string& bytes : made.entries) made.head = ledger->append(ledger->head(), std::vector{Entry{bytes}});
    for (const std::uint64_t sequence : {1U, 6U, 11U})
      made.proofs.push_back(luoshi::canonical_json(to_json(prove(*ledger, sequence))));
    return made;
  }();
  return all;
}

}  // namespace

std::vector<std::string> fuzz_seeds() {
  std::vector<std::string> seeds = known().proofs;
  seeds.push_back(to_text(known().head));
  return seeds;
}

int fuzz_inputs() { return 50'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  if (const auto head = head_from_text(text)) must(to_text(*head) == text);
  try {
    const ProofOutcome outcome = verify_proof(text, known().head);
    if (const auto* proven = std::get_if<Proven>(&outcome)) {
      must(proven->sequence >= 1 && proven->sequence <= known().entries.size());
      must(proven->entry == known().entries[proven->sequence - 1]);
    }
  } catch (const luoshi::Error& error) {
    must(error.fault() == luoshi::Fault::BadInput);
  }
  return 0;
}
