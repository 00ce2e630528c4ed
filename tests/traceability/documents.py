"""Reads what docs/traceability.md and docs/glossary.md promise, and what the sources hold."""
import os
import re

ROWS = [f"{letter}{number}" for letter, last in (("A", 16), ("B", 11), ("C", 8), ("D", 10), ("E", 6))
        for number in range(1, last + 1)]

GOOGLE_TEST = re.compile(r"^\s*(?:TYPED_)?TEST(?:_F|_P)?\(\s*(\w+)\s*,\s*(\w+)\s*\)", re.M)
PROPERTY = re.compile(r"^\s*RC_GTEST_(?:PROP|FIXTURE_PROP)\(\s*(\w+)\s*,\s*(\w+)\s*,", re.M)
PYTHON_CLASS = re.compile(r"^class (\w+)\(.*TestCase\):", re.M)
PYTHON_TEST = re.compile(r"^    def (test_\w+)\(", re.M)
NAMED_TEST = re.compile(r"`([A-Z]\w*\.\w+)`")
MODEL_TYPE = re.compile(r"^(?:struct|class|enum class) (\w+)(?: final)? (?:: [^{]*)?\{", re.M)


def files_below(root, folders, suffixes):
    for start in folders:
        for folder, inner, names in os.walk(os.path.join(root, start)):
            inner[:] = [name for name in inner if name != "__pycache__"]
            for name in names:
                if name.endswith(suffixes):
                    yield os.path.join(folder, name)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def tests_in_sources(root):
    """Every Suite.Name of GoogleTest and Class.test_name of Python under src/ and tests/."""
    found = set()
    for path in files_below(root, ("src", "tests"), (".cpp", ".hpp")):
        text = read(path)
        found |= {f"{suite}.{name}" for suite, name in GOOGLE_TEST.findall(text) + PROPERTY.findall(text)}
    for path in files_below(root, ("tests",), (".py",)):
        text = read(path)
        parts = PYTHON_CLASS.split(text)[1:]
        for suite, body in zip(parts[::2], parts[1::2]):
            found |= {f"{suite}.{name}" for name in PYTHON_TEST.findall(body)}
    return found


def traceability_rows(text):
    """row -> (shown by, proved by) of every table line that opens with a row's name; repeated rows are listed twice."""
    rows = []
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and re.fullmatch(r"[A-E]\d+", cells[0]):
            rows.append((cells[0], cells[2], cells[3]))
    return rows


def traceability_flaws(text, tests):
    """What is wrong with the table, in words; empty when it is sound."""
    flaws, rows = [], traceability_rows(text)
    names = [row for row, _, _ in rows]
    flaws += [f"row {row} is missing" for row in ROWS if row not in names]
    flaws += [f"row {row} stands {names.count(row)} times" for row in dict.fromkeys(names) if names.count(row) > 1]
    flaws += [f"row {row} is none of the list" for row in names if row not in ROWS]
    for row, shown, proved in rows:
        named = NAMED_TEST.findall(proved)
        flaws += [f"row {row} names {test}, which no source holds" for test in named if test not in tests]
        if not named and proved != "later":
            flaws.append(f"row {row} says neither a test nor later")
        if named and shown in ("", "later"):
            flaws.append(f"row {row} names a test but nothing that shows it")
    return flaws


def model_types(root):
    found = []
    for path in files_below(root, ("src/model",), (".hpp",)):
        found += MODEL_TYPE.findall(read(path))
    return sorted(set(found))


def glossary_flaws(text, types):
    """Types without a line `| Type | Chinese term | … |`, and lines whose type is gone."""
    lines = dict(re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", text, re.M))
    flaws = [f"{name} has no line" for name in types if name not in lines]
    flaws += [f"{name} is no type of the model" for name in lines if name not in types]
    flaws += [f"{name} has no Chinese term" for name, term in lines.items() if not re.search(r"[\u4e00-\u9fff]", term)]
    return flaws


def broken_links(root):
    """Relative links of our Markdown that lead nowhere."""
    pages = [os.path.join(root, name) for name in os.listdir(root) if name.endswith(".md")]
    pages += list(files_below(root, ("docs", "src", "tests"), (".md",)))
    broken = []
    for page in pages:
        for target in re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", read(page)):
            if not os.path.exists(os.path.join(os.path.dirname(page), target)):
                broken.append(f"{os.path.relpath(page, root)} -> {target}")
    return broken
