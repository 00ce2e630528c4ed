#include "sample/detail/csv.hpp"

#include <array>
#include <charconv>

#include "base/contract.hpp"
#include "formats/csv.hpp"

namespace luoshi::sample::detail {
namespace {

constexpr std::string_view kNotice = "样例：云溪市为虚构城市";

}  // namespace

Csv::Csv(std::initializer_list<std::string_view> header) : columns_{header.size()}, bytes_{"\xEF\xBB\xBF"} {
  line(header, "样例");
}

void Csv::row(std::initializer_list<std::string_view> cells) {
  expects(cells.size() == columns_, "a row has as many cells as the heading");
  line(cells, kNotice);
}

void Csv::line(std::initializer_list<std::string_view> cells, std::string_view last) {
  for (const std::string_view cell : cells) {
    bytes_ += formats::csv_field(cell);
    bytes_ += ',';
  }
  bytes_ += last;
  bytes_ += "\r\n";
}

std::string fixed(double value, int decimals) {
  std::array<char, 64> digits{};
  const auto [end, fault] =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals);
  expects(fault == std::errc{}, "the number fits");
  return {digits.data(), end};
}

std::string padded(unsigned value, unsigned digits) {
  std::string text = std::to_string(value);
  if (text.size() < digits) text.insert(0, digits - text.size(), '0');
  return text;
}

}  // namespace luoshi::sample::detail
