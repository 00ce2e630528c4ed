#pragma once

#include <optional>

#include "intake/document.hpp"

namespace luoshi::intake {

/// In what voice a passage speaks: it decides what a sentence without a sign of its own does.
enum class Voice {
  None,       ///< nobody speaks yet
  Directive,  ///< 强调, 要求: told to someone
  Decision,   ///< 会议议定: told to whom an item names, decided where it names nobody
  Report,     ///< 指出, 通报: told about something
  Pledge,     ///< 表态, 承诺: the speaker binds himself
  Cause,      ///< 之所以…: causes are listed
  Problem     ///< 存在的主要问题, 检查发现: problems are listed
};

/// The words that name who speaks (白明远强调，/会议要求/企业负责人表态，). They stay outside the statement.
struct Frame {
  Voice voice = Voice::None;
  std::size_t content = 0;  ///< where what is said begins; the clause's end when all of it is frame
  Stretch speaker;          ///< the speaker's words, empty for a bare 指出
};

/// The frame a clause is or begins with; nothing when it has none.
[[nodiscard]] std::optional<Frame> frame_of(const Document& document, Stretch clause);

/// The voice of a section by its heading: 存在的主要问题, 下一步工作要求, 工作成效; nothing for a heading that says
/// none.
[[nodiscard]] std::optional<Voice> voice_of_heading(std::u32string_view heading);

/// The body a speaker speaks for: 企业负责人 -> 企业, 静海区委主要负责同志 -> 静海区委.
[[nodiscard]] Stretch body_of_speaker(const Document& document, Stretch speaker);

}  // namespace luoshi::intake
