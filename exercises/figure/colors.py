"""The colors of people and things, by day and by night; far sides and shades are a step darker."""

import zlib

Colors = dict[str, tuple[str, str, str]]  # paint -> class, color by day, color by night

SKINS = ((("#e0a983", "#c58c68"), ("#d9a480", "#b07c5a")),
         (("#c68a62", "#a96f4a"), ("#bd855f", "#976444")),
         (("#8f5f42", "#754a32"), ("#9b6a4c", "#7d533a")),
         (("#efc4a4", "#d6a684"), ("#e3b797", "#bb906f")))  # fmt: skip
HAIRS = ((("#4a352c",), ("#8a7163",)), (("#2c2a33",), ("#7d788a",)),
         (("#7a5136",), ("#a87c5e",)), (("#8b8a92",), ("#b9b8c1",)))  # fmt: skip
SHIRTS = ((("#3fb3a6", "#2f9a8e", "#2a877d"), ("#4cbcaf", "#3ba195", "#2f857b")),
          (("#6aa5d8", "#558fc2", "#477bab"), ("#6aa5d8", "#558fc2", "#447aab")),
          (("#d98f7a", "#c67b66", "#b06a57"), ("#d8937f", "#c47e6a", "#a66654")),
          (("#7fae7a", "#6a9966", "#598555"), ("#86b581", "#6f9e6b", "#578454")))  # fmt: skip
TROUSERS = ((("#46567f", "#333f60"), ("#7688b8", "#57678f")),
            (("#4d5a66", "#39434d"), ("#7f8f9d", "#5d6b78")),
            (("#5b4a72", "#443757"), ("#8f7bab", "#6c5b86")))  # fmt: skip
# Mat, wood and its shade, cushion, band, shoe, arrow, a muscle at work, and a mat seen from above.
THINGS = ((("#d3c8ea", "#c9b79e", "#ad9b82", "#f2dcae", "#e9b44c", "#5f6773", "#7c6fa8", "#ffd75e",
            "#dfd6f0"),
           ("#4b4270", "#7d6f5d", "#64584a", "#bda679", "#d9a441", "#c3c9d2", "#a99bd6",
            "#ffd75e", "#383058")),)  # fmt: skip
WARDROBE = (("sS", SKINS), ("h", HAIRS), ("tuT", SHIRTS), ("pP", TROUSERS), ("mwWcbkagn", THINGS))


def palette(seed: str) -> Colors:
    """Choose skin, hair and clothes from a seed: both poses of an exercise wear the same.

    Some wear their hair in a knot, which is left out where it has no color.
    """
    number = zlib.crc32(seed.encode())
    colors: Colors = {}
    for paints, kinds in WARDROBE:
        number, choice = divmod(number, len(kinds))
        colors |= worn(paints, kinds, choice)
    return colors | ({"H": colors["h"]} if number % 2 else {})


def worn(paints: str, kinds: tuple, choice: int) -> Colors:
    day, night = kinds[choice]
    return {paint: (f"{paint}{choice}", light, dark)
            for paint, light, dark in zip(paints, day, night, strict=True)}  # fmt: skip


def night_rules(colors: Colors, within: str = "") -> str:
    """Write the rules that color a figure by night."""
    rules = "".join(f"{within}.{name}{{fill:{dark}}}" for name, _, dark in colors.values())
    return f"@media (prefers-color-scheme:dark){{{rules}}}"


def night_sheet() -> str:
    """Write the style sheet of a page that has figures in its own markup, for everybody's colors.

    A strict policy allows no style sheet inside a page, so figures drawn there carry none.
    """
    everything: Colors = {}
    for paints, kinds in WARDROBE:
        for choice in range(len(kinds)):
            everything |= {f"{paint}{choice}": value
                           for paint, value in worn(paints, kinds, choice).items()}  # fmt: skip
    return night_rules(everything, ".drawn-figure ")
