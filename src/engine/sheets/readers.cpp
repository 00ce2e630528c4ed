#include "engine/sheets/readers.hpp"

#include <algorithm>

#include "intake/dates.hpp"
#include "intake/decode.hpp"
#include "intake/figure.hpp"
#include "intake/number.hpp"
#include "model/repair.hpp"

namespace luoshi::engine {
namespace {

std::u32string characters(std::string_view text) { return intake::decode(text, Encoding::Utf8).text; }

/// A time limit is an expression of time and, at most, what bows around it: 2026年6月底前完成.
std::optional<Deadline> deadline_in(std::string_view cell, const intake::TimeReference& today) {
  const std::u32string text = characters(cell);
  const auto times = intake::read_times(text, 0, text.size(), today);
  if (times.size() != 1) return std::nullopt;
  constexpr std::size_t kMostAround = 6;
  const intake::ReadTime time = intake::looking_ahead(times[0], today);
  if (text.size() - (time.end - time.begin) > kMostAround) return std::nullopt;
  Deadline deadline = intake::deadline_from(time, std::string{cell});
  if (deadline.kind == DeadlineKind::None) return std::nullopt;
  return deadline;
}

std::optional<Figure> figure_in(std::string_view cell) {
  const std::u32string text = characters(cell);
  const auto figures = intake::read_figures({text, 0, text.size(), {}, nullptr});
  if (figures.size() != 1 || figures[0].figure.uncertain) return std::nullopt;
  return figures[0].figure;
}

std::optional<Decimal> number_in(std::string_view cell) {
  const std::u32string text = characters(cell);
  const auto number = intake::read_number(text, 0);
  if (!number || number->end != text.size() || number->more) return std::nullopt;
  return number->whole();
}

}  // namespace

sheets::Readers word_readers(Day today) {
  const PartialDate parts = PartialDate::of(today);
  const intake::TimeReference reference{parts.year, parts.month, parts.day};
  return {number_in, [reference](std::string_view cell) { return deadline_in(cell, reference); }, figure_in,
          parts.year.value_or(0)};
}

std::string decoded(std::string_view bytes) {
  const Encoding encoding = intake::detect(bytes);
  const std::size_t mark = intake::mark_length(bytes, encoding);
  return to_utf8(intake::decode(bytes.substr(mark), encoding).text);
}

}  // namespace luoshi::engine
