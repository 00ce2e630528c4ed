#include "engine/splitting.hpp"

#include <algorithm>

#include "assess/sums.hpp"
#include "base/error.hpp"
#include "engine/pages/detail.hpp"
#include "engine/views/wording.hpp"

namespace luoshi::engine {
namespace {

constexpr std::size_t kMostParts = 200;
constexpr std::uint32_t kFirstDraft = 1'000'000'000;  // rows of a draft, in a sum beside parts that have a number

[[noreturn]] void bad(std::size_t row, const std::string& why, const std::string& what_to_do) {
  throw Error{Fault::BadInput, "第" + std::to_string(row + 1) + "行用不了（" + why + "）" + what_to_do};
}

std::string text(const Json& part, const char* field, std::size_t row) {
  const Json* const value = part.find(field);
  if (value == nullptr || value->is_null()) return "";
  if (!value->is_string()) bad(row, std::string{"“"} + field + "”应是文字", "请改正");
  return value->as_string();
}

std::optional<Figure> figure_of(const Json& part, std::size_t row) {
  const std::string amount = text(part, "amount", row);
  if (amount.empty()) return std::nullopt;
  const auto value = Decimal::parse(amount);
  if (!value) bad(row, "“数值”不是数", "请只写数字");
  const std::string sign = text(part, "bound", row);
  const auto bound = bound_from_sign(sign.empty() ? "=" : sign);
  if (!bound) bad(row, "不认识“界”", "请从列表选");
  Figure figure;
  figure.value = *value;
  figure.bound = *bound;
  figure.unit = text(part, "unit", row);
  return figure;
}

/// Drafts with their assets looked up; a code that is not known is told by its row.
struct Looked {
  const PartDraft* draft = nullptr;
  std::vector<Id<Asset>> assets;
  std::string unknown;
};

Looked look(const city::City& city, const PartDraft& draft) {
  Looked looked{&draft, {}, ""};
  for (const std::string& code : draft.assets) {
    const Id<Asset> asset = city.asset_of(code);
    if (asset) looked.assets.push_back(asset);
    else looked.unknown += (looked.unknown.empty() ? "" : "、") + code;
  }
  return looked;
}

Commitment part_of(const Commitment& whole, Id<Commitment> parent, const Looked& looked) {
  const PartDraft& draft = *looked.draft;
  Commitment part;
  part.title = draft.title;
  part.sources = whole.sources;
  if (draft.lead != 0) part.lead = Id<Body>{draft.lead};
  part.theme = whole.theme;
  part.meaning = whole.meaning;
  part.figure = draft.figure;
  if (part.figure && whole.figure) {
    part.figure->of = whole.figure->of;
    part.figure->basis = whole.figure->basis;
  }
  part.original_deadline = whole.deadline;
  if (draft.due) part.original_deadline = {DeadlineKind::By, std::nullopt, PartialDate::of(*draft.due), day_text(*draft.due)};
  part.parent = parent;
  part.assets = looked.assets;
  part.started = whole.started;
  return part;
}

std::string refusal_of(const city::City& city, const Viewer& viewer, const Commitment& whole, Id<Commitment> parent, const Looked& looked) {
  if (!looked.unknown.empty()) return "对象“" + looked.unknown + "”不在名录里（没有登记，或编码有误）请改正编码";
  const Instant now = std::max(city.recorded_at, end_of_china_day(viewer.today) - std::chrono::milliseconds{1});
  const auto decision = city::decide(city, {"preview", viewer.actor, city::OpenCommitment{{part_of(whole, parent, looked)}}}, now);
  const auto* const refusal = std::get_if<city::Refusal>(&decision);
  return refusal == nullptr ? "" : refusal->reason;
}

assess::Part row_of(std::uint32_t id, const Commitment& part) {
  assess::Part row;
  row.id = id;
  row.promised = part.figure;
  row.owned = static_cast<bool>(part.lead);
  for (const Id<Asset> asset : part.assets) row.assets.push_back(asset.number());
  return row;
}

std::string part_words(std::uint32_t id) {
  return id >= kFirstDraft ? "第" + std::to_string(id - kFirstDraft + 1) + "行" : "C-" + std::to_string(id);
}

Json overlaps_json(const city::City& city, const assess::Sum& sum) {
  Json list = Json::array();
  for (const assess::Overlap& overlap : sum.overlaps)
    list.push_back(Json::object({{"asset", overlap.asset},
                                 {"name", city.assets[overlap.asset - 1].value.name},
                                 {"first", part_words(overlap.first_part)},
                                 {"second", part_words(overlap.second_part)}}));
  return list;
}

const char* answer_word(Answer answer) { return answer == Answer::Yes ? "yes" : answer == Answer::No ? "no" : "cannot_say"; }

Json sum_json(const city::City& city, const Commitment& whole, const std::vector<assess::Part>& rows) {
  const std::string unit = whole.figure ? whole.figure->unit : "";
  assess::Sum sum;
  if (whole.figure) sum = assess::adds_up(*whole.figure, rows);
  Json left_out = Json::array();
  for (const auto& each : sum.left_out) left_out.push_back(part_words(each));
  return Json::object({{"goal", whole.figure ? Json{figure_words(*whole.figure)} : Json{}},
                       {"total", sum.total ? Json{interval_words(*sum.total, unit)} : Json{}},
                       {"remainder", sum.remainder && !sum.remainder->is_unbounded() ? Json{interval_words(*sum.remainder, unit)} : Json{}},
                       {"answer", answer_word(sum.reaches)},
                       {"left_out", std::move(left_out)},
                       {"overlaps", overlaps_json(city, sum)}});
}

std::optional<city::Refusal> not_there_for(const city::City& city, const Viewer& viewer, std::uint32_t id) {
  const std::string what = "承诺 C-" + std::to_string(id);
  if (id == 0 || id > city.commitments.size() || unreadable(city, viewer, city.commitments[id - 1].value.lead)) return not_there(what);
  return std::nullopt;
}

}  // namespace

std::vector<PartDraft> part_drafts_from_json(const Json& parts) {
  if (!parts.is_array() || parts.as_array().size() > kMostParts)
    throw Error{Fault::BadInput, "分解不了（部分应是列表，至多" + std::to_string(kMostParts) + "行）请分次办理"};
  std::vector<PartDraft> drafts;
  for (std::size_t row = 0; row < parts.as_array().size(); ++row) {
    const Json& part = parts.as_array()[row];
    if (!part.is_object()) bad(row, "应是一行", "请更新页面");
    PartDraft draft;
    draft.title = text(part, "title", row);
    if (const Json* const lead = part.find("lead"); lead != nullptr && !lead->is_null()) {
      if (!lead->is_integer() || lead->as_integer() < 0 || lead->as_integer() > UINT32_MAX) bad(row, "单位的编号有误", "请重新选单位");
      draft.lead = static_cast<std::uint32_t>(lead->as_integer());
    }
    draft.figure = figure_of(part, row);
    if (const std::string due = text(part, "due", row); !due.empty()) {
      draft.due = day_from_text(due);
      if (!draft.due) bad(row, "“时限”不是日期", "请写成 2026-12-31");
    }
    if (const Json* const assets = part.find("assets"); assets != nullptr && !assets->is_null()) {
      if (!assets->is_array()) bad(row, "对象应是编码的列表", "请更新页面");
      for (const Json& code : assets->as_array()) {
        if (!code.is_string()) bad(row, "对象应是编码", "请更新页面");
        draft.assets.push_back(code.as_string());
      }
    }
    drafts.push_back(std::move(draft));
  }
  return drafts;
}

Page split_preview(const Engine& engine, const Viewer& viewer, std::uint32_t id, const std::vector<PartDraft>& drafts) {
  const auto city = engine.city();
  if (const auto no = not_there_for(*city, viewer, id)) return *no;
  const city::KeptCommitment& kept = city->commitments[id - 1];
  std::vector<assess::Part> rows;
  for (const Id<Commitment> part : kept.parts)
    if (city->commitments[part.index()].value.state != CommitmentState::Withdrawn)
      rows.push_back(row_of(part.number(), city->commitments[part.index()].value));
  const auto standing = static_cast<std::int64_t>(rows.size());
  Json refusals = Json::array();
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const Looked looked = look(*city, drafts[i]);
    refusals.push_back(refusal_of(*city, viewer, kept.value, Id<Commitment>{id}, looked));
    rows.push_back(row_of(kFirstDraft + static_cast<std::uint32_t>(i), part_of(kept.value, Id<Commitment>{id}, looked)));
  }
  return Json::object({{"standing", standing}, {"sum", sum_json(*city, kept.value, rows)}, {"refusals", std::move(refusals)}});
}

BatchOutcome split(Engine& engine, const Viewer& viewer, std::uint32_t id, const std::vector<PartDraft>& drafts, const std::string& command,
                   const std::string& session) {
  const auto city = engine.city();
  if (id == 0 || id > city->commitments.size()) return BatchRefusal{0, not_there("承诺 C-" + std::to_string(id))};
  if (const auto no = city::may(*city, viewer.actor, city::Action::KeepCommitment, city->commitments[id - 1].value.lead, viewer.today))
    return BatchRefusal{0, *no};
  if (drafts.empty()) return BatchRefusal{0, {Fault::BadInput, "没有写入（一行也没有）请至少写一行"}};
  const Commitment& whole = city->commitments[id - 1].value;
  std::vector<city::Command> commands;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const Looked looked = look(*city, drafts[i]);
    if (!looked.unknown.empty()) return BatchRefusal{i, {Fault::NotFound, refusal_of(*city, viewer, whole, Id<Commitment>{id}, looked)}};
    commands.push_back({command + "-" + std::to_string(i + 1), viewer.actor,
                        city::OpenCommitment{{part_of(whole, Id<Commitment>{id}, looked)}}});
  }
  return engine.submit_all(commands, std::nullopt, session);
}

}  // namespace luoshi::engine
