#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/figure.hpp"

namespace luoshi::sheets {

/// What a field holds, and so how people's cells are read for it.
enum class Holds {
  Text,
  Number,    ///< 1234, １２３４, 1,234, 1.2万
  Percent,   ///< in points: 80%, 完成80%, 已完成
  Day,       ///< one day: 2023.6.30, 20230630, 2023年6月30日
  Deadline,  ///< a time limit in any words: 6月底前, 2023年6月, 尽快
  Figure,    ///< number, unit and bound: 20条以上, ≥1.2万亩
  YesNo,     ///< 是 否 √ × 有 无
  Choice,    ///< one of `options`
  Names      ///< several, separated by 、 ， ; or line ends
};

/// The value of a cell, or nothing. A percentage is a Decimal in points.
using Value = std::variant<std::monostate, std::string, Decimal, Day, Deadline, Figure, bool, std::vector<std::string>>;

/// The value as it stands in an exported cell; what `read_cell` reads back as equal.
[[nodiscard]] std::string text_of(const Value& value);
/// A text that is the same for values that mean the same: 1.40 and 1.4, a deadline in other words for the same day.
[[nodiscard]] std::string canonical_text(const Value& value);

/// One column of a kind of sheet (栏目).
struct Field {
  std::string key;                        ///< never changes: "lead"
  std::string title;                      ///< as we write it: 牵头单位
  std::vector<std::string> aliases = {};  ///< as others write it: 责任单位
  Holds holds = Holds::Text;
  bool required = false;
  bool open = true;    ///< may be changed in an exported sheet
  bool names = false;  ///< with the other fields marked so, it tells one row from another, keys aside
  std::vector<std::string> options = {};
  std::string hint = {};
};

/// A kind of sheet (表式): its fields, and whether people may add rows to an exported one.
struct Form {
  enum class NewRows { Welcome, Refused };
  std::string key;
  std::string title;
  std::uint32_t version = 1;
  NewRows new_rows = NewRows::Welcome;
  std::vector<Field> fields;
  std::vector<std::string> instructions = {};  ///< lines for the page people read first

  /// Its place among the fields; nothing where there is none.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view field_key) const;
};

/// Readers of words this room has none of; they are given in. Each takes a whole cell and gives nothing where it says
/// no such thing.
struct Readers {
  std::function<std::optional<Decimal>(std::string_view)> number;
  std::function<std::optional<luoshi::Deadline>(std::string_view)> deadline;
  std::function<std::optional<luoshi::Figure>(std::string_view)> figure;
  int year = 0;  ///< of dates that give none; 0: such dates are complained of
};

/// What is wrong with a cell or a row of a sheet.
struct Complaint {
  std::string sheet;
  std::uint32_t row = 0;                ///< from 1; 0: the sheet as a whole
  std::optional<std::uint32_t> column;  ///< from 0
  std::string text;                     ///< 问题（原因）怎么办

  /// With its place: 表“任务”第 12 行 E 列：….
  [[nodiscard]] std::string full_text() const;
};

}  // namespace luoshi::sheets
