#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/unzip.hpp"

namespace luoshi::formats::detail {

/// The attributes of one element, prefixes kept.
class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_{pairs} {}
  /// The value, or nothing at all (nullptr inside) where it is missing.
  [[nodiscard]] std::string_view find(std::string_view name) const;
  /// True for "1", "true", "on".
  [[nodiscard]] bool is_on(std::string_view name) const;

 private:
  const char** pairs_;
};

/// Receives one part of a workbook in order. Names come without their prefix ("x:row" is "row").
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view piece) = 0;
};

/// Streams a part through the handler. A handler may throw.
/// @throws Error{BadInput} on bad XML, a document type (so no entity can be declared), or a tag of over 1 MiB.
void read_xml(Unzip& archive, const std::string& path, XmlHandler& handler);

}  // namespace luoshi::formats::detail
