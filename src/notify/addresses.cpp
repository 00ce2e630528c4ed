#include "notify/addresses.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/json.hpp"

namespace luoshi::notify {
namespace {

struct FormRow {
  Form form;
  std::string_view name;
};
constexpr std::array kForms = {FormRow{Form::DingTalk, "dingtalk"}, FormRow{Form::WeCom, "wecom"}, FormRow{Form::Feishu, "feishu"},
                               FormRow{Form::Mail, "mail"}, FormRow{Form::Calendar, "calendar"}};
constexpr std::size_t kMostPeople = 10'000, kMostPlace = 1'000;

struct SchemeRow {
  Place::Scheme scheme;
  std::string_view begin, port;
};
constexpr std::array kSchemes = {SchemeRow{Place::Scheme::Https, "https://", "443"}, SchemeRow{Place::Scheme::Http, "http://", ""},
                                 SchemeRow{Place::Scheme::Smtps, "smtps://", "465"}, SchemeRow{Place::Scheme::Smtp, "smtp://", ""}};

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

bool is_mail(const Place& place) { return place.scheme == Place::Scheme::Smtp || place.scheme == Place::Scheme::Smtps; }

bool is_file_name(std::string_view name) {
  return name.ends_with(".ics") && name.size() <= 100 && name.front() != '.' && name.find_first_of("/\\") == std::string_view::npos;
}

[[noreturn]] void refuse(const std::string& person, const std::string& why, const std::string& what) {
  throw Error{Fault::BadInput, "提醒地址不能用（“" + person + "”" + why + "）" + what};
}

Address address_of(const Json& json, std::size_t number) {
  const auto word = [&](const char* name) -> const std::string& {
    const Json* const found = json.is_object() ? json.find(name) : nullptr;
    if (found == nullptr || !found->is_string())
      throw Error{Fault::BadInput, "提醒地址不能用（第 " + std::to_string(number) + " 人没有写 " + name + "，或写的不是文字）请补上"};
    return found->as_string();
  };
  Address address;
  address.person = word("person");
  address.place = word("place");
  const std::string& form = word("form");
  const auto* const row = std::find_if(kForms.begin(), kForms.end(), [&](const FormRow& each) { return each.name == form; });
  if (row == kForms.end()) refuse(address.person, "的 form 是“" + form.substr(0, 40) + "”", "请写 dingtalk、wecom、feishu、mail 或 calendar");
  address.form = row->form;
  if (address.person.empty() || address.place.empty() || address.place.size() > kMostPlace) refuse(address.person, "缺姓名或地址", "请补上");
  if (address.form == Form::Calendar) {
    if (!is_file_name(address.place)) refuse(address.person, "的日历文件名不行", "请写不带路径的 .ics 文件名");
    return address;
  }
  const auto place = place_of(address.place);
  if (!place) refuse(address.person, "的地址不是 https:// 或 smtps://", "请写完整地址；不加密的只许发往本机");
  if (is_mail(*place) != (address.form == Form::Mail)) refuse(address.person, "的地址与 form 不配", "邮件用 smtps://，机器人用 https://");
  return address;
}

}  // namespace

std::optional<Place> place_of(std::string_view text) {
  const auto* const row = std::find_if(kSchemes.begin(), kSchemes.end(), [&](const SchemeRow& each) { return text.starts_with(each.begin); });
  if (row == kSchemes.end()) return std::nullopt;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; })) return std::nullopt;
  text.remove_prefix(row->begin.size());
  const std::size_t slash = std::min(text.find('/'), text.size());
  std::string_view host = text.substr(0, slash);
  Place place;
  place.scheme = row->scheme;
  place.port = row->port;
  if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
    place.port = host.substr(colon + 1);
    host = host.substr(0, colon);
  }
  const bool port = !place.port.empty() && place.port.size() <= 5 && std::all_of(place.port.begin(), place.port.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!is_host(host) || !port) return std::nullopt;
  place.host = host;
  const bool mail = is_mail(place);
  place.path = mail ? text.substr(std::min(slash + 1, text.size())) : text.substr(slash);
  if (!mail && place.path.empty()) place.path = "/";
  if (mail && (place.path.find('@') == std::string::npos || place.path.find_first_of("<>/ ") != std::string::npos)) return std::nullopt;
  const bool open = place.scheme == Place::Scheme::Http || place.scheme == Place::Scheme::Smtp;
  if (open && !place.is_loopback()) return std::nullopt;
  return place;
}

Addresses read_addresses(std::string_view text) {
  const Json json = parse_json(text);
  Addresses out;
  out.on = json.at("on").as_bool();
  if (const Json* from = json.find("from")) out.from = from->as_string();
  if (out.from.find_first_of("\r\n<> ") != std::string::npos) refuse("from", "不是邮箱地址", "请改正");
  for (const Json& one : json.at("people").as_array()) out.all.push_back(address_of(one, out.all.size() + 1));
  if (out.all.size() > kMostPeople) throw Error{Fault::TooLarge, "提醒地址太多（上限 10000 人）请删减"};
  for (std::size_t i = 0; i < out.all.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k)
      if (out.all[k].person == out.all[i].person) refuse(out.all[i].person, "写了两次", "一人一个地址，请留一个");
      else if (out.all[i].form == Form::Calendar && out.all[k].form == Form::Calendar && out.all[k].place == out.all[i].place)
        refuse(out.all[i].person, "与“" + out.all[k].person + "”写了同一个日历文件", "一人一个文件，请改名");
    if (out.all[i].form == Form::Mail && out.from.empty()) refuse(out.all[i].person, "要发邮件，却没有写 from", "请写发件邮箱");
  }
  return out;
}

}  // namespace luoshi::notify
