#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.hpp"
#include "ledger/ledger.hpp"

/// Proofs that stand without the ledger (存证): what a person can take away and check elsewhere, and the export that
/// another program can read from first to last.
namespace luoshi::ledger {

/// That one entry stands at one place under one head. Reveals that entry and digests of its neighbours, no more.
struct InclusionProof {
  Head head;
  std::uint64_t sequence = 0;
  std::string entry;
  std::vector<Digest> path;
  friend bool operator==(const InclusionProof&, const InclusionProof&) = default;
};

/// That the ledger under `head` begins with the ledger under `old_head`: nothing before was changed or dropped.
struct ConsistencyProof {
  Head old_head;
  Head head;
  std::vector<Digest> path;
  friend bool operator==(const ConsistencyProof&, const ConsistencyProof&) = default;
};

/// Proves entry `sequence` under the present head, in one pass over the ledger (0.3 µs an entry and its reading).
/// @throws Error{NotFound} when there is no such entry, Error{Corrupt} when the entries do not lead to the head.
[[nodiscard]] InclusionProof prove(const Ledger& ledger, std::uint64_t sequence);

/// Proves that the present ledger extends the one whose head was written down earlier.
/// @throws Error{NotFound} when the ledger is shorter than that or `old_head` is empty, Error{Corrupt} when its
///   beginning has another root: the ledger is not the one that head came from, or was changed since.
[[nodiscard]] ConsistencyProof prove_extension(const Ledger& ledger, const Head& old_head);

struct Proven {
  Head head;
  std::uint64_t sequence = 0;
  std::string entry;
};
struct Refuted {
  std::string reason;
};
using ProofOutcome = std::variant<Proven, Refuted>;

/// Checks a proof against a head known from elsewhere (a printed bulletin). Needs no ledger.
[[nodiscard]] ProofOutcome verify(const InclusionProof& proof, const Head& head);

enum class Extension { Holds, Fails };
[[nodiscard]] Extension verify(const ConsistencyProof& proof);

/// `{"algorithm","entry","format":"luoshi-proof-1","path","root","sequence","size"}`; `entry` is the text of the entry as
/// a string, digests are hexadecimal.
[[nodiscard]] Json to_json(const InclusionProof& proof);
/// @throws Error{BadInput} naming the field that cannot be read.
[[nodiscard]] InclusionProof inclusion_proof_from_json(const Json& json);

/// The answer for a proof as text: parses, then verifies. @throws Error{BadInput} when the text is no proof.
[[nodiscard]] ProofOutcome verify_proof(std::string_view proof_json, const Head& head);

/// Writes the whole ledger as JSON lines (without line ends): `{"entry","leaf","sequence"}` for each entry, and last
/// `{"algorithm","format":"luoshi-export-1","root","size"}`.
/// @throws Error{Corrupt} when the entries do not lead to the head; the closing line is then not written.
Head export_lines(const Ledger& ledger, const std::function<void(std::string_view line)>& write);

}  // namespace luoshi::ledger
