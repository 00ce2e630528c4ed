#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "intake/words.hpp"

namespace luoshi::intake {

/// A stretch of a text, end exclusive, in code points.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] bool empty() const { return begin >= end; }
  [[nodiscard]] std::size_t size() const { return end - begin; }
};

[[nodiscard]] inline std::u32string_view of(std::u32string_view text, const Stretch& stretch) {
  return text.substr(stretch.begin, stretch.end - stretch.begin);
}

/// A sentence or a part of one, with the number in front of it.
struct Part {
  Stretch words;        ///< without a list number (一、 1. (1)) that only orders the paper; 一是 and 一要 stay in
  std::string item_no;  ///< 一, （二）, 3; empty where none stands
  bool enumerated = false;  ///< begins with 一是, 一要 or the like
  bool new_sentence = true; ///< stands after a full stop or opens the paragraph, not after ； or a comma
};

/// The paragraphs of a text: its lines, blank ones left out, white space at both ends cut off.
[[nodiscard]] std::vector<Stretch> lines_of(std::u32string_view text);

/// Sentences: split at 。！？ and ；, not inside titles, brackets or (but for 。) quotation marks; then at enumerators
/// (一是, 一要, （一）, 1.) wherever a clause begins with one.
[[nodiscard]] std::vector<Part> parts_of(std::u32string_view text, const Words& words, Stretch line);

/// Clauses: split at ， and ： outside quotation marks, titles and brackets.
[[nodiscard]] std::vector<Stretch> clauses_of(std::u32string_view text, const Words& words, Stretch part);

/// The length of a list number at `at` (一、 （一） 1. (2) ① 第一， 第三条), 0 when none stands there.
[[nodiscard]] std::size_t list_number(std::u32string_view text, std::size_t at, std::size_t end);

/// The length of an enumerator that belongs to its clause (一是, 二要), 0 when none stands there.
[[nodiscard]] std::size_t enumerator(std::u32string_view text, std::size_t at, std::size_t end);

}  // namespace luoshi::intake
