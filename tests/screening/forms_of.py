"""The forms of a page, filled in as somebody might: what a second tab or the back button sends."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"number": "3", "date": "2026-03-02", "time": "08:00", "email": "someone@example.com"}


@dataclass
class Form:
    action: str
    method: str
    fields: dict = field(default_factory=dict)
    buttons: list = field(default_factory=list)

    def sent(self):
        """Yield what each button sends; without one, what the form sends by itself."""
        for button in self.buttons or [{}]:
            yield self.fields | button


class Reader(HTMLParser):
    """Collects forms and links, and fills in what is empty: a choice, a tick, some words."""

    def __init__(self):
        super().__init__()
        self.forms, self.links, self.select, self.area = [], [], None, None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get")))
        if not self.forms:
            return
        fields, name = self.forms[-1].fields, given.get("name")
        if tag == "input" and name:
            self.fill(fields, name, given)
        elif tag == "button":
            self.forms[-1].buttons.append({name: given.get("value", "")} if name else {})
        elif tag == "select" and name:
            self.select = name
        elif tag == "option" and self.select and given.get("value"):
            if self.select not in fields or "selected" in given:
                fields[self.select] = given["value"]
        elif tag == "textarea" and name:
            self.area = name
            fields[name] = ""

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.forms[-1].fields[self.area] += data

    def fill(self, fields, name, given):
        kind = given.get("type", "text")
        if kind == "checkbox":
            fields.setdefault(name, []).append(given.get("value", "on"))
        elif kind == "radio":
            fields.setdefault(name, given.get("value", "on"))
        else:
            fields[name] = given.get("value") or TYPED.get(kind, "words")


def read(response):
    reader = Reader()
    reader.feed(response.content.decode())
    return reader
