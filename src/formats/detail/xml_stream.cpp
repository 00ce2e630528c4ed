#include "formats/detail/xml_stream.hpp"

#include <expat.h>

#include <exception>
#include <new>

#include "base/error.hpp"

namespace luoshi::formats::detail {

// Expat is C: what a visitor throws is kept here until the parser has returned.
struct XmlStream::State {
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser{XML_ParserCreate(nullptr), &XML_ParserFree};
  XmlVisitor* visitor = nullptr;
  std::exception_ptr thrown;
  bool document_type = false;
  std::int64_t fed = 0;

  template <class Call>
  void guarded(Call call) {
    if (thrown) return;
    try {
      call();
    } catch (...) {
      thrown = std::current_exception();
      XML_StopParser(parser.get(), XML_FALSE);
    }
  }

  static std::string_view local(const char* name) {
    const std::string_view whole{name};
    const std::size_t colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
  }
  static void on_start(void* data, const char* name, const char** attributes) {
    auto& state = *static_cast<State*>(data);
    state.guarded([&] {
      state.visitor->start(local(name), XmlAttributes{attributes}, XML_GetCurrentLineNumber(state.parser.get()));
    });
  }
  static void on_end(void* data, const char* name) {
    auto& state = *static_cast<State*>(data);
    state.guarded([&] { state.visitor->end(local(name)); });
  }
  static void on_text(void* data, const char* text, int length) {
    auto& state = *static_cast<State*>(data);
    state.guarded([&] { state.visitor->text({text, static_cast<std::size_t>(length)}); });
  }
  static void on_document_type(void* data, const char*, const char*, const char*, int) {
    auto& state = *static_cast<State*>(data);
    state.document_type = true;
    XML_StopParser(state.parser.get(), XML_FALSE);
  }
};

XmlStream::XmlStream(XmlVisitor& visitor) : state_{std::make_unique<State>()} {
  XML_Parser const parser = state_->parser.get();
  if (parser == nullptr) throw std::bad_alloc{};
  state_->visitor = &visitor;
  XML_SetUserData(parser, state_.get());
  XML_SetElementHandler(parser, State::on_start, State::on_end);
  XML_SetCharacterDataHandler(parser, State::on_text);
  XML_SetStartDoctypeDeclHandler(parser, State::on_document_type);
}

XmlStream::~XmlStream() = default;

XmlStream::Found XmlStream::feed(std::string_view piece, bool last) {
  const bool well = XML_Parse(state_->parser.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0) != 0;
  state_->fed += static_cast<std::int64_t>(piece.size());
  if (state_->thrown) std::rethrow_exception(state_->thrown);
  return state_->document_type ? Found::DocumentType : well ? Found::Sound : Found::Malformed;
}

std::size_t XmlStream::line() const { return XML_GetCurrentLineNumber(state_->parser.get()); }
std::int64_t XmlStream::held() const { return state_->fed - XML_GetCurrentByteIndex(state_->parser.get()); }
std::string XmlStream::damage() const { return XML_ErrorString(XML_GetErrorCode(state_->parser.get())); }

void read_xml(Unzip& archive, const std::string& path, XmlVisitor& visitor) {
  constexpr std::int64_t kLongestTag = std::int64_t{1} << 20U;
  XmlStream stream{visitor};
  const auto feed = [&](std::string_view piece, bool last) {
    switch (stream.feed(piece, last)) {
      case XmlStream::Found::DocumentType:
        throw Error{Fault::BadInput, archive.name() + "：不予读取（" + path +
                                         " 声明了文档类型，可借此夹带外部内容）请用电子表格程序另存一份再交"};
      case XmlStream::Found::Malformed:
        throw Error{Fault::BadInput, archive.name() + "：打不开（" + path + " 第 " + std::to_string(stream.line()) +
                                         " 行不是正确的 XML）请用电子表格程序另存一份再交"};
      case XmlStream::Found::Sound: break;
    }
    if (!last && stream.held() > kLongestTag)
      throw Error{Fault::TooLarge, archive.name() + "：不予读取（" + path + " 里有一个标签超过 1 MiB）请核对来源"};
  };
  archive.read(path, [&](std::string_view piece) { feed(piece, false); });
  feed({}, true);
}

}  // namespace luoshi::formats::detail
