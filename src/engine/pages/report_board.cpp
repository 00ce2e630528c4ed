#include "engine/pages/report_board.hpp"

#include <algorithm>
#include <variant>

namespace luoshi::engine {

ReportBoard::Reading ReportBoard::read(const std::shared_ptr<const city::City>& city, EventShelf& shelf) {
  std::unique_lock lock{mutex_};
  if (!city_ || city_->events < city->events) {
    if (!city_ || city->events - city_->events > kFarBehind) {
      rows_.clear();
      by_day_.clear();
    } else {
      follow(*city, shelf);
    }
    add_new(*city);
    city_ = city;
  }
  return {std::move(lock), city_, &rows_, &by_day_};
}

// Takes over the checks of reports that are on the board.
void ReportBoard::follow(const city::City& city, EventShelf& shelf) {
  for (std::uint64_t sequence = city_->events + 1; sequence <= city.events; ++sequence) {
    const auto event = shelf.at(sequence);
    const auto* const checked = std::get_if<city::ReportChecked>(&event->body);
    if (checked == nullptr || checked->report.index() >= rows_.size()) continue;
    rows_[checked->report.index()].check = city.reports[checked->report.index()].value.check;
  }
}

void ReportBoard::add_new(const city::City& city) {
  const auto day = [&](std::uint32_t index) { return city.reports[index].value.until; };
  const auto earlier = [&](std::uint32_t a, std::uint32_t b) { return day(a) != day(b) ? day(a) < day(b) : a < b; };
  const std::size_t before = rows_.size();
  rows_.reserve(city.reports.size());
  for (std::size_t i = before; i < city.reports.size(); ++i) {
    const Report& report = city.reports[i].value;
    rows_.push_back({report.commitment, report.check});
    by_day_.push_back(static_cast<std::uint32_t>(i));
  }
  // New reports speak of late days: what there is to merge stands at the end.
  const auto middle = by_day_.begin() + static_cast<std::ptrdiff_t>(before);
  std::sort(middle, by_day_.end(), earlier);
  if (middle != by_day_.begin() && middle != by_day_.end())
    std::inplace_merge(std::lower_bound(by_day_.begin(), middle, *middle, earlier), middle, by_day_.end(), earlier);
}

}  // namespace luoshi::engine
