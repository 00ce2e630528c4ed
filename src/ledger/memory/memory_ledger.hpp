#pragma once

#include <memory>

#include "ledger/ledger.hpp"

namespace luoshi::ledger {

/// A ledger that lives as long as its object: for tests and for questions asked without a database.
/// Invariant 5 of `Ledger` is empty here: memory does not fail. What is durable elsewhere is merely held here.
[[nodiscard]] std::unique_ptr<Ledger> make_memory_ledger();

}  // namespace luoshi::ledger
