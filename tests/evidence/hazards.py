"""The hazard table: each requirement that keeps somebody safe, and the tests that hold it.

`make hazards` writes docs/screening/hazards.md from hazards.toml and the results of the last
`make test`; with --check nothing is written. It fails on a requirement that no test holds, on
code or a test that is not there, and on a test that did not pass.
"""

import argparse
import ast
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "docs/screening/hazards.toml"
TABLE = ROOT / "docs/screening/hazards.md"
RESULTS = ROOT / "var/tests"
HAZARD_KEYS = {"key", "name", "harm", "severity", "causes"}
REQUIREMENT_KEYS = {"key", "hazards", "text", "code", "tests"}
SEVERITIES = {"critical", "serious", "moderate", "minor"}


def results_in(folder):
    """Return what became of each test, named as pytest names it, on whatever database."""
    results = {}
    for file in sorted(folder.glob("*.xml")):
        for case in ElementTree.parse(file).getroot().iter("testcase"):  # noqa: S314
            name = f"{case.get('classname')}.{case.get('name').split('[')[0]}"
            became = {child.tag for child in case} & {"failure", "error", "skipped"}
            results.setdefault(name, set()).update(became or {"passed"})
    return results


def result_of(test, results):
    """Return passed, failed, skipped or not run; of a whole file or class, what its tests say."""
    name = test.replace(".py", "").replace("/", ".").replace("::", ".")
    became = set().union(
        *(seen for key, seen in results.items() if f"{key}.".startswith(f"{name}."))
    )
    if became & {"failure", "error"}:
        return "failed"
    return "passed" if "passed" in became else "skipped" if became else "not run"


def is_defined(path, names):
    """Return whether this file has these names, the latter inside the former."""
    if not path.is_file():
        return False
    body = ast.parse(path.read_text()).body
    for name in names:
        found = [node for node in body if _name_of(node) == name]
        if not found:
            return False
        body = getattr(found[0], "body", [])
    return True


def _is_code(place, root):
    if "/" in place:
        return (root / place).is_file()
    module, _colon, name = place.partition(":")
    return is_defined(root / f"{module.replace('.', '/')}.py", name.split(".") if name else [])


def _name_of(node):
    if isinstance(node, ast.Assign):
        return getattr(node.targets[0], "id", None)
    return getattr(node, "name", None)


def problems_of(table, results, root=ROOT):
    """Return all that is wrong with the table, in words."""
    hazards, requirements = table["hazard"], table["requirement"]
    keys = [row["key"] for row in (*hazards, *requirements)]
    problems = [f"{key} is there twice" for key in sorted(set(keys)) if keys.count(key) > 1]
    for row in hazards:
        if set(row) != HAZARD_KEYS or row["severity"] not in SEVERITIES:
            problems.append(f"{row['key']} is not written like the others")
        if not any(row["key"] in one["hazards"] for one in requirements):
            problems.append(f"{row['key']} has no requirement")
    for row in requirements:
        problems += [f"{row['key']}: {words}" for words in _wrong_with(row, keys, results, root)]
    return problems


def _wrong_with(row, keys, results, root):
    if set(row) != REQUIREMENT_KEYS or not row["hazards"]:
        yield "is not written like the others"
    yield from (f"{key} is no hazard" for key in row["hazards"] if key not in keys)
    for what in ("code", "tests"):
        if not row[what]:
            yield f"has no {what}"
    yield from (f"{place} is not there" for place in row["code"] if not _is_code(place, root))
    for test in row["tests"]:
        path, *names = test.split("::")
        if not is_defined(root / path, names):
            yield f"{test} is not there"
        elif (result := result_of(test, results)) != "passed":
            yield f"{test} {result}"


def written(table, results):
    """Return the table as a page."""
    lines = [table["before"].strip()]
    for hazard in table["hazard"]:
        lines += [
            f"\n## {hazard['key']}. {hazard['name']}\n",
            f"- **Harm:** {hazard['harm']}",
            f"- **Severity:** {hazard['severity']}",
            f"- **Causes:** {'; '.join(hazard['causes'])}\n",
            "| | Requirement | Code | Tests | Last result |",
            "|---|---|---|---|---|",
        ]
        lines += [
            _line(row, results) for row in table["requirement"] if hazard["key"] in row["hazards"]
        ]
    return "\n".join(lines) + "\n"


def _line(row, results):
    code = "<br>".join(f"`{place}`" for place in row["code"])
    tests = "<br>".join(f"`{test.removeprefix('tests/')}`" for test in row["tests"])
    result = ", ".join(sorted({result_of(test, results) for test in row["tests"]}))
    return f"| {row['key']} | {row['text']} | {code} | {tests} | {result} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    table, results = tomllib.loads(SOURCE.read_text()), results_in(RESULTS)
    if not results:
        sys.exit("There are no results yet: make test")
    problems, page = problems_of(table, results), written(table, results)
    if not options.check:
        TABLE.write_text(page)
    elif TABLE.read_text() != page:
        problems.append("docs/screening/hazards.md is not what it would be now: make hazards")
    print(*problems, sep="\n")
    count = len(table["requirement"])
    print(f"{count} requirements of {len(table['hazard'])} hazards, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
