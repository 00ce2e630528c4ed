#!/usr/bin/env python3
"""A second reader of the ledger, written from docs/formats/ledger.md alone.

    ledger_reader.py DB [--leaves]      prints {"size", "root", "witness_size", ...}; exit 1 and a reason when unsound
    ledger_reader.py --proof FILE HEAD  verifies a proof against a head; exit 1 when it does not hold
    ledger_reader.py --export FILE      rebuilds the root of an export; exit 1 when it does not lead to its closing line
"""
import hashlib
import json
import sqlite3
import sys

TABLES = [
    "CREATE TABLE entry (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL, leaf BLOB NOT NULL) STRICT",
    "CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 1), algorithm TEXT NOT NULL, size INTEGER NOT NULL, "
    "root BLOB NOT NULL, peaks BLOB NOT NULL) STRICT",
]


class Unsound(Exception):
    """The files do not say what the format asks of them."""


def require(holds, reason):
    if not holds:
        raise Unsound(reason)


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf(entry):
    return sha256(b"\x00" + entry)


def node(left, right):
    return sha256(b"\x01" + left + right)


def root(leaves):
    """By the definition: split at the largest power of two below the number of leaves."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return node(root(leaves[:half]), root(leaves[half:]))


def peaks(leaves):
    found, at = [], 0
    for bit in range(len(leaves).bit_length() - 1, -1, -1):
        if len(leaves) >> bit & 1:
            found.append(root(leaves[at:at + (1 << bit)]))
            at += 1 << bit
    return found


def head_text(size, digest):
    return f"sha256:{size}:{digest.hex()}"


def head_of_text(text):
    parts = text.split(":")
    require(len(parts) == 3 and parts[0] == "sha256" and parts[1].isascii() and parts[1].isdigit(), f"no head: {text[:80]}")
    size, digest = int(parts[1]), bytes.fromhex(parts[2])
    require(head_text(size, digest) == text, f"no head: {text[:80]}")
    return size, digest


def head_of_slot(slot):
    if len(slot) != 512 or not slot.startswith(b"luoshi-head 1 "):
        return None
    if slot[447:511] != hashlib.sha256(slot[:447]).hexdigest().encode() or slot[511:] != b"\n":
        return None
    text = slot[14:447].rstrip(b" ").decode("ascii", "replace")
    try:
        return head_of_text(text)
    except (Unsound, ValueError):
        return None


def witness(path):
    with open(path + ".head", "rb") as file:
        data = file.read()
    slots = [slot for slot in (head_of_slot(data[:512]), head_of_slot(data[512:])) if slot]
    require(slots, "the witness has no readable slot")
    return max(slots)


def read_ledger(path):
    """All leaves of a ledger that holds everything the format asks; otherwise Unsound."""
    size_then, root_then = witness(path)
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
    try:
        database.execute("BEGIN")
        one = lambda sql: database.execute(sql).fetchone()[0]
        require(one("PRAGMA application_id") == 1282764659, "not a ledger")
        require(one("PRAGMA user_version") == 1, "not format 1")
        schema = [row[0] for row in database.execute("SELECT sql FROM sqlite_schema ORDER BY name")]
        require(schema == TABLES, "other tables than those of format 1")
        heads = database.execute("SELECT id, algorithm, size, root, peaks FROM head").fetchall()
        require(len(heads) == 1 and heads[0][:2] == (1, "sha256"), "not exactly one head with sha256")
        leaves = []
        for sequence, data, stored in database.execute("SELECT sequence, bytes, leaf FROM entry ORDER BY sequence"):
            require(sequence == len(leaves) + 1, f"event {len(leaves) + 1} is missing")
            require(1 <= len(data) <= 1048576, f"event {sequence} has a forbidden length")
            data.decode("utf-8")
            leaves.append(leaf(data))
            require(stored == leaves[-1], f"event {sequence} does not give its digest")
    finally:
        database.close()
    _, _, size, stored_root, stored_peaks = heads[0]
    require(size == len(leaves), f"the head counts {size} events, there are {len(leaves)}")
    require(stored_root == root(leaves), "the entries do not lead to the head")
    require(stored_peaks == b"".join(peaks(leaves)), "the peaks are not those of the entries")
    require(len(leaves) >= size_then, f"events {len(leaves) + 1} to {size_then} were acknowledged and are missing")
    require(root(leaves[:size_then]) == root_then, f"the first {size_then} events are not those witnessed")
    return leaves, size_then


def verify_proof(proof, head):
    require(proof["format"] == "luoshi-proof-1" and proof["algorithm"] == "sha256", "no proof of this format")
    require(head_text(proof["size"], bytes.fromhex(proof["root"])) == head, "the proof is for another head")
    size, digest = head_of_text(head)
    index, last = proof["sequence"] - 1, size - 1
    require(0 <= index <= last, "no such event under that head")
    reached = leaf(proof["entry"].encode())
    for sibling in map(bytes.fromhex, proof["path"]):
        require(last != 0, "the path is too long")
        if index % 2 == 1 or index == last:
            reached = node(sibling, reached)
            while index % 2 == 0 and index != 0:
                index, last = index // 2, last // 2
        else:
            reached = node(reached, sibling)
        index, last = index // 2, last // 2
    require(last == 0, "the path is too short")
    require(reached == digest, "entry and path lead to another root")
    return {"sequence": proof["sequence"], "entry": proof["entry"]}


def read_export(lines):
    leaves, closing = [], None
    for line in lines:
        require(closing is None, "something follows the closing line")
        record = json.loads(line)
        if "format" in record:
            closing = record
            continue
        require(record["sequence"] == len(leaves) + 1, f"event {len(leaves) + 1} is missing")
        leaves.append(leaf(record["entry"].encode()))
        require(record["leaf"] == leaves[-1].hex(), f"event {len(leaves)} does not give its digest")
    require(closing is not None, "the export broke off")
    require(closing["format"] == "luoshi-export-1" and closing["algorithm"] == "sha256", "no export of this format")
    require((closing["size"], closing["root"]) == (len(leaves), root(leaves).hex()), "the entries do not lead to the head")
    return {"size": len(leaves), "root": root(leaves).hex()}


def main(arguments):
    try:
        if arguments[0] == "--proof":
            with open(arguments[1], encoding="utf-8") as file:
                said = verify_proof(json.load(file), arguments[2])
        elif arguments[0] == "--export":
            with open(arguments[1], encoding="utf-8", newline="\n") as file:
                said = read_export(file)
        else:
            leaves, size_then = read_ledger(arguments[0])
            said = {"size": len(leaves), "root": root(leaves).hex(), "witness_size": size_then}
            if "--leaves" in arguments:
                said["leaves"] = [each.hex() for each in leaves]
    except (Unsound, OSError, sqlite3.Error, ValueError, KeyError) as problem:
        print(problem)
        return 1
    print(json.dumps(said, ensure_ascii=False, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
