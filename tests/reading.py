"""How hard the words of the safety check are: `make reading` writes the list that is in the docs.

The measure is the Flesch-Kincaid grade: the school year in which an American child reads a text
with ease. textstat counts the words and the syllables.
"""

import ast
import re
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path

from tests.screening.by_the_file import FILE, LOG, QUESTIONS, QUICK, RULES

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it asks an old part of setuptools for its own version
    from textstat import textstat

ROOT = Path(__file__).parent.parent
DOC = ROOT / "docs" / "screening" / "reading-level.md"
HARDEST = 8.0
# In fewer words the formula measures one long word, not a sentence: those are measured together.
FEWEST_WORDS = 8
# Read as this short word instead. A name that people have to recognize has no plainer one.
SHORT = "name"
NAMES = {
    "cauda equina syndrome": "the name that a doctor has to hear; what it is stands beside it",
    "spondyloarthritis": 'the name in a relative\'s papers; "an inflamed spine" stands beside it',
    "uveitis": 'the name in one\'s own papers; "an inflamed eye" stands beside it',
    "psoriasis": "the name of a skin disease that those who have it know, and no other word says",
}
TEMPLATES = ROOT / "templates" / "tracker" / "screening"
CODE = ROOT / "tracker" / "screening"
# The pages and forms on which an admin tries a new version.
FOR_ADMINS = ("version", "effect")
TRANSLATED = re.compile(
    r"""{% *translate +(?P<quote>["'])(?P<line>.+?)(?P=quote)"""
    r"|{% *blocktranslate[^%]*%}(?P<block>.+?){% *endblocktranslate *%}",
    re.DOTALL,
)
FILLED_IN = re.compile(r"{{.+?}}|%\(\w+\)s")


@dataclass(frozen=True)
class Wording:
    """What somebody reads in one go."""

    where: str
    sentences: tuple[str, ...]

    @property
    def text(self):
        return " ".join(self.sentences)

    @property
    def grade(self):
        return grade(self.sentences)

    @property
    def hardest(self):
        """Return the grade of its hardest sentence that is long enough to be measured by itself."""
        long = [one for one in self.sentences if words_in(one) >= FEWEST_WORDS]
        return max((grade([one]) for one in long), default=0.0)

    @property
    def is_measured(self):
        return words_in(self.text) >= FEWEST_WORDS

    @property
    def is_plain(self):
        return self.hardest <= HARDEST and (not self.is_measured or self.grade <= HARDEST)

    def row(self):
        whole = f"{max(self.grade, 0):.1f}" if self.is_measured else "short"
        hardest = f"{max(self.hardest, 0):.1f}" if self.hardest else "none"
        words = re.sub(r"(?<![.?!…]) / ", " · ", " / ".join(self.sentences)).replace(" / ", " ")
        return f"| {self.where} | {whole} | {hardest} | {words} |\n"


def measured(text):
    text = FILLED_IN.sub("it", text)
    for name in NAMES:
        text = re.sub(rf"\b{name}\b", SHORT, text, flags=re.IGNORECASE)
    return text


def words_in(text):
    return textstat.lexicon_count(measured(text))


def grade(sentences):
    """Return the Flesch-Kincaid grade of these sentences."""
    text = measured(" ".join(sentences))
    words = max(1, textstat.lexicon_count(text))
    syllables = textstat.syllable_count(text)
    return round(0.39 * words / len(sentences) + 11.8 * syllables / words - 15.59, 1)


def sentences_of(*texts):
    """Cut into sentences; a label or a heading is one too."""
    plain = [" ".join(FILLED_IN.sub("it", text).split()) for text in texts if text.strip()]
    return tuple(one for text in plain for one in re.split(r"(?<=[.?!…])\s+(?=[A-Z“])", text))


# Where the words are


def of_the_file():
    """Yield the words of the questionnaire."""
    for question in [*QUESTIONS, *QUICK, *LOG]:
        key, answers = question["key"], question["answers"]
        yield Wording(f"{key}: question", sentences_of(question["text"], question["help"]))
        yield Wording(f"{key}: answers", sentences_of(*(one["label"] for one in answers)))
        for what in ("say", "advice"):
            if said := dict.fromkeys(one.get(what, "") for one in answers if one.get(what)):
                yield Wording(f"{key}: {what}", sentences_of(*said))
    for tier in FILE["tiers"]:
        yield Wording(f"tier {tier['key']}", sentences_of(tier["label"], tier["text"]))
    yield Wording("groups", sentences_of(*(group["name"] for group in FILE["groups"])))
    for rule in RULES:
        yield Wording(f"rule {rule['key']}", sentences_of(rule["message"]))
    for rule in FILE["rescreen"]:
        yield Wording(f"re-screen {rule['key']}", sentences_of(rule["why"]))


def of_the_pages():
    """Yield the words of the room's pages, and those that its code says."""
    for path in [*sorted(TEMPLATES.glob("*")), *sorted(CODE.glob("*.py"))]:
        if any(word in path.name for word in FOR_ADMINS):
            continue
        content = path.read_text()
        is_code = path.suffix == ".py"
        texts = translated_in(ast.parse(content)) if is_code else marked_in(content)
        yield from by_length(path.name, texts)


def marked_in(template):
    """Return what a template marks for translation; the singular and the plural are two texts."""
    found = [match["line"] or match["block"] for match in TRANSLATED.finditer(template)]
    return [text for block in found for text in re.split(r"{% *plural *%}", block)]


def translated_in(tree):
    """Return what the code marks for translation."""
    return [
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("_", "_now")
        and isinstance(node.args[0], ast.Constant)
    ]


def by_length(where, texts):
    """Yield each text that is long enough, and the short ones of that place together."""
    texts = [text for text in dict.fromkeys(texts) if FILLED_IN.sub("", text).strip()]
    long = [text for text in texts if words_in(text) >= FEWEST_WORDS]
    for text in long:
        yield Wording(where, sentences_of(text))
    if short := sentences_of(*(text for text in texts if text not in long)):
        yield Wording(f"{where}: short words", short)


def wordings():
    return [*of_the_file(), *of_the_pages()]


# The list


INTRO = """\
# How hard the words are

Made by `make reading`; a test fails when a wording is too hard or this list is not up to date.

Each wording of the safety check is measured by its Flesch-Kincaid grade: the American school year
in which it is read with ease. The limit is grade {hardest:g}. The measure is a floor, not a proof:
it counts the length of words and sentences, and cannot tell whether people understand them. That
takes a test with readers, which has not been done.

How it is measured:

- What is read in one go is one wording: a question with its help, all its answers, all that its
  answers let the person say, all its advice, a tier's label and text, a rule's message, one text
  of a page.
- A label is a sentence. Texts of fewer than {fewest} words are measured together with the other
  short ones of their page: in so few words the formula measures one long word.
- Besides the whole, each sentence of {fewest} words or more has to be within the limit by itself.
- What is filled in later (a day, a number) counts as one short word.
- textstat counts the words and the syllables.

These names are measured as one short word:

{names}

{total} wordings; the hardest is grade {worst:g}, the hardest sentence grade {worst_sentence:g}.
"""


def document():
    """Return the page for the docs."""
    parts = {"The questionnaire": [*of_the_file()], "The pages": [*of_the_pages()]}
    found = [one for part in parts.values() for one in part]
    page = INTRO.format(
        hardest=HARDEST,
        fewest=FEWEST_WORDS,
        names="\n".join(f"- {name}: {why}" for name, why in NAMES.items()),
        total=len(found),
        worst=max(one.grade for one in found if one.is_measured),
        worst_sentence=max(one.hardest for one in found),
    )
    for title, rows in parts.items():
        page += f"\n## {title}\n\n| Where | Grade | Hardest sentence | Words |\n|---|---|---|---|\n"
        page += "".join(one.row() for one in rows)
    return page


def main():
    found = document()
    DOC.parent.mkdir(exist_ok=True)
    DOC.write_text(found)
    hard = [one for one in wordings() if not one.is_plain]
    print(f"Written: {DOC.relative_to(ROOT)}")
    for one in hard:
        print(f"Too hard, grade {max(one.grade, one.hardest):g}: {one.where}: {one.text}")
    return 1 if hard else 0


if __name__ == "__main__":
    sys.exit(main())
