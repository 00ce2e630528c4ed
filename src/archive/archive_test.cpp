#include "archive/archive.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <thread>

#include "base/error.hpp"

namespace luoshi::archive {
namespace {

namespace fs = std::filesystem;

class ArchiveFiles : public testing::Test {
 protected:
  ArchiveFiles() {
    std::string name = (fs::temp_directory_path() / "luoshi-archive-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary directory"};
    directory = name;
  }
  ~ArchiveFiles() override { fs::remove_all(directory); }

  fs::path file_of(const Digest& digest) const { return root() / digest.hex().substr(0, 2) / digest.hex(); }
  fs::path root() const { return directory / "blobs"; }
  fs::path directory;
};

Fault fault_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.fault();
  }
  ADD_FAILURE() << "nothing was refused";
  return Fault::Cancelled;
}

TEST_F(ArchiveFiles, GivesBackTheSameBytesUnderTheirDigest) {
  Archive archive{root()};
  const std::string kinds[] = {{}, {"a\0b", 3}, std::string(300000, 'x'), "通报"};
  for (const std::string& bytes : kinds) {
    const Digest digest = archive.put(bytes);
    EXPECT_EQ(digest, sha256(bytes));
    EXPECT_EQ(archive.get(digest), bytes);
    EXPECT_TRUE(fs::exists(file_of(digest)));
    EXPECT_EQ((Archive{root(), IfMissing::Refuse}.get(digest)), bytes) << "another opening sees it";
  }
}

TEST_F(ArchiveFiles, KeepsTheSameBytesOnce) {
  Archive archive{root()};
  const Digest digest = archive.put("一份文件");
  const auto written = fs::last_write_time(file_of(digest));
  EXPECT_EQ(archive.put("一份文件"), digest);
  EXPECT_EQ(fs::last_write_time(file_of(digest)), written);
  int seen = 0;
  archive.each([&](const Digest& each) {
    EXPECT_EQ(each, digest);
    ++seen;
  });
  EXPECT_EQ(seen, 1);
}

TEST_F(ArchiveFiles, NeverHandsOutAChangedBlobAndPutRepairsIt) {
  Archive archive{root()};
  const Digest digest = archive.put("原文");
  for (const std::string& changed : {std::string{"改文"}, std::string{}, std::string{"原文及其他"}}) {
    std::ofstream{file_of(digest), std::ios::binary | std::ios::trunc} << changed;
    EXPECT_EQ(fault_of([&] { (void)archive.get(digest); }), Fault::Corrupt);
    archive.put("原文");
    EXPECT_EQ(archive.get(digest), "原文");
  }
}

TEST_F(ArchiveFiles, SaysWhatItHasNotGot) {
  EXPECT_EQ(fault_of([&] { Archive(root(), IfMissing::Refuse); }), Fault::NotFound);
  EXPECT_EQ(fault_of([&] { Archive(directory / "no" / "blobs"); }), Fault::NotFound);
  Archive archive{root()};
  const Digest absent = sha256("absent");
  EXPECT_FALSE(archive.has(absent));
  EXPECT_EQ(fault_of([&] { (void)archive.get(absent); }), Fault::NotFound);
  EXPECT_FALSE(archive.erase(absent));
}

TEST_F(ArchiveFiles, ErasesForGood) {
  Archive archive{root()};
  const Digest digest = archive.put("一位居民的电话");
  EXPECT_TRUE(archive.erase(digest));
  EXPECT_EQ(fault_of([&] { (void)archive.get(digest); }), Fault::NotFound);
  EXPECT_EQ(archive.put("一位居民的电话"), digest) << "it may come back only by being put again";
}

TEST_F(ArchiveFiles, PassesOverWhatACrashLeftBehind) {
  Archive archive{root()};
  const Digest digest = archive.put("原文");
  std::ofstream{file_of(digest).string() + ".1-0.new"} << "half";
  std::ofstream{root() / "note.txt"} << "not a blob";
  int seen = 0;
  archive.each([&](const Digest&) { ++seen; });
  EXPECT_EQ(seen, 1);
}

TEST_F(ArchiveFiles, ManyWritersOfTheSameBlobsLeaveEachWhole) {
  Archive archive{root()};
  std::vector<std::thread> writers;
  for (int w = 0; w < 4; ++w)
    writers.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        const std::string bytes(static_cast<std::size_t>(1000 + i), static_cast<char>('a' + i));
        EXPECT_EQ(archive.get(archive.put(bytes)), bytes);
      }
    });
  for (std::thread& writer : writers) writer.join();
  int seen = 0;
  archive.each([&](const Digest& digest) {
    EXPECT_EQ(sha256(archive.get(digest)), digest);
    ++seen;
  });
  EXPECT_EQ(seen, 20);
  for (const auto& each : fs::recursive_directory_iterator{root()})
    EXPECT_FALSE(each.path().string().ends_with(".new")) << each.path();
}

TEST_F(ArchiveFiles, CopiesEveryBlobAndRefusesADamagedOne) {
  Archive from{root()};
  Archive to{directory / "copy"};
  const Digest first = from.put("一");
  const Digest second = from.put("二");
  to.put("二");
  EXPECT_EQ(copy_blobs(from, to), 2U);
  EXPECT_EQ(to.get(first), "一");
  EXPECT_EQ(to.get(second), "二");
  std::ofstream{file_of(first), std::ios::trunc} << "改";
  EXPECT_EQ(fault_of([&] { copy_blobs(from, to); }), Fault::Corrupt);
}

}  // namespace
}  // namespace luoshi::archive
