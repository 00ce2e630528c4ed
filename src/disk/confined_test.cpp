#include "disk/confined.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace luoshi::disk {
namespace {

using How = ChildEnd::How;

TEST(Confined, InputGoesInAndOutputComesBack) {
  const std::string much(3'000'000, 'x');
  const ChildEnd end = run_confined({"/bin/cat"}, much);
  EXPECT_EQ(end.how, How::Exited);
  EXPECT_EQ(end.code, 0);
  EXPECT_EQ(end.output, much);
}

TEST(Confined, AProgramThatIsNotThereEndsWith127) { EXPECT_EQ(run_confined({"/nowhere/at-all"}, "").code, 127); }

TEST(Confined, TimeAndOutputHaveLimits) {
  ChildLimits limits;
  limits.wall = std::chrono::seconds{1};
  EXPECT_EQ(run_confined({"/bin/sleep", "30"}, "", limits).how, How::TooLong);
  limits.wall = std::chrono::seconds{20};
  limits.output_bytes = 1000;
  EXPECT_EQ(run_confined({"/bin/cat", "/dev/zero"}, "", limits).how, How::TooMuchOutput);
}

TEST(Confined, TheChildSeesNoEnvironmentAndWritesNoFile) {
  EXPECT_EQ(run_confined({"/usr/bin/env"}, "").output, "");
  const std::string path = "/tmp/luoshi-confined-" + std::to_string(getpid());
  const ChildEnd end = run_confined({"/bin/sh", "-c", "echo x > " + path + "; echo done"}, "");
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  const bool wrote = file != nullptr && std::fgetc(file) != EOF;
  if (file != nullptr) std::fclose(file);
  std::remove(path.c_str());
  EXPECT_FALSE(wrote);
}

// In a process of its own: once closed in, nothing opens again.
TEST(Confined, ClosedInThereIsNoFileAndNoSocket) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    if (!close_in()) _exit(3);
    const bool socket_refused = ::socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM;
    const bool file_refused = std::fopen("/etc/hostname", "rb") == nullptr;
    const bool fork_refused = ::fork() < 0;
    _exit(socket_refused && file_refused && fork_refused ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 3) GTEST_SKIP() << "this system has no seccomp filters";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace luoshi::disk
