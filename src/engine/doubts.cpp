#include "engine/doubts.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "engine/proposals.hpp"
#include "intake/reading_json.hpp"
#include "intake/repair.hpp"

namespace luoshi::engine {
namespace {

constexpr std::size_t kMostCharacters = 900, kMostDoubts = 500;

std::string shortened(const std::string& text) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
    if (++characters > kMostCharacters) return text.substr(0, i) + "……（全文见文件）";
  }
  return text;
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

BatchOutcome ask_doubts(Engine& engine, const DoubtsToAsk& doubts, const city::Actor& actor) {
  if (doubts.texts.empty()) throw Error{Fault::NotFound, doubts.table + "：没有要问的"};
  if (doubts.texts.size() > kMostDoubts)
    throw Error{Fault::TooLarge, doubts.table + "：要问的太多（" + std::to_string(doubts.texts.size()) + " 条，上限 500 条）请调低 --per-year 或分表来问"};
  const std::string title = "数据疑问：" + doubts.table;
  std::string bytes = title + "\n";
  for (const std::string& text : doubts.texts) bytes += one_line(text) + "\n";
  Reading reading;
  reading.file = title + ".txt";
  reading.title = title;
  reading.paper = intake::repair(bytes, {.extent = intake::RepairOptions::Extent::Line});
  const std::string json = canonical_json(intake::to_json(reading));
  const std::string id = "doubts-" + sha256(bytes).hex().substr(0, 40);
  constexpr int kTries = 3;
  for (int attempt = 1;; ++attempt) {
    const auto city = engine.city();
    const Id<Document> known = city->document_of(sha256(bytes));
    const auto next = known ? known : Id<Document>{static_cast<std::uint32_t>(city->documents.size()) + 1};
    std::vector<city::Command> commands;
    commands.push_back({id, actor, city::ImportDocument{proposal_of(reading, sha256(bytes), sha256(json), city->sample)}});
    for (std::size_t i = 0; i < doubts.texts.size(); ++i) {
      Question question;
      question.document = next;
      question.label = QuestionLabel::Amount;
      question.text = shortened(one_line(doubts.texts[i]));
      question.asked_of = doubts.asked_of;
      question.due = doubts.due;
      commands.push_back({id + "-" + std::to_string(i + 1), actor, city::AskQuestion{{std::move(question)}}});
    }
    (void)engine.archive().put(bytes);
    (void)engine.archive().put(json);
    BatchOutcome outcome = engine.submit_all(commands, city->events);
    const auto* refused = std::get_if<BatchRefusal>(&outcome);
    if (refused == nullptr || refused->refusal.fault != Fault::Conflict || attempt == kTries) return outcome;
  }
}

}  // namespace luoshi::engine
