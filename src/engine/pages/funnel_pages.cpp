#include <algorithm>

#include "city/funnel.hpp"
#include "city/things.hpp"
#include "engine/pages/detail.hpp"
#include "engine/views/funnel_view.hpp"
#include "engine/views/kept_view.hpp"
#include "engine/views/wording.hpp"

// The assets of a commitment from listed to stable, with the year's samples they were judged by.
namespace luoshi::engine {
namespace {

constexpr int kMonths = 12;

Day month_before(Day month, int months) {
  const auto earlier = month - std::chrono::months{months};
  return Day{earlier.year(), earlier.month(), std::chrono::day{1}};
}

// One month of the strip: what was measured in it, with the words of the ledger's entry.
Json month_json(EventShelf& shelf, const city::KeptAsset& asset, Day month) {
  for (const city::KeptSample& sample : asset.samples) {
    if (city::month_of(sample.day) != month || sample.verdict == SampleVerdict::Void) continue;
    const auto event = shelf.at(sample.sequence);
    const auto* const corrected = std::get_if<city::SampleCorrected>(&event->body);
    const auto* const recorded = std::get_if<city::SampleRecorded>(&event->body);
    const Sample& words = corrected != nullptr ? corrected->sample : recorded->sample;
    return Json::object({{"month", day_text(month).substr(0, 7)},
                         {"day", day_text(sample.day)},
                         {"verdict", name_of(sample.verdict)},
                         {"limit", words.limit},
                         {"value", words.value ? words.parameter + " " + figure_words(*words.value) : words.parameter},
                         {"corrected", corrected != nullptr},
                         {"event", sample.sequence}});
  }
  return Json::object({{"month", day_text(month).substr(0, 7)},
                       {"day", Json{}},
                       {"verdict", "none"},
                       {"limit", ""},
                       {"value", ""},
                       {"corrected", false},
                       {"event", Json{}}});
}

Json judged_json(const city::KeptAsset& asset, Day today) {
  if (!asset.judged) return Json{};
  const bool lapsed = city::has_lapsed(asset, today);
  return Json::object({{"word", lapsed ? name_of(FunnelWord::CannotSay) : name_of(asset.judged->word)},
                       {"reason", asset.judged->reason},
                       {"as_of", day_text(asset.judged->as_of)},
                       {"holds_until", day_json(asset.judged->holds_until)},
                       {"lapsed", lapsed},
                       {"event", asset.judged->sequence}});
}

Json review_json(const city::City& city, Id<Review> id) {
  if (!id) return Json{};
  const auto& kept = city.all<Review>()[id.index()];
  const city::ThingLine line = city::thing_line(city, city::Kind::Review, id.number());
  return Json::object({{"id", id.number()},
                       {"state_name", city::lifecycle_of(city::Kind::Review).states[line.state].chinese},
                       {"cause", chinese_of(kept.value.cause)},
                       {"reason", kept.value.reason},
                       {"due", day_json(kept.course.due)}});
}

// 待复核的在前, then what is not yet well, then by code.
int trouble(const city::City& city, const city::KeptAsset& asset, Day today) {
  if (city::open_review(city, asset)) return 0;
  if (city::has_lapsed(asset, today)) return 1;
  if (asset.judged && asset.judged->word == FunnelWord::NotYet) return 2;
  return asset.value.stage >= Stage::Built ? 3 : 4;
}

}  // namespace

Page Pages::commitment_funnel(const Viewer& viewer, std::uint32_t id, std::uint32_t page, std::uint32_t size) {
  const auto city = engine_.city();
  const std::string what = "承诺 C-" + std::to_string(id);
  if (id == 0 || id > city->commitments.size()) return not_there(what);
  const city::KeptCommitment& kept = city->commitments[id - 1];
  if (unreadable(*city, viewer, kept.value.lead)) return not_there(what);
  std::vector<Id<Asset>> assets = counted_assets(*city, kept);
  std::stable_sort(assets.begin(), assets.end(), [&](Id<Asset> a, Id<Asset> b) {
    return trouble(*city, city->assets[a.index()], viewer.today) < trouble(*city, city->assets[b.index()], viewer.today);
  });
  const Day month = city::month_of(viewer.today);
  Json rows = Json::array();
  const std::size_t first = std::min(std::size_t{page - 1} * size, assets.size());
  for (std::size_t i = first; i < std::min(first + size, assets.size()); ++i) {
    const city::KeptAsset& asset = city->assets[assets[i].index()];
    Json months = Json::array();
    for (int back = kMonths - 1; back >= 0; --back) months.push_back(month_json(shelf_, asset, month_before(month, back)));
    rows.push_back(Json::object({{"asset", assets[i].number()},
                                 {"code", asset.value.code},
                                 {"name", asset.value.name},
                                 {"stage", name_of(city::stage_on(asset, viewer.today))},
                                 {"reopened", asset.reopened},
                                 {"judged", judged_json(asset, viewer.today)},
                                 {"review", review_json(*city, city::open_review(*city, asset))},
                                 {"months", std::move(months)},
                                 {"events", events_json(asset.history)}}));
  }
  std::uint32_t reviews = 0, lapsed = 0;
  for (const Id<Asset> asset : assets) {
    reviews += city::open_review(*city, city->assets[asset.index()]) ? 1 : 0;
    lapsed += city::has_lapsed(city->assets[asset.index()], viewer.today) ? 1 : 0;
  }
  const auto rules = adopted_funnel_rule(*city, engine_.archive());
  return Json::object({{"total", static_cast<std::int64_t>(assets.size())},
                       {"page", page},
                       {"size", size},
                       {"to_verify", reviews},
                       {"lapsed", lapsed},
                       {"rule", rules ? Json{rules->rule.title} : Json{}},
                       {"assets", std::move(rows)}});
}

}  // namespace luoshi::engine
