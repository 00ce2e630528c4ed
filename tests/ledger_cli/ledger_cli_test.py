"""The ledger's commands as a person types them: answers, refusals and exit codes of the real program (label api)."""
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.environ.get("LUOSHI_SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LUOSHI = os.path.join(os.environ.get("LUOSHI_BIN") or os.path.join(ROOT, "build/dev/bin"), "luoshi")
GOLDEN = os.path.join(ROOT, "tests/fixtures/ledger/v1")
OK, NO, BAD_INPUT, WORLD_FAILED = 0, 1, 2, 3


def golden(name):
    with open(os.path.join(GOLDEN, name), encoding="utf-8", newline="\n") as file:
        return file.read()


class LedgerCommands(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.place)
        self.db = os.path.join(self.place, "city.db")
        for ending in ("", ".head"):
            shutil.copy(os.path.join(GOLDEN, "ledger.db" + ending), self.db + ending)
        self.head = golden("head.txt").strip()

    def run_luoshi(self, *words, wanted=OK):
        done = subprocess.run([LUOSHI, *words], capture_output=True, text=True)
        self.assertEqual(wanted, done.returncode, done.stdout + done.stderr)
        if wanted in (BAD_INPUT, WORLD_FAILED):
            self.assertTrue(done.stderr.strip(), "a refusal says why")
            return done.stderr
        return done.stdout

    def write(self, name, text):
        path = os.path.join(self.place, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def change_bit_of_event_12(self):
        with open(self.db, "r+b") as file:
            data = file.read()
            at = data.index('{"event":12,'.encode())
            file.seek(at + 9)
            file.write(bytes([data[at + 9] ^ 1]))

    def test_head_export_and_proof_are_those_of_the_golden_ledger(self):
        self.assertEqual(self.head + "\n", self.run_luoshi("ledger", "head", "--db", self.db))
        self.assertEqual(self.head, json.loads(self.run_luoshi("ledger", "head", "--db", self.db, "--json"))["text"])
        self.assertEqual(golden("export.jsonl"), self.run_luoshi("ledger", "export", "--db", self.db))
        self.assertEqual(golden("proof-20.json"), self.run_luoshi("ledger", "prove", "20", "--db", self.db))

    def test_a_proof_holds_for_its_head_only(self):
        proof = self.write("proof.json", golden("proof-20.json"))
        self.assertIn("成立", self.run_luoshi("ledger", "verify", proof, "--head", self.head))
        other = self.head[:-1] + ("0" if self.head[-1] != "0" else "1")
        self.assertIn("不成立", self.run_luoshi("ledger", "verify", proof, "--head", other, wanted=NO))
        forged = self.write("forged.json", golden("proof-20.json").replace("第20条", "第21条"))
        said = json.loads(self.run_luoshi("ledger", "verify", forged, "--head", self.head, "--json", wanted=NO))
        self.assertIs(said["holds"], False)
        self.run_luoshi("ledger", "verify", proof, "--head", "12:abc", wanted=BAD_INPUT)
        self.run_luoshi("ledger", "verify", self.write("none.json", "{}"), "--head", self.head, wanted=BAD_INPUT)
        self.run_luoshi("ledger", "verify", self.write("cut.json", golden("proof-20.json")[:200]), "--head", self.head,
                        wanted=BAD_INPUT)

    def test_check_names_the_tampered_event(self):
        self.assertIn("核验通过", self.run_luoshi("ledger", "check", "--db", self.db))
        self.change_bit_of_event_12()
        said = self.run_luoshi("ledger", "check", "--db", self.db, wanted=NO)
        self.assertIn("event 12: its bytes were changed", said)
        self.assertIn("自第 12 条起有问题", said)
        said = json.loads(self.run_luoshi("ledger", "check", "--db", self.db, "--json", wanted=NO))
        self.assertEqual((False, 12), (said["sound"], said["first_bad_event"]))
        self.run_luoshi("ledger", "export", "--db", self.db, wanted=WORLD_FAILED)
        self.run_luoshi("ledger", "prove", "20", "--db", self.db, wanted=WORLD_FAILED)
        self.run_luoshi("backup", os.path.join(self.place, "kept"), "--db", self.db, wanted=WORLD_FAILED)
        self.assertFalse(os.path.exists(os.path.join(self.place, "kept")))

    def test_a_backup_comes_back_the_same_and_overwrites_nothing(self):
        kept, back = os.path.join(self.place, "kept"), os.path.join(self.place, "back.db")
        os.makedirs(os.path.join(self.db + ".blobs", "ba"))
        blob = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # SHA-256 of "abc", FIPS 180-4
        with open(os.path.join(self.db + ".blobs", "ba", blob), "w", encoding="ascii") as file:
            file.write("abc")
        self.assertEqual(1, json.loads(self.run_luoshi("backup", kept, "--db", self.db, "--json"))["blobs"])
        self.run_luoshi("backup", kept, "--db", self.db, wanted=BAD_INPUT)
        self.run_luoshi("restore", kept, "--db", self.db, wanted=BAD_INPUT)
        said = json.loads(self.run_luoshi("restore", kept, "--db", back, "--json"))
        self.assertEqual((self.head, 1), (said["text"], said["blobs"]))
        self.assertEqual(golden("export.jsonl"), self.run_luoshi("ledger", "export", "--db", back))
        self.assertIn("档案共 1 件", self.run_luoshi("ledger", "check", "--db", back))
        second = subprocess.run([sys.executable, os.path.join(ROOT, "tests/ledger_reader.py"), back],
                                capture_output=True, text=True)
        self.assertEqual(0, second.returncode, second.stdout)
        left = sorted(name for name in os.listdir(self.place) if "unfinished" in name)
        self.assertEqual([], left)
        with open(os.path.join(kept, "blobs", "ba", blob), "w", encoding="ascii") as file:
            file.write("abd")
        self.run_luoshi("restore", kept, "--db", os.path.join(self.place, "third.db"), wanted=WORLD_FAILED)
        self.assertFalse(os.path.exists(os.path.join(self.place, "third.db")))

    def test_what_is_no_ledger_of_this_version_is_refused_in_words(self):
        self.assertIn("there is no ledger", self.run_luoshi("ledger", "head", "--db", self.db + "x", wanted=BAD_INPUT))
        self.run_luoshi("ledger", "check", "--db", self.db + "x", wanted=BAD_INPUT)
        with open(self.db, "r+b") as file:
            file.seek(63)  # the last byte of user_version
            file.write(b"\x02")
        self.assertIn("newer version", self.run_luoshi("ledger", "head", "--db", self.db, wanted=BAD_INPUT))
        self.assertIn("newer", self.run_luoshi("ledger", "check", "--db", self.db, wanted=NO))

    def test_lost_events_are_named(self):
        shutil.copy(os.path.join(GOLDEN, "left.db"), self.db)  # that ledger's log, with 37 events, is not copied
        self.assertIn("events 1 to 37", self.run_luoshi("ledger", "head", "--db", self.db, wanted=WORLD_FAILED))
        self.assertIn("events 1 to 37", self.run_luoshi("ledger", "check", "--db", self.db, wanted=NO))

    def test_a_second_writer_is_refused_while_readers_go_on(self):
        with open(self.db + ".lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertEqual(self.head + "\n", self.run_luoshi("ledger", "head", "--db", self.db))
            paper = self.write("paper.txt", "云溪市召开河长制工作会议。")
            said = self.run_luoshi("import", "--db", self.db, paper, wanted=WORLD_FAILED)
            self.assertIn("one writer at a time", said)


if __name__ == "__main__":
    unittest.main()
