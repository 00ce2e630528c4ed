#pragma once

#include <vector>

#include "intake/document.hpp"

namespace luoshi::intake {

/// A candidate statement: clauses of one sentence that say one thing.
struct Segment {
  Stretch words;
  std::vector<Stretch> clauses;
  const WordHit* sign = nullptr;  ///< the directive word that binds it (要, 必须, 确保 …), null when there is none
  std::vector<ReadFigure> figures;
  std::span<const ReadTime> times;  // views into the document
};

/// The directive word of a clause, null when it has none: 要 as a verb, 必须 and its like anywhere, 确保 and its like
/// at the head or after the subject. Signs in quotations, in 有…要… and in 是必须…的 are none.
[[nodiscard]] const WordHit* directive_of(const Document& document, Stretch clause);

/// True for a clause that only says when, where or on what ground: it belongs to what follows.
[[nodiscard]] bool is_adverbial(const Document& document, Stretch clause);

/// True for a clause that names a class or standard reached (出水达到准Ⅳ类标准): measured like a figure, without a
/// number.
[[nodiscard]] bool names_standard(std::u32string_view words);

/// True for a clause whose figure is a nought in words: 零火点, 动态清零.
[[nodiscard]] bool names_zero(std::u32string_view words);

/// Where the words of a clause begin that are neither enumerator, time, topic (对…, 在…中) nor adverb.
[[nodiscard]] std::size_t head_of(const Document& document, Stretch clause);

/// Groups the clauses of a sentence: a clause with its own 要 or 必须 opens one (with the topic before it), so does a
/// second figure or date, and a turn of kind (值得肯定，但也存在…); a result's figure takes in nothing after its comma.
/// `told`: the sentence stands where things are told to someone, so it is an order even without a sign of its own.
enum class Told { No, Yes };
[[nodiscard]] std::vector<Segment> segments_of(const Document& document, const std::vector<Stretch>& clauses,
                                               Told told);

}  // namespace luoshi::intake
