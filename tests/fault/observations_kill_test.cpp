// A real process keeps batches and is killed with SIGKILL at a moment of no one's choosing, again and again in one folder: 20
// times, 200 with LUOSHI_LONG=1.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "base/random.hpp"
#include "observations/observations.hpp"
#include "support/temporary_directory.hpp"

namespace luoshi::observations {
namespace {

const Instant kStart{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

std::vector<Observation> batch_of(std::uint64_t number) {
  std::vector<Observation> values;
  for (std::uint64_t i = 0; i < number * 37 % 500 + 1; ++i)
    values.push_back({"S", "x", kStart + std::chrono::seconds{i}, static_cast<double>(number), ""});
  return values;
}

// The child's whole life: keeps batches without end, and says each kept number on the pipe. Never returns.
[[noreturn]] void keep_until_killed(const std::filesystem::path& path, int pipe) {
  Observations kept{path, Access::Write};
  std::uint64_t next = kept.batches().empty() ? 1 : kept.batches().back().number + 1;
  for (;; ++next) {
    kept.append(next, batch_of(next));
    if (::write(pipe, &next, sizeof next) != sizeof next) ::_exit(1);
  }
}

std::uint64_t kept_before_kill(const std::filesystem::path& path, std::uint64_t count) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error{"no pipe"};
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    keep_until_killed(path, ends[1]);
  }
  ::close(ends[1]);
  std::uint64_t last = 0, number = 0;
  for (std::uint64_t heard = 0; ::read(ends[0], &number, sizeof number) == sizeof number; ++heard) {
    last = number;
    if (heard == count) ::kill(child, SIGKILL);
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the child ended by itself";
  return last;
}

TEST(ObservationsKill, LosesNothingKeptAndShowsNothingHalfDone) {
  const test::TemporaryDirectory directory;
  const std::filesystem::path path = directory.path() / "observations";
  const std::uint64_t seed = 20260630;
  Random random{seed};
  const int kills = std::getenv("LUOSHI_LONG") != nullptr ? 200 : 20;
  for (int kill = 0; kill < kills; ++kill) {
    const std::uint64_t kept_at_least = kept_before_kill(path, random.below(10));
    const Observations kept{path, Access::Read};
    const auto batches = kept.batches();
    ASSERT_GE(batches.back().number, kept_at_least) << "kill " << kill << ", seed " << seed;
    ASSERT_EQ(batches.size(), batches.back().number) << "a batch is missing after kill " << kill;
    ASSERT_TRUE(kept.check().empty());
    const std::uint64_t last = batches.back().number;
    const Known known = kept.read("S", "x", kStart, kStart + std::chrono::hours{1});
    ASSERT_EQ(known.series.values.front(), static_cast<double>(last)) << "the newest batch stands whole";
    ASSERT_EQ(batches.back().values, batch_of(last).size());
  }
  std::cout << kills << " kills\n";
}

}  // namespace
}  // namespace luoshi::observations
