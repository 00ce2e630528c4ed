"""What went wrong elsewhere, replayed: does the program ask, does it refuse? The table is replays.md (label scenario).

Needs the program luoshi in LUOSHI_BIN. Data are made from a seed; nothing is taken from any real place.
"""
import datetime
import json
import math
import os
import random
import re
import shutil
import subprocess
import tempfile
import unittest

LUOSHI = os.path.join(os.environ.get("LUOSHI_BIN", "build/dev/bin"), "luoshi")
TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "replays.md")
PAPER = "云溪市召开治水攻坚推进会\n2026年3月5日，云溪市召开推进会。会议强调，市水务局要在2099年10月底前完成35条河涌整治。\n"
EDITOR, HEAD, CHECKER, SECURITY = range(1, 5)      # persons, and the posts they hold
SECOND_CHECK_POST = 5
GOVERNMENT, WATER = 1, 2


def rows():
    with open(TABLE, encoding="utf-8") as file:
        cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in file if line.startswith("|")]
    return [row for row in cells if len(row) == 4][2:]      # without the heading and its rule


class Replays(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.db, cls.count = os.path.join(cls.folder, "city.db"), 0
        cls.settle()

    @classmethod
    def luoshi(cls, *arguments, given=None):
        done = subprocess.run([LUOSHI, *arguments], capture_output=True, text=True, timeout=280, input=given, check=False)
        return done.returncode, done.stdout + done.stderr

    @classmethod
    def do(cls, *commands):
        """Each (type, body, actor, post, seen), in one run; the code and everything that was said."""
        lines = []
        for kind, body, actor, post, seen in commands:
            cls.count += 1
            lines.append(json.dumps({"id": f"r-{cls.count}", "type": kind, "body": body, **({} if actor is None else {"actor": actor, "post": post or actor}),
                                     **({} if seen is None else {"seen": seen})}))
        return cls.luoshi("do", "--db", cls.db, "-", given="\n".join(lines))

    @classmethod
    def must(cls, *commands):
        code, said = cls.do(*commands)
        if code != 0:
            raise AssertionError(said[-2000:])

    @classmethod
    def version(cls, pattern):
        lines = (json.loads(line) for line in cls.luoshi("ledger", "export", "--db", cls.db)[1].splitlines())
        return [line["sequence"] for line in lines if re.search(pattern, line.get("entry", ""))][-1]

    @classmethod
    def settle(cls):
        paper = os.path.join(cls.folder, "推进会.txt")
        with open(paper, "w", encoding="utf-8") as file:
            file.write(PAPER)
        cls.luoshi("import", "--db", cls.db, "--city", "云溪市", "--sample", paper)
        people = [("编审岗", GOVERNMENT, ["editor"]), ("水务局局长", WATER, ["reporter"]), ("核查岗", GOVERNMENT, ["checker"]), ("安全管理岗", GOVERNMENT, ["security_admin"])]
        made = [("register_place", {"name": "云溪市", "level": "city"}, None, None, None),
                ("register_body", {"name": "云溪市人民政府", "kind": "government", "place": 1}, None, None, None),
                ("register_body", {"name": "云溪市水务局", "kind": "department", "place": 1, "parent": GOVERNMENT}, None, None, None)]
        for name, body, _ in people:
            made += [("register_post", {"name": name, "body": body}, None, None, None), ("register_person", {"name": name + "的人"}, None, None, None)]
        made.append(("register_post", {"name": "核查二岗", "body": GOVERNMENT}, None, None, None))
        for number, (_, _, roles) in enumerate(people, 1):
            made.append(("appoint_holder", {"person": number, "post": number, "roles": roles, "from": "2020-01-01"}, None, None, None))
        made.append(("register_asset", {"code": "HC-01", "kind": "river", "name": "月湖涌", "place": 1, "stage": "listed"}, None, None, None))
        cls.must(*made)
        cls.must(("confirm_statement", {"statement": 1}, EDITOR, None, cls.version('"type":"document_imported"')),
                 ("open_commitment", {"title": "河涌整治", "sources": [1], "lead": WATER, "theme": "water", "meaning": "output",
                                      "figure": {"value": "35", "unit": "条", "bound": ">=", "basis": "unstated"},
                                      "deadline": {"kind": "by", "until": "2099-10-31", "words": "10月底前"}}, EDITOR, None, None))
        seen = cls.version('"type":"document_imported"')
        for question in range(1, 9):
            if cls.do(("waive_question", {"question": question, "reason": "与此无关"}, EDITOR, None, seen))[0] != 0:
                break
        cls.must(("adopt_commitment", {"commitment": 1}, EDITOR, None, cls.version('"type":"commitment_opened"')))

    def checks(self, name, lines, *more):
        path = os.path.join(self.folder, name + ".csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        return self.luoshi("verify", "checks", "--table", path, *more)[1]

    def stations(self, change):
        """Four stations of one weather, by the hour, two years; `change(station, hour, value)` tells what stands in the table."""
        draw, hours = random.Random(20260630), 2 * 8760
        weather, own, lines = 0.0, [0.0] * 4, ["站点,时间,PM2.5"]
        for hour in range(hours):
            day, clock = divmod(hour, 24)
            weather = 0.97 * weather + 0.17 * draw.gauss(0, 1)
            season = 0.35 * math.cos(2 * math.pi * day / 365)
            month_day = f"{2024 + (day >= 366)}-{self.calendar(day)} {clock:02}:00"
            for station in range(4):
                own[station] = 0.85 * own[station] + 0.13 * draw.gauss(0, 1)
                value = 50 * math.exp(season + 0.15 * math.cos(2 * math.pi * clock / 24) + weather + own[station] + 0.05 * draw.gauss(0, 1))
                lines.append(f"{'甲乙丙丁'[station]}站,{month_day},{max(3, round(change(station, hour, value)))}")
        return lines

    @staticmethod
    def calendar(day):
        return (datetime.date(2024, 1, 1) + datetime.timedelta(days=day)).strftime("%m-%d")

    # ---- what the table names ----

    def 纸面销号(self):
        draw, lines = random.Random(38), ["河涌编号,采样日期,缘由,氨氮"]
        for river in range(38):
            black = river < 28
            lines.append(f"R{river},2025-03-01,整治前,12.0")
            lines.append(f"R{river},2025-12-20,验收,{3 * math.exp(0.2 * draw.gauss(0, 1)):.2f}")
            for month in range(1, 10):
                lines.append(f"R{river},2026-{month:02}-20,抽测,{(11 if black else 3) * math.exp(0.25 * draw.gauss(0, 1)):.2f}")
        said = self.checks("南宁", lines, "--per-year", "1")
        asked = {int(number) for number in re.findall(r"R(\d+)\b", said)}
        self.assertGreaterEqual(len(asked & set(range(28))), 27, said)
        self.assertLessEqual(len(asked - set(range(28))), 1, said)
        return said

    def 百次干扰(self):
        return self.checks("临汾", self.stations(lambda s, h, v: v / 2 if s == 0 and h >= 8770 and (h - 8770) % 87 < 12 else v), "--from", "2025-01-01")

    def 只有五分之一(self):
        said = self.checks("西安", self.stations(lambda s, h, v: v / 5 if s == 0 and 9000 <= h < 9024 else v), "--from", "2025-01-01")
        self.assertIn("2025-01-", said)
        return said

    def 期限前骤好(self):
        last = 2 * 8760
        return self.checks("骤好", self.stations(lambda s, h, v: v / 2 if s == 0 and h >= last - 22 * 24 else v), "--deadline", "2025-12-30")

    def 压线(self):
        draw = random.Random(6)
        values = [draw.gauss(80, 8) for _ in range(1500)]
        return self.checks("压线", ["单位,完成率"] + [f"u,{80.1 if 78.8 <= value < 80 and draw.random() < 0.7 else value:.1f}" for value in values])

    def 关而不停(self):
        draw, lines = random.Random(5), ["机组,关停日期,日期,用电千瓦时"]
        for unit, after in (("焦炉一", 300), ("焦炉二", 12)):
            for month in range(1, 7):
                for day in range(1, 29):
                    lines.append(f"{unit},2026-03-01,2026-{month:02}-{day:02},{(1000 if month < 3 else after) * draw.uniform(0.8, 1.2):.1f}")
        said = self.checks("关停", lines)
        self.assertNotIn("焦炉二", said)
        return said

    def 断面变差(self):
        draw, lines = random.Random(4), ["断面编号,月份,氨氮"]
        for section in range(12):
            for month in range(24):
                worse = 1.9 if section == 3 and month >= 13 else 1.0
                lines.append(f"S{section},{2024 + month // 12}-{month % 12 + 1:02},{worse * math.exp(0.12 * draw.gauss(0, 1)):.3f}")
        said = self.checks("断面", lines, "--finished", "2025-01")
        self.assertEqual({"S3"}, set(re.findall(r"S\d+", said)), said)
        return said

    def 一组数(self):
        draw, lines = random.Random(7), ["河涌编号,采样日期,缘由,氨氮,化学需氧量,总磷"]
        for river in range(60):
            numbers = "1.36,41.2,0.32" if river < 5 else f"{draw.uniform(0.8, 1.6):.2f},{draw.uniform(32, 55):.1f},{draw.uniform(0.28, 0.45):.2f}"
            lines.append(f"R{river},2026-05-20,验收,{numbers}")
        return self.checks("一组数", lines)

    def 旧照新用(self):
        return self.checks("照片", ["对象,文件,摘要,外观", "R-1,a.jpg," + "ab" * 32 + ",0123456789abcdef", "R-2,b.jpg," + "ab" * 32 + ","])

    def survey_of_residents(self, **changed):
        return self.do(("open_satisfaction", {"title": "月湖涌居民满意度", "assets": [1], "body": WATER, "asker": GOVERNMENT,
                                              "frame": "沿岸住户名册，等距抽取", "sample": 200, **changed}, EDITOR, None, None))

    def 没有抽样框(self):
        code, said = self.survey_of_residents(frame="")
        self.assertNotEqual(0, code, said)
        return said

    def 自己问自己(self):
        code, said = self.survey_of_residents(asker=WATER)
        self.assertNotEqual(0, code, said)
        self.assertEqual(0, self.survey_of_residents()[0], "another body may ask")
        return said

    def 再问一遍(self):
        form = {"asked": WATER, "assets": [1], "body": GOVERNMENT, "due": "2099-12-01", "from": "2026-04-01", "until": "2026-06-30",
                "indicator": "整治长度", "unit": "公里"}
        self.must(("open_survey", {**form, "title": "河涌长度核对表"}, EDITOR, None, None))
        code, said = self.do(("open_survey", {**form, "title": "河涌基本情况表"}, EDITOR, None, None))
        self.assertNotEqual(0, code, said)
        return said

    def 只报总数(self):
        self.must(("file_report", {"commitment": 1, "until": "2026-06-30", "note": "全部完成",
                                   "said": {"value": "35", "unit": "条", "bound": "=", "basis": "cumulative"}}, HEAD, None, None))
        code, said = self.luoshi("status", "--db", self.db)
        self.assertEqual(0, code, said)
        return said

    def 自己看自己(self):
        self.must(("appoint_holder", {"person": HEAD, "post": SECOND_CHECK_POST, "roles": ["checker"], "from": "2020-01-01"}, SECURITY, None, None),
                  ("file_report", {"commitment": 1, "until": "2026-05-31", "note": "按期推进"}, HEAD, None, None))
        path = os.path.join(self.folder, "名单.txt")
        digest, lines = self.luoshi("spot", "list", "--db", self.db, "--from", "2026-05-31", "--until", "2026-05-31", "--out", path)[1].split()
        self.must(("open_spot_check", {"title": "五月抽查", "body": GOVERNMENT, "list": digest, "size": int(lines), "count": 1, "seed_rule": "明日开奖号码",
                                       "due": "2099-07-10"}, CHECKER, None, None))
        self.must(("spot_check.draw", {"thing": 1, "name": "3 0 7", "reason": "日报第4版"}, CHECKER, None, self.version("spot_check_opened")))
        find = {"thing": 1, "number": 1, "reason": "现场相符"}
        code, said = self.do(("spot_check.find", find, HEAD, SECOND_CHECK_POST, self.version("spot_check.draw")))
        self.assertNotEqual(0, code, said)
        self.must(("spot_check.find", find, CHECKER, None, self.version("spot_check.draw")))
        return said

    def 改一个字节(self):
        copy = os.path.join(self.folder, "copy.db")
        for ending in ("", ".head"):
            shutil.copy(self.db + ending, copy + ending)
        code, said = self.luoshi("ledger", "check", "--db", copy)
        self.assertEqual(0, code, said)
        with open(copy, "r+b") as file:
            data = file.read()
            at = data.rindex("河涌整治".encode())
            file.seek(at)
            file.write("河道".encode())
        code, said = self.luoshi("ledger", "check", "--db", copy)
        self.assertNotEqual(0, code, said)
        return said

    def test_each_row_of_the_table_is_replayed(self):
        table = rows()
        self.assertGreaterEqual(len(table), 15)
        for story, how, wanted, unwanted in table:
            with self.subTest(story=story):
                self.assertTrue(hasattr(self, how), f"{how}: no function of that name")
                said = getattr(self, how)()
                self.assertIn(wanted, said, f"{story}\n{said[-3000:]}")
                if unwanted:
                    self.assertNotIn(unwanted, said, story)


if __name__ == "__main__":
    unittest.main(verbosity=2)
