#pragma once

#include <string>
#include <vector>

#include "formats/zip.hpp"

/// Workbooks written by hand, for tests: what programs write and what nobody should.
namespace luoshi::formats::test {

struct Parts {
  std::string rows = {};         ///< the inside of <sheetData>
  std::string after_rows = {};   ///< such as <mergeCells>
  std::string before_rows = {};  ///< such as <cols>
  std::string strings = {};      ///< the inside of <sst>
  std::string styles = {};       ///< the inside of <styleSheet>
  std::string properties = {};   ///< such as <workbookPr date1904="1"/>
};

inline std::string xlsx_of(const Parts& parts) {
  const std::string main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::vector<ZipEntry> entries{
      {"xl/workbook.xml", "<workbook " + main + " xmlns:r=\"" + office + "\">" + parts.properties +
                              "<sheets><sheet name=\"表一\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
       "<Relationship Id=\"rId1\" Type=\"" +
           office +
           "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
           "<Relationship Id=\"rId2\" Type=\"" +
           office +
           "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
           "<Relationship Id=\"rId3\" Type=\"" +
           office + "/styles\" Target=\"/xl/styles.xml\"/></Relationships>"},
      {"xl/sharedStrings.xml", "<sst " + main + ">" + parts.strings + "</sst>"},
      {"xl/styles.xml", "<styleSheet " + main + ">" + parts.styles + "</styleSheet>"},
      {"xl/worksheets/sheet1.xml", "<worksheet " + main + ">" + parts.before_rows + "<sheetData>" + parts.rows +
                                       "</sheetData>" + parts.after_rows + "</worksheet>"}};
  return write_zip(entries);
}

}  // namespace luoshi::formats::test
