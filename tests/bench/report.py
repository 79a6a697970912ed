"""What was reached, printed beside each aim."""

from .first_visit import gzipped

HEAD = ("", "p50 ms", "x bare", "CPU ms", "x bare", "aim", "queries", "aim", "kB", "gzip kB")
ROW = "{:<28}{:>8}{:>8}{:>8}{:>8}{:>8}{:>9}{:>6}{:>8}{:>9}"


def show(stops, counted, wall, cpu, visit):
    """Print a line for each page, then how much the long history adds, then the first visit."""
    print(ROW.format(*HEAD))
    for stop in stops:
        body = counted[stop.name].body
        print(
            ROW.format(
                stop.name,
                f"{wall[stop.name]:.2f}",
                f"{wall[stop.name] / wall[stop.bare]:.2f}",
                f"{cpu[stop.name]:.2f}",
                f"{cpu[stop.name] / cpu[stop.bare]:.2f}",
                f"<= {stop.ratio}" if stop.ratio else "",
                counted[stop.name].queries,
                f"<= {stop.queries}" if stop.queries else "",
                f"{len(body) / 1000:.1f}",
                f"{gzipped(body) / 1000:.1f}",
            )
        )
    print()
    for name in ("Today, {} days", "Progress, {} days", "Progress, all of {} days"):
        short, long = name.format(30), name.format(3650)
        print(
            f"{long}, beside 30: CPU x {cpu[long] / cpu[short]:.2f}, "
            f"bytes x {len(counted[long].body) / len(counted[short].body):.2f} (aim: <= 1.2), "
            f"queries {counted[long].queries - counted[short].queries:+d} (aim: +0)"
        )
    print(
        f"First visit of Today: {visit.bytes / 1000:.1f} kB gzipped (aim: <= 150), "
        f"{visit.requests} requests (aim: <= 15), "
        f"{visit.script_bytes / 1000:.1f} kB of it script (aim: <= 45)"
    )
