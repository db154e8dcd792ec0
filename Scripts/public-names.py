#!/usr/bin/env python3
"""The names that a user of the libraries is promised, from the compiler's symbol graph.

    python3 Scripts/public-names.py [--write] [--build FOLDER]

Compares the lists in Documentation/library.md (of SSMProof, and of SSMProofTesting, which test suites import) with the
public symbols of the modules in FOLDER (.build/debug), which must be built; --write puts the lists there. A name that is
not in the page, one that is there and gone, and one without a summary are errors: exit status 1.
"""

import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, "Documentation/library.md")
TESTING = "SSMProofTesting"
# Types of the standard library that have members of ours under their own name.
STANDARD = ("Array", "ArraySlice", "Double", "Float", "Int", "String")


def marks(library):
    """What stands before and after a library's list in the page."""
    name = "names" if library == "SSMProof" else f"names of {library}"
    return f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"


def modules():
    """The libraries' modules, in the order of the manifest."""
    with open(os.path.join(ROOT, "Package.swift")) as file:
        listed = re.search(r'\.library\(\s*name: "SSMProof",\s*targets: \[(.*?)\]', file.read(), re.S).group(1)
    return re.findall(r'"(\w+)"', listed) + [TESTING]


def symbols(build):
    """All public symbols: module, path of names, kind, whether there is a summary."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for module in modules():
            command = ["swift", "symbolgraph-extract", "-module-name", module, "-I", os.path.join(build, "Modules"),
                       "-minimum-access-level", "public", "-skip-synthesized-members", "-output-dir", folder]
            for library in ("CGMP", "CMPFR"):
                command += ["-Xcc", f"-fmodule-map-file={ROOT}/Sources/{library}/module.modulemap"]
            target = json.loads(subprocess.run(["swift", "-print-target-info"], capture_output=True, check=True).stdout)
            command += ["-target", target["target"]["triple"]]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                raise SystemExit(f"no symbol graph of {module}; build the package first\n{done.stderr}")
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name)) as file:
                module = name.split(".")[0].split("@")
                for symbol in json.load(file)["symbols"]:
                    path = symbol["pathComponents"]
                    if len(module) == 2 and module[1] == "Swift" and path[0] not in STANDARD:
                        path = ["Array"] + path[-1:]
                    library = TESTING if module[0] == TESTING else "SSMProof"
                    found.append((library, path, symbol["kind"]["identifier"], "docComment" in symbol))
    return found


def table(found):
    """The list for the page: a line for each type with its members."""
    types = {}
    for module, path, kind, _ in found:
        if kind in ("swift.struct", "swift.enum", "swift.class", "swift.protocol"):
            types.setdefault(tuple(path), set())
    members = collections.defaultdict(set)
    free = set()
    for module, path, kind, _ in found:
        if tuple(path) in types:
            continue
        if len(path) == 1:
            free.add(path[0])
        else:
            members[tuple(path[:-1])].add(path[-1])
    lines = ["| name | members |\n", "|---|---|\n"]
    for path in sorted(set(types) | set(members)):
        listed = ", ".join(f"`{m}`" for m in sorted(members[path]))
        lines.append(f"| `{'.'.join(path)}` | {listed} |\n")
    lines += [f"| `{name}` | |\n" for name in sorted(free)]
    return "".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--write", action="store_true", help="put the list into the page")
    parser.add_argument("--build", default=os.path.join(ROOT, ".build/debug"), help="the build's folder")
    arguments = parser.parse_args()
    found = symbols(arguments.build)
    with open(PAGE) as file:
        page = file.read()
    same = True
    for library in ("SSMProof", TESTING):
        begin, end = marks(library)
        before, rest = page.split(begin)
        listed, after = rest.split(end)
        wanted = table([symbol for symbol in found if symbol[0] == library])
        same = same and (arguments.write or listed == wanted)
        page = before + begin + wanted + end + after
    if arguments.write:
        with open(PAGE, "w") as file:
            file.write(page)
    bare = [".".join(path) for _, path, _, has_summary in found if not has_summary]
    for name in bare:
        print(f"no summary: {name}")
    if not same:
        print("Documentation/library.md is not what the symbol graph says; python3 Scripts/public-names.py --write")
    print(f"{len(found)} public symbols, {len(bare)} without a summary")
    return 1 if bare or not same else 0


if __name__ == "__main__":
    sys.exit(main())
