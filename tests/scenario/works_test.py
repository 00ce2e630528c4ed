"""Projects, money and capacity of the sample city through the real program (label scenario). Needs luoshi in LUOSHI_BIN."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

LUOSHI = os.path.join(os.environ.get("LUOSHI_BIN", "build/dev/bin"), "luoshi")
OK, ANSWER_IS_NO = 0, 1


class Works(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.db = os.path.join(cls.folder, "x.db")
        cls.made = cls.run_luoshi("sample", os.path.join(cls.folder, "sample"), "--db", cls.db)[1]
        lines = [json.loads(line) for line in cls.run_luoshi("ledger", "export", "--db", cls.db)[1].splitlines()]
        cls.events = [json.loads(line["entry"]) for line in lines if "entry" in line]

    @classmethod
    def run_luoshi(cls, *arguments, given=""):
        done = subprocess.run([LUOSHI, *arguments], input=given, capture_output=True, text=True, timeout=280)
        if done.returncode not in (OK, ANSWER_IS_NO):
            raise AssertionError(done.stderr)
        return done.returncode, done.stdout, done.stderr

    def bodies(self, kind):
        return [event["body"] for event in self.events if event["type"] == kind]

    def test_the_sample_has_133_projects_of_three_tiers_and_its_money_adds_up(self):
        projects = self.bodies("project_opened")
        tiers = {tier: sum(each["tier"] == tier for each in projects) for tier in ("province", "city", "county")}
        self.assertEqual({"province": 21, "city": 46, "county": 66}, tiers)
        self.assertEqual(68_000_000_000_00, sum(each["total_fen"] for each in projects))
        for each in projects:
            self.assertRegex(each["code"], r"^20\d\d-990100-04-01-\d{6}$")
            for row in each.get("funding", []):
                self.assertLessEqual(row.get("drawn_fen", 0), row.get("allotted_fen", 0))
                self.assertLessEqual(row.get("allotted_fen", 0), row.get("applied_fen", 0))
        drawn = sum(row.get("drawn_fen", 0) for each in projects for row in each.get("funding", []))
        status = self.run_luoshi("status", "--db", self.db)[1]
        found = re.search(r"项目 133 个.*?支出 ([0-9.]+) 元", status)
        self.assertIsNotNone(found, status[-2000:])
        whole, _, part = found.group(1).partition(".")
        self.assertEqual(drawn, int(whole) * 100 + int((part + "00")[:2]))

    def test_status_says_what_a_capacity_ledger_has_left(self):
        status = self.run_luoshi("status", "--db", self.db)[1]
        self.assertRegex(status, r"容量账“谷口断面以上氨氮”：氨氮 容量 .*余量 42kg/d")

    def test_measures_requests_findings_and_closures_are_there(self):
        self.assertEqual(19, len(self.bodies("measure_opened")))
        self.assertGreaterEqual(len(self.bodies("ask_opened")), 38)
        self.assertGreaterEqual(len(self.bodies("problem_opened")), 47)
        self.assertEqual(5, len(self.bodies("closure_opened")))
        self.assertEqual(1, len(self.bodies("ask.accept")), "the request that is never answered holds its sewers up")


if __name__ == "__main__":
    unittest.main()
