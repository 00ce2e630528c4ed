#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.hpp"
#include "city/city.hpp"

namespace luoshi::engine {

inline constexpr std::uint64_t kEvidenceLimit = std::uint64_t{20} << 20U;  ///< bytes of one file

/// A file that supports a report (佐证): always optional. What a camera says of time and place is a claim.
///
/// Two blobs: the file, and a record of what was found in it, by whose digest reports name it. The record is made here, from
/// the bytes, and by nobody else.
struct Evidence {
  enum class Kind { Photo, Picture, Paper, Table, Text, Film };  ///< JPEG, PNG, PDF, .xlsx, .docx, MP4
  Digest record, file;
  std::string name;                ///< as handed in, without a path
  Kind kind = Kind::Photo;
  std::uint64_t bytes = 0;
  std::optional<Instant> taken;    ///< by the camera's clock; without a zone +08:00 was taken
  std::optional<double> latitude, longitude;
  std::optional<std::uint64_t> look;
  std::vector<std::string> flaws;  ///< nonsense the camera wrote, named
};

/// Keeps a file and its record, both on the disk when this returns; the same file again gives the same.
/// @throws Error{BadInput} for a kind of file that is not taken (told by its first bytes, not its name) or one whose name says
///   another kind, Error{TooLarge} beyond `kEvidenceLimit`; both with what to do, in Chinese.
[[nodiscard]] Evidence keep_evidence(archive::Archive& archive, std::string_view bytes, const std::string& name);

/// Is that a record made by `keep_evidence`? Reports may name nothing else.
[[nodiscard]] bool is_evidence(const archive::Archive& archive, const Digest& record);

/// @throws Error{NotFound} when it is no record.
[[nodiscard]] Evidence evidence_of(const archive::Archive& archive, const Digest& record);

/// The file as it is handed out: a JPEG photo without what it says of place, time and device.
[[nodiscard]] std::string evidence_file(const archive::Archive& archive, const Evidence& evidence);

[[nodiscard]] std::string_view chinese_of(Evidence::Kind kind);
[[nodiscard]] std::string_view name_of(Evidence::Kind kind);

/// The records of all reports, read once. Thread safe.
class EvidenceShelf {
 public:
  explicit EvidenceShelf(const archive::Archive& archive) : archive_{archive} {}

  [[nodiscard]] std::shared_ptr<const Evidence> at(const Digest& record);

  /// What the files of a report ask (疑问), one sentence each: time against the period, place against other photos of the same
  /// object, the same file or look in another report. It asks, it never judges: each names an innocent cause.
  [[nodiscard]] std::vector<std::string> doubts(const city::City& city, Id<Report> report, const Evidence& evidence, Instant recorded);

 private:
  struct Filed {
    Id<Report> report;
    std::shared_ptr<const Evidence> evidence;
  };
  void take_in(const city::City& city);

  const archive::Archive& archive_;
  std::mutex mutex_;
  std::map<Digest, std::shared_ptr<const Evidence>> known_;  // guarded, as all below
  std::vector<Filed> filed_;
  std::size_t reports_ = 0;  // how many are in `filed_`
};

}  // namespace luoshi::engine
