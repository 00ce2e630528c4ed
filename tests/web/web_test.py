"""The built web application is that of these sources, and building again gives the same bytes (label web).

What needs Node.js and the packages of web/package-lock.json is skipped, saying so, where they are not to be had.
"""
import filecmp
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.environ.get("LUOSHI_SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WEB = os.path.join(ROOT, "web")
DIST = os.path.join(WEB, "dist")
SOURCES = ["src", "public", "scripts", "index.html", "vite.config.ts", "tsconfig.json", "package.json", "package-lock.json"]
FIRST_PAINT_BYTES = 300_000
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/1999/xlink"}


def files_under(path):
    full = os.path.join(WEB, path)
    if os.path.isfile(full):
        return [path]
    found = []
    for folder, _, names in os.walk(full):
        found += [os.path.relpath(os.path.join(folder, name), WEB) for name in names]
    return found


def digest(path):
    with open(os.path.join(WEB, path), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class Built(unittest.TestCase):
    """Needs nothing but Python: what is committed fits together."""

    def test_the_manifest_names_these_sources(self):
        manifest = json.loads(read(os.path.join(DIST, "manifest.json")))
        sources = {path: digest(path) for part in SOURCES for path in files_under(part) if not path.endswith(".test.ts")}
        self.assertEqual(manifest["sources"], sources, "web/dist is of other sources; run `npm run build` in web/")

    def test_the_manifest_names_these_files(self):
        manifest = json.loads(read(os.path.join(DIST, "manifest.json")))
        files = {path: digest(path) for path in files_under("dist") if path != "dist/manifest.json"}
        self.assertEqual(manifest["files"], files, "web/dist was changed by hand; run `npm run build` in web/")

    def test_nothing_asks_for_anything_outside(self):
        self.assertEqual([], [path for path in files_under("dist") if path.endswith(".map")])
        for path in files_under("dist"):
            if path.endswith((".html", ".css", ".js")):
                text = read(os.path.join(WEB, path))
                self.assertNotIn("sourceMappingURL", text, path)
                asked = re.findall(r"""(?:src|href)=["']?(?:https?:)?//[^"'> ]+|url\(["']?(?:https?:)?//[^)]+|@import[^;]+//[^;]+""", text)
                self.assertEqual([], asked, path)
                other = set(re.findall(r"https?://[\w./-]+", text)) - NAMESPACES
                self.assertEqual([], [each for each in other if not re.search(r"^https?://(vuejs\.org|element-plus\.org|github\.com/ecomfe/zrender)", each)], path)

    def test_first_paint_is_small(self):
        seen, waiting = set(), re.findall(r'(?:src|href)="/(assets/[^"]+)"', read(os.path.join(DIST, "index.html")))
        waiting += [path[len("dist/"):] for path in files_under("dist") if "/OverviewPage-" in path]
        while waiting:
            path = waiting.pop()
            if path in seen:
                continue
            seen.add(path)
            if path.endswith(".js"):
                text = read(os.path.join(DIST, path))
                waiting += ["assets/" + name for name in re.findall(r'(?:import|from)\s*"\./([^"]+)"', text)]
        size = sum(len(gzip.compress(read(os.path.join(DIST, path)).encode(), 9)) for path in seen)
        print(f"first paint: {len(seen)} files, {size} bytes compressed")
        self.assertGreater(len(seen), 2)
        self.assertLessEqual(size, FIRST_PAINT_BYTES)

    def test_the_lock_names_no_registry(self):
        self.assertNotIn('"resolved"', read(os.path.join(WEB, "package-lock.json")))


class Rebuilt(unittest.TestCase):
    """Needs Node.js 18 or later and the packages of the lock."""

    @classmethod
    def setUpClass(cls):
        node, npm = shutil.which("node"), shutil.which("npm")
        if not node or not npm:
            raise unittest.SkipTest("no Node.js here: the build itself was not repeated")
        cls.scratch = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.scratch)
        cls.modules = os.path.join(WEB, "node_modules")
        if not os.path.isdir(cls.modules):
            place = os.path.join(cls.scratch, "packages")
            os.mkdir(place)
            for name in ("package.json", "package-lock.json", ".npmrc"):
                shutil.copy(os.path.join(WEB, name), place)
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            try:
                subprocess.run(command, cwd=place, capture_output=True, timeout=900, check=True)
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failure:
                raise unittest.SkipTest("the npm packages cannot be had here: the build itself was not repeated") from failure
            cls.modules = os.path.join(place, "node_modules")

    def copy(self, name):
        place = os.path.join(self.scratch, name)
        shutil.copytree(WEB, os.path.join(place, "web"), ignore=shutil.ignore_patterns("node_modules", "dist"))
        shutil.copytree(os.path.join(ROOT, "api"), os.path.join(place, "api"))
        methods = os.path.join(place, "docs/methods")
        os.makedirs(methods)
        shutil.copy(os.path.join(ROOT, "docs/methods/lifecycle.md"), methods)  # its words have their English
        os.symlink(self.modules, os.path.join(place, "web", "node_modules"))
        self.addCleanup(shutil.rmtree, place)
        return os.path.join(place, "web")

    def run_in(self, place, *command):
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
        self.assertEqual(0, done.returncode, f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")

    def test_two_builds_give_the_committed_bytes(self):
        places = [self.copy("first"), self.copy("second")]
        for place in places:
            self.run_in(place, "npm", "run", "build")
        for other in (os.path.join(places[1], "dist"), DIST):
            self.assert_same(os.path.join(places[0], "dist"), other)

    def assert_same(self, left, right):
        files = {os.path.relpath(os.path.join(folder, name), left) for folder, _, names in os.walk(left) for name in names}
        others = {os.path.relpath(os.path.join(folder, name), right) for folder, _, names in os.walk(right) for name in names}
        self.assertEqual(files, others)
        _, different, unread = filecmp.cmpfiles(left, right, files, shallow=False)
        self.assertEqual(([], []), (different, unread))

    def test_the_types_are_those_of_the_contract(self):
        self.run_in(self.copy("types"), "node", "scripts/api_types.mjs", "--check")

    def test_the_sources_are_well_typed(self):
        self.run_in(self.copy("typed"), "npm", "run", "check")

    def test_every_unit_holds(self):
        self.run_in(self.copy("units"), "npm", "test")


if __name__ == "__main__":
    unittest.main(verbosity=2)
