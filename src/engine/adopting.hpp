#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/city_data.hpp"

namespace luoshi::engine {

/// The bytes of a file that another one names, from beside it.
using ReadBeside = std::function<std::string(const std::string& name)>;

/// Takes a data file in, whatever it is: finds that out from its bytes, checks it whole, and only then keeps it. A layer of
/// the map (GeoJSON) goes by its file's name without ending. @throws Error{BadInput | NotFound | TooLarge} naming the place.
[[nodiscard]] Taken adopt_file(Engine& engine, const std::string& file, std::string_view bytes, const ReadBeside& beside,
                               const city::Actor& actor = {});

}  // namespace luoshi::engine
