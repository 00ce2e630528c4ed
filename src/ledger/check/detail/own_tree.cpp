#include "ledger/check/detail/own_tree.hpp"

namespace luoshi::ledger_check::detail {
namespace {

std::string_view view(const Bytes32& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

Bytes32 joined(const Bytes32& left, const Bytes32& right) {
  return OwnSha256{}.update(std::string_view{"\x01", 1}).update(view(left)).update(view(right)).finish();
}

}  // namespace

Bytes32 own_leaf(std::string_view entry) {
  return OwnSha256{}.update(std::string_view{"\x00", 1}).update(entry).finish();
}

void OwnTree::add(const Bytes32& leaf) {
  peaks_.push_back({1, leaf});
  while (peaks_.size() >= 2 && peaks_[peaks_.size() - 2].leaves == peaks_.back().leaves) {
    const OwnPeak right = peaks_.back();
    peaks_.pop_back();
    peaks_.back() = {2 * right.leaves, joined(peaks_.back().root, right.root)};
  }
}

Bytes32 OwnTree::root() const {
  if (peaks_.empty()) return OwnSha256{}.finish();
  Bytes32 root = peaks_.back().root;
  for (auto left = peaks_.rbegin() + 1; left != peaks_.rend(); ++left) root = joined(left->root, root);
  return root;
}

}  // namespace luoshi::ledger_check::detail
