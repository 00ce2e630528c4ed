"""The sample city through the real program: a section that misses its class although every promise is kept, waters that cannot be
judged, a promise nobody owns, one sheet of five lines (label scenario).
"""
import json
import os
import subprocess
import tempfile
import unittest

LUOSHI = os.path.join(os.environ["LUOSHI_BIN"], "luoshi")


def luoshi(*arguments, expect=0):
    done = subprocess.run([LUOSHI, *arguments], capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == expect, (arguments, done.returncode, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout if expect == 0 else done.stdout + done.stderr


class EnoughOnTheSample(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.place.cleanup)
        cls.folder, cls.db = os.path.join(cls.place.name, "sample"), os.path.join(cls.place.name, "city.db")
        luoshi("sample", cls.folder, "--db", cls.db)
        # As the ledger stands at its end, by the day of its last event: within the target quarter.
        cls.status = json.loads(luoshi("status", "--db", cls.db, "--json"))
        cls.text = luoshi("status", "--db", cls.db, "--lines", "2")

    def lines(self):
        return [line for place in self.status["places"] for line in place["lines"]]

    def test_the_section_misses_its_class_though_every_promise_is_kept(self):
        line = next(line for line in self.lines() if line["enough"]["section"] is not None and "谷口断面稳定达到" in line["sentence"])
        if "考核期已过" in line["enough"]["reason"]:
            self.skipTest("the machine's day lies behind the sample's target quarter: monitoring tells, not a forecast")
        self.assertEqual("no", line["enough"]["answer"], line["enough"])
        self.assertLess(line["enough"]["probability"], 0.3)
        self.assertLessEqual(line["enough"]["met"], line["enough"]["probability"])
        self.assertIn("6项承诺的措施都做到", line["enough"]["reason"])
        self.assertIn("无人认领", line["enough"]["reason"])

    def test_tidal_sections_cannot_be_judged(self):
        tidal = [section for section in self.status["sections"] if "感潮" in section["reason"]]
        self.assertEqual({"横汊水道", "双闸涌口", "沙尾涌口", "澜湾水道"}, {section["name"] for section in tidal})
        self.assertTrue(all(section["answer"] == "cannot_say" for section in tidal))
        self.assertIn("不能判断：感潮", self.text)

    def test_the_promise_nobody_owns_stays_without_a_lead(self):
        line = next(line for line in self.lines() if "生态缓冲带" in line["sentence"] and "12公里" in "".join(line["promised"]["figures"]))
        self.assertIsNone(line["promised"]["lead"])
        self.assertEqual("cannot_say", line["kept"]["verdict"])

    def test_the_ask_nobody_answers_holds_its_sewers_up(self):
        line = next(line for line in self.lines() if "污水管网二期工程" in line["sentence"] and line["promised"]["lead"] == "苇塘镇")
        self.assertEqual("cannot_say", line["kept"]["verdict"])
        self.assertRegex(line["kept"]["reason"], "受阻：请示 A-[0-9]+ 待云溪市人民政府答复")
        self.assertIn("受阻：请示", luoshi("status", "--db", self.db))

    def test_the_town_that_closes_on_paper_stands_beside_what_samples_say(self):
        line = next(line for line in self.lines() if line["promised"]["lead"] == "沙尾镇" and "累计完成34条" in line["sentence"])
        self.assertRegex(line["enough"]["reason"], "报建成31条，测过12条：最近一次达标0条、不达标12条，待复核12条；完工没有见效")
        self.assertIn("测过12条：最近一次达标0条、不达标12条", luoshi("status", "--db", self.db))

    def test_water_that_is_brought_and_what_cannot_be_counted_stand_in_the_sheet(self):
        sheet = luoshi("decision", "--db", self.db, "谷口")
        self.assertIn("黛溪生态补水（黛山水库放水）", sheet)
        self.assertNotIn("铁炉河再生水补水", sheet, "water dirtier than the river's is no help")
        self.assertNotIn("谷口老街雨污分流改造", sheet, "the outfall counts once")

    def test_an_output_without_a_measure_claims_no_effect(self):
        line = next(line for line in self.lines() if "河涌整治260条" in line["sentence"] or line["sentence"].startswith("累计完成河涌整治"))
        self.assertIn("未声明效果", line["enough"]["reason"])

    def test_the_decision_sheet_of_one_state_is_the_same_twice(self):
        first = luoshi("decision", "--db", self.db, "谷口", "--at", "4000", "--json")
        self.assertEqual(first, luoshi("decision", "--db", self.db, "S-0001", "--at", "4000", "--json"))
        sheet = json.loads(luoshi("decision", "--db", self.db, "谷口", "--json"))
        self.assertEqual(["差在哪里", "为什么", "谁负责", "把握多大", "请定什么"], [line["head"] for line in sheet["lines"]])
        self.assertTrue(sheet["head"].endswith(luoshi("ledger", "head", "--db", self.db).strip().split(":")[-1][-16:]))
        self.assertIn("不能判断", luoshi("decision", "--db", self.db, "横汊水道", expect=2))

    def test_built_measures_are_shown_as_they_were_measured_and_offered_as_a_prior(self):
        page = json.loads(luoshi("learned", "--db", self.db, "--json"))
        kind = page["kinds"][0]
        self.assertEqual("河段·氨氮", kind["kind"])
        planted = {"铁炉镇集镇污水接管一期": 0.85, "黛山镇养殖尾水治理": 0.70, "松坪镇集镇污水接管": 0.80, "岭前镇老街截污": 0.90}
        found = {one["title"]: one for one in kind["measured"]}
        self.assertEqual(set(planted), set(found))
        for title, share in planted.items():
            self.assertLess(abs(found[title]["share"] - share), 2.6 * found[title]["error"], title)
        self.assertLess(kind["mean"]["low"], 0.81)
        self.assertGreater(kind["mean"]["high"], 0.81)
        self.assertLess(kind["next"]["low"], kind["mean"]["low"], "the next one is less sure than the mean")
        text = luoshi("learned", "--db", self.db)
        self.assertIn("由人决定采用，测算不自动使用", text)
        luoshi("learned", expect=2)

    def test_another_models_response_stands_in_for_water_and_is_named(self):
        folder, db = os.path.join(self.place.name, "given"), os.path.join(self.place.name, "given.db")
        os.makedirs(folder, exist_ok=True)
        luoshi("sample", os.path.join(self.place.name, "sample2"), "--db", db)
        files = {
            "given.toml": 'name="给定"\nfirst_quarter="2026-Q4"\nperiods=5\nmodel="水务院一维模型，2026年5月"\nmodel_error=0.15\n'
                          'receptors="receptors.csv"\nresponses="responses.csv"\neffect_sd=0.15\non_time=[0.97]\non_time_source="样例设定"\n',
            "receptors.csv": "receptor,item,unit,limit,without\n谷口,氨氮,mg/L,1.5,1.8\n",
            "responses.csv": "receptor,item,source,effect,unit,load_kg_d\n谷口,氨氮,DX3,0.0018,mg/L per kg/d,600\n"}

        def write(changed):
            for name, text in {**files, **changed}.items():
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(text)
        path, head = os.path.join(folder, "given.toml"), luoshi("ledger", "head", "--db", db)
        for changed, place in (({"receptors.csv": files["receptors.csv"].replace("谷口", "无此断面")}, "receptors.csv:2:1: "),
                               ({"responses.csv": files["responses.csv"].replace("DX3", "DX99")}, "responses.csv:2:15: "),
                               ({"responses.csv": files["responses.csv"].replace("mg/L per kg/d", "mg/L per t/a")}, "responses.csv:2:"),
                               ({"responses.csv": files["responses.csv"].replace("0.0018", "NaN")}, "responses.csv:2:19: "),
                               ({"receptors.csv": files["receptors.csv"].split("\n")[0] + "\n"}, "receptors.csv:1:1: ")):
            write(changed)
            self.assertIn(place, luoshi("adopt", "--db", db, path, expect=2))
        self.assertEqual(head, luoshi("ledger", "head", "--db", db), "nothing half done")
        write({})
        whose = "给定响应：水务院一维模型，2026年5月（误差约15％）"
        self.assertIn(whose, luoshi("adopt", "--db", db, path))
        status = json.loads(luoshi("status", "--db", db, "--json"))
        line = next(line for place in status["places"] for line in place["lines"] if "谷口断面稳定达到" in line["sentence"])
        if "考核期已过" not in line["enough"]["reason"]:
            self.assertIn(whose, line["enough"]["reason"])
        self.assertIn(whose, luoshi("decision", "--db", db, "谷口"))
        self.assertIn("不能判断", luoshi("decision", "--db", db, "铁炉桥", expect=2))
        self.assertIn("给定响应没有这个断面", json.dumps(status, ensure_ascii=False))

    def test_a_file_that_does_not_fit_is_refused_and_leaves_nothing(self):
        before = luoshi("ledger", "head", "--db", self.db)
        for name, text in (("a.geojson", '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"X-1"},'
                                         '"geometry":{"type":"Point","coordinates":[1,2]}}]}'),
                           ("b.toml", 'name="x"\nfirst_quarter="2026-Q4"\nperiods=5\nwater="nowhere.toml"\nitems=["COD"]\n'),
                           ("c.csv", "断面编号,月份,氨氮mg/L\nS-0001,2026-13,1\n"), ("d.txt", "一纸空文")):
            path = os.path.join(self.place.name, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            luoshi("adopt", "--db", self.db, path, expect=2)
        self.assertEqual(before, luoshi("ledger", "head", "--db", self.db))


if __name__ == "__main__":
    unittest.main(verbosity=2)
