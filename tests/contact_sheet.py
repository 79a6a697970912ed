"""Every figure on one sheet, to be looked at: python -m tests.contact_sheet [FOLDER [LIBRARY.json]]

By day and by night it makes three pictures in the folder: start and hold of every exercise with
the words for who does not see it, film strips of the four exercises the library began with, and
smaller ones of all the others.
"""

import base64
import json
import os
import sys
from html import escape
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from exercises.figure import frames, in_words, side_by_side
from exercises.figure.colors import palette
from exercises.figure.note import pair
from exercises.figure.paper import mat, resting, sheet
from exercises.figure.scene import scenes
from tests.browser.conftest import ARGUMENTS, CHROMIUM

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "exercises" / "data" / "library.json"
STRIPS = ("pelvic-tilt", "bird-dog", "bridge", "knee-to-chest")
POSITIONS = (
    "supine", "prone", "side-lying", "quadruped", "kneeling", "seated", "standing",
)  # fmt: skip
FRAMES = 8
WIDTH = 2000
STYLE = """
:root { --page: #fbf8f3; --card: #efeaf7; --ink: #22303c; --soft: #55636f }
@media (prefers-color-scheme: dark) {
  :root { --page: #11181c; --card: #262138; --ink: #e9eff2; --soft: #a9b6bf } }
body { margin: 0; padding: 48px; background: var(--page); color: var(--ink);
  font: 16px/1.4 system-ui, sans-serif }
h1 { font-size: 44px; letter-spacing: -.02em; margin: 0 }
h2 { font-size: 26px; margin: 36px 0 14px }
h3 { font-size: 19px; margin: 10px 4px 0 }
p { margin: 2px 4px 0; color: var(--soft) }
main > p { font-size: 20px; margin: 6px 0 0 }
.cards { display: grid; gap: 28px 20px; grid-template-columns: repeat(3, 1fr); margin: 32px 0 0 }
.cards img { height: 240px; padding: 10px 12px }
.strip { display: grid; gap: 12px; grid-template-columns: repeat(4, 1fr) }
.strip p { text-align: center }
.strips img { padding: 10px }
.movements h2 { font-size: 18px; margin: 16px 0 6px }
.movements .strip { gap: 8px; grid-template-columns: repeat(8, 1fr) }
.movements .strip p { display: none }
.movements img { aspect-ratio: 3 / 2; padding: 4px }
img { background: var(--card); border-radius: 16px; box-sizing: border-box; display: block;
  object-fit: contain; width: 100% }
"""


def notes_of(exercise):
    """Return the notes of the first pose and of the second, which may be missing."""
    notes = [pose["note"] for pose in exercise["poses"]]
    return notes[0], notes[1] if len(notes) > 1 else ""


def picture(svg):
    data = base64.b64encode(svg.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="">'


def card(exercise):
    """Draw an exercise from start to hold, with its name and its words."""
    notes = notes_of(exercise)
    words = in_words(*notes, laterality=exercise["laterality"])
    drawn = picture(side_by_side(*notes, seed=exercise["slug"]))
    return f"<div>{drawn}<h3>{escape(exercise['name'])}</h3><p>{escape(words)}</p></div>"


def strip(exercise):
    """Draw the scenes of a movement from its start to its hold."""
    start, end = notes_of(exercise)
    colors, shown = palette(exercise["slug"]), scenes(*pair(start, end))
    frame, cells = shown.close_frame, []
    for number, shapes in enumerate(frames(start, end, FRAMES), 1):
        floor = "" if shown.first.view == "foot-end" else mat(colors, frame)
        svg = sheet(floor + resting(shapes, frame, colors), colors,
                    size=(frame.width, frame.height))  # fmt: skip
        cells.append(f"<div>{picture(svg)}<p>{number}</p></div>")
    return f'<h2>{escape(exercise["name"])}</h2><div class="strip">{"".join(cells)}</div>'


def figures(exercises):
    yield f"<h1>The {len(exercises)} figures</h1>"
    yield "<p>Each from its start to its hold, and what it says to who does not see it.</p>"
    yield f'<div class="cards">{"".join(map(card, exercises))}</div>'


def strips(exercises):
    yield f"<h1>Film strips</h1><p>From the start to the hold in {FRAMES} scenes.</p>"
    yield from (strip(exercise) for exercise in exercises if exercise["slug"] in STRIPS)


def movements(exercises):
    yield f"<h1>All movements</h1><p>From the start to the hold in {FRAMES} scenes.</p>"
    yield from (strip(exercise) for exercise in exercises if len(exercise["poses"]) > 1)


PAGES = {"figures": figures, "strips": strips, "movements": movements}


def page(name, exercises):
    inner = "".join(PAGES[name](exercises))
    head = f'<!doctype html><meta charset="utf-8"><title>{name}</title><style>{STYLE}</style>'
    return f'{head}<main class="{name}">{inner}</main>'


def main(folder, library):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings_test")
    django.setup()
    folder.mkdir(parents=True, exist_ok=True)
    exercises = json.loads(library.read_text(encoding="utf-8"))["exercises"]
    exercises.sort(key=lambda exercise: POSITIONS.index(exercise["position"]))
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name in PAGES:
            html = page(name, exercises)
            for scheme in ("light", "dark"):
                size = {"width": WIDTH, "height": 900}
                context = browser.new_context(color_scheme=scheme, viewport=size)
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
