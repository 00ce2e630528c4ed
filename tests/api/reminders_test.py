"""Reminders sent by the real program: what fails for one person stops nobody else (label api)."""
import json
import os
import subprocess
import tempfile
import unittest

from town import LUOSHI, Town

DAY = "2026-11-26"


class Reminders(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.town = Town()
        cls.addClassCleanup(cls.town.close)

    def notify(self, what, place, people, *more, expected):
        addresses = os.path.join(place, "notify.json")
        with open(addresses, "w", encoding="utf-8") as file:
            json.dump({"on": True, "from": "luoshi@example.cn", "people": people}, file)
        done = subprocess.run([LUOSHI, "notify", what, "--db", self.town.db, "--addresses", addresses, "--on", DAY, *more], capture_output=True, text=True,
                              check=False, timeout=120)
        self.assertEqual(expected, done.returncode, done.stdout[-2000:] + done.stderr[-2000:])
        return done.stdout + done.stderr

    def test_a_calendar_that_cannot_be_written_keeps_nobody_else_from_theirs(self):
        with tempfile.TemporaryDirectory() as place:
            os.mkdir(os.path.join(place, "first.ics"))      # a folder of that name: the file cannot take its place
            people = [{"person": "报告top", "form": "calendar", "place": "first.ics"}, {"person": "报告own", "form": "calendar", "place": "second.ics"}]
            self.assertIn("报告top\n", self.notify("show", place, people, expected=0))
            for _ in range(2):
                said = self.notify("run", place, people, "--calendars", place, expected=1)
                self.assertIn("a calendar was not written", said)
                self.assertIn("first.ics", said)
            self.assertIn("发出 0 条，待发 1 条，作罢 0 条", said)
            with open(os.path.join(place, "second.ics"), encoding="utf-8") as file:
                self.assertIn("BEGIN:VEVENT", file.read())
            self.assertIn("作罢 1 条", self.notify("run", place, people, "--calendars", place, expected=0), "tried three times")

    def test_two_people_with_one_calendar_are_refused_by_name(self):
        with tempfile.TemporaryDirectory() as place:
            people = [{"person": name, "form": "calendar", "place": "one.ics"} for name in ("报告top", "报告own")]
            said = self.notify("run", place, people, "--calendars", place, expected=2)
            self.assertIn("“报告own”与“报告top”写了同一个日历文件", said)


if __name__ == "__main__":
    unittest.main(verbosity=2)
