#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace luoshi::test {

/// A new empty directory of its own, removed with the object. `root` chooses the disk; default is the system's place.
class TemporaryDirectory {
 public:
  explicit TemporaryDirectory(const std::filesystem::path& root = std::filesystem::temp_directory_path()) {
    std::string name = (root / "luoshi-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary directory in " + root.string()};
    path_ = name;
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace luoshi::test
