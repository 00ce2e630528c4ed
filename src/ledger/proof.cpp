#include "ledger/proof.hpp"

#include "base/error.hpp"
#include "ledger/merkle.hpp"

namespace luoshi::ledger {
namespace {

constexpr std::string_view kProofFormat = "luoshi-proof-1";
constexpr std::string_view kExportFormat = "luoshi-export-1";
constexpr std::string_view kAlgorithm = "sha256";
constexpr std::size_t kPathLimit = 64;  // levels of a tree of 2^64 leaves

[[noreturn]] void does_not_lead_to_head(const Head& head) {
  throw Error{Fault::Corrupt, "the entries do not lead to the head " + to_text(head) +
                                  " (one was changed outside Luoshi); run `luoshi ledger check`"};
}

Digest digest_from(const Json& json, const char* field) {
  if (const auto digest = Digest::from_hex(json.as_string())) return *digest;
  throw Error{Fault::BadInput, std::string{"proof field \""} + field +
                                   "\" holds no SHA-256 digest (64 hexadecimal digits are needed); get the proof anew"};
}

std::uint64_t count_from(const Json& json, const char* field) {
  const std::int64_t value = json.at(field).as_integer();
  if (value < 1)
    throw Error{Fault::BadInput, std::string{"proof field \""} + field + "\" is " + std::to_string(value) +
                                     " (events are counted from 1); get the proof anew"};
  return static_cast<std::uint64_t>(value);
}

void require_text(const Json& json, const char* field, std::string_view wanted) {
  if (json.at(field).as_string() == wanted) return;
  throw Error{Fault::BadInput, std::string{"proof field \""} + field + "\" is not \"" + std::string{wanted} +
                                   "\" (this is no proof this version can read); get the proof anew"};
}

}  // namespace

InclusionProof prove(const Ledger& ledger, std::uint64_t sequence) {
  InclusionProof proof{ledger.head(), sequence, {}, {}};
  check_range(sequence, sequence, proof.head.size);
  RangeRoots siblings{inclusion_ranges(sequence - 1, proof.head.size)};
  Digest own;
  ledger.read(1, proof.head.size, [&](std::uint64_t at, std::string_view bytes) {
    const Digest leaf = leaf_digest(bytes);
    siblings.add(at - 1, leaf);
    if (at == sequence) {
      own = leaf;
      proof.entry = bytes;
    }
    return Next::Continue;
  });
  proof.path = siblings.roots();
  if (root_from_inclusion(own, sequence - 1, proof.head.size, proof.path) != proof.head.root)
    does_not_lead_to_head(proof.head);
  return proof;
}

ConsistencyProof prove_extension(const Ledger& ledger, const Head& old_head) {
  ConsistencyProof proof{old_head, ledger.head(), {}};
  check_range(old_head.size, old_head.size, proof.head.size);
  RangeRoots parts{consistency_ranges(old_head.size, proof.head.size)};
  Frontier tree;
  Digest root_then;
  ledger.read(1, proof.head.size, [&](std::uint64_t at, std::string_view bytes) {
    const Digest leaf = leaf_digest(bytes);
    parts.add(at - 1, leaf);
    tree.add(leaf);
    if (at == old_head.size) root_then = tree.root();
    return Next::Continue;
  });
  if (tree.root() != proof.head.root) does_not_lead_to_head(proof.head);
  if (root_then != old_head.root)
    throw Error{Fault::Corrupt, "the first " + std::to_string(old_head.size) + " events have root " + root_then.hex() +
                                    " (the head written down says " + old_head.root.hex() +
                                    "); this is another ledger, or it was changed since"};
  proof.path = parts.roots();
  return proof;
}

ProofOutcome verify(const InclusionProof& proof, const Head& head) {
  if (proof.head != head)
    return Refuted{"the proof was made for the head " + to_text(proof.head) + ", not for " + to_text(head)};
  if (proof.sequence < 1 || proof.sequence > head.size)
    return Refuted{"the ledger under that head has no event " + std::to_string(proof.sequence)};
  const auto root = root_from_inclusion(leaf_digest(proof.entry), proof.sequence - 1, head.size, proof.path);
  if (!root) return Refuted{"the path has a length that no proof of that event has"};
  if (*root != head.root) return Refuted{"the entry and its path lead to another root, " + root->hex()};
  return Proven{head, proof.sequence, proof.entry};
}

Extension verify(const ConsistencyProof& proof) {
  const auto roots =
      roots_from_consistency(proof.old_head.size, proof.head.size, proof.old_head.root, proof.path);
  if (!roots) return Extension::Fails;
  const bool holds = *roots == RootPair{proof.old_head.root, proof.head.root};
  return holds ? Extension::Holds : Extension::Fails;
}

Json to_json(const InclusionProof& proof) {
  Json path = Json::array();
  for (const Digest& digest : proof.path) path.push_back(digest.hex());
  return Json::object({{"format", kProofFormat},
                       {"algorithm", kAlgorithm},
                       {"size", proof.head.size},
                       {"root", proof.head.root.hex()},
                       {"sequence", proof.sequence},
                       {"entry", proof.entry},
                       {"path", path}});
}

InclusionProof inclusion_proof_from_json(const Json& json) {
  require_text(json, "format", kProofFormat);
  require_text(json, "algorithm", kAlgorithm);
  InclusionProof proof;
  proof.head.size = count_from(json, "size");
  proof.head.root = digest_from(json.at("root"), "root");
  proof.sequence = count_from(json, "sequence");
  proof.entry = json.at("entry").as_string();
  const Json::Array& path = json.at("path").as_array();
  if (path.size() > kPathLimit)
    throw Error{Fault::BadInput, "proof field \"path\" has " + std::to_string(path.size()) +
                                     " digests (the limit is 64); get the proof anew"};
  for (const Json& digest : path) proof.path.push_back(digest_from(digest, "path"));
  return proof;
}

ProofOutcome verify_proof(std::string_view proof_json, const Head& head) {
  return verify(inclusion_proof_from_json(parse_json(proof_json)), head);
}

Head export_lines(const Ledger& ledger, const std::function<void(std::string_view line)>& write) {
  std::string line;
  const Head head = read_verified(ledger, [&](std::uint64_t at, std::string_view bytes) {
    if (!is_utf8(bytes)) does_not_lead_to_head(ledger.head());  // only text was ever appended
    line = "{\"entry\":";
    append_canonical_string(line, bytes);
    line.append(",\"leaf\":\"").append(leaf_digest(bytes).hex());
    line.append("\",\"sequence\":").append(std::to_string(at)).append("}");
    write(line);
  });
  write(canonical_json(Json::object({{"format", kExportFormat},
                                     {"algorithm", kAlgorithm},
                                     {"root", head.root.hex()},
                                     {"size", head.size}})));
  return head;
}

}  // namespace luoshi::ledger
