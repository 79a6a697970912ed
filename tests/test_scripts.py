"""The rules that run on the phone: each file of tests/js in Node, as one test."""

import shutil
import subprocess
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parent / "js").glob("*.test.mjs"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_runs_in_node(file):
    node = shutil.which("node")
    assert node, "Node.js is missing: it comes with npm, which fetches the pages' libraries."
    run = subprocess.run([node, "--test", file], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
