"""Sixty sheets out, filled in offline with the mistakes people make, merged, conflicts decided, progress moved.

Label scenario. Needs the program luoshi in LUOSHI_BIN. Where LibreOffice is installed it opens every sheet; else that
test is skipped, saying so.
"""
import csv
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

from workbooks import Workbook

LUOSHI = os.path.join(os.environ.get("LUOSHI_BIN", "build/dev/bin"), "luoshi")
OK, ANSWER_IS_NO, BAD_INPUT = 0, 1, 2
TODAY, UNTIL = "2026-11-02", "2026-11-01"
SHEETS = 60


def table(folder, name):
    with open(os.path.join(folder, "registers", name), encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


# Ten mistakes: what is done to the first line of a sheet (or beside it), and what must be said of it.
def words_for_a_number(book, at):
    book.put(2, at["累计完成"], "三条左右")
    return 2, "不是数"


def a_day_typed_as_a_number(book, at):
    book.put(2, at["截至日期"], 6.3)
    return 2, "看不出是哪一天"


def a_day_to_come(book, at):
    book.put(2, at["截至日期"], "2099.1.1")
    book.put(2, at["进展说明"], "提前填好")
    return 2, "还没有到"


def a_day_there_is_not(book, at):
    book.put(2, at["截至日期"], "2026年2月30日")
    return 2, "不是日期"


def a_locked_cell(book, at):
    book.put(2, at["牵头单位"], "邻镇")
    return 2, "系统维护"


def a_row_copied(book, at):
    last = max(book.rows())
    book.copy_row(2, last + 1)
    return last + 1, "同一行"


def a_column_added(book, at):
    book.put(1, len(at), "我的备注")
    return 1, "不是本表的栏目"


def a_formula_that_failed(book, at):
    book.put(2, at["累计完成"], ("error", "#DIV/0!"))
    return 2, "公式出错"


def a_version_typed_over(book, at):
    book.put(2, at["版本"], "最新")
    return 2, "版本或原值被改动"


def a_row_of_ones_own(book, at):
    last = max(book.rows())
    book.put(last + 1, at["事项"], "另外还做了一件事")
    return last + 1, "新增的行不采纳"


MISTAKES = [words_for_a_number, a_day_typed_as_a_number, a_day_to_come, a_day_there_is_not, a_locked_cell, a_row_copied,
            a_column_added, a_formula_that_failed, a_version_typed_over, a_row_of_ones_own]


class Sheets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.db = os.path.join(cls.folder, "city.db")
        sample = os.path.join(cls.folder, "sample")
        cls.luoshi("sample", sample, "--db", cls.db, "--scale", "2")
        holders = {row["岗位编号"]: row["姓名"] for row in table(sample, "holders.csv") if "填报" in row["角色"]}
        cls.bodies = []
        for row in table(sample, "bodies.csv"):
            person = holders.get(f"N-{row['单位编号']}-2")
            if person and row["类别"] in ("镇街", "部门"):
                cls.bodies.append((row["名称"], person))
        cls.bodies.sort(key=lambda body: cls.lines_of(body[0]) < 2)     # those with something to report first

    @classmethod
    def luoshi(cls, *arguments, expected=OK):
        done = subprocess.run([LUOSHI, *arguments], capture_output=True, timeout=280)
        output = (done.stdout + done.stderr).decode()
        if done.returncode != expected:
            raise AssertionError(f"{arguments}: {done.returncode}\n{output}")
        return output

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    @classmethod
    def export(cls, body, name):
        path = cls.path(name)
        cls.luoshi("sheet", "export", "--db", cls.db, "--form", "progress", "--body", body, "--out", path, "--on", TODAY)
        return path

    def test_what_a_sheet_costs_those_who_fill_it_in_is_said_before_it_is_sent(self):
        said = self.luoshi("sheet", "export", "--db", self.db, "--form", "progress", "--out", self.path("all.xlsx"), "--on", TODAY)
        found = re.search(r"填这份表：(\d+) 个单位，(\d+) 个问题，共约 (\d+) 分钟，最多的是(\S+?)，约 (\d+) 分钟", said)
        self.assertTrue(found, said)
        bodies, questions, minutes, most = int(found[1]), int(found[2]), int(found[3]), int(found[5])
        rows = max(Workbook(self.path("all.xlsx")).rows()) - 1
        self.assertEqual(questions, rows, "a row a question")
        self.assertEqual(minutes, 4 * questions, "four minutes each by the standard")
        self.assertGreater(bodies, 1)
        self.assertEqual(4 * self.lines_of(found[4]), most)
        self.assertIn("不向任何单位提问", self.luoshi("sheet", "export", "--db", self.db, "--form", "bodies", "--out", self.path("bodies0.xlsx"), "--on", TODAY))

    @classmethod
    def lines_of(cls, body):
        return max(Workbook(cls.export(body, "look.xlsx")).rows()) - 1

    def sheet(self, verb, path, person, *more, expected=OK):
        return json.loads(self.luoshi("sheet", verb, "--db", self.db, "--person", person, "--on", TODAY, "--json", *more,
                                      path, expected=expected))

    def test_sixty_sheets_come_back_with_the_mistakes_people_make(self):
        sheets = []
        for i, (body, person) in enumerate(self.bodies[:SHEETS]):
            path = self.export(body, f"{i:02}.xlsx")
            book = Workbook(path)
            at = {title: column for column, title in enumerate(book.heading())}
            fault = None
            if max(book.rows()) >= 3:
                # What was meant: the second line moves on. What happened besides: one of ten mistakes.
                book.put(3, at["截至日期"], "2026.11.1")
                book.put(3, at["进展说明"], f"第{i}号表：正在推进，１１月起加密巡查")
                fault = MISTAKES[i % len(MISTAKES)](book, at)
                book.save(path)
            sheets.append((path, person, fault, body, at))
        self.assertEqual(len(sheets), SHEETS)
        filled = [sheet for sheet in sheets if sheet[2]]
        self.assertGreaterEqual(len(filled), 2 * len(MISTAKES), "each mistake is made at least twice")
        for path, person, fault, body, _ in sheets:
            if fault is None:       # came back as it went out
                plan = self.sheet("preview", path, person)
                self.assertEqual((plan["lines"], plan["complaints"]), ([], []), body)

        written = 0
        for path, person, (row, words), body, at in filled:
            plan = self.sheet("preview", path, person, expected=ANSWER_IS_NO)
            self.assertEqual(len(plan["complaints"]), 1, f"{body}: {plan}")
            complaint = plan["complaints"][0]
            self.assertEqual(complaint["row"], row, f"{body}: {complaint}")
            self.assertIn(words, complaint["text"])
            self.assertIn("（", complaint["text"])
            self.assertIn(3, [line["row"] for line in plan["lines"] if line["kind"] == "changed"], f"{body}: {plan}")
            self.sheet("apply", path, person, expected=ANSWER_IS_NO)      # all rows or none
            done = self.sheet("apply", path, person, "--leave-out")
            self.assertEqual(done["commands"], 1, f"{body}: {done}")
            written += done["commands"]
            again = self.sheet("apply", path, person, "--leave-out")
            self.assertEqual(again["commands"], 0, "the same sheet merged twice changes nothing")

        # Status moved: what was written stands in the next export, prefilled.
        for path, person, fault, body, at in filled[:5]:
            fresh = Workbook(self.export(body, "fresh.xlsx"))
            self.assertIn("正在推进", fresh.text(3, at["进展说明"]))
        self.assertEqual(written, len(filled))

    def test_two_people_at_one_line_make_a_conflict_that_one_of_them_decides(self):
        body, person = self.bodies[0]
        path = self.export(body, "first.xlsx")
        other = self.path("second.xlsx")
        for name, words in ((path, "甲先交"), (other, "乙后交")):
            book = Workbook(path)
            at = {title: column for column, title in enumerate(book.heading())}
            book.put(2, at["截至日期"], UNTIL)
            book.put(2, at["进展说明"], words)
            book.save(name)
        self.sheet("apply", path, person)
        plan = self.sheet("apply", other, person, expected=ANSWER_IS_NO)
        self.assertEqual(plan["conflicts"], 1)
        self.assertIn("甲先交", plan["lines"][0]["text"])
        self.assertIn("乙后交", plan["lines"][0]["text"])
        self.assertEqual(self.sheet("preview", other, person, "--theirs", "2")["commands"], 0)
        self.assertEqual(self.sheet("apply", other, person, "--mine", "2")["commands"], 1)
        fresh = Workbook(self.export(body, "decided.xlsx"))
        self.assertEqual(fresh.text(2, at["进展说明"]), "乙后交")

    def test_a_row_deleted_is_listed_and_nothing_is_deleted(self):
        body, person = self.bodies[1]
        path = self.export(body, "deleted.xlsx")
        book = Workbook(path)
        book.delete_row(2)
        book.save(path)
        plan = self.sheet("apply", path, person)
        self.assertEqual([(line["kind"], line["row"]) for line in plan["lines"]], [("deleted", 2)])
        self.assertEqual(plan["commands"], 0)

    def test_someone_without_the_right_is_refused_with_the_row(self):
        body, person = self.bodies[2]
        path = self.export(body, "foreign.xlsx")
        book = Workbook(path)
        at = {title: column for column, title in enumerate(book.heading())}
        book.put(2, at["截至日期"], UNTIL)
        book.put(2, at["进展说明"], "替别人填")
        book.save(path)
        plan = self.sheet("apply", path, self.bodies[3][1], expected=ANSWER_IS_NO)
        self.assertEqual(plan["complaints"][0]["row"], 2)

    def test_wrong_kinds_of_file_are_named(self):
        for content, words in ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"), (b"<html><table></table></html>", "网页"),
                               (b"", "空"), (b"PK\x03\x04", "压缩包")):
            path = self.path("wrong.xlsx")
            with open(path, "wb") as file:
                file.write(content)
            self.assertIn(words, self.luoshi("sheet", "preview", "--db", self.db, path, expected=BAD_INPUT))

    def test_a_register_in_gb18030_is_taken_in_once_and_its_mapping_kept(self):
        path = self.path("单位名册.csv")
        with open(path, "w", encoding="gb18030") as file:
            file.write("序号,单位全称,简称,单位性质,主管单位\n1,河道管护二所,管护二所,部门,河道管护中心\n2,河道管护中心,,部门,\n合计,,2,,\n")
        proposed = self.luoshi("sheet", "propose", "--db", self.db, "--form", "bodies", "--json", path)
        mapping = json.loads(proposed)
        self.assertEqual({match["field"] for match in mapping["columns"]}, {"", "name", "aliases", "kind", "parent"})
        with open(self.path("map.json"), "w", encoding="utf-8") as file:
            file.write(proposed)
        self.luoshi("sheet", "map", "--db", self.db, self.path("map.json"))
        self.assertIn("用记住的对应关系", self.luoshi("sheet", "propose", "--db", self.db, path))
        apply = ("sheet", "apply", "--db", self.db, "--form", "bodies", "--json", path)
        self.assertEqual(json.loads(self.luoshi(*apply))["commands"], 2, "the parent stands below its child")
        again = json.loads(self.luoshi(*apply))
        self.assertEqual((again["commands"], again["unchanged"]), (0, 2))
        self.assertEqual(again["left_out"][0]["why"], "合计行")

    def test_libreoffice_opens_what_we_write(self):
        office = shutil.which("soffice")
        if office is None:
            self.skipTest("LibreOffice is not installed: nothing else here opens a workbook as people do")
        for form in ("places", "bodies", "posts", "assets", "commitments", "progress"):
            path = self.path(f"{form}.xlsx")
            self.luoshi("sheet", "export", "--db", self.db, "--form", form, "--out", path, "--on", TODAY)
            # Opened, and saved again as a workbook: merging what LibreOffice saved must change nothing.
            saved = self.path("saved")
            subprocess.run([office, f"-env:UserInstallation=file://{self.folder}/office", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                            "--outdir", saved, path], check=True, capture_output=True, timeout=280)
            plan = json.loads(self.luoshi("sheet", "preview", "--db", self.db, "--on", TODAY, "--json", os.path.join(saved, f"{form}.xlsx")))
            self.assertEqual((plan["lines"], plan["complaints"]), ([], []), form)


if __name__ == "__main__":
    unittest.main(verbosity=2)
