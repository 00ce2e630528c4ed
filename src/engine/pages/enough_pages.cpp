#include <algorithm>

#include "base/error.hpp"
#include "engine/learned_effects.hpp"
#include "engine/pages/detail.hpp"
#include "engine/section_view.hpp"
#include "engine/views/wording.hpp"

// 够不够: what every promise together does at the sections.
namespace luoshi::engine {

EnoughWorker::Look Pages::judged_soon(Day today) {
  EnoughWorker::Look look = judge_.at(engine_.city(), today, std::chrono::seconds{1});
  if (!look.city) look.city = engine_.city();
  return look;
}

namespace {

city::Refusal nothing_adopted() {
  return {Fault::NotFound, "还不能测算够不够（没有采用测算设定和水质模型）请用命令行 luoshi adopt 收进设定"};
}

city::Refusal still_judging(double done) {
  return {Fault::Unavailable, "还不能看够不够（城市很大，正在测算，已完成" + percents(done) + "％）请稍候再看"};
}

Json left_out_json(const city::City& city, const CityEnough& judged) {
  Json list = Json::array();
  for (const CityProgramme::LeftOut& out : judged.programme().left_out)
    list.push_back(Json::object(
        {{"thing", out.closure ? "closure" : "measure"},
         {"number", out.closure ? out.closure.number() : out.measure.number()},
         {"title", facts_of(city, CityMeasure{out.measure, out.closure, {}, DeliveryBy::Unknown, {}}).title},
         {"reason", out.reason}}));
  return list;
}

}  // namespace

Page Pages::enough(const Viewer& viewer) {
  if (const auto no = unreadable(*engine_.city(), viewer, {})) return *no;
  const EnoughWorker::Look look = judged_soon(viewer.today);
  const auto& [city, found, underway] = look;
  Json sections = Json::array();
  if (found)
    for (const SectionJudged& section : found->sections()) sections.push_back(section_row(*city, *found, section));
  std::uint8_t last = 0;
  if (found)
    for (const assess::Receptor& receptor : found->programme().given.programme.receptors) last = std::max(last, receptor.target);
  return Json::object({{"adopted", found != nullptr || (underway && adopted_digest(*city, kProgrammeData))},
                       {"underway", underway ? Json{*underway} : Json{}},
                       {"events", city->events},
                       {"failure", found ? found->programme().failure : std::string{}},
                       {"name", found ? found->programme().settings.name : std::string{}},
                       {"given", found ? given_words(found->programme()) : std::string{}},
                       {"sections", std::move(sections)},
                       {"silent", found ? silent_json(*city, *found) : Json::array()},
                       {"left_out", found ? left_out_json(*city, *found) : Json::array()},
                       {"met_everywhere", found && found->assessment() ? Json{found->assessment()->met_everywhere(last)} : Json{}},
                       {"rate_source", found ? found->programme().settings.on_time_source : std::string{}},
                       {"draws", CityEnough::kDraws},
                       {"seed", CityEnough::kSeed}});
}

Page Pages::enough_at(const Viewer& viewer, std::uint32_t section, const std::string& item) {
  if (const auto no = unreadable(*engine_.city(), viewer, {})) return *no;
  const EnoughWorker::Look look = judged_soon(viewer.today);
  const auto& [city, found, underway] = look;
  if (!found && underway && adopted_digest(*city, kProgrammeData)) return still_judging(*underway);
  if (!found) return nothing_adopted();
  const SectionJudged* const at = section_at(*found, section, item);
  if (at == nullptr) return not_there("这个断面的测算");
  return section_page(*city, *found, *at);
}

Page Pages::learned(const Viewer& viewer) {
  if (const auto no = unreadable(*engine_.city(), viewer, {})) return *no;
  const EnoughWorker::Look look = judged_soon(viewer.today);
  const auto& [city, found, underway] = look;
  if (!found && underway && adopted_digest(*city, kProgrammeData)) return still_judging(*underway);
  return learned_page(*city, engine_.archive(), found ? found->programme().model : nullptr);
}

Page Pages::decision_sheet(const Viewer& viewer, std::uint32_t section, const std::string& item, std::uint64_t at) {
  const auto now = engine_.city();
  if (const auto no = unreadable(*now, viewer, {})) return *no;
  if (at > now->events) return not_there("第" + std::to_string(at) + "号账本位置");
  const std::uint64_t events = at == 0 ? now->events : at;
  const Id<Asset> asset = section >= 1 && section <= now->assets.size() ? Id<Asset>{section} : Id<Asset>{};
  if (!asset) return not_there("这个断面的测算");
  try {
    return engine::decision_sheet(engine_, now->assets[asset.index()].value.code, item, events);
  } catch (const Error& error) {
    if (error.fault() != Fault::NotFound) throw;
    return city::Refusal{Fault::NotFound, error.what()};
  }
}

}  // namespace luoshi::engine
