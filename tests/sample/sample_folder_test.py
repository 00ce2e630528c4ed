"""The sample city written by the real program, opened as a person would open it: a folder of tables, papers and a map."""
import csv
import json
import os
import pathlib
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree
import zipfile

LUOSHI = os.path.join(os.environ["LUOSHI_BIN"], "luoshi")


def luoshi(*words):
    return subprocess.run([LUOSHI, *map(str, words)], capture_output=True, text=True, timeout=300)


def table(folder, name):
    with open(folder / f"{name}.csv", encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


class SampleFolder(unittest.TestCase):
    def setUp(self):
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # thousands of durable writes
        holder = tempfile.TemporaryDirectory(dir=memory)
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name) / "city"

    def test_a_new_folder_is_filled_and_says_what_it_is(self):
        done = luoshi("sample", self.folder)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertIn("虚构", done.stdout)
        self.assertIn("虚构", (self.folder / "NOTICE.txt").read_text(encoding="utf-8"))
        rivers = table(self.folder, "registers/rivers")
        self.assertEqual((495, 214), (len(rivers), sum(bool(river["完工日期"]) for river in rivers)))
        self.assertTrue(all("虚构" in river["样例"] for river in rivers))
        towns = json.loads((self.folder / "map/towns.geojson").read_text(encoding="utf-8"))
        self.assertEqual(23, len(towns["features"]))
        self.assertFalse(list(self.folder.rglob("*.part")))

    def test_the_workbook_holds_the_tables_sheet_by_sheet(self):
        self.assertEqual(0, luoshi("sample", self.folder).returncode)
        space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
        with zipfile.ZipFile(self.folder / "registers.xlsx") as book:
            self.assertIsNone(book.testzip())
            parts = {name: xml.etree.ElementTree.fromstring(book.read(name)) for name in book.namelist()}
        names = [sheet.get("name") for sheet in parts["xl/workbook.xml"].iterfind(".//m:sheet", space)]
        self.assertEqual(["区划", "单位", "岗位", "任职", "河涌"], names[:5])
        rivers = parts["xl/worksheets/sheet5.xml"]
        rows = rivers.findall(".//m:row", space)
        self.assertEqual(1 + 495, len(rows))
        self.assertEqual("编号", rows[0].find(".//m:t", space).text)
        dates = [cell for row in rows[1:] for cell in row if cell.get("s") == "2"]
        self.assertEqual(495 + 214, len(dates), "days entered and days finished are dates, not text")

    def test_the_registers_are_commands_the_city_takes(self):
        self.assertEqual(0, luoshi("sample", self.folder).returncode)
        database = self.folder.parent / "city.db"
        done = luoshi("do", "--db", database, self.folder / "registers.jsonl")
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        outcomes = [json.loads(line) for line in done.stdout.splitlines()]
        commands = (self.folder / "registers.jsonl").read_text(encoding="utf-8").splitlines()
        self.assertEqual(len(commands), len(outcomes))
        self.assertEqual({1}, {outcome["events"] for outcome in outcomes})
        again = luoshi("do", "--db", database, self.folder / "registers.jsonl")
        self.assertTrue(all(json.loads(line)["repeated"] for line in again.stdout.splitlines()))

    def test_a_database_gets_the_history_and_the_status_adds_it_up(self):
        database = self.folder.parent / "city.db"
        done = luoshi("sample", self.folder, "--db", database)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        status = luoshi("status", "--db", database).stdout
        refused = luoshi("sample", self.folder.parent / "other", "--db", database)
        self.assertIn("样例", status.split("\n")[0])
        self.assertIn("≥243条，目标≥260条", status)
        self.assertIn("建成月牙湖湿地生态缓冲带", (self.folder / "duties/commitments.csv").read_text(encoding="utf-8"))
        self.assertEqual(2, refused.returncode)
        self.assertFalse((self.folder.parent / "other").exists())

    def test_its_rivers_can_be_solved_and_tidal_waters_are_not_guessed(self):
        self.assertEqual(0, luoshi("sample", self.folder).returncode)
        done = luoshi("water", "solve", self.folder / "water/model.toml", "--json")
        self.assertEqual((1, ""), (done.returncode, done.stderr), "a section that misses its class is the answer no")
        sections = {section["section"]: section for section in json.loads(done.stdout)["sections"]}
        ammonia = {name: section["judgement"]["items"][0]["mg_l"]
                   for name, section in sections.items() if "items" in section.get("judgement", {})}
        self.assertAlmostEqual(1.79, ammonia["谷口"], delta=0.01)
        self.assertEqual({"谷口", "铁炉桥", "黛山", "松溪口", "岭前河口"}, set(ammonia))
        self.assertEqual({"cannot_say": "tidal"}, sections["沙尾涌口"]["judgement"])

    def test_a_section_misses_its_class_though_every_promise_is_kept(self):
        self.assertEqual(0, luoshi("sample", self.folder).returncode)
        done = luoshi("enough", self.folder / "water/programme.toml", "--json")
        self.assertEqual((1, ""), (done.returncode, done.stderr))
        answers = json.loads(done.stdout)
        gukou = next(one for one in answers["receptors"] if one["id"] == "谷口 NH3-N")
        self.assertAlmostEqual(1.79, gukou["without"], delta=0.01)
        self.assertAlmostEqual(1.55, gukou["level"]["median"], delta=0.03)
        self.assertLess(gukou["enough"]["probability"], 0.5)
        self.assertLessEqual(gukou["met"]["probability"], gukou["enough"]["probability"])
        self.assertEqual("nobody", max(gukou["shortfall"], key=gukou["shortfall"].get), "measures that nobody owns would close it")
        self.assertEqual("黛溪散养户粪污集中收运", gukou["measures"][0]["id"])
        self.assertEqual({"横汊水道 NH3-N", "双闸涌口 NH3-N", "沙尾涌口 NH3-N", "澜湾水道 NH3-N"},
                         {one["id"] for one in answers["silent"]})

    def test_nothing_that_stands_there_is_overwritten(self):
        self.folder.mkdir()
        (self.folder / "mine.txt").write_text("mine", encoding="utf-8")
        refused = luoshi("sample", self.folder)
        self.assertEqual(2, refused.returncode)
        self.assertIn("not empty", refused.stderr)
        self.assertEqual(["mine.txt"], [entry.name for entry in self.folder.iterdir()])
        self.assertEqual(2, luoshi("sample", self.folder / "mine.txt").returncode)

    def test_scale_and_seed_are_taken_and_checked(self):
        self.assertEqual(0, luoshi("sample", self.folder, "--scale", 2, "--seed", 7).returncode)
        self.assertEqual(990, len(table(self.folder, "registers/rivers")))
        for wrong in (("--scale", 0), ("--scale", 100), ("--scale", "many"), ("--seed", -1)):
            refused = luoshi("sample", self.folder.parent / "other", *wrong)
            self.assertEqual(2, refused.returncode, wrong)
            self.assertFalse((self.folder.parent / "other").exists())


if __name__ == "__main__":
    unittest.main()
