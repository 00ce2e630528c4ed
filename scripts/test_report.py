"""What ./test prints at its end: a line for each kind of test, the reasons of skipped tests, and the compile report.

Exit code 1 when a test failed, a program neither ran a test nor said why not, or a source took too long to compile.
"""
import argparse
import json
import os
import re
import sys
import xml.etree.ElementTree as xml
from collections import defaultdict

KINDS = ["unit", "property", "contract", "verification", "regression", "fuzz", "fault", "api", "web", "scenario", "layering", "commands",
         "e2e"]
MAX_CPU_SECONDS = 12.0
# Owed, with its cause and cure in docs/decisions/0009: whatever includes the events and commands of all kinds. Each run says
# how many are over 12.
OWED_CPU_SECONDS = 25.0
OWED = ("src/city/", "src/engine/", "src/server/", "tests/layering/")
MAY_TAKE_LONGER = re.compile(r"#\s*include\s*<boost/beast")


def read_tests(build):
    """name -> (kind, ctest status, seconds, output)"""
    with open(os.path.join(build, "tests.json"), encoding="utf-8") as file:
        listed = json.load(file)["tests"]
    labels = {}
    for test in listed:
        values = {entry["name"]: entry["value"] for entry in test.get("properties", [])}
        own = [label for label in values.get("LABELS", []) if label != "parser"]
        labels[test["name"]] = own[0] if own else "unlabelled"
    tests = {}
    path = os.path.join(build, "results.xml")
    if os.path.exists(path):
        for case in xml.parse(path).getroot().iter("testcase"):
            output = (case.findtext("system-out") or "")
            tests[case.get("name")] = (labels.get(case.get("name"), "unlabelled"), case.get("status"), float(case.get("time")), output)
    for name, kind in labels.items():
        tests.setdefault(name, (kind, "did not run", 0.0, ""))
    return tests


def count(output):
    """(tests run, tests failed, [reasons of skipped tests]) in the words of GoogleTest or of Python's unittest."""
    ran = sum(map(int, re.findall(r"^\[==========\] (\d+) tests? from .* ran\.", output, re.M)))
    failed = sum(map(int, re.findall(r"^\[  FAILED  \] (\d+) tests?, listed below", output, re.M)))
    reasons = [reason.strip() for reason in re.findall(r"^\S+:\d+: Skipped\n(.*)$", output, re.M)]
    skipped = sum(map(int, re.findall(r"^\[  SKIPPED \] (\d+) tests?, listed below", output, re.M)))
    for total, _, flaws in re.findall(r"^Ran (\d+) tests? in \S+\n\n(OK|FAILED)(?: \((.*)\))?$", output, re.M):
        ran += int(total)
        numbers = dict(re.findall(r"(\w+)=(\d+)", flaws))
        failed += int(numbers.get("failures", 0)) + int(numbers.get("errors", 0))
        skipped += int(numbers.get("skipped", 0))
    reasons += re.findall(r"\bskipped ['\"](.*)['\"]$", output, re.M)
    reasons += ["no reason given"] * (skipped - len(reasons))
    return ran, failed, reasons


def summarize(title, tests):
    """Prints one closing line for these programs. Gives (passed, failed, skipped)."""
    ran = failed = 0
    seconds, skips, bad = 0.0, defaultdict(int), []
    for name, (_, status, time, output) in sorted(tests.items()):
        program_ran, program_failed, reasons = count(output)
        if status != "run":
            program_failed = max(program_failed, 1)
            bad.append(f"{name} ({status})")
        elif program_ran == 0 and not reasons:  # a whole program may skip, if it says why
            program_failed += 1
            bad.append(f"{name} (ran no test and said nothing)")
        ran += program_ran
        failed += program_failed
        seconds += time
        for reason in reasons:
            skips[reason] += 1
    skipped = sum(skips.values())
    verdict = "ok" if not bad else "FAILED: " + ", ".join(bad)
    print(f"{title:<14} {len(tests):3d} programs {ran:6d} tests {failed:4d} failed {skipped:4d} skipped {seconds:8.1f} s   {verdict}")
    for reason, times in sorted(skips.items()):
        print(f"{'':14} skipped {times}: {reason}")
    for name, (_, status, _, output) in sorted(tests.items()):
        if status != "run":
            print("\n".join(f"    {line}" for line in [f"{name}, the end of its output:"] + output.rstrip().split("\n")[-40:]))
    return max(ran - failed - skipped, 0), failed, skipped


def print_advice(output):
    """What tests/layering found too long; advice that fails nothing."""
    advice = re.findall(r"^advice: (.*)$", output, re.M)
    for line in advice[:20]:
        print(f"advice: {line}")
    if len(advice) > 20:
        print(f"advice: and {len(advice) - 20} more")


def compile_report(build, path_of=lambda source: source):
    """Prints the sources that cost most; False when one costs more than allowed."""
    objects, measured = 0, []
    for folder, _, names in os.walk(build):
        for name in names:
            if not name.endswith(".cpp.o"):
                continue
            objects += 1
            record = os.path.join(folder, name + ".cpu")
            if os.path.exists(record):
                with open(record, encoding="utf-8") as file:
                    user, system = file.read().split()[-2:]
                source = os.path.relpath(os.path.join(folder, name[:-2]), build)
                measured.append((float(user) + float(system), re.sub(r"CMakeFiles/\w+\.dir/", "", source)))
    measured.sort(reverse=True)
    print(f"compiling: {len(measured)} of {objects} objects measured, {objects - len(measured)} taken from the compiler cache; "
          f"{sum(cost for cost, _ in measured):.0f} CPU-seconds in all; dearest: "
          + ", ".join(f"{source} {cost:.1f} s" for cost, source in measured[:3]))
    within = True
    owed = [source for cost, source in measured if MAX_CPU_SECONDS < cost <= OWED_CPU_SECONDS and source.startswith(OWED)]
    if owed:
        print(f"compiling: {len(owed)} sources over {MAX_CPU_SECONDS:.0f} CPU-seconds are owed a cure (docs/decisions/0009)")
    for cost, source in measured:
        if cost > MAX_CPU_SECONDS and source not in owed:
            text = ""
            if os.path.exists(path_of(source)):     # a source the build made is nowhere else
                with open(path_of(source), encoding="utf-8") as file:
                    text = file.read()
            if not MAY_TAKE_LONGER.search(text):
                print(f"FAILED: {source} took {cost:.1f} CPU-seconds to compile, more than {MAX_CPU_SECONDS:.0f}; split it "
                      "or move its heavy headers elsewhere")
                within = False
    return within


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--preset", required=True)
    options.add_argument("--sanitized", action="append", default=[])
    chosen = options.parse_args()

    groups = defaultdict(dict)
    for name, test in read_tests(f"build/{chosen.preset}").items():
        groups[test[0]][name] = test
    totals = [0, 0, 0]
    order = [kind for kind in KINDS if kind in groups] + sorted(set(groups) - set(KINDS))
    for kind in order:
        totals = [a + b for a, b in zip(totals, summarize(kind, groups[kind]))]
    for preset in chosen.sanitized:
        if os.path.exists(f"build/{preset}/tests.json"):
            totals = [a + b for a, b in zip(totals, summarize(f"under {preset}", read_tests(f"build/{preset}")))]
    for _, _, _, output in groups["layering"].values():
        print_advice(output)
    within = compile_report(f"build/{chosen.preset}")
    print(f"{totals[0]} passed, {totals[1]} failed, {totals[2]} skipped")
    return 0 if totals[1] == 0 and totals[0] > 0 and within else 1


if __name__ == "__main__":
    sys.exit(main())
