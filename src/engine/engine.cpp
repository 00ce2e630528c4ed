#include "engine/engine.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "base/contract.hpp"
#include "city/duties.hpp"
#include "engine/evidence.hpp"

namespace luoshi::engine {
namespace {

// Folds events 1 … while `wanted(sequence, event)` says so.
template <class Wanted>
city::City fold_while(const ledger::Ledger& ledger, Wanted wanted) {
  city::City city;
  city::Decoder decoder;
  const std::uint64_t size = ledger.head().size;
  if (size == 0) return city;
  ledger.read(1, size, [&](std::uint64_t sequence, std::string_view bytes) {
    city::Event event = decoder.decode(sequence, bytes);
    if (!wanted(sequence, event)) return ledger::Next::Stop;
    city::fold_into(city, std::move(event));
    return ledger::Next::Continue;
  });
  return city;
}

// Pages and verdicts open what an event names: bytes that are not kept must not get into the ledger by their digest.
std::optional<city::Refusal> unkept(const archive::Archive& archive, const std::vector<city::EventBody>& events) {
  for (const city::EventBody& event : events) {
    bool kept = true;
    if (const auto* rules = std::get_if<city::RulesAdopted>(&event)) kept = archive.has(rules->rules.digest);
    if (const auto* paper = std::get_if<city::DocumentImported>(&event))
      kept = archive.has(paper->document.source) && archive.has(paper->document.reading);
    const std::vector<Digest>* evidence = nullptr;
    if (const auto* filed = std::get_if<city::ReportFiled>(&event)) evidence = &filed->report.evidence;
    if (const auto* stepped = std::get_if<city::Stepped>(&event)) evidence = &stepped->note.evidence;
    if (evidence != nullptr)
      for (const Digest& record : *evidence)
        if (!is_evidence(archive, record))
          return city::Refusal{Fault::NotFound, "不能登记（所写的佐证没有上传过）请先上传文件，再登记"};
    if (const auto* lots = std::get_if<city::Opened<SpotCheck>>(&event)) {
      kept = archive.has(lots->value.list);
      if (kept) {
        const std::string list = archive.get(lots->value.list);
        const auto lines = static_cast<std::uint64_t>(std::count(list.begin(), list.end(), '\n'));
        if (lines != lots->value.size)
          return city::Refusal{Fault::BadInput, "不能抽查（名单有 " + std::to_string(lines) + " 行，写的是 " +
                                                    std::to_string(lots->value.size) + " 行）请改正行数"};
      }
    }
    if (!kept) return city::Refusal{Fault::NotFound, "不能登记（摘要所指的文件不在档案库）请先存入文件，再登记"};
  }
  return std::nullopt;
}

[[noreturn]] void refuse_after_failure() {
  throw Error{Fault::Unavailable, "the ledger cannot be written (an earlier write failed); open the database anew"};
}

}  // namespace

Surroundings real_surroundings() {
  Surroundings real;
  real.now = [] { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); };
  real.salt = [] {
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
      throw Error{Fault::Unavailable, "no randomness for a ledger entry (the system's source failed); try again"};
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
      text += kDigits[byte >> 4U];
      text += kDigits[byte & 15U];
    }
    return text;
  };
  return real;
}

Engine::Engine(std::unique_ptr<ledger::Ledger> ledger, std::unique_ptr<archive::Archive> archive,
               Surroundings surroundings)
    : ledger_{std::move(ledger)}, archive_{std::move(archive)}, surroundings_{std::move(surroundings)} {
  city::Decoder decoder;
  // Every digest is rebuilt on the way: what a damaged entry led to must not be served.
  (void)ledger::read_verified(*ledger_, [&](std::uint64_t sequence, std::string_view bytes) {
    city::Event event = decoder.decode(sequence, bytes);
    commands_.try_emplace(event.envelope.command, sequence);
    city::fold_into(tip_, std::move(event));
  });
  published_.store(std::make_shared<const city::City>(tip_));
}

Done Engine::outcome_at(std::uint64_t first, const std::string& command) const {
  city::Decoder decoder;
  Done done{first, 0, true};
  ledger_->read(first, ledger_->head().size, [&](std::uint64_t sequence, std::string_view bytes) {
    if (decoder.decode(sequence, bytes).envelope.command != command) return ledger::Next::Stop;
    ++done.count;
    return ledger::Next::Continue;
  });
  return done;
}

Outcome Engine::submit(const city::Command& command, const std::string& session) {
  std::unique_lock deciding{deciding_};
  if (const auto known = commands_.find(command.id); known != commands_.end()) {
    const std::uint64_t first = known->second;
    // The first one may still be on its way to the disk.
    settled_.wait(deciding, [&] { return failed_ || city()->events >= first; });
    if (city()->events < first) refuse_after_failure();
    deciding.unlock();
    return outcome_at(first, command.id);
  }
  if (failed_) refuse_after_failure();

  // The clock may be set back; recorded times are not.
  const Instant now = std::max(surroundings_.now(), tip_.recorded_at);
  city::Decision decision = city::decide(tip_, command, now);
  if (auto* refusal = std::get_if<city::Refusal>(&decision)) return std::move(*refusal);
  if (auto refusal = unkept(*archive_, std::get<std::vector<city::EventBody>>(decision))) return *refusal;

  Decided decided{tip_, {}, {}};
  add(decided, command, std::move(std::get<std::vector<city::EventBody>>(decision)), now, session);
  return write(std::move(deciding), std::move(decided));
}

BatchOutcome Engine::submit_all(std::span<const city::Command> commands, std::optional<std::uint64_t> on,
                                const std::string& session) {
  std::unique_lock deciding{deciding_};
  if (failed_) refuse_after_failure();
  const bool all_known = std::all_of(commands.begin(), commands.end(),
                                     [&](const city::Command& command) { return commands_.contains(command.id); });
  if (all_known) {
    const std::uint64_t first = commands.empty() ? 0 : commands_.at(commands.front().id);
    const std::uint64_t last = commands.empty() ? 0 : commands_.at(commands.back().id);
    settled_.wait(deciding, [&] { return failed_ || city()->events >= last; });
    if (city()->events < last) refuse_after_failure();
    return Done{first, 0, true};
  }
  if (on && *on != tip_.events)
    return BatchRefusal{0, {Fault::Conflict, "没有写入（期间账本有了别的记录）请重新核对后再办"}};
  const Instant now = std::max(surroundings_.now(), tip_.recorded_at);
  Decided decided{tip_, {}, {}};
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (commands_.contains(commands[i].id)) continue;
    city::Decision decision = city::decide(decided.next, commands[i], now);
    if (auto* refusal = std::get_if<city::Refusal>(&decision)) return BatchRefusal{i, std::move(*refusal)};
    if (auto refusal = unkept(*archive_, std::get<std::vector<city::EventBody>>(decision)))
      return BatchRefusal{i, std::move(*refusal)};
    add(decided, commands[i], std::move(std::get<std::vector<city::EventBody>>(decision)), now, session);
  }
  if (decided.entries.size() > ledger::kBatchLimit)
    throw Error{Fault::TooLarge, "一次写不下（要记 " + std::to_string(decided.entries.size()) + " 条，上限 " +
                                     std::to_string(ledger::kBatchLimit) + " 条）请拆成几次"};
  return write(std::move(deciding), std::move(decided));
}

void Engine::add(Decided& decided, const city::Command& command, std::vector<city::EventBody> bodies, Instant now,
                 const std::string& session) {
  ensures(!bodies.empty(), "an accepted command makes events");
  decided.first_of.emplace_back(command.id, decided.next.events + 1);
  const bool acting = city::is_acting(decided.next, command.actor.person, command.actor.post, china_day(now));
  for (city::EventBody& body : bodies) {
    city::Event event;
    event.envelope = {now,     command.actor.person, command.actor.post, command.actor.on_behalf_of,
                      session, command.id,           surroundings_.salt(),
                      acting};
    event.body = std::move(body);
    decided.entries.push_back({city::encode(event)});
    decided.next = city::apply(std::move(decided.next), std::move(event));
  }
}

Done Engine::write(std::unique_lock<std::mutex> deciding, Decided decided) {
  const std::uint64_t first = tip_.events + 1;
  const auto count = static_cast<std::uint32_t>(decided.entries.size());
  auto durable = ledger_->submit(std::move(decided.entries));
  tip_ = decided.next;
  for (auto& [id, sequence] : decided.first_of) commands_.emplace(std::move(id), sequence);
  deciding.unlock();

  try {
    const ledger::Placed placed = durable.get();
    ensures(placed.first == first, "events stand where they were decided");
  } catch (...) {
    // What was decided on top of this is refused with it: nobody can tell what the disk kept.
    const std::lock_guard again{deciding_};
    failed_ = true;
    settled_.notify_all();
    throw;
  }
  publish(std::move(decided.next));
  return Done{first, count, false};
}

void Engine::publish(city::City city) {
  const std::lock_guard again{deciding_};
  // A later command may have become durable in the same write and be shown already.
  if (published_.load()->events < city.events) published_.store(std::make_shared<const city::City>(std::move(city)));
  settled_.notify_all();
}

city::City Engine::city_after(std::uint64_t events) const {
  expects(events <= ledger_->head().size, "a position inside the ledger");
  return fold_while(*ledger_, [events](std::uint64_t sequence, const city::Event&) { return sequence <= events; });
}

city::City Engine::city_before(Instant moment) const {
  return fold_while(*ledger_, [moment](std::uint64_t, const city::Event& event) {
    return event.envelope.recorded_at < moment;
  });
}

}  // namespace luoshi::engine
