#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace luoshi::formats {

/// The attributes of one element, prefixes kept.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_{pairs} {}
  /// The value, or nothing at all (nullptr inside) where it is missing.
  [[nodiscard]] std::string_view find(std::string_view name) const;
  /// True for "1", "true", "on".
  [[nodiscard]] bool is_on(std::string_view name) const;

 private:
  const char** pairs_;
};

/// Receives XML in order. Names come without their prefix ("p:Task" is "Task"); a text may come in several pieces. May throw: the
/// reading then ends.
class XmlVisitor {
 public:
  virtual ~XmlVisitor() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes, std::size_t line) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view piece) = 0;
};

/// Streams a whole XML text through the visitor. Reads nothing but these bytes: a document type, and with it every entity and
/// every outside file, is refused.
/// @throws Error{BadInput} naming the line; whatever the visitor throws.
void visit_xml(std::string_view bytes, const std::string& name, XmlVisitor& visitor);

}  // namespace luoshi::formats
