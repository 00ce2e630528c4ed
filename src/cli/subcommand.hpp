#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace luoshi::cli {

/// How a command ends; the numbers are what scripts see.
enum class Exit { Ok = 0, AnswerIsNo = 1, BadInput = 2, WorldFailed = 3 };

/// One thing a subcommand takes. Declared here without the parser's header, which one source file alone includes.
struct Option {
  enum class Kind { Flag, Value, Positional, Many };  ///< Many: the rest of the line, e.g. PATH...
  Kind kind = Kind::Value;
  std::string name;  ///< "db" for --db; the word shown for positionals
  std::string help;
  bool required = false;
};

/// What was typed, by option name.
class Values {
 public:
  void set(const std::string& name, std::vector<std::string> words) { words_[name] = std::move(words); }
  [[nodiscard]] bool flag(const std::string& name) const { return words_.contains(name); }
  /// The value, or nothing when it was not given.
  [[nodiscard]] std::optional<std::string> find(const std::string& name) const;
  /// The value. Requires an option declared `required`.
  [[nodiscard]] const std::string& get(const std::string& name) const;
  /// The whole number. @throws Error{BadInput} when it is none or outside the range.
  [[nodiscard]] std::optional<std::int64_t> integer(const std::string& name, std::int64_t low, std::int64_t high) const;
  /// The day, written YYYY-MM-DD. @throws Error{BadInput} when it is none.
  [[nodiscard]] std::optional<Day> day(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> many(const std::string& name) const;

 private:
  std::map<std::string, std::vector<std::string>> words_;
};

/// One subcommand: "ledger check", what it takes, and what it does. `run` prints its answer on standard output; failures
/// are thrown as Error and reach the person as one line on standard error.
struct Subcommand {
  std::string path;
  std::string help;
  std::vector<Option> options;
  std::function<Exit(const Values&)> run;
};

/// Writes text to standard output. @throws Error{Unavailable} when it cannot (a closed pipe, a full disk).
void print(std::string_view text);

/// All bytes of a file, or of standard input for "-".
/// @throws Error{NotFound | Unavailable | TooLarge}: a file beyond `limit` bytes is refused before it is read.
[[nodiscard]] std::string read_input(const std::string& path, std::uint64_t limit);

/// The path of a file that another file names: relative to that other file's folder.
[[nodiscard]] std::string beside(const std::string& file, const std::string& name);

/// Replaces a file's content; whole or not at all. @throws Error{Unavailable}
void write_output(const std::string& path, std::string_view bytes);

}  // namespace luoshi::cli
