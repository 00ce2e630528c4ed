"""What a careful reader must see in the five papers the project started from, read by the real program (label scenario).

The papers lie in the shared folder beside the checkout; without it every test here is skipped.
"""
import glob
import json
import os
import subprocess
import tempfile
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
        self.assertLessEqual(set(self.figures("000")), {("=", 2, "家")})     # two steel works, and nothing invented

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


    def test_001_names_no_place(self):
        self.assertIsNone(self.readings["001"]["place"])

    def test_what_is_vague_or_collective_is_asked(self):
        vague = asked = 0
        for number in self.readings:
            for statement in self.statements(number, "requirement"):
                labels = {question["label"] for question in statement["questions"]}
                if statement["deadline_text"] in ("尽快", "早日", "抓紧"):
                    vague += 1
                    self.assertIn("时限", labels, statement["quote"])
                if statement["actor"] in ("各级各部门", "各有关部门") and "责任" in labels:
                    asked += 1
        self.assertGreaterEqual(vague, 3)
        self.assertGreaterEqual(asked, 3)

    def test_004_asks_from_when_a_cut_and_a_total_count(self):
        labels = [question["label"] for statement in self.statements("004", "result") + self.statements("004", "finding")
                  for question in statement["questions"]]
        self.assertIn("基数", labels)


@unittest.skipUnless(os.path.isdir(SEEDS), "the shared folder with the five papers is absent (LUOSHI_SHARED)")
class FivePlaces(unittest.TestCase):
    """The five papers taken into one database: five places, side by side, nothing added and nothing lit."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            database = os.path.join(folder, "x.db")
            papers = sorted(glob.glob(os.path.join(SEEDS, "*.txt")))
            subprocess.run([LUOSHI, "import", "--db", database, *papers], capture_output=True, check=True)
            done = subprocess.run([LUOSHI, "status", "--db", database, "--json"], capture_output=True, check=True)
            cls.status = json.loads(done.stdout)

    def lines(self):
        return [line for place in self.status["places"] for line in place["lines"]]

    def test_there_are_five_places_with_one_paper_each(self):
        self.assertEqual([1] * 5, [len(place["documents"]) for place in self.status["places"]])
        self.assertEqual(1, sum("待问清" in place["place"] for place in self.status["places"]), "one names no place")

    def test_every_line_has_its_sentence_and_its_event(self):
        self.assertGreater(len(self.lines()), 40)
        for line in self.lines():
            self.assertTrue(line["sentence"])
            self.assertTrue(all(1 <= event <= self.status["events"] for event in line["events"]) and line["events"])

    def test_nothing_is_lit_before_somebody_reports(self):
        for line in self.lines():
            self.assertEqual(("unknown", "cannot_say", None),
                             (line["kept"]["light"], line["kept"]["verdict"], line["kept"]["probability"]))
            self.assertNotEqual("yes", line["enough"]["answer"])

    def test_nothing_is_judged_where_no_model_was_adopted(self):
        self.assertEqual([], self.status["sections"])
        for line in self.lines():
            for number in ("probability", "low", "high", "met", "section"):
                self.assertIsNone(line["enough"][number], line)

    def test_past_its_date_without_report_is_unknown_and_says_so(self):
        past = [line for line in self.lines() if "时限已过" in line["kept"]["reason"]]
        self.assertTrue(past)
        self.assertTrue(all(line["kept"]["light"] == "unknown" for line in past))

    def test_questions_stand_beside_the_lines(self):
        self.assertGreater(sum(len(line["questions"]) for line in self.lines()), 30)

    def test_no_chance_is_drawn_and_every_line_says_why(self):
        for line in self.lines():
            self.assertEqual((None, None, None), tuple(line["kept"][key] for key in ("probability", "low", "high")))
            self.assertTrue(line["kept"]["reason"], line["sentence"])
        # What asks nothing promises nothing that can be counted: exhortations.
        silent = [line for line in self.lines() if not line["questions"]]
        self.assertLess(len(silent), len(self.lines()) / 2)
        for line in silent:
            self.assertEqual([], line["promised"]["figures"], line["sentence"])

    def test_coverage_counts_forward_statements_and_joins_below_each_share(self):
        for place in self.status["places"]:
            coverage = place["coverage"]
            self.assertEqual(len(place["lines"]), coverage["forward"])
            for share in ("lead", "figure", "date", "evidence"):
                self.assertLessEqual(coverage["all"], coverage[share])
                self.assertLessEqual(coverage[share], coverage["forward"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
