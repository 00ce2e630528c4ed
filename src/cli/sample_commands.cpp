#include "cli/sample_commands.hpp"

#include <filesystem>
#include <limits>

#include "base/error.hpp"
#include "cli/database.hpp"
#include "engine/sample_city.hpp"
#include "sample/sample.hpp"

namespace luoshi::cli {
namespace {

/// Never among files of somebody's: what stands there already is left alone.
void refuse_filled(const std::filesystem::path& folder) {
  std::error_code failed;
  if (!std::filesystem::exists(folder, failed)) return;
  if (!std::filesystem::is_directory(folder, failed))
    throw Error{Fault::BadInput, folder.string() + " is a file (a folder is wanted); name another place"};
  const bool empty = std::filesystem::is_empty(folder, failed);
  if (failed)
    throw Error{Fault::Unavailable, folder.string() + " cannot be read (" + failed.message() + "); check its rights"};
  if (!empty)
    throw Error{Fault::BadInput,
                folder.string() + " is not empty (nothing is overwritten); name an empty or new folder"};
}

Exit write_sample(const Values& values) {
  const std::filesystem::path folder{values.get("DIR")};
  sample::SampleOptions options;
  options.scale = static_cast<unsigned>(values.integer("scale", 1, 99).value_or(options.scale));
  if (const auto seed = values.integer("seed", 0, std::numeric_limits<std::int64_t>::max()))
    options.seed = static_cast<std::uint64_t>(*seed);
  refuse_filled(folder);
  const auto database = values.find("db");
  const auto files = sample::generate(options);
  std::string taken_in;
  if (database) {
    engine::SampleTaken taken;
    fill_new_database(*database, [&](engine::Engine& engine) { taken = engine::take_in_sample(engine, files); });
    taken_in = "记入账本 " + *database + "：登记 " + std::to_string(taken.registers) + " 条，文件 " +
          std::to_string(taken.papers) + " 份，承诺 " + std::to_string(taken.commitments) + " 项，进展 " +
          std::to_string(taken.reports) + " 期，核查 " + std::to_string(taken.checks) + " 次，项目 " + std::to_string(taken.works.projects) + " 个，措施 " +
          std::to_string(taken.works.measures) + " 项，请示 " + std::to_string(taken.works.asks) + " 件，问题 " +
          std::to_string(taken.works.problems) + " 个，停产退出 " + std::to_string(taken.works.closures) + " 家，监测样品 " + std::to_string(taken.samples) + " 个，复核 " +
          std::to_string(taken.reviews) + " 项\n";
  }
  std::uint64_t bytes = 0;
  for (const sample::SampleFile& file : files) {
    const std::filesystem::path path = folder / file.path;
    std::error_code failed;
    std::filesystem::create_directories(path.parent_path(), failed);
    if (failed)
      throw Error{Fault::Unavailable,
                  path.parent_path().string() + " cannot be made (" + failed.message() + "); check its rights"};
    write_output(path.string(), file.bytes);
    bytes += file.bytes.size();
  }
  print("样例城市云溪市（虚构）写入 " + folder.string() + "：" + std::to_string(files.size()) + " 个文件，" +
        std::to_string(bytes / 1024) + " KB，种子 " + std::to_string(options.seed) + "，规模 " +
        std::to_string(options.scale) + "\n" + taken_in);
  return Exit::Ok;
}

}  // namespace

std::vector<Subcommand> sample_commands() {
  return {{"sample",
           "Write the fictional sample city's registers, papers and history into a folder",
           {{Option::Kind::Positional, "DIR", "a new or empty folder", true},
            {Option::Kind::Value, "scale", "so many copies of the city, 1 to 99"},
            {Option::Kind::Value, "seed", "another city of the same size"},
            {Option::Kind::Value, "db", "also take its registers, pledges, reports and checks into this new database"}},
           write_sample}};
}

}  // namespace luoshi::cli
