#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "base/error.hpp"
#include "city/codec.hpp"
#include "city/detail/fields.hpp"
#include "city/limits.hpp"

namespace luoshi::city {
namespace detail {
namespace {

[[noreturn]] void refuse_field(const std::string& path, const std::string& why, const std::string& what_to_do) {
  throw Error{Fault::BadInput, "field \"" + path + "\" cannot be used (" + why + "); " + what_to_do};
}

// Reads the members a field list names from an object in any order; what no list names is refused.
class Fields {
 public:
  Fields(const Json& object, std::string path) : path_{std::move(path)}, members_{object.as_object()} {}

  template <class T>
  void operator()(std::string_view name, T& field) {
    known_.emplace_back(name);
    if (const Json* value = take(name)) read(*value, inside(name), field);
    else if (!is_left_out(T{})) refuse_field(inside(name), "it is missing", "add it");
  }

  /// The member of that name, or nullptr; either way the name is known.
  const Json* take(std::string_view name) {
    known_.emplace_back(name);
    const auto found =
        std::find_if(members_.begin(), members_.end(), [&](const Json::Member& member) { return member.key == name; });
    return found == members_.end() || found->value.is_null() ? nullptr : &found->value;
  }

  void finish() const {
    for (const Json::Member& member : members_)
      if (std::find(known_.begin(), known_.end(), member.key) == known_.end())
        refuse_field(inside(member.key.substr(0, 64)), "no such field is known", "remove it or correct its name");
  }

 private:
  [[nodiscard]] std::string inside(std::string_view name) const {
    return path_.empty() ? std::string{name} : path_ + '.' + std::string{name};
  }

  template <class T>
  static void read(const Json& value, const std::string& path, T& field) {
    if constexpr (std::same_as<T, std::string>) field = text(value, path);
    else if constexpr (std::same_as<T, bool>) field = flag(value, path);
    else if constexpr (std::integral<T>) field = number<T>(value, path);
    else if constexpr (kIsId<T>) field = id<T>(value, path);
    else if constexpr (std::same_as<T, Money>) field = money(value, path);
    else if constexpr (kIsOptional<T>) read(value, path, field.emplace());
    else if constexpr (kIsVector<T>) list(value, path, field);
    else if constexpr (kIsSpan<T>) span(value, path, field);
    else if constexpr (std::is_enum_v<T>) field = found(from_word<T>(text(value, path)), value, path);
    else if constexpr (std::same_as<T, Day>) field = found(day_from_text(text(value, path)), value, path);
    else if constexpr (std::same_as<T, Digest>) field = found(Digest::from_hex(text(value, path)), value, path);
    else if constexpr (std::same_as<T, Decimal>) field = found(Decimal::parse(text(value, path)), value, path);
    else if constexpr (std::same_as<T, PartialDate>) field = found(PartialDate::parse(text(value, path)), value, path);
    else nested(value, path, field);
  }

  template <class T>
  static T found(const std::optional<T>& read, const Json& value, const std::string& path) {
    if (read) return *read;
    const std::string& words = value.as_string();
    refuse_field(path, "\"" + (words.size() <= 64 ? words : std::string{"a long text"}) + "\" does not exist there",
                 "give one that does");
  }

  static const std::string& text(const Json& value, const std::string& path) {
    if (!value.is_string()) refuse_field(path, "a text was expected", "give a text");
    return value.as_string();
  }

  static bool flag(const Json& value, const std::string& path) {
    if (!value.is_bool()) refuse_field(path, "true or false was expected", "give one of them");
    return value.as_bool();
  }

  template <class T>
  static T number(const Json& value, const std::string& path) {
    if (!value.is_integer() || value.as_integer() < std::int64_t{std::numeric_limits<T>::min()} ||
        value.as_integer() > std::int64_t{std::numeric_limits<T>::max()})
      refuse_field(path, "a whole number within range was expected", "give such a number");
    return static_cast<T>(value.as_integer());
  }

  static Money money(const Json& value, const std::string& path) {
    const auto fen = number<std::int64_t>(value, path);
    if (fen > kMostFen || fen < -kMostFen) refuse_field(path, "more than 90 万亿元", "give the amount in fen");
    return Money::fen(fen);
  }

  template <class T>
  static T id(const Json& value, const std::string& path) {
    const auto written = number<std::uint32_t>(value, path);
    return written == 0 ? T{} : T{written};
  }

  template <class T>
  static void span(const Json& value, const std::string& path, T& field) {
    if (!value.is_array() || value.as_array().size() != 2) refuse_field(path, "two numbers were expected", "give [from, to]");
    field.begin = number<std::uint32_t>(value.as_array()[0], path);
    field.end = number<std::uint32_t>(value.as_array()[1], path);
  }

  template <class T>
  static void list(const Json& value, const std::string& path, std::vector<T>& field) {
    if (!value.is_array()) refuse_field(path, "a list was expected", "give a list");
    for (const Json& element : value.as_array()) read(element, path, field.emplace_back());
  }

  template <class T>
  static void nested(const Json& value, const std::string& path, T& field) {
    if (!value.is_object()) refuse_field(path, "an object was expected", "give an object");
    Fields inner{value, path};
    fields(inner, field);
    inner.finish();
  }

  std::string path_;
  const Json::Object& members_;
  std::vector<std::string> known_;
};

template <class T>
concept Versioned = requires(T command) { command.seen; };

using ReadCommand = void (*)(Fields& body, std::uint32_t seen, CommandBody& out);

template <class Wanted>
void read_one(Fields& body, std::uint32_t seen, CommandBody& out) {
  Wanted& command = out.emplace<Wanted>();
  fields(body, command.fact);
  if constexpr (Versioned<Wanted>) command.seen = seen;
}

template <class Fact>
void read_register(Fields& body, std::uint32_t /*seen*/, CommandBody& out) {
  fields(body, out.emplace<Register>().fact.emplace<Fact>());
}

template <std::size_t Index>
void read_opening(Fields& body, std::uint32_t /*seen*/, CommandBody& out) {
  fields(body, out.emplace<OpenThing>().fact.emplace<Index>());
}

/// A command by its name. `names_version`: it changes a thing, so it must say which version of it was seen.
struct CommandType {
  std::string_view name;
  bool names_version = false;
  ReadCommand read = nullptr;
};

template <class Wanted>
constexpr CommandType type(std::string_view name) {
  return {name, Versioned<Wanted>, read_one<Wanted>};
}

constexpr std::array kCommands = {
    type<Found>("found"),
    CommandType{"register_place", false, read_register<PlaceRegistered>},
    CommandType{"register_body", false, read_register<BodyRegistered>},
    CommandType{"register_post", false, read_register<PostRegistered>},
    CommandType{"register_person", false, read_register<PersonRegistered>},
    CommandType{"appoint_holder", false, read_register<HolderAppointed>},
    CommandType{"appoint_acting", false, read_register<ActingAppointed>},
    CommandType{"end_holder", false, read_register<HolderEnded>},
    CommandType{"register_asset", false, read_register<AssetRegistered>},
    CommandType{"adopt_rules", false, read_register<RulesAdopted>},
    type<ImportDocument>("import_document"),
    type<ConfirmStatement>("confirm_statement"),
    type<CorrectStatement>("correct_statement"),
    type<DismissStatement>("dismiss_statement"),
    type<TieStatement>("tie_statement"),
    type<UntieStatement>("untie_statement"),
    type<AskQuestion>("ask_question"),
    type<PutQuestion>("put_question"),
    type<AnswerQuestion>("answer_question"),
    type<WaiveQuestion>("waive_question"),
    type<OpenCommitment>("open_commitment"),
    type<AdoptCommitment>("adopt_commitment"),
    type<ExtendDeadline>("extend_deadline"),
    type<AmendCommitment>("amend_commitment"),
    CommandType{"set_working_days", false, read_register<WorkingDaysSet>},
    type<RecordSample>("record_sample"),
    type<CorrectSample>("correct_sample"),
    type<FileReport>("file_report"),
    type<CheckReport>("check_report")};

template <std::size_t... Index>
constexpr std::array<ReadCommand, sizeof...(Index)> opening_readers(std::index_sequence<Index...>) {
  return {read_opening<Index>...};
}
constexpr auto kOpenings = opening_readers(std::make_index_sequence<std::variant_size_v<decltype(OpenThing::fact)>>{});

template <class... Value>
std::size_t opening_called(std::string_view name, KindList<Value...>) {
  std::size_t place = 0;
  (void)((row_of(kKindOf<Value>).open == name || (++place, false)) || ...);
  return place;
}
// The place of the kind that this command opens in `OpenedKinds`; its size where there is none.
std::size_t opening_called(std::string_view name) { return opening_called(name, OpenedKinds{}); }

// A step is asked for by the type of its event, unless it has a command of its own.
void read_step(const Step& step, Fields& body, std::uint32_t seen, CommandBody& out) {
  TakeStep& command = out.emplace<TakeStep>();
  fields(body, command.fact);
  command.fact.step = &step;
  command.seen = seen;
}

const CommandType& type_of(const std::string& name) {
  const auto* const found =
      std::find_if(kCommands.begin(), kCommands.end(), [&](const CommandType& each) { return each.name == name; });
  if (found == kCommands.end())
    refuse_field("type", "no command is called \"" + name.substr(0, 64) + "\"", "see docs/formats/commands.md");
  return *found;
}

}  // namespace
}  // namespace detail

Command command_from_json(const Json& json) {
  using namespace detail;
  if (!json.is_object()) throw Error{Fault::BadInput, "a command is no JSON object (it must be one); send {…}"};
  Command command;
  std::string name;
  std::uint32_t seen = 0;
  Fields outer{json, ""};
  outer("actor", command.actor.person);
  outer("id", command.id);
  outer("on_behalf_of", command.actor.on_behalf_of);
  outer("post", command.actor.post);
  outer("seen", seen);
  outer("type", name);
  const Json* const body = outer.take("body");
  outer.finish();
  if (command.id.empty() || command.id.size() > 64) refuse_field("id", "it must have 1 to 64 characters", "give such a one");
  const Step* const step = step_called(name);
  const bool steps = step != nullptr && step->command.empty();
  const std::size_t opening = steps ? kOpenings.size() : opening_called(name);
  const bool opens = opening < kOpenings.size();
  const CommandType* const wanted = steps || opens ? nullptr : &type_of(name);
  const bool names_version = steps || (wanted != nullptr && wanted->names_version);
  if (names_version != (seen != 0))
    refuse_field("seen", names_version ? "it is missing" : "this command changes nothing that was there",
                 names_version ? "give the version of the thing that was seen" : "remove it");
  if (body == nullptr || !body->is_object()) refuse_field("body", "an object was expected", "give an object");
  Fields inner{*body, "body"};
  if (steps) read_step(*step, inner, seen, command.body);
  else if (opens) kOpenings[opening](inner, seen, command.body);
  else wanted->read(inner, seen, command.body);
  inner.finish();
  if (const auto too_much = over_limit(command.body)) throw Error{Fault::BadInput, too_much->reason};
  return command;
}

}  // namespace luoshi::city
