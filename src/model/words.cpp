#include "model/words.hpp"

#include <array>

#include "base/contract.hpp"
#include "model/word_lists.hpp"

namespace luoshi {
namespace {

template <class Enum>
struct Words;

#define LUOSHI_WORDS(Enum, count)                           \
  template <>                                               \
  struct Words<Enum> {                                      \
    static const std::array<Word<Enum>, count> all;         \
  };                                                        \
  const std::array<Word<Enum>, count> Words<Enum>::all

LUOSHI_WORDS(PlaceLevel, 5) = {{{PlaceLevel::Province, "province", "省"},
                                {PlaceLevel::City, "city", "市"},
                                {PlaceLevel::County, "county", "县（区）"},
                                {PlaceLevel::Town, "town", "镇街"},
                                {PlaceLevel::Village, "village", "村居"}}};

LUOSHI_WORDS(BodyKind, 7) = {{{BodyKind::Government, "government", "政府"},
                              {BodyKind::Department, "department", "部门"},
                              {BodyKind::Town, "town", "镇街"},
                              {BodyKind::Village, "village", "村居"},
                              {BodyKind::Firm, "firm", "企业"},
                              {BodyKind::Association, "association", "协会"},
                              {BodyKind::Other, "other", "其他"}}};

LUOSHI_WORDS(Role, 9) = {{{Role::Reader, "reader", "查阅"},
                          {Role::Reporter, "reporter", "填报"},
                          {Role::Checker, "checker", "核查"},
                          {Role::Editor, "editor", "编审"},
                          {Role::Planner, "planner", "统筹"},
                          {Role::Engineer, "engineer", "技术"},
                          {Role::SystemAdmin, "system_admin", "系统管理"},
                          {Role::SecurityAdmin, "security_admin", "安全管理"},
                          {Role::AuditAdmin, "audit_admin", "审计管理"}}};

LUOSHI_WORDS(StatementState, 4) = {{{StatementState::Proposed, "proposed", "待确认"},
                                    {StatementState::Confirmed, "confirmed", "已确认"},
                                    {StatementState::Corrected, "corrected", "已更正"},
                                    {StatementState::Dismissed, "dismissed", "不采用"}}};

LUOSHI_WORDS(AssetKind, 14) = {{{AssetKind::River, "river", "河涌"},
                                {AssetKind::Reach, "reach", "河段"},
                                {AssetKind::Section, "section", "断面"},
                                {AssetKind::Outfall, "outfall", "排口"},
                                {AssetKind::Sewer, "sewer", "管网"},
                                {AssetKind::Works, "works", "污水处理厂"},
                                {AssetKind::Firm, "firm", "企业"},
                                {AssetKind::Unit, "unit", "生产装置"},
                                {AssetKind::Stack, "stack", "排气筒"},
                                {AssetKind::Park, "park", "园区"},
                                {AssetKind::Parcel, "parcel", "地块"},
                                {AssetKind::Wetland, "wetland", "湿地"},
                                {AssetKind::Station, "station", "监测站"},
                                {AssetKind::Other, "other", "其他"}}};

LUOSHI_WORDS(Stage, 5) = {{{Stage::Listed, "listed", "列入"},
                           {Stage::Entered, "entered", "进场"},
                           {Stage::Built, "built", "完工"},
                           {Stage::Effective, "effective", "见效"},
                           {Stage::Stable, "stable", "稳定"}}};

LUOSHI_WORDS(ProjectStage, 5) = {{{ProjectStage::Reserve, "reserve", "储备"},
                                  {ProjectStage::Planned, "planned", "列入计划"},
                                  {ProjectStage::Started, "started", "开工"},
                                  {ProjectStage::Done, "done", "完工"},
                                  {ProjectStage::Stopped, "stopped", "停止"}}};

LUOSHI_WORDS(ProjectTier, 3) = {{{ProjectTier::Province, "province", "省级"},
                                 {ProjectTier::City, "city", "市级"},
                                 {ProjectTier::County, "county", "县区级"}}};

LUOSHI_WORDS(MoneySource, 7) = {{{MoneySource::SpecialBond, "special_bond", "专项债券"},
                                 {MoneySource::Central, "central", "中央资金"},
                                 {MoneySource::Province, "province", "省级资金"},
                                 {MoneySource::Local, "local", "本级财政"},
                                 {MoneySource::Loan, "loan", "贷款"},
                                 {MoneySource::Private, "private", "社会资本"},
                                 {MoneySource::Other, "other", "其他"}}};

LUOSHI_WORDS(Medium, 2) = {{{Medium::Water, "water", "水"}, {Medium::Air, "air", "气"}}};

LUOSHI_WORDS(Meaning, 2) = {{{Meaning::Output, "output", "产出"}, {Meaning::Outcome, "outcome", "效果"}}};

LUOSHI_WORDS(CommitmentState, 6) = {{{CommitmentState::Proposed, "proposed", "待定"},
                                     {CommitmentState::InForce, "in_force", "在办"},
                                     {CommitmentState::Done, "done", "办结"},
                                     {CommitmentState::Withdrawn, "withdrawn", "撤回"},
                                     {CommitmentState::Reported, "reported", "已报完成"},
                                     {CommitmentState::ToVerify, "to_verify", "待复核"}}};

LUOSHI_WORDS(QuestionState, 3) = {{{QuestionState::Open, "open", "待问清"},
                                   {QuestionState::Answered, "answered", "已答复"},
                                   {QuestionState::Waived, "waived", "不再问"}}};

LUOSHI_WORDS(CheckState, 3) = {{{CheckState::Unchecked, "unchecked", "未核查"},
                                {CheckState::Accepted, "accepted", "核查属实"},
                                {CheckState::Returned, "returned", "退回"}}};

LUOSHI_WORDS(ProblemSource, 5) = {{{ProblemSource::Inspection, "inspection", "督察检查"},
                                   {ProblemSource::Complaint, "complaint", "信访投诉"},
                                   {ProblemSource::SpotCheck, "spot_check", "抽查"},
                                   {ProblemSource::Covert, "covert", "暗查暗访"},
                                   {ProblemSource::Audit, "audit", "审计"}}};

LUOSHI_WORDS(Proof, 5) = {{{Proof::Water, "water", "断水"},
                           {Proof::Power, "power", "断电"},
                           {Proof::Equipment, "equipment", "清设备"},
                           {Proof::Material, "material", "清原料"},
                           {Proof::Product, "product", "清产品"}}};

LUOSHI_WORDS(EffectOn, 9) = {{{EffectOn::Load, "load", "削减入河负荷"},
                              {EffectOn::StreamFlow, "flow", "增加流量"},
                              {EffectOn::OxygenDemand, "oxygen_demand", "削减底泥耗氧"},
                              {EffectOn::Emission, "emission", "削减排放"},
                              {EffectOn::OutputValue, "output_value", "增加产值"},
                              {EffectOn::Jobs, "jobs", "增加岗位"},
                              {EffectOn::Brought, "brought", "所补水的浓度"},
                              {EffectOn::Effluent, "effluent", "降低出水浓度"},
                              {EffectOn::Treated, "treated", "处理水量"}}};
LUOSHI_WORDS(TurnWay, 3) = {{{TurnWay::Carried, "carried", "结转"},
                             {TurnWay::Rebased, "rebased", "调整结转"},
                             {TurnWay::Dropped, "dropped", "收官终止"}}};

LUOSHI_WORDS(Verdict::Word, 4) = {{{Verdict::Word::Likely, "likely", "能按期"},
                                   {Verdict::Word::AtRisk, "at_risk", "有风险"},
                                   {Verdict::Word::Unlikely, "unlikely", "难按期"},
                                   {Verdict::Word::CannotSay, "cannot_say", "说不清"}}};

LUOSHI_WORDS(SampleVerdict, 3) = {{{SampleVerdict::InClass, "in_class", "达标"},
                                   {SampleVerdict::Missed, "missed", "不达标"},
                                   {SampleVerdict::Void, "void", "作废"}}};

LUOSHI_WORDS(FunnelWord, 4) = {{{FunnelWord::CannotSay, "cannot_say", "说不清"},
                                {FunnelWord::NotYet, "not_yet", "未见效"},
                                {FunnelWord::Effective, "effective", "见效"},
                                {FunnelWord::Stable, "stable", "稳定"}}};

LUOSHI_WORDS(ReviewCause, 5) = {{{ReviewCause::None, "none", "无"},
                                 {ReviewCause::MissesInARow, "misses_in_a_row", "连续不达标"},
                                 {ReviewCause::ChangePoint, "change_point", "变差"},
                                 {ReviewCause::Stale, "stale", "久未监测"},
                                 {ReviewCause::Person, "person", "人提请"}}};

#undef LUOSHI_WORDS

}  // namespace

template <class Enum>
std::string_view name_of(Enum value) {
  for (const Word<Enum>& word : Words<Enum>::all)
    if (word.value == value) return word.name;
  contract_broken("expects", "an enumerator with a name", std::source_location::current());
}

template <class Enum>
std::string_view chinese_of(Enum value) {
  for (const Word<Enum>& word : Words<Enum>::all)
    if (word.value == value) return word.chinese;
  contract_broken("expects", "an enumerator with a word", std::source_location::current());
}

template <class Enum>
std::optional<Enum> from_name(std::string_view name) {
  for (const Word<Enum>& word : Words<Enum>::all)
    if (word.name == name) return word.value;
  return std::nullopt;
}

template <class Enum>
std::span<const Word<Enum>> words_of() {
  return Words<Enum>::all;
}

#define LUOSHI_OFFER(Enum)                                  \
  template std::string_view name_of<Enum>(Enum);            \
  template std::string_view chinese_of<Enum>(Enum);         \
  template std::optional<Enum> from_name<Enum>(std::string_view); \
  template std::span<const Word<Enum>> words_of<Enum>()

LUOSHI_OFFER(PlaceLevel);
LUOSHI_OFFER(BodyKind);
LUOSHI_OFFER(Role);
LUOSHI_OFFER(StatementState);
LUOSHI_OFFER(AssetKind);
LUOSHI_OFFER(Stage);
LUOSHI_OFFER(ProjectStage);
LUOSHI_OFFER(Meaning);
LUOSHI_OFFER(CommitmentState);
LUOSHI_OFFER(QuestionState);
LUOSHI_OFFER(CheckState);
LUOSHI_OFFER(ProblemSource);
LUOSHI_OFFER(Proof);
LUOSHI_OFFER(EffectOn);
LUOSHI_OFFER(Verdict::Word);
LUOSHI_OFFER(TurnWay);
LUOSHI_OFFER(ProjectTier);
LUOSHI_OFFER(MoneySource);
LUOSHI_OFFER(Medium);
LUOSHI_OFFER(SampleVerdict);
LUOSHI_OFFER(FunnelWord);
LUOSHI_OFFER(ReviewCause);

#undef LUOSHI_OFFER

}  // namespace luoshi
