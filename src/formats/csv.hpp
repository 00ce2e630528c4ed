#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace luoshi::formats {

/// Reads comma-separated rows one by one (RFC 4180): quoted fields may hold commas, line ends and doubled quotes; lines
/// end in LF or CRLF; a UTF-8 byte-order mark is skipped; wholly empty lines and lines that begin with '#' are skipped.
///
/// The text must outlive the reader. Failures are Error{BadInput}, "NAME:LINE:COLUMN: problem (why) what to do".
class CsvReader {
 public:
  static constexpr std::size_t kMostFields = 4096;
  /// How messages name a place: the line and its character, or row and column as a spreadsheet's cell.
  enum class Places { Characters, Cells };

  /// Reads the first row as the header. @throws Error{BadInput} when there is none or a name stands twice in it.
  CsvReader(std::string_view text, std::string name, char separator = ',', Places places = Places::Characters);

  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  /// The place of a column. @throws Error{BadInput} naming the columns there are.
  [[nodiscard]] std::size_t column(std::string_view title) const;
  [[nodiscard]] std::optional<std::size_t> find_column(std::string_view title) const;

  /// Moves to the next row; false at the end. @throws Error{BadInput} when it has another number of fields.
  bool next();
  /// A field of the current row, quotes removed, outer spaces trimmed.
  [[nodiscard]] std::string_view field(std::size_t column) const { return fields_[column]; }
  /// The field as a number. @throws Error{BadInput} when it is none, or not finite.
  [[nodiscard]] double number(std::size_t column) const;
  /// As `number`, or nothing where the field is empty.
  [[nodiscard]] std::optional<double> number_if_any(std::size_t column) const;
  [[nodiscard]] std::size_t line() const { return line_; }
  /// Error{BadInput} at this field of the current row, to be thrown by who finds it wrong.
  [[noreturn]] void refuse(std::size_t column, const std::string& problem) const;

 private:
  bool read_row();
  std::string_view text_;
  std::string name_;
  char separator_;
  Places places_;
  std::size_t at_ = 0, line_ = 0, next_line_ = 1;
  std::vector<std::string> header_;
  std::vector<std::string> fields_;
  std::vector<std::size_t> starts_;
};

/// Quotes a field where it must be.
[[nodiscard]] std::string csv_field(std::string_view text);

/// The shortest decimal form that reads back as the same double.
[[nodiscard]] std::string shortest_number(double value);

/// Reads a whole text as a finite number, spaces around it allowed.
[[nodiscard]] std::optional<double> read_number(std::string_view text);

}  // namespace luoshi::formats
