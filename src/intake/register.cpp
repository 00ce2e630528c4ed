#include "intake/register.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

namespace luoshi::intake {
namespace {

// Long forms of offices and the short ones papers use; source: the names of departments after the reform of 2018.
constexpr std::array kShortForms = {std::pair{"住房和城乡建设", "住建"},
                                    std::pair{"住房城乡建设", "住建"},
                                    std::pair{"发展和改革", "发改"},
                                    std::pair{"发展改革", "发改"},
                                    std::pair{"工业和信息化", "工信"},
                                    std::pair{"人力资源和社会保障", "人社"},
                                    std::pair{"人力资源社会保障", "人社"},
                                    std::pair{"城市管理和综合执法", "城管"},
                                    std::pair{"城市管理综合执法", "城管"},
                                    std::pair{"城市管理", "城管"},
                                    std::pair{"自然资源和规划", "自然资源"},
                                    std::pair{"应急管理", "应急"},
                                    std::pair{"市场监督管理", "市场监管"},
                                    std::pair{"文化和旅游", "文旅"},
                                    std::pair{"卫生健康", "卫健"},
                                    std::pair{"交通运输", "交通"},
                                    std::pair{"行政审批服务", "行政审批"},
                                    std::pair{"退役军人事务", "退役军人"},
                                    std::pair{"委员会", "委"},
                                    std::pair{"管理委", "管委会"}};
constexpr std::array kTails = {"有限责任公司", "股份有限公司", "集团有限公司", "有限公司",
                               "街道办事处",   "人民政府",     "政府"};
constexpr std::array kLevels = {"市", "区", "县", "旗"};

// A name taken apart: 松溪 · 区 · 水务局.
struct Parts {
  std::string place;  // 松溪; empty in 区水务局
  std::string level;  // 市, 区, 县, 旗; empty in 水务局
  std::string stem;   // 水务局, in its short form
};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

constexpr std::size_t kHan = 3;  // bytes of a Chinese character in UTF-8

Parts parts_of_name(std::string_view name) {
  std::string whole{name};
  for (const auto& [from, to] : kShortForms) replace_all(whole, from, to);
  for (const std::string_view tail : kTails)
    if (whole.size() > tail.size() + kHan && whole.ends_with(tail)) {
      whole.resize(whole.size() - tail.size());
      if (tail == "街道办事处") whole += "街道";
      break;
    }
  // The level that stands early enough to end a place's name, with an office behind it.
  Parts parts;
  for (std::size_t at = 0; at + kHan < whole.size() && at <= 4 * kHan; at += kHan)
    for (const std::string_view level : kLevels)
      if (std::string_view{whole}.substr(at, kHan) == level && whole.size() >= at + 3 * kHan) {
        parts.place = whole.substr(0, at);
        parts.level = level;
        parts.stem = whole.substr(at + kHan);
        return parts;
      }
  parts.stem = std::move(whole);
  return parts;
}

class Register {
 public:
  explicit Register(const Gazetteer& gazetteer) {
    for (const Gazetteer::Name& name : gazetteer.names) {
      if (name.place) places_.emplace_back(name.words, name.place);
      if (!name.body) continue;
      exact_.emplace(name.words, name.body);
      Parts parts = parts_of_name(name.words);
      std::string stem = parts.stem;
      by_stem_[std::move(stem)].push_back({std::move(parts), name.body});
    }
    // Longer names first: 松溪区石桥镇 before 松溪区.
    std::stable_sort(places_.begin(), places_.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }

  [[nodiscard]] Id<Body> body(std::string_view words) const {
    if (const auto found = exact_.find(std::string{words}); found != exact_.end()) return found->second;
    const Parts asked = parts_of_name(words);
    const auto candidates = by_stem_.find(asked.stem);
    if (candidates == by_stem_.end()) return {};
    Id<Body> only;
    for (const auto& [parts, body] : candidates->second) {
      const bool level_fits = asked.level.empty() || parts.level.empty() || asked.level == parts.level;
      const bool place_fits = asked.place.empty() || parts.place.empty() || asked.place == parts.place;
      if (!level_fits || !place_fits || body == only) continue;
      if (only) return {};
      only = body;
    }
    return only;
  }

  [[nodiscard]] std::vector<Id<Body>> bodies(std::string_view words) const {
    std::vector<Id<Body>> tied;
    constexpr std::string_view kMark = "、";
    if (const Id<Body> whole = body(words)) return {whole};
    for (std::size_t at = 0; at <= words.size();) {
      const std::size_t end = std::min(words.find(kMark, at), words.size());
      if (const Id<Body> one = body(words.substr(at, end - at));
          one && std::find(tied.begin(), tied.end(), one) == tied.end())
        tied.push_back(one);
      at = end + kMark.size();
    }
    return tied;
  }

  [[nodiscard]] std::vector<Id<Place>> places(std::string text) const {
    std::vector<Id<Place>> found;
    for (const auto& [name, place] : places_) {
      if (name.size() < 2 * kHan) continue;
      for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
        text.replace(at, name.size(), 1, '\n');  // a shorter name inside is not named by itself
        if (std::find(found.begin(), found.end(), place) == found.end()) found.push_back(place);
      }
    }
    std::sort(found.begin(), found.end());
    return found;
  }

 private:
  std::unordered_map<std::string, Id<Body>> exact_;
  std::unordered_map<std::string, std::vector<std::pair<Parts, Id<Body>>>> by_stem_;
  std::vector<std::pair<std::string, Id<Place>>> places_;
};

}  // namespace

void tie_to_register(Reading& reading, const Gazetteer& gazetteer) {
  const Register names{gazetteer};
  for (ReadStatement& statement : reading.statements) {
    statement.lead_bodies = statement.actor.empty() ? std::vector<Id<Body>>{} : names.bodies(statement.actor);
    statement.supporting_bodies.clear();
    for (const std::string& helper : statement.supporting)
      for (const Id<Body> body : names.bodies(helper)) statement.supporting_bodies.push_back(body);
    statement.places = names.places(statement.quote);
  }
}

}  // namespace luoshi::intake
