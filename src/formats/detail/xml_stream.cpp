#include "formats/detail/xml_stream.hpp"

#include <expat.h>

#include <exception>
#include <memory>

#include "base/error.hpp"

namespace luoshi::formats::detail {
namespace {

constexpr std::int64_t kLongestTag = std::int64_t{1} << 20U;

std::string_view local(const char* name) {
  const std::string_view whole{name};
  const std::size_t colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

/// One parse: expat is C, so what a handler throws is kept here until the parser has returned.
struct Parse {
  XML_Parser parser;
  XmlHandler* handler;
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

void on_start(void* data, const char* name, const char** attributes) {
  auto& parse = *static_cast<Parse*>(data);
  parse.guarded([&] { parse.handler->start(local(name), Attributes{attributes}); });
}
void on_end(void* data, const char* name) {
  auto& parse = *static_cast<Parse*>(data);
  parse.guarded([&] { parse.handler->end(local(name)); });
}
void on_text(void* data, const char* text, int length) {
  auto& parse = *static_cast<Parse*>(data);
  parse.guarded([&] { parse.handler->text({text, static_cast<std::size_t>(length)}); });
}
void on_document_type(void* data, const char*, const char*, const char*, int) {
  auto& parse = *static_cast<Parse*>(data);
  parse.document_type = true;
  XML_StopParser(parse.parser, XML_FALSE);
}

}  // namespace

std::string_view Attributes::find(std::string_view name) const {
  for (const char** at = pairs_; *at != nullptr; at += 2)
    if (name == *at) return at[1];
  return {};
}

bool Attributes::is_on(std::string_view name) const {
  const std::string_view value = find(name);
  return value == "1" || value == "true" || value == "on";
}

void read_xml(Unzip& archive, const std::string& path, XmlHandler& handler) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser{XML_ParserCreate(nullptr), &XML_ParserFree};
  if (!parser) throw std::bad_alloc{};
  Parse parse{parser.get(), &handler, nullptr};
  XML_SetUserData(parser.get(), &parse);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
  std::int64_t fed = 0;
  const auto feed = [&](std::string_view piece, bool last) {
    const bool well = XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0) != 0;
    if (parse.thrown) std::rethrow_exception(parse.thrown);
    if (parse.document_type)
      throw Error{Fault::BadInput, archive.name() + "：不予读取（" + path +
                                       " 声明了文档类型，可借此夹带外部内容）请用电子表格程序另存一份再交"};
    if (!well)
      throw Error{Fault::BadInput, archive.name() + "：打不开（" + path + " 第 " +
                                       std::to_string(XML_GetCurrentLineNumber(parser.get())) +
                                       " 行不是正确的 XML）请用电子表格程序另存一份再交"};
    fed += static_cast<std::int64_t>(piece.size());
    // What is fed and not yet consumed is one unfinished tag; expat would hold it, whatever its size.
    if (!last && fed - XML_GetCurrentByteIndex(parser.get()) > kLongestTag)
      throw Error{Fault::TooLarge, archive.name() + "：不予读取（" + path + " 里有一个标签超过 1 MiB）请核对来源"};
  };
  archive.read(path, [&](std::string_view piece) { feed(piece, false); });
  feed({}, true);
}

}  // namespace luoshi::formats::detail
