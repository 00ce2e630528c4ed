#include "formats/xml.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "base/error.hpp"

namespace luoshi::formats {
namespace {

/// What was seen, as "<a:1 x>": element, line, text.
class Recorder : public XmlVisitor {
 public:
  std::string seen;
  void start(std::string_view name, const XmlAttributes&, std::size_t line) override { seen += "<" + std::string{name} + ":" + std::to_string(line); }
  void end(std::string_view) override { seen += ">"; }
  void text(std::string_view piece) override { seen += piece; }
};

std::string refusal(std::string_view bytes) {
  Recorder recorder;
  try {
    visit_xml(bytes, "plan.xml", recorder);
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::BadInput);
    return error.what();
  }
  return "";
}

TEST(Xml, ComesInOrderWithoutPrefixes) {
  Recorder recorder;
  visit_xml("<?xml version=\"1.0\"?>\n<p:a xmlns:p=\"u\">\n<b>甲&amp;乙</b></p:a>", "x", recorder);
  EXPECT_EQ(recorder.seen, "<a:2\n<b:3甲&乙>>");
}

TEST(Xml, NothingFromOutsideIsRead) {
  EXPECT_NE(refusal("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>").find("document type"), std::string::npos);
  EXPECT_NE(refusal("<!DOCTYPE a><a/>").find("plan.xml:1:"), std::string::npos);
}

TEST(Xml, DamageNamesItsLine) {
  EXPECT_NE(refusal("<a>\n<b>\n</a>").find("plan.xml:3:"), std::string::npos);
  EXPECT_NE(refusal(""), "");
  EXPECT_NE(refusal("<a>&unknown;</a>"), "");
  EXPECT_NE(refusal(std::string(3 << 20, ' ')), "");
}

TEST(Xml, LongTextsComeWholeInPieces) {
  Recorder recorder;
  const std::string text(5 << 20, 'x');
  visit_xml("<a>" + text + "</a>", "x", recorder);
  EXPECT_EQ(recorder.seen, "<a:1" + text + ">");
}

TEST(Xml, WhatAVisitorThrowsComesThrough) {
  class Thrower : public Recorder {
    void end(std::string_view) override { throw std::runtime_error{"enough"}; }
  } thrower;
  EXPECT_THROW(visit_xml("<a><b/></a>", "x", thrower), std::runtime_error);
}

}  // namespace
}  // namespace luoshi::formats
