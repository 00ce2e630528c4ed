#include "engine/sample_data.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "engine/adopting.hpp"

namespace luoshi::engine {

void take_in_sample_data(Engine& engine, const std::vector<sample::SampleFile>& files) {
  const auto bytes_of = [&](const std::string& path) {
    const auto file = std::find_if(files.begin(), files.end(), [&](const auto& each) { return each.path == path; });
    if (file == files.end()) throw Error{Fault::BadInput, path + " is missing from the sample (it was not made by this version); make it anew"};
    return file->bytes;
  };
  for (const sample::SampleFile& file : files) {
    if (!file.path.starts_with("map/") && file.path != "water/city.toml" && file.path != "monitoring/section_months.csv") continue;
    const std::string folder = file.path.substr(0, file.path.rfind('/') + 1);
    const Taken taken = adopt_file(engine, file.path, file.bytes, [&](const std::string& name) { return bytes_of(folder + name); });
    if (taken.refused) throw Error{Fault::Conflict, taken.message};
  }
}

}  // namespace luoshi::engine
