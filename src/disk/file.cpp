#include "disk/file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/error.hpp"

namespace luoshi {
namespace {

[[noreturn]] void failed(const char* doing, const std::filesystem::path& path) {
  const int code = errno;
  const Fault fault = code == ENOENT ? Fault::NotFound : Fault::Unavailable;
  const char* const advice = code == ENOSPC || code == EDQUOT ? "free space on that disk"
                             : code == EACCES || code == EPERM ? "give this user the right to it"
                             : code == ENOENT                  ? "check the path"
                                                               : "check the disk";
  throw Error{fault, std::string{doing} + " " + path.string() + " failed (" +
                         std::system_category().message(code) + "); " + advice};
}

template <class Call>
auto uninterrupted(Call call) {
  auto result = call();
  while (result == -1 && errno == EINTR) result = call();
  return result;
}

}  // namespace

File::File(std::filesystem::path path, Mode mode) : path_{std::move(path)} {
  const int flags = O_CLOEXEC | (mode == Mode::Read ? O_RDONLY : O_RDWR) | (mode == Mode::Create ? O_CREAT : 0);
  descriptor_ = uninterrupted([&] { return ::open(path_.c_str(), flags, 0644); });
  if (descriptor_ < 0) failed("opening", path_);
}

File::File(File&& other) noexcept
    : path_{std::move(other.path_)}, descriptor_{std::exchange(other.descriptor_, -1)} {}

File& File::operator=(File&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

File::~File() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::uint64_t File::size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) failed("looking at", path_);
  return static_cast<std::uint64_t>(status.st_size);
}

std::string File::read_all(std::uint64_t limit) const {
  const std::uint64_t expected = size();
  if (expected > limit)
    throw Error{Fault::TooLarge, path_.string() + " has " + std::to_string(expected) + " bytes (the limit is " +
                                     std::to_string(limit) + "); give a smaller file"};
  std::string bytes(expected, '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto got = uninterrupted(
        [&] { return ::pread(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done)); });
    if (got < 0) failed("reading", path_);
    if (got == 0) break;  // it became shorter while being read
    done += static_cast<std::size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

void File::write_at(std::uint64_t offset, std::string_view bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto put = uninterrupted([&] {
      return ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    });
    if (put < 0) failed("writing", path_);
    done += static_cast<std::size_t>(put);
  }
}

void File::truncate(std::uint64_t size) {
  if (uninterrupted([&] { return ::ftruncate(descriptor_, static_cast<off_t>(size)); }) != 0)
    failed("cutting", path_);
}

void File::sync() {
  if (uninterrupted([&] { return ::fdatasync(descriptor_); }) != 0) failed("syncing", path_);
}

bool File::try_lock() {
  if (uninterrupted([&] { return ::flock(descriptor_, LOCK_EX | LOCK_NB); }) == 0) return true;
  if (errno == EWOULDBLOCK) return false;
  failed("locking", path_);
}

bool File::is_at_its_path() const {
  struct stat own{}, named{};
  if (::fstat(descriptor_, &own) != 0) failed("looking at", path_);
  return ::stat(path_.c_str(), &named) == 0 && own.st_dev == named.st_dev && own.st_ino == named.st_ino;
}

void sync_directory(const std::filesystem::path& directory) {
  const std::filesystem::path named = directory.empty() ? "." : directory;
  const int descriptor = uninterrupted([&] { return ::open(named.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
  if (descriptor < 0) failed("opening", named);
  const int outcome = uninterrupted([&] { return ::fsync(descriptor); });
  const int code = errno;
  ::close(descriptor);
  errno = code;
  if (outcome != 0) failed("syncing", named);
}

void replace_file(const std::filesystem::path& path, std::string_view bytes) {
  // Unique within this process and among processes, so that two writers of one path never share a half-written file.
  static std::atomic<std::uint64_t> counter{0};
  std::filesystem::path beside = path;
  beside += "." + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".new";
  try {
    File file{beside, File::Mode::Create};
    file.truncate(0);
    file.write_at(0, bytes);
    file.sync();
    if (::rename(beside.c_str(), path.c_str()) != 0) failed("renaming into", path);
  } catch (...) {
    ::unlink(beside.c_str());
    throw;
  }
  sync_directory(path.parent_path());
}

}  // namespace luoshi
