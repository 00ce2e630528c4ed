"""The two commands refuse what they do not know, and the closing report of ./test notices what went wrong."""
import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.environ.get("LUOSHI_SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "scripts"))
import test_report  # noqa: E402

GOOGLE = """Running main() from gtest_main.cc
[==========] Running 5 tests from 2 test suites.
[----------] 5 tests from Decay
[==========] 5 tests from 2 test suites ran. (3 ms total)
[  PASSED  ] 3 tests.
[  SKIPPED ] 1 test, listed below:
[  SKIPPED ] Decay.NeedsTheSharedFolder
[  FAILED  ] 1 test, listed below:
[  FAILED  ] Decay.KeepsMass
"""


class Report(unittest.TestCase):
    def summary(self, tests):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            totals = test_report.summarize("unit", tests)
        return totals, printed.getvalue()

    def test_counts_what_googletest_says(self):
        output = GOOGLE.replace("[----------] 5", "a_test.cpp:12: Skipped\nthe shared folder is absent\n[----------] 5")
        self.assertEqual((5, 1, ["the shared folder is absent"]), test_report.count(output))

    def test_a_skip_without_a_reason_is_still_counted(self):
        self.assertEqual((5, 1, ["no reason given"]), test_report.count(GOOGLE))

    def test_counts_what_unittest_says(self):
        output = "test_x skipped 'no sqlite3'\n\nRan 7 tests in 0.1s\n\nFAILED (failures=1, errors=1, skipped=1)\n"
        self.assertEqual((7, 2, ["no sqlite3"]), test_report.count(output))
        self.assertEqual((7, 0, []), test_report.count("Ran 7 tests in 0.1s\n\nOK\n"))

    def test_a_failed_program_fails_its_kind(self):
        totals, line = self.summary({"water_unit_test": ("unit", "fail", 1.0, GOOGLE)})
        self.assertEqual((3, 1, 1), totals)
        self.assertIn("FAILED: water_unit_test (fail)", line)

    def test_a_program_that_crashed_before_counting_fails(self):
        totals, _ = self.summary({"water_unit_test": ("unit", "fail", 1.0, "")})
        self.assertEqual(1, totals[1])

    def test_a_program_that_ran_no_test_fails(self):
        totals, line = self.summary({"water_unit_test": ("unit", "run", 1.0, "nothing here")})
        self.assertEqual(1, totals[1])
        self.assertIn("ran no test", line)

    def test_a_source_that_compiles_too_long_fails(self):
        with tempfile.TemporaryDirectory() as build:
            for name, cost in (("slow.cpp", "11.0 1.5"), ("quick.cpp", "1.0 0.2")):
                for suffix, text in ((".o", ""), (".o.cpu", cost)):
                    with open(os.path.join(build, name + suffix), "w", encoding="utf-8") as file:
                        file.write(text)
            source = os.path.join(ROOT, "run")     # any file that includes no Beast
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                self.assertFalse(test_report.compile_report(build, lambda name: source))
            self.assertIn("slow.cpp took 12.5 CPU-seconds", printed.getvalue())
            os.remove(os.path.join(build, "slow.cpp.o"))
            with contextlib.redirect_stdout(io.StringIO()):
                self.assertTrue(test_report.compile_report(build, lambda name: source))


class TimedCompile(unittest.TestCase):
    def test_leaves_the_time_and_passes_on_the_outcome(self):
        timed = os.path.join(ROOT, "cmake", "timed_compile")
        with tempfile.TemporaryDirectory() as folder:
            target = os.path.join(folder, "x.o")
            done = subprocess.run([timed, "sh", "-c", "echo said >&2; exit 3", "-o", target], capture_output=True, text=True)
            self.assertEqual((3, "said\n"), (done.returncode, done.stderr))
            with open(target + ".cpu", encoding="utf-8") as file:
                self.assertEqual(2, len(file.read().split()))


class Options(unittest.TestCase):
    def refusal(self, command, *arguments):
        done = subprocess.run([os.path.join(ROOT, command), *arguments], capture_output=True, text=True)
        self.assertNotEqual(0, done.returncode)
        return done.stderr

    def test_an_unknown_option_is_refused_with_what_to_do(self):
        for command in ("run", "test"):
            with self.subTest(command=command):
                self.assertRegex(self.refusal(command, "--faster"), r"^\w+: what --faster means is not known \(.*\) see ")

    def test_an_option_without_its_value_is_refused(self):
        self.assertIn("a folder must follow it", self.refusal("run", "--data"))
        self.assertIn("must follow it", self.refusal("test", "--only"))


class SourceDigest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        os.mkdir(os.path.join(self.folder, "src"))
        self.write("a.cpp", "one")

    def write(self, name, text):
        with open(os.path.join(self.folder, "src", name), "w", encoding="utf-8") as file:
            file.write(text)

    def digest(self):
        script = f'source "{ROOT}/scripts/common.sh"; cd "$1"; digest_of src nothing_here'
        return subprocess.run(["bash", "-c", script, "bash", self.folder], capture_output=True, text=True, check=True).stdout

    def test_content_name_and_number_of_files_all_count(self):
        seen = [self.digest()]
        self.assertEqual(seen[0], self.digest())
        self.write("a.cpp", "two")
        seen.append(self.digest())
        self.write("b.cpp", "two")
        seen.append(self.digest())
        os.rename(os.path.join(self.folder, "src", "b.cpp"), os.path.join(self.folder, "src", "c.cpp"))
        seen.append(self.digest())
        self.assertEqual(4, len(set(seen)))


if __name__ == "__main__":
    unittest.main()
