#include "base/json.hpp"
#include "city/codec.hpp"
#include "city/detail/event_types.hpp"
#include "city/detail/fields.hpp"

namespace luoshi::city {
namespace detail {
namespace {

// Appends canonical JSON directly: the field lists are sorted, so no tree is built (the codec test compares with one).
class Writer {
 public:
  explicit Writer(std::string& out) : out_{out} { out_ += '{'; }

  template <class T>
  void operator()(std::string_view name, const T& field) {
    if (is_left_out(field)) return;
    key(name);
    value(field);
  }

  void key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += '"';
    out_ += name;
    out_ += "\":";
  }

  void close() { out_ += '}'; }

 private:
  template <class T>
  void value(const T& field) {
    if constexpr (std::same_as<T, std::string>) append_canonical_string(out_, field);
    else if constexpr (std::same_as<T, bool>) out_ += field ? "true" : "false";
    else if constexpr (std::integral<T>) out_ += std::to_string(field);
    else if constexpr (std::is_enum_v<T>) quoted(word_of(field));
    else if constexpr (kIsId<T>) out_ += std::to_string(field.number());
    else if constexpr (std::same_as<T, Money>) out_ += std::to_string(field.in_fen());
    else if constexpr (kIsOptional<T>) value(*field);
    else if constexpr (std::same_as<T, Day>) quoted(day_text(field));
    else if constexpr (std::same_as<T, Instant>) quoted(instant_text(field));
    else if constexpr (std::same_as<T, Digest>) quoted(field.hex());
    else if constexpr (std::same_as<T, Decimal> || std::same_as<T, PartialDate>) quoted(field.text());
    else if constexpr (kIsSpan<T>) out_ += '[' + std::to_string(field.begin) + ',' + std::to_string(field.end) + ']';
    else if constexpr (kIsVector<T>) list(field);
    else object(field);
  }

  template <class T>
  void list(const std::vector<T>& elements) {
    out_ += '[';
    for (std::size_t i = 0; i < elements.size(); ++i) {
      if (i > 0) out_ += ',';
      value(elements[i]);
    }
    out_ += ']';
  }

  template <class T>
  void object(const T& field) {
    Writer inner{out_};
    fields(inner, field);
    inner.close();
  }

  void quoted(std::string_view word) {
    out_ += '"';
    out_ += word;
    out_ += '"';
  }

  std::string& out_;
  bool first_ = true;
};

}  // namespace
}  // namespace detail

std::string_view type_name(const EventBody& body) {
  const auto* const stepped = std::get_if<Stepped>(&body);
  return stepped != nullptr ? stepped->step->type : detail::kEventTypes[body.index()].name;
}

std::string encode(const Event& event) {
  std::string out;
  out.reserve(384);
  const Envelope& envelope = event.envelope;
  detail::Writer writer{out};
  writer("acting", envelope.acting);
  writer("actor", envelope.actor);
  writer.key("body");
  std::visit(
      [&](const auto& body) {
        detail::Writer inner{out};
        detail::fields(inner, body);
        inner.close();
      },
      event.body);
  writer("command", envelope.command);
  writer("on_behalf_of", envelope.on_behalf_of);
  writer("post", envelope.post);
  writer("recorded_at", envelope.recorded_at);
  writer("salt", envelope.salt);
  writer("session", envelope.session);
  const detail::EventType& type = detail::kEventTypes[event.body.index()];
  writer("type", std::string{type_name(event.body)});
  writer("v", type.version);
  writer.close();
  return out;
}

}  // namespace luoshi::city
