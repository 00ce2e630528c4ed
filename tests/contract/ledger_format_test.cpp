// The format is frozen: ledgers of every released version open, and a second reader reaches the same digests.
// The files under tests/fixtures/ledger/v1 were written by LUOSHI_WRITE_FIXTURE=DIR ledger_format_test; a new format gets
// a folder of its own, and the old one stays.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "base/error.hpp"
#include "disk/file.hpp"
#include "ledger/check/check.hpp"
#include "ledger/proof.hpp"
#include "ledger/sqlite/sqlite_ledger.hpp"
#include "support/temporary_directory.hpp"

namespace luoshi::ledger {
namespace {

namespace fs = std::filesystem;

fs::path repository() {
  const char* const source = std::getenv("LUOSHI_SOURCE");
  return source != nullptr ? fs::path{source} : fs::path{"."};
}
fs::path golden() { return repository() / "tests" / "fixtures" / "ledger" / "v1"; }

std::string bytes_of(const fs::path& path) { return File{path, File::Mode::Read}.read_all(1 << 28); }

Head golden_head() {
  const std::string line = bytes_of(golden() / "head.txt");
  return head_from_text(std::string_view{line}.substr(0, line.size() - 1)).value();
}

std::vector<Entry> golden_entries() {
  std::vector<Entry> entries;
  for (int i = 1; i <= 32; ++i)
    entries.push_back({"{\"event\":" + std::to_string(i) + ",\"text\":\"第" + std::to_string(i) + "条云溪河整治\"}"});
  entries.push_back({"x"});
  entries.push_back({std::string("a\0b\n\"\\\x7f", 7)});
  entries.push_back({"🏞 以上"});
  entries.push_back({std::string(5000, 'y')});
  entries.push_back({std::string(4096, 'z')});
  return entries;
}

struct Answer {
  int code = -1;
  std::string text;
};

Answer second_reader(const std::string& arguments) {
  const std::string command = "python3 '" + (repository() / "tests" / "ledger_reader.py").string() + "' " + arguments;
  FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return {};
  Answer answer;
  std::array<char, 4096> piece{};
  while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe)) answer.text.append(piece.data(), got);
  answer.code = ::pclose(pipe);
  return answer;
}

std::string exported(const Ledger& ledger) {
  std::string lines;
  export_lines(ledger, [&](std::string_view line) { lines.append(line).append("\n"); });
  return lines;
}

void write_fixture(const fs::path& directory) {
  const auto put = [&](const std::string& name, const std::string& bytes) { replace_file(directory / name, bytes); };
  const auto entries = golden_entries();
  Head head;
  {
    const auto ledger = open_sqlite_ledger(directory / "ledger.db");
    head = ledger->append(ledger->head(), std::span{entries}.first(20));
    head = ledger->append(head, std::span{entries}.subspan(20));
    put("head.txt", to_text(head) + "\n");
    put("export.jsonl", exported(*ledger));
    put("proof-20.json", canonical_json(to_json(prove(*ledger, 20))) + "\n");
  }
  const auto ledger = open_sqlite_ledger(directory / "crashed.db");
  head = ledger->append(ledger->head(), std::span{entries}.first(20));
  head = ledger->append(head, std::span{entries}.subspan(20));
  // The files as a process that dies now leaves them: the entries stand in the log.
  for (const std::string ending : {"", "-wal", ".head"}) put("left.db" + ending, bytes_of(directory / ("crashed.db" + ending)));
}

class LedgerFormat : public testing::Test {
 protected:
  fs::path laid(const std::string& name) {
    for (const std::string ending : {"", "-wal", ".head"}) {
      const fs::path from = golden() / (name + ending);
      if (fs::exists(from)) fs::copy_file(from, directory.path() / (name + ending));
    }
    return directory.path() / name;
  }
  test::TemporaryDirectory directory;
};

TEST_F(LedgerFormat, OpensTheLedgerOfVersionOneAndGoesOn) {
  for (const std::string name : {"ledger.db", "left.db"}) {
    const fs::path path = laid(name);
    const std::string head = bytes_of(golden() / "head.txt");
    EXPECT_EQ(to_text(open_sqlite_ledger_read_only(path)->head()) + "\n", head) << name;
    const ledger_check::Report report = ledger_check::check(path);
    EXPECT_TRUE(report.sound() && report.notes.empty()) << name;
    const auto ledger = open_sqlite_ledger(path);
    EXPECT_EQ(to_text(ledger->head()) + "\n", head) << name;
    const auto entries = golden_entries();
    for (std::size_t i = 0; i < entries.size(); ++i)
      EXPECT_EQ(entry_at(*ledger, i + 1), entries[i]) << name << " " << i + 1;
    EXPECT_EQ(ledger->append(ledger->head(), std::vector<Entry>{{"new"}}).size, entries.size() + 1);
  }
}

TEST_F(LedgerFormat, WritesTheSameDigestsProofAndExportAsVersionOne) {
  const auto ledger = open_sqlite_ledger(directory.path() / "new.db");
  ledger->append(ledger->head(), golden_entries());
  EXPECT_EQ(to_text(ledger->head()) + "\n", bytes_of(golden() / "head.txt"));
  EXPECT_EQ(exported(*ledger), bytes_of(golden() / "export.jsonl"));
  EXPECT_EQ(canonical_json(to_json(prove(*ledger, 20))) + "\n", bytes_of(golden() / "proof-20.json"));
  EXPECT_EQ(slot_bytes(ledger->head()), bytes_of(golden() / "ledger.db.head").substr(kSlotBytes)) << "the newer slot";
}

TEST_F(LedgerFormat, ASecondReaderReachesTheSameDigests) {
  const Head head = golden_head();
  for (const std::string name : {"ledger.db", "left.db"}) {
    const Answer answer = second_reader("'" + laid(name).string() + "' --leaves");
    ASSERT_EQ(answer.code, 0) << answer.text;
    const Json said = parse_json(answer.text);
    EXPECT_EQ(said.at("size").as_integer(), static_cast<std::int64_t>(head.size));
    EXPECT_EQ(said.at("root").as_string(), head.root.hex());
    EXPECT_EQ(said.at("witness_size").as_integer(), static_cast<std::int64_t>(head.size));
    ASSERT_EQ(said.at("leaves").as_array().size(), head.size);
    EXPECT_EQ(said.at("leaves").as_array()[34].as_string(), sha256(std::string(1, '\0') + golden_entries()[34].bytes).hex());
  }
  const Answer proof = second_reader("--proof '" + (golden() / "proof-20.json").string() + "' " + to_text(head));
  EXPECT_EQ(proof.code, 0) << proof.text;
  const Answer lines = second_reader("--export '" + (golden() / "export.jsonl").string() + "'");
  EXPECT_EQ(lines.code, 0) << lines.text;
}

TEST_F(LedgerFormat, TheSecondReaderRefusesWhatWasChanged) {
  const fs::path path = laid("ledger.db");
  std::string bytes = bytes_of(path);
  const std::size_t at = bytes.find(golden_entries()[11].bytes);
  bytes[at + 9] = static_cast<char>(bytes[at + 9] ^ 1);
  replace_file(path, bytes);
  const Answer answer = second_reader("'" + path.string() + "'");
  EXPECT_NE(answer.code, 0);
  EXPECT_NE(answer.text.find("event 12 "), std::string::npos) << answer.text;
  std::string proof = bytes_of(golden() / "proof-20.json");
  proof[proof.find("event") + 9] = '9';
  replace_file(directory.path() / "proof.json", proof);
  const std::string head = to_text(golden_head());
  EXPECT_NE(second_reader("--proof '" + (directory.path() / "proof.json").string() + "' " + head).code, 0);
  std::string lines = bytes_of(golden() / "export.jsonl");
  replace_file(directory.path() / "cut.jsonl", std::string_view{lines}.substr(0, lines.rfind("{\"algorithm")));
  const Answer cut = second_reader("--export '" + (directory.path() / "cut.jsonl").string() + "'");
  EXPECT_NE(cut.code, 0);
  EXPECT_NE(cut.text.find("broke off"), std::string::npos) << cut.text;
}

}  // namespace
}  // namespace luoshi::ledger

int main(int count, char** arguments) {
  testing::InitGoogleTest(&count, arguments);
  if (const char* const directory = std::getenv("LUOSHI_WRITE_FIXTURE")) {
    luoshi::ledger::write_fixture(directory);
    return 0;
  }
  return RUN_ALL_TESTS();
}
