#include "disk/file.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>

#include "base/error.hpp"

namespace luoshi {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  Files() {
    std::string name = (fs::temp_directory_path() / "luoshi-file-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary directory"};
    directory = name;
  }
  ~Files() override { fs::remove_all(directory); }
  fs::path directory;
};

Error error_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was refused";
  return Error{Fault::Cancelled, ""};
}

TEST_F(Files, AreWrittenAtAPlaceAndReadWhole) {
  File file{directory / "a", File::Mode::Create};
  file.write_at(3, "def");
  file.write_at(0, "abc");
  file.sync();
  EXPECT_EQ(file.read_all(6), "abcdef");
  file.truncate(2);
  EXPECT_EQ(file.size(), 2U);
  EXPECT_EQ((File{directory / "a", File::Mode::Read}.read_all(10)), "ab");
}

TEST_F(Files, AreNotReadBeyondTheLimit) {
  File file{directory / "a", File::Mode::Create};
  file.truncate(std::uint64_t{1} << 30U);
  EXPECT_EQ(error_of([&] { (void)file.read_all(1000); }).fault(), Fault::TooLarge);
}

TEST_F(Files, SayWhatIsMissingAndWhatToDo) {
  const Error error = error_of([&] { File(directory / "absent", File::Mode::Read); });
  EXPECT_EQ(error.fault(), Fault::NotFound);
  EXPECT_NE(std::string{error.what()}.find("absent"), std::string::npos);
  EXPECT_NE(std::string{error.what()}.find("check the path"), std::string::npos);
  EXPECT_EQ(error_of([&] { File(directory, File::Mode::Write); }).fault(), Fault::Unavailable);
  EXPECT_EQ(error_of([&] { sync_directory(directory / "absent"); }).fault(), Fault::NotFound);
  EXPECT_EQ(error_of([&] { replace_file(directory / "no" / "file", "x"); }).fault(), Fault::NotFound);
}

TEST_F(Files, ALockIsHeldByOneAndEndsWithIt) {
  File second{directory / "lock", File::Mode::Create};
  {
    File first{directory / "lock", File::Mode::Create};
    EXPECT_TRUE(first.try_lock());
    EXPECT_FALSE(second.try_lock());
    File moved = std::move(first);
    EXPECT_FALSE(second.try_lock()) << "a lock moves with its file";
  }
  EXPECT_TRUE(second.try_lock());
}

TEST_F(Files, AreReplacedWholeAndLeaveNothingBeside) {
  replace_file(directory / "a", "old");
  replace_file(directory / "a", "new");
  EXPECT_EQ((File{directory / "a", File::Mode::Read}.read_all(10)), "new");
  int names = 0;
  for ([[maybe_unused]] const auto& each : fs::directory_iterator{directory}) ++names;
  EXPECT_EQ(names, 1);
  fs::create_directory(directory / "taken");
  EXPECT_EQ(error_of([&] { replace_file(directory / "taken", "x"); }).fault(), Fault::Unavailable);
  EXPECT_EQ(std::distance(fs::directory_iterator{directory}, fs::directory_iterator{}), 2) << "no half file is left";
}

}  // namespace
}  // namespace luoshi
