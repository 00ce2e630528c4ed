#include "formats/xml.hpp"

#include "base/error.hpp"
#include "formats/detail/xml_stream.hpp"

namespace luoshi::formats {

std::string_view XmlAttributes::find(std::string_view name) const {
  for (const char** at = pairs_; *at != nullptr; at += 2)
    if (name == *at) return at[1];
  return {};
}

bool XmlAttributes::is_on(std::string_view name) const {
  const std::string_view value = find(name);
  return value == "1" || value == "true" || value == "on";
}

void visit_xml(std::string_view bytes, const std::string& name, XmlVisitor& visitor) {
  constexpr std::size_t kPiece = std::size_t{1} << 20U;
  using Found = detail::XmlStream::Found;
  detail::XmlStream stream{visitor};
  for (bool last = false; !last;) {
    const std::string_view piece = bytes.substr(0, kPiece);
    bytes.remove_prefix(piece.size());
    last = bytes.empty();
    const Found found = stream.feed(piece, last);
    const std::string where = name + ":" + std::to_string(stream.line()) + ": ";
    if (found == Found::DocumentType)
      throw Error{Fault::BadInput, where + "not read (it declares a document type, which can carry outside content); save it anew without one"};
    if (found == Found::Malformed) throw Error{Fault::BadInput, where + "no correct XML (" + stream.damage() + "); save it anew"};
  }
}

}  // namespace luoshi::formats
