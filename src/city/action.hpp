#pragma once

#include <cstdint>
#include <string_view>

namespace luoshi::city {

/// What can be done to what (docs/methods/rights.md).
enum class Action : std::uint8_t {
  FoundCity, KeepRegister, KeepRights, ImportPaper, JudgeStatement, AskQuestion, AnswerQuestion, WaiveQuestion,
  KeepCommitment, ExtendDeadline, FileReport, CheckReport, HandleThing, JudgeThing, CheckThing, Read,
  KeepAccount, CloseAccount, SeeAccounts, RecordVerdict,
  RecordSample, RunRule
};

/// 核查进展: the word of a right.
[[nodiscard]] std::string_view chinese_of(Action action);

}  // namespace luoshi::city
