#include "engine/evidence.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "base/error.hpp"
#include "base/json.hpp"
#include "formats/photo.hpp"

namespace luoshi::engine {
namespace {

using Kind = Evidence::Kind;

struct KindRow {
  Kind kind;
  std::string_view name, chinese;
  std::array<std::string_view, 3> endings;
};
constexpr std::array kKinds = {
    KindRow{Kind::Photo, "photo", "照片", {".jpg", ".jpeg", ".jpe"}}, KindRow{Kind::Picture, "picture", "图片", {".png", "", ""}},
    KindRow{Kind::Paper, "paper", "PDF 文件", {".pdf", "", ""}},      KindRow{Kind::Table, "table", "表格", {".xlsx", "", ""}},
    KindRow{Kind::Text, "text", "Word 文档", {".docx", "", ""}},      KindRow{Kind::Film, "film", "视频", {".mp4", ".mov", ""}}};

const KindRow& row_of(Kind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

// The brand of a box of media: telephones write photos (HEIC, AVIF) in such boxes too, and those carry their place.
bool is_film(std::string_view brand) {
  constexpr std::array<std::string_view, 11> kFilms = {"isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "qt  "};
  return std::find(kFilms.begin(), kFilms.end(), brand) != kFilms.end();
}

std::optional<Kind> kind_of(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return Kind::Photo;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return Kind::Picture;
  if (bytes.starts_with("%PDF-"sv)) return Kind::Paper;
  if (bytes.size() > 12 && bytes.substr(4, 4) == "ftyp"sv) return is_film(bytes.substr(8, 4)) ? std::optional{Kind::Film} : std::nullopt;
  if (!bytes.starts_with("PK\x03\x04"sv)) return std::nullopt;
  // The names of parts stand in the clear at the end of a package.
  const std::string_view end = bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), std::size_t{256} << 10U));
  if (end.find("xl/workbook.xml"sv) != std::string_view::npos) return Kind::Table;
  if (end.find("word/document.xml"sv) != std::string_view::npos) return Kind::Text;
  return std::nullopt;
}

std::string lower_ending(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  std::string ending = dot == std::string::npos ? std::string{} : name.substr(dot);
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return ending;
}

// A name that claims another kind than the bytes are.
void refuse_false_name(const std::string& name, Kind kind) {
  const std::string ending = lower_ending(name);
  for (const KindRow& row : kKinds)
    for (const std::string_view known : row.endings)
      if (!known.empty() && ending == known && row.kind != kind)
        throw Error{Fault::BadInput, name + "：收不了（名字说是" + std::string{row.chinese} + "，内容却是" +
                                         std::string{row_of(kind).chinese} + "）请改正扩展名，或换成原来的文件"};
}

constexpr std::string_view kMark = "luoshi_evidence";

std::string hex_of(std::uint64_t value) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4U) text[i] = kDigits[value & 15U];
  return text;
}

std::optional<std::uint64_t> number_of_hex(const std::string& text) {
  if (text.size() != 16) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) value = value << 4U | static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
  return value;
}

std::string record_text(const Evidence& evidence) {
  Json flaws = Json::array();
  for (const std::string& flaw : evidence.flaws) flaws.push_back(flaw);
  Json record = Json::object({{std::string{kMark}, 1},
                              {"file", evidence.file.hex()},
                              {"name", evidence.name},
                              {"kind", name_of(evidence.kind)},
                              {"bytes", evidence.bytes},
                              {"flaws", std::move(flaws)}});
  if (evidence.taken) record.set("taken", instant_text(*evidence.taken));
  if (evidence.latitude && evidence.longitude) {
    record.set("latitude", *evidence.latitude);
    record.set("longitude", *evidence.longitude);
  }
  if (evidence.look) record.set("look", hex_of(*evidence.look));
  return canonical_json(record);
}

void read_camera(Evidence& evidence, std::string_view bytes) {
  const formats::PhotoFacts facts = formats::read_photo(bytes, evidence.name);
  evidence.taken = facts.taken;
  evidence.latitude = facts.latitude;
  evidence.longitude = facts.longitude;
  evidence.flaws = facts.flaws;
  evidence.look = formats::look_of(bytes, evidence.name);
}

/// Kilometres between two places, on a sphere flattened about them; good to 1 % within 500 km.
double apart_km(const Evidence& a, const Evidence& b) {
  constexpr double kDegree = 0.017453292519943295, kRadius = 6371.0;
  const double north = (*a.latitude - *b.latitude) * kDegree;
  const double east = (*a.longitude - *b.longitude) * kDegree * std::cos((*a.latitude + *b.latitude) / 2 * kDegree);
  return kRadius * std::sqrt(north * north + east * east);
}

std::string km_text(double km) {
  const auto tenths = static_cast<std::int64_t>(km * 10 + 0.5);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string of_report(Id<Report> report) { return "R-" + std::to_string(report.number()); }

bool share_an_object(const Report& a, const Report& b) {
  if (a.moves.empty() && b.moves.empty()) return a.commitment == b.commitment;
  return std::any_of(a.moves.begin(), a.moves.end(), [&](const AssetMove& move) {
    return std::any_of(b.moves.begin(), b.moves.end(), [&](const AssetMove& other) { return other.asset == move.asset; });
  });
}

constexpr int kSameLookBits = 6;      // as in room verify: a copy moves at most 4, other pictures 10 or more
constexpr double kFarKm = 5;          // one river's reaches lie within it; a longer river gives an innocent cause

}  // namespace

std::string_view chinese_of(Kind kind) { return row_of(kind).chinese; }
std::string_view name_of(Kind kind) { return row_of(kind).name; }

Evidence keep_evidence(archive::Archive& archive, std::string_view bytes, const std::string& name) {
  Evidence evidence;
  evidence.name = name.substr(name.find_last_of("/\\") + 1);
  if (evidence.name.empty() || evidence.name.size() > 255 || !is_utf8(evidence.name))
    throw Error{Fault::BadInput, "佐证收不了（没有文件名，或文件名太长）请改个名字再传"};
  if (bytes.size() > kEvidenceLimit)
    throw Error{Fault::TooLarge, evidence.name + "：收不了（" + std::to_string(bytes.size() >> 20U) +
                                     " MB，上限 20 MB）请缩小照片、截取视频片段，或改在说明里写明；佐证本来就是选交的"};
  const auto kind = kind_of(bytes);
  if (!kind)
    throw Error{Fault::BadInput, evidence.name + "：收不了（不是 JPEG、PNG、PDF、xlsx、docx 或 MP4）请另存为其中一种再传"};
  refuse_false_name(evidence.name, *kind);
  evidence.kind = *kind;
  evidence.bytes = bytes.size();
  if (*kind == Kind::Photo) try {
      read_camera(evidence, bytes);
    } catch (const Error&) {
      throw Error{Fault::BadInput, evidence.name + "：收不了（照片的头读不出，坏了或被截断）请交相机或手机原来的文件"};
    }
  evidence.file = archive.put(bytes);
  evidence.record = archive.put(record_text(evidence));
  return evidence;
}

Evidence evidence_of(const archive::Archive& archive, const Digest& record) {
  const std::string text = archive.get(record);
  Evidence evidence;
  evidence.record = record;
  try {
    if (text.size() > 64'000) throw Error{Fault::BadInput, "too long"};
    const Json json = parse_json(text);
    if (json.at(kMark).as_integer() != 1) throw Error{Fault::BadInput, "no record"};
    const auto file = Digest::from_hex(json.at("file").as_string());
    const auto* const kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const KindRow& row) { return row.name == json.at("kind").as_string(); });
    if (!file || kind == kKinds.end()) throw Error{Fault::BadInput, "no record"};
    evidence.file = *file;
    evidence.kind = kind->kind;
    evidence.name = json.at("name").as_string();
    evidence.bytes = static_cast<std::uint64_t>(json.at("bytes").as_integer());
    for (const Json& flaw : json.at("flaws").as_array()) evidence.flaws.push_back(flaw.as_string());
    if (const Json* taken = json.find("taken")) evidence.taken = instant_from_text(taken->as_string());
    if (const Json* latitude = json.find("latitude")) evidence.latitude = latitude->as_number();
    if (const Json* longitude = json.find("longitude")) evidence.longitude = longitude->as_number();
    if (const Json* look = json.find("look")) evidence.look = number_of_hex(look->as_string());
  } catch (const Error&) {
    throw Error{Fault::NotFound, "没有这份佐证（摘要所指的不是佐证）请从进展重新打开"};
  }
  return evidence;
}

bool is_evidence(const archive::Archive& archive, const Digest& record) {
  if (!archive.has(record)) return false;
  try {
    return archive.has(evidence_of(archive, record).file);
  } catch (const Error&) {
    return false;
  }
}

std::string evidence_file(const archive::Archive& archive, const Evidence& evidence) {
  std::string bytes = archive.get(evidence.file);
  return evidence.kind == Kind::Photo ? formats::without_metadata(bytes, evidence.name) : bytes;
}

std::shared_ptr<const Evidence> EvidenceShelf::at(const Digest& record) {
  {
    const std::lock_guard lock{mutex_};
    if (const auto known = known_.find(record); known != known_.end()) return known->second;
  }
  auto read = std::make_shared<const Evidence>(evidence_of(archive_, record));
  const std::lock_guard lock{mutex_};
  return known_.emplace(record, std::move(read)).first->second;
}

void EvidenceShelf::take_in(const city::City& city) {
  std::size_t from = 0;
  {
    const std::lock_guard lock{mutex_};
    from = reports_;
  }
  std::vector<Filed> found;
  for (std::size_t i = from; i < city.reports.size(); ++i)
    for (const Digest& record : city.reports[i].value.evidence)
      if (is_evidence(archive_, record)) found.push_back({Id<Report>::at_index(i), at(record)});
  const std::lock_guard lock{mutex_};
  // Another thread has been here meanwhile, or was before with a newer city.
  if (reports_ != from || city.reports.size() <= from) return;
  filed_.insert(filed_.end(), found.begin(), found.end());
  reports_ = city.reports.size();
}

std::vector<std::string> EvidenceShelf::doubts(const city::City& city, Id<Report> id, const Evidence& evidence, Instant recorded) {
  take_in(city);
  const Report& report = city.reports[id.index()].value;
  std::vector<std::string> asked = evidence.flaws;
  if (evidence.taken) {
    const Day day = china_day(*evidence.taken);
    std::optional<Day> before;
    for (const Id<Report> other : city.commitments[report.commitment.index()].reports) {
      const Day until = city.reports[other.index()].value.until;
      if (until < report.until && (!before || until > *before)) before = until;
    }
    if (*evidence.taken > recorded) asked.push_back("照片上的时间 " + day_text(day) + " 晚于填报时间：相机时钟是否没有校准？");
    else if (day > report.until) asked.push_back("照片拍于 " + day_text(day) + "，晚于截至日 " + day_text(report.until) + "：是填报当天补拍的，还是截至日写错了？");
    else if (before && day <= *before)
      asked.push_back("照片拍于 " + day_text(day) + "，上一期已报到 " + day_text(*before) + "：是上一期的照片，还是相机时钟不准？");
  }
  const std::lock_guard lock{mutex_};
  for (const Filed& filed : filed_) {
    if (filed.report == id || filed.report.index() >= city.reports.size() || asked.size() >= 5) continue;
    const Report& other = city.reports[filed.report.index()].value;
    const Evidence& theirs = *filed.evidence;
    const int bits = evidence.look && theirs.look ? std::popcount(*evidence.look ^ *theirs.look) : 64;
    if (theirs.file == evidence.file)
      asked.push_back("与 " + of_report(filed.report) + " 所附是同一个文件：两次报的是同一处，还是附错了？");
    else if (bits <= kSameLookBits)
      asked.push_back("与 " + of_report(filed.report) + " 所附照片看上去几乎一样（64 位中差 " + std::to_string(bits) +
                      " 位）：是同一机位前后两次，还是同一张另存？");
    else if (evidence.latitude && theirs.latitude && share_an_object(report, other) && apart_km(evidence, theirs) > kFarKm)
      asked.push_back("拍摄位置与 " + of_report(filed.report) + " 同一对象的照片相距 " + km_text(apart_km(evidence, theirs)) +
                      " 公里：是河道较长，还是定位不准？");
  }
  return asked;
}

}  // namespace luoshi::engine
