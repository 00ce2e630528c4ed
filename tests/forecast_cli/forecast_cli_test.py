"""`luoshi forecast` as a person and a script meet it: answers, exit codes, refusals (label api)."""
import datetime
import json
import os
import random
import subprocess
import tempfile
import unittest

LUOSHI = os.path.join(os.environ.get("LUOSHI_BIN", "build/dev/bin"), "luoshi")
PROJECTS = os.path.join(os.environ.get("LUOSHI_SHARED", ""), "data", "plan", "projects")
COLUMNS = """project = "name"
class = "kind"
as_of = "said"
planned_end = "due"
actual_end = "done"
"""


def luoshi(*words):
    return subprocess.run([LUOSHI, "forecast", *words], capture_output=True, text=True, timeout=300)


def write_table(folder, seed=7):
    """Work of two kinds, one of which slips, reported every half year until it is done."""
    draw, first = random.Random(seed), datetime.date(2010, 1, 1)
    day = lambda number: (first + datetime.timedelta(days=int(number))).isoformat()
    rows = ["name,kind,said,due,done"]
    for k in range(150):
        start, length = draw.randrange(0, 2500), draw.randrange(200, 700)
        finish = start + length + (draw.randrange(20, 400) if draw.random() < (0.8 if k % 2 else 0.2) else 0)
        for said in range(start, 4000, 180):
            done = finish <= said
            rows.append(f"w{k},{'late' if k % 2 else 'calm'},{day(said)},{day(start + length)},{day(finish) if done else ''}")
            if done:
                break
    table, columns = os.path.join(folder, "t.csv"), os.path.join(folder, "t.toml")
    for path, text in ((table, "\n".join(rows) + "\n"), (columns, COLUMNS)):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    return table, columns


class Backtest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.table, self.columns = write_table(self.folder.name)

    def test_a_table_with_its_columns_file_is_scored(self):
        done = luoshi("backtest", "--table", self.table, "--columns", self.columns, "--split", "2015-01-01", "--json")
        self.assertEqual(0, done.returncode, done.stderr)
        (answer,) = json.loads(done.stdout)
        self.assertEqual(["2015-01-01"], answer["splits"])
        brier = answer["all"]["brier"]
        self.assertAlmostEqual(brier["score"], brier["reliability"] - brier["resolution"] + brier["uncertainty"], 12)
        self.assertEqual(answer["all"]["cases"], sum(answer["all"]["pit"]["histogram"]))

    def test_rows_after_the_split_change_no_forecast(self):
        asked = ["backtest", "--table", self.table, "--columns", self.columns, "--split", "2015-01-01", "--forecasts", "--json"]
        honest = json.loads(luoshi(*asked).stdout)[0]
        with open(self.table, encoding="utf-8") as file:
            head, *rows = file.read().splitlines()
        for k, row in enumerate(rows):
            name, kind, said, due, done = row.split(",")
            if said > "2015-01-01":
                rows[k] = ",".join([name, "poison", said, "2099-12-31", "" if not done else said])
        rows += ["zz,new,2016-01-01,2017-01-01,", "zz,new,2016-13-01,soon,never"]
        with open(self.table, "w", encoding="utf-8") as file:
            file.write("\n".join([head, *rows]) + "\n")
        poisoned = json.loads(luoshi(*asked).stdout)[0]
        self.assertGreater(len(honest["forecasts"]), 20)
        self.assertEqual(honest["forecasts"], poisoned["forecasts"])
        self.assertNotEqual(honest["all"], poisoned["all"], "the poison must be strong enough to show in the score")

    def test_a_folder_takes_every_table_with_a_columns_file_and_says_the_same_twice(self):
        once, again = (luoshi("backtest", "--data", self.folder.name, "--json") for _ in range(2))
        self.assertEqual(0, once.returncode, once.stderr)
        self.assertEqual(once.stdout, again.stdout)
        self.assertIn("全部", luoshi("backtest", "--data", self.folder.name).stdout)

    def test_bad_input_says_what_to_do(self):
        for words in ([], ["--table", self.table], ["--data", self.folder.name, "--table", self.table, "--columns", self.columns],
                      ["--data", os.path.join(self.folder.name, "none")], ["--data", self.folder.name, "--split", "2015"],
                      ["--data", self.folder.name, "--split", "1990-01-01"],
                      ["--table", self.columns, "--columns", self.columns]):
            done = luoshi("backtest", *words)
            self.assertEqual(2, done.returncode, words)
            self.assertTrue(done.stderr.startswith("luoshi: "), done.stderr)

    @unittest.skipUnless(os.path.isdir(PROJECTS), "the shared folder beside the checkout is absent")
    def test_the_three_public_tables_keep_the_bars_they_kept(self):
        done = luoshi("backtest", "--data", PROJECTS, "--json")
        self.assertEqual(0, done.returncode, done.stderr)
        missed = {(answer["table"].split("_")[1], bar["bar"]) for answer in json.loads(done.stdout)
                  for bar in answer["bars"] if not bar["met"]}
        # Written down with their causes in docs/methods/forecast.md; a new miss fails here.
        self.assertLessEqual(missed, {("gmpp", "brier_skill"), ("school", "pit_uniform_p"), ("capital", "pit_uniform_p")})


class Network(unittest.TestCase):
    def test_a_plan_is_answered_alike_on_any_number_of_threads(self):
        with tempfile.TemporaryDirectory() as folder:
            plan = os.path.join(folder, "plan.csv")
            with open(plan, "w", encoding="utf-8") as file:
                file.write("id,name,days,after,body,risk_chance,risk_days\nA,征地,60,,国土,0.3,45\nB,设计,40,,设计院,,\n"
                           "C,管网施工,120,A;B+5,水务,0.2,30\nE,验收,20,C,水务,,\n")
            asked = ["network", plan, "--start", "2026-01-01", "--by", "2026-08-31"]
            once = luoshi(*asked, "--json")
            self.assertEqual(once.stdout, luoshi(*asked, "--threads", "3", "--json").stdout)
            answer = json.loads(once.stdout)
            self.assertEqual(1 if answer["chance"] < 0.8 else 0, once.returncode, once.stderr)
            self.assertEqual("管网施工", answer["drivers"][0]["name"])
            self.assertIn("影响最大", luoshi(*asked).stdout)
            self.assertIsNone(answer["lattice"])
            asked += ["--draws", "3000"]
            drawn = json.loads(luoshi(*asked, "--lattice", "--json").stdout)
            self.assertEqual(4096, drawn["draws"], "raised to a power of two")
            self.assertEqual(4, drawn["lattice"]["tasks"])
            self.assertEqual(luoshi(*asked, "--lattice").stdout, luoshi(*asked, "--lattice", "--threads", "2").stdout)
            self.assertIn("格点抽样：4 项任务", luoshi(*asked, "--lattice").stdout)
            sure = json.loads(luoshi(*asked[:-2], "--draws", "1000000", "--json").stdout)["chance"]
            self.assertLess(abs(drawn["chance"] - sure), 4 * drawn["lattice"]["error"] + 0.002)
            for words in (["--by", "2026-08-31"], ["--spread", "many"], ["--start", "soon"]):
                self.assertEqual(2, luoshi("network", plan, *words).returncode, words)
            with open(plan, "w", encoding="utf-8") as file:
                file.write("id,days,after\nA,1,B\nB,1,A\n")
            done = luoshi("network", plan)
            self.assertEqual(2, done.returncode)
            self.assertIn("circle (A → B → A)", done.stderr)

    @unittest.skipUnless(os.path.isdir(PROJECTS), "the shared folder beside the checkout is absent")
    def test_every_psplib_plan_is_read_and_sure_durations_give_its_critical_path(self):
        folder = os.path.join(os.path.dirname(PROJECTS), "psplib", "j30")
        for name in sorted(os.listdir(folder))[:12]:
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as file:
                lines = [line.split() for line in file]
            at = next(k for k, words in enumerate(lines) if words[:2] == ["PRECEDENCE", "RELATIONS:"])
            follows = {int(w[0]): [int(x) for x in w[3:]] for w in lines[at + 2:at + 34]}
            at = next(k for k, words in enumerate(lines) if words[:1] == ["REQUESTS/DURATIONS:"])
            days = {int(w[0]): int(w[2]) for w in lines[at + 3:at + 35]}
            longest = {}
            for job in sorted(follows, reverse=True):
                longest[job] = days[job] + max((longest[each] for each in follows[job]), default=0)
            answer = json.loads(luoshi("network", path, "--spread", "0", "--draws", "64", "--json").stdout)
            self.assertAlmostEqual(longest[1], answer["done_by"][1]["day"], 3, name)


class Count(unittest.TestCase):
    def test_a_count_out_of_a_stated_total_has_a_chance_and_without_one_a_reason(self):
        asked = ["count", "281:214:10116", "--done", "214", "--wanted", "260", "--months", "12"]
        done = luoshi(*asked)
        self.assertEqual(1, done.returncode)
        self.assertIn("总量没有人说明", done.stdout)
        answer = json.loads(luoshi(*asked, "--total", "495", "--json").stdout)
        self.assertTrue(0.5 < answer["chance"] < 1, answer)
        winter = json.loads(luoshi(*asked, "--total", "495", "--season", "1,0.2,0.2,1", "--json").stdout)
        self.assertLess(winter["chance"], answer["chance"])
        with tempfile.TemporaryDirectory() as folder:
            seasons = os.path.join(folder, "seasons.toml")
            with open(seasons, "w", encoding="utf-8") as file:
                file.write('[[season]]\nwork = "river"\nspeed = [0.2, 0.2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.2]\nsource = "示例"\n')
            ahead = lambda day: json.loads(luoshi("count", "281:214:10116", "--done", "214", "--wanted", "230", "--months", "4", "--total", "495",
                                                  "--seasons", seasons, "--work", "river", "--from", day, "--json").stdout)["chance"]
            self.assertLess(ahead("2026-11-30"), ahead("2026-03-31"), "winter ahead, summer ahead")
            for words in (["--seasons", seasons], ["--seasons", seasons, "--work", "pipe", "--from", "2026-01-01"],
                          ["--season", "1", "--seasons", seasons, "--work", "river", "--from", "2026-01-01"]):
                self.assertEqual(2, luoshi(*asked, "--total", "495", *words).returncode, words)
        for words in (["281:214"], ["a:b:c"]):
            self.assertEqual(2, luoshi("count", *words, "--wanted", "1", "--months", "1").returncode, words)


class Verify(unittest.TestCase):
    @unittest.skipUnless(os.path.isdir(PROJECTS), "the shared folder beside the checkout is absent")
    def test_every_case_with_a_known_answer_is_met_at_a_million_draws(self):
        done = luoshi("verify", "--data", os.path.dirname(PROJECTS), "--threads", "2", "--json")
        self.assertEqual(0, done.returncode, done.stdout)
        cases = json.loads(done.stdout)["cases"]
        self.assertEqual(37, sum(1 for case in cases if case["how"] != "lattice"))
        self.assertEqual(["P2"], [case["case"] for case in cases if case["how"] == "left out"])
        self.assertEqual(6, sum(1 for case in cases if case["how"] == "lattice"), "S4 and S8 with 7.6 times fewer draws")
        self.assertGreaterEqual(sum(1 for case in cases if case["how"] == "draws"), 24)

    def test_a_wrong_answer_is_a_miss(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "verification_cases.csv"), "w", encoding="utf-8") as file:
                file.write('case,quantity,value\nT3,">=253 of 281, independent p=0.92 (binomial)",0.904\n')
            done = luoshi("verify", "--data", folder)
            self.assertEqual(1, done.returncode)
            self.assertIn("MISSED", done.stdout)
            self.assertEqual(2, luoshi("verify", "--data", os.path.join(folder, "none")).returncode)


if __name__ == "__main__":
    unittest.main()
