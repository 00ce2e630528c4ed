#include "city/decide.hpp"

#include <algorithm>

#include "city/detail/deciding.hpp"
#include "city/limits.hpp"

namespace luoshi::city {
namespace detail {

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::optional<Refusal> without_reason(std::string_view reason, std::string_view act) {
  if (!is_blank(reason)) return std::nullopt;
  return refuse(Fault::BadInput, "不能" + std::string{act}, "没有写理由", "请写明理由");
}

std::optional<Refusal> unusable(const Figure& figure) {
  const auto read_again = Decimal::parse(figure.value.text());
  if (!read_again)
    return refuse(Fault::BadInput, "数值记不下", figure.value.text() + " 超过 18 位", "请换用“万”“亿”等大单位");
  if (is_blank(figure.unit)) return refuse(Fault::BadInput, "数值没有单位", figure.value.text() + " 是什么的数", "请写明单位");
  return std::nullopt;
}

std::optional<Refusal> unusable(const Deadline& deadline) {
  const bool dated = deadline.kind == DeadlineKind::By || deadline.kind == DeadlineKind::Within;
  for (const auto* end : {&deadline.from, &deadline.until})
    if (*end && !(*end)->exists()) return refuse(Fault::BadInput, "时限有误", (*end)->text() + " 不存在", "请改正日期");
  if (!dated && (deadline.from || deadline.until))
    return refuse(Fault::BadInput, "时限有误", "“" + deadline.words + "”没有写明日期，不能代定", "请去掉日期，另行问清");
  if (dated && !deadline.until) return refuse(Fault::BadInput, "时限有误", "没有写到哪一天为止", "请写明截止日期");
  const auto first = deadline.from ? deadline.from->first_day() : std::nullopt;
  const auto last = deadline.due();
  if (first && last && *last < *first)
    return refuse(Fault::BadInput, "时限有误", "截止 " + day_text(*last) + " 早于开始 " + day_text(*first), "请改正日期");
  return std::nullopt;
}

namespace {

std::optional<Refusal> unfit_actor(const City& city, const Actor& actor) {
  if (!actor.on_behalf_of) return std::nullopt;
  if (actor.is_operator()) return refuse(Fault::Denied, "不能代办", "本机操作员不代任何人办事", "请由受托人登录办理");
  if (auto no = absent(city.persons, actor.on_behalf_of, "人员")) return no;
  if (actor.on_behalf_of == actor.person) return refuse(Fault::BadInput, "不能代办", "委托人就是本人", "请直接办理");
  return std::nullopt;
}

}  // namespace
}  // namespace detail

Decision decide(const City& city, const Command& command, Instant now) {
  using namespace detail;
  if (command.id.empty() || command.id.size() > 64)
    return refuse(Fault::BadInput, "命令编号有误", "应为 1 至 64 个字符", "请重新提交");
  const bool founding = std::holds_alternative<Found>(command.body);
  if (!founding && city.events == 0)
    return refuse(Fault::Conflict, "不能办理", "账本还没有建库", "请先建库");
  if (now < city.recorded_at)
    return refuse(Fault::Unavailable, "不能入账",
                  "服务器时钟 " + instant_text(now) + " 早于最近一笔记录 " + instant_text(city.recorded_at), "请校准时钟后再办");
  if (auto no = over_limit(command.body)) return *no;
  if (auto no = unfit_actor(city, command.actor)) return *no;
  const Case one{city, command.actor, china_day(now)};
  return std::visit([&](const auto& body) { return rule(one, body); }, command.body);
}

}  // namespace luoshi::city
