#include "disk/confined.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include "base/error.hpp"

namespace luoshi::disk {
namespace {

using Clock = std::chrono::steady_clock;

// What computing, memory and the open files need; everything else fails with EPERM.
constexpr std::array kAllowed = {
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_close, SYS_fstat, SYS_lseek, SYS_mmap, SYS_munmap, SYS_mremap, SYS_mprotect,
    SYS_brk, SYS_madvise, SYS_futex, SYS_exit, SYS_exit_group, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack,
    SYS_getpid, SYS_gettid, SYS_tgkill, SYS_clock_gettime, SYS_getrandom, SYS_sched_yield, SYS_restart_syscall};

#if defined(__x86_64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kMachine = 0;
#endif

struct Pipe {
  int read = -1, write = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
      throw Error{Fault::Unavailable, std::string{"a child process cannot be started ("} + std::strerror(errno) + "); try again"};
    read = ends[0];
    write = ends[1];
  }
  ~Pipe() {
    close_end(read);
    close_end(write);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  static void close_end(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
};

void limit(int what, std::uint64_t most) {
  const rlimit bound{most, most};
  (void)setrlimit(static_cast<__rlimit_resource_t>(what), &bound);
}

// In the child, between fork and exec: only calls that are safe there.
[[noreturn]] void become(char* const* arguments, int input, int output, pid_t parent, const ChildLimits& limits) {
  (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0) _exit(127);
  (void)syscall(SYS_close_range, 3U, ~0U, 0U);
  sigset_t none{};
  sigemptyset(&none);
  (void)sigprocmask(SIG_SETMASK, &none, nullptr);
  (void)std::signal(SIGPIPE, SIG_DFL);
  limit(RLIMIT_AS, limits.memory_bytes);
  limit(RLIMIT_CPU, limits.cpu_seconds);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  std::array<char*, 1> environment{nullptr};
  execve(arguments[0], arguments, environment.data());
  _exit(127);
}

// Feeds and drains the child until it closes its output; true when that happened in time and within bounds.
ChildEnd::How converse(Pipe& input, Pipe& output, std::string_view bytes, std::string& taken, const ChildLimits& limits) {
  const auto end = Clock::now() + limits.wall;
  (void)fcntl(input.write, F_SETFL, O_NONBLOCK);
  std::array<char, std::size_t{64} << 10U> buffer{};
  for (;;) {
    if (bytes.empty()) Pipe::close_end(input.write);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return ChildEnd::How::TooLong;
    std::array<pollfd, 2> waits{pollfd{output.read, POLLIN, 0}, pollfd{input.write, POLLOUT, 0}};
    const int ready = poll(waits.data(), input.write >= 0 ? 2 : 1, static_cast<int>(left));
    if (ready < 0 && errno != EINTR) return ChildEnd::How::Killed;
    if (ready <= 0) continue;
    if (input.write >= 0 && waits[1].revents != 0) {
      const ssize_t sent = write(input.write, bytes.data(), std::min(bytes.size(), buffer.size()));
      if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
      else if (errno != EAGAIN && errno != EINTR) bytes = {};  // it takes no more
    }
    if (waits[0].revents == 0) continue;
    const ssize_t got = read(output.read, buffer.data(), buffer.size());
    if (got == 0) return ChildEnd::How::Exited;
    if (got < 0 && errno != EINTR && errno != EAGAIN) return ChildEnd::How::Killed;
    if (got > 0) taken.append(buffer.data(), static_cast<std::size_t>(got));
    if (taken.size() > limits.output_bytes) return ChildEnd::How::TooMuchOutput;
  }
}

}  // namespace

ChildEnd run_confined(const std::vector<std::string>& command, std::string_view input, const ChildLimits& limits) {
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  Pipe to_child, from_child;
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) throw Error{Fault::Unavailable, std::string{"a child process cannot be started ("} + std::strerror(errno) + "); try again"};
  if (child == 0) become(arguments.data(), to_child.read, from_child.write, parent, limits);
  Pipe::close_end(to_child.read);
  Pipe::close_end(from_child.write);
  ChildEnd end;
  end.how = converse(to_child, from_child, input, end.output, limits);
  if (end.how != ChildEnd::How::Exited) (void)kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  if (end.how != ChildEnd::How::Exited) return end;
  if (WIFEXITED(status)) end.code = WEXITSTATUS(status);
  else if (WTERMSIG(status) == SIGXCPU) end.how = ChildEnd::How::TooLong;
  else end.how = ChildEnd::How::Killed;
  return end;
}

bool close_in() {
  if (kMachine == 0) return false;
  std::vector<sock_filter> program = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kMachine, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr))};
  for (const long call : kAllowed) {
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 1));
    program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  }
  program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
  const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

std::string read_standard_input(std::uint64_t most) {
  std::string all;
  std::array<char, std::size_t{64} << 10U> buffer{};
  for (;;) {
    const ssize_t got = read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return all;
    all.append(buffer.data(), static_cast<std::size_t>(got));
    if (all.size() > most) throw Error{Fault::TooLarge, "standard input is too large; split it"};
  }
}

}  // namespace luoshi::disk
