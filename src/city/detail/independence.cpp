#include "city/detail/kind_rules.hpp"

// Who may judge what others did.
namespace luoshi::city::detail {

std::optional<Refusal> unfit_approver(const Case& one, Id<Post> approver, Id<Body> body, const std::string& cannot) {
  const City& city = one.city;
  if (auto no = absent(city.posts, approver, "岗位")) return no;
  const Post& post = city.posts[approver.index()].value;
  if (approver == one.actor.post) return refuse(Fault::Denied, cannot, "批准岗位就是经办岗位", "请报另一岗位批准");
  if (is_within(city, post.body, body))
    return refuse(Fault::Denied, cannot, "“" + post.name + "”属牵头单位或其下属，不能批准自己的事", "请报上级岗位批准");
  // Another is neither who acts nor for whom, and no delegate of either.
  const auto is_apart = [&](Id<Person> person, Id<Person> from) {
    return !from || (person != from && !are_delegates(city, person, from, one.today));
  };
  bool another = false;
  city.holders.each([&](std::size_t, const Kept<Holder>& kept) {
    const Holder& holder = kept.value;
    if (another || holder.post != approver || !in_office(city, holder.person, approver, one.today)) return;
    another = is_apart(holder.person, one.actor.person) && is_apart(holder.person, one.actor.on_behalf_of);
  });
  if (another) return std::nullopt;
  return refuse(Fault::Denied, cannot, "“" + post.name + "”今天没有经办人以外的人在任，委托人和受托人不算另一人", "请报另一岗位批准");
}

std::optional<Refusal> not_independent(const Case& one, const Doer& doer, const std::string& cannot) {
  if (one.actor.on_behalf_of)
    return refuse(Fault::Denied, cannot, "核查不能受托代办", "请由有核查角色的人员本人办理");
  if (one.actor.person && (one.actor.person == doer.person || one.actor.person == doer.on_behalf_of))
    return refuse(Fault::Denied, cannot, "本人经办或委托填报、办理的，换岗位也不能自己核查", "请由另一人核查");
  for (const Id<Person> did : {doer.person, doer.on_behalf_of})
    if (one.actor.person && did && are_delegates(one.city, one.actor.person, did, one.today))
      return refuse(Fault::Denied, cannot, "与经办人之间有有效的授权委托，不算另一人", "请由与经办人没有委托关系的人员核查");
  std::vector<Id<Post>> posts;
  if (doer.person) posts = posts_of(one.city, doer.person, one.today);
  if (doer.post) posts.push_back(doer.post);
  if (doer.on_behalf_of)
    for (const Id<Post> post : posts_of(one.city, doer.on_behalf_of, one.today)) posts.push_back(post);
  if (!one.actor.person) return std::nullopt;
  for (const Id<Post> own : posts_of(one.city, one.actor.person, one.today))
    for (const Id<Post> judged : posts)
      if (is_below(one.city, own, judged))
        return refuse(Fault::Denied, cannot,
                      "“" + one.city.posts[own.index()].value.name + "”是填报人岗位“" +
                          one.city.posts[judged.index()].value.name + "”的下级",
                      "请由不受填报人领导的人员核查");
  return std::nullopt;
}

}  // namespace luoshi::city::detail
