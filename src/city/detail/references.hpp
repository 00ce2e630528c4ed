#pragma once

#include <string_view>

#include "city/detail/fields.hpp"
#include "city/event.hpp"

// Walks what an event carries and hands every id it names to `check(table, id, chinese, english)`.
namespace luoshi::city::detail {

template <class Check>
class References {
 public:
  References(const City& city, Check check) : city_{city}, check_{check} {}

  template <class Field>
  void operator()(std::string_view /*name*/, const Field& field) { value(field); }

 private:
  template <class Field>
  void value(const Field& field) {
    if constexpr (kIsId<Field>) { if (field) look(field); }
    else if constexpr (kIsVector<Field>) { for (const auto& element : field) value(element); }
    else if constexpr (kIsOptional<Field>) { if (field) value(*field); }
    else if constexpr (requires { fields(*this, field); }) fields(*this, field);
  }

  void look(Id<Place> id) { check_(city_.places, id, "区划", "place"); }
  void look(Id<Body> id) { check_(city_.bodies, id, "单位", "body"); }
  void look(Id<Post> id) { check_(city_.posts, id, "岗位", "post"); }
  void look(Id<Person> id) { check_(city_.persons, id, "人员", "person"); }
  void look(Id<Asset> id) { check_(city_.assets, id, "对象", "asset"); }
  void look(Id<Document> id) { check_(city_.documents, id, "文件", "document"); }
  void look(Id<Statement> id) { check_(city_.statements, id, "条目", "statement"); }
  void look(Id<Commitment> id) { check_(city_.commitments, id, "承诺事项", "commitment"); }
  void look(Id<AnyThing> /*id*/) {}  // the thing itself, looked up by its kind
  template <class Value>
  void look(Id<Value> id) { check_(city_.all<Value>(), id, row_of(kKindOf<Value>).chinese, row_of(kKindOf<Value>).name); }

  const City& city_;
  Check check_;
};

template <class Fact, class Check>
void each_reference(const City& city, const Fact& fact, Check check) {
  References<Check> walk{city, check};
  fields(walk, fact);
}

}  // namespace luoshi::city::detail
