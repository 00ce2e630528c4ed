#include "disk/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "base/error.hpp"

namespace luoshi {
namespace {

[[noreturn]] void failed(const char* doing, const std::filesystem::path& path, int code) {
  throw Error{code == ENOENT ? Fault::NotFound : Fault::Unavailable,
              std::string{doing} + " " + path.string() + " failed (" + std::system_category().message(code) +
                  "); " + (code == ENOENT ? "check the path" : "check the disk and the right to it")};
}

}  // namespace

MappedFile::MappedFile(const std::filesystem::path& path) {
  int descriptor = -1;
  do descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) failed("opening", path, errno);
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) {
    const int code = errno;
    ::close(descriptor);
    failed("looking at", path, code);
  }
  size_ = static_cast<std::size_t>(status.st_size);
  void* const place = size_ == 0 ? nullptr : ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
  const int code = errno;
  ::close(descriptor);
  if (place == MAP_FAILED) failed("mapping", path, code);
  data_ = static_cast<const char*>(place);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_{std::exchange(other.data_, nullptr)}, size_{std::exchange(other.size_, 0)} {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace luoshi
