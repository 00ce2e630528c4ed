#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace luoshi::sample::detail {

/// A table as Excel opens it by double click: UTF-8 with byte order mark, CRLF, quotes where needed (RFC 4180). The
/// last column says that the row is a sample.
class Csv {
 public:
  explicit Csv(std::initializer_list<std::string_view> header);
  /// Requires as many cells as the heading has.
  void row(std::initializer_list<std::string_view> cells);
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  void line(std::initializer_list<std::string_view> cells, std::string_view last);
  std::size_t columns_;
  std::string bytes_;
};

/// A number with so many decimals, rounded half to even of the double's value: fixed(1.25, 1) is "1.2".
[[nodiscard]] std::string fixed(double value, int decimals);
/// "0042" for (42, 4).
[[nodiscard]] std::string padded(unsigned value, unsigned digits);

}  // namespace luoshi::sample::detail
