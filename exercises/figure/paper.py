"""The paper a figure is drawn on: an SVG without scripts, styles of elements, or other files."""

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from .colors import Colors, night_rules
from .shapes import FLOOR, Frame, Shape

WIDTH, HEIGHT = 320, 200


def sheet(drawn: str, colors: Colors, *, title: str = "", alt: str = "", width: int = WIDTH,
          inline: bool = False) -> str:  # fmt: skip
    """Put drawings on paper; inside a page they leave the night's colors to the page."""
    used = {paint: value for paint, value in colors.items() if f'class="{value[0]}"' in drawn}
    style = "" if inline else f"<style>{night_rules(used)}</style>"
    name = f"<title>{escape(title)}</title>" if title else ""
    label = f" aria-label={quoteattr(alt)}" if alt else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" role="img" '
        f'class="drawn-figure"{label}>{name}{style}{drawn}</svg>'
    )


def mat(colors: Colors, width: int = WIDTH) -> str:
    """Draw the floor line that everybody lies and stands on."""
    name, light, _ = colors["m"]
    size = f'x="16" y="{FLOOR}" width="{width - 32}" height="6" rx="3"'
    return f'<rect class="{name}" fill="{light}" {size}/>'


def road(colors: Colors, stride: float, seconds: float) -> str:
    """Draw the ground under somebody who walks; it goes by as fast as the feet do."""
    count = max(1, round(stride / 48))
    apart = stride / count
    marks = "".join(f"M{at * apart:.1f} {FLOOR + 3}h9v2h-9z"
                    for at in range(int((WIDTH + stride) / apart) + 1))  # fmt: skip
    name, light, _ = colors["m"]
    mark, tone, _ = colors["a"]
    return (
        f'<path class="{name}" fill="{light}" d="M0 {FLOOR}h{WIDTH}v8h-{WIDTH}z"/>'
        f'<path class="{mark}" fill="{tone}" fill-opacity=".5" d="{marks}">'
        f'<animateTransform attributeName="transform" type="translate" dur="{seconds:.4g}s" '
        f'repeatCount="indefinite" values="0 0;-{stride:.1f} 0"/></path>'
    )


def painted(shapes: list[Shape], elements: list[str], colors: Colors) -> str:
    """Put the elements of shapes into groups by color, in tenths of the paper's measure."""
    groups = []
    pairs = zip(shapes, elements, strict=True)
    for paint, group in groupby(pairs, key=lambda pair: pair[0].paint):
        name, light, _ = colors[paint]
        inner = "".join(element for _shape, element in group)
        clear = ' fill-opacity=".4"' if paint == "g" else ""
        groups.append(f'<g class="{name}" fill="{light}"{clear}>{inner}</g>')
    return f'<g transform="scale(.1)">{"".join(groups)}</g>'


def resting(shapes: list[Shape], frame: Frame, colors: Colors) -> str:
    elements = [f'<path d="{shape.path(frame)}"/>' for shape in shapes]
    return painted(shapes, elements, colors)
