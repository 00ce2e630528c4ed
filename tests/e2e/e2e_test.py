"""A person at the web application, in a real browser (label e2e).

Runs web.e2e.mjs against `luoshi serve` on the sample city, and against the answers of web/mock, which are those of
api/openapi.json. Needs Node.js, Chromium and the packages of web/package-lock.json installed beside it; skipped, saying
so, where one is absent.
"""
import glob
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
BULLETINS = 8  # enough for every page, few enough to be read in seconds


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

    def drive(self, base, editor, newcomer):
        name, password = editor.split(":", 1)
        surroundings = {**os.environ, "LUOSHI_BASE": base, "LUOSHI_CHROMIUM": self.chromium, "LUOSHI_WEB": WEB,
                        "LUOSHI_NAME": name, "LUOSHI_PASSWORD": password, "LUOSHI_NEWCOMER": newcomer}
        done = subprocess.run([self.node, "--test", SCRIPT], env=surroundings, capture_output=True, text=True, timeout=800, check=False)
        self.assertEqual(0, done.returncode, done.stdout[-6000:] + done.stderr[-2000:])

    def luoshi(self, *arguments):
        done = subprocess.run([LUOSHI, *arguments], capture_output=True, text=True, check=False)
        self.assertEqual(0, done.returncode, done.stdout[-2000:] + done.stderr[-2000:])

    def test_against_the_server_on_the_sample_city(self):
        if subprocess.run([LUOSHI, "serve", "--help"], capture_output=True, check=False).returncode != 0:
            self.skipTest("this luoshi does not serve")
        place = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, place)
        sample, database = os.path.join(place, "sample"), os.path.join(place, "city.db")
        self.luoshi("sample", sample)
        self.luoshi("do", "--db", database, os.path.join(sample, "registers.jsonl"))
        papers = sorted(glob.glob(os.path.join(sample, "papers", "bulletins", "*.txt")))[:BULLETINS] + sorted(glob.glob(os.path.join(sample, "papers", "damaged", "*")))
        self.luoshi("import", "--db", database, "--sample", *papers)
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
        self.drive(base, self.editor_among(base, accounts), ":".join(accounts[-1]))

    def editor_among(self, base, accounts):
        """The first of them who may judge statements, with the first password changed."""
        for name, password in accounts[:-1]:
            session = Session(base, name, password)
            if "editor" in session.answer["roles"]:
                session.ask("POST", "/password", {"old": password, "new": PASSWORD})
                return f"{name}:{PASSWORD}"
        self.fail("nobody among the first accounts is an editor")

    def test_against_the_mock_of_the_contract(self):
        mock = subprocess.Popen([self.node, os.path.join(WEB, "mock", "server.mjs")], env={**os.environ, "PORT": "0"},
                                stdout=subprocess.PIPE, text=True)
        self.addCleanup(mock.wait)
        self.addCleanup(mock.kill)
        self.addCleanup(mock.stdout.close)
        base = re.search(r"http://127\.0\.0\.1:\d+", mock.stdout.readline()).group(0)
        self.drive(base, "bianshen:yunxi-bianshen", "xinren:first-password")


if __name__ == "__main__":
    unittest.main(verbosity=2)
