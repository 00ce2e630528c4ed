#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "intake/tables_layout.hpp"

/// The build-time program behind `intake`: reads word lists of Debian and the project's own bulletins, writes one file
/// of tables. It opens files through `read_source` alone, and names each in the manifest it leaves beside the tables.
namespace luoshi::maker {

/// The whole file; records its path and size for the manifest. Ends the program with a message where it cannot be read.
std::string read_source(const std::string& path);
/// "path TAB bytes" of every file read, in order.
std::string manifest();

/// Ends the program: *problem (why) what to do*.
[[noreturn]] void fail(const std::string& message);

std::u32string from_utf8(std::string_view bytes);
std::vector<std::string> lines_of(const std::string& text);
std::vector<std::string> split(const std::string& line, char separator);

using Tables = std::map<intake::Table, std::string>;

template <class T>
void put(Tables& tables, intake::Table which, const std::vector<T>& values) {
  tables[which].assign(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

struct Script {
  std::vector<std::uint16_t> fold;  // 65536
};

void make_codecs(Tables& tables);
/// `folder` holds OpenCC's dictionaries as text.
Script make_script(Tables& tables, const std::string& folder, const std::string& variants);
void make_classes(Tables& tables, const Script& script);
void make_readings(Tables& tables, const std::string& path);
void make_model(Tables& tables, const Script& script, const std::string& words, const std::string& phrases,
                const std::vector<std::string>& papers);

}  // namespace luoshi::maker
