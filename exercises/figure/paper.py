"""The paper a figure is drawn on: an SVG without scripts, styles of elements, or other files."""

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from .colors import Colors, night_rules
from .scene import HEIGHT, WIDTH
from .shapes import Frame, Shape


def sheet(drawn: str, colors: Colors, *, title: str = "", alt: str = "",
          size: tuple[int, int] = (WIDTH, HEIGHT), inline: bool = False) -> str:  # fmt: skip
    """Put drawings on paper; inside a page they leave the night's colors to the page."""
    used = {paint: value for paint, value in colors.items() if f'class="{value[0]}"' in drawn}
    style = "" if inline else f"<style>{night_rules(used)}</style>"
    name = f"<title>{escape(title)}</title>" if title else ""
    width, height = size
    label = f" aria-label={quoteattr(alt)}" if alt else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'class="drawn-figure"{label}>{name}{style}{drawn}</svg>'
    )


def mat(colors: Colors, frame: Frame) -> str:
    """Draw the floor line that everybody lies and stands on."""
    name, light, _ = colors["m"]
    size = f'x="8" y="{frame.floor}" width="{frame.width - 16}" height="6" rx="3"'
    return f'<rect class="{name}" fill="{light}" {size}/>'


def road(colors: Colors, frame: Frame, stride: float, seconds: float) -> str:
    """Draw the ground under somebody who walks; it goes by as fast as the feet do."""
    stride *= frame.scale
    count = max(1, round(stride / 48))
    apart = stride / count
    marks = "".join(f"M{at * apart:.1f} {frame.floor + 3}h9v2h-9z"
                    for at in range(int((WIDTH + stride) / apart) + 1))  # fmt: skip
    name, light, _ = colors["m"]
    mark, tone, _ = colors["a"]
    return (
        f'<path class="{name}" fill="{light}" d="M0 {frame.floor}h{WIDTH}v8h-{WIDTH}z"/>'
        f'<path class="{mark}" fill="{tone}" fill-opacity=".5" d="{marks}">'
        f'<animateTransform attributeName="transform" type="translate" dur="{seconds:.4g}s" '
        f'repeatCount="indefinite" values="0 0;-{stride:.1f} 0"/></path>'
    )


def painted(shapes: list[Shape], elements: list[str], colors: Colors) -> str:
    """Put the elements of shapes into groups by color, in tenths of the paper's measure."""
    groups = []
    pairs = [pair for pair in zip(shapes, elements, strict=True) if pair[0].paint in colors]
    for paint, group in groupby(pairs, key=lambda pair: pair[0].paint):
        name, light, _ = colors[paint]
        inner = "".join(element for _shape, element in group)
        clear = ' fill-opacity=".45"' if paint == "g" else ""
        groups.append(f'<g class="{name}" fill="{light}"{clear}>{inner}</g>')
    return f'<g transform="scale(.1)">{"".join(groups)}</g>'


def resting(shapes: list[Shape], frame: Frame, colors: Colors) -> str:
    elements = [f'<path d="{shape.path(frame)}"/>' for shape in shapes]
    return painted(shapes, elements, colors)
