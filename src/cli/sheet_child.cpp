#include "cli/sheet_child.hpp"

#include <semaphore>

#include "base/error.hpp"
#include "disk/confined.hpp"
#include "formats/workbook_bytes.hpp"

namespace luoshi::cli {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20U;
constexpr std::string_view kRefused = "refused ";
constexpr int kNotStarted = 127;
constexpr std::ptrdiff_t kMostReaders = 4;  // each may take 1.5 GB and a processor for half a minute

// A place among those that read at once.
class Place {
 public:
  explicit Place(const std::string& file) {
    if (!places().try_acquire()) throw Error{Fault::Conflict, file + "：现在读不了（同时在读的表太多）请稍后再传"};
  }
  ~Place() { places().release(); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

 private:
  static std::counting_semaphore<kMostReaders>& places() {
    static std::counting_semaphore<kMostReaders> all{kMostReaders};
    return all;
  }
};

// What one upload may cost: far below what the command line allows, for many may come at once.
formats::WorkbookLimits upload_limits() {
  formats::WorkbookLimits limits;
  limits.cells = 1'000'000;
  limits.text = std::uint64_t{64} << 20U;
  return limits;
}

Exit cells(const Values& values) {
  const std::string bytes = disk::read_standard_input(kMostBytes);
  // The decoder of damaged text builds its tables at first use: before the door shuts.
  (void)engine::read_book("甲,乙\n一,二\n", "warm.csv");
  (void)disk::close_in();
  try {
    print(formats::workbook_bytes(formats::read_workbook(bytes, values.get("name"), engine::decoded_text, upload_limits())));
  } catch (const Error& error) {
    print(std::string{kRefused} + (error.fault() == Fault::TooLarge ? "1" : "0") + error.what());
  }
  return Exit::Ok;
}

}  // namespace

formats::Workbook read_book_confined(std::string_view bytes, const std::string& file) {
  using How = disk::ChildEnd::How;
  const Place place{file};
  disk::ChildLimits limits;
  limits.memory_bytes = std::uint64_t{1536} << 20U;
  limits.output_bytes = std::uint64_t{160} << 20U;
  const disk::ChildEnd end = disk::run_confined({"/proc/self/exe", "sheet", "cells", "--name", file}, bytes, limits);
  if (end.how == How::TooLong) throw Error{Fault::TooLarge, file + "：读不完（半分钟还没有读完，可能是压缩炸弹）请拆分，或删去空行和图片后另存"};
  if (end.how == How::TooMuchOutput) throw Error{Fault::TooLarge, file + "：内容太多（超出一次可收的量）请拆成几份"};
  if (end.how == How::Exited && end.code == kNotStarted)
    throw Error{Fault::Unavailable, "the reader of tables cannot be started (its program is gone, or the memory it may use is less than it needs to begin); start the server anew"};
  if (end.how != How::Exited || end.code != 0)
    throw Error{Fault::TooLarge, file + "：读不了（读取它的进程中途停了，多半是表太大）请拆分，或删去空行和图片后另存"};
  const std::string_view output = end.output;
  if (output.starts_with(kRefused) && output.size() > kRefused.size())
    throw Error{output[kRefused.size()] == '1' ? Fault::TooLarge : Fault::BadInput, std::string{output.substr(kRefused.size() + 1)}};
  return formats::workbook_from_bytes(output, upload_limits());
}

std::vector<Subcommand> sheet_child_commands() {
  return {{"sheet cells",
           "a table on standard input, read in a closed-in process as the server has it read",
           {{Option::Kind::Value, "name", "the file's name, for messages", true}},
           cells}};
}

}  // namespace luoshi::cli
