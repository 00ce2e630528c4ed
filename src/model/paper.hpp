#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/id.hpp"
#include "model/place.hpp"
#include "model/reading.hpp"

namespace luoshi {

/// A paper that was taken in (文件). Its bytes and its reading live in the archive under these digests; the same bytes are
/// the same document.
struct Document {
  Digest source;
  Digest reading;           ///< repaired text and proposed statements, keyed by source and reader version
  std::string reader;       ///< version of the reader that proposed them
  std::string file;         ///< the name it came with
  std::string title;
  std::string date;         ///< PartialDate as text, empty where unknown
  bool date_inferred = false;
  std::string place;        ///< as the paper names it; empty where it must be asked
  std::string meeting_type;
  std::optional<int> meeting_number;
  bool sample = false;      ///< of the fictional sample city

  friend bool operator==(const Document&, const Document&) = default;
};

/// 条目状态: only a person moves it out of Proposed.
enum class StatementState { Proposed, Confirmed, Corrected, Dismissed };

/// One thing a paper says (条目), identified by its document and its bytes there.
struct Statement {
  Id<Document> document;
  SourceSpan source;        ///< first to last byte in the document
  TextSpan text;            ///< in the repaired text
  std::uint32_t place_in_reading = 0;  ///< its place, from 0, in the document's reading
  StatementKind kind{};
  Theme theme = Theme::Other;
  StatementState state = StatementState::Proposed;
  bool has_lead = false;    ///< one named, not collective body
  bool has_figure = false;
  bool has_date = false;    ///< a deadline that resolves to a day
  bool names_outcome = false;  ///< an outcome is named, so an effect may be asked for
  std::string dismissal;    ///< why it was dismissed

  friend bool operator==(const Statement&, const Statement&) = default;
};

}  // namespace luoshi
