#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "formats/unzip.hpp"
#include "formats/xml.hpp"

namespace luoshi::formats::detail {

/// One XML text on its way through a visitor, piece by piece. A document type is refused before anything in it is declared.
class XmlStream {
 public:
  enum class Found { Sound, DocumentType, Malformed };

  explicit XmlStream(XmlVisitor& visitor);
  ~XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  /// Takes the next piece, at most 1 GiB. After anything but Sound nothing more may be fed.
  /// @throws what the visitor throws.
  [[nodiscard]] Found feed(std::string_view piece, bool last);

  [[nodiscard]] std::size_t line() const;
  /// Bytes fed and not yet shown: one unfinished tag, which is held whatever its size.
  [[nodiscard]] std::int64_t held() const;
  /// What is malformed, in the parser's words.
  [[nodiscard]] std::string damage() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Streams one part of a workbook through the visitor.
/// @throws Error{BadInput} on bad XML or a document type, Error{TooLarge} for a tag of over 1 MiB; what the visitor throws.
void read_xml(Unzip& archive, const std::string& path, XmlVisitor& visitor);

}  // namespace luoshi::formats::detail
