"""Bootstrap as it is served: without what no page can match."""

import gzip
import os

import pytest
from django.contrib.staticfiles.finders import find
from django.core.exceptions import ImproperlyConfigured

from backcare.trimming import trimmed, trimmed_file

BOOTSTRAP = "node_modules/bootstrap/dist/css/bootstrap.min.css"


@pytest.fixture
def trim(tmp_path):
    """Trim a style sheet for a page with these classes."""

    def trimmed_for(css, classes):
        sheet, page = tmp_path / "sheet.css", tmp_path / "page.html"
        sheet.write_text(css)
        page.write_text(f'<p class="{classes}">')
        return trimmed(str(sheet), [page])

    return trimmed_for


def test_a_rule_stays_where_all_its_classes_are_named_somewhere(trim):
    css = ".btn{a:b}.btn.btn-x{a:b}.gone{a:b}p{a:b}"
    assert trim(css, "btn") == ".btn{a:b}p{a:b}"


def test_looks_into_media_and_leaves_animations_whole(trim):
    css = "@media (x){.gone{a:b}}@media (x){.btn{a:b}}@keyframes gone{from{a:b}to{a:b}}"
    kept = "@media (x){.btn{a:b}}@keyframes gone{from{a:b}to{a:b}}"
    assert trim(css, "btn") == kept


def test_what_is_served_is_small_and_has_what_the_pages_use():
    with open(find("vendor/bootstrap.min.css"), "rb") as file:
        css = file.read()

    for selector in (b":root", b".btn{", b".form-control{", b".is-invalid", b".visually-hidden"):
        assert selector in css
    assert b"Licensed under MIT" in css
    assert b"sourceMappingURL" not in css
    assert b".carousel" not in css
    assert len(gzip.compress(css)) < 13_000


def test_is_trimmed_anew_when_a_page_has_changed_and_only_then(settings, tmp_path, monkeypatch):
    page, calls = tmp_path / "page.html", []
    page.write_text("one")
    monkeypatch.setattr("backcare.trimming.sources", lambda: iter([page]))
    monkeypatch.setattr("backcare.trimming.trimmed", lambda *asked: calls.append(asked) or "a{}")
    settings.VAR_DIR = tmp_path

    made = trimmed_file(BOOTSTRAP)
    assert trimmed_file(BOOTSTRAP) == made
    assert len(calls) == 1
    os.utime(page, (0, 0))  # as one that was copied with its old time
    assert trimmed_file(BOOTSTRAP) != made
    assert len(calls) == 2


def test_says_so_where_node_is_missing(monkeypatch, trim):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ImproperlyConfigured, match="Node"):
        trim(".btn{a:b}", "btn")
