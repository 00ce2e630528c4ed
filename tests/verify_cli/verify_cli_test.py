"""`luoshi verify` as a person and a script meet it: the stories of the sample city, frames, refusals (label scenario)."""
import json
import os
import random
import subprocess
import tempfile
import unittest

LUOSHI = os.path.join(os.environ.get("LUOSHI_BIN", "build/dev/bin"), "luoshi")
JUDGEMENTS = ("造假", "弄虚", "作弊", "篡改")


def luoshi(*words, **more):
    return subprocess.run([LUOSHI, *words], capture_output=True, text=True, timeout=600, **more)


def frame(data):
    register = 0xFFFF
    for byte in data.encode():
        register = (register >> 8) ^ byte
        for _ in range(8):
            register = (register >> 1) ^ (0xA001 if register & 1 else 0)
    return f"##{len(data.encode()):04}{data}{register:04X}\r\n"


def grey_picture():
    """72 by 64 points of one grey: DC codes of four bits, one AC code."""
    tables = bytes([0xFF, 0xC4, 0, 49, 0, 0, 0, 0, 12, *[0] * 12, *range(12), 0x10, 1, *[0] * 15, 0])
    frame = bytes([0xFF, 0xC0, 0, 11, 8, 0, 64, 0, 72, 1, 1, 0x11, 0])
    return b"\xFF\xD8" + tables + frame + bytes([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]) + bytes(46) + b"\xFF\xD9"


class SampleCity(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        done = luoshi("sample", cls.folder.name)
        assert done.returncode == 0, done.stderr

    def questions(self, table, *words):
        done = luoshi("verify", "checks", "--table", os.path.join(self.folder.name, "monitoring", table), "--json", *words)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        found = json.loads(done.stdout)["questions"]
        for question in found:
            self.assertIn("请", question["text"])
            self.assertFalse([word for word in JUDGEMENTS if word in question["text"]], question["text"])
        return found

    def test_the_station_too_good_before_the_deadline_is_asked_about(self):
        found = self.questions("air_days.csv", "--deadline", "2025-12-31")
        with open(os.path.join(self.folder.name, "registers", "stations.csv"), encoding="utf-8-sig") as file:
            code = next(line.split(",")[0] for line in file if ",铁炉站," in line)
        dust = [each for each in found if each["check"] == "too-good" and "细颗粒物" in each["subject"]]
        self.assertEqual([f"{code} 细颗粒物"], [each["subject"] for each in dust], "this station and no other")
        self.assertIn("2025-12-10", dust[0]["text"])
        self.assertTrue([each for each in found if each["check"] == "neighbours-disagree" and code in each["subject"]])

    def test_rivers_closed_on_paper_are_asked_about(self):
        found = self.questions("river_samples.csv", "--per-year", "1")
        rivers = {each["subject"] for each in found if each["check"] == "not-better"}
        with open(os.path.join(self.folder.name, "monitoring", "river_samples.csv"), encoding="utf-8-sig") as file:
            rows = [line.split(",") for line in file][1:]
        spot, before, accepted = {}, {}, {}
        for river, _, why, _, ammonia, *_ in rows:
            {"抽测": spot, "整治前": before, "验收": accepted}.get(why, {})[river] = float(ammonia)
        no_better = {river for river, value in spot.items() if value > 0.9 * before[river]}
        self.assertEqual(9, len(no_better))
        # Of the five others acceptance claimed no less than before: one look each cannot tell them from chance.
        worse_than_accepted = {river for river in no_better if spot[river] > 1.5 * accepted[river]}
        self.assertEqual(4, len(worse_than_accepted))
        self.assertLessEqual(worse_than_accepted, rivers)
        same = [each for each in found if each["check"] == "same-numbers"]
        self.assertEqual(1, len(same))
        self.assertEqual(5.0, same[0]["statistic"], "five acceptance reports, one set of numbers")

    def test_sections_need_the_month_of_completion(self):
        table = os.path.join(self.folder.name, "monitoring", "section_months.csv")
        refused = luoshi("verify", "checks", "--table", table)
        self.assertEqual(2, refused.returncode)
        self.assertIn("--finished", refused.stderr)
        found = self.questions("section_months.csv", "--finished", "2025-12")
        self.assertTrue(all(each["check"] == "not-better" for each in found))


class Tables(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def table(self, text):
        path = os.path.join(self.folder, "t.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def checked(self, text, *words):
        return luoshi("verify", "checks", "--table", self.table(text), *words)

    def test_a_closed_unit_that_draws_power_is_asked_about(self):
        draw = random.Random(5)
        rows = ["机组,关停日期,日期,用电千瓦时"]
        for unit, after in (("焦炉一", 300), ("焦炉二", 12)):
            for month in range(1, 7):
                for day in range(1, 29):
                    value = (1000 if month < 3 else after) * draw.uniform(0.8, 1.2)
                    rows.append(f"{unit},2026-03-01,2026-{month:02}-{day:02},{value:.1f}")
        done = self.checked("\n".join(rows) + "\n")
        self.assertEqual(1, done.returncode, done.stderr)
        self.assertIn("焦炉一 登记于 2026-03-01 关停", done.stdout)
        self.assertNotIn("焦炉二", done.stdout)

    def test_ratios_just_above_a_light_are_asked_about(self):
        draw = random.Random(6)
        values = [draw.gauss(80, 8) for _ in range(1500)]
        pushed = [80.1 if 78.8 <= value < 80 and draw.random() < 0.7 else value for value in values]
        text = lambda list_of: "单位,完成率\n" + "".join(f"u,{value:.1f}\n" for value in list_of)
        self.assertEqual(1, self.checked(text(pushed)).returncode)
        self.assertEqual(0, self.checked(text(values), "--per-year", "0.01").returncode)

    def test_one_photo_for_two_rivers_is_asked_about(self):
        digest = "ab" * 32
        done = self.checked(f"对象,文件,摘要,外观\nR-1,a.jpg,{digest},0123456789abcdef\nR-2,b.jpg,{digest},\n")
        self.assertEqual(1, done.returncode, done.stderr)
        self.assertIn("是同一个文件", done.stdout)

    def test_photos_become_a_table_that_is_checked(self):
        pictures = []
        for subject, name, tail in (("R-1", "a.jpg", b""), ("R-2", "b.jpg", b"saved again"), ("R-3", "c.png", None)):
            os.makedirs(os.path.join(self.folder, subject), exist_ok=True)
            pictures.append(os.path.join(self.folder, subject, name))
            with open(pictures[-1], "wb") as file:
                file.write(b"\x89PNG" if tail is None else grey_picture() + tail)
        done = luoshi("verify", "photos", *pictures[:2])
        self.assertEqual(0, done.returncode, done.stderr)
        first, second = (row.split(",") for row in done.stdout.splitlines()[1:])
        self.assertEqual(("R-1", "R-2"), (first[0], second[0]))
        self.assertNotEqual(first[2], second[2])
        self.assertEqual(first[3], second[3], "another file, the same look")
        asked = self.checked(done.stdout)
        self.assertEqual(1, asked.returncode, asked.stderr)
        self.assertIn("看起来一样", asked.stdout)
        refused = luoshi("verify", "photos", pictures[2])
        self.assertEqual(2, refused.returncode)
        self.assertIn("no JPEG picture", refused.stderr)

    def test_what_cannot_be_read_is_refused_with_its_place(self):
        for text, place in (("a,b\n1,2\n", "1:1"), ("站点,时间,x\nA,2026-02-30,1\n", "2:3"), ("站点,时间,x\nA,2026-02-03,one\n", "2:14"),
                            ("对象,摘要\nR,12\n", "2:3"), ("", "1:1"), ("站点,时间,x\nA,0001-01-01,1\n", "2:3"),
                            ("station,year,month,day,hour,x\nA,2020,13,1,0,1\n", "2:3")):
            with self.subTest(text=text):
                done = self.checked(text)
                self.assertEqual(2, done.returncode, done.stdout)
                self.assertRegex(done.stderr, rf"t\.csv:{place}: .+\(.+\).*; .+")

    def test_a_wrong_year_does_not_fill_the_memory(self):
        rows = "".join(f"A,2026-01-01 00:{minute:02},1\n" for minute in range(60)) + "A,1951-01-01 00:00,1\n" + "B,2026-01-01 00:00,1\n" * 3
        done = self.checked("站点,时间,x\n" + rows.replace(",1\n", "," + "1\n"))
        self.assertIn(done.returncode, (0, 2))

    def test_frames_become_a_table_and_flaws_remarks(self):
        head = "QN=20260630090100120;ST=32;CN=2061;PW=123456;MN=A1;Flag=5;CP=&&DataTime=2026063008{:02}00;"
        good = frame(head.format(0) + "w01018-Avg=41.5,w01018-Flag=N;w21003-Avg=1.9,w21003-Flag=M&&")
        path = os.path.join(self.folder, "frames.bin")
        with open(path, "wb") as file:
            file.write(good.encode() + good.encode() + good.replace("41.5", "41.6").encode())
        done = luoshi("verify", "frames", path)
        self.assertEqual(1, done.returncode)
        self.assertIn("A1,w01018,化学需氧量,Avg,小时,2026-06-30 08:00:00,41.5,N\n", done.stdout)
        self.assertEqual(2, done.stdout.count("# "), done.stdout)
        self.assertNotIn("123456", done.stdout)
        again = self.checked(done.stdout)
        self.assertEqual(0, again.returncode, again.stderr)


if __name__ == "__main__":
    unittest.main()
