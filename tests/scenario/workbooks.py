"""Workbooks changed as people change them offline: cells typed over, rows copied or deleted, columns added.

Standard library only. Works on what `luoshi sheet export` writes; what it saves is such a file as any program would save.
"""
import re
import zipfile
from xml.etree import ElementTree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ElementTree.register_namespace("", MAIN)


def tag(name):
    return f"{{{MAIN}}}{name}"


def column_name(index):
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(65 + letter) + name
    return name


class Workbook:
    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.parts = {info.filename: archive.read(info) for info in archive.infolist()}
        self.path = "xl/worksheets/sheet2.xml"     # after the page of instructions
        self.tree = ElementTree.fromstring(self.parts[self.path])
        self.data = self.tree.find(tag("sheetData"))

    def rows(self):
        return {int(row.get("r")): row for row in self.data}

    def text(self, row, column):
        for cell in self.rows()[row]:
            if cell.get("r") == column_name(column) + str(row):
                return "".join(part.text or "" for part in cell.iter() if part.tag in (tag("t"), tag("v")))
        return ""

    def heading(self):
        return [self.text(1, column) for column in range(len(self.rows()[1]))]

    def put(self, row, column, value):
        """Types text, a number, or ("error", code) into a cell."""
        rows = self.rows()
        if row not in rows:
            rows[row] = ElementTree.SubElement(self.data, tag("row"), {"r": str(row)})
        line, name = rows[row], column_name(column) + str(row)
        for cell in list(line):
            if cell.get("r") == name:
                line.remove(cell)
        cell = ElementTree.Element(tag("c"), {"r": name})
        if isinstance(value, tuple):
            cell.set("t", "e")
            ElementTree.SubElement(cell, tag("f")).text = "A1/0"
            ElementTree.SubElement(cell, tag("v")).text = value[1]
        elif isinstance(value, str):
            cell.set("t", "inlineStr")
            inline = ElementTree.SubElement(cell, tag("is"))
            ElementTree.SubElement(inline, tag("t")).text = value
        else:
            ElementTree.SubElement(cell, tag("v")).text = repr(value)
        line.append(cell)
        line[:] = sorted(line, key=lambda each: (len(each.get("r")), each.get("r")))

    def copy_row(self, row, to):
        made = ElementTree.fromstring(ElementTree.tostring(self.rows()[row]))
        made.set("r", str(to))
        for cell in made:
            cell.set("r", re.sub(r"\d+$", str(to), cell.get("r")))
        self.data.append(made)

    def delete_row(self, row):
        self.data.remove(self.rows()[row])

    def save(self, path):
        parts = dict(self.parts)
        parts[self.path] = ElementTree.tostring(self.tree, encoding="UTF-8", xml_declaration=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
