#include "city/openings.hpp"

#include "city/detail/fields.hpp"
#include "city/limits.hpp"
#include "city/things.hpp"
#include "model/word_lists.hpp"

namespace luoshi::city {
namespace {

template <class Thing>
constexpr std::string_view called() {
  if constexpr (std::same_as<Thing, Place>) return "place";
  else if constexpr (std::same_as<Thing, Body>) return "body";
  else if constexpr (std::same_as<Thing, Post>) return "post";
  else if constexpr (std::same_as<Thing, Person>) return "person";
  else if constexpr (std::same_as<Thing, Asset>) return "asset";
  else if constexpr (std::same_as<Thing, Document>) return "document";
  else if constexpr (std::same_as<Thing, Statement>) return "statement";
  else return row_of(kKindOf<Thing>).name;
}

template <class Thing>
constexpr std::string_view link_of(Id<Thing> /*id*/) {
  return called<Thing>();
}

template <class Enum>
std::vector<OpeningChoice> choices_of() {
  std::vector<OpeningChoice> choices;
  if constexpr (std::same_as<Enum, Theme>) {
    for (int i = 0; i <= static_cast<int>(Theme::Other); ++i) choices.push_back({theme_name(static_cast<Theme>(i)), {}});
  } else if constexpr (std::same_as<Enum, QuestionLabel> || std::same_as<Enum, StatementKind>) {
    // Words of the reader: opened by commands of their own.
  } else {
    for (const Word<Enum>& word : words_of<Enum>()) choices.push_back({word.name, word.chinese});
  }
  return choices;
}

class Walk {
 public:
  explicit Walk(Kind kind) : kind_{kind} {}

  std::vector<OpeningField> found;

  template <class Field>
  void operator()(std::string_view name, const Field& /*field*/) {
    OpeningField one;
    one.field = name;
    one.chinese = field_chinese(kind_, name);
    one.most = limit_of(name).most;
    shape<Field>(one);
    found.push_back(std::move(one));
  }

 private:
  template <class Field>
  void shape(OpeningField& one) const {
    if constexpr (detail::kIsVector<Field>) {
      one.many = true;
      shape<typename Field::value_type>(one);
    } else if constexpr (detail::kIsOptional<Field>) {
      shape<typename Field::value_type>(one);
    } else if constexpr (std::same_as<Field, std::string>) {
      one.type = "text";
    } else if constexpr (std::same_as<Field, Day>) {
      one.type = "day";
    } else if constexpr (std::same_as<Field, bool>) {
      one.type = "yes_no";
    } else if constexpr (std::integral<Field>) {
      one.type = "number";
    } else if constexpr (std::same_as<Field, Figure>) {
      one.type = "figure";
    } else if constexpr (std::same_as<Field, Deadline>) {
      one.type = "deadline";
    } else if constexpr (std::same_as<Field, Money>) {
      one.type = "money";
    } else if constexpr (detail::kIsId<Field>) {
      one.type = "link";
      one.to = link_of(Field{});
    } else if constexpr (std::is_enum_v<Field>) {
      one.type = "choice";
      one.choices = choices_of<Field>();
    } else if constexpr (std::same_as<Field, Digest>) {
      one.type = "digest";
    } else {
      one.type = "group";
      Walk inner{kind_};
      const Field row{};
      detail::fields(inner, row);
      one.fields = std::move(inner.found);
    }
  }

  Kind kind_;
};

template <class Value>
std::vector<OpeningField> fields_of(Kind kind) {
  Walk walk{kind};
  const Value value{};
  detail::fields(walk, value);
  return std::move(walk.found);
}

template <class... Value>
std::vector<OpeningField> of_opened(Kind kind, KindList<Value...> /*kinds*/) {
  std::vector<OpeningField> found;
  (void)((kKindOf<Value> == kind && (found = fields_of<Value>(kind), true)) || ...);
  return found;
}

}  // namespace

std::vector<OpeningField> opening_fields(Kind kind) {
  switch (kind) {
    case Kind::Commitment: return fields_of<Commitment>(kind);
    case Kind::Question: return fields_of<Question>(kind);
    case Kind::Report: return fields_of<Report>(kind);
    default: return of_opened(kind, OpenedKinds{});
  }
}

}  // namespace luoshi::city
