// A real process writes and is killed with SIGKILL at a moment of no one's choosing, again and again on one ledger:
// 20 times, 200 with LUOSHI_LONG=1.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <deque>
#include <random>

#include "ledger/check/check.hpp"
#include "ledger/sqlite/sqlite_ledger.hpp"
#include "support/temporary_directory.hpp"

namespace luoshi::ledger {
namespace {

constexpr std::uint64_t kTogether = 3;  // entries of one append
constexpr std::size_t kUnderWay = 8;    // appends submitted and not yet waited for

std::string entry_text(std::uint64_t sequence) {
  return "{\"event\":" + std::to_string(sequence) + ",\"text\":\"" + std::string(sequence * 37 % 700, 'e') + "\"}";
}

// The child's whole life: appends without end, and says each acknowledged size on the pipe. Never returns.
[[noreturn]] void write_until_killed(const std::filesystem::path& path, int pipe) {
  const auto ledger = open_sqlite_ledger(path);
  std::uint64_t next = ledger->head().size + 1;
  std::deque<std::future<Placed>> under_way;
  while (true) {
    std::vector<Entry> entries;
    for (std::uint64_t i = 0; i < kTogether; ++i) entries.push_back({entry_text(next++)});
    under_way.push_back(ledger->submit(std::move(entries)));
    if (under_way.size() < kUnderWay) continue;
    const std::uint64_t acknowledged = under_way.front().get().head.size;
    under_way.pop_front();
    if (::write(pipe, &acknowledged, sizeof acknowledged) != sizeof acknowledged) ::_exit(1);
  }
}

// The last size the child acknowledged before it was killed, after it had acknowledged `count` appends.
std::uint64_t acknowledged_before_kill(const std::filesystem::path& path, std::uint64_t count) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error{"no pipe"};
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(path, ends[1]);
  }
  ::close(ends[1]);
  std::uint64_t last = 0, size = 0;
  for (std::uint64_t heard = 0; ::read(ends[0], &size, sizeof size) == sizeof size; ++heard) {
    last = size;
    if (heard == count) ::kill(child, SIGKILL);
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the child ended by itself";
  return last;
}

TEST(LedgerKill, LosesNothingAcknowledgedAndShowsNothingHalfDone) {
  const test::TemporaryDirectory directory;
  const std::filesystem::path path = directory.path() / "city.db";
  const std::uint64_t seed = 20240720;
  std::mt19937_64 random{seed};
  const int kills = std::getenv("LUOSHI_LONG") != nullptr ? 200 : 20;
  std::uint64_t beyond = 0;
  for (int kill = 0; kill < kills; ++kill) {
    const std::uint64_t acknowledged = acknowledged_before_kill(path, random() % 40);
    const auto ledger = open_sqlite_ledger(path);
    const std::uint64_t size = ledger->head().size;
    ASSERT_GE(size, acknowledged) << "kill " << kill << ", seed " << seed;
    ASSERT_EQ(size % kTogether, 0U) << "half an append after kill " << kill << ", seed " << seed;
    beyond += size - acknowledged;
    const Head head = read_verified(*ledger, [&](std::uint64_t sequence, std::string_view bytes) {
      ASSERT_EQ(bytes, entry_text(sequence)) << "after kill " << kill;
    });
    ASSERT_EQ(head, ledger->head());
    const ledger_check::Report report = ledger_check::check(path);
    ASSERT_TRUE(report.sound()) << "after kill " << kill << ": " << report.problems[0];
  }
  std::cout << kills << " kills, " << beyond << " entries were there that nobody had been told of\n";
}

}  // namespace
}  // namespace luoshi::ledger
