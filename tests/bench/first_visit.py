"""What a browser fetches when it opens a page for the first time."""

import gzip
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

LINK = re.compile(rb"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
IMPORT = re.compile(rb"""(?:^|\s|;)(?:import|from)\s*\(?["']([^"']+)["']""")


@dataclass(frozen=True)
class Visit:
    requests: int
    bytes: int  # gzipped
    script_bytes: int  # gzipped


class Assets(HTMLParser):
    """The addresses of style sheets, icons, scripts and pictures of a page."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("script", "img") and attrs.get("src"):
            self.found.append(attrs["src"])
        elif tag == "link" and attrs.get("rel") in ("stylesheet", "icon", "manifest"):
            self.found.append(attrs["href"])


def first_visit(browser, path):
    """Fetch a page and all of this site that it names; count what was fetched."""
    page = browser.ask(path)
    assert page.status == 200, (path, page.status)
    parser = Assets()
    parser.feed(page.body.decode())
    waiting = [urljoin(path, address) for address in parser.found]
    bodies = {path: page.body}
    while waiting:
        address = waiting.pop()
        if address in bodies or address.startswith(("data:", "http:", "https:", "#")):
            continue
        answer = browser.ask(address)
        assert answer.status == 200, (address, answer.status)
        bodies[address] = answer.body
        waiting += [urljoin(address, name) for name in named_in(address, answer.body)]
    sizes = {address: gzipped(body) for address, body in bodies.items()}
    scripts = sum(size for address, size in sizes.items() if is_script(address))
    return Visit(len(sizes), sum(sizes.values()), scripts)


def named_in(address, body):
    """The addresses that a style sheet or a script names itself."""
    pattern = LINK if ".css" in address else IMPORT if is_script(address) else None
    hits = pattern.findall(body) if pattern else []
    return [
        name.decode()
        for hit in hits
        for name in (hit if isinstance(hit, tuple) else (hit,))
        if name and not name.startswith(b"data:")
    ]


def is_script(address):
    return address.split("?")[0].endswith(".js")


def gzipped(body):
    return len(gzip.compress(body, 6))
