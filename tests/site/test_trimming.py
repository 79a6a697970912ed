"""Bootstrap as it is served: without what no page can match."""

import gzip

from django.contrib.staticfiles.finders import find

from backcare.trimming import trimmed


def test_a_rule_stays_where_all_its_classes_are_named_somewhere():
    css = ".btn{a:b}.btn.btn-x{a:b}.gone{a:b}p{a:b}"
    assert trimmed(css, {"btn"}) == ".btn{a:b}p{a:b}"


def test_of_several_selectors_only_those_go_that_nothing_matches():
    css = ".gone,.btn,.card>.gone,.btn:not(.gone):is(.card,.btn){a:b}"
    assert trimmed(css, {"btn", "card"}) == ".btn,.btn:not(.gone):is(.card,.btn){a:b}"


def test_a_name_put_together_stands_for_all_that_begin_so():
    """As in class="btn-{{ tone }}"."""
    assert trimmed(".btn-x{a:b}.bt-x{a:b}", {"btn-", "--"}) == ".btn-x{a:b}"


def test_looks_into_media_and_leaves_animations_whole():
    css = "@media (x){.gone{a:b}}@media (x){.btn{a:b}}@keyframes gone{from{a:b}to{a:b}}"
    kept = "@media (x){.btn{a:b}}@keyframes gone{from{a:b}to{a:b}}"
    assert trimmed(css, {"btn"}) == kept


def test_what_is_served_is_small_and_has_what_the_pages_use():
    with open(find("vendor/bootstrap.min.css"), "rb") as file:
        css = file.read()

    for selector in (b":root", b".btn{", b".form-control{", b".is-invalid", b".visually-hidden"):
        assert selector in css
    assert b"Licensed under MIT" in css
    assert b"sourceMappingURL" not in css
    assert b".carousel" not in css
    assert len(gzip.compress(css)) < 16_000
