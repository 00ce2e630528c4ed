#include "engine/adopting.hpp"

#include "base/error.hpp"

namespace luoshi::engine {
namespace {

std::string stem(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  const std::string name = slash == std::string::npos ? file : file.substr(slash + 1);
  return name.substr(0, name.find('.'));
}

}  // namespace

Taken adopt_file(Engine& engine, const std::string& file, std::string_view bytes, const ReadBeside&, const city::Actor& actor) {
  if (is_map_layer(bytes)) return adopt_map_layer(engine, stem(file), bytes, actor);
  throw Error{Fault::BadInput, file + " 没有采用（不认识：要 GeoJSON 图层）请核对文件"};
}

}  // namespace luoshi::engine
