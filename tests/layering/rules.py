"""The rules of the house that can be read from the sources (the diagram of docs/start-here.md).

`check_sources(root)` and `check_tracked_text(root, files)` give findings, `advise(root)` gives advice that fails nothing.
A finding is (path, line, rule, what was found); every rule has a planted violation in layering_test.py.
"""
import os
import re
from typing import NamedTuple

KEEPERS = {"ledger", "archive", "accounts", "notify", "observations"}
PURE_ROOMS = {"intake", "water", "air", "forecast", "assess", "plan", "verify", "report", "search", "sample", "city", "sheets"}
ROOMS = PURE_ROOMS | KEEPERS
DOORS = {"server", "cli"}

BELOW_MODEL = {"base", "numeric", "formats"}
BELOW_ROOMS = BELOW_MODEL | {"model"}
# Which folders of src/ a folder of src/ may include, besides itself.
ALLOWED = {
    "base": set(),
    "numeric": {"base"},
    "formats": {"base"},
    "model": BELOW_MODEL,
    "disk": {"base"},
    **{room: BELOW_ROOMS for room in PURE_ROOMS},
    **{keeper: BELOW_ROOMS | {"disk"} for keeper in KEEPERS},
    "engine": BELOW_ROOMS | ROOMS | {"disk"},
    **{door: BELOW_ROOMS | (ROOMS - {"city"}) | {"engine", "disk"} for door in DOORS},
}

ALLOWED["cli"] |= {"server"}     # `luoshi serve` starts the other door; the server knows nothing of the command line

FORBIDDEN_IN_HEADERS = re.compile(
    r"<(nlohmann/|simdjson|zip\.h|expat|fmt/|boost/|asio|sqlite3|openssl/|CLI/|spdlog/|unicode/|re2/|[cC]oin|Clp|Cbc|Osi"
    r"|regex>|iostream>|ranges>)")
BASE_HEADER_STANDARD = re.compile(r"<[a-z_]+>")          # <vector>: no slash, no dot, so the standard library only
BASE_HEADER_NOT_STANDARD = {"<simdjson>", "<sqlite3>"}
ONE_SOURCE_EACH = {"Beast": r"<boost/beast", "CLI11": r"<CLI/", "simdjson": r"<simdjson", "valijson": r"<valijson/"}

MATHS = ("exp|exp2|expm1|log|log2|log10|log1p|pow|cbrt|hypot|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh"
         "|atanh|erf|erfc|tgamma|lgamma|beta|expint|legendre|riemann_zeta")
STD_MATHS = re.compile(rf"\bstd::(?:{MATHS})[fl]?\b(?!::)")
BARE_MATHS = re.compile(rf"(?<![\w.:>])(?:::)?(?:{MATHS})[fl]?\s*\(")
OUTSIDE_WORLD = re.compile(
    r"<fstream>|<filesystem>|<random>|<sys/\w+\.h>|<unistd\.h>|<fcntl\.h>|_clock::now\s*\(|\bstd::random_device\b"
    r"|\b(?:std::)?getenv\s*\(|\bstd::time\s*\(|\b(?:std::)?fopen\s*\(")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
TEST_FILE = re.compile(r"_(test|bench)\.cpp$")
MAX_FILE_LINES, MAX_FUNCTION_LINES = 600, 70


class Finding(NamedTuple):
    path: str
    line: int
    rule: str
    what: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.what}"


def strip_code(text):
    """The text with comments and the insides of literals blanked; lines and columns stay where they were."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(?P<tag>[^(\s]{0,16})\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)
    digit_separator = re.compile(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])")

    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())

    return pattern.sub(blank, digit_separator.sub(" ", text))


def source_files(root):
    found = []
    for folder, folders, names in os.walk(os.path.join(root, "src")):
        folders.sort()
        found += [os.path.relpath(os.path.join(folder, name), root) for name in sorted(names)
                  if name.endswith((".hpp", ".cpp"))]
    return found


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def includes(text):
    """(line number, '<' or '"', what) of every include that is not inside a comment."""
    code = re.sub(r"/\*.*?\*/", lambda match: re.sub(r"[^\n]", " ", match.group()), text, flags=re.S)
    for number, line in enumerate(code.split("\n"), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1), match.group(2)


def check_arrow(root, path, number, target):
    """One include of our own: exists, spelled from src/, points down, and stays out of private folders."""
    home, there = path.split("/")[1], target.split("/")[0]
    if target.startswith(".") or not os.path.isfile(os.path.join(root, "src", target)):
        yield Finding(path, number, "include spelling", f'"{target}" is not a header named from src/')
        return
    if home not in ALLOWED:
        yield Finding(path, number, "unknown room", f"src/{home} has no place in the diagram; give it one in rules.py")
    elif TEST_FILE.search(path) and os.path.basename(target).startswith("test_"):
        return      # what a room offers to tests, such as a small town, serves the tests above it too
    elif there != home and there not in ALLOWED[home]:
        yield Finding(path, number, "arrow", f'{home} may not include {there} ("{target}")')
    if there != home and "/detail/" in target:
        yield Finding(path, number, "private header", f'"{target}" belongs to {there} alone')
    back_end = re.match(r"(ledger|numeric)/(sqlite|memory|postgres|clp|cbc)/", target)
    if back_end and there != home and not re.fullmatch(r"src/(cli|server)/(main|database)\.cpp", path) and not TEST_FILE.search(path):
        yield Finding(path, number, "back end", f'only main.cpp or database.cpp of a door names a back end ("{target}")')


def check_header(path, number, spelled):
    if FORBIDDEN_IN_HEADERS.match(spelled):
        yield Finding(path, number, "library in a header", f"{spelled} belongs in a .cpp file")
    elif path.startswith("src/base/") and (not BASE_HEADER_STANDARD.fullmatch(spelled)
                                           or spelled in BASE_HEADER_NOT_STANDARD):
        yield Finding(path, number, "library in a header", f"headers of base include the standard library only, not {spelled}")


def check_body(path, text):
    """Library maths and the outside world, where a room must have neither. Tests may compare against both."""
    room = path.split("/")[1]
    if TEST_FILE.search(path) or room not in PURE_ROOMS | {"base", "formats", "model"}:
        return
    has_maths = re.search(r"<cmath>|<math\.h>", text)
    own = set(re.findall(r"\busing\s+(?:luoshi::)?numeric::(\w+)", text))
    for number, (raw, line) in enumerate(zip(text.split("\n"), strip_code(text).split("\n")), 1):
        if room != "formats":
            calls = STD_MATHS.findall(line)
            if has_maths:
                calls += [call for call in BARE_MATHS.findall(line) if re.sub(r"\W", "", call) not in own]
            for call in calls:
                yield Finding(path, number, "library maths", f"{call.strip()}: use numeric:: (the same bits on every machine)")
        outside = OUTSIDE_WORLD.search(raw if raw.lstrip().startswith("#") else line)
        if outside:
            yield Finding(path, number, "outside world", f"{outside.group()}: time, files and chance arrive as arguments")


def check_sources(root):
    findings, users = [], {library: {} for library in ONE_SOURCE_EACH}
    for path in source_files(root):
        text = read(root, path)
        for number, kind, target in includes(text):
            spelled = f"<{target}>"
            if kind == '"':
                findings += check_arrow(root, path, number, target)
            elif os.path.isfile(os.path.join(root, "src", target)):
                findings.append(Finding(path, number, "include spelling", f'write "{target}", not {spelled}'))
            elif path.endswith(".hpp"):
                findings += check_header(path, number, spelled)
            for library, pattern in ONE_SOURCE_EACH.items():
                if re.match(pattern, spelled):
                    users[library].setdefault(path, number)
        if path.endswith(".hpp") and not re.search(r"^#pragma once$", text, re.M):
            findings.append(Finding(path, 1, "include guard", "a header opens with #pragma once"))
        findings += check_body(path, text)
    findings += check_own_header_first(root)
    for library, places in users.items():
        for path, number in sorted(places.items())[1:]:
            findings.append(Finding(path, number, "one source each", f"{library} is already in {min(places)}"))
    return findings


def check_own_header_first(root):
    """x.cpp beside x.hpp includes it before anything else: so the build proves that the header compiles alone."""
    findings = []
    for path in source_files(root):
        own = path[len("src/"):-len(".cpp")] + ".hpp"
        if path.endswith(".cpp") and os.path.isfile(os.path.join(root, "src", own)):
            number, _, target = next(includes(read(root, path)), (1, "", "nothing"))
            if target != own:
                findings.append(Finding(path, number, "own header first", f'"{own}" comes before {target}'))
    return findings


def headers_to_compile(root):
    """The headers without such a source, named from src/; the build makes one for each of them."""
    return [path[len("src/"):] for path in source_files(root)
            if path.endswith(".hpp") and not os.path.isfile(os.path.join(root, path[:-len(".hpp")] + ".cpp"))]


# Spelled in pieces, so that this file does not contain what it forbids.
MACHINE_PATH = re.compile(r"(?<![\w.$}/~-])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me/\w+)(?:/|\b(?=[\"'\s]))")
REGISTRY_HOST = re.compile(
    r"\b(?:[\w-]+\.)*(?:deb" + r"ian\.org/deb|snapshot\.deb" + r"ian\.org|deb\.deb" + r"ian\.org|security\.deb" + r"ian\.org"
    r"|npm" + r"js\.(?:org|com)/|pypi\." + r"org|pythonhosted\." + r"org|crates\." + r"io|npmmirror\." + r"com)")
BINARY_FILE = re.compile(r"\.(png|jpe?g|gif|ico|woff2?|db|gz|zip|xlsx|docx|pdf|bin|pbf)$", re.I)


def check_tracked_text(root, files):
    """No path of a machine and no host of a package registry in what is kept."""
    findings = []
    for path in files:
        if BINARY_FILE.search(path) or not os.path.isfile(os.path.join(root, path)):
            continue
        with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                for rule, pattern in (("machine path", MACHINE_PATH), ("registry host", REGISTRY_HOST)):
                    match = pattern.search(line)
                    if match:
                        findings.append(Finding(path, number, rule, match.group()))
    return findings


def long_functions(text):
    """(line, length) of each function body longer than the house likes: a brace after `)` that no control word opened."""
    code, starts, found = strip_code(text), [], []
    line = 1
    head = ""
    for character in code:
        if character == "{":
            opens = re.search(r"\)\s*(?:const|noexcept(?:\([^)]*\))?|override|final|mutable|->\s*[\w:<>,&*\s]+|\s)*$", head)
            control = re.search(r"\b(if|for|while|switch|catch)\s*(constexpr\s*)?\(", head)
            starts.append((line, bool(opens) and not control))
            head = ""
        elif character == "}" and starts:
            first, is_function = starts.pop()
            inside = any(outer for _, outer in starts)
            if is_function and not inside and line - first + 1 > MAX_FUNCTION_LINES:
                found.append((first, line - first + 1))
            head = ""
        elif character == ";":
            head = ""
        else:
            head += character
        line += character == "\n"
    return found


def advise(root):
    advice = []
    for path in source_files(root):
        text = read(root, path)
        lines = text.count("\n")
        if lines > MAX_FILE_LINES:
            advice.append(Finding(path, 1, "long file", f"{lines} lines; split past {MAX_FILE_LINES}"))
        advice += [Finding(path, first, "long function", f"{length} lines; split past {MAX_FUNCTION_LINES}")
                   for first, length in long_functions(text)]
    return advice
