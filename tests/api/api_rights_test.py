"""Every route of api/openapi.json × every role × own, foreign and the city's things, over HTTP against the real program:
allowed and refused as the table of docs/methods/rights.md says, every status declared, every answer as its schema says
(label api). A route or a command without a line here fails: whoever adds one says what right it takes.
"""
import os
import re
import unittest

from schema import faults
from town import PAGE, PASSWORD, ROLES, ROOT, SEATS, TARGETS, Client, Town, contract

API = contract()


def written_matrix():
    """action → role → may, from the first table of the written rules."""
    matrix, columns = {}, None
    with open(os.path.join(ROOT, "docs", "methods", "rights.md"), encoding="utf-8") as file:
        for line in file:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not line.startswith("|") or set(line.strip()) <= set("|-"):
                continue
            if cells[0] == "action":
                columns = cells
            elif columns and len(cells) == len(columns):
                matrix[cells[0]] = {role: mark == "●" for role, mark in zip(columns[1:], cells[1:])}
            elif columns:
                break
    return matrix


MATRIX = written_matrix()

PLACES = "区划代码,区划名称,级别\n990100000000,云溪市,市\n".encode()     # as the register says: nothing changes

# Commands: the right, whose thing, and (town, target, mark) → body, version seen. `mark` tells one try from the next.
BODIES = ("top", "own", "foreign")


def about(town, target, **body):
    question, version = town.asked(target)
    return {"question": question, **body}, version


COMMANDS = {
    "confirm_statement": ("judge_statement", ("city",), lambda t, at, n: ({"statement": t.spare_statements[0]["id"]}, t.spare_statements[0]["version"])),
    "correct_statement": ("judge_statement", ("city",), lambda t, at, n: (
        {"statement": t.spare_statements[1]["id"], "kind": "finding", "theme": "other", "reason": "试"}, t.spare_statements[1]["version"])),
    "dismiss_statement": ("judge_statement", ("city",), lambda t, at, n: (
        {"statement": t.spare_statements[2]["id"], "reason": "试"}, t.spare_statements[2]["version"])),
    "tie_statement": ("judge_statement", ("city",), lambda t, at, n: (
        {"statement": t.later()["id"], "earlier": t.statement}, t.later()["version"])),
    "untie_statement": ("judge_statement", ("city",), lambda t, at, n: ({"statement": t.later()["id"], "reason": "试"}, t.later()["version"])),
    "ask_question": ("ask_question", BODIES, lambda t, at, n: ({"commitment": t.commitment[at], "label": "范围", "text": f"含不含支涌？{n}"}, None)),
    "put_question": ("ask_question", BODIES, lambda t, at, n: about(t, at, asked_of=t.approver)),
    "answer_question": ("answer_question", BODIES, lambda t, at, n: about(t, at, answer="含")),
    "waive_question": ("waive_question", BODIES, lambda t, at, n: about(t, at, reason="试")),
    "open_commitment": ("keep_commitment", BODIES, lambda t, at, n: (t.opening(TARGETS[at], f"{at}{n}"), None)),
    "adopt_commitment": ("keep_commitment", BODIES, lambda t, at, n: ({"commitment": t.proposed[at]}, t.seen(t.proposed[at]))),
    "amend_commitment": ("keep_commitment", ("own", "foreign"), lambda t, at, n: (
        {"commitment": t.proposed[at], "reason": "试", "approver": t.approver, "terms": t.opening(TARGETS[at], f"改{at}{n}")}, t.seen(t.proposed[at]))),
    "extend_deadline": ("extend_deadline", ("own", "foreign"), lambda t, at, n: (
        {"commitment": t.commitment[at], "reason": "试", "approver": t.approver,
         "deadline": {"kind": "by", "until": f"{2100 + n}-12-31", "words": "年底前"}}, t.seen(t.commitment[at]))),
    "file_report": ("file_report", BODIES, lambda t, at, n: (t.reporting(at), None)),
    "check_report": ("check_report", BODIES, lambda t, at, n: (
        {"report": t.report[at], "verdict": "returned", "reason": "试"}, t.seen(t.commitment[at], t.report[at]))),
    "register_place": ("keep_register", ("city",), lambda t, at, n: ({"code": "", "name": f"村{n}", "level": "village", "parent": 1}, None)),
    "register_body": ("keep_register", BODIES, lambda t, at, n: ({"name": f"站{at}{n}", "kind": "department", "parent": TARGETS[at]}, None)),
    "register_post": ("keep_register", BODIES, lambda t, at, n: ({"name": f"岗{n}", "body": TARGETS[at]}, None)),
    "register_person": ("keep_register", ("city",), lambda t, at, n: ({"name": f"人员{n}"}, None)),
    "appoint_holder": ("keep_rights", BODIES, lambda t, at, n: (
        {"person": t.spare[at][0], "post": t.spare[at][1], "roles": ["reader"], "from": "2026-01-01", "until": "2026-01-02"}, None)),
    "appoint_acting": ("keep_rights", BODIES, lambda t, at, n: (
        {"person": t.spare[at][1], "post": t.spare[at][1], "roles": ["reader"], "from": "2026-01-01", "until": "2026-01-02"}, None)),
    "end_holder": ("keep_rights", BODIES, lambda t, at, n: ({"person": t.spare[at][n % 18], "post": t.spare[at][n % 18], "until": "2099-06-30"}, None)),
    "register_asset": ("keep_register", ("city",), lambda t, at, n: ({"code": f"A-{n}", "name": "河", "kind": "river", "place": 1, "stage": "listed"}, None)),
    "record_sample": ("record_sample", ("city",), lambda t, at, n: (
        {"asset": 1, "day": f"{1100 + n}-06-30", "verdict": "in_class", "limit": "Ⅳ类"}, None)),
    "correct_sample": ("record_sample", ("city",), lambda t, at, n: (
        {"reason": "抄录有误", "sample": {"asset": 1, "day": "1099-06-30", "verdict": "missed", "limit": "Ⅳ类"}}, None)),
    "set_working_days": ("keep_register", ("city",), lambda t, at, n: (
        {"year": 2000 + n, "source": "放假通知"}, None)),
    "adopt_rules": ("keep_register", ("city",), lambda t, at, n: ({"name": f"规则{n}", "digest": t.rules}, None)),
}

# Openings of the lifecycles: the right, whose thing, and what names its owner; the rest of the opening is left out, for rights are
# looked at first.
OPENINGS = {
    "open_ask": ("handle_thing", BODIES, lambda t, at: {"asker": TARGETS[at]}),
    "open_pledge": ("judge_thing", BODIES, lambda t, at: {"upper": TARGETS[at]}),
    "open_deliverable": ("judge_thing", BODIES, lambda t, at: {"author": TARGETS[at]}),
    "open_standing_rule": ("judge_thing", BODIES, lambda t, at: {"body": TARGETS[at]}),
    "open_measure": ("handle_thing", BODIES, lambda t, at: {"body": TARGETS[at]}),
    "open_project": ("handle_thing", BODIES, lambda t, at: {"body": TARGETS[at], "tier": "city"}),
    "open_merit": ("judge_thing", BODIES, lambda t, at: {"body": TARGETS[at]}),
    "open_consent": ("handle_thing", BODIES, lambda t, at: {"body": TARGETS[at]}),
    "open_satisfaction": ("handle_thing", BODIES, lambda t, at: {"asker": TARGETS[at]}),
    "open_handover": ("judge_thing", BODIES, lambda t, at: {"post": t.spare[at][0]}),
    "open_sector_duty": ("judge_thing", ("city",), lambda t, at: {"sector": "食品"}),
    "open_year_turn": ("keep_commitment", BODIES, lambda t, at: {"body": TARGETS[at]}),
}


def account(kind):
    return lambda t, at, n: ("POST", "/accounts/" + kind, {"name": f"靶子{at}"})


# Operations: the right (None: whoever is signed in), whose thing, and (town, target, mark) → method, path, body.
OPERATIONS = {
    "getSession": (None, ("city",), lambda t, at, n: ("GET", "/session", None)),
    "getOverview": ("read", ("city",), lambda t, at, n: ("GET", "/overview", None)),
    "listDocuments": ("read", ("city",), lambda t, at, n: ("GET", "/documents", None)),
    "getDocument": ("read", ("city",), lambda t, at, n: ("GET", "/documents/1", None)),
    "getDocumentSource": ("read", ("city",), lambda t, at, n: ("GET", "/documents/1/source", None)),
    "listQuestions": ("read", ("city",), lambda t, at, n: ("GET", "/questions", None)),
    "listCommitments": ("read", ("city",), lambda t, at, n: ("GET", "/commitments", None)),
    "getCommitment": ("read", BODIES, lambda t, at, n: ("GET", f"/commitments/{t.commitment[at]}", None)),
    "listCommitmentAssets": ("read", BODIES, lambda t, at, n: ("GET", f"/commitments/{t.commitment[at]}/assets", None)),
    "getCommitmentFunnel": ("read", BODIES, lambda t, at, n: ("GET", f"/commitments/{t.commitment[at]}/funnel", None)),
    "previewSplit": ("read", BODIES, lambda t, at, n: ("POST", f"/commitments/{t.commitment[at]}/parts/preview", {"parts": []})),
    "splitCommitment": ("keep_commitment", BODIES, lambda t, at, n: ("POST", f"/commitments/{t.commitment[at]}/parts", {
        "id": f"split-{at}-{n}", "parts": [{"title": f"部分{n}", "lead": TARGETS[at]}]})),
    "listReports": ("read", ("city",), lambda t, at, n: ("GET", "/reports", None)),
    "listLifecycles": (None, ("city",), lambda t, at, n: ("GET", "/lifecycles", None)),
    "listThings": ("read", ("city",), lambda t, at, n: ("GET", "/things?kind=ask", None)),
    "listProjects": ("read", ("city",), lambda t, at, n: ("GET", "/projects", None)),
    "listCapacity": ("read", ("city",), lambda t, at, n: ("GET", "/capacity", None)),
    "getThing": ("read", BODIES, lambda t, at, n: ("GET", f"/things/{BODIES.index(at) + 1}?kind=ask", None)),
    "getOrganisation": ("read", ("city",), lambda t, at, n: ("GET", "/organisation", None)),
    "getDesk": ("read", BODIES, lambda t, at, n: ("GET", f"/posts/{t.spare[at][0]}/open", None)),
    "getDutyMatrix": ("read", ("city",), lambda t, at, n: ("GET", "/duty-matrix", None)),
    "listYears": ("read", ("city",), lambda t, at, n: ("GET", "/years", None)),
    "openYear": ("keep_commitment", BODIES, lambda t, at, n: ("POST", "/years", {"id": f"year-{at}{n}", "year": 2020, "body": TARGETS[at]})),
    "getYear": ("read", BODIES, lambda t, at, n: ("GET", f"/years/{BODIES.index(at) + 1}", None)),
    "getLists": ("read", ("city",), lambda t, at, n: ("GET", "/lists?list=task", None)),
    "getThread": ("read", ("city",), lambda t, at, n: ("GET", f"/statements/{t.statement}/thread", None)),
    "getLedger": ("read", ("city",), lambda t, at, n: ("GET", "/ledger", None)),
    "checkLedger": ("read", ("city",), lambda t, at, n: ("POST", "/ledger/check", None)),
    "listEvents": ("read", ("city",), lambda t, at, n: ("GET", "/ledger/events?size=5", None)),
    "getEvent": ("read", ("city",), lambda t, at, n: ("GET", "/ledger/events/3", None)),
    "getProof": ("read", ("city",), lambda t, at, n: ("GET", "/ledger/events/3/proof", None)),
    "getRegisters": ("read", ("city",), lambda t, at, n: ("GET", "/registers", None)),
    "watchEvents": ("read", ("city",), lambda t, at, n: ("GET", "/events", None)),
    "getCommitmentForecast": ("read", BODIES, lambda t, at, n: ("GET", f"/commitments/{t.commitment[at]}/forecast?speed=150", None)),
    "getScorecard": ("read", ("city",), lambda t, at, n: ("GET", "/scorecard", None)),
    "recordVerdicts": ("record_verdict", ("city",), lambda t, at, n: ("POST", "/verdicts", None)),
    "getMap": ("read", ("city",), lambda t, at, n: ("GET", "/map", None)),
    "getWater": ("read", ("city",), lambda t, at, n: ("GET", "/water", None)),
    "listEnough": ("read", ("city",), lambda t, at, n: ("GET", "/enough", None)),
    "getEnough": ("read", ("city",), lambda t, at, n: ("GET", f"/enough/{t.section}", None)),
    "listLearned": ("read", ("city",), lambda t, at, n: ("GET", "/learned", None)),
    "getDecisionSheet": ("read", ("city",), lambda t, at, n: ("GET", f"/enough/{t.section}/sheet", None)),
    "getMapStates": ("read", ("city",), lambda t, at, n: ("GET", "/map/states", None)),
    "listSheetForms": ("read", ("city",), lambda t, at, n: ("GET", "/sheets", None)),
    "exportSheet": ("read", BODIES, lambda t, at, n: ("GET", f"/sheets/export?form=progress&body={TARGETS[at]}", None)),
    "previewSheet": ("read", ("city",), lambda t, at, n: ("POST", "/sheets/preview?name=a.csv", PLACES)),
    "applySheet": ("read", ("city",), lambda t, at, n: ("POST", "/sheets/apply?name=a.csv", PLACES)),
    "keepMapping": ("keep_register", ("city",), lambda t, at, n: ("POST", "/sheets/mapping", {"mapping": {
        "form": "places", "shape": f"{n:064x}", "columns": [{"column": 0, "heading": "名称", "field": "name", "reason": "试"}]}})),
    "uploadEvidence": ("handle_thing", ("seat",), lambda t, at, n: ("POST", "/evidence?name=a.pdf", PAGE)),
    "listReportEvidence": ("read", BODIES, lambda t, at, n: ("GET", f"/reports/{t.report[at]}/evidence", None)),
    "getEvidenceFile": ("read", BODIES, lambda t, at, n: ("GET", f"/reports/{t.report[at]}/evidence/file?number=1", None)),
    "getBurden": ("read", ("city",), lambda t, at, n: ("GET", "/burden", None)),
    "freezeSpotList": ("check_thing", ("seat",), lambda t, at, n: ("POST", "/spot-lists", {"from": "2020-01-01", "until": "2099-01-01"})),
    "getSpotCheck": ("read", BODIES, lambda t, at, n: ("GET", f"/spot-checks/{BODIES.index(at) + 1}", None)),
    "listAccounts": ("see_accounts", ("seat",), lambda t, at, n: ("GET", "/accounts", None)),
    "listAccountRecord": ("see_accounts", ("seat",), lambda t, at, n: ("GET", "/accounts/record", None)),
    "createAccount": ("keep_account", BODIES, lambda t, at, n: ("POST", "/accounts", {"name": f"新{at}{n}", "person": t.spare[at][n % 18], "post": t.spare[at][n % 18]})),
    "resetPassword": ("keep_account", BODIES, account("reset")),
    "withdrawAccount": ("close_account", BODIES, account("withdraw")),
    "restoreAccount": ("close_account", BODIES, account("restore")),
    "endSessions": ("close_account", BODIES, account("sign-out")),
}
# Tried apart below: they end or change the session that asks.
APART = {"signIn", "signOut", "changePassword", "sendCommand"}


def may(action, role, seat, target):
    """The written rule: the role has the right, and the thing is the seat's body's or below it, or the city's."""
    if action is None or target == "seat":
        return action is None or MATRIX[action][role]
    reaches = seat == "top" or target == seat or (target == "city" and action == "read")
    return MATRIX[action][role] and reaches


def operations():
    for path, methods in API["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


# What is asked of a thing that is not there, where a body has to come with it.
SENT_TO_ABSENT = {"previewSplit": {"parts": []}, "splitCommitment": {"id": "absent", "parts": []}}


class Rights(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.town = Town()
        cls.addClassCleanup(cls.town.close)
        cls.mark = 0

    def setUp(self):
        self.declared = {operation["operationId"]: operation["responses"] for _, _, operation in operations()}

    def next_mark(self):
        type(self).mark += 1
        return self.mark

    def hold_to_contract(self, operation, status, answer):
        """The status is declared, and the answer as its schema says."""
        response = self.declared[operation].get(str(status))
        self.assertIsNotNone(response, f"{operation} answered {status}, which the contract does not declare: {answer}")
        if "$ref" in response:
            response = API["components"]["responses"][response["$ref"].split("/")[-1]]
        schema = response.get("content", {}).get("application/json", {}).get("schema")
        if schema:
            self.assertEqual([], faults(schema, answer, API)[:5], f"{operation} {status}")

    def judge(self, operation, action, role, seat, target, status, answer):
        where = f"{operation} by {role} of {seat} on what is {target}'s: {status} {answer!r:.300}"
        self.hold_to_contract(operation.split(" ")[0], status, answer)
        if may(action, role, seat, target):
            self.assertNotIn(status, (401, 403, 404), where)
        else:
            # A foreign thing that may not be seen is not there.
            hidden = action == "read" or ("account" in action and MATRIX[action][role])
            self.assertIn(status, (403, 404) if hidden else (403,), where)

    def test_every_operation_and_command_of_the_contract_has_its_line(self):
        named = {operation["operationId"] for _, _, operation in operations()}
        self.assertEqual(named, set(OPERATIONS) | APART)
        own, *patterns = API["components"]["schemas"]["Command"]["properties"]["type"]["oneOf"]
        self.assertEqual(set(own["enum"]), set(COMMANDS))
        # Those of the lifecycles are told by their pattern, each by one; the server lists them.
        _, lifecycles = self.town.clients["reader-top"].ask("GET", "/lifecycles")
        listed = {kind["open"] for kind in lifecycles["kinds"]} | {step["command"] for kind in lifecycles["kinds"] for step in kind["steps"]}
        for command in sorted(listed):
            fits = (command in own["enum"]) + sum(bool(re.search(each["pattern"], command)) for each in patterns)
            self.assertEqual(1, fits, command)
        self.assertLessEqual(set(OPENINGS), listed)

    def test_every_route_by_every_role_on_every_body(self):
        tried = 0
        for operation, (action, targets, make) in OPERATIONS.items():
            for seat in SEATS:
                for role in ROLES:
                    for target in targets:
                        method, path, body = make(self.town, target, self.next_mark())
                        status, answer = self.town.clients[f"{role}-{seat}"].ask(method, path, body, stream=operation == "watchEvents")
                        self.judge(operation, action, role, seat, target, status, answer)
                        tried += 1
        self.assertGreater(tried, 700)

    def test_every_command_by_every_role_on_every_body(self):
        town = self.town
        done = set()
        for kind, (action, targets, make) in COMMANDS.items():
            for seat in SEATS:
                for role in ROLES:
                    for target in targets:
                        body, seen = make(town, target, self.next_mark())
                        status, answer = town.command(town.clients[f"{role}-{seat}"], kind, body, seen)
                        self.judge(f"sendCommand {kind}", action, role, seat, target, status, answer)
                        if status == 200:
                            done.add(kind)
        self.assertEqual(set(), set(COMMANDS) - done, "each went through for somebody")

    def test_every_opening_by_every_role_on_every_body(self):
        for kind, (action, targets, make) in OPENINGS.items():
            for seat in SEATS:
                for role in ROLES:
                    for target in targets:
                        status, answer = self.town.command(self.town.clients[f"{role}-{seat}"], kind, make(self.town, target))
                        self.judge(f"sendCommand {kind}", action, role, seat, target, status, answer)

    def test_lists_hold_the_own_and_nothing_foreign(self):
        for role in ROLES:
            if not MATRIX["read"][role]:
                continue
            for seat, seen in (("top", {1, 2, 3}), ("own", {2})):
                client = self.town.clients[f"{role}-{seat}"]
                _, page = client.ask("GET", "/commitments?size=200")
                self.assertEqual(seen, {row["lead"] for row in page["items"]}, f"{role}-{seat}")
                self.assertEqual(page["total"], len(page["items"]))
                _, reports = client.ask("GET", "/reports?size=200")
                self.assertEqual(len(seen) == 1, all(row["commitment"]["id"] == self.town.commitment["own"] for row in reports["items"]))

    def test_nobody_unsigned_is_served(self):
        nobody = Client(self.town.host)
        for method, path, operation in operations():
            if operation["operationId"] == "signIn":
                continue
            status, answer = nobody.ask(method, re.sub(r"\{\w+\}", "1", path), {} if method == "POST" else None)
            self.assertEqual(401, status, path)
            self.hold_to_contract(operation["operationId"], status, answer)

    def test_wrong_methods_bad_bodies_and_absent_things_are_told_apart(self):
        for method, path, operation in operations():
            name, filled = operation["operationId"], re.sub(r"\{\w+\}", "999999", path)
            role = next((role for role in ROLES if MATRIX[OPERATIONS.get(name, ("read",))[0] or "read"][role]), "reader")
            client = self.town.clients[f"{role}-top"]
            self.assertEqual(405, client.ask("PATCH", filled)[0], path)
            if "application/json" in operation.get("requestBody", {}).get("content", {}) and name != "signIn":
                for bad in (b"{", b"[]", b'{"a":1}', b"", b'{"name":1}', b"[" * 100_000, b'{"x":"' + b"\xff" + b'"}'):
                    status, answer = client.ask(method, filled, bad)
                    self.assertEqual(400, status, f"{name} {bad[:20]} {answer}")
                    self.hold_to_contract(name, status, answer)
                status, answer = client.ask(method, filled, b'{"name":"' + b"a" * 2_000_000 + b'"}')
                self.assertEqual(413, status, name)
            if "{" in path:
                status, answer = client.ask(method, filled + ("?kind=ask" if path.startswith("/things") else ""), SENT_TO_ABSENT.get(name))
                self.assertEqual(404, status, path)
                self.hold_to_contract(name, status, answer)

    def test_a_thing_that_moved_and_a_name_that_is_taken_are_conflicts(self):
        editor, system = self.town.clients["editor-top"], self.town.clients["system_admin-top"]
        status, answer = self.town.command(editor, "dismiss_statement", {"statement": self.town.statement, "reason": "试"}, 1)
        self.assertEqual(409, status, answer)
        self.hold_to_contract("sendCommand", status, answer)
        person = self.town.spare["own"][3]
        status, answer = system.ask("POST", "/accounts", {"name": "reader-own", "person": person, "post": person})
        self.assertEqual(409, status, answer)
        self.hold_to_contract("createAccount", status, answer)

    def test_signing_in_out_and_changing_the_password(self):
        name, host = "planner-own", self.town.host
        status, answer = Client(host).ask("POST", "/session", {"name": name, "password": "wrong"})
        self.assertEqual(401, status)
        self.hold_to_contract("signIn", status, answer)
        client, other = Client(host, name, PASSWORD.format(name)), Client(host, name, PASSWORD.format(name))
        self.hold_to_contract("signIn", 200, client.session)
        status, answer = client.ask("POST", "/password", {"old": PASSWORD.format(name), "new": "short"})
        self.assertEqual(400, status)
        self.hold_to_contract("changePassword", status, answer)
        status, answer = client.ask("POST", "/password", {"old": PASSWORD.format(name), "new": PASSWORD.format(name) + "!"})
        self.assertEqual(200, status, answer)
        self.hold_to_contract("changePassword", status, answer)
        self.assertEqual(401, other.ask("GET", "/session")[0], "the other browser is signed out")
        client.ask("POST", "/password", {"old": PASSWORD.format(name) + "!", "new": PASSWORD.format(name)})
        self.assertEqual(204, client.ask("DELETE", "/session")[0])
        self.assertEqual(401, client.ask("GET", "/session")[0])
        self.town.clients[name] = Client(host, name, PASSWORD.format(name))

    def test_a_right_that_ends_while_a_page_is_open_is_refused_with_the_next_request(self):
        reader, guard = self.town.clients["engineer-own"], self.town.clients["security_admin-top"]
        self.assertEqual(200, reader.ask("GET", "/overview")[0])
        person = reader.ask("GET", "/session")[1]
        self.town.must(guard, "end_holder", {"person": person["person"], "post": person["post"], "until": "2026-01-01"})
        self.addCleanup(self.town.must, guard, "appoint_holder",
                        {"person": person["person"], "post": person["post"], "roles": ["engineer"], "from": "2026-01-02"})
        self.assertEqual(403, reader.ask("GET", "/overview")[0])
        self.assertEqual([], reader.ask("GET", "/session")[1]["roles"])

    def test_a_session_that_ended_mid_edit_loses_no_command(self):
        """The command is sent again under its id after a new sign-in; a lost answer does not do it twice."""
        name, host = "editor-own", self.town.host
        client = self.town.clients[name]
        self.assertEqual(200, self.town.clients["security_admin-top"].ask("POST", "/accounts/sign-out", {"name": name})[0])
        command = {"id": "typed-once", "type": "ask_question", "body": {"commitment": self.town.commitment["own"], "label": "范围", "text": "是哪些河？"}}
        self.assertEqual(401, client.ask("POST", "/commands", command)[0])
        self.town.clients[name] = client = Client(host, name, PASSWORD.format(name))
        status, first = client.ask("POST", "/commands", command)
        self.assertEqual(200, status, first)
        status, again = client.ask("POST", "/commands", command)
        self.assertEqual((200, True, first["first"]), (status, again["repeated"], again["first"]))


if __name__ == "__main__":
    unittest.main()
