#pragma once

#include <filesystem>

namespace luoshi::test {

/// Where thousands of small files are cheap: memory when the system offers it. Not for tests of what a disk keeps.
inline std::filesystem::path fast_place() {
  const std::filesystem::path memory = "/dev/shm";
  return std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
}

}  // namespace luoshi::test
