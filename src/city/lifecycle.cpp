#include "city/lifecycle.hpp"

#include <array>

#include "city/detail/kind_rules.hpp"

namespace luoshi::city {
namespace {

// In the order of `Kind`.
const std::array<const Lifecycle*, kKindRows.size()> kAll = {&detail::kCommitments, &detail::kQuestions, &detail::kReports,
                                                             &detail::kAsks,          &detail::kPledges,   &detail::kDeliverables,
                                                             &detail::kStandingRules, &detail::kProblems,  &detail::kIncidents,
                                                             &detail::kHazards,       &detail::kClosures,   &detail::kMeasures,
                                                             &detail::kSurveys, &detail::kSpotChecks,
                                                             &detail::kHandovers,     &detail::kDelegations,  &detail::kSecondments,
                                                             &detail::kSectorDuties,  &detail::kYearTurns,
                                                             &detail::kProjects,      &detail::kCapacities, &detail::kMerits,
                                                             &detail::kConsents,      &detail::kSatisfactions,
                                                             &detail::kReviews,       &detail::kAppeals};

struct NeedWord {
  Need need;
  std::string_view name, chinese;
};
constexpr std::array kNeeds = {
    NeedWord{Need::Reason, "reason", "理由或内容"}, NeedWord{Need::Document, "document", "文件"},
    NeedWord{Need::Article, "article", "条款"},     NeedWord{Need::Name, "name", "名称"},
    NeedWord{Need::Day, "day", "日期"},             NeedWord{Need::Body, "body", "单位"},
    NeedWord{Need::Post, "post", "岗位"},           NeedWord{Need::Number, "number", "数"},
    NeedWord{Need::Figure, "figure", "数值"},       NeedWord{Need::Assets, "assets", "对象"},
    NeedWord{Need::Evidence, "evidence", "佐证"}};

const NeedWord& word_of(Need need) { return kNeeds[static_cast<std::size_t>(need)]; }

std::string_view side_chinese(Side side) {
  switch (side) {
    case Side::Own: return "本方";
    case Side::Other: return "对方";
    case Side::Above: return "上级";
    case Side::City: return "全市";
  }
  return "";
}

std::string_view another_chinese(Another another) {
  switch (another) {
    case Another::Anyone: return "";
    case Another::Person: return "另一人";
    case Another::Body: return "另一单位";
  }
  return "";
}

std::string_view waits_chinese(Waits waits) {
  switch (waits) {
    case Waits::Nobody: return "";
    case Waits::Own: return "等本方";
    case Waits::Other: return "等对方";
  }
  return "";
}

std::string states_text(const Lifecycle& lifecycle, Bits bits) {
  std::string text;
  for (unsigned i = 0; i < lifecycle.states.size(); ++i)
    if (has_bit(bits, i)) text += (text.empty() ? "" : "、") + std::string{lifecycle.states[i].chinese};
  return text;
}

std::string needs_text(Bits needs) {
  std::string text;
  for (const NeedWord& word : kNeeds)
    if (has_bit(needs, static_cast<unsigned>(word.need))) text += (text.empty() ? "" : "、") + std::string{word.chinese};
  return text;
}

std::string one_markdown(const Lifecycle& lifecycle) {
  const KindRow& row = row_of(lifecycle.kind);
  std::string text = "## " + std::string{row.chinese} + " `" + std::string{row.name} + "`\n\n";
  text += "Opened by `" + std::string{row.open} + "`: " + std::string{chinese_of(lifecycle.opens)} + "，" +
          std::string{side_chinese(lifecycle.opens_side)} + "。" + std::string{lifecycle.opening} + "\n\nStates: ";
  for (std::size_t i = 0; i < lifecycle.states.size(); ++i) {
    const State& state = lifecycle.states[i];
    text += (i == 0 ? "" : " · ") + std::string{state.chinese} + " `" + std::string{state.name} + "`";
    if (state.waits != Waits::Nobody) text += "（" + std::string{waits_chinese(state.waits)} + "）";
  }
  text += "\n\n| from | step | to | who | must give | only when | event |\n|---|---|---|---|---|---|---|\n";
  for (const Step& step : lifecycle.steps) {
    std::string who = std::string{chinese_of(step.right)} + "，" + std::string{side_chinese(step.side)};
    if (step.another != Another::Anyone) who += "，" + std::string{another_chinese(step.another)};
    text += "| " + states_text(lifecycle, step.from) + " | " + std::string{step.chinese} + " | " +
            (step.to == kStays ? "不变" : std::string{lifecycle.states[step.to].chinese}) + " | " + who + " | " +
            needs_text(step.needs) + " | " + std::string{step.guard} + " | `" + std::string{step.type} + "`" +
            (step.command.empty() ? "" : " by `" + std::string{step.command} + "`") + " |\n";
  }
  return text;
}

}  // namespace

const Lifecycle& lifecycle_of(Kind kind) { return *kAll[static_cast<std::size_t>(kind)]; }

const Step* step_called(std::string_view type) {
  const std::size_t dot = type.find('.');
  const auto kind = dot == std::string_view::npos ? std::nullopt : kind_called(type.substr(0, dot));
  if (!kind) return nullptr;
  for (const Step& step : lifecycle_of(*kind).steps)
    if (step.type == type) return &step;
  return nullptr;
}

std::string_view need_chinese(Need need) { return word_of(need).chinese; }
std::string_view need_name(Need need) { return word_of(need).name; }

std::string lifecycles_markdown() {
  std::string text;
  for (const Lifecycle* lifecycle : kAll) text += (text.empty() ? "" : "\n") + one_markdown(*lifecycle);
  return text;
}

}  // namespace luoshi::city
