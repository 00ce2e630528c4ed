#pragma once

#include "intake/segment.hpp"

namespace luoshi::intake {

/// What a duty says goes first (轻重缓急), verbatim: an order of work (先急后缓), or the words from 优先, 重点 to the
/// end of the clause. Empty where none is said; 重点项目 and 突出重点 order nothing.
[[nodiscard]] std::string priority_of(const Document& document, const Segment& segment);

/// The laws, rules and standards a statement rests on, each with its title marks, in order: titles that end with 法,
/// 条例, 办法, 规定, 标准 … after 根据, 按照, 违反 and the like. What is made here (制定《…办法》) is no basis.
[[nodiscard]] std::vector<std::string> legal_bases_of(const Document& document, const Segment& segment);

/// Accidents and disasters a statement names by their day (“12·16”庵埠镇较大火灾事故, “7·23”强暴雨), in order.
[[nodiscard]] std::vector<std::string> incidents_of(const Document& document, const Segment& segment);

}  // namespace luoshi::intake
