"""`luoshi water` as a person and a script meet it: answers, exit codes, refusals (label api)."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
LUOSHI = os.path.join(os.environ.get("LUOSHI_BIN", "build/dev/bin"), "luoshi")
MODEL = os.path.join(HERE, "model", "model.toml")
TOWN = os.path.join(HERE, "model", "town.inp")
BROOK = os.path.join(HERE, "model", "brook.q2k")


def luoshi(*words):
    return subprocess.run([LUOSHI, "water", *words], capture_output=True, text=True, timeout=120)


def answer(*words):
    return json.loads(luoshi(*words, "--json").stdout)


class Water(unittest.TestCase):
    def test_solve_judges_sections_and_ends_with_one_when_one_fails(self):
        done = luoshi("solve", MODEL)
        self.assertEqual(1, done.returncode, done.stderr)
        self.assertIn("大桥", done.stdout)
        self.assertIn("不达标", done.stdout)

    def test_solve_conserves_mass(self):
        for line in answer("solve", MODEL)["balance"]:
            self.assertLessEqual(abs(line["residual_kg_d"]), 1e-9 * (1 + abs(line["entered_kg_d"])))

    def test_shares_add_up(self):
        lines = answer("shares", MODEL, "--section", "大桥", "--substance", "NH3-N")["list"]
        self.assertAlmostEqual(1, sum(line["share"] for line in lines), 12)

    def test_capacity_is_proven_and_holds_when_applied(self):
        for principle in ("largest", "cheapest", "equal", "fair"):
            made = answer("capacity", MODEL, "--substance", "NH3-N", "--principle", principle)
            self.assertTrue(made["possible"], principle)
            self.assertLessEqual(max(abs(value) for value in made["certificate"].values()), 1e-8)
            changes = [f"{source['source']}:NH3-N={source['allowed_kg_d']!r}kg/d" for source in made["sources"]]
            after = answer("what-if", MODEL, *changes)
            for section, place in zip(after["sections"], made["sections"]):
                found = section["after"]["concentration_mg_l"]["NH3-N"]
                self.assertAlmostEqual(place["mg_l"], found, 9)
                self.assertLessEqual(found, place["limit_mg_l"] * (1 + 1e-9))

    def test_odds_do_not_depend_on_threads_and_add_up(self):
        one = luoshi("odds", MODEL, "--draws", "60", "--json").stdout
        self.assertEqual(one, luoshi("odds", MODEL, "--draws", "60", "--threads", "3", "--json").stdout)
        for section in json.loads(one)["sections"]:
            self.assertAlmostEqual(section["judged"], sum(section["classes"].values()), 12)
        self.assertIn("把握", luoshi("odds", MODEL, "--draws", "10").stdout)
        self.assertEqual(2, luoshi("odds", MODEL, "--flow", "-1").returncode)

    def test_a_qual2kw_file_is_a_model_and_a_day(self):
        made = answer("day", BROOK)
        self.assertEqual(["1", "2"], [reach["reach"] for reach in made["reaches"]])
        for reach in made["reaches"]:
            oxygen = reach["DO_mg_l"]
            self.assertLess(oxygen["least"], oxygen["mean"])
            self.assertLess(oxygen["mean"], oxygen["most"])
        self.assertEqual([], made["not_modelled"])
        self.assertIn("实测", luoshi("day", BROOK).stdout)
        solved = answer("solve", BROOK)
        self.assertEqual(["2.5 km", "1 km", "mouth"], [section["section"] for section in solved["sections"]])
        refused = luoshi("day", MODEL)
        self.assertEqual(2, refused.returncode)
        self.assertIn("model.toml:1", refused.stderr)

    def test_a_sewer_model_is_solved_and_what_it_leaves_aside_is_listed(self):
        made = answer("solve", TOWN)
        self.assertEqual(["SEA ← d1"], [section["section"] for section in made["sections"]])
        self.assertAlmostEqual(0.04, made["sections"][0]["flow_m3_s"], 12)
        self.assertIn("[RAINGAGES], lines × 1", made["not_understood"])
        self.assertIn("文件中未采用", luoshi("solve", TOWN).stdout)

    def test_a_geopackages_layers_are_tables(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(os.path.join(HERE, "model", "net.gpkg"), folder)
            path = os.path.join(folder, "model.toml")
            with open(path, "w", encoding="utf-8") as model:
                model.write('reaches = "net.gpkg#rivers"\nsections = "net.gpkg#places"\n')
            self.assertEqual(3, answer("solve", path)["sections"][0]["flow_m3_s"])

    def test_verify_passes(self):
        done = luoshi("verify")
        self.assertEqual(0, done.returncode, done.stdout)
        self.assertIn("required | reached", done.stdout)

    def test_transport_writes_a_table(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "t.toml"), "w", encoding="utf-8") as file:
                file.write('[table]\nfile="t.csv"\nid="id"\nfrom_node="f"\nto_node="t"\n[[source]]\nname="a"\ncolumn="a"\ncoefficient=2\n')
            with open(os.path.join(folder, "t.csv"), "w", encoding="utf-8") as file:
                file.write("id,f,t,a\nx,1,2,3\ny,2,3,4\n")
            out = os.path.join(folder, "out.csv")
            self.assertEqual(0, luoshi("transport", os.path.join(folder, "t.toml"), "--out", out).returncode)
            with open(out, encoding="utf-8") as file:
                self.assertEqual("y,14,1,14,1", file.read().split("\n")[2])

    def test_bad_input_is_one_line_that_says_what_to_do(self):
        for words in (["solve", MODEL + "x"], ["shares", MODEL, "--section", "无", "--substance", "COD"],
                      ["shares", MODEL, "--section", "大桥", "--substance", "铅"],
                      ["what-if", MODEL, "东厂:NH3-N=nonsense"], ["capacity", MODEL, "--substance", "NH3-N", "--principle", "luck"]):
            done = luoshi(*words)
            self.assertEqual(2, done.returncode, words)
            self.assertEqual(1, done.stderr.count("\n"), done.stderr)


if __name__ == "__main__":
    unittest.main()
