#include "engine/engine.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "base/contract.hpp"

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

  const std::uint64_t first = tip_.events + 1;
  std::vector<ledger::Entry> entries;
  city::City next = tip_;
  for (city::EventBody& body : std::get<std::vector<city::EventBody>>(decision)) {
    city::Event event;
    event.envelope = {now,     command.actor.person, command.actor.post, command.actor.on_behalf_of,
                      session, command.id,           surroundings_.salt()};
    event.body = std::move(body);
    entries.push_back({city::encode(event)});
    next = city::apply(std::move(next), event);
  }
  ensures(!entries.empty(), "an accepted command makes events");
  const auto count = static_cast<std::uint32_t>(entries.size());
  auto durable = ledger_->submit(std::move(entries));
  tip_ = next;
  commands_.emplace(command.id, first);
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
  publish(std::move(next));
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
