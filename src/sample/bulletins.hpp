#pragma once

#include <string>
#include <vector>

namespace luoshi::sample {

/// One file the room hands out: a path below the sample's folder, with "/", and its bytes.
struct SampleFile {
  std::string path;
  std::string bytes;

  friend bool operator==(const SampleFile&, const SampleFile&) = default;
};

/// The project's own bulletins as data/bulletins holds them, path = file name.
[[nodiscard]] std::vector<SampleFile> clean_bulletins();

/// Six of them as invented sites republish them: data/bulletins/damaged holds these bytes.
[[nodiscard]] std::vector<SampleFile> damaged_bulletins();

}  // namespace luoshi::sample
