"""The sources keep the house's layering, and the check would notice if they did not (label layering)."""
import os
import shutil
import subprocess
import tempfile
import unittest

import rules

ROOT = os.environ.get("LUOSHI_SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def tracked_files(root):
    """What git keeps; in a copy without git, everything but what a build leaves."""
    try:
        listed = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, check=True)
        return [name for name in listed.stdout.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = []
        for folder, folders, names in os.walk(root):
            folders[:] = [name for name in folders if name not in {".git", "build", "var", "node_modules", "__pycache__"}]
            found += [os.path.relpath(os.path.join(folder, name), root) for name in names]
        return found


class Layering(unittest.TestCase):
    def test_every_include_points_down(self):
        findings = rules.check_sources(ROOT)
        self.assertEqual([], findings, "\n" + "\n".join(map(str, findings)))

    def test_no_machine_path_or_registry_host_is_kept(self):
        findings = rules.check_tracked_text(ROOT, tracked_files(ROOT))
        self.assertEqual([], findings, "\n" + "\n".join(map(str, findings)))

    def test_the_build_compiles_every_header_alone(self):
        made = os.path.join(os.environ["LUOSHI_BIN"], "..", "tests", "layering", "alone")
        for header in rules.headers_to_compile(ROOT):
            with open(os.path.join(made, header.replace(".hpp", ".cpp")), encoding="utf-8") as file:
                self.assertEqual(f'#include "{header}"\n', file.read())

    def test_every_room_has_a_place_in_the_diagram(self):
        rooms = [name for name in os.listdir(os.path.join(ROOT, "src")) if os.path.isdir(os.path.join(ROOT, "src", name))]
        self.assertTrue(rooms)
        self.assertEqual([], [room for room in rooms if room not in rules.ALLOWED])

    def test_long_files_and_functions_are_listed(self):
        for advice in rules.advise(ROOT):
            print(f"advice: {advice}")


class Planted(unittest.TestCase):
    """A small tree in which each rule is broken once: a check that cannot fail is no check."""

    def setUp(self):
        self.root = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.root)
        self.plant("src/base/date.hpp", "#pragma once\n#include <chrono>\n")
        self.plant("src/model/figure.hpp", '#pragma once\n#include "base/date.hpp"\n')
        self.plant("src/water/decay.hpp", '#pragma once\n#include "model/figure.hpp"\n')
        self.plant("src/city/city.hpp", '#pragma once\n#include "model/figure.hpp"\n')
        self.plant("src/engine/engine.hpp", '#pragma once\n#include "city/city.hpp"\n#include "water/decay.hpp"\n')
        self.plant("src/cli/main.cpp", '#include <CLI/CLI.hpp>\n#include "engine/engine.hpp"\n')

    def plant(self, path, text):
        full = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)

    def assert_found(self, rule, path, line):
        found = [(finding.rule, finding.path, finding.line) for finding in rules.check_sources(self.root)]
        self.assertEqual([(rule, path, line)], found)

    def test_a_tidy_tree_has_no_findings(self):
        self.assertEqual([], rules.check_sources(self.root))

    def test_a_room_including_a_room(self):
        self.plant("src/water/x.cpp", '#include "water/decay.hpp"\n#include "city/city.hpp"\n')
        self.assert_found("arrow", "src/water/x.cpp", 2)

    def test_an_include_pointing_up(self):
        self.plant("src/base/x.cpp", '#include "base/date.hpp"\n\n#include "model/figure.hpp"\n')
        self.assert_found("arrow", "src/base/x.cpp", 3)

    def test_a_door_looking_into_the_city(self):
        self.plant("src/cli/x.cpp", '#include "city/city.hpp"\n')
        self.assert_found("arrow", "src/cli/x.cpp", 1)

    def test_a_room_reaching_for_the_disk(self):
        self.plant("src/disk/file.hpp", "#pragma once\n#include <filesystem>\n")
        self.plant("src/archive/x.cpp", '#include "disk/file.hpp"\n')
        self.plant("src/water/x.cpp", '#include "disk/file.hpp"\n')
        self.assert_found("arrow", "src/water/x.cpp", 1)

    def test_the_server_looking_at_the_command_line(self):
        self.plant("src/cli/y.hpp", "#pragma once\n")
        self.plant("src/server/y.hpp", "#pragma once\n")
        self.plant("src/cli/serve.cpp", '#include "server/y.hpp"\n')
        self.plant("src/server/x.cpp", '#include "cli/y.hpp"\n')
        self.assert_found("arrow", "src/server/x.cpp", 1)

    def test_support_for_tests_is_for_tests_alone(self):
        self.plant("src/city/test_town.hpp", "#pragma once\n")
        self.plant("src/server/api_test.cpp", '#include "city/test_town.hpp"\n')
        self.assertEqual([], rules.check_sources(self.root))
        self.plant("src/server/api.cpp", '#include "city/test_town.hpp"\n')
        self.assert_found("arrow", "src/server/api.cpp", 1)

    def test_an_include_in_a_comment_is_none(self):
        self.plant("src/base/x.cpp", '// #include "model/figure.hpp"\n/*\n#include "model/figure.hpp"\n*/\n')
        self.assertEqual([], rules.check_sources(self.root))

    def test_a_room_without_a_place(self):
        self.plant("src/attic/x.cpp", '#include "base/date.hpp"\n')
        self.assert_found("unknown room", "src/attic/x.cpp", 1)

    def test_another_rooms_private_header(self):
        self.plant("src/water/detail/y.hpp", "#pragma once\n")
        self.plant("src/engine/x.cpp", '#include "water/detail/y.hpp"\n')
        self.assert_found("private header", "src/engine/x.cpp", 1)

    def test_a_back_end_named_outside_main(self):
        self.plant("src/ledger/sqlite/y.hpp", "#pragma once\n")
        self.plant("src/cli/x.cpp", '#include "ledger/sqlite/y.hpp"\n')
        self.plant("src/cli/database.cpp", '#include "ledger/sqlite/y.hpp"\n')
        self.assert_found("back end", "src/cli/x.cpp", 1)

    def test_a_relative_include(self):
        self.plant("src/water/x.cpp", '#include "decay.hpp"\n')
        self.assert_found("include spelling", "src/water/x.cpp", 1)

    def test_our_own_header_in_angle_brackets(self):
        self.plant("src/water/x.cpp", "#include <water/decay.hpp>\n")
        self.assert_found("include spelling", "src/water/x.cpp", 1)

    def test_each_forbidden_library_in_a_header(self):
        for header in ("nlohmann/json.hpp", "simdjson.h", "fmt/format.h", "boost/asio.hpp", "boost/beast.hpp", "sqlite3.h",
                       "openssl/evp.h", "CLI/CLI.hpp", "spdlog/spdlog.h", "unicode/ustring.h", "re2/re2.h",
                       "coin/ClpSimplex.hpp", "ClpSimplex.hpp", "CoinModel.hpp", "regex", "iostream", "ranges"):
            with self.subTest(header=header):
                self.plant("src/water/y.hpp", f"#pragma once\n#include <{header}>\n")
                rules_found = {finding.rule for finding in rules.check_sources(self.root) if finding.path == "src/water/y.hpp"}
                self.assertIn("library in a header", rules_found)

    def test_an_outside_library_in_a_header_of_base(self):
        self.plant("src/base/y.hpp", "#pragma once\n#include <sodium.h>\n")
        self.assert_found("library in a header", "src/base/y.hpp", 2)

    def test_a_header_without_guard(self):
        self.plant("src/base/y.hpp", "#include <vector>\n")
        self.assert_found("include guard", "src/base/y.hpp", 1)

    def test_a_second_user_of_a_one_source_library(self):
        self.plant("src/cli/second.cpp", "#include <CLI/App.hpp>\n")
        self.assert_found("one source each", "src/cli/second.cpp", 1)

    def test_library_maths_in_a_room(self):
        for call in ("std::exp(x)", "std::powf(x, y)", "std::atan2(y, x)", "exp(x)", "::log(x)"):
            with self.subTest(call=call):
                self.plant("src/water/x.cpp", f"#include <cmath>\ndouble f(double x, double y) {{ return {call}; }}\n")
                self.assert_found("library maths", "src/water/x.cpp", 2)

    def test_exact_maths_our_own_maths_and_comments_are_no_library_maths(self):
        self.plant("src/water/x.cpp", '#include <cmath>\n// std::exp(x)\nauto a = std::sqrt(2.0);\nauto b = numeric::exp(a);\n'
                                      'auto c = "std::log(x)";\nauto d = draw.exp(1);\nauto e = std::log1p_table;\n')
        self.assertEqual([], rules.check_sources(self.root))

    def test_library_maths_in_a_test_is_an_oracle(self):
        self.plant("src/water/x_test.cpp", "#include <cmath>\nauto a = std::exp(1.0);\n")
        self.assertEqual([], rules.check_sources(self.root))

    def test_the_outside_world_in_a_room(self):
        for line in ("#include <fstream>", "#include <random>", "auto t = std::chrono::system_clock::now();",
                     "auto h = std::getenv(name);"):
            with self.subTest(line=line):
                self.plant("src/city/x.cpp", line + "\n")
                self.assert_found("outside world", "src/city/x.cpp", 1)

    def test_a_keeper_may_open_files(self):
        self.plant("src/ledger/x.cpp", "#include <fstream>\n")
        self.assertEqual([], rules.check_sources(self.root))

    def test_a_source_that_includes_something_before_its_own_header(self):
        self.plant("src/base/date.cpp", '#include <string>\n#include "base/date.hpp"\n')
        self.assert_found("own header first", "src/base/date.cpp", 1)
        self.plant("src/base/date.cpp", '// on days\n#include "base/date.hpp"\n#include <string>\n')
        self.assertEqual([], rules.check_sources(self.root))

    def test_a_header_without_a_source_is_compiled_by_the_build(self):
        self.plant("src/base/date.cpp", '#include "base/date.hpp"\n')
        self.assertNotIn("base/date.hpp", rules.headers_to_compile(self.root))
        self.assertIn("model/figure.hpp", rules.headers_to_compile(self.root))

    def test_machine_paths_and_registry_hosts(self):
        path, host = "/wo" + "rk/x.txt", "http://deb.deb" + "ian.org/deb" + "ian"
        self.plant("notes.md", f"fine\nsee {path}\nfrom {host}\n/workshop and a/wo" + "rk/x are fine\n")
        found = [(finding.line, finding.rule) for finding in rules.check_tracked_text(self.root, ["notes.md"])]
        self.assertEqual([(2, "machine path"), (3, "registry host")], found)

    def test_long_functions_are_measured(self):
        body = "  if (x) {\n    y();\n  }\n" * 30
        self.plant("src/base/x.cpp", f"namespace a {{\nint f(int x) {{\n{body}}}\nint g() {{ return 1; }}\n}}\n")
        found = [(finding.rule, finding.line) for finding in rules.advise(self.root)]
        self.assertEqual([("long function", 2)], found)

    def test_long_files_are_measured(self):
        self.plant("src/base/x.cpp", "int x;\n" * 601)
        self.assertEqual(["long file"], [finding.rule for finding in rules.advise(self.root)])


if __name__ == "__main__":
    unittest.main()
