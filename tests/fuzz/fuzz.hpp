#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Good inputs to start from, one of each shape.
std::vector<std::string> fuzz_seeds();

/// How many mutated inputs an ordinary ./test tries, so that it takes a second or so; --long takes 50 times as many.
int fuzz_inputs();

/// What must hold of any bytes; ends the process (abort, a sanitizer, a contract) when it does not. Returns 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

/// Ends the process when a law does not hold.
inline void must(bool holds) {
  if (!holds) __builtin_trap();
}
