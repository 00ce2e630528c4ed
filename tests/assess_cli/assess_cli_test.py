"""`luoshi enough` as a person and a script meet it: answers, exit codes, refusals (label api)."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
LUOSHI = os.path.join(os.environ.get("LUOSHI_BIN", "build/dev/bin"), "luoshi")
PROGRAMME = HERE / "programme" / "programme.toml"


def luoshi(*words):
    return subprocess.run([LUOSHI, "enough", *map(str, words)], capture_output=True, text=True, timeout=120)


class Enough(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name) / "programme"
        shutil.copytree(PROGRAMME.parent, self.folder)

    def changed(self, name, old, new):
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return luoshi(self.folder / "programme.toml")

    def test_enough_and_met_stand_apart_and_the_shortfall_adds_up(self):
        done = luoshi(PROGRAMME, "--json")
        self.assertEqual((1, ""), (done.returncode, done.stderr))
        answers = json.loads(done.stdout)
        bridge, mouth = answers["receptors"]
        self.assertGreater(bridge["enough"]["probability"], bridge["met"]["probability"])
        for receptor in (bridge, mouth):
            self.assertAlmostEqual(1 - receptor["met"]["probability"], sum(receptor["shortfall"].values()), delta=1e-12)
            self.assertLessEqual(receptor["met"]["low"], receptor["met"]["probability"])
            self.assertGreaterEqual(receptor["met"]["high"], receptor["met"]["probability"])
        self.assertGreater(mouth["shortfall"]["too_little"], 0.9, "1.9 less 0.65 stays above 1.0 with everything on time")
        self.assertEqual(0, bridge["shortfall"]["nobody"], "the buffer does nothing at the bridge")
        self.assertIn(bridge["measures"][0]["id"], ("养殖场整治", "泵站"))
        self.assertEqual("试验一维模型", answers["given"])

    def test_a_long_run_tells_how_far_it_is_and_stops_when_interrupted(self):
        rows = "".join(f"m{n},东镇,2,0.3,{','.join(['0.5'] * 4)}\n" for n in range(600))
        (self.folder / "measures.csv").write_text("id,body,due,effect_sd,by_1,by_2,by_3,by_4\n" + rows, encoding="utf-8")
        (self.folder / "responses.csv").write_text("receptor,source,effect,unit\n" + "".join(f"大桥,m{n},0.001,mg/L\n" for n in range(600)), encoding="utf-8")
        whole = luoshi(self.folder / "programme.toml", "--progress", "--draws", "2000")
        told = [int(line[:-1]) for line in whole.stderr.split()]
        self.assertEqual(sorted(set(told)), told, "each share once, never falling")
        self.assertGreater(len(told), 10)
        self.assertIn("到期达标", whole.stdout)
        run = subprocess.Popen([LUOSHI, "enough", str(self.folder / "programme.toml"), "--progress", "--draws", "100000"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual("0%\n", run.stderr.readline())
        run.send_signal(signal.SIGINT)
        out, error = run.communicate(timeout=120)
        self.assertEqual((3, ""), (run.returncode, out), error)
        self.assertIn("stopped", error)

    def test_the_words_name_the_model_the_gap_and_who_could_help(self):
        words = luoshi(PROGRAMME).stdout
        for part in ("给定响应：试验一维模型", "够不够", "到期达标", "缺口", "按期也不够", "最管用的单位"):
            self.assertIn(part, words)

    def test_the_same_seed_gives_the_same_bytes_and_another_nearly_the_same_chance(self):
        first, again, other = (luoshi(PROGRAMME, "--json", "--seed", seed).stdout for seed in (3, 3, 4))
        self.assertEqual(first, again)
        self.assertNotEqual(first, other)
        chances = [json.loads(text)["receptors"][0]["met"]["probability"] for text in (first, other)]
        self.assertAlmostEqual(*chances, delta=0.03)

    def test_a_limit_that_is_met_ends_with_zero(self):
        self.changed("receptors.csv", "大桥,mg/L,1.5", "大桥,mg/L,2.5")
        self.assertEqual(0, self.changed("receptors.csv", "出口,mg/L,1.0", "出口,mg/L,2.5").returncode)

    def test_wrong_tables_are_refused_by_file_line_and_column(self):
        for name, old, new, place in (
                ("measures.csv", "0.1,0.7,", "0.7,0.1,", "measures.csv:2:"),
                ("measures.csv", "西镇截污,西镇", "东镇截污,西镇", "measures.csv:3:"),
                ("measures.csv", "在办", "好", "measures.csv:2:"),
                ("measures.csv", "管网,2,", "管网,5,", "measures.csv:2:"),
                ("measures.csv", ",by_4", ",by_5", "by_4"),
                ("measures.csv", ",by_1", ",by_0", "by_1"),
                ("receptors.csv", "mg/L,1.5,4", "mg/L,1.5,0", "receptors.csv:2:"),
                ("receptors.csv", "2.1", "x", "receptors.csv:2:"),
                ("responses.csv", "大桥,东镇截污", "小桥,东镇截污", "responses.csv:2:"),
                ("responses.csv", "大桥,东镇截污", "大桥,东镇", "responses.csv:2:"),
                ("responses.csv", "0.45,mg/L", "0.45,kg/d", "responses.csv:2:"),
                ("responses.csv", "0.45,mg/L", "-0.45,mg/L", "negative"),
                ("responses.csv", "大桥,养殖场整治", "大桥,东镇截污", "twice"),
                ("programme.toml", "periods = 4", "periods = 0", "programme.toml:4"),
                ("programme.toml", "model_error", "modell_error", "programme.toml:8")):
            with self.subTest(name=name, new=new):
                shutil.rmtree(self.folder)
                shutil.copytree(PROGRAMME.parent, self.folder)
                refused = self.changed(name, old, new)
                self.assertEqual((2, ""), (refused.returncode, refused.stdout))
                self.assertIn(place, refused.stderr)
        self.assertEqual(2, luoshi(self.folder / "none.toml").returncode)


if __name__ == "__main__":
    unittest.main()
