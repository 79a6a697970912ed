"""Bootstrap without the rules that none of our pages can match: most of it is never asked for.

It is trimmed when it is first looked for, so there is no build, and nothing of it is committed.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.utils import get_app_template_dirs

COMMENT = re.compile(r"/\*(?!!).*?\*/", re.DOTALL)  # the one with the license stays
BRACE = re.compile(r"[{}]")
COMMA = re.compile(r",(?![^(]*\))")
NOT = re.compile(r":not\([^)]*\)")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
WORD = re.compile(r"[\w-]+")
WRITTEN_IN = "*.html", "*.py", "*.js"
LEAST = 4  # "btn-" before a variable stands for every class that begins so; "--" for none


def trimmed_file(path: str) -> str:
    """Return where the trimmed one lies."""
    return written(path, max(file.stat().st_mtime for file in sources()))


@cache
def written(path: str, changed: float) -> str:
    """Trim it, anew whenever one of the sources has changed."""
    css = COMMENT.sub("", Path(path).read_text())
    folder = settings.VAR_DIR / "trimmed"
    folder.mkdir(parents=True, exist_ok=True)
    to = folder / Path(path).name
    # Several processes may do this at once; each finds a whole file.
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False) as file:
        file.write(trimmed(css, words_of(sources())))
    os.chmod(file.name, 0o644)
    os.replace(file.name, to)
    return str(to)


def sources() -> Iterator[Path]:
    """Every file that may name a class: ours, and the templates of the apps we use."""
    apps = [settings.BASE_DIR / name for name in ("backcare", "exercises", "tracker", "templates")]
    for folder in (*apps, *get_app_template_dirs("templates")):
        for pattern in WRITTEN_IN:
            yield from folder.rglob(pattern)


def words_of(files: Iterator[Path]) -> set[str]:
    return {word for file in files for word in WORD.findall(file.read_text())}


def trimmed(css: str, words: set[str]) -> str:
    """Leave out each selector with a class that nobody names, and rules without a selector."""
    begun = tuple(word for word in words if word.endswith("-") and len(word) >= LEAST)

    def is_named(selector: str) -> bool:
        classes = CLASS.findall(NOT.sub("", selector))
        return all(one in words or one.startswith(begun) for one in classes)

    kept = []
    for head, body in rules_of(css):
        if head.startswith(("@media", "@supports")):
            body = trimmed(body, words)
        elif not head.startswith("@"):
            head = ",".join(filter(is_named, COMMA.split(head)))
        if head and body:
            kept.append(f"{head}{{{body}}}")
    return "".join(kept)


def rules_of(css: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and within each pair of braces."""
    begins = depth = opened = 0
    for brace in BRACE.finditer(css):
        depth += 1 if brace[0] == "{" else -1
        if brace[0] == "{" and depth == 1:
            opened = brace.start()
        elif depth == 0:
            yield css[begins:opened].strip(), css[opened + 1 : brace.start()]
            begins = brace.end()
