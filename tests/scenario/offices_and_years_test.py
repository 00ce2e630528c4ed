"""A post changes hands, a sector nobody answers for, and the turn of a year, through the real program (label scenario)."""
import json
import os
import re
import subprocess
import tempfile
import unittest

LUOSHI = os.path.join(os.environ.get("LUOSHI_BIN", "build/dev/bin"), "luoshi")
OK, ANSWER_IS_NO, BAD_INPUT = 0, 1, 2
PAPER = ("云溪市召开治水攻坚推进会\n2024年3月5日，云溪市召开推进会。会议强调，市水务局要在2024年10月底前完成35条河涌整治。"
         "市城管局要在2024年10月底前完成20个排口整治。市水务局要在2024年10月底前建成30公里管网。\n")
# Posts and persons carry the same numbers.
EDITOR, MAYOR, HEAD, CLERK, SUCCESSOR, CHECKER, SECURITY = range(1, 8)
GOVERNMENT, WATER = 1, 2


class OfficesAndYears(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.db = os.path.join(folder.name, "city.db")
        self.count = 0
        paper = os.path.join(folder.name, "推进会.txt")
        with open(paper, "w", encoding="utf-8") as file:
            file.write(PAPER)
        self.luoshi("import", "--db", self.db, "--city", "云溪市", "--sample", paper)
        self.settle()

    def luoshi(self, *arguments, expected=OK, given=None):
        done = subprocess.run([LUOSHI, *arguments], capture_output=True, text=True, timeout=280, input=given, check=False)
        self.assertEqual(expected, done.returncode, f"{arguments}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        return done.stdout + done.stderr

    def do(self, kind, body, actor=None, post=None, seen=None, expected=OK):
        self.count += 1
        command = {"id": f"s-{self.count}", "type": kind, "body": body}
        if actor:
            command.update(actor=actor, post=post or actor)
        if seen:
            command["seen"] = seen
        return self.luoshi("do", "--db", self.db, "-", expected=expected, given=json.dumps(command))

    def entries(self):
        """Sequence and text of every entry."""
        lines = (json.loads(line) for line in self.luoshi("ledger", "export", "--db", self.db).splitlines())
        return [(line["sequence"], line["entry"]) for line in lines if "entry" in line]

    def version(self, pattern):
        """The number of the last entry whose text holds the pattern: the version of the thing it is about."""
        return [sequence for sequence, entry in self.entries() if re.search(pattern, entry)][-1]

    def settle(self):
        self.do("register_place", {"name": "云溪市", "level": "city"})
        self.do("register_place", {"name": "东岸镇", "level": "town", "parent": 1})
        self.do("register_body", {"name": "云溪市人民政府", "kind": "government", "place": 1})
        self.do("register_body", {"name": "云溪市水务局", "kind": "department", "place": 1, "parent": GOVERNMENT})
        posts = [("编审岗", GOVERNMENT, None), ("市长", GOVERNMENT, None), ("水务局局长", WATER, MAYOR), ("水务局填报岗", WATER, HEAD),
                 ("水务局候任岗", WATER, HEAD), ("核查岗", GOVERNMENT, None), ("安全管理岗", GOVERNMENT, None)]
        for name, body, superior in posts:
            self.do("register_post", {"name": name, "body": body, **({"superior": superior} if superior else {})})
            self.do("register_person", {"name": name + "的人"})
        roles = {EDITOR: "editor", MAYOR: "reader", HEAD: "reporter", CLERK: "reporter", SUCCESSOR: "reporter", CHECKER: "checker",
                 SECURITY: "security_admin"}
        for number, role in roles.items():
            self.do("appoint_holder", {"person": number, "post": number, "roles": [role], "from": "2020-01-01"})
        self.statement = 1
        self.do("confirm_statement", {"statement": 1}, EDITOR, seen=self.version('"type":"document_imported"'))
        for question in range(1, 9):
            try:
                self.do("waive_question", {"question": question, "reason": "与此无关"}, EDITOR, seen=self.version('"type":"document_imported"'))
            except AssertionError:
                break
        self.do("open_commitment", {"title": "河涌整治", "sources": [1], "lead": WATER, "theme": "water", "meaning": "output",
                                    "figure": {"value": "35", "unit": "条", "bound": ">=", "basis": "unstated"},
                                    "deadline": {"kind": "by", "until": "2024-10-31", "words": "10月底前"}}, EDITOR)
        self.do("adopt_commitment", {"commitment": 1}, EDITOR, seen=self.version('"type":"commitment_opened"'))

    def test_a_post_changes_hands_with_everything_open(self):
        self.do("end_holder", {"person": CLERK, "post": CLERK, "until": "2099-01-31"}, SECURITY)
        drawn = [entry for _, entry in self.entries() if "handover_opened" in entry]
        self.assertEqual(1, len(drawn), "the list is drawn up when the term ends")
        self.assertIn("commitment", drawn[0])
        self.do("appoint_holder", {"person": SUCCESSOR, "post": CLERK, "roles": ["reporter"], "from": "2020-01-01"}, SECURITY)
        seen = self.version('"type":"handover_opened"')
        self.do("handover.hand_over", {"thing": 1}, SUCCESSOR, CLERK, seen, expected=ANSWER_IS_NO)
        self.do("handover.hand_over", {"thing": 1}, CLERK, CLERK, seen)
        seen = self.version('"type":"handover.hand_over"')
        self.do("handover.decline", {"thing": 1, "number": 1, "reason": "台账不在移交材料里"}, SUCCESSOR, CLERK, seen)
        seen = self.version('"type":"handover.decline"')
        refused = self.do("handover.accept", {"thing": 1}, SUCCESSOR, CLERK, seen, expected=ANSWER_IS_NO)
        self.assertIn("未接", refused)
        self.do("handover.accept_rest", {"thing": 1}, SUCCESSOR, CLERK, seen)
        self.do("handover.settle", {"thing": 1, "reason": "由原承办人补齐"}, HEAD, HEAD, self.version('"type":"handover.accept_rest"'))

    def test_whoever_acts_is_named_so_in_what_they_do(self):
        self.do("appoint_acting", {"person": SUCCESSOR, "post": HEAD, "roles": ["reporter"], "from": "2020-01-01"}, SECURITY)
        self.do("file_report", {"commitment": 1, "until": "2024-06-30", "note": "按期推进"}, SUCCESSOR, HEAD)
        self.do("file_report", {"commitment": 1, "until": "2024-07-31", "note": "按期推进"}, HEAD, HEAD)
        filed = [json.loads(entry) for _, entry in self.entries() if "report_filed" in entry]
        self.assertEqual([True, False], [entry.get("acting", False) for entry in filed])

    def test_an_empty_cell_of_the_duty_matrix_is_listed(self):
        duty = {"sector": "有限空间", "place": 1, "body": WATER}
        self.do("open_sector_duty", duty, EDITOR)
        self.assertIn("一个行业在一个区划只有一个主管单位", self.do("open_sector_duty", duty, EDITOR, expected=ANSWER_IS_NO))

    def test_a_year_is_turned_only_when_everything_is_decided(self):
        year = ("--db", self.db, "--person", str(EDITOR), "--post", str(EDITOR))
        opened = self.luoshi("year", "open", *year, "--year", "2024", "--body", "云溪市人民政府")
        self.assertIn("未定 1", opened)
        refused = self.luoshi("year", "close", *year, expected=ANSWER_IS_NO)
        self.assertIn("C-1", refused)
        self.assertIn("还没有定", refused)
        adopted = self.version('"type":"commitment_adopted"')
        self.do("commitment.rebase", {"thing": 1, "reason": "五条并入外江", "day": "2027-10-31", "post": MAYOR,
                                      "figure": {"value": "30", "unit": "条", "bound": ">=", "basis": "unstated"}}, EDITOR, seen=adopted)
        closed = self.luoshi("year", "close", *year)
        self.assertIn("已收官", closed)
        self.assertRegex(closed, r"调整结转 1\n  C-1 河涌整治 .*≥35条 → ≥30条 .*2024-10-31 → 2027-10-31 .*五条并入外江.*批准：市长")
        self.assertEqual(closed, self.luoshi("year", "show", "--db", self.db), "the report of a closed year stays as it was")
        self.assertIn("2099年还没有到12月", self.luoshi(
            "year", "open", *year, "--year", "2099", "--body", "云溪市人民政府", expected=ANSWER_IS_NO))


if __name__ == "__main__":
    unittest.main()
