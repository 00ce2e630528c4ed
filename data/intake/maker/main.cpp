// make_intake_tables --out FILE --manifest FILE --opencc DIR --variants FILE --words FILE --phrases FILE --readings FILE [BULLETIN...]
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "maker.hpp"

namespace luoshi::maker {
namespace {

std::string& manifest_text() {
  static std::string text;
  return text;
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream file{path, std::ios::binary};
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) fail("cannot write " + path + " (disk full or no right to write); free space and build again");
}

std::string assemble(const Tables& tables) {
  std::vector<std::uint32_t> head(1 + 2 * std::size_t{intake::kTableCount});
  head[0] = intake::kTableMagic;
  std::size_t at = (head.size() * 4 + 7) / 8 * 8;
  std::string body;
  for (const auto& [which, bytes] : tables) {
    const auto i = static_cast<std::size_t>(which);
    head[1 + 2 * i] = static_cast<std::uint32_t>(at + body.size());
    head[2 + 2 * i] = static_cast<std::uint32_t>(bytes.size());
    body += bytes;
    body.resize((body.size() + 7) / 8 * 8);
  }
  std::string file(at, '\0');
  std::memcpy(file.data(), head.data(), head.size() * 4);
  return file + body;
}

}  // namespace

void fail(const std::string& message) {
  std::fprintf(stderr, "make_intake_tables: %s\n", message.c_str());
  std::exit(1);
}

std::string read_source(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) fail("cannot read " + path + " (it is not there or not readable); install the packages ./run names");
  std::string bytes{std::istreambuf_iterator<char>{file}, {}};
  manifest_text() += path + "\t" + std::to_string(bytes.size()) + "\n";
  return bytes;
}

std::string manifest() { return manifest_text(); }

std::u32string from_utf8(std::string_view bytes) {
  std::u32string text;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (at + length > bytes.size()) fail("a source list is not UTF-8 (it ends inside a character); restore the file");
    char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) c = (c << 6U) | (static_cast<unsigned char>(bytes[at + i]) & 0x3FU);
    text += c;
    at += length;
  }
  return text;
}

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  for (std::size_t end; (end = line.find(separator, at)) != std::string::npos; at = end + 1)
    parts.push_back(line.substr(at, end - at));
  parts.push_back(line.substr(at));
  return parts;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::string& line : split(text, '\n')) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace luoshi::maker

int main(int argc, char** argv) {
  using namespace luoshi::maker;
  std::map<std::string, std::string> options;
  std::vector<std::string> papers;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.starts_with("--") && i + 1 < argc) {
      options[word] = argv[++i];
    } else {
      papers.push_back(word);
    }
  }
  Tables tables;
  make_codecs(tables);
  const Script script = make_script(tables, options["--opencc"], options["--variants"]);
  make_classes(tables, script);
  make_readings(tables, options["--readings"]);
  make_model(tables, script, options["--words"], options["--phrases"], papers);
  write_file(options["--out"], assemble(tables));
  write_file(options["--manifest"], manifest());
  return 0;
}
