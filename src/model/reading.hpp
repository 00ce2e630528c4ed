#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/figure.hpp"
#include "base/id.hpp"
#include "model/body.hpp"
#include "model/repair.hpp"

namespace luoshi {

/// What a sentence of a paper does (条目类别).
enum class StatementKind {
  Requirement,  ///< 要求: someone is told to do, or forbidden to
  Commitment,   ///< 承诺: a body binds itself; also what a meeting decides
  Result,       ///< 成效: what was done or measured, good or neutral
  Finding,      ///< 问题: a problem, a cause, a judgement of the situation
  Request,      ///< 请求: asked upward or of another body
  Praise        ///< 表扬
};

/// The thing acted on (领域), not the meeting's title.
enum class Theme { Water, Air, Industry, Land, Project, Safety, Planning, Economy, Governance, Other };

/// What cannot be read and must be asked (问清). The first eight are of a statement, the last two of a paper; 地点 and
/// 对应 are of both.
enum class QuestionLabel {
  Lead,    ///< 责任 who leads
  Due,     ///< 时限 by when
  Base,    ///< 基数 of what, since when
  Scope,   ///< 范围 which ones
  List,    ///< 列举 what 等 leaves out
  Place,   ///< 地点 where
  Amount,  ///< 数量 how many
  Match,   ///< 对应 whose share
  Date,    ///< 日期 which day the paper is of
  Chair    ///< 主持 who chaired
};

/// One question in one line of plain Chinese.
struct ReadQuestion {
  QuestionLabel label{};
  std::string text;
  friend bool operator==(const ReadQuestion&, const ReadQuestion&) = default;
};

/// A figure with its place. The words of the span alone give the same value and unit again.
struct ReadFigure {
  Figure figure;
  std::string period;  ///< the words of the time it holds for: 全年, 截至7月底; empty where none stands
  TextSpan span;       ///< code points of the paper's text: number, bound and unit
};

/// One thing a paper says, as read (待确认条目): nothing of it counts until a person confirms it.
struct ReadStatement {
  TextSpan span;                         ///< code points of the paper's text
  std::string quote;                     ///< exactly those characters
  std::vector<SourceSpan> source_spans;  ///< the bytes they came from, in order, touching ones joined
  StatementKind kind{};
  Theme theme = Theme::Other;
  std::string actor;                     ///< verbatim; empty when none is named
  std::vector<std::string> supporting;   ///< 配合 bodies
  std::vector<Id<Body>> lead_bodies;     ///< those of the city's register `actor` names; empty where none or several can be meant
  std::vector<Id<Body>> supporting_bodies;
  std::vector<Id<Place>> places;         ///< of the register, named in the quote
  std::string speaker;                   ///< who said it: 白明远, 会议
  std::string item_no;                   ///< 一, （二）, 3
  std::string priority;                  ///< what goes first, verbatim: 先急后缓, 优先补齐教育短板
  std::vector<std::string> legal_bases;  ///< laws, rules and standards it rests on, with their title marks
  std::vector<std::string> incidents;    ///< accidents and disasters it names: “12·16”庵埠镇较大火灾事故
  std::string condition;                 ///< when or to what the duty applies; several are joined by ；
  bool open_list = false;                ///< 等 leaves a list open
  bool deliverable = false;              ///< the thing owed is a plan, policy, association or meeting
  std::string action;
  std::string object;
  std::vector<ReadFigure> figures;
  Deadline deadline;                     ///< of a result: the period measured
  std::vector<ReadQuestion> questions;
  double confidence = 0.0;               ///< probability that span and kind are right, 0…1
};

/// How precisely a paper gives its date.
enum class DatePrecision { Unknown, ToYear, ToMonth, ToDay };

/// One paper read (读出的文件): what it is, its text with the bytes behind it, what it says, what must be asked.
struct Reading {
  std::string file;
  std::string title;
  std::optional<PartialDate> date;     ///< without a year where the paper gives none
  DatePrecision date_precision = DatePrecision::Unknown;
  bool date_inferred = false;          ///< a part of the date stands nowhere in the paper and was concluded
  std::string place;
  std::string publisher;
  std::string convenor;
  std::string meeting_type;
  std::optional<int> meeting_number;
  RepairedText paper;
  std::vector<ReadStatement> statements;
  std::vector<ReadQuestion> questions;
};

/// The names exchanged as JSON: requirement, commitment, … ; water, air, …
[[nodiscard]] std::string_view kind_name(StatementKind kind);
[[nodiscard]] std::optional<StatementKind> kind_from_name(std::string_view name);
[[nodiscard]] std::string_view theme_name(Theme theme);
[[nodiscard]] std::optional<Theme> theme_from_name(std::string_view name);
/// 责任, 时限, …
[[nodiscard]] std::string_view label_name(QuestionLabel label);
[[nodiscard]] std::optional<QuestionLabel> label_from_name(std::string_view name);
[[nodiscard]] std::string_view precision_name(DatePrecision precision);

}  // namespace luoshi
