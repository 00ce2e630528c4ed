#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace luoshi {

/// One open file of the operating system, closed with the object. Every call repeats itself after a signal and turns a
/// failure into Error{Unavailable | NotFound} that names the path and the system's reason.
class File {
 public:
  enum class Mode { Read, Write, Create };  ///< Write: exists already, read too. Create: made when missing, read too.

  File(std::filesystem::path path, Mode mode);
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;
  ~File();

  [[nodiscard]] std::uint64_t size() const;
  /// The bytes from the start, at most `limit` of them. @throws Error{TooLarge} when there are more.
  [[nodiscard]] std::string read_all(std::uint64_t limit) const;
  void write_at(std::uint64_t offset, std::string_view bytes);
  void truncate(std::uint64_t size);
  /// Content and size have reached the disk on return.
  void sync();
  /// Takes the file for this process alone, without waiting; false when another one (or another `File`) holds it. Held
  /// until the object goes, also by a crash.
  [[nodiscard]] bool try_lock();
  /// Whether the path still names this very file, and no other was put there (`replace_file`).
  [[nodiscard]] bool is_at_its_path() const;

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
};

/// The names inside a directory have reached the disk on return: after creating or renaming a file in it.
void sync_directory(const std::filesystem::path& directory);

/// Writes a file under another name, syncs it, renames it into place and syncs the directory: after a crash the path
/// holds the old bytes or the new ones, whole. The directory must exist.
void replace_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace luoshi
