"""Every figure on one sheet, to be looked at: python -m tests.contact_sheet [FOLDER [LIBRARY.json]]

It draws start and hold of every exercise by day and by night, and film strips of the four
exercises the library began with, as pictures in the folder.
"""

import base64
import json
import sys
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from exercises.figure import frames, side_by_side
from exercises.figure.colors import palette
from exercises.figure.note import pair
from exercises.figure.paper import mat, resting, sheet
from exercises.figure.scene import scenes
from tests.browser.conftest import ARGUMENTS, CHROMIUM

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "exercises" / "data" / "library.json"
STRIPS = ("pelvic-tilt", "bird-dog", "bridge", "knee-to-chest")
STYLE = """
body { margin: 10px; background: #fbf8f3; color: #22303c; font: 12px sans-serif }
main { display: grid; gap: 8px }
.sheet { grid-template-columns: repeat(4, 1fr) }
.strip { grid-template-columns: repeat(8, 1fr) }
figure { margin: 0 }
h1 { font-size: 15px; grid-column: 1 / -1; margin: 4px 0 0 }
img { width: 100%; background: #efeaf7; border-radius: 12px; display: block }
@media (prefers-color-scheme: dark) {
  body { background: #11181c; color: #e9eff2 } img { background: #262138 } }
"""


def notes_of(exercise):
    """Return the notes of the first pose and of the second, which may be missing."""
    notes = [pose["note"] for pose in exercise["poses"]]
    return notes[0], notes[1] if len(notes) > 1 else ""


def pictures(exercises):
    """Yield a caption and a drawing of every exercise: start and hold, beside each other."""
    for exercise in exercises:
        yield exercise["slug"], side_by_side(*notes_of(exercise), seed=exercise["slug"])


def strip(exercise, count=8):
    """Yield the scenes of a movement from its start to its hold."""
    start, end = notes_of(exercise)
    colors, frame = palette(exercise["slug"]), scenes(*pair(start, end)).frame
    for number, shapes in enumerate(frames(start, end, count), 1):
        drawn = mat(colors) + resting(shapes, frame, colors)
        yield f"{number}", sheet(drawn, colors)


def cells(pictures):
    for caption, svg in pictures:
        data = base64.b64encode(svg.encode()).decode()
        image = f'<img src="data:image/svg+xml;base64,{data}" alt="">'
        yield f"<figure>{image}<figcaption>{escape(caption)}</figcaption></figure>"


def page(exercises, name):
    """Write a page of all figures, or of the film strips."""
    if name == "figures":
        inner = "".join(cells(pictures(exercises)))
        return f'<style>{STYLE}</style><main class="sheet">{inner}</main>'
    chosen = [exercise for exercise in exercises if exercise["slug"] in STRIPS]
    inner = "".join(f"<h1>{exercise['slug']}</h1>{''.join(cells(strip(exercise)))}"
                    for exercise in chosen)  # fmt: skip
    return f'<style>{STYLE}</style><main class="strip">{inner}</main>'


def main(folder, library):
    folder.mkdir(parents=True, exist_ok=True)
    exercises = json.loads(library.read_text(encoding="utf-8"))["exercises"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name in ("figures", "strips"):
            html = f"<!doctype html><title>{name}</title>{page(exercises, name)}"
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    color_scheme=scheme, viewport={"width": 1800, "height": 900}
                )
                tab = context.new_page()
                tab.set_content(html)
                tab.screenshot(path=folder / f"{name}-{scheme}.png", full_page=True)
                context.close()
                print(folder / f"{name}-{scheme}.png")
        browser.close()


if __name__ == "__main__":
    words = sys.argv[1:]
    main(
        Path(words[0]) if words else ROOT / "var" / "figures",
        Path(words[1]) if len(words) > 1 else LIBRARY,
    )
