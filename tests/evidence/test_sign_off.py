"""The page for signatures is about the questionnaire in use."""

from pathlib import Path

from tracker.screening import questionnaire

DOCS = Path(__file__).resolve().parent.parent.parent / "docs/screening"


def test_a_signature_is_for_the_file_in_use():
    current = questionnaire.current()
    page = (DOCS / "sign-off.md").read_text()
    assert f"## Version {current.version}\n" in page
    assert f"sha256 {current.sha256}\n" in page, "The questionnaire changed: name its new hash."


def test_each_who_has_to_sign_has_a_place():
    page = (DOCS / "sign-off.md").read_text()
    for who in ("Clinician", "Physical therapist", "Deploying organization", "Software"):
        assert f"### {who}\n" in page
