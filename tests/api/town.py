"""A small town behind the real program, and a plain client for it: what the tests of the interface share."""
import http.client
import json
import os
import re
import subprocess
import tempfile

ROOT = os.environ.get("LUOSHI_SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LUOSHI = os.path.join(os.environ.get("LUOSHI_BIN") or os.path.join(ROOT, "build", "dev", "bin"), "luoshi")
ROLES = ["reader", "reporter", "checker", "editor", "planner", "engineer", "system_admin", "security_admin", "audit_admin"]
SEATS = {"top": 1, "own": 2}                       # a seat is a body: the government, the water bureau
TARGETS = {"city": None, "top": 1, "own": 2, "foreign": 3}   # whose a thing is; 3 is the urban bureau
LONG_AGO, TO_COME = "2020-01-01", "2099-01-01"
UPLOADS = ("/sheets/preview?", "/sheets/apply?", "/evidence?")     # these take the bytes of a file
PAGE = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"      # the least of files that is taken as evidence
PASSWORD = "a-long-password-{}"
PAPER = ("云溪市召开治水攻坚推进会\n2026年3月5日，云溪市召开推进会。会议强调，市水务局要在2026年10月底前完成35条河涌整治。"
         "市城管局要在2026年10月底前完成20个排口整治。市水务局要在2026年10月底前建成30公里管网。市政府要在2026年11月底前完成12条河涌验收。\n")


def contract():
    with open(os.path.join(ROOT, "api", "openapi.json"), encoding="utf-8") as file:
        return json.load(file)


class Client:
    """One signed-in browser; `ask` gives the status and the parsed answer."""

    def __init__(self, host, name=None, password=None):
        self.host, self.headers = host, {}
        if name:
            status, self.session = self.ask("POST", "/session", {"name": name, "password": password})
            assert status == 200, (name, self.session)

    def ask(self, method, path, body=None, stream=False):
        connection = http.client.HTTPConnection(self.host, timeout=60)
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body)
        kind = "application/octet-stream" if path.startswith(UPLOADS) and isinstance(body, bytes) else "application/json"
        headers = {**self.headers, **({"Content-Type": kind} if body is not None else {})}
        try:
            connection.request(method, "/api/v1" + path, sent, headers)
            response = connection.getresponse()
            if stream and response.status == 200:
                return 200, response.fp.readline()
            raw = response.read()
        finally:
            connection.close()
        if response.getheader("Set-Cookie"):
            self.headers["Cookie"] = response.getheader("Set-Cookie").split(";")[0]
        kind = (response.getheader("Content-Type") or "").split(";")[0]
        answer = json.loads(raw) if kind == "application/json" and raw else raw
        if isinstance(answer, dict) and "csrf" in answer:
            self.headers["X-Luoshi-Csrf"] = answer["csrf"]
        return response.status, answer


class Town:
    """Every role in the government and in the water bureau, each held by a person of its own who has an account; a
    commitment, a report and an account each of the government, the water bureau and the urban bureau."""

    def __init__(self):
        self.place = tempfile.TemporaryDirectory()
        self.db = os.path.join(self.place.name, "town.db")
        self.server, self.commands, self.count = None, [], 0
        self.posts, self.persons = 0, 0
        self.settle()
        self.serve()
        self.work()

    def close(self):
        self.server.terminate()
        self.server.wait()
        self.server.stdout.close()
        self.place.cleanup()

    def run(self, *arguments, **more):
        done = subprocess.run([LUOSHI, *arguments], capture_output=True, text=True, check=False, timeout=300, **more)
        assert done.returncode == 0, (arguments, done.stdout[-3000:], done.stderr[-3000:])
        return done.stdout

    def add(self, kind, body):
        self.count += 1
        self.commands.append({"id": f"settle-{self.count}", "type": kind, "body": body})

    def enlist(self, name, body, roles, since=LONG_AGO):
        """A post of its own for a person of its own; their number is the same."""
        self.posts += 1
        self.persons += 1
        self.add("register_post", {"name": name + "岗", "body": body})
        self.add("register_person", {"name": name})
        return {"person": self.persons, "post": self.posts, "roles": roles, "from": since}

    def settle(self):
        self.run("import", "--db", self.db, "--city", "云溪市", "--sample", self.paper())
        self.run("import", "--db", self.db, "--sample", self.paper("再推进会.txt", PAPER.replace("2026年3月5日", "2026年5月8日").replace("35条", "30条")))
        self.add("register_place", {"code": "990100000000", "name": "云溪市", "level": "city"})
        for name, kind, parent in (("云溪市人民政府", "government", None), ("云溪市水务局", "department", 1), ("云溪市城管局", "department", 1)):
            self.add("register_body", {"name": name, "kind": kind, "place": 1, **({"parent": parent} if parent else {})})
        terms = [self.enlist("批准", 1, ["reader"])]
        self.approver = 1
        for target, body in (("top", 1), ("own", 2), ("foreign", 3)):
            terms.append(self.enlist(f"靶子{target}", body, ["reader"]))
            terms.append(self.enlist(f"报告{target}", body, ["reporter"]))
        self.spare = {}
        for target, body in (("top", 1), ("own", 2), ("foreign", 3)):
            self.spare[target] = []
            for seat in SEATS:
                for role in ROLES:
                    terms.append(self.enlist(f"候任{target}{seat}{role}", body, ["reader"], TO_COME))
                    self.spare[target].append(self.posts)
        for seat, body in SEATS.items():
            for role in ROLES:
                terms.append(self.enlist(f"{role}-{seat}", body, [role]))
        # With the first security administrator rights leave the operator's hands: the second is appointed by the first.
        terms.sort(key=lambda term: term["roles"] == ["security_admin"])
        self.second = terms.pop()
        for term in terms:
            self.add("appoint_holder", term)
        self.section = 1
        self.add("register_asset", {"code": "S-1", "name": "大桥", "kind": "section", "place": 1, "stage": "listed"})
        self.add("register_asset", {"code": "R-0000", "name": "月湖涌", "kind": "river", "place": 1, "stage": "listed"})
        self.add("record_sample", {"asset": 1, "day": "1099-06-30", "verdict": "missed", "limit": "Ⅳ类"})
        self.run("do", "--db", self.db, "-", input="\n".join(json.dumps(each) for each in self.commands))
        self.run("adopt", "--db", self.db, self.programme())

    def programme(self):
        """One section on one reach: what is enough can be asked."""
        files = {"city.toml": 'name = "试"\nfirst_quarter = "2026-Q1"\nperiods = 200\nwater = "model.toml"\nitems = ["NH3-N"]\n',
                 "model.toml": 'name = "河"\nreaches = "r.csv"\nsources = "s.csv"\nsections = "t.csv"\n[kinetics]\nmodel = "first-order"\n'
                               '[[kinetics.species]]\nname = "NH3-N"\nper_day = 0\ntheta = 1\n',
                 "r.csv": "id,to,length_km,velocity_m_s,depth_m,head_flow_m3_s\nA,,5,0.3,1,2\n",
                 "s.csv": "id,reach,kind,NH3-N_kg_d\nx,A,diffuse,172.8\n", "t.csv": "id,reach,goal\n大桥,A,Ⅲ类\n"}
        for name, text in files.items():
            with open(os.path.join(self.place.name, name), "w", encoding="utf-8") as file:
                file.write(text)
        return os.path.join(self.place.name, "city.toml")

    def paper(self, name="推进会.txt", text=PAPER):
        path = os.path.join(self.place.name, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def later(self):
        """The sentence of the second paper that says again what the first one of the first says, as it stands now."""
        _, document = self.clients["editor-top"].ask("GET", "/documents/2")
        return next(each for each in document["statements"] if each["kind"] == "requirement")

    def serve(self):
        # Without a limit: on a quick machine these tests ask more often than any person, and the limit has tests of its own.
        self.server = subprocess.Popen([LUOSHI, "serve", "--db", self.db, "--listen", "127.0.0.1:0", "--rate", "0"], stdout=subprocess.PIPE, text=True)
        passwords = {}
        for line in self.server.stdout:
            if found := re.match(r"  (\S+)  (\S+)  \S+$", line):
                passwords[found[1]] = found[2]
            if found := re.search(r"http://(\S+)", line):
                self.host = found[1]
                break
        self.clients = {}
        self.clients["security_admin-top"] = self.enter("security_admin-top", passwords.pop("security_admin-top"))
        self.must(self.clients["security_admin-top"], "appoint_holder", self.second)
        numbers = ["--person", str(self.second["person"]), "--post", str(self.second["post"])]
        passwords["security_admin-own"] = self.run("accounts", "create", "--db", self.db, "security_admin-own", *numbers).split()[-1]
        for name in [f"{role}-{seat}" for seat in SEATS for role in ROLES] + [f"报告{target}" for target in ("top", "own", "foreign")]:
            if name in passwords:
                self.clients[name] = self.enter(name, passwords[name])

    def enter(self, name, password):
        client = Client(self.host, name, password)
        status, answer = client.ask("POST", "/password", {"old": password, "new": PASSWORD.format(name)})
        assert status == 200, answer
        return client

    def command(self, client, kind, body, seen=None):
        self.count += 1
        made = {"id": f"town-{self.count}", "type": kind, "body": body, **({} if seen is None else {"seen": seen})}
        return client.ask("POST", "/commands", made)

    def must(self, client, kind, body, seen=None):
        status, answer = self.command(client, kind, body, seen)
        assert status == 200, (kind, body, status, answer)
        return answer["first"]

    def work(self):
        """One commitment of each body in force with a report on it, and one more that stays proposed."""
        editor = self.clients["editor-top"]
        _, document = editor.ask("GET", "/documents/1")
        forward = [each for each in document["statements"] if each["kind"] == "requirement"]
        assert len(forward) >= 4, document["statements"]
        self.rules = editor.ask("GET", "/registers")[1]["rules"][0]["digest"]
        self.statement = forward[0]["id"]
        version = self.must(editor, "confirm_statement", {"statement": self.statement}, forward[0]["version"])
        assert version
        self.spare_statements = [each for each in forward[1:]]
        self.commitment, self.proposed, self.report, self.version = {}, {}, {}, {}
        for target, body in (("top", 1), ("own", 2), ("foreign", 3)):
            self.must(editor, "open_commitment", self.opening(body, target + "在办"))
            self.must(editor, "open_commitment", self.opening(body, target + "待定"))
        _, listed = editor.ask("GET", "/commitments?sort=newest")
        ids = {row["title"]: row for row in listed["items"]}
        for target in ("top", "own", "foreign"):
            self.commitment[target] = ids[target + "在办"]["id"]
            self.proposed[target] = ids[target + "待定"]["id"]
        for question in editor.ask("GET", "/questions?size=200&state=open")[1]["items"]:
            self.must(editor, "waive_question", {"question": question["id"], "reason": "与此无关"}, question["version"])
        body_of = {"top": 1, "own": 2, "foreign": 3}
        for number, target in enumerate(body_of, 1):
            self.must(editor, "adopt_commitment", {"commitment": self.commitment[target]}, ids[target + "在办"]["version"])
            reporter, checker = self.clients["报告" + target], self.clients["checker-top"]
            status, kept = reporter.ask("POST", "/evidence?name=a.pdf", PAGE)
            assert status == 200, kept
            self.must(reporter, "file_report", {**self.reporting(target), "evidence": [kept["evidence"]]})
            _, lots = checker.ask("POST", "/spot-lists", {"from": "2020-01-01", "until": "2099-01-01"})
            self.must(checker, "open_spot_check", {"title": "抽查", "body": body_of[target], "list": lots["list"], "size": lots["size"], "count": 1,
                                                   "seed_rule": "明日开奖号码", "due": "2999-07-10"})
            self.report[target] = number
            self.must(self.clients["报告" + target], "open_ask",
                      {"what": "请协调用电", "asker": body_of[target], "answerer": 3 if target == "top" else 1, "due": "2999-07-10"})

        for year, target in enumerate(body_of, 2021):
            status, answer = editor.ask("POST", "/years", {"id": f"year-{target}", "year": year, "body": body_of[target]})
            assert status == 200, answer

    def opening(self, body, title):
        return {"title": title, "sources": [self.statement], "lead": body, "theme": "water", "meaning": "output",
                "figure": {"value": "35", "unit": "条", "bound": ">=", "basis": "unstated"},
                "deadline": {"kind": "by", "until": "2099-10-31", "words": "10月底前"}}

    def asked(self, target):
        """A fresh question about that body's commitment, and its version."""
        self.count += 1
        editor = self.clients["editor-top"]
        text = f"{target}含不含支涌？{self.count}"
        version = self.must(editor, "ask_question", {"commitment": self.commitment[target], "label": "范围", "text": text})
        _, page = editor.ask("GET", f"/commitments/{self.commitment[target]}")
        return next(row["id"] for row in page["questions"] if row["text"] == text), version

    def seen(self, commitment, report=None):
        """The version that stands now."""
        _, page = self.clients["editor-top"].ask("GET", f"/commitments/{commitment}")
        return page["row"]["version"] if report is None else next(row["version"] for row in page["reports"] if row["id"] == report)

    def reporting(self, target):
        return {"commitment": self.commitment[target], "until": "2026-01-31", "note": "按期推进"}
