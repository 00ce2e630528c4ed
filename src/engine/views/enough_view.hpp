#pragma once

#include <string>
#include <vector>

#include "city/city.hpp"

namespace luoshi::engine {

/// Do the parts of a commitment reach it, in one line: 加总111＜120条，无人认领9条. Without parts, or for an outcome, why not.
struct EnoughAnswer {
  Answer answer = Answer::CannotSay;
  std::string reason;
};

/// Which commitments are parts of which: by parent, in id order. Built once a city.
[[nodiscard]] std::vector<std::vector<Id<Commitment>>> parts_of(const city::City& city);

[[nodiscard]] EnoughAnswer enough_answer(const city::City& city, Id<Commitment> id,
                                         const std::vector<Id<Commitment>>& parts);

}  // namespace luoshi::engine
