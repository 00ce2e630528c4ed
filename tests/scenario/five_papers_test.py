"""What a careful reader must see in the five papers the project started from, read by the real program (label scenario).

The papers lie in the shared folder beside the checkout; without it every test here is skipped.
"""
import glob
import json
import os
import subprocess
import unittest

LUOSHI = os.path.join(os.environ.get("LUOSHI_BIN", "build/dev/bin"), "luoshi")
SEEDS = os.path.join(os.environ.get("LUOSHI_SHARED", "../shared"), "corpus", "seeds")


@unittest.skipUnless(os.path.isdir(SEEDS), "the shared folder with the five papers is absent (LUOSHI_SHARED)")
class FivePapers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bytes, cls.readings = {}, {}
        for number in ("000", "001", "002", "003", "004"):
            [path] = glob.glob(os.path.join(SEEDS, number + "_*.txt"))
            with open(path, "rb") as file:
                cls.bytes[number] = file.read()
            done = subprocess.run([LUOSHI, "intake", "--json", path], capture_output=True, check=True)
            cls.readings[number] = json.loads(done.stdout)

    def statements(self, number, kind=None):
        return [each for each in self.readings[number]["statements"] if kind in (None, each["kind"])]

    def holding(self, number, words):
        found = [each for each in self.statements(number) if words in each["quote"]]
        self.assertTrue(found, f"no statement of {number} holds {words}")
        return found[0]

    def figures(self, number):
        return [(each["comparator"], each["value"], each["unit"])
                for statement in self.statements(number) for each in statement["quantity"]]

    def test_every_quote_stands_in_the_text_and_comes_from_bytes_of_the_file(self):
        for number, reading in self.readings.items():
            for statement in reading["statements"]:
                self.assertEqual(statement["quote"], reading["text"][statement["start"]:statement["end"]])
                self.assertTrue(statement["source_spans"])
                for begin, end in statement["source_spans"]:
                    self.assertLess(begin, end)
                    self.assertLessEqual(end, len(self.bytes[number]))

    def test_no_damage_is_left_in_any_text(self):
        for number, reading in self.readings.items():
            self.assertNotRegex(reading["text"], r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)|,,|、,", number)
            self.assertTrue(reading["repairs"], number)

    def test_000_has_no_date_two_branches_of_a_condition_and_a_request_upward(self):
        self.assertIsNone(self.readings["000"]["date"])
        start, reserve = self.holding("000", "早日开工"), self.holding("000", "预留通道")
        self.assertIn("已纳入规划", start["condition"])
        self.assertIn("暂未纳入规划", reserve["condition"])
        self.assertEqual(["requirement", "requirement"], [start["kind"], reserve["kind"]])
        self.assertEqual("request", self.holding("000", "市级层面")["kind"])
        self.assertEqual([("=", 2, "家")], self.figures("000"))

    def test_001_is_meeting_15_of_2020_on_a_day_that_was_concluded(self):
        reading = self.readings["001"]
        self.assertEqual((15, "2020-12-24", True), (reading["meeting_number"], reading["date"], reading["date_inferred"]))

    def test_001_has_133_projects_over_68_billion_and_a_claim_without_figure(self):
        self.assertEqual({(">", 680, "亿元"), ("=", 133, "个")}, set(self.figures("001")))
        claim = self.holding("001", "领先年度计划")
        self.assertEqual(("result", []), (claim["kind"], claim["quantity"]))

    def test_002_has_six_numbered_directives_and_no_figure(self):
        self.assertEqual([], self.figures("002"))
        numbers = [each["item_no"] for each in self.statements("002", "requirement") if each["item_no"]]
        self.assertEqual(["一", "二", "三", "四", "五", "六"], sorted(set(numbers), key="一二三四五六".index))

    def test_003_gives_a_day_without_a_year(self):
        self.assertEqual("--07-17", self.readings["003"]["date"])

    def test_004_keeps_every_result_with_its_bound(self):
        for figure in ((">", 1.4, "万亩"), ("near", 110, "家"), (">", 140, "家"), ("near", 650, "亿元"), ("=", 495, "条"),
                       ("=", 214, "条"), ("=", 975, "公里"), ("=", 13, "座"), (">=", 40, "%"), ("=", 200, "名")):
            self.assertIn(figure, self.figures("004"))
        [cut] = [each for statement in self.statements("004") for each in statement["quantity"] if each["unit"] == "%"]
        self.assertTrue(cut["baseline"], "a cut is measured from something")

    def test_004_gives_200_cadres_until_the_end_of_its_year_and_dates_no_slogan(self):
        self.assertEqual("2023-12-31", self.holding("004", "下派")["deadline"])
        for number in self.readings:
            for statement in self.statements(number, "requirement"):
                if statement["deadline_text"] in ("尽快", "早日", "按时"):
                    self.assertIsNone(statement["deadline"], statement["deadline_text"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
