#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace luoshi {

/// A file's bytes looked at without reading them all: the system brings a page when it is touched (mmap, read-only). The bytes
/// stay what they are while the object lives, unless another program changes the file; one that shortens it ends us with
/// SIGBUS, so files that are mapped are replaced whole (`replace_file`), never cut.
class MappedFile {
 public:
  /// @throws Error{NotFound | Unavailable} naming the path and the system's reason.
  explicit MappedFile(const std::filesystem::path& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace luoshi
