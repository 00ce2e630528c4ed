"""The documents name tests, terms and pages that exist (label traceability)."""
import os
import tempfile
import unittest

import documents

ROOT = os.environ.get("LUOSHI_SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Traceability(unittest.TestCase):
    def test_every_demand_has_a_test_that_exists_or_says_later(self):
        text = documents.read(os.path.join(ROOT, "docs", "traceability.md"))
        tests = documents.tests_in_sources(ROOT)
        self.assertTrue(tests)
        flaws = documents.traceability_flaws(text, tests)
        self.assertEqual([], flaws, "\n" + "\n".join(flaws))

    def test_every_pitfall_and_every_bad_input_names_tests_that_exist(self):
        tests = documents.tests_in_sources(ROOT)
        for page, heading, most in (("pitfalls.md", "# Pitfalls", 20), ("reporting.md", "## Bad input", 10)):
            text = documents.read(os.path.join(ROOT, "docs", "methods", page)).split(heading)[1]
            rows = [line for line in text.split("\n") if line.startswith("| ")][1:]
            self.assertGreaterEqual(len(rows), most)
            for row in rows:
                names = documents.NAMED_TEST.findall(row)
                self.assertTrue(names, row)
                self.assertEqual([], [name for name in names if name not in tests], row)

    def test_flaws_are_found(self):
        sound = "\n".join(f"| {row} | what | later | later |" for row in documents.ROWS)
        self.assertEqual([], documents.traceability_flaws(sound, {"A.B"}))
        for bad, flaw in (
                (sound.replace("| A1 | what | later | later |", ""), "row A1 is missing"),
                (sound + "\n| E6 | what | later | later |", "row E6 stands 2 times"),
                (sound + "\n| E7 | what | later | later |", "row E7 is none of the list"),
                (sound.replace("| A1 | what | later | later |", "| A1 | what | cmd | `Gone.Test` |"),
                 "row A1 names Gone.Test, which no source holds"),
                (sound.replace("| A1 | what | later | later |", "| A1 | what | cmd | soon |"),
                 "row A1 says neither a test nor later"),
                (sound.replace("| A1 | what | later | later |", "| A1 | what | later | `A.B` |"),
                 "row A1 names a test but nothing that shows it")):
            with self.subTest(flaw=flaw):
                self.assertEqual([flaw], documents.traceability_flaws(bad, {"A.B"}))

    def test_tests_of_both_languages_are_seen(self):
        with tempfile.TemporaryDirectory() as root:
            os.makedirs(os.path.join(root, "src", "water"))
            os.makedirs(os.path.join(root, "tests", "x"))
            with open(os.path.join(root, "src", "water", "a_test.cpp"), "w", encoding="utf-8") as file:
                file.write("TEST(Decay, KeepsMass) {}\nTEST_P(Ledger, Refuses) {}\n// TEST(Not, This)\n")
            with open(os.path.join(root, "tests", "x", "x_test.py"), "w", encoding="utf-8") as file:
                file.write("class First(unittest.TestCase):\n    def test_a(self):\n        pass\n\n\n"
                           "class Second(Base, unittest.TestCase):\n    def test_b(self):\n        pass\n")
            self.assertEqual({"Decay.KeepsMass", "Ledger.Refuses", "First.test_a", "Second.test_b"},
                             documents.tests_in_sources(root))


class Glossary(unittest.TestCase):
    def test_every_type_of_the_model_has_its_chinese_term(self):
        types = documents.model_types(ROOT)
        self.assertIn("Commitment", types)
        flaws = documents.glossary_flaws(documents.read(os.path.join(ROOT, "docs", "glossary.md")), types)
        self.assertEqual([], flaws, "\n" + "\n".join(flaws))

    def test_flaws_are_found(self):
        text = "| `Place` | 区划 | a place |\n| `Gone` | 无 | x |\n| `Body` | body | x |\n"
        self.assertEqual(["Ask has no line", "Gone is no type of the model", "Body has no Chinese term"],
                         documents.glossary_flaws(text, ["Ask", "Body", "Place"]))


class Links(unittest.TestCase):
    def test_every_relative_link_leads_somewhere(self):
        self.assertEqual([], documents.broken_links(ROOT))

    def test_a_broken_link_is_found(self):
        with tempfile.TemporaryDirectory() as root:
            with open(os.path.join(root, "a.md"), "w", encoding="utf-8") as file:
                file.write("[self](a.md) [gone](b.md#part) [web](https://example.org/c.md) [here](#x)\n")
            self.assertEqual(["a.md -> b.md"], documents.broken_links(root))


if __name__ == "__main__":
    unittest.main()
