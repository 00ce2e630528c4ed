"""The sample city's own reports played month by month through 2026, its verdicts recorded as they are published, until their dates
have come: the public scorecard then has marks (label scenario).

Everything goes through the program: `luoshi do` files what the sample's tables say was filed, `luoshi verdict record` is called on the day. The
tables end in October; November and December are continued from a seed, at the pace of the months before. Needs the programs luoshi and set_clock
in LUOSHI_BIN. LUOSHI_SCORED_YEAR names a folder in which the city is made and left, to look at its pages.
"""
import csv
import json
import os
import random
import shutil
import subprocess
import tempfile
import unittest
from datetime import date, datetime, timedelta, timezone

BIN = os.environ.get("LUOSHI_BIN", "build/dev/bin")
LUOSHI, CLOCK = os.path.join(BIN, "luoshi"), os.path.join(BIN, "set_clock.so")
BEGINS = date(2025, 12, 31)
MONTHS = [date(2026 + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in range(1, 13)]  # January … December 2026
SEED = 20261231


def table(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


class City:
    def __init__(self, folder):
        self.db, self.sample, self.count = os.path.join(folder, "city.db"), os.path.join(folder, "sample"), 0
        self.day = BEGINS
        self.run("sample", self.sample, "--db", self.db)
        self.registers()
        self.reports()

    def run(self, *arguments, stdin=None, hour=10, expected=(0,)):
        at = datetime(self.day.year, self.day.month, self.day.day, tzinfo=timezone(timedelta(hours=8))) + timedelta(hours=hour)
        done = subprocess.run([LUOSHI, *arguments], capture_output=True, text=True, timeout=300, input=stdin, check=False,
                              env={**os.environ, "LD_PRELOAD": CLOCK, "LUOSHI_TEST_NOW": str(int(at.timestamp()))})
        if done.returncode not in expected:
            raise AssertionError(f"{self.day} {arguments}: {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def entries(self):
        return [json.loads(json.loads(line)["entry"]) for line in self.run("ledger", "export", "--db", self.db).splitlines()[:-1]]

    def registers(self):
        """Who acts in which post, which asset bears which code, which commitment is which line of the table."""
        people, posts, bodies, self.assets = {}, {}, {}, {}
        with open(os.path.join(self.sample, "registers.jsonl"), encoding="utf-8") as file:
            for made in map(json.loads, file):
                for kind, key, numbers in (("register_person", "name", people), ("register_post", "name", posts), ("register_body", "name", bodies),
                                           ("register_asset", "code", self.assets)):
                    if made["type"] == kind:
                        numbers[made["body"][key]] = len(numbers) + 1
        names = {row["岗位编号"]: row["名称"] for row in table(self.sample, "registers/posts.csv")}
        self.actors = {row["岗位编号"]: {"actor": people[row["姓名"]], "post": posts[names[row["岗位编号"]]]} for row in table(self.sample, "registers/holders.csv")}
        name_of_body = {row["单位编号"]: row["名称"] for row in table(self.sample, "registers/bodies.csv")}
        opened = {}
        for entry in self.entries():
            if entry["type"] == "commitment_opened":
                promised = entry["body"]
                figure = promised.get("figure") or {}
                opened[promised.get("lead"), figure.get("value"), figure.get("unit")] = len(opened) + 1, promised.get("assets", [])
        self.commitments, self.named, self.unit = {}, {}, {}
        for row in table(self.sample, "duties/commitments.csv"):
            found = opened.get((bodies.get(name_of_body.get(row["牵头单位编号"])), row["数值"], row["单位"]))
            if found:
                self.commitments[row["编号"]], self.named[row["编号"]] = found
                self.unit[row["编号"]] = row["单位"]

    def reports(self):
        """By month: what was filed, with its check; what is built already."""
        moved, checks = {}, {row["报告编号"]: row for row in table(self.sample, "duties/checks.csv")}
        for row in table(self.sample, "duties/report_moves.csv"):
            moved.setdefault(row["报告编号"], []).append(self.assets[row["对象编号"]])
        self.by_month, self.built, self.last, self.steps, self.posts = {}, set(), {}, {}, {}
        for row in table(self.sample, "duties/reports.csv"):
            if row["承诺编号"] not in self.commitments:
                continue
            self.by_month.setdefault(row["期末"], []).append({"code": row["承诺编号"], "said": row["自报数值"], "post": row["填报岗位编号"],
                                                              "moves": moved.get(row["编号"], []) if row["单位"] == "条" else [], "check": checks.get(row["编号"])})
        for until in sorted(self.by_month):
            for report in self.by_month[until]:
                self.note(report)

    def note(self, report):
        said = float(report["said"])
        if report["code"] in self.last:
            self.steps.setdefault(report["code"], []).append((said - self.last[report["code"]], len(report["moves"])))
        self.last[report["code"]], self.posts[report["code"]] = said, report["post"]
        self.built.update(report["moves"])

    def continued(self, until, dice):
        """A month that the tables do not have: as one of the months before, drawn for each commitment."""
        made = []
        checker = next(report["check"]["核查岗位编号"] for reports in self.by_month.values() for report in reports if report["check"])
        for code in sorted(self.last):
            step, moves = dice.choice(self.steps.get(code, [(0, 0)]))
            left = [asset for asset in self.named[code] if asset not in self.built]
            moves = left[:moves]
            said = self.last[code] + (len(moves) if self.unit[code] == "条" else max(0.0, step))
            report = {"code": code, "said": f"{said:.4f}".rstrip("0").rstrip("."), "post": self.posts[code], "moves": moves,
                      "check": {"核查岗位编号": checker, "结论": "认可", "理由": ""}}
            self.note(report)
            made.append(report)
        self.by_month[until] = made

    def do(self, commands):
        """Carried out one after the other; the number of each one's first event."""
        lines = []
        for command in commands:
            self.count += 1
            lines.append(json.dumps({"id": f"scored-{self.count}", **command}, ensure_ascii=False))
        return [json.loads(line) for line in self.run("do", "--db", self.db, stdin="\n".join(lines) + "\n").splitlines()]

    def month(self, until):
        """All of a month's reports, filed and checked on the eighth of the next."""
        self.day = until + timedelta(days=8)
        filing, checks = [], []
        for report in self.by_month[until.isoformat()]:
            unit = self.unit[report["code"]]
            filing.append({"type": "file_report", **self.actors[report["post"]], "body": {
                "commitment": self.commitments[report["code"]], "until": until.isoformat(),
                "said": {"value": report["said"], "unit": unit, "bound": "=", "basis": "cumulative"},
                "moves": [{"asset": asset, "stage": "built"} for asset in report["moves"]]}})
        filed = sum(1 for entry in self.entries() if entry["type"] == "report_filed")
        for number, (report, done) in enumerate(zip(self.by_month[until.isoformat()], self.do(filing)), filed + 1):
            if report["check"]:
                check = report["check"]
                checks.append({"type": "check_report", **self.actors[check["核查岗位编号"]], "seen": done["first"], "body": {
                    "report": number, "verdict": "accepted" if check["结论"] == "认可" else "returned", "reason": check["理由"]}})
        self.do(checks)


class ScoredYear(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        kept = os.environ.get("LUOSHI_SCORED_YEAR")
        cls.folder = kept or tempfile.mkdtemp()
        if not kept:
            cls.addClassCleanup(shutil.rmtree, cls.folder)
        os.makedirs(cls.folder, exist_ok=True)
        dice = random.Random(SEED)
        cls.city = City(cls.folder)
        cls.recorded = 0
        for until in MONTHS:
            if until.isoformat() not in cls.city.by_month:
                cls.city.continued(until.isoformat(), dice)
            cls.city.month(until)
            cls.recorded += json.loads(cls.city.run("verdict", "record", "--db", cls.city.db, "--json"))["recorded"]
        cls.card = json.loads(cls.city.run("verdict", "scorecard", "--db", cls.city.db, "--json"))

    def test_every_verdict_recorded_stands_on_the_card_once(self):
        card = self.card
        self.assertEqual(self.recorded, card["recorded"])
        self.assertEqual(card["recorded"], sum(card[part] for part in ("scored", "cannot_say", "settled", "waiting", "unknown")))
        self.assertEqual(0, card["waiting"], "all dates have come, and a report of that day was filed")
        self.assertGreater(card["scored"], 400)
        self.assertGreater(card["promises"], 60)
        again = json.loads(self.city.run("verdict", "record", "--db", self.city.db, "--json"))
        self.assertEqual((0, again["already"] > 0), (again["recorded"], True), "once a day")

    def test_the_marks_are_there_with_their_parts(self):
        scores = self.card["scores"]
        brier = scores["brier"]
        self.assertAlmostEqual(brier["score"], brier["reliability"] - brier["resolution"] + brier["uncertainty"], 9)
        self.assertEqual(["straight", "light", "base"], [rival["key"] for rival in scores["rivals"]])
        for rival in scores["rivals"]:
            self.assertTrue(0 < rival["brier"]["score"] < 1, rival)
        self.assertEqual(scores["counted"], sum(scores["pit"]))
        self.assertGreater(scores["counted"], 100)
        self.assertEqual([0.5, 0.8, 0.9], [each["wanted"] for each in scores["coverage"]])
        self.assertEqual(sorted(each["reached"] for each in scores["coverage"]), [each["reached"] for each in scores["coverage"]])
        self.assertEqual(self.card["scored"], sum(each["count"] for each in self.card["reliability"]))
        self.assertEqual(self.card["scored"], sum(row["cases"] for row in self.card["by_body"]))

    def test_it_is_published_whether_it_flatters_or_not(self):
        # The sample's works go faster in 2026 than since 2022, which a pace since the start does not see.
        self.assertEqual(self.card["scores"]["uniform"] < 0.05, "不相符" in self.card["sentence"])
        self.assertTrue(self.card["worst"])
        for miss in self.card["worst"]:
            self.assertGreaterEqual(abs(miss["chance"] - miss["kept"]), 0.5)

    def test_targets_that_their_parts_make_are_scored_too(self):
        came = {}
        for entry in self.city.entries():
            if entry["type"] == "verdict_recorded" and entry["body"].get("probability"):
                came.setdefault(entry["body"]["commitment"], []).append(entry["body"])
        wholes = [self.city.commitments[code] for code in ("C-0001", "C-0002", "C-0008")]
        for whole in wholes:
            self.assertGreaterEqual(len(came[whole]), 3, f"C-{whole}")
            self.assertIn("个部分加总", came[whole][0]["reason"])
        bodies = {row["name"]: row["promises"] for row in self.card["by_body"]}
        self.assertEqual(2, bodies["市水务局"], "rivers counted and sewers measured")
        status = json.loads(self.city.run("status", "--db", self.city.db, "--json", hour=23))
        lines = {line["id"]: line["kept"] for place in status["places"] for line in place["lines"]}
        for whole in wholes:
            self.assertRegex(lines[f"C-{whole}"]["reason"], "^(已完成|到期未完成)：23个部分合计")

    def test_a_replay_is_the_record(self):
        again = json.loads(self.city.run("verdict", "scorecard", "--db", self.city.db, "--replay", "--json"))
        self.assertTrue(again["replayed"])
        self.assertAlmostEqual(self.card["scores"]["brier"]["score"], again["scores"]["brier"]["score"], 6)
        self.assertEqual(self.card["scored"], again["scored"])


if __name__ == "__main__":
    unittest.main()
