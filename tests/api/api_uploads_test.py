"""Files in and out over the interface: sheets looked at before they are written, evidence, and what is refused (label api)."""
import io
import json
import os
import re
import socket
import struct
import sys
import tempfile
import threading
import unittest
import zipfile

from schema import faults
from town import PAGE, ROOT, Client, Town, contract

sys.path.insert(0, os.path.join(ROOT, "tests", "scenario"))
from workbooks import Workbook  # noqa: E402

API = contract()
BODIES = "序号,单位全称,简称,单位性质,主管单位\n1,河道管护二所,管护二所,部门,河道管护中心\n2,河道管护中心,,部门,云溪市人民政府\n合计,,2,,\n"


def exif(taken, north=None, east=None):
    """An APP1 segment that says when, and where."""
    def rational(value):
        degrees = int(value)
        minutes = int((value - degrees) * 60)
        seconds = round(((value - degrees) * 60 - minutes) * 6000)
        return struct.pack("<6I", degrees, 1, minutes, 1, seconds, 100)
    entries, extra = [], b""
    at = 8 + 2 + 12 * (1 + (north is not None)) + 4
    sub = struct.pack("<HHHII", 1, 0x9003, 2, 20, 0) + struct.pack("<I", 0)
    entries.append((0x8769, 4, 1, struct.pack("<I", at)))
    stamp = at + len(sub)
    sub = struct.pack("<HHHII", 1, 0x9003, 2, 20, stamp) + struct.pack("<I", 0)
    extra += sub + taken.encode() + b"\0"
    if north is not None:
        gps = at + len(extra)
        table = gps + 2 + 12 * 4 + 4
        extra += (struct.pack("<H", 4) + struct.pack("<HHI4s", 1, 2, 2, b"N\0\0\0") + struct.pack("<HHII", 2, 5, 3, table) +
                  struct.pack("<HHI4s", 3, 2, 2, b"E\0\0\0") + struct.pack("<HHII", 4, 5, 3, table + 24) + struct.pack("<I", 0) + rational(north) + rational(east))
        entries.append((0x8825, 4, 1, struct.pack("<I", gps)))
    head = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(entries))
    head += b"".join(struct.pack("<HHI", tag, kind, count) + value for tag, kind, count, value in entries) + struct.pack("<I", 0)
    body = b"Exif\0\0" + head + extra
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def photo(taken="2026:01:20 10:00:00", north=None, east=None):
    """A JPEG's head: enough to say what it is; there is no picture to look at."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 16, 16, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00" + b"\x00\xff\xd9"
    return b"\xff\xd8" + exif(taken, north, east) + frame + scan


def book(sheet):
    """A workbook of one sheet, as its XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        archive.writestr("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
                         'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        archive.writestr("xl/workbook.xml", '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
                         'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="s"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" '
                         'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


class Uploads(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.town = Town()
        cls.addClassCleanup(cls.town.close)
        cls.editor, cls.reporter = cls.town.clients["editor-top"], cls.town.clients["报告own"]

    def ask(self, client, method, path, body=None, expected=200):
        status, answer = client.ask(method, path, body)
        self.assertEqual(status, expected, answer if not isinstance(answer, bytes) else answer[:200])
        return answer

    def hold(self, schema, answer):
        self.assertEqual([], faults({"$ref": f"#/components/schemas/{schema}"}, answer, API)[:5])

    def refused(self, client, path, body, status, words):
        reason = self.ask(client, "POST", path, body, status)["reason"]
        self.assertIn(words, reason)
        self.assertIn("请", reason, "a refusal says what to do")

    def events(self):
        return self.ask(self.editor, "GET", "/session")["events"]

    def test_a_sheet_of_ones_own_is_shown_mapped_and_written_once(self):
        self.hold("SheetForms", self.ask(self.editor, "GET", "/sheets"))
        content = BODIES.encode("gb18030")
        before = self.events()
        plan = self.ask(self.editor, "POST", "/sheets/preview?name=a.csv&form=bodies", content)
        self.hold("SheetPreview", plan)
        self.assertEqual(plan["complaints"], [])
        self.assertEqual(self.events(), before, "looking writes nothing")
        self.assertEqual([line["kind"] for line in plan["lines"]], ["new", "new"])
        self.assertEqual(plan["left_out"][0]["why"], "合计行")
        mapping = plan["tables"][0]["mapping"]
        self.assertTrue(all(column["reason"] for column in mapping["columns"]))
        self.hold("Done", self.ask(self.editor, "POST", "/sheets/mapping", {"mapping": mapping}))
        self.assertTrue(self.ask(self.editor, "POST", "/sheets/preview?name=b.csv&form=bodies", content)["tables"][0]["remembered"])
        done = self.ask(self.editor, "POST", "/sheets/apply?name=a.csv&form=bodies", content)
        self.hold("SheetDone", done)
        self.assertEqual((done["written"], done["events"]), (True, 2))
        again = self.ask(self.editor, "POST", "/sheets/apply?name=a.csv&form=bodies", content)
        self.assertEqual((again["written"], again["events"], again["unchanged"]), (True, 0, 2))

    def test_a_sheet_that_went_out_comes_back_with_a_conflict_decided(self):
        raw = self.ask(self.reporter, "GET", "/sheets/export?form=progress")
        with tempfile.TemporaryDirectory() as place:
            path = os.path.join(place, "a.xlsx")
            with open(path, "wb") as file:
                file.write(raw)
            sheets = []
            for words in ("甲先交", "=HYPERLINK(1)乙后交"):
                book = Workbook(path)
                at = {title: column for column, title in enumerate(book.heading())}
                book.put(2, at["截至日期"], "2026-06-30")
                book.put(2, at["进展说明"], words)
                book.save(path + words[0])
                with open(path + words[0], "rb") as file:
                    sheets.append(file.read())
        self.assertTrue(self.ask(self.reporter, "POST", "/sheets/apply?name=a.xlsx", sheets[0])["written"])
        plan = self.ask(self.reporter, "POST", "/sheets/preview?name=b.xlsx", sheets[1])
        self.assertTrue(plan["exported"])
        self.assertEqual((plan["conflicts"], plan["lines"][0]["kind"], plan["lines"][0]["row"]), (1, "conflict", 2))
        self.assertFalse(self.ask(self.reporter, "POST", "/sheets/apply?name=b.xlsx", sheets[1])["written"], "nobody has decided")
        self.assertEqual(self.ask(self.reporter, "POST", "/sheets/preview?name=b.xlsx&theirs=2", sheets[1])["commands"], 0)
        self.assertTrue(self.ask(self.reporter, "POST", "/sheets/apply?name=b.xlsx&mine=2", sheets[1])["written"])
        table = self.ask(self.reporter, "GET", "/sheets/export?form=progress&format=csv").decode("utf-8-sig")
        self.assertIn("'=HYPERLINK(1)乙后交", table, "a formula in a text is neutralised")

    def test_an_export_holds_the_own_rows_only(self):
        own = self.ask(self.reporter, "GET", "/sheets/export?form=commitments&format=csv").decode("utf-8-sig")
        self.assertIn("own在办", own)
        self.assertNotIn("foreign在办", own)
        self.ask(self.reporter, "GET", "/sheets/export?form=commitments&body=3", expected=403)
        self.ask(self.reporter, "GET", "/sheets/export?form=nothing", expected=400)

    def test_files_that_are_no_tables_are_named(self):
        for content, words in ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"), (b"<html><table></table></html>", "网页"), (b"PK\x03\x04", "压缩包")):
            self.refused(self.editor, "/sheets/preview?name=a.xlsx", content, 400, words)
        status, answer = self.editor.ask("POST", "/sheets/preview?name=a.xlsx", {"x": 1})
        self.assertEqual((status, "octet-stream" in answer["reason"]), (400, True))
        self.refused(self.editor, "/sheets/preview?name=", b"a,b\n1,2\n", 400, "文件名")

    def test_bombs_and_great_sheets_are_refused_and_the_server_lives(self):
        bomb = book(HEAD + " " * 400_000_000 + "</sheetData></worksheet>")
        status, answer = self.editor.ask("POST", "/sheets/preview?name=bomb.xlsx", bomb)
        self.assertIn(status, (400, 413), answer)
        entities = book('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + HEAD.split("?>", 1)[1] + "</sheetData></worksheet>")
        self.assertEqual(self.editor.ask("POST", "/sheets/preview?name=entity.xlsx", entities)[0], 400)
        rows = "".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>甲{n}</t></is></c><c r="B{n}" t="inlineStr"><is><t>乙</t></is></c></row>' for n in range(1, 600_001))
        status, answer = self.editor.ask("POST", "/sheets/preview?name=great.xlsx", book(HEAD + rows + "</sheetData></worksheet>"))
        self.assertEqual(status, 413, answer)
        status, answer = self.editor.ask("POST", "/sheets/preview?name=large.xlsx", b"PK" + b"\0" * (17 << 20))
        self.assertEqual(status, 413, answer)
        self.assertIn("16 MB", answer["reason"])
        self.ask(self.editor, "GET", "/session")

    def test_four_tables_are_read_at_once_and_a_fifth_is_told_to_come_back(self):
        slow = book(HEAD + '<row><c t="inlineStr"><is><t>甲</t></is></c><c t="inlineStr"><is><t>乙</t></is></c></row>' * 450_000 + "</sheetData></worksheet>")
        self.assertLess(len(slow), 1 << 20, "no large body: it is the reading that is counted")
        alone, told = self.editor.ask("POST", "/sheets/preview?name=0.xlsx&form=bodies", slow)
        self.assertNotIn(alone, (409, 413), told)
        start, answers = threading.Barrier(9), []

        def send(number):
            start.wait()
            answers.append(self.editor.ask("POST", f"/sheets/preview?name={number}.xlsx&form=bodies", slow))
        threads = [threading.Thread(target=send, args=(number,)) for number in range(9)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        refused = [answer for status, answer in answers if status == 409]
        self.assertTrue(1 <= len(refused) <= 5, [status for status, _ in answers])
        for status, answer in answers:
            self.assertIn(status, (409, alone), answer)
        for answer in refused:
            self.assertIn("同时在读的表太多", answer["reason"])
            self.assertIn("请稍后再传", answer["reason"])
        self.ask(self.editor, "POST", "/sheets/preview?name=a.csv&form=bodies", BODIES.encode())

    def test_a_large_upload_without_a_session_is_told_so(self):
        for client, status, words in ((Client(self.town.host), 401, "尚未登录"), (self.stale(), 403, "校验码")):
            self.refused(client, "/evidence?name=a.jpg", b"\xff\xd8" + b"\0" * (2 << 20), status, words)

    def stale(self):
        """The page of an earlier session: the cookie of today, the check of yesterday."""
        client = Client(self.town.host)
        client.headers = {**self.reporter.headers, "X-Luoshi-Csrf": "old"}
        return client

    def test_evidence_is_told_by_its_bytes_kept_and_handed_out_without_its_place(self):
        kept = self.ask(self.reporter, "POST", "/evidence?name=" + "a.jpg", photo("2026:01:20 10:00:00", 30.5, 114.3))
        self.hold("EvidenceFile", kept)
        self.assertEqual((kept["kind"], kept["located"], kept["taken"][:10]), ("photo", True, "2026-01-20"))
        self.refused(self.reporter, "/evidence?name=a.pdf", photo(), 400, "名字说是PDF")
        self.refused(self.reporter, "/evidence?name=a.exe", b"MZ" + b"\0" * 100, 400, "不是 JPEG")
        self.refused(self.reporter, "/evidence?name=a.jpg", b"\xff\xd8\xff" + b"\0" * 50, 400, "a.jpg")
        number = self.town.must(self.reporter, "file_report", {**self.town.reporting("own"), "until": "2026-02-28", "evidence": [kept["evidence"]]})
        self.assertTrue(number)
        _, page = self.reporter.ask("GET", f"/commitments/{self.town.commitment['own']}")
        report = max(row["id"] for row in page["reports"])
        self.assertEqual(next(row for row in page["reports"] if row["id"] == report)["evidence"], 1)
        listed = self.ask(self.reporter, "GET", f"/reports/{report}/evidence")
        self.hold("ReportEvidence", listed)
        self.assertTrue(any("上一期已报到 2026-01-31" in doubt for doubt in listed["items"][0]["doubts"]), listed)
        self.assertTrue(all(doubt.endswith("？") for doubt in listed["items"][0]["doubts"]), "it asks")
        file = self.ask(self.reporter, "GET", f"/reports/{report}/evidence/file?number=1")
        self.assertTrue(file.startswith(b"\xff\xd8"))
        self.assertNotIn(b"2026:01:20", file)
        self.assertNotIn(b"Exif\0\0II", file.replace(b"Exif\0\0MM", b""))
        self.ask(self.town.clients["报告foreign"], "GET", f"/reports/{report}/evidence/file?number=1", expected=404)
        self.ask(self.reporter, "GET", f"/reports/{report}/evidence/file?number=2", expected=404)

    def test_the_same_file_twice_and_a_far_place_are_asked_about(self):
        first = self.ask(self.reporter, "POST", "/evidence?name=x.jpg", photo("2026:03:20 10:00:00", 30.5, 114.3))["evidence"]
        far = self.ask(self.reporter, "POST", "/evidence?name=y.jpg", photo("2026:04:20 10:00:00", 31.5, 114.3))["evidence"]
        for until, evidence in (("2026-03-31", first), ("2026-04-30", first), ("2026-05-31", far)):
            self.town.must(self.reporter, "file_report", {**self.town.reporting("own"), "until": until, "evidence": [evidence]})
        _, page = self.reporter.ask("GET", f"/commitments/{self.town.commitment['own']}")
        by_day = {row["until"]: row["id"] for row in page["reports"]}
        twice = self.ask(self.reporter, "GET", f"/reports/{by_day['2026-04-30']}/evidence")["items"][0]["doubts"]
        self.assertTrue(any(f"与 R-{by_day['2026-03-31']} 所附是同一个文件" in doubt for doubt in twice), twice)
        away = self.ask(self.reporter, "GET", f"/reports/{by_day['2026-05-31']}/evidence")["items"][0]["doubts"]
        self.assertTrue(any(re.search(r"相距 11\d\.\d 公里", doubt) for doubt in away), away)

    def test_a_photo_of_100_mb_is_refused_with_its_reason_before_it_is_taken_in(self):
        host, port = self.town.host.split(":")
        with socket.create_connection((host, int(port)), timeout=30) as line:
            head = {**self.reporter.headers, "Host": self.town.host, "Content-Type": "application/octet-stream", "Content-Length": str(100 << 20)}
            line.sendall(b"POST /api/v1/evidence?name=a.jpg HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in head.items()).encode() + b"\r\n" + photo())
            answer = line.recv(65536).decode()
        self.assertIn(" 413 ", answer.splitlines()[0])
        self.assertIn("20 MB", answer)

    def test_evidence_that_was_never_uploaded_is_refused(self):
        for digest in ("0" * 64, self.town.rules):
            status, answer = self.town.command(self.reporter, "file_report", {**self.town.reporting("own"), "evidence": [digest]})
            self.assertEqual(status, 404, answer)
            self.assertIn("没有上传过", answer["reason"])

    def test_burden_counts_each_question_once_and_a_form_asks_nothing_twice(self):
        before = self.ask(self.editor, "GET", "/burden")
        self.hold("Burden", before)
        own = next(line for line in before["lines"] if line["body"] == 2)
        standard = before["standard"]
        self.assertEqual(own["seconds"], own["items"] * standard["progress_s"] + own["assets"] * standard["asset_s"] +
                         own["surveyed"] * standard["survey_s"] + own["questions"] * standard["question_s"])
        form = {"title": "长度核对", "body": 1, "asked": 2, "indicator": "整治长度", "unit": "公里", "from": "2026-01-01", "until": "2026-03-31",
                "numbers": [self.town.commitment["own"]], "due": before["month"] + "-28"}
        form["due"] = max(form["due"], self.ask(self.editor, "GET", "/session")["as_of"])
        self.town.must(self.editor, "open_survey", form)
        status, answer = self.town.command(self.editor, "open_survey", {**form, "title": "又一张"})
        self.assertEqual(status, 409, answer)
        self.assertIn("已问过", answer["reason"])
        self.assertEqual(self.ask(self.editor, "GET", "/burden")["seconds"], before["seconds"], "a form that was not sent asks nobody")
        self.ask(self.editor, "GET", "/burden?month=2026-13", expected=400)
        # A reader of the bureau sees its own line, not its neighbours'.
        self.assertEqual([line["body"] for line in self.ask(self.reporter, "GET", "/burden")["lines"]], [2])

    def test_a_spot_check_is_drawn_as_anybody_can_repeat(self):
        checker = self.town.clients["checker-top"]
        lots = self.ask(checker, "POST", "/spot-lists", {"from": "2020-01-01", "until": "2026-01-31"})
        self.hold("SpotList", lots)
        status, answer = self.town.command(checker, "open_spot_check", {"title": "抽查", "body": 1, "list": lots["list"], "size": lots["size"] + 1, "count": 1,
                                                                      "seed_rule": "明日开奖号码", "due": "2999-07-10"})
        self.assertEqual(status, 400, answer)
        version = self.town.must(checker, "open_spot_check", {"title": "一月抽查", "body": 1, "list": lots["list"], "size": lots["size"], "count": 2,
                                                             "seed_rule": "明日开奖号码", "due": "2999-07-10"})
        _, page = checker.ask("GET", "/things?kind=spot_check&sort=newest")
        number = page["items"][0]["number"] if "number" in page["items"][0] else page["items"][0]["id"]
        self.town.must(checker, "spot_check.draw", {"thing": number, "name": "3 0 7", "reason": "日报第4版"}, version)
        full = self.ask(checker, "GET", f"/spot-checks/{number}")
        self.hold("SpotCheckFull", full)
        self.assertEqual(len(full["drawn"]), 2)
        with tempfile.TemporaryDirectory() as place:
            path = os.path.join(place, "list.txt")
            printed = self.town.run("spot", "list", "--db", self.town.db, "--from", "2020-01-01", "--until", "2026-01-31", "--out", path)
            self.assertEqual(printed.split()[0], lots["list"], "the frozen list comes out the same")
            drawn = self.town.run("spot", "draw", "--list", path, "--seed", "3 0 7", "--count", "2").splitlines()[1:]
        self.assertEqual([line.split("  ", 1) for line in drawn], [[str(each["line"]), each["text"]] for each in full["drawn"]])


if __name__ == "__main__":
    unittest.main(verbosity=2)
