#include "archive/archive.hpp"

#include <algorithm>
#include <vector>

#include "base/error.hpp"
#include "disk/file.hpp"

namespace luoshi::archive {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void failed(const fs::path& path, const std::error_code& error) {
  throw Error{Fault::Unavailable,
              "the archive could not use " + path.string() + " (" + error.message() + "); check the disk and its rights"};
}

// Makes one directory level so that it is still there after a crash.
void make_directory(const fs::path& path) {
  std::error_code error;
  const bool made = fs::create_directory(path, error);
  if (error) failed(path, error);
  if (made) sync_directory(path.parent_path());
}

std::vector<fs::path> names_in(const fs::path& directory) {
  std::vector<fs::path> names;
  std::error_code error;
  for (fs::directory_iterator at{directory, error}, end; !error && at != end; at.increment(error))
    names.push_back(at->path());
  if (error) failed(directory, error);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

Archive::Archive(fs::path directory, IfMissing if_missing) : directory_{std::move(directory)} {
  std::error_code error;
  directory_ = fs::absolute(directory_, error).lexically_normal();
  if (!directory_.has_filename()) directory_ = directory_.parent_path();
  if (fs::is_directory(directory_, error)) return;
  if (if_missing == IfMissing::Refuse)
    throw Error{Fault::NotFound, "there is no archive " + directory_.string() + "; check the name"};
  if (!fs::is_directory(directory_.parent_path(), error))
    throw Error{Fault::NotFound,
                "there is no directory for " + directory_.string() + " (an archive needs one); make it first"};
  make_directory(directory_);
}

fs::path Archive::place(const Digest& digest) const {
  const std::string name = digest.hex();
  return directory_ / name.substr(0, 2) / name;
}

Digest Archive::put(std::string_view bytes) {
  if (bytes.size() > kBlobLimit)
    throw Error{Fault::TooLarge, "a file of " + std::to_string(bytes.size()) + " bytes is too large to keep (the limit " +
                                     "is " + std::to_string(kBlobLimit) + "); give it in parts"};
  const Digest digest = sha256(bytes);
  const fs::path path = place(digest);
  if (has(digest)) {
    // A blob being there says nothing about its bytes, nor that whoever put it came as far as the sync.
    File kept{path, File::Mode::Read};
    if (kept.size() == bytes.size() && kept.read_all(kBlobLimit) == bytes) {
      kept.sync();
      sync_directory(path.parent_path());
      sync_directory(directory_);
      return digest;
    }
  }
  make_directory(path.parent_path());
  sync_directory(directory_);  // another process may have made the folder and not come so far
  replace_file(path, bytes);
  return digest;
}

bool Archive::has(const Digest& digest) const {
  std::error_code error;
  return fs::is_regular_file(place(digest), error);
}

std::string Archive::get(const Digest& digest) const {
  if (!has(digest))
    throw Error{Fault::NotFound, "the archive " + directory_.string() + " has no blob " + digest.hex() +
                                     " (never kept, erased, or another archive); restore it from a backup"};
  std::string bytes = File{place(digest), File::Mode::Read}.read_all(kBlobLimit);
  if (sha256(bytes) != digest)
    throw Error{Fault::Corrupt, "blob " + digest.hex() + " of " + directory_.string() +
                                    " does not match its digest (it was changed outside Luoshi); restore it from a backup"};
  return bytes;
}

bool Archive::erase(const Digest& digest) {
  const fs::path path = place(digest);
  std::error_code error;
  const bool removed = fs::remove(path, error);
  if (error) failed(path, error);
  if (removed) sync_directory(path.parent_path());
  return removed;
}

void Archive::each(const std::function<void(const Digest&)>& see) const {
  for (const fs::path& folder : names_in(directory_)) {
    if (!fs::is_directory(folder)) continue;
    for (const fs::path& path : names_in(folder)) {
      const auto digest = Digest::from_hex(path.filename().string());
      if (digest && place(*digest) == path) see(*digest);
    }
  }
}

std::uint64_t copy_blobs(const Archive& from, Archive& to) {
  std::uint64_t count = 0;
  from.each([&](const Digest& digest) {
    to.put(from.get(digest));
    ++count;
  });
  return count;
}

}  // namespace luoshi::archive
