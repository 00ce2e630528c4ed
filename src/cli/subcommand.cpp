#include "cli/subcommand.hpp"

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "base/contract.hpp"
#include "base/error.hpp"

namespace luoshi::cli {

std::optional<std::string> Values::find(const std::string& name) const {
  const auto found = words_.find(name);
  if (found == words_.end() || found->second.empty()) return std::nullopt;
  return found->second.front();
}

const std::string& Values::get(const std::string& name) const {
  const auto found = words_.find(name);
  expects(found != words_.end() && !found->second.empty(), "a required option was given");
  return found->second.front();
}

std::optional<std::int64_t> Values::integer(const std::string& name, std::int64_t low, std::int64_t high) const {
  const auto text = find(name);
  if (!text) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (fault != std::errc{} || end != text->data() + text->size() || value < low || value > high)
    throw Error{Fault::BadInput, name + " is \"" + *text + "\" (a whole number from " + std::to_string(low) + " to " +
                                     std::to_string(high) + " is wanted); correct it"};
  return value;
}

std::optional<Day> Values::day(const std::string& name) const {
  const auto text = find(name);
  if (!text) return std::nullopt;
  if (const auto day = day_from_text(*text)) return day;
  throw Error{Fault::BadInput, "--" + name + " is \"" + *text + "\" (a day, YYYY-MM-DD, is wanted); correct it"};
}

std::vector<std::string> Values::many(const std::string& name) const {
  const auto found = words_.find(name);
  return found == words_.end() ? std::vector<std::string>{} : found->second;
}

void print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    throw Error{Fault::Unavailable, "the answer cannot be written (standard output is closed or full); send it elsewhere"};
}

std::string read_input(const std::string& path, std::uint64_t limit) {
  using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
  const bool standard = path == "-";
  std::error_code failed;
  if (!standard && std::filesystem::is_directory(path, failed))
    throw Error{Fault::BadInput, path + " is a folder (a file is wanted); name the files in it"};
  if (!standard) {
    const auto size = std::filesystem::file_size(path, failed);
    if (!failed && size > limit)
      throw Error{Fault::TooLarge, path + " has " + std::to_string(size) + " bytes (the limit is " +
                                       std::to_string(limit) + "); split it or leave it out"};
  }
  const File file{standard ? stdin : std::fopen(path.c_str(), "rb"),
                  standard ? [](std::FILE*) { return 0; } : [](std::FILE* f) { return std::fclose(f); }};
  if (!file) throw Error{Fault::NotFound, path + " cannot be opened (it does not exist or may not be read); check the path"};
  std::string bytes;
  char buffer[1U << 16U];
  for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, file.get())) > 0;) {
    bytes.append(buffer, got);
    if (bytes.size() > limit)
      throw Error{Fault::TooLarge, path + " is larger than " + std::to_string(limit) + " bytes (the limit); split it"};
  }
  if (std::ferror(file.get()) != 0)
    throw Error{Fault::Unavailable, path + " cannot be read to its end (the disk or folder failed); try again"};
  return bytes;
}

void write_output(const std::string& path, std::string_view bytes) {
  const std::string part = path + ".part";
  std::FILE* const file = std::fopen(part.c_str(), "wb");
  const bool written = file != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const bool closed = file != nullptr && std::fclose(file) == 0;
  std::error_code failed;
  if (written && closed) std::filesystem::rename(part, path, failed);
  if (!written || !closed || failed) {
    std::filesystem::remove(part, failed);
    throw Error{Fault::Unavailable, path + " cannot be written (folder missing, no right, or disk full); check the path"};
  }
}

std::string beside(const std::string& file, const std::string& name) {
  return (std::filesystem::path{file}.parent_path() / name).string();
}

}  // namespace luoshi::cli
