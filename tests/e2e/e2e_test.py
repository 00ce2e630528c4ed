"""A person at the web application, in a real browser (label e2e).

Runs web.e2e.mjs against `luoshi serve` on the sample city, and against the answers of web/mock, which are those of
api/openapi.json. Needs Node.js, Chromium and the packages of web/package-lock.json installed beside it; skipped, saying
so, where one is absent. LUOSHI_E2E_ONLY runs the tests whose name fits that pattern alone; LUOSHI_SHOTS names a folder that
keeps a picture of every page at both widths.
"""
import http.client
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.environ.get("LUOSHI_SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WEB = os.path.join(ROOT, "web")
SCRIPT = os.path.join(ROOT, "tests", "e2e", "web.e2e.mjs")
LUOSHI = os.path.join(os.environ.get("LUOSHI_BIN", ""), "luoshi")
PASSWORD = "清水绿岸二〇二六年看得见"


class Session:
    """A person at the interface itself."""

    def __init__(self, base, name, password):
        self.host = base.split("//")[1]
        self.headers = {"Content-Type": "application/json"}
        self.answer = self.ask("POST", "/session", {"name": name, "password": password})

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection(self.host, timeout=30)
        connection.request(method, "/api/v1" + path, json.dumps(body) if body is not None else None, self.headers)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        if response.status >= 400:
            raise AssertionError(f"{method} {path}: {response.status} {text}")
        if response.getheader("Set-Cookie"):
            self.headers["Cookie"] = response.getheader("Set-Cookie").split(";")[0]
        answer = json.loads(text) if text else {}
        if "csrf" in answer:
            self.headers["X-Luoshi-Csrf"] = answer["csrf"]
        return answer


class Browser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node, cls.chromium = shutil.which("node"), shutil.which("chromium")
        if not cls.node:
            raise unittest.SkipTest("no Node.js here: no browser was driven")
        if not cls.chromium:
            raise unittest.SkipTest("no Chromium here: no browser was driven")
        if not os.path.isdir(os.path.join(WEB, "node_modules", "playwright-core")):
            raise unittest.SkipTest("the npm packages are not installed in web/: no browser was driven")

    def drive(self, base, people):
        """`people`: name and password by part, as the script names them (LUOSHI_EDITOR …)."""
        surroundings = {**os.environ, "LUOSHI_BASE": base, "LUOSHI_CHROMIUM": self.chromium, "LUOSHI_WEB": WEB,
                        **{f"LUOSHI_{part.upper()}": account for part, account in people.items()}}
        only = os.environ.get("LUOSHI_E2E_ONLY")
        pattern = ["--test-name-pattern", only] if only else []
        done = subprocess.run([self.node, "--test", *pattern, SCRIPT], env=surroundings, capture_output=True, text=True, timeout=1500, check=False)
        for line in done.stdout.splitlines():
            if "axe |" in line:
                print(line[line.index("axe |"):])
        self.assertEqual(0, done.returncode, done.stdout[-6000:] + done.stderr[-2000:])

    def luoshi(self, *arguments):
        done = subprocess.run([LUOSHI, *arguments], capture_output=True, text=True, check=False)
        self.assertEqual(0, done.returncode, done.stdout[-2000:] + done.stderr[-2000:])

    def test_against_the_server_on_the_sample_city(self):
        if subprocess.run([LUOSHI, "serve", "--help"], capture_output=True, check=False).returncode != 0:
            self.skipTest("this luoshi does not serve")
        place = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, place)
        database = os.path.join(place, "city.db")
        self.luoshi("sample", os.path.join(place, "sample"), "--db", database)
        self.luoshi("do", "--db", database, self.administrators(place))
        server = subprocess.Popen([LUOSHI, "serve", "--db", database, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        accounts, base = [], None
        while base is None:
            line = server.stdout.readline()
            self.assertNotEqual("", line, "the server ended before it was ready")
            account = re.match(r"  (\S+)  (\S+)  \S", line)
            if account:
                accounts.append(account.groups())
            address = re.search(r"http://127\.0\.0\.1:\d+", line)
            base = address.group(0) if address else None
        self.drive(base, self.cast(base, accounts))

    def administrators(self, place):
        """A system and a security administrator, whom the sample city leaves to its users; the second one last."""
        with open(os.path.join(place, "sample", "registers.jsonl"), encoding="utf-8") as file:
            types = [json.loads(line)["type"] for line in file]
        person, post = types.count("register_person"), types.count("register_post")
        commands = []
        for number, (name, role) in enumerate((("样例系统员", "system_admin"), ("样例安全员", "security_admin")), 1):
            commands += [{"type": "register_person", "body": {"name": name}},
                         {"type": "register_post", "body": {"name": name[2:] + "岗", "body": 1}},
                         {"type": "appoint_holder", "body": {"person": person + number, "post": post + number, "roles": [role], "from": "2024-01-01"}}]
        path = os.path.join(place, "administrators.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for number, command in enumerate(commands):
                file.write(json.dumps({"id": f"admin-{number}", **command}, ensure_ascii=False) + "\n")
        return path

    def cast(self, base, accounts):
        """The first account of each part, with the first password changed; the newcomer keeps it."""
        people = {}
        for name, password in accounts:
            session = Session(base, name, password)
            parts = [part for part in ("editor", "reporter", "checker", "system_admin", "security_admin") if part in session.answer["roles"]]
            if parts == ["reporter"] and "街道" not in session.answer["post_name"] and "镇" not in session.answer["post_name"]:
                continue  # a town's desk reports rivers one by one
            for part in parts:
                part = {"system_admin": "keeper", "security_admin": "guard"}.get(part, part)
                part = "leaver" if part == "reporter" and "reporter" in people else part
                if part not in people:
                    session.ask("POST", "/password", {"old": password, "new": PASSWORD})
                    people[part] = f"{name}:{PASSWORD}"
            if not parts and "reader" in session.answer["roles"]:
                people.setdefault("newcomer", f"{name}:{password}")
        self.assertEqual({"editor", "reporter", "leaver", "checker", "keeper", "guard", "newcomer"}, set(people))
        return people

    def test_against_the_mock_of_the_contract(self):
        mock = subprocess.Popen([self.node, os.path.join(WEB, "mock", "server.mjs")], env={**os.environ, "PORT": "0"},
                                stdout=subprocess.PIPE, text=True)
        self.addCleanup(mock.wait)
        self.addCleanup(mock.kill)
        self.addCleanup(mock.stdout.close)
        base = re.search(r"http://127\.0\.0\.1:\d+", mock.stdout.readline()).group(0)
        editor = "bianshen:yunxi-bianshen"  # the mock keeps no rights: one person plays all parts
        self.drive(base, {"editor": editor, "reporter": editor, "checker": editor, "newcomer": "xinren:first-password"})


if __name__ == "__main__":
    unittest.main(verbosity=2)
