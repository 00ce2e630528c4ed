#include <algorithm>

#include "base/error.hpp"
#include "city/things.hpp"
#include "engine/pages/detail.hpp"

namespace luoshi::engine {
namespace {

// What an event says in one line of Chinese, and which pages it touches.
struct Told {
  std::string summary;
  std::vector<std::pair<const char*, std::uint32_t>> refers;
};

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

std::string numbered(const char* what, std::uint32_t number) { return std::string{what} + std::to_string(number); }

Told tell_step(const city::Stepped& event) {
  const city::KindRow& row = city::row_of(event.step->kind());
  std::string summary = std::string{event.step->chinese} + std::string{row.chinese} + " " + std::string{row.letter} + "-" +
                        std::to_string(event.thing.number());
  if (!event.note.reason.empty()) summary += "：" + event.note.reason;
  return {std::move(summary), {{row.name.data(), event.thing.number()}}};
}

Told tell_opened(const city::City& city, city::Kind kind, std::uint32_t number) {
  const city::KindRow& row = city::row_of(kind);
  std::string summary = "登记" + std::string{row.chinese};
  if (number != 0) summary += "：" + city::thing_line(city, kind, number).title;
  return {std::move(summary), {{row.name.data(), number}}};
}

std::string sample_words(const city::City& city, const Sample& sample) {
  return city.assets[sample.asset.index()].value.name + " " + day_text(sample.day) + " " + std::string{chinese_of(sample.verdict)} + "（" +
         sample.limit + "）";
}

Told tell(const city::City& city, std::uint64_t sequence, const city::EventBody& body) {
  using namespace city;
  const auto made = [&](const auto& table) { return opened_by(table, sequence); };
  return std::visit(
      Overloaded{
          [](const CityFounded& e) { return Told{"建库：" + e.name, {}}; },
          [](const PlaceRegistered& e) { return Told{"登记区划：" + e.place.name, {}}; },
          [](const BodyRegistered& e) { return Told{"登记单位：" + e.body.name, {}}; },
          [](const PostRegistered& e) { return Told{"登记岗位：" + e.post.name, {}}; },
          [](const PersonRegistered&) { return Told{"登记人员", {}}; },
          [&](const HolderAppointed& e) { return Told{"任职：" + post_words(city, e.holder.post), {}}; },
          [&](const ActingAppointed& e) { return Told{"任职（代）：" + post_words(city, e.holder.post), {}}; },
          [&](const HolderEnded& e) { return Told{"免职：" + post_words(city, e.post), {}}; },
          [](const AssetRegistered& e) { return Told{"登记对象：" + e.asset.name, {}}; },
          [](const RulesAdopted& e) { return Told{"采用规则：" + e.rules.name, {}}; },
          [&](const DocumentImported& e) {
            return Told{"收录文件：《" + e.document.title + "》，" + std::to_string(e.statements.size()) + " 条",
                        {{"document", city.document_of(e.document.source).number()}}};
          },
          [](const StatementConfirmed& e) { return Told{numbered("确认条目 S-", e.statement.number()), {{"statement", e.statement.number()}}}; },
          [](const StatementCorrected& e) {
            return Told{numbered("更正条目 S-", e.statement.number()) + "：" + e.reason, {{"statement", e.statement.number()}}};
          },
          [](const StatementDismissed& e) {
            return Told{numbered("不采用条目 S-", e.statement.number()) + "：" + e.reason, {{"statement", e.statement.number()}}};
          },
          [](const StatementTied& e) {
            return Told{numbered("条目 S-", e.statement.number()) + numbered(" 与更早的 S-", e.earlier.number()) + " 连成一线",
                        {{"statement", e.statement.number()}}};
          },
          [](const StatementUntied& e) {
            return Told{numbered("条目 S-", e.statement.number()) + " 解开：" + e.reason, {{"statement", e.statement.number()}}};
          },
          [&](const QuestionAsked& e) { return Told{"提出问清：" + e.question.text, {{"question", made(city.questions)}}}; },
          [&](const QuestionPut& e) {
            return Told{numbered("问清 Q-", e.question.number()) + " 交" + post_words(city, e.asked_of), {{"question", e.question.number()}}};
          },
          [](const QuestionAnswered& e) {
            return Told{numbered("答复问清 Q-", e.question.number()) + "：" + e.answer, {{"question", e.question.number()}}};
          },
          [](const QuestionWaived& e) {
            return Told{numbered("问清 Q-", e.question.number()) + " 不再问：" + e.reason, {{"question", e.question.number()}}};
          },
          [&](const CommitmentOpened& e) { return Told{"立项：" + e.commitment.title, {{"commitment", made(city.commitments)}}}; },
          [](const CommitmentAdopted& e) { return Told{numbered("承诺生效 C-", e.commitment.number()), {{"commitment", e.commitment.number()}}}; },
          [](const DeadlineExtended& e) {
            return Told{numbered("延期 C-", e.commitment.number()) + "：" + e.reason, {{"commitment", e.commitment.number()}}};
          },
          [](const ReportFiled& e) {
            return Told{numbered("进展 C-", e.report.commitment.number()) + "，截至" + day_text(e.report.until),
                        {{"commitment", e.report.commitment.number()}}};
          },
          [](const CommitmentAmended& e) {
            return Told{numbered("更正承诺 C-", e.commitment.number()) + "：" + e.reason, {{"commitment", e.commitment.number()}}};
          },
          [](const VerdictRecorded& e) {
            return Told{numbered("记录判断 C-", e.verdict.commitment.number()) + "：" + std::string{chinese_of(e.verdict.word)},
                        {{"commitment", e.verdict.commitment.number()}}};
          },
          [](const WorkingDaysSet& e) { return Told{"设定工作日历：" + std::to_string(e.days.year) + "年", {}}; },
          [&](const SampleRecorded& e) { return Told{"录入监测：" + sample_words(city, e.sample), {}}; },
          [&](const SampleCorrected& e) { return Told{"更正监测：" + sample_words(city, e.sample) + "：" + e.reason, {}}; },
          [&](const FunnelJudged& e) {
            return Told{"按规则判断" + city.assets[e.asset.index()].value.name + "：" + std::string{chinese_of(e.word)} + "，" + e.reason, {}};
          },
          [](const Stepped& e) { return tell_step(e); },
          [&]<class Value>(const Opened<Value>&) { return tell_opened(city, kKindOf<Value>, made(city.all<Value>())); },
          [&](const ReportChecked& e) {
            const Id<Commitment> commitment = city.reports[e.report.index()].value.commitment;
            return Told{numbered("核查进展 ", e.report.number()) + "：" + std::string{chinese_of(e.verdict)}, {{"commitment", commitment.number()}}};
          }},
      body);
}

std::string title_of(const city::City& city, const char* kind, std::uint32_t id) {
  const std::string_view what{kind};
  if (id == 0) return "";
  if (what == "document") return city.documents[id - 1].value.title;
  if (what == "commitment") return city.commitments[id - 1].value.title;
  if (const auto of = city::kind_called(what); of && *of != city::Kind::Question) return city::thing_line(city, *of, id).title;
  return what == "statement" ? "S-" + std::to_string(id) : "Q-" + std::to_string(id);
}

Json document_behind(const city::City& city, const char* kind, std::uint32_t id) {
  const std::string_view what{kind};
  if (id != 0 && what == "statement") return id_json(city.statements[id - 1].value.document);
  if (id != 0 && what == "question") return id_json(city.questions[id - 1].value.document);
  return Json{};
}

Json hidden_row(std::uint64_t sequence, const city::Event& event) {
  return Json::object({{"sequence", sequence},
                       {"type", "hidden"},
                       {"recorded_at", instant_text(event.envelope.recorded_at)},
                       {"post", ""},
                       {"actor", ""},
                       {"summary", "未公开的记录"}});
}

}  // namespace

Json event_row(const city::City& city, std::uint64_t sequence, const city::Event& event, bool names) {
  const Id<Person> actor = event.envelope.actor;
  return Json::object({{"sequence", sequence},
                       {"type", city::type_name(event.body)},
                       {"recorded_at", instant_text(event.envelope.recorded_at)},
                       {"post", post_words(city, event.envelope.post) + (event.envelope.acting ? "（代）" : "")},
                       {"actor", names && actor ? city.persons[actor.index()].value.name : std::string{}},
                       {"summary", tell(city, sequence, event.body).summary}});
}

Page Pages::events(const Viewer& viewer, std::uint64_t last, std::uint32_t size, const std::vector<std::uint64_t>& these) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  const bool names = may_see_names(*city, viewer);
  Json rows = Json::array();
  const auto add = [&](std::uint64_t sequence) {
    const auto event = shelf_.at(sequence);
    // The ledger keeps its numbers without gaps; what is not for this viewer says no more than that it is there.
    if (city::is_about_hidden(*city, viewer.actor, *event, sequence)) rows.push_back(hidden_row(sequence, *event));
    else rows.push_back(event_row(*city, sequence, *event, names));
  };
  if (!these.empty()) {
    for (const std::uint64_t sequence : these) {
      if (sequence < 1 || sequence > city->events) return not_there("第 " + std::to_string(sequence) + " 条记录");
      add(sequence);
    }
  } else {
    std::uint64_t sequence = std::min(last, city->events);
    for (std::uint32_t i = 0; i < size && sequence > 0; ++i, --sequence) add(sequence);
  }
  return Json::object({{"size", city->events}, {"events", std::move(rows)}});
}

Page Pages::event(const Viewer& viewer, std::uint64_t sequence) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  if (sequence < 1 || sequence > city->events) return not_there("第 " + std::to_string(sequence) + " 条记录");
  const std::string entry = ledger::entry_at(engine_.ledger(), sequence).bytes;
  city::Decoder decoder;
  const city::Event event = decoder.decode(sequence, entry);
  if (city::is_about_hidden(*city, viewer.actor, event, sequence)) return not_there("第 " + std::to_string(sequence) + " 条记录");
  Json refers = Json::array();
  for (const auto& [kind, id] : tell(*city, sequence, event.body).refers)
    if (id != 0)
      refers.push_back(Json::object({{"kind", kind},
                                     {"id", id},
                                     {"document", document_behind(*city, kind, id)},
                                     {"title", title_of(*city, kind, id)}}));
  const Json whole = parse_json(entry);
  return Json::object({{"row", event_row(*city, sequence, event, may_see_names(*city, viewer))},
                       {"v", whole.at("v").as_integer()},
                       {"command", event.envelope.command},
                       {"entry", entry},
                       {"leaf", sha256(std::string(1, '\0') + entry).hex()},
                       {"refers", std::move(refers)}});
}

}  // namespace luoshi::engine
