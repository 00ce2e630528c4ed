#include "engine/views/burden_view.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "engine/shipped_rules.hpp"

namespace luoshi::engine {
namespace {

bool in_month(Day day, Day first) { return day.year() == first.year() && day.month() == first.month(); }

std::uint32_t seconds_in(const Json& seconds, const char* what) {
  const std::int64_t value = seconds.at(what).as_integer();
  if (value < 1 || value > 3600)
    throw Error{Fault::BadInput, std::string{"填报用时标准不能用（"} + what + " 是 " + std::to_string(value) + " 秒）请写 1 至 3600 秒"};
  return static_cast<std::uint32_t>(value);
}

}  // namespace

BurdenStandard burden_standard(std::string_view text) {
  const Json json = parse_json(text);
  const Json& seconds = json.at("seconds");
  return {json.at("title").as_string(), json.at("source").as_string(), seconds_in(seconds, "progress"), seconds_in(seconds, "asset"),
          seconds_in(seconds, "survey"), seconds_in(seconds, "question")};
}

BurdenStandard shipped_burden_standard() { return burden_standard(shipped_burden_minutes()); }

std::vector<BurdenLine> burden_of(const city::City& city, Day first, const BurdenStandard& standard) {
  std::map<Id<Body>, BurdenLine> lines;
  std::map<Id<Body>, std::set<Id<Asset>>> assets;
  city.commitments.each([&](std::size_t, const city::KeptCommitment& kept) {
    const Commitment& item = kept.value;
    if (item.state != CommitmentState::InForce || !item.lead) return;
    ++lines[item.lead].items;
    for (const Id<Asset> asset : item.assets)
      if (city.assets[asset.index()].value.stage < Stage::Built) assets[item.lead].insert(asset);
  });
  city.all<Survey>().each([&](std::size_t, const city::KeptThing<Survey>& kept) {
    const bool asked = kept.course.state != static_cast<std::uint8_t>(SurveyState::Drafted) &&
                       kept.course.state != static_cast<std::uint8_t>(SurveyState::Withdrawn);
    if (asked && in_month(kept.value.due, first))
      lines[kept.value.asked].surveyed += static_cast<std::uint32_t>(kept.value.assets.size() + kept.value.numbers.size());
  });
  city.questions.each([&](std::size_t, const city::KeptQuestion& kept) {
    const Question& question = kept.value;
    if (!question.asked_of || question.state == QuestionState::Waived) return;
    const bool counts = question.due ? in_month(*question.due, first) : question.state == QuestionState::Open;
    if (counts) ++lines[city.posts[question.asked_of.index()].value.body].questions;
  });
  std::vector<BurdenLine> out;
  for (auto& [body, line] : lines) {
    line.body = body;
    line.assets = static_cast<std::uint32_t>(assets[body].size());
    line.seconds = std::uint64_t{line.items} * standard.progress_s + std::uint64_t{line.assets} * standard.asset_s +
                   std::uint64_t{line.surveyed} * standard.survey_s + std::uint64_t{line.questions} * standard.question_s;
    if (line.seconds > 0) out.push_back(line);
  }
  std::stable_sort(out.begin(), out.end(), [](const BurdenLine& a, const BurdenLine& b) { return a.seconds > b.seconds; });
  return out;
}

}  // namespace luoshi::engine
