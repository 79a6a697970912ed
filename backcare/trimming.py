"""Bootstrap without the rules that none of our pages can match: most of it is never asked for.

PurgeCSS trims it when it is first looked for and whenever a page has changed, so there is no build,
and nothing of it is committed. It takes a second, and Node, which `npm ci` needs anyway.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.template.utils import get_app_template_dirs

SCRIPT = Path(__file__).with_suffix(".mjs")
WRITTEN_IN = "*.html", "*.py", "*.js"


def trimmed_file(path: str) -> str:
    """Return where the trimmed one lies."""
    files = list(sources())
    made_of = [*files, SCRIPT, settings.BASE_DIR / "package-lock.json"]
    states = sorted((str(file), file.stat().st_mtime_ns) for file in made_of)
    name = hashlib.sha256(repr(states).encode()).hexdigest()[:16]
    to = settings.VAR_DIR / "trimmed" / f"{name}.css"
    if not to.exists():
        write(trimmed(path, files), to)
    return str(to)


def sources() -> Iterator[Path]:
    """Every file that may name a class: ours, and the templates of the apps we use."""
    apps = [settings.BASE_DIR / name for name in ("backcare", "exercises", "tracker", "templates")]
    for folder in (*apps, *get_app_template_dirs("templates")):
        for pattern in WRITTEN_IN:
            yield from folder.rglob(pattern)


def trimmed(path: str, files: list[Path]) -> str:
    """Return the style sheet without what matches nothing in the files."""
    asked = json.dumps({"css": path, "files": [str(file) for file in files]})
    node = shutil.which("node")
    if node is None:
        raise ImproperlyConfigured("Node is needed to trim Bootstrap.")
    done = subprocess.run(  # noqa: S603
        [node, str(SCRIPT)], input=asked, capture_output=True, text=True, check=True
    )
    return done.stdout


def write(css: str, to: Path) -> None:
    """Put it in place at once: several processes may do this, and each finds a whole file."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=to.parent, delete=False) as file:
        file.write(css)
    os.chmod(file.name, 0o644)
    os.replace(file.name, to)
