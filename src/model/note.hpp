#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/figure.hpp"
#include "base/id.hpp"
#include "model/asset.hpp"
#include "model/body.hpp"
#include "model/paper.hpp"

namespace luoshi {

/// What is written down when a thing is moved on (办理记载): its reason, the paper it stands on, and whatever that step
/// asks for. Which of these a step must have is told by its lifecycle (docs/methods/lifecycle.md); a step says by its
/// name what `name`, `number` and `day` mean.
struct Note {
  std::string reason;              ///< 理由、答复或结论, in words
  Id<Document> document;           ///< the paper, as taken in
  std::string article;             ///< 条款
  std::string name;                ///< of a part: a milestone, a promise of the upper level, an issuing body
  std::optional<Day> day;          ///< a new date of its clock, or the day on which it happened
  Id<Body> body;
  Id<Post> post;
  std::optional<std::uint32_t> number;
  std::optional<Figure> figure;
  std::vector<Id<Asset>> assets;
  std::vector<Digest> evidence;    ///< blobs: photos, films, forms

  friend bool operator==(const Note&, const Note&) = default;
};

}  // namespace luoshi
