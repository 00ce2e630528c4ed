#include <algorithm>

#include "city/detail/kind_rules.hpp"
#include "city/funnel.hpp"
#include "model/words.hpp"

// Samples, and what a rule says of them.
namespace luoshi::city {
namespace detail {
namespace {

const KeptSample* sample_in(const KeptAsset& asset, Day day) {
  for (const KeptSample& sample : asset.samples)
    if (month_of(sample.day) == month_of(day)) return &sample;
  return nullptr;
}

std::string month_text(Day day) {
  const unsigned month = static_cast<unsigned>(day.month());
  return std::to_string(static_cast<int>(day.year())) + "年" + std::to_string(month) + "月";
}

bool is_water(AssetKind kind) {
  using enum AssetKind;
  return kind == River || kind == Reach || kind == Section || kind == Outfall || kind == Wetland || kind == Other;
}

// Concentrations, depths and counts are not negative; a redox potential (氧化还原电位, by which black water is told) often is.
std::optional<Refusal> unfit_value(const Sample& sample, const std::string& cannot) {
  if (!sample.value) return std::nullopt;
  if (auto no = unusable(*sample.value)) return no;
  if (is_blank(sample.parameter)) return refuse(Fault::BadInput, cannot, "有数值而没有写是哪项指标", "请写明指标");
  const std::string& unit = sample.value->unit;
  if (sample.value->value.sign() < 0 && unit != "mV" && unit != "毫伏" && unit != "V")
    return refuse(Fault::BadInput, cannot, sample.parameter + " " + sample.value->value.text() + unit + " 是负数", "请核对数值；只有电位可以是负的");
  return std::nullopt;
}

std::optional<Refusal> unfit(const Case& one, const Sample& sample, const std::string& cannot) {
  if (auto no = may(one.city, one.actor, Action::RecordSample, {}, one.today)) return no;
  if (auto no = absent(one.city.assets, sample.asset, "对象")) return no;
  const Asset& asset = one.city.assets[sample.asset.index()].value;
  if (!is_water(asset.kind))
    return refuse(Fault::BadInput, cannot, asset.name + "是" + std::string{chinese_of(asset.kind)} + "，不是水体或断面", "请核对对象");
  if (!is_day(sample.day)) return refuse(Fault::BadInput, cannot, "采样日期缺失或不存在", "请写明采样日期");
  if (sample.day > one.today) return refuse(Fault::BadInput, cannot, "采样日期 " + day_text(sample.day) + " 还没有到", "请核对日期");
  if (is_blank(sample.limit)) return refuse(Fault::BadInput, cannot, "没有写按哪一类别评价", "请写明，如“Ⅳ类”");
  if (auto no = unfit_value(sample, cannot)) return no;
  if (sample.paper)
    if (auto no = absent(one.city.documents, sample.paper, "文件")) return no;
  return std::nullopt;
}

Note doubt_note(const FunnelJudged& judged) {
  Note note;
  note.reason = "按规则“" + judged.rule + "”：" + judged.reason;
  note.assets = {judged.asset};
  return note;
}

}  // namespace

std::vector<Id<Commitment>> closed_on(const City& city, Id<Asset> asset) {
  std::vector<Id<Commitment>> closed;
  city.commitments.each([&](std::size_t index, const KeptCommitment& kept) {
    const bool closed_once = kept.value.state == CommitmentState::Done || kept.value.state == CommitmentState::ToVerify;
    if (closed_once && !kept.value.assets.empty() && covers(city, kept.value, asset))
      closed.push_back(Id<Commitment>::at_index(index));
  });
  return closed;
}

Id<Body> answers_for(const City& city, Id<Asset> asset, const std::vector<Id<Commitment>>& closed) {
  if (!closed.empty()) return city.commitments[closed.back().index()].value.lead;
  Id<Body> found;
  city.commitments.each([&](std::size_t, const KeptCommitment& kept) {
    const bool stands = kept.value.state == CommitmentState::InForce || kept.value.state == CommitmentState::Reported;
    if (stands && !kept.value.assets.empty() && covers(city, kept.value, asset)) found = kept.value.lead;
  });
  const Id<Place> place = city.assets[asset.index()].value.place;
  if (!found && place)
    city.bodies.each([&](std::size_t index, const Kept<Body>& body) {
      const bool governs = body.value.kind == BodyKind::Town || body.value.kind == BodyKind::Government;
      if (!found && governs && body.value.place == place) found = Id<Body>::at_index(index);
    });
  return found || city.bodies.size() == 0 ? found : Id<Body>{1};
}

Decision rule(const Case& one, const RecordSample& command) {
  const Sample& sample = command.fact.sample;
  if (auto no = unfit(one, sample, "不能录入监测")) return *no;
  if (sample.verdict == SampleVerdict::Void) return refuse(Fault::BadInput, "不能录入监测", "结论是“作废”", "请写达标或不达标");
  const KeptAsset& asset = one.city.assets[sample.asset.index()];
  if (const KeptSample* same = sample_in(asset, sample.day))
    return refuse(Fault::Conflict, "不能录入监测",
                  asset.value.name + month_text(sample.day) + "已有样品（第 " + std::to_string(same->sequence) + " 号记录）",
                  "数据有误的，请用“更正监测”并写明理由");
  return accept(command.fact);
}

Decision rule(const Case& one, const CorrectSample& command) {
  const Sample& sample = command.fact.sample;
  if (auto no = unfit(one, sample, "不能更正监测")) return *no;
  if (auto no = without_reason(command.fact.reason, "更正监测")) return *no;
  const KeptAsset& asset = one.city.assets[sample.asset.index()];
  if (sample_in(asset, sample.day) == nullptr)
    return refuse(Fault::NotFound, "不能更正监测", asset.value.name + month_text(sample.day) + "没有样品", "请核对对象和月份，或直接录入");
  return accept(command.fact);
}

// A rule that fires puts the asset in doubt at once, and what was closed on it.
Decision rule(const Case& one, const RecordJudgement& command) {
  const FunnelJudged& judged = command.fact;
  if (auto no = may(one.city, one.actor, Action::RunRule, {}, one.today)) return *no;
  if (auto no = absent(one.city.assets, judged.asset, "对象")) return *no;
  const KeptAsset& asset = one.city.assets[judged.asset.index()];
  if (!built_since(asset)) return refuse(Fault::Conflict, "不能判断", asset.value.name + "尚未完工", "完工后再按监测判断");
  std::vector<EventBody> events;
  events.push_back(judged);
  if (judged.cause == ReviewCause::None || open_review(one.city, asset)) return events;
  Review review;
  review.asset = judged.asset;
  review.about = closed_on(one.city, judged.asset);
  review.body = answers_for(one.city, judged.asset, review.about);
  review.cause = judged.cause;
  review.reason = judged.reason;
  review.rule = judged.rule;
  review.rule_digest = judged.rule_digest;
  review.samples = judged.samples;
  const std::vector<Id<Commitment>> about = review.about;
  events.push_back(Opened<Review>{std::move(review)});
  for (const Id<Commitment> id : about)
    if (one.city.commitments[id.index()].value.state == CommitmentState::Done)  // else another asset has put it in doubt already
      events.push_back(Stepped{step_called("commitment.doubt"), Id<AnyThing>{id.number()}, doubt_note(judged)});
  return events;
}

}  // namespace detail
}  // namespace luoshi::city
