"""An independent reader of each figure's span, from its words alone, finds the same value and unit (label regression).

Shares nothing with `intake`: regular expressions and a numeral reader of its own, over the project's bulletins and, where the
shared folder is there, over its papers. A span that does not carry its figure would be a figure without its source.
"""
import glob
import json
import os
import re
import subprocess
import unittest

SOURCE = os.environ["LUOSHI_SOURCE"]
SHARED = os.environ.get("LUOSHI_SHARED", "")
LUOSHI = os.path.join(os.environ["LUOSHI_BIN"], "luoshi")

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}


def numeral(text):
    """The value of a Chinese numeral: 三百二十, 两万; 万 alone is one of them."""
    total = section = digit = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in PLACES:
            section, digit = section + (digit or 1) * PLACES[character], 0
        else:
            total, section, digit = (total + section + digit) * (10 ** 4 if character == "万" else 10 ** 8), 0, 0
    return total + section + digit


def read(words):
    """(value, unit) of a span, or None."""
    hundredths = re.search(r"百分之([零〇一二三四五六七八九十百两]+|\d[\d.]*)", words)
    if hundredths:
        value = hundredths.group(1)
        return (float(value) if value[0].isdigit() else numeral(value)), "%"
    number = re.search(r"\d[\d,]*(?:\.\d+)?", words)
    if number:
        value = float(number.group().replace(",", ""))
    else:
        number = re.search(r"[零〇一二三四五六七八九十百千两]+|(?=[万亿])", words)
        if not number:
            return None
        value = numeral(number.group()) if number.group() else 1
    unit = re.sub(r"^[余多几]", "", words[number.end():])
    # A range has its unit at the end, once or twice: 300米至500米.
    unit = re.sub(r"^(.*?)(?:至|到|~|～|—|-)\d[\d,.]*(.+)$", r"\2", unit)
    unit = re.sub(r"(?:及?以上|及?以下|以内|之内|范围内|左右|上下|余|多)$", "", unit)
    if unit == "成":
        return value * 10, "%"
    return value, re.sub(r"^个(?=百分点)", "", unit)


def unit_of_row(text, start):
    """The unit of a bare number in a table: it stands in brackets in the row's first cell, 进场整治河涌（条）."""
    row = text[text.rfind("\n", 0, start) + 1:start]
    head = re.match(r"[^\d\s]+[（(]([^（）()\d]+)[）)]\s", row)
    return head.group(1) if head else ""


class FigureReader(unittest.TestCase):
    def test_the_words_of_every_span_give_its_value_and_unit(self):
        papers = sorted(glob.glob(os.path.join(SOURCE, "data/bulletins/*.txt")))
        for pattern in ("corpus/seeds/*.txt", "corpus/bulletins/*.txt"):
            papers += sorted(glob.glob(os.path.join(SHARED, pattern)))
        printed = subprocess.run([LUOSHI, "intake", "--json", *papers], capture_output=True, text=True, check=True).stdout
        figures, differ = 0, []
        for line in printed.splitlines():
            paper = json.loads(line)
            for statement in paper["statements"]:
                for figure in statement["quantity"]:
                    if figure["uncertain"]:
                        continue  # a digit is lost: nobody may read it
                    figures += 1
                    words = paper["text"][figure["start"]:figure["end"]]
                    found = read(words)
                    if found and not found[1]:
                        found = found[0], unit_of_row(paper["text"], figure["start"])
                    said = (float(figure["value"]), figure["unit"] or "")
                    if not found or abs(found[0] - said[0]) > 1e-9 or found[1] != said[1]:
                        differ.append(f"{paper['file']}: {words}: {found} against {said}")
        self.assertGreater(figures, 500, "the bulletins are full of figures")
        self.assertEqual([], differ, "\n" + "\n".join(differ))

    def test_this_reader_can_disagree(self):
        self.assertEqual("条", unit_of_row("一、\n河涌（条）　495　468", 10))
        self.assertEqual("", unit_of_row("河涌　495　468", 3))
        self.assertEqual((1.4, "万亩"), read("超1.4万亩"))
        self.assertEqual((60, "%"), read("不足六成"))
        self.assertEqual((1, "万亩"), (read("超万亩")))
        self.assertNotEqual((14, "万亩"), read("超1.4万亩"))


if __name__ == "__main__":
    unittest.main()
