#include "engine/engine.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "base/contract.hpp"
#include "city/duties.hpp"
#include "engine/evidence.hpp"
#include "engine/judging.hpp"
#include "engine/spot_checks.hpp"

namespace luoshi::engine {
namespace {

constexpr std::size_t kPastKept = 2;  // a state of ten years takes some hundred MB

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
    if (const auto* appeal = std::get_if<city::Opened<Appeal>>(&event)) evidence = &appeal->value.evidence;
    if (const auto* problem = std::get_if<city::Opened<Problem>>(&event)) evidence = &problem->value.evidence;
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

// What `decide` cannot know without the archive is laid under the command first.
city::Decision decide_with(const archive::Archive& archive, const city::City& city, const city::Command& command, Instant now) {
  const auto* const step = std::get_if<city::TakeStep>(&command.body);
  if (step == nullptr || step->fact.step == nullptr || step->fact.step->type != "spot_check.find")
    return city::decide(city, completed(city, archive, command, china_day(now)), now);
  city::Command complete = command;
  if (auto refusal = lay_line_under(archive, city, complete)) return *refusal;
  return city::decide(city, complete, now);
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
               Surroundings surroundings, Checkpoints checkpoints)
    : ledger_{std::move(ledger)},
      archive_{std::move(archive)},
      surroundings_{std::move(surroundings)},
      checkpoints_{std::move(checkpoints)} {
  fold();
  tip_frontier_ = frontier_;
  published_.store(std::make_shared<const city::City>(tip_));
  if (checkpoints_.keeps()) keeper_ = std::thread{[this] { keep_checkpoints(); }};
}

Engine::~Engine() {
  {
    const std::lock_guard deciding{deciding_};
    stopping_ = true;
    keep_.notify_all();
  }
  if (keeper_.joinable()) keeper_.join();
}

// From the latest checkpoint; where the entries after it do not lead from there to the head, from the first entry.
void Engine::fold() {
  const std::uint64_t size = ledger_->head().size;
  checkpoints_.drop_after(size);  // left by a longer ledger that stood here before
  if (auto standing = checkpoints_.latest(size)) {
    checkpointed_ = standing->city.events;
    tip_ = std::move(standing->city);
    frontier_ = std::move(standing->frontier);
    commands_ = std::move(standing->commands);
    if (fold_on()) return;
    tip_ = city::City{};
    frontier_ = ledger::Frontier{};
    commands_ = CommandIndex{};
    checkpointed_ = 0;
    checkpoints_.drop_after(0);
  }
  if (!fold_on()) {
    checkpoints_.drop_after(0);
    throw Error{Fault::Corrupt, "the entries do not lead to the head " + ledger::to_text(ledger_->head()) +
                                    " (one was changed outside Luoshi); run `luoshi ledger check`"};
  }
}

// Folds what comes after the tip. Every digest is rebuilt on the way: what a damaged entry led to must not be served.
bool Engine::fold_on() {
  const ledger::Head head = ledger_->head();
  city::Decoder decoder;
  std::string command;
  ledger_->read(frontier_.size() + 1, head.size, [&](std::uint64_t sequence, std::string_view bytes) {
    frontier_.add(ledger::leaf_digest(bytes));
    city::Event event = decoder.decode(sequence, bytes);
    // The events of a command follow one another.
    if (event.envelope.command != command) commands_.add(event.envelope.command, static_cast<std::uint32_t>(sequence));
    command = event.envelope.command;
    city::fold_into(tip_, std::move(event));
    if (sequence % checkpoints_.pace().apart == 0 && checkpoints_.save({tip_, frontier_, commands_})) checkpointed_ = sequence;
    return ledger::Next::Continue;
  });
  return frontier_.root() == head.root;
}

// Writes a checkpoint whenever the ledger has run far enough ahead of the newest one.
void Engine::keep_checkpoints() {
  std::unique_lock deciding{deciding_};
  for (;;) {
    const auto behind = [&] { return city()->events - checkpointed_; };
    keep_.wait(deciding, [&] { return stopping_ || behind() >= checkpoints_.most_behind(checkpointed_); });
    const bool last = stopping_;
    if (behind() < checkpoints_.pace().worth_it) return;
    const Standing standing{*city(), frontier_, commands_};
    checkpointed_ = standing.city.events;
    deciding.unlock();
    (void)checkpoints_.save(standing);  // a disk that refuses costs the next start its time
    deciding.lock();
    if (last) return;
  }
}

// The first event of a command that was carried out or is on its way to the disk.
std::optional<std::uint64_t> Engine::carried_out(const std::string& command) const {
  if (const auto waiting = pending_.find(command); waiting != pending_.end()) return waiting->second;
  city::Decoder decoder;
  const std::uint32_t found = commands_.find(command, [&](std::uint32_t sequence) {
    return decoder.decode(sequence, ledger::entry_at(*ledger_, sequence).bytes).envelope.command == command;
  });
  return found == 0 ? std::nullopt : std::optional<std::uint64_t>{found};
}

void Engine::wait_until_durable(std::unique_lock<std::mutex>& deciding, std::uint64_t sequence) {
  settled_.wait(deciding, [&] { return failed_ || city()->events >= sequence; });
  if (city()->events < sequence) refuse_after_failure();
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
  if (const auto first = carried_out(command.id)) {
    wait_until_durable(deciding, *first);
    deciding.unlock();
    return outcome_at(*first, command.id);
  }
  if (failed_) refuse_after_failure();

  // The clock may be set back; recorded times are not.
  const Instant now = std::max(surroundings_.now(), tip_.recorded_at);
  city::Decision decision = decide_with(*archive_, tip_, command, now);
  if (auto* refusal = std::get_if<city::Refusal>(&decision)) return std::move(*refusal);
  if (auto refusal = unkept(*archive_, std::get<std::vector<city::EventBody>>(decision))) return *refusal;

  Decided decided{tip_, tip_frontier_, {}, {}, {}};
  add(decided, command, std::move(std::get<std::vector<city::EventBody>>(decision)), now, session);
  add_judgements(decided, now, command.id, session);
  return write(std::move(deciding), std::move(decided));
}

BatchOutcome Engine::submit_all(std::span<const city::Command> commands, std::optional<std::uint64_t> on,
                                const std::string& session) {
  std::unique_lock deciding{deciding_};
  if (failed_) refuse_after_failure();
  std::vector<std::optional<std::uint64_t>> known;
  for (const city::Command& command : commands) known.push_back(carried_out(command.id));
  if (std::all_of(known.begin(), known.end(), [](const auto& first) { return first.has_value(); })) {
    wait_until_durable(deciding, known.empty() ? 0 : *known.back());
    return Done{known.empty() ? 0 : *known.front(), 0, true};
  }
  if (on && *on != tip_.events)
    return BatchRefusal{0, {Fault::Conflict, "没有写入（期间账本有了别的记录）请重新核对后再办"}};
  const Instant now = std::max(surroundings_.now(), tip_.recorded_at);
  Decided decided{tip_, tip_frontier_, {}, {}, {}};
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (known[i]) continue;
    city::Decision decision = decide_with(*archive_, decided.next, commands[i], now);
    if (auto* refusal = std::get_if<city::Refusal>(&decision)) return BatchRefusal{i, std::move(*refusal)};
    if (auto refusal = unkept(*archive_, std::get<std::vector<city::EventBody>>(decision)))
      return BatchRefusal{i, std::move(*refusal)};
    add(decided, commands[i], std::move(std::get<std::vector<city::EventBody>>(decision)), now, session);
  }
  if (!commands.empty()) add_judgements(decided, now, commands.back().id, session);
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
    for (const Id<Asset> asset : sampled_by(body)) decided.sampled.push_back(asset);
    city::Event event;
    event.envelope = {now,     command.actor.person, command.actor.post, command.actor.on_behalf_of,
                      session, command.id,           surroundings_.salt(),
                      acting};
    event.body = std::move(body);
    decided.entries.push_back({city::encode(event)});
    decided.frontier.add(ledger::leaf_digest(decided.entries.back().bytes));
    decided.next = city::apply(std::move(decided.next), std::move(event));
  }
}

// Samples of one write are judged together, once all are in: what a whole year says, not each month of it on the way.
void Engine::add_judgements(Decided& decided, Instant now, const std::string& command_id, const std::string& session) {
  const auto sampled = std::exchange(decided.sampled, {});
  for (const city::Command& judged : judgements(decided.next, *archive_, sampled, china_day(now), command_id)) {
    city::Decision decision = city::decide(decided.next, judged, now);
    auto* const events = std::get_if<std::vector<city::EventBody>>(&decision);
    ensures(events != nullptr, "what a rule says of built works is let in");
    add(decided, judged, std::move(*events), now, session);
  }
}

Done Engine::write(std::unique_lock<std::mutex> deciding, Decided decided) {
  const std::uint64_t first = tip_.events + 1;
  const auto count = static_cast<std::uint32_t>(decided.entries.size());
  auto durable = ledger_->submit(std::move(decided.entries));
  tip_ = decided.next;
  tip_frontier_ = decided.frontier;
  for (auto& [id, sequence] : decided.first_of) {
    pending_in_order_.emplace_back(sequence, id);
    pending_.emplace(std::move(id), sequence);
  }
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
  publish(std::move(decided));
  return Done{first, count, false};
}

void Engine::publish(Decided decided) {
  const std::lock_guard again{deciding_};
  const std::uint64_t events = decided.next.events;
  // A later command may have become durable in the same write and be shown already.
  if (published_.load()->events < events) {
    published_.store(std::make_shared<const city::City>(std::move(decided.next)));
    frontier_ = std::move(decided.frontier);
    for (; !pending_in_order_.empty() && pending_in_order_.front().first <= events; pending_in_order_.pop_front()) {
      const auto& [sequence, id] = pending_in_order_.front();
      commands_.add(id, static_cast<std::uint32_t>(sequence));
      pending_.erase(id);
    }
  }
  if (published_.load()->events - checkpointed_ >= checkpoints_.most_behind(checkpointed_)) keep_.notify_one();
  settled_.notify_all();
}

city::City Engine::city_after(std::uint64_t events) const {
  expects(events <= ledger_->head().size, "a position inside the ledger");
  if (const auto now = city(); now->events == events) return *now;
  const std::lock_guard making{past_mutex_};
  city::City past;
  for (const city::City& kept : past_)
    if (kept.events <= events && kept.events > past.events) past = kept;
  if (past.events == events) return past;
  if (events - past.events > checkpoints_.pace().worth_it)
    if (auto kept = checkpoints_.latest_city(events); kept && kept->events > past.events) past = std::move(*kept);
  city::Decoder decoder;
  ledger_->read(past.events + 1, events, [&](std::uint64_t sequence, std::string_view bytes) {
    city::fold_into(past, decoder.decode(sequence, bytes));
    return ledger::Next::Continue;
  });
  past_.push_back(past);
  if (past_.size() > kPastKept) past_.erase(past_.begin());
  return past;
}

city::City Engine::city_before(Instant moment) const {
  // Recorded times never fall: the first event that is too late is found by halving.
  std::uint64_t before = 0, after = city()->events + 1;
  if (city()->events > 0 && city()->recorded_at < moment) return *city();
  city::Decoder decoder;
  while (after - before > 1) {
    const std::uint64_t middle = before + (after - before) / 2;
    const bool early = decoder.decode(middle, ledger::entry_at(*ledger_, middle).bytes).envelope.recorded_at < moment;
    (early ? before : after) = middle;
  }
  return city_after(before);
}

}  // namespace luoshi::engine
