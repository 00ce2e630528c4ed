"""The sample city played through a year from a table in Chinese (a_year.md), by the real program; and every past day of it
looked at afterwards is what was shown then.

Label scenario. Needs the programs luoshi and set_clock in LUOSHI_BIN: the latter is preloaded and sets the clock.
"""
import csv
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from datetime import datetime, timedelta, timezone

BIN = os.environ.get("LUOSHI_BIN", "build/dev/bin")
LUOSHI, CLOCK = os.path.join(BIN, "luoshi"), os.path.join(BIN, "set_clock.so")
SOURCE = os.environ.get("LUOSHI_SOURCE", os.path.join(os.path.dirname(__file__), "..", ".."))
TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "a_year.md")
BEGINS = "2025-12-31"
OK, ANSWER_IS_NO = 0, 1

# What the ledger calls an event, in the words of the table; steps and openings are named from the lifecycles.
EVENTS = {"document_imported": "收录文件", "working_days_set": "设定工作日历", "statement_confirmed": "确认条目",
          "commitment_opened": "立项", "commitment_adopted": "承诺生效", "report_filed": "进展", "report_checked": "核查进展",
          "sample_recorded": "录入监测", "funnel_judged": "按规则判断", "question_answered": "答复问清"}
# Members of openings and notes, in the words of the table: name in data, and how its value is read.
FIELDS = {"内容": ("what", "text"), "请示单位": ("asker", "body"), "答复单位": ("answerer", "body"), "期限": ("due", "text"),
          "受阻事项": ("blocks", "things"), "标题": ("title", "text"), "签署单位": ("signer", "body"), "上级单位": ("upper", "body"),
          "岗位": ("post", "post"), "所列承诺": ("numbers", "things"), "企业": ("firm", "asset"), "关停装置": ("units", "assets"),
          "牵头单位": ("lead", "body"), "依据": ("instrument", "text"), "条款": ("article", "text"), "制发机关": ("issuer", "text"),
          "职工安置": ("staff", "text"), "补偿": ("compensation", "text"), "名称": ("name", "text"), "负责单位": ("body", "body"),
          "行业": ("sector", "text"), "数值": ("figure", "figure"), "理由": ("reason", "text"), "日期": ("day", "text"), "文件": ("document", "paper"),
          "对象": ("assets", "assets")}


def rows():
    with open(TABLE, encoding="utf-8") as file:
        for line in file:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if len(cells) == 4 and re.match(r"\d{4}-\d\d-\d\d$", cells[0]):
                yield cells


def table(folder, name):
    with open(os.path.join(folder, "registers", name), encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


class City:
    """The program, a database, and what the ledger has said so far."""

    def __init__(self, folder):
        self.folder, self.db = folder, os.path.join(folder, "city.db")
        self.sample = os.path.join(folder, "sample")
        self.day, self.entries, self.names, self.papers, self.count = BEGINS, [], {}, {}, 0
        self.opened, self.state, self.version = {}, {}, {}
        self.lifecycles()
        self.run("sample", self.sample, "--db", self.db)
        self.registers()
        self.read()

    def run(self, *arguments, stdin=None, hour=10, expected=(OK,)):
        at = datetime.strptime(self.day, "%Y-%m-%d").replace(tzinfo=timezone(timedelta(hours=8))) + timedelta(hours=hour)
        surroundings = {**os.environ, "LD_PRELOAD": CLOCK, "LUOSHI_TEST_NOW": str(int(at.timestamp()))}
        done = subprocess.run([LUOSHI, *arguments], capture_output=True, text=True, timeout=120, input=stdin, env=surroundings)
        self.told, self.code = done.stdout + done.stderr, done.returncode
        if done.returncode not in expected:
            raise AssertionError(f"{self.day} {arguments}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def lifecycles(self):
        """kind → its Chinese word; event type → what it is called; (kind, verb) → event type and the state it leads to."""
        self.kinds, self.words, self.steps, self.states = {}, dict(EVENTS), {}, {}
        kind = None
        for line in subprocess.run([LUOSHI, "lifecycle"], capture_output=True, text=True, check=True).stdout.splitlines():
            if found := re.match(r"## (\S+) `(\w+)`", line):
                kind = found[2]
                self.kinds[found[1]] = kind
                self.words.setdefault(kind + "_opened", found[1] + "·开")
            elif line.startswith("States: "):
                self.states[kind] = [(found[1], found[2]) for found in re.finditer(r"(\S+) `(\w+)`", line[8:])]
            elif line.startswith("| ") and line.count("|") >= 8 and not line.startswith("| from"):
                cells = [cell.strip() for cell in line.strip("|").split("|")]
                event = re.search(r"`([\w.]+)`", cells[6])[1]
                if "." in event:
                    self.words[event] = f"{[word for word, name in self.kinds.items() if name == kind][0]}·{cells[1]}"
                    self.steps[kind, cells[1]] = (event, None if cells[2] == "不变" else cells[2])

    def registers(self):
        self.bodies, self.posts, self.assets, people, places = {}, {}, {}, {}, 0
        with open(os.path.join(self.sample, "registers.jsonl"), encoding="utf-8") as file:
            for line in file:
                made = json.loads(line)
                body = made["body"]
                if made["type"] == "register_body":
                    self.bodies[body["name"]] = len(self.bodies) + 1
                elif made["type"] == "register_post":
                    self.posts[body["name"]] = len(self.posts) + 1
                elif made["type"] == "register_person":
                    people[body["name"]] = len(people) + 1
                elif made["type"] == "register_asset":
                    self.assets[body["code"]] = len(self.assets) + 1
        post_name = {row["岗位编号"]: row["名称"] for row in table(self.sample, "posts.csv")}
        self.people = {"系统": {}}
        for row in table(self.sample, "holders.csv"):
            post = post_name[row["岗位编号"]]
            actor = {"actor": people[row["姓名"]], "post": self.posts[post]}
            if row["角色"] in ("编审", "核查"):
                self.people.setdefault(row["角色"], actor)
            elif row["角色"] == "填报":
                place = post.removesuffix("填报岗")
                self.people[place] = self.people[place.removeprefix("市")] = actor

    def body(self, name):
        for known, number in self.bodies.items():
            if known in (name, name + "人民政府", name + "街道办事处"):
                return number
        raise AssertionError(f"没有单位“{name}”")

    def read(self):
        """Takes in what the ledger says since the last time; returns the new entries."""
        lines = self.run("ledger", "export", "--db", self.db).splitlines()
        fresh = [json.loads(json.loads(line)["entry"]) for line in lines[len(self.entries):-1]]
        for entry in fresh:
            self.entries.append(entry)
            self.take_in(entry, len(self.entries))
        return fresh

    def take_in(self, entry, sequence):
        kind, body = entry["type"], entry["body"]
        if kind.endswith("_opened") or kind in ("report_filed", "question_asked"):
            of = {"report_filed": "report", "question_asked": "question"}.get(kind, kind.removesuffix("_opened"))
            self.make(of, sequence)
        elif kind == "document_imported":
            for statement in body["statements"]:
                self.make("statement", sequence)
                for _ in statement.get("questions", []):
                    self.make("question", sequence)
            for _ in body.get("questions", []):
                self.make("question", sequence)
            self.papers[body["document"]["file"]] = len(self.papers) + 1
        elif "." in kind:
            of = kind.split(".")[0]
            self.version[of, body["thing"]] = sequence
            to = next(to for (kind_of, _), (event, to) in self.steps.items() if kind_of == of and event == kind)
            if to:
                self.state[of, body["thing"]] = to
        for of in ("commitment", "statement", "question", "report"):
            if isinstance(body, dict) and isinstance(body.get(of), int) and kind not in ("report_filed", "question_asked", "verdict_recorded") and "." not in kind and not kind.endswith("_opened"):
                self.version[of, body[of]] = sequence
        if kind == "commitment_adopted":
            self.state["commitment", body["commitment"]] = "在办"

    def make(self, kind, sequence):
        self.opened[kind] = self.opened.get(kind, 0) + 1
        self.version[kind, self.opened[kind]] = sequence
        self.state[kind, self.opened[kind]] = self.states[kind][0][0] if kind in self.states else ""

    def thing(self, name):
        if found := re.match(r"C-(\d+)$", name):
            return "commitment", int(found[1])
        if name not in self.names:
            raise AssertionError(f"表里没有起过“{name}”这个名字")
        return self.names[name]

    def do(self, who, kind, body, seen=None):
        self.count += 1
        command = {"id": f"year-{self.count}", "type": kind, "body": body, **self.people[who], **({"seen": seen} if seen else {})}
        return json.loads(self.run("do", "--db", self.db, stdin=json.dumps(command, ensure_ascii=False), expected=(OK, ANSWER_IS_NO)))

    def value(self, how, words):
        several, amount = words.split("、"), re.match(r"(\d+)(\D+)$", words)
        return {"text": lambda: words, "body": lambda: self.body(words), "post": lambda: self.posts[words],
                "paper": lambda: self.papers[words], "asset": lambda: self.assets[words],
                "assets": lambda: [self.assets[each] for each in several],
                "things": lambda: [self.thing(each)[1] for each in several],
                "figure": lambda: {"value": amount[1], "unit": amount[2], "bound": "=", "basis": "unstated"}}[how]()

    def members(self, given):
        return {FIELDS[name][0]: self.value(FIELDS[name][1], words) for name, words in given.items()}

    def status(self, as_of=None):
        shown = json.loads(self.run("status", "--db", self.db, "--json", *(["--as-of", as_of] if as_of else []), hour=23))
        shown["head"] = None
        return shown

    def line(self, name):
        number = self.thing(name)[1]
        return next(line for place in self.status()["places"] for line in place["lines"] if line["id"] == f"C-{number}")


def given_of(words):
    """名=值；名=值 as a dictionary; what stands before the first ＝ as its own."""
    given, plain = {}, []
    for part in words.split("；"):
        name, equals, value = part.partition("=")
        if equals:
            given[name.strip()] = value.strip()
        elif part.strip():
            plain.append(part.strip())
    return plain, given


class Verbs:
    """What each verb of the table does; each answers with what `luoshi do` said, or nothing where another command ran."""

    def __init__(self, city):
        self.city = city

    def act(self, who, words):
        verb, _, rest = words.partition("：")
        plain, given = given_of(rest)
        own = getattr(self, "do_" + verb, None)
        if own:
            return own(who, plain, given)
        if verb.startswith("开"):
            return self.open(who, self.city.kinds[{"承诺书": "承诺书", "请示": "请示协调", "停产退出": "停产退出", "事故": "事故"}[verb[1:]]], given)
        return self.step(who, verb, plain[0], given)

    def open(self, who, kind, given):
        body = self.city.members(given)
        if kind == "closure" and "document" in body:
            body["paper"] = body.pop("document")
        return self.city.do(who, "open_" + kind, body)

    def step(self, who, verb, name, given):
        kind, number = self.city.thing(name)
        event, _ = self.city.steps[kind, verb]
        return self.city.do(who, event, {"thing": number, **self.city.members(given)}, self.city.version[kind, number])

    def do_收录(self, _who, _plain, given):
        path = os.path.join(self.city.folder, given["文件"])
        with open(path, "w", encoding="utf-8") as file:
            file.write(given["正文"])
        self.city.run("import", "--db", self.city.db, path)

    def do_采用(self, _who, plain, _given):
        self.city.run("import", "--db", self.city.db, os.path.join(SOURCE, plain[0]))

    def do_确认条目(self, who, plain, _given):
        words = re.search(r"“(.+)”", plain[0])[1]
        found = [line for place in self.city.status()["places"] for line in place["lines"] if line["id"].startswith("S-") and words in line["sentence"]]
        assert found, f"没有含“{words}”的条目"
        self.city.last = ("statement", int(found[-1]["id"][2:]))
        return self.city.do(who, "confirm_statement", {"statement": self.city.last[1]}, self.city.version[self.city.last])

    def do_问清条目(self, who, plain, given):
        """Every open question of the paper the statement stands in is answered alike."""
        imported = [entry for entry in self.city.entries if entry["type"] == "document_imported"][-1]["body"]
        count = sum(len(each.get("questions", [])) for each in imported["statements"]) + len(imported.get("questions", []))
        answer = None
        for number in range(self.city.opened["question"] - count + 1, self.city.opened["question"] + 1):
            answer = self.city.do(who, "answer_question", {"question": number, "answer": given["答复"]}, self.city.version["question", number])
            if "refused" in answer:
                return answer
        return answer

    def do_立项(self, who, _plain, given):
        amount = re.match(r"(\d+)(\D+)$", given["数值"])
        body = {"title": given["标题"], "sources": [self.city.thing(given["来源"])[1]], "lead": self.city.body(given["牵头"]), "theme": "water",
                "meaning": "output", "figure": {"value": amount[1], "unit": amount[2], "bound": "=", "basis": "cumulative"},
                "deadline": {"kind": "by", "until": given["期限"], "words": given["期限"]}, "started": given["开工"],
                "assets": self.city.value("assets", given["对象"])}
        return self.city.do(who, "open_commitment", body)

    def do_定责生效(self, who, plain, _given):
        kind, number = self.city.thing(plain[0])
        return self.city.do(who, "adopt_commitment", {"commitment": number}, self.city.version[kind, number])

    def do_填报(self, who, plain, given):
        stages = {"完工": "built", "见效": "effective", "进场": "entered"}
        moves = [{"asset": self.city.assets[code], "stage": stages[word]} for word in stages if word in given for code in given[word].split("、")]
        return self.city.do(who, "file_report", {"commitment": self.city.thing(plain[0])[1], "until": given["截至"], "moves": moves})

    def do_核查(self, who, plain, given):
        kind, number = self.city.thing(plain[0])
        body = {"report": number, "verdict": "accepted" if given["结论"] == "属实" else "returned", "reason": given.get("理由", "")}
        return self.city.do(who, "check_report", body, self.city.version[kind, number])

    def do_监测(self, who, plain, _given):
        answer = None
        for each in plain:
            code, day, verdict = each.split()
            answer = self.city.do(who, "record_sample", {"asset": self.city.assets[code], "day": day, "limit": "不黑不臭",
                                                         "verdict": "in_class" if verdict == "达标" else "missed"})
            if "refused" in answer:
                return answer
        return answer

    def do_按规则判断(self, _who, _plain, _given):
        self.city.run("funnel", "judge", "--db", self.city.db)

    def year(self, who, verb, *more):
        """`luoshi year VERB`: what `luoshi do` would have said."""
        actor = self.city.people[who]
        self.city.run("year", verb, "--db", self.city.db, *more, "--person", str(actor["actor"]), "--post", str(actor["post"]), expected=(OK, ANSWER_IS_NO))
        return {"refused": "", "reason": self.city.told} if self.city.code == ANSWER_IS_NO else {}

    def do_开年度收官(self, who, _plain, given):
        body = next(name for name, number in self.city.bodies.items() if number == self.city.body(given["单位"]))
        return self.year(who, "open", "--year", given["年度"], "--body", body)

    def do_收官(self, who, plain, _given):
        return self.year(who, "close", "--turn", str(self.city.thing(plain[0])[1]))

    def do_看收官(self, _who, plain, _given):
        self.city.shown = self.city.run("year", "show", "--db", self.city.db, "--turn", str(self.city.thing(plain[0])[1]))

    def do_申诉(self, who, plain, given):
        return self.city.do(who, "open_appeal", {"commitment": self.city.thing(plain[0])[1], "grounds": given["理由"], "light": "", "sum": ""})


@unittest.skipUnless(os.path.exists(CLOCK), "set_clock.so is not built beside luoshi (LUOSHI_BIN)")
class AYear(unittest.TestCase):
    def look(self, city, wanted, answer, fresh, where):
        if wanted.startswith("拒绝"):
            self.assertIsNotNone(answer, where)
            self.assertIn("refused", answer, where)
            self.assertIn(wanted[2:].strip(), answer["reason"], where)
            self.assertEqual([], fresh, where + "：拒绝的什么也不留下")
        elif wanted.startswith("显示"):
            self.assertIn(wanted[2:].strip(), city.shown, where)
        elif wanted.startswith("记入"):
            self.assertTrue(fresh, where + "：什么也没有记入")
            for name in filter(None, wanted[2:].strip().split("、")):
                self.assertIn(name, [city.words.get(entry["type"], entry["type"]) for entry in fresh], where)
        elif found := re.match(r"能否按期 (\S+) 含 (.+)$", wanted):
            self.assertIn(found[2], city.line(found[1])["kept"]["reason"], where)
        elif found := re.match(r"(.+)为(\S+)$", wanted):
            self.assertEqual(city.state[city.thing(found[1])], found[2], where)
            if city.thing(found[1])[0] == "commitment":
                self.assertEqual(city.line(found[1])["kind"], "承诺·" + found[2], where)
        else:
            self.fail(f"{where}：看不懂“{wanted}”")

    def test_the_year_goes_as_the_table_says_and_every_past_day_is_shown_as_it_was(self):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        city = City(folder)
        verbs, shown, done = Verbs(city), {}, 0
        for day, who, words, wanted in rows():
            if day != city.day:
                shown[city.day] = city.status()
                city.day = day
            words, _, name = words.partition("⇒")
            where = f"{day} {who} {words.strip()[:40]}"
            city.last = None
            answer = verbs.act(who, words.strip())
            if answer is not None and "refused" in answer:
                self.assertTrue(wanted.startswith("拒绝"), f"{where}：{answer}")
            fresh = city.read()
            if name.strip() and fresh:
                opened = [entry["type"] for entry in fresh if entry["type"].endswith("_opened") or entry["type"] == "report_filed"]
                kind = (opened[-1].removesuffix("_opened") if opened and opened[-1] != "report_filed" else "report") if opened else None
                city.names[name.strip()] = city.last or (kind, city.opened[kind])
            for each in wanted.split("；"):
                self.look(city, each.strip(), answer, fresh, where)
            done += 1
        self.assertGreater(done, 30)
        shown[city.day] = city.status()
        for day, then in shown.items():
            self.assertEqual(city.status(day), then, f"{day} 事后看到的与当时不同")
        self.assertGreater(len(shown), 20)


if __name__ == "__main__":
    unittest.main()
