#pragma once

#include "intake/document.hpp"

namespace luoshi::intake {

/// What a paper says of itself.
struct Metadata {
  std::string title;
  std::optional<PartialDate> date;
  DatePrecision precision = DatePrecision::Unknown;
  bool month_inferred = false; ///< of the date only the day was written
  bool chaired = false;        ///< the paper says who chaired or called the meeting
  bool inferred = false;       ///< the year or month was concluded, not read
  std::string place;
  std::string publisher;
  std::string convenor;
  std::string meeting_type;    ///< of a paper of no meeting its own sort: 会议纪要, 工作计划
  std::optional<int> meeting_number;
  TimeReference today;         ///< what its dates are reckoned from; may know a year where `date` is none
  Genre genre = Genre::Bulletin;
  std::vector<ReadQuestion> questions;  ///< 日期, 地点, 主持
};

/// Title, date, place, publisher, convenor, kind and number of the meeting, and the genre.
///
/// The date is the meeting's: the first day the opening paragraphs name, else a day that signs the paper off. Its year comes
/// from the words, the title, the line that says when it was put on line, else from the years the text speaks of (then
/// `inferred`); where none can be had the date has no year. A lone 24日 takes its month from the latest event the text names
/// by day (12·16), inferred. 昨天 without more is no date. Convenor: who 召开 or 主持; else the first to speak.
[[nodiscard]] Metadata metadata_of(const RepairedText& paper);

}  // namespace luoshi::intake
