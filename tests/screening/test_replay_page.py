"""Trying a new questionnaire on the stored screenings, before anybody is asked it."""

import json

import pytest
from django.urls import reverse

from tests.factories import QuickCheckFactory, ScreeningFactory, quick_answers
from tests.screening.by_the_file import FILE
from tests.screening.sets import ALL_NO, EMERGENCY, URGENT, answers
from tests.screening.versions import (
    PAGE,
    asked,
    effects,
    lower_fever,
    send,
    to_tier,
    version_3,
    words_of,
)
from tracker.models import Screening
from tracker.screening import questionnaire, replay, version_views

pytestmark = pytest.mark.django_db


# Who may enter


def test_is_reached_from_the_administrators_first_page(staff):
    assert reverse("screening:try_version") == PAGE
    assert f'href="{PAGE}"' in staff.get(reverse("admin:index")).content.decode()


def test_is_refused_to_patients_and_therapists(as_user, patient, therapist):
    for person in (patient, therapist):
        assert as_user(person).get(PAGE).status_code == 403
        assert send(as_user(person), version_3()).status_code == 403


def test_asks_a_stranger_to_sign_in(client):
    assert client.get(PAGE)["Location"].startswith("/accounts/login/")


# What it shows


def test_shows_what_is_asked_now_and_how_a_version_is_published(staff):
    page = words_of(staff.get(PAGE))

    assert questionnaire.current().sha256 in page
    assert "awaits sign-off" in page
    assert "each file as it was published" in page
    assert "published.json" in page
    assert "docs/screening/versions.md" in page


def test_shows_a_published_file_that_is_not_as_it_was(staff, tmp_path, monkeypatch):
    monkeypatch.setattr(questionnaire, "FOLDER", tmp_path)
    (tmp_path / "2.json").write_text(json.dumps(FILE))
    (tmp_path / "published.json").write_text('{"2": "0000"}')

    assert "2.json is not as it was published" in words_of(staff.get(PAGE))


def test_says_that_nothing_changes_when_nothing_does(staff):
    ScreeningFactory()
    response = send(staff, version_3())

    assert response.status_code == 200
    assert all(effect.is_nothing for effect in effects(response))
    assert "Tried on 1 stored set of answers. None changes its tier." in words_of(response)


def test_counts_what_becomes_less_serious_and_names_the_reasons(staff):
    ScreeningFactory.create_batch(3, answers=URGENT, tier="urgent")
    ScreeningFactory.create_batch(2)
    response = send(staff, version_3(lower_fever))

    (group,) = effects(response)[0].less_serious
    assert (group.old.name, group.new.name, group.count) == ("URGENT", "CAUTION", 3)
    page = words_of(response)
    assert "Less serious: URGENT" in page
    assert "(3 sets of answers)" in page
    assert "<code>fever</code>" in page


def test_shows_less_serious_changes_first_the_most_serious_of_them_at_the_top(staff):
    def change(data):
        lower_fever(data)
        to_tier("URGENT", "bladder_bowel_control")(data)
        to_tier("EMERGENCY", "night_pain")(data)

    for given in (answers(night_pain="yes"), URGENT, EMERGENCY):
        ScreeningFactory(answers=given)
    effect = effects(response := send(staff, version_3(change)))[0]

    assert [group.old.name for group in effect.less_serious] == ["EMERGENCY", "URGENT"]
    assert [group.new.name for group in effect.more_serious] == ["EMERGENCY"]
    page = words_of(response)
    assert page.index("Less serious: EMERGENCY") < page.index("Less serious: URGENT")
    assert page.index("Less serious: URGENT") < page.index("More serious:")


def test_tells_apart_changes_for_different_reasons(staff):
    def change(data):
        lower_fever(data)
        for answer in asked(data, "weight_loss")["answers"]:
            answer |= {"tier": answer["tier"] and "CAUTION", "advice": "Tell your doctor."}

    ScreeningFactory(answers=answers(fever="yes"))
    ScreeningFactory(answers=answers(weight_loss="yes"))

    groups = effects(send(staff, version_3(change)))[0].less_serious
    keys = {reason.key for group in groups for reason in group.old_reasons}
    assert (len(groups), keys) == (2, {"fever", "weight_loss"})


def test_an_unfinished_emergency_that_is_none_any_more_is_said_loudly(staff):
    ScreeningFactory(stopped=True)
    response = send(staff, version_3(to_tier("URGENT", "bladder_bowel_control")))

    (group,) = effects(response)[0].not_judged
    assert (group.old.name, group.new) == ("EMERGENCY", None)
    assert "Cannot be judged: EMERGENCY" in words_of(response)
    assert "effect--loud" in words_of(response)


def test_answers_that_lack_a_new_question_are_not_clear(staff):
    def change(data):
        data["questions"].append(asked(data, "fever") | {"key": "mood"})

    ScreeningFactory(answers=ALL_NO)
    response = send(staff, version_3(change))

    assert not effects(response)[0].more_serious
    assert effects(response)[0].not_judged[0].why_not == ("Unanswered: mood.",)
    assert "Unanswered: mood." in words_of(response)


def test_tries_quick_checks_and_what_was_said_after_sessions_too(staff):
    def change(data):
        to_tier("URGENT", "qc_bladder_saddle")(data)
        for answer in asked(data, "log_new_symptoms")["answers"]:
            answer["tier"] = answer["tier"] and "URGENT"

    QuickCheckFactory(answers=quick_answers(qc_bladder_saddle="yes"), tier="emergency")
    ScreeningFactory(
        kind=Screening.Kind.SESSION_LOG,
        answers={"log_new_symptoms": "bladder_saddle"},
        tier="emergency",
    )
    _full, quick, log = effects(send(staff, version_3(change)))

    assert [group.old.name for group in quick.less_serious] == ["EMERGENCY"]
    assert [group.old.name for group in log.less_serious] == ["EMERGENCY"]


def test_an_unforeseen_error_is_no_judgment(staff, monkeypatch, caplog):
    real = replay.outcome_of

    def fail(asked, *args, **kwargs):
        if asked.version == 3:
            raise RuntimeError
        return real(asked, *args, **kwargs)

    monkeypatch.setattr(replay, "outcome_of", fail)
    ScreeningFactory()
    response = send(staff, version_3())

    assert effects(response)[0].not_judged[0].new is None
    assert "The rules failed: RuntimeError." in words_of(response)


def test_asks_the_database_as_often_for_many_as_for_one(staff, django_assert_max_num_queries):
    ScreeningFactory.create_batch(30, answers=URGENT, tier="urgent")
    with django_assert_max_num_queries(6):
        send(staff, version_3(lower_fever))


def test_tries_only_the_newest_of_very_many_and_says_so(staff, monkeypatch):
    monkeypatch.setattr(version_views, "NEWEST", 2)
    ScreeningFactory.create_batch(3)
    response = send(staff, version_3())

    assert effects(response)[0].count == 2
    assert "Only the newest were tried." in words_of(response)
