"""Bad input through the real program: each is refused as *problem (why) what to do* or taken in whole, and nothing is lost.

Label scenario. Needs the program luoshi in LUOSHI_BIN; LUOSHI_LONG=1 tries a gigabyte of zeros instead of 64 MB.
"""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

LUOSHI = os.path.join(os.environ.get("LUOSHI_BIN", "build/dev/bin"), "luoshi")
LONG = os.environ.get("LUOSHI_LONG") == "1"
OK, ANSWER_IS_NO, BAD_INPUT, WORLD_FAILED = 0, 1, 2, 3
ONE_LINE = re.compile(r"^luoshi: .+ \(.+\).*; .+$", re.M)
TITLE = "云溪市召开河涌整治推进会"
PAPER = f"""{TITLE}
2026年3月5日，云溪市召开河涌整治推进会，市长主持会议。
会议强调，要坚持问题导向，压实各级责任。市水务局要在今年12月底前完成河涌整治20条以上，新建污水管网35公里。
会议要求，各镇街要加快推进雨污分流改造，尽快补齐管网短板。市生态环境局要加强断面水质监测，每月通报一次结果。
"""


class Program(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.db = os.path.join(self.folder, "x.db")

    def file(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def luoshi(self, *arguments, given=b""):
        done = subprocess.run([LUOSHI, *arguments], input=given, capture_output=True, timeout=280)
        self.assertIn(done.returncode, (OK, ANSWER_IS_NO, BAD_INPUT, WORLD_FAILED), done.stderr.decode(errors="replace"))
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def take_in(self, *paths):
        return self.luoshi("import", "--db", self.db, *paths)

    def taken_in(self, *paths):
        code, out, err = self.take_in(*paths)
        self.assertEqual((OK, ""), (code, err))
        return out

    def refused(self, code, *arguments, saying=""):
        got, out, err = self.luoshi(*arguments)
        self.assertEqual(code, got, out + err)
        self.assertRegex(err, ONE_LINE)
        self.assertIn(saying, err)

    def head(self):
        return json.loads(self.status("--json"))["head"]

    def status(self, *more):
        code, out, err = self.luoshi("status", "--db", self.db, *more)
        self.assertEqual((OK, ""), (code, err))
        return out


class Papers(Program):
    def test_a_good_paper_is_taken_in(self):
        self.taken_in(self.file("a.txt", PAPER))
        self.assertIn("20", self.status())

    def test_an_empty_file_is_refused_and_the_others_are_taken_in(self):
        good, empty = self.file("good.txt", PAPER), self.file("empty.txt", b"")
        self.refused(BAD_INPUT, "import", "--db", self.db, empty, good, saying="empty.txt")
        self.assertIn(TITLE, self.status())

    def test_binary_bytes_are_refused(self):
        code, out, err = self.take_in(self.file("binary.txt", bytes(range(256)) * 400))
        self.assertEqual(BAD_INPUT, code, out + err)
        self.assertIn("binary.txt", out + err)

    def test_nul_bytes_are_refused(self):
        paper = self.file("nul.txt", PAPER.encode() + b"\0" * 5000 + PAPER.encode())
        code, _, err = self.take_in(paper)
        if code != OK:
            self.assertEqual(BAD_INPUT, code)
            self.assertRegex(err, ONE_LINE)
        else:
            self.assertNotIn("\0", self.status("--json"))

    def test_a_paper_cut_anywhere_is_taken_in_as_far_as_it_goes(self):
        whole = PAPER.encode()
        for cut in (len(whole) - 1, len(whole) - 2, len(whole) // 2, len(whole) // 2 + 1):
            with self.subTest(cut=cut):
                self.taken_in(self.file(f"cut{cut}.txt", whole[:cut]))
        self.assertIn(TITLE, self.status())

    def test_a_paper_in_gb18030_or_utf16_is_read_as_what_it_says(self):
        for encoding in ("gb18030", "utf-16"):
            with self.subTest(encoding=encoding):
                self.db = os.path.join(self.folder, encoding + ".db")
                self.taken_in(self.file(encoding + ".txt", PAPER.encode(encoding)))
                self.assertIn(TITLE, self.status())

    def test_a_file_of_zeros_is_refused_without_eating_the_machine(self):
        size = 1_000_000_000 if LONG else 64_000_000
        path = os.path.join(self.folder, "zeros.txt")
        with open(path, "wb") as file:
            file.truncate(size)
        self.refused(BAD_INPUT, "import", "--db", self.db, path, saying="zeros.txt")

    def test_the_same_paper_twice_is_recognised(self):
        path = self.file("a.txt", PAPER)
        self.taken_in(path)
        before = self.head()
        self.taken_in(path, self.file("copy.txt", PAPER))
        self.assertEqual(before, self.head())

    def test_a_missing_file_and_a_folder_in_its_place(self):
        self.refused(BAD_INPUT, "import", "--db", self.db, os.path.join(self.folder, "none.txt"), saying="none.txt")
        self.refused(BAD_INPUT, "intake", "--json", self.folder)

    def test_a_day_that_does_not_exist_becomes_no_date(self):
        code, out, err = self.luoshi("intake", "--json", self.file("a.txt", PAPER.replace("今年12月底前", "2月30日前")))
        self.assertEqual((OK, ""), (code, err))
        for statement in json.loads(out)["statements"]:
            self.assertNotIn("02-30", json.dumps(statement.get("deadline")))


class Databases(Program):
    def test_a_database_that_is_none_is_refused_and_left_alone(self):
        self.file("x.db", "this is a letter\n" * 100)
        self.refused(WORLD_FAILED, "status", "--db", self.db)
        code, _, err = self.take_in(self.file("a.txt", PAPER))
        self.assertNotEqual(OK, code)
        self.assertRegex(err, ONE_LINE)
        with open(self.db, "rb") as file:
            self.assertTrue(file.read().startswith(b"this is a letter"))

    def test_a_missing_database_is_no_empty_city(self):
        code, out, err = self.luoshi("status", "--db", self.db)
        self.assertNotEqual(OK, code, out)
        self.assertRegex(err, ONE_LINE)
        self.assertFalse(os.path.exists(self.db))

    def test_a_database_of_a_newer_version_is_refused_and_left_alone(self):
        self.taken_in(self.file("a.txt", PAPER))
        connection = sqlite3.connect(self.db)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.commit()
        connection.close()
        code, _, err = self.luoshi("status", "--db", self.db)
        self.assertNotEqual(OK, code)
        self.assertRegex(err, ONE_LINE)
        self.assertIn(str(version + 1), err)
        connection = sqlite3.connect(self.db)
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()
        connection.close()
        self.assertIn(TITLE, self.status())

    def test_a_second_writer_is_refused_and_the_first_goes_on(self):
        self.taken_in(self.file("a.txt", PAPER))
        first = self.first_writer()
        refusal = ""
        for attempt in range(200):          # until the first holds the database; it then waits for its commands
            code, _, err = self.take_in(self.file("b.txt", PAPER.replace("20条", f"{30 + attempt}条")))
            if code != OK and first.poll() is None:
                refusal = err
                break
            if first.poll() is not None:    # it came second itself
                first = self.first_writer()
        self.assertRegex(refusal, ONE_LINE)
        out, _ = first.communicate(b"{}\n", timeout=60)
        self.assertIn(b"bad_input", out)     # the first went on and answered its command
        self.taken_in(self.file("b.txt", PAPER.replace("20条", "22条")))

    def first_writer(self):
        writer = subprocess.Popen([LUOSHI, "do", "--db", self.db], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE)
        self.addCleanup(writer.kill)
        self.addCleanup(writer.communicate)
        return writer


class Arguments(Program):
    def test_days_that_do_not_exist_and_events_that_are_not_there(self):
        self.taken_in(self.file("a.txt", PAPER))
        for wrong in ("2026-02-30", "0", "-1", "999999", "yesterday"):
            with self.subTest(wrong=wrong):
                self.refused(BAD_INPUT, "status", "--db", self.db, "--as-of=" + wrong)

    def test_unknown_commands_and_options(self):
        for arguments in ((), ("statsu",), ("status", "--db", self.db, "--frobnicate"), ("import", "--db", self.db)):
            with self.subTest(arguments=arguments):
                self.assertEqual(BAD_INPUT, self.luoshi(*arguments)[0])

    def test_commands_that_are_no_commands_change_nothing(self):
        self.taken_in(self.file("a.txt", PAPER))
        before = self.head()
        long_name = json.dumps({"command": "x" * 100_000})
        for line in ("{", "[]", "{}", '{"command":"fly"}', '{"a":1,"a":2}', "9" * 400, "[" * 5000, long_name, "\ufeff{}"):
            with self.subTest(line=line[:30]):
                code, out, _ = self.luoshi("do", "--db", self.db, given=line.encode() + b"\n")
                self.assertEqual(BAD_INPUT, code, out)
        self.assertEqual(before, self.head())


if __name__ == "__main__":
    unittest.main()
