#include "notify/outbox.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"

namespace luoshi::notify {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{256} << 20U;

std::string key_of(const Daily& daily) { return day_text(daily.day) + "\n" + daily.person; }

Json json_of(const Daily& daily) {
  Json lines = Json::array();
  for (const Line& line : daily.lines) {
    Json one = Json::object({{"title", line.title}});
    if (line.due) one.set("due", day_text(*line.due));
    lines.push_back(std::move(one));
  }
  return Json::object({{"put", Json::object({{"person", daily.person}, {"day", day_text(daily.day)}, {"lines", std::move(lines)}})}});
}

Day day_in(const Json& json, const char* name) {
  const auto day = day_from_text(json.at(name).as_string());
  if (!day) throw Error{Fault::BadInput, "no day"};
  return *day;
}

Daily daily_of(const Json& json) {
  Daily daily{json.at("person").as_string(), day_in(json, "day"), {}};
  for (const Json& line : json.at("lines").as_array())
    daily.lines.push_back({line.at("title").as_string(), line.find("due") != nullptr ? std::optional{day_in(line, "due")} : std::nullopt});
  return daily;
}

std::string entry(const char* what, std::size_t number) {
  return canonical_json(Json::object({{"what", what}, {"number", static_cast<std::uint64_t>(number)}}));
}

// The file of that path, held by this process alone.
File held(const std::filesystem::path& path) {
  File file{path, File::Mode::Create};
  // Written anew by another run between our opening and our taking it, it is no longer the outbox.
  if (!file.try_lock() || !file.is_at_its_path())
    throw Error{Fault::Unavailable, path.string() + " is in use (another run is sending); wait for it to end"};
  return file;
}

}  // namespace

Outbox::Outbox(const std::filesystem::path& path) : path_{path}, file_{held(path)} {
  read();
  settle();
  if (end_ > kMostKept) write_anew();
}

void Outbox::read() {
  const std::string text = file_.read_all(kMostBytes);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t newline = text.find('\n', at);
    if (newline == std::string::npos) break;  // cut off: never acknowledged
    try {
      take(std::string_view{text}.substr(at, newline - at));
    } catch (const Error&) {
      throw Error{Fault::Corrupt, path_.string() + " is damaged at byte " + std::to_string(at) + " (a whole line cannot be read); move it away: what waits is then not sent"};
    }
    end_ = at = newline + 1;
  }
  if (end_ < text.size()) {
    file_.truncate(end_);
    file_.sync();
  }
}

// What a kill met in the middle of a try: once more, then no more.
void Outbox::settle() {
  for (Kept& kept : all_) {
    if (!kept.trying) continue;
    kept.trying = false;
    if (++kept.broken > 1) kept.state = Kept::State::GivenUp;
  }
}

// The lines that make one what it is, when read again. Refusals first: so many end no message that still waits.
std::string Outbox::lines_of(const Kept& kept, std::size_t number) {
  std::string text = canonical_json(json_of(kept.daily)) + "\n";
  const auto tried = [&](const char* end) { text += entry("try", number) + "\n" + entry(end, number) + "\n"; };
  switch (kept.state) {
    case Kept::State::Sent: tried("sent"); break;
    case Kept::State::GivenUp:
      tried("lost");
      tried("lost");
      break;
    case Kept::State::Waiting:
      for (unsigned i = kept.broken; i < kept.tries; ++i) tried("refused");
      for (unsigned i = 0; i < kept.broken; ++i) tried("lost");
      break;
  }
  return text;
}

void Outbox::write_anew() {
  std::set<Day> days;
  for (const Kept& kept : all_) days.insert(kept.daily.day);
  while (days.size() > kDaysKept) days.erase(days.begin());
  std::string text;
  std::size_t number = 0;
  for (Kept& kept : all_) {
    const bool waits = kept.state == Kept::State::Waiting;
    if (!waits && !days.contains(kept.daily.day)) continue;
    if (!waits) kept.daily.lines.clear();
    text += lines_of(kept, number++);
  }
  replace_file(path_, text);
  file_ = held(path_);
  all_.clear();
  by_key_.clear();
  end_ = 0;
  read();
}

void Outbox::take(std::string_view line) {
  const Json json = parse_json(line);
  if (const Json* put = json.find("put")) {
    Daily daily = daily_of(*put);
    by_key_.emplace(key_of(daily), all_.size());
    all_.push_back({std::move(daily), 0, 0, Kept::State::Waiting, false});
    return;
  }
  const auto number = static_cast<std::size_t>(json.at("number").as_integer());
  if (number >= all_.size()) throw Error{Fault::BadInput, "no such message"};
  Kept& kept = all_[number];
  const std::string& what = json.at("what").as_string();
  if (what == "try") {
    if (kept.trying) ++kept.broken;
    kept.trying = true;
    ++kept.tries;
  } else if (what == "sent") {
    kept.trying = false;
    kept.state = Kept::State::Sent;
  } else if (what == "refused") {
    kept.trying = false;
    if (kept.tries >= kMostTries) kept.state = Kept::State::GivenUp;
  } else if (what == "lost") {
    kept.trying = false;
    if (++kept.broken > 1) kept.state = Kept::State::GivenUp;
  } else {
    throw Error{Fault::BadInput, "unknown"};
  }
}

void Outbox::note(const std::string& line) {
  file_.write_at(end_, line + "\n");
  file_.sync();
  end_ += line.size() + 1;
  take(line);
}

bool Outbox::put(const Daily& daily) {
  if (by_key_.contains(key_of(daily))) return false;
  note(canonical_json(json_of(daily)));
  return true;
}

std::size_t Outbox::send(const std::function<Came(const Daily&)>& post) {
  std::size_t sent = 0;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (all_[i].state != Kept::State::Waiting) continue;
    note(entry("try", i));
    const Came came = post(all_[i].daily);
    note(entry(came == Came::Sent ? "sent" : came == Came::Refused ? "refused" : "lost", i));
    sent += came == Came::Sent ? 1 : 0;
  }
  return sent;
}

std::size_t Outbox::waiting() const {
  return static_cast<std::size_t>(std::count_if(all_.begin(), all_.end(), [](const Kept& kept) { return kept.state == Kept::State::Waiting; }));
}

std::size_t Outbox::given_up() const {
  return static_cast<std::size_t>(std::count_if(all_.begin(), all_.end(), [](const Kept& kept) { return kept.state == Kept::State::GivenUp; }));
}

}  // namespace luoshi::notify
