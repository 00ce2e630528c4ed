#include "engine/reminders.hpp"

#include <algorithm>
#include <map>

namespace luoshi::engine {
namespace {

using Lines = std::vector<Reminder>;

bool has(const Holder& holder, Role role) { return std::find(holder.roles.begin(), holder.roles.end(), role) != holder.roles.end(); }

bool is_within(const city::City& city, Id<Body> body, Id<Body> above) {
  for (; body; body = city.bodies[body.index()].value.parent)
    if (body == above) return true;
  return false;
}

std::string numbered(const char* letter, std::size_t number, const std::string& title) {
  return std::string{letter} + "-" + std::to_string(number) + (title.empty() ? "" : " " + title);
}

}  // namespace

std::vector<Reminders> reminders_of(const city::City& city, Day today, int ahead) {
  const Day last{std::chrono::sys_days{today} + std::chrono::days{ahead}};
  const Day since = Day{std::chrono::year_month{today.year(), today.month()} / 1};
  const Day reported_since{std::chrono::sys_days{since} - std::chrono::days{1}};  // the end of last month
  std::map<Id<Post>, Lines> by_post;
  std::map<Id<Body>, Lines> to_report, to_fill;
  std::map<Id<Body>, std::size_t> to_check;
  city.questions.each([&](std::size_t index, const city::KeptQuestion& kept) {
    const Question& question = kept.value;
    if (question.state != QuestionState::Open || !question.asked_of || (question.due && *question.due > last)) return;
    by_post[question.asked_of].push_back({numbered("答复 Q", index + 1, ""), question.due});
  });
  city.all<Survey>().each([&](std::size_t index, const city::KeptThing<Survey>& kept) {
    if (kept.course.state != static_cast<std::uint8_t>(SurveyState::Sent) || kept.value.due > last) return;
    to_fill[kept.value.asked].push_back({numbered("填表 B", index + 1, kept.value.title), kept.value.due});
  });
  city.commitments.each([&](std::size_t index, const city::KeptCommitment& kept) {
    const Commitment& item = kept.value;
    if (item.state != CommitmentState::InForce || !item.lead) return;
    const bool reported = std::any_of(kept.reports.begin(), kept.reports.end(), [&](Id<Report> id) {
      const Report& report = city.reports[id.index()].value;
      return report.check != CheckState::Returned && report.until >= reported_since;
    });
    if (!reported) to_report[item.lead].push_back({numbered("填报 C", index + 1, item.title), item.deadline.due()});
    for (const Id<Report> id : kept.reports)
      if (city.reports[id.index()].value.check == CheckState::Unchecked) ++to_check[item.lead];
  });
  std::map<std::string, Lines> people;
  city.holders.each([&](std::size_t, const city::Kept<Holder>& kept) {
    const Holder& holder = kept.value;
    if (holder.from > today || (holder.until && *holder.until < today)) return;
    Lines& lines = people[city.persons[holder.person.index()].value.name];
    const Id<Body> body = city.posts[holder.post.index()].value.body;
    const auto add = [&](const Lines& more) { lines.insert(lines.end(), more.begin(), more.end()); };
    if (const auto found = by_post.find(holder.post); found != by_post.end()) add(found->second);
    if (has(holder, Role::Reporter)) {
      if (const auto found = to_fill.find(body); found != to_fill.end()) add(found->second);
      if (const auto found = to_report.find(body); found != to_report.end()) add(found->second);
    }
    std::size_t waiting = 0;
    if (has(holder, Role::Checker))
      for (const auto& [lead, count] : to_check)
        if (is_within(city, lead, body)) waiting += count;
    if (waiting > 0) lines.push_back({"待核查的进展 " + std::to_string(waiting) + " 期", std::nullopt});
  });
  std::vector<Reminders> out;
  for (auto& [person, lines] : people)
    if (!lines.empty()) out.push_back({person, std::move(lines)});
  return out;
}

}  // namespace luoshi::engine
