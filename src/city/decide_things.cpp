#include <algorithm>

#include "city/detail/by_kind.hpp"
#include "city/detail/kind_rules.hpp"
#include "city/detail/references.hpp"
#include "city/things.hpp"
#include "model/words.hpp"

// Opening things of the opened kinds, and the steps of every lifecycle.
namespace luoshi::city {
namespace detail {
namespace {

template <class Fact>
std::optional<Refusal> unknown_reference(const City& city, const Fact& fact) {
  std::optional<Refusal> found;
  each_reference(city, fact, [&](const auto& table, auto id, std::string_view chinese, std::string_view /*english*/) {
    if (!found) found = absent(table, id, chinese);
  });
  return found;
}

template <class Value>
Id<Body> body_of_side(const City& city, const Value& value, Side side) {
  const Id<Body> own = own_body(city, value);
  if (side == Side::City) return {};
  if (side == Side::Other) {
    const Id<Body> other = other_body(value);
    return other ? other : own;
  }
  if (side == Side::Above && own) return city.bodies[own.index()].value.parent;
  return side == Side::Above ? Id<Body>{} : own;
}

template <class Kept>
Doer doer_of(const Kept& kept) {
  if constexpr (requires { kept.value.reporter; }) return {kept.value.reporter, kept.on_behalf_of, kept.value.reporter_post};
  else return {kept.course.by, kept.course.on_behalf_of, kept.course.post};
}

template <class Kept>
std::optional<Refusal> not_another(const Case& one, const Kept& kept, const Step& step) {
  if (step.another == Another::Anyone) return std::nullopt;
  const std::string cannot = "不能" + std::string{step.chinese};
  const Id<Body> own = own_body(one.city, kept.value);
  const bool has_above = own && one.city.bodies[own.index()].value.parent;
  if (step.another == Another::Body && has_above) {
    if (!is_within(one.city, one.city.posts[one.actor.post.index()].value.body, own)) return std::nullopt;
    return refuse(Fault::Denied, cannot, "不能由本单位或其下属自己认定", "请由上级单位的岗位办理");
  }
  if (is_judged_by_note(kept, step)) return std::nullopt;
  return not_independent(one, doer_of(kept), cannot);
}

std::optional<Refusal> incomplete(const Step& step, const Note& note) {
  const auto given = [&](Need need) {
    switch (need) {
      case Need::Reason: return !is_blank(note.reason);
      case Need::Document: return static_cast<bool>(note.document);
      case Need::Article: return !is_blank(note.article);
      case Need::Name: return !is_blank(note.name);
      case Need::Day: return note.day && is_day(*note.day);
      case Need::Body: return static_cast<bool>(note.body);
      case Need::Post: return static_cast<bool>(note.post);
      case Need::Number: return note.number.has_value();
      case Need::Figure: return note.figure.has_value();
      case Need::Assets: return !note.assets.empty();
      case Need::Evidence: return !note.evidence.empty();
    }
    return false;
  };
  for (unsigned i = 0; i <= static_cast<unsigned>(Need::Evidence); ++i) {
    const Need need = static_cast<Need>(i);
    if (has_bit(step.needs, i) && !given(need))
      return refuse(Fault::BadInput, "不能" + std::string{step.chinese}, "没有写" + std::string{need_chinese(need)},
                    "请写明" + std::string{need_chinese(need)});
  }
  if (note.figure)
    if (auto no = unusable(*note.figure)) return no;
  return std::nullopt;
}

// Everything but the note.
template <class Kept>
std::optional<Refusal> closed_to(const Case& one, const Lifecycle& lifecycle, const Kept& kept, Id<AnyThing> id, const Step& step) {
  if (!has_bit(step.from, state_of(kept)))
    return refuse(Fault::Conflict, "不能" + std::string{step.chinese},
                  "现为“" + std::string{lifecycle.states[state_of(kept)].chinese} + "”", "请刷新后看此刻能办什么");
  if (auto no = may(one.city, one.actor, step.right, body_of_side(one.city, kept.value, step.side), one.today)) return no;
  if (auto no = not_another(one, kept, step)) return no;
  return barred(one, kept, step, id);
}

template <class Table>
Decision take(const Case& one, const Table& table, const TakeStep& command) {
  const Step& step = *command.fact.step;
  const std::uint32_t number = command.fact.thing.number();
  const std::string_view chinese = row_of(step.kind()).chinese;
  if (number == 0 || number > table.size())
    return refuse(Fault::NotFound, "没有" + numbered(chinese, number), "编号不在案", "请核对编号");
  const auto& kept = table[number - 1];
  if (is_hidden(one.city, one.actor, kept))
    return refuse(Fault::NotFound, "没有" + numbered(chinese, number), "编号不在案", "请核对编号");
  const Lifecycle& lifecycle = lifecycle_of(step.kind());
  if (kept.version() != command.seen) {
    // Whoever may not take it learns no version.
    if (auto no = may(one.city, one.actor, step.right, body_of_side(one.city, kept.value, step.side), one.today)) return *no;
    return refuse(Fault::Conflict, numbered(chinese, number) + "已有变动",
                  "您看到的是第 " + std::to_string(command.seen) + " 号记录，现为第 " + std::to_string(kept.version()) + " 号",
                  "请刷新后再办");
  }
  if (auto no = closed_to(one, lifecycle, kept, command.fact.thing, step)) return *no;
  if (auto no = incomplete(step, command.fact.note)) return *no;
  if (auto no = unknown_reference(one.city, command.fact)) return *no;
  const Taking taking{one, step, command.fact.note, command.fact.thing};
  if (auto no = unfit_note(taking, kept)) return *no;
  std::vector<EventBody> events;
  events.push_back(command.fact);
  add_consequences(taking, kept, command.fact.thing, events);
  return events;
}

template <class Value>
Decision open(const Case& one, const Opened<Value>& fact) {
  const Lifecycle& lifecycle = lifecycle_of(kKindOf<Value>);
  Opened<Value> opened = fact;
  if (auto no = unknown_reference(one.city, opened)) return *no;
  if (auto no = may(one.city, one.actor, lifecycle.opens, body_of_side(one.city, opened.value, lifecycle.opens_side), one.today))
    return *no;
  if (auto no = unfit_opening(one, opened.value)) return *no;
  return accept(std::move(opened));
}

}  // namespace

Decision rule(const Case& one, const OpenThing& command) {
  return std::visit([&](const auto& fact) { return open(one, fact); }, command.fact);
}

Decision rule(const Case& one, const TakeStep& command) {
  return with_table(one.city, command.fact.step->kind(), [&](const auto& table) { return take(one, table, command); });
}

}  // namespace detail

std::uint32_t count_of(const City& city, Kind kind) {
  return detail::with_table(city, kind, [](const auto& table) { return static_cast<std::uint32_t>(table.size()); });
}

ThingLine thing_line(const City& city, Kind kind, std::uint32_t number) {
  return detail::with_table(city, kind, [&](const auto& table) {
    const auto& kept = table[number - 1];
    ThingLine line;
    line.kind = kind;
    line.number = number;
    line.title = detail::title_of(city, kept.value);
    line.state = detail::state_of(kept);
    line.own = detail::own_body(city, kept.value);
    line.other = detail::other_body(kept.value);
    line.history = kept.history;
    if constexpr (requires { kept.course; }) {
      line.due = kept.course.due;
      line.past = kept.course.past;
    }
    if constexpr (requires { kept.value.due; kept.value.asked_of; })
      if (kept.value.state == QuestionState::Open) line.due = kept.value.due;
    return line;
  });
}

std::optional<Refusal> cannot_see(const City& city, const Actor& actor, Kind kind, std::uint32_t number, Day today) {
  const ThingLine line = thing_line(city, kind, number);
  const bool hidden = detail::with_table(
      city, kind, [&](const auto& table) { return detail::is_hidden(city, actor, table[number - 1]); });
  if (hidden) return Refusal{Fault::NotFound, "没有这一事项（编号不在案）请核对编号"};
  auto no = may(city, actor, Action::Read, line.own, today);
  if (no && line.other) return may(city, actor, Action::Read, line.other, today);
  return no;
}

bool is_about_hidden(const City& city, const Actor& actor, const Event& event, std::uint64_t sequence) {
  const auto hides = [&](Kind kind, std::uint32_t number) {
    return number >= 1 && number <= count_of(city, kind) &&
           detail::with_table(city, kind, [&](const auto& table) { return detail::is_hidden(city, actor, table[number - 1]); });
  };
  return std::visit(
      [&]<class Body>(const Body& body) {
        if constexpr (std::same_as<Body, Stepped>) return hides(body.step->kind(), body.thing.number());
        if constexpr (std::same_as<Body, Opened<Problem>>) return hides(Kind::Problem, opened_by(city.all<Problem>(), sequence));
        return false;
      },
      event.body);
}

std::vector<OpenStep> steps_from(const City& city, const Actor& actor, Kind kind, std::uint32_t number, Day today) {
  return detail::with_table(city, kind, [&](const auto& table) {
    std::vector<OpenStep> steps;
    const auto& kept = table[number - 1];
    const detail::Case one{city, actor, today};
    for (const Step& step : lifecycle_of(kind).steps) {
      if (!has_bit(step.from, detail::state_of(kept))) continue;
      const auto no = detail::closed_to(one, lifecycle_of(kind), kept, Id<AnyThing>{number}, step);
      steps.push_back({&step, no ? no->reason : std::string{}});
    }
    return steps;
  });
}

Waited waited(const City& city, Kind kind, std::uint32_t number, Day day) {
  const ThingLine line = thing_line(city, kind, number);
  const Lifecycle& lifecycle = lifecycle_of(kind);
  Waited sum;
  for (std::size_t i = 0; i < line.past.size(); ++i) {
    const Day until = i + 1 < line.past.size() ? line.past[i + 1].day : day;
    const int days = static_cast<int>((std::chrono::sys_days{until} - std::chrono::sys_days{line.past[i].day}).count());
    if (lifecycle.states[line.past[i].state].waits == Waits::Own) sum.own += std::max(days, 0);
    if (lifecycle.states[line.past[i].state].waits == Waits::Other) sum.other += std::max(days, 0);
  }
  return sum;
}

}  // namespace luoshi::city
