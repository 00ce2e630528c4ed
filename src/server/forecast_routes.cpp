#include "base/date.hpp"
#include "engine/verdicts.hpp"
#include "server/api.hpp"
#include "server/detail/answers.hpp"
#include "server/detail/parameters.hpp"

// The routes of forecasts and of their scorecard.
namespace luoshi::server {
namespace {

constexpr std::uint32_t kFastest = 1600;  // percent

engine::WhatIf what_if_of(const Request& request) {
  engine::WhatIf made;
  if (const auto percent = detail::query_number(request, "speed", 0, kFastest)) made.factor = *percent / 100.0;
  if (const std::string text = request.parameter("from"); !text.empty()) {
    made.from = day_from_text(text);
    if (!made.from) throw Error{Fault::BadInput, "“from”不是日期（" + text.substr(0, 32) + "）请写成 2026-07-01"};
  }
  return made;
}

}  // namespace

Response Api::commitment_forecast(const Request& request, const Caller& caller) {
  return detail::page_response(pages_.forecast(viewer(caller), detail::path_id(request), what_if_of(request)));
}

Response Api::scorecard(const Request&, const Caller& caller) { return detail::page_response(pages_.scorecard(viewer(caller))); }

Response Api::record_verdicts(const Request&, const Caller& caller) {
  const auto outcome = engine::record_verdicts(engine_, caller.actor, viewer(caller).today, caller.session.csrf.substr(0, 8));
  if (const auto* refusal = std::get_if<city::Refusal>(&outcome)) return detail::refusal_response(*refusal);
  const auto& recording = std::get<engine::Recording>(outcome);
  tell(recording.last);
  return detail::json_response(Json::object(
      {{"recorded", recording.recorded}, {"already", recording.already}, {"cannot_say", recording.cannot_say}}));
}

}  // namespace luoshi::server
