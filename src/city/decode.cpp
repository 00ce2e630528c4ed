// The only source that knows simdjson: bulk decoding of ledger entries (docs/formats/events.md).
#include <simdjson.h>

#include <charconv>
#include <cstring>
#include <limits>

#include "base/error.hpp"
#include "city/codec.hpp"
#include "city/detail/event_types.hpp"
#include "city/detail/fields.hpp"

namespace luoshi::city {
namespace detail {
namespace {

namespace json = simdjson::ondemand;

/// A body that does not fit; `Decoder` adds the sequence.
struct Misfit {
  std::string why;
};

std::string quoted(std::string_view text) { return '"' + std::string{text.substr(0, 64)} + '"'; }

// One pass over an object whose members are sorted as the field lists are: a member is read when its turn comes, left
// out where another stands, and one that no list names stays over and is refused.
class ObjectReader {
 public:
  explicit ObjectReader(json::object object) : next_{object.begin().value()}, end_{object.end().value()} { load(); }

  template <class T>
  void operator()(std::string_view name, T& field) {
    if (!at(name)) {
      if (is_left_out(T{})) return;
      throw Misfit{"field " + quoted(name) + " is missing"};
    }
    read(current_.value(), field);
    if (is_left_out(field)) throw Misfit{"field " + quoted(name) + " is written although empty"};
    advance();
  }

  template <class Read>
  void object(std::string_view name, Read read_object) {
    if (!at(name)) throw Misfit{"field " + quoted(name) + " is missing"};
    ObjectReader inner{current_.value().get_object().value()};
    read_object(inner);
    inner.finish();
    advance();
  }

  void finish() {
    if (has_) throw Misfit{"field " + quoted(current_.unescaped_key().value()) + " is unknown or out of order"};
  }

 private:
  [[nodiscard]] bool at(std::string_view name) const { return has_ && current_.key().unsafe_is_equal(name); }
  void advance() {
    ++next_;
    load();
  }
  void load() {
    has_ = next_ != end_;
    if (!has_) return;
    if (const auto error = (*next_).get(current_)) throw simdjson::simdjson_error{error};
  }

  template <class T>
  static void read(json::value value, T& field) {
    if constexpr (std::same_as<T, std::string>) field = words_of(value);
    else if constexpr (std::same_as<T, bool>) field = value.get_bool().value();
    else if constexpr (std::same_as<T, int>) field = signed_number(value);
    else if constexpr (std::same_as<T, std::uint32_t>) field = number(value);
    else if constexpr (kIsId<T>) field = id<T>(value);
    else if constexpr (std::same_as<T, Money>) field = money(value);
    else if constexpr (kIsOptional<T>) read(value, field.emplace());
    else if constexpr (kIsVector<T>) list(value, field);
    else if constexpr (kIsSpan<T>) span(value, field);
    else if constexpr (is_text<T>()) text(words_of(value), field);
    else nested(value, field);
  }

  template <class T>
  static constexpr bool is_text() {
    return std::is_enum_v<T> || std::same_as<T, Day> || std::same_as<T, Instant> || std::same_as<T, Digest> ||
           std::same_as<T, Decimal> || std::same_as<T, PartialDate>;
  }

  // Most strings hold no escape: the bytes between the quotes are the text, and need no copy on the way.
  static std::string_view words_of(json::value value) {
    const std::string_view token = value.raw_json_token();
    const std::size_t end = token.find('"', 1);
    if (token[0] != '"' || end == std::string_view::npos || token.substr(0, end).find('\\') != std::string_view::npos)
      return value.get_string().value();
    (void)value.get_raw_json_string().value();
    return token.substr(1, end - 1);
  }

  template <class T>
  static void text(std::string_view words, T& field) {
    std::optional<T> found;
    if constexpr (std::is_enum_v<T>) found = from_word<T>(words);
    else if constexpr (std::same_as<T, Day>) found = day_from_text(words);
    else if constexpr (std::same_as<T, Instant>) found = instant_from_text(words);
    else if constexpr (std::same_as<T, Digest>) found = Digest::from_hex(words);
    else if constexpr (std::same_as<T, Decimal>) found = Decimal::parse(words);
    else found = PartialDate::parse(words);
    if (!found) throw Misfit{quoted(words) + " cannot be read there"};
    field = *found;
  }

  static std::uint32_t number(json::value value) {
    const std::uint64_t wide = value.get_uint64().value();
    if (wide > std::numeric_limits<std::uint32_t>::max()) throw Misfit{"number " + std::to_string(wide) + " is too large"};
    return static_cast<std::uint32_t>(wide);
  }

  static Money money(json::value value) {
    const std::int64_t fen = value.get_int64().value();
    if (fen > kMostFen || fen < -kMostFen) throw Misfit{std::to_string(fen) + " fen is too much"};
    return Money::fen(fen);
  }

  static int signed_number(json::value value) {
    const std::int64_t wide = value.get_int64().value();
    if (wide > std::numeric_limits<int>::max() || wide < std::numeric_limits<int>::min())
      throw Misfit{"number " + std::to_string(wide) + " is too large"};
    return static_cast<int>(wide);
  }

  template <class T>
  static T id(json::value value) {
    const std::uint32_t written = number(value);
    if (written == 0) throw Misfit{"an id is 0"};
    return T{written};
  }

  template <class T>
  static void span(json::value value, T& field) {
    std::size_t count = 0;
    for (auto element : value.get_array()) {
      if (count < 2) (count == 0 ? field.begin : field.end) = number(element.value());
      ++count;
    }
    if (count != 2) throw Misfit{"a span has " + std::to_string(count) + " ends"};
  }

  template <class T>
  static void list(json::value value, std::vector<T>& field) {
    for (auto element : value.get_array()) read(element.value(), field.emplace_back());
  }

  template <class T>
  static void nested(json::value value, T& field) {
    ObjectReader inner{value.get_object().value()};
    fields(inner, field);
    inner.finish();
  }

  json::object_iterator next_, end_;
  json::field current_;
  bool has_ = false;
};

using ReadBody = void (*)(ObjectReader&, EventBody&);

template <std::size_t Index>
void read_body(ObjectReader& object, EventBody& body) {
  fields(object, body.emplace<Index>());
}

template <std::size_t... Index>
constexpr std::array<ReadBody, sizeof...(Index)> body_readers(std::index_sequence<Index...>) {
  return {read_body<Index>...};
}
constexpr auto kReaders = body_readers(std::make_index_sequence<kEventTypes.size()>{});

/// Where a type stands in EventBody, and which step it is where it is one.
struct Place {
  std::size_t index = 0;
  const Step* step = nullptr;

  friend bool operator==(const Place&, const Place&) = default;
};

Place place_of(std::string_view type, int version) {
  // A step that has a command of its own has an event of its own.
  if (const Step* step = step_called(type); step != nullptr && step->command.empty()) {
    if (version == kEventTypes[kSteppedPlace].version) return {kSteppedPlace, step};
    throw Misfit{"type " + quoted(type) + " has version " + std::to_string(version) + ", known is 1"};
  }
  for (std::size_t i = 0; i < kEventTypes.size(); ++i) {
    if (i == kSteppedPlace || kEventTypes[i].name != type) continue;
    if (version == kEventTypes[i].version) return {i, nullptr};
    throw Misfit{"type " + quoted(type) + " has version " + std::to_string(version) + ", known is " +
                 std::to_string(kEventTypes[i].version)};
  }
  throw Misfit{"type " + quoted(type) + " is unknown"};
}

// The body stands before the type that says how to read it, so the type is looked up at the end of the bytes, where
// canonical JSON has it; the pass below then reads both members for what they are and compares.
Place place_at_end(std::string_view bytes) {
  constexpr std::string_view kType = R"(,"type":")", kVersion = R"(","v":)";
  const std::size_t type = bytes.rfind(kType);
  const std::size_t version = type == std::string_view::npos ? type : bytes.find(kVersion, type);
  if (version == std::string_view::npos || bytes.back() != '}') throw Misfit{"it does not end in a type and a version"};
  std::string_view digits = bytes.substr(version + kVersion.size());
  digits.remove_suffix(1);
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) throw Misfit{"its version is no number"};
  return place_of(bytes.substr(type + kType.size(), version - type - kType.size()), number);
}

Event read_event(std::string_view bytes, json::document& document) {
  const Place place = place_at_end(bytes);
  Event event;
  Envelope& envelope = event.envelope;
  ObjectReader reader{document.get_object().value()};
  reader("acting", envelope.acting);
  reader("actor", envelope.actor);
  reader.object("body", [&](ObjectReader& body) { kReaders[place.index](body, event.body); });
  if (place.step != nullptr) std::get<Stepped>(event.body).step = place.step;
  reader("command", envelope.command);
  reader("on_behalf_of", envelope.on_behalf_of);
  reader("post", envelope.post);
  reader("recorded_at", envelope.recorded_at);
  reader("salt", envelope.salt);
  reader("session", envelope.session);
  std::string type;
  int version = 0;
  reader("type", type);
  reader("v", version);
  reader.finish();
  if (place_of(type, version) != place) throw Misfit{"its end does not tell its type"};
  if (!document.current_location().error()) throw Misfit{"something follows the object"};
  return event;
}

}  // namespace
}  // namespace detail

struct Decoder::Buffers {
  simdjson::ondemand::parser parser;
  std::vector<char> bytes;
};

Decoder::Decoder() : buffers_{std::make_unique<Buffers>()} {}
Decoder::~Decoder() = default;

Event Decoder::decode(std::uint64_t sequence, std::string_view bytes) {
  const auto refuse = [&](const std::string& why) -> Error {
    return Error{Fault::Corrupt, "ledger entry " + std::to_string(sequence) + " cannot be read (" + why +
                                     "); use the Luoshi that wrote it or a newer one, and run `luoshi ledger check`"};
  };
  const std::size_t needed = bytes.size() + simdjson::SIMDJSON_PADDING;
  if (buffers_->bytes.size() < needed) buffers_->bytes.resize(needed + needed / 2);
  if (!bytes.empty()) std::memcpy(buffers_->bytes.data(), bytes.data(), bytes.size());
  std::memset(buffers_->bytes.data() + bytes.size(), ' ', simdjson::SIMDJSON_PADDING);
  try {
    auto document = buffers_->parser.iterate(buffers_->bytes.data(), bytes.size(), buffers_->bytes.size()).value();
    return detail::read_event(bytes, document);
  } catch (const detail::Misfit& misfit) {
    throw refuse(misfit.why);
  } catch (const simdjson::simdjson_error& error) {
    throw refuse(error.what());
  }
}

}  // namespace luoshi::city
