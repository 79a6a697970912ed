"""A page of every figure, to be looked at: python -m tests.contact_sheet OUT.html [LIBRARY.json]"""

import base64
import json
import sys
from html import escape
from pathlib import Path

from exercises.figure import still

LIBRARY = Path(__file__).parents[1] / "exercises" / "data" / "library.json"
STYLE = """
body { margin: 8px; background: #fbf8f3; color: #22303c; font: 12px sans-serif }
main { display: grid; grid-template-columns: repeat(6, 1fr); gap: 8px }
figure { margin: 0 }
img { width: 100%; background: #efeaf7; border-radius: 12px; display: block }
@media (prefers-color-scheme: dark) {
  body { background: #11181c; color: #e9eff2 } img { background: #262138 } }
"""


def pictures(exercises):
    """Yield the caption and the drawing of every pose, each beside the other of its exercise."""
    for exercise in exercises:
        poses = exercise["poses"]
        for pose in poses:
            other = poses[0] if pose is not poses[0] else poses[min(1, len(poses) - 1)]
            caption = f"{exercise['slug']} {pose['name']}"
            yield caption, still(pose["note"], other_note=other["note"], title=caption)


def page(exercises):
    cells = []
    for caption, svg in pictures(exercises):
        data = base64.b64encode(svg.encode()).decode()
        image = f'<img src="data:image/svg+xml;base64,{data}" alt="">'
        cells.append(f"<figure>{image}<figcaption>{escape(caption)}</figcaption></figure>")
    head = f"<!doctype html><title>Figures</title><style>{STYLE}</style>"
    return f"{head}<main>{''.join(cells)}</main>"


if __name__ == "__main__":
    library = Path(sys.argv[2]) if len(sys.argv) > 2 else LIBRARY
    Path(sys.argv[1]).write_text(page(json.loads(library.read_text())["exercises"]))
