#include "formats/hj212.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/contract.hpp"

namespace luoshi::formats::hj212 {
namespace {

constexpr std::size_t kHead = 6, kTail = 6;  // ## and length; checksum and line end
constexpr std::string_view kDataArea = "CP=&&", kDataAreaEnd = "&&";

template <class Number>
std::optional<Number> whole_number(std::string_view text, int base = 10) {
  Number value{};
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (fault != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Words of the sender inside a message: short, and nothing that breaks a line.
std::string shown(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 40)) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '.' : c;
  while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0U) == 0x80U) out.pop_back();
  if (!out.empty() && static_cast<unsigned char>(out.back()) >= 0xC0U) out.pop_back();
  return out;
}

// One data segment; tells flaws to `tell` and gives nothing when the frame cannot be used.
class Segment {
 public:
  Segment(std::string_view data, std::size_t offset, std::vector<Flaw>& flaws) : data_{data}, flaws_{flaws} {
    frame_.offset = offset;
  }

  std::optional<Frame> read() {
    const std::size_t area = data_.find(kDataArea);
    if (area == std::string_view::npos || data_.size() < area + kDataArea.size() + kDataAreaEnd.size() ||
        !data_.ends_with(kDataAreaEnd))
      return refuse(Defect::Field, "没有完整的数据区（应写作 CP=&&…&&）；请核对数采仪的报文格式");
    if (!read_head(data_.substr(0, area))) return std::nullopt;
    const std::size_t begin = area + kDataArea.size();
    if (!read_area(data_.substr(begin, data_.size() - begin - kDataAreaEnd.size()))) return std::nullopt;
    return std::move(frame_);
  }

 private:
  void tell(Defect defect, std::string text) { flaws_.push_back({defect, frame_.offset, std::move(text)}); }
  std::nullopt_t refuse(Defect defect, std::string text) {
    tell(defect, std::move(text));
    return std::nullopt;
  }

  bool read_head(std::string_view head) {
    std::array<std::string_view, 8> found{};
    constexpr std::array<std::string_view, 8> names{"QN", "ST", "CN", "PW", "MN", "Flag", "PNUM", "PNO"};
    while (!head.empty()) {
      const std::size_t end = std::min(head.find(';'), head.size());
      const std::string_view field = head.substr(0, end);
      head.remove_prefix(std::min(end + 1, head.size()));
      const std::size_t equals = field.find('=');
      const auto name = std::find(names.begin(), names.end(), field.substr(0, equals));
      if (equals == std::string_view::npos || name == names.end()) {
        tell(Defect::Field, "报文头有不认识的字段“" + shown(field.substr(0, equals)) + "”（已略过）；请核对数采仪的版本");
        continue;
      }
      std::string_view& place = found.at(static_cast<std::size_t>(name - names.begin()));
      if (!place.empty()) {
        tell(Defect::Field, "报文头的 " + std::string{*name} + " 出现两次（不知哪个为准，整帧未用）；请核对数采仪");
        return false;
      }
      place = field.substr(equals + 1);
    }
    return take_head(found);
  }

  bool take_head(const std::array<std::string_view, 8>& found) {
    const auto& [sent, system, command, password, device, flag, packets, packet] = found;
    static_cast<void>(password);
    for (const auto& [text, name] : {std::pair{system, "ST"}, {command, "CN"}, {device, "MN"}})
      if (text.empty() || text.size() > 64 || text.find_first_of(" \t\r\n") != std::string_view::npos) {
        tell(Defect::Field, std::string{"报文头缺 "} + name + "，或写得不对（整帧未用）；请核对数采仪的设置");
        return false;
      }
    if (command.size() != 4 || !all_digits(command)) {
      tell(Defect::Field, "命令编码“" + shown(command) + "”不是四位数字（整帧未用）；请核对数采仪");
      return false;
    }
    frame_.system = system;
    frame_.command = command;
    frame_.device = device;
    if (!sent.empty()) {
      frame_.sent = sent.size() == 17 ? device_time(sent) : std::nullopt;
      if (!frame_.sent) tell(Defect::Time, "请求编码“" + shown(sent) + "”不是时间（应为十七位年月日时分秒毫秒）；请校准数采仪时钟");
    }
    if (!flag.empty()) {
      const auto number = whole_number<unsigned>(flag);
      if (!number || *number > 255) {
        tell(Defect::Field, "标志位“" + shown(flag) + "”不是 0 至 255 的整数（整帧未用）；请核对数采仪");
        return false;
      }
      frame_.flag = *number;
    }
    return take_packet(packets, packet);
  }

  bool take_packet(std::string_view of, std::string_view number) {
    if (of.empty() && number.empty()) return true;
    const auto total = whole_number<unsigned>(of), place = whole_number<unsigned>(number);
    if (!total || !place || *total == 0 || *total > 9999 || *place == 0 || *place > *total) {
      tell(Defect::Field, "包号“" + shown(number) + "/" + shown(of) + "”不成立（整帧未用）；请核对数采仪的分包设置");
      return false;
    }
    frame_.packet = Packet{*place, *total};
    return true;
  }

  bool read_area(std::string_view area) {
    if (!area.empty() && area.find('=') == std::string_view::npos) {
      tell(Defect::Encrypted, "数据区不是“名称=数值”（多半已加密，没有密钥不能读，整帧未用）；请在接收端解密后再交来");
      return false;
    }
    bool has_time = false;
    while (!area.empty()) {
      const std::size_t end = std::min(area.find_first_of(";,"), area.size());
      const std::string_view field = area.substr(0, end);
      area.remove_prefix(std::min(end + 1, area.size()));
      if (field.empty()) continue;
      const std::size_t equals = field.find('=');
      if (equals == 0 || equals == std::string_view::npos) {
        tell(Defect::Field, "数据区的“" + shown(field) + "”没有等号（已略过）；请核对数采仪");
        continue;
      }
      const std::string_view name = field.substr(0, equals), text = field.substr(equals + 1);
      if (name == "DataTime") {
        if (has_time) {
          tell(Defect::Field, "数据时间出现两次（不知哪个为准，整帧未用）；请核对数采仪");
          return false;
        }
        has_time = true;
        frame_.data_time = text.size() == 14 ? device_time(text) : std::nullopt;
        if (!frame_.data_time) {
          tell(Defect::Time, "数据时间“" + shown(text) + "”不是日历上的时间（整帧未用）；请校准数采仪时钟后补传");
          return false;
        }
        continue;
      }
      const std::size_t dash = name.find('-');
      if (dash == std::string_view::npos)
        frame_.values.push_back({"", std::string{name}, std::string{text}});
      else
        frame_.values.push_back({std::string{name.substr(0, dash)}, std::string{name.substr(dash + 1)}, std::string{text}});
    }
    return true;
  }

  std::string_view data_;
  std::vector<Flaw>& flaws_;
  Frame frame_;
};

bool only_line_ends(std::string_view bytes) { return bytes.find_first_not_of("\r\n") == std::string_view::npos; }

// What stands at `at`, which begins with "##".
enum class Seen { Whole, NotYet, Damaged };
struct Look {
  Seen seen;
  std::size_t data = 0;  // bytes of the data segment
};

Look look_at(std::string_view bytes, std::size_t at) {
  if (bytes.size() - at < kHead) return {all_digits(bytes.substr(at + 2)) ? Seen::NotYet : Seen::Damaged};
  const std::string_view digits = bytes.substr(at + 2, 4);
  if (!all_digits(digits)) return {Seen::Damaged};
  const std::size_t data = *whole_number<std::size_t>(digits);
  if (bytes.size() - at < kHead + data + kTail) return {Seen::NotYet, data};
  const std::string_view tail = bytes.substr(at + kHead + data, kTail);
  if (!tail.ends_with("\r\n") || !whole_number<std::uint16_t>(tail.substr(0, 4), 16)) return {Seen::Damaged};
  return {Seen::Whole, data};
}

}  // namespace

Edition Frame::edition() const {
  switch (flag >> 2U) {
    case 0: return Edition::Of2005;
    case 1: return Edition::Of2017;
    case 2: return Edition::Of2025;
    default: return Edition::Unknown;
  }
}

std::uint16_t checksum(std::string_view data) {
  std::uint32_t sum = 0xFFFF;
  for (const char c : data) {
    sum = (sum >> 8U) ^ static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? 0xA001U : 0U);
  }
  return static_cast<std::uint16_t>(sum);
}

std::string frame_of(std::string_view data) {
  expects(data.size() <= 9999, "four digits hold the length");
  std::string length = std::to_string(data.size());
  length.insert(0, 4 - length.size(), '0');
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string sum;
  for (int shift = 12; shift >= 0; shift -= 4) sum += digits[(checksum(data) >> static_cast<unsigned>(shift)) & 0xFU];
  return "##" + length + std::string{data} + sum + "\r\n";
}

std::optional<Instant> device_time(std::string_view digits) {
  using namespace std::chrono;
  if ((digits.size() != 14 && digits.size() != 17) || !all_digits(digits)) return std::nullopt;
  const auto part = [&](std::size_t from, std::size_t count) { return *whole_number<unsigned>(digits.substr(from, count)); };
  const Day day{year{static_cast<int>(part(0, 4))}, month{part(4, 2)}, std::chrono::day{part(6, 2)}};
  const unsigned h = part(8, 2), m = part(10, 2), s = part(12, 2);
  if (!day.ok() || part(0, 4) < 2000 || part(0, 4) > 2099 || h > 23 || m > 59 || s > 59) return std::nullopt;
  const milliseconds rest{digits.size() == 17 ? part(14, 3) : 0};
  return Instant{sys_days{day}} + hours{h} - hours{8} + minutes{m} + seconds{s} + rest;
}

Reading read_frames(std::string_view bytes, End end) {
  Reading out;
  const auto tell = [&](Defect defect, std::size_t offset, std::string text) {
    out.flaws.push_back({defect, offset, std::move(text)});
  };
  const auto skip = [&](std::size_t from, std::size_t to) {
    if (!only_line_ends(bytes.substr(from, to - from)))
      tell(Defect::Noise, from, "报文之间有 " + std::to_string(to - from) + " 个多余字节（已略过）；请检查线路或接收程序");
  };
  std::size_t at = 0, clean = 0;  // clean: up to here everything was told
  while (true) {
    const std::size_t head = bytes.find("##", at);
    if (head == std::string_view::npos) {
      const bool half = end == End::MayContinue && bytes.size() > at && bytes.back() == '#';
      out.used = bytes.size() - (half ? 1 : 0);
      skip(clean, out.used);
      return out;
    }
    const Look look = look_at(bytes, head);
    if (look.seen == Seen::NotYet && end == End::MayContinue) {
      skip(clean, head);
      out.used = head;
      return out;
    }
    skip(clean, head);
    if (look.seen != Seen::Whole) {
      if (look.seen == Seen::NotYet)
        tell(Defect::Cut, head, "报文不完整（到末尾还不够它自称的长度，未用）；请补传这一帧");
      else
        tell(Defect::Length, head, "报文长度不对（写的长度之后没有校验码和回车换行，未用）；请核对数采仪后补传");
      // The bytes of the damaged frame were told with it; the next frame may begin anywhere after its head.
      at = head + 1;
      clean = std::min(bytes.find("##", at), bytes.size());
      continue;
    }
    const std::string_view data = bytes.substr(head + kHead, look.data);
    at = clean = head + kHead + look.data + kTail;
    if (*whole_number<std::uint16_t>(bytes.substr(head + kHead + look.data, 4), 16) != checksum(data)) {
      tell(Defect::Checksum, head, "校验码与内容不符（传输中改变，未用）；请补传这一帧");
      continue;
    }
    if (auto frame = Segment{data, head, out.flaws}.read()) out.frames.push_back(std::move(*frame));
  }
}

}  // namespace luoshi::formats::hj212
