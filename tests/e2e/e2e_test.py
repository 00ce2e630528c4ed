"""A person at the web application, in a real browser (label e2e).

Runs web.e2e.mjs against the answers of web/mock, which are those of api/openapi.json. Needs Node.js, Chromium and the
packages of web/package-lock.json installed beside it; skipped, saying so, where one is absent.
"""
import os
import re
import shutil
import subprocess
import unittest

ROOT = os.environ.get("LUOSHI_SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WEB = os.path.join(ROOT, "web")
SCRIPT = os.path.join(ROOT, "tests", "e2e", "web.e2e.mjs")


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
