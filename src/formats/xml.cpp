#include "formats/xml.hpp"

#include <expat.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <new>

#include "base/error.hpp"

namespace luoshi::formats {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20U;  // fed at once: its length is an int to the parser

std::string_view local(const char* name) {
  const std::string_view whole{name};
  const std::size_t colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

/// One parse: expat is C, so what a visitor throws is kept here until the parser has returned.
struct Parse {
  XML_Parser parser;
  XmlVisitor* visitor;
  std::exception_ptr thrown;
  bool document_type = false;

  template <class Call>
  void guarded(Call call) {
    if (thrown) return;
    try {
      call();
    } catch (...) {
      thrown = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }
};

void on_start(void* data, const char* name, const char**) {
  auto& parse = *static_cast<Parse*>(data);
  parse.guarded([&] { parse.visitor->start(local(name), XML_GetCurrentLineNumber(parse.parser)); });
}
void on_end(void* data, const char* name) {
  auto& parse = *static_cast<Parse*>(data);
  parse.guarded([&] { parse.visitor->end(local(name)); });
}
void on_text(void* data, const char* text, int length) {
  auto& parse = *static_cast<Parse*>(data);
  parse.guarded([&] { parse.visitor->text({text, static_cast<std::size_t>(length)}); });
}
void on_document_type(void* data, const char*, const char*, const char*, int) {
  auto& parse = *static_cast<Parse*>(data);
  parse.document_type = true;
  XML_StopParser(parse.parser, XML_FALSE);
}

}  // namespace

void visit_xml(std::string_view bytes, const std::string& name, XmlVisitor& visitor) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser{XML_ParserCreate(nullptr), &XML_ParserFree};
  if (!parser) throw std::bad_alloc{};
  Parse parse{parser.get(), &visitor, nullptr};
  XML_SetUserData(parser.get(), &parse);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
  for (bool last = false; !last;) {
    const std::string_view piece = bytes.substr(0, kPiece);
    bytes.remove_prefix(piece.size());
    last = bytes.empty();
    const bool well = XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0) != 0;
    if (parse.thrown) std::rethrow_exception(parse.thrown);
    const std::string where = name + ":" + std::to_string(XML_GetCurrentLineNumber(parser.get())) + ": ";
    if (parse.document_type)
      throw Error{Fault::BadInput, where + "not read (it declares a document type, which can carry outside content); save it anew without one"};
    if (!well) throw Error{Fault::BadInput, where + "no correct XML (" + XML_ErrorString(XML_GetErrorCode(parser.get())) + "); save it anew"};
  }
}

}  // namespace luoshi::formats
