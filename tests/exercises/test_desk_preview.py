"""The preview: what patients would read, made of what is typed so far."""

import pytest
from django.urls import reverse

from exercises.models import Draft
from tests.exercises.desk_cast import RAISE
from tests.factories import ConditionFactory, ExerciseFactory

pytestmark = pytest.mark.django_db


def preview(browser, kind="exercise", **typed):
    return browser.post(reverse("exercises:desk_preview", args=[kind]), typed)


def test_a_whole_exercise_is_shown_as_on_its_page(desk):
    condition = ConditionFactory(name="Sore knees")
    easier = ExerciseFactory(name="Seated calf raise")

    response = preview(
        desk,
        **RAISE,
        caution_condition=condition.key,
        caution_note="Hold on.",
        easier=easier.slug,
    )

    assert response.status_code == 200
    for words in ("Standing calf raise", "10 times", "Rise onto your toes.", "Sore knees"):
        assert words in response.text
    assert "Seated calf raise" in response.text
    assert "<html" not in response.text
    assert not Draft.objects.exists()


def test_an_empty_form_is_shown_too(desk):
    response = preview(desk)

    assert response.status_code == 200
    assert "Name of the exercise" in response.text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param({"reps_min": "many"}, "Rise onto your toes.", id="no-number"),
        pytest.param({"reps_min": "5000"}, "Rise onto your toes.", id="too-many"),
        pytest.param({"steps": "Stand.\n\nRise."}, "<span>Rise.</span>", id="an-empty-step"),
        pytest.param({"aim": "fame"}, "Rise onto your toes.", id="no-such-aim"),
        pytest.param({"easier": "nowhere"}, "Rise onto your toes.", id="no-such-exercise"),
        pytest.param({"equipment": "anvil"}, "Rise onto your toes.", id="no-such-equipment"),
        pytest.param({"name": "x" * 90}, "x" * 90, id="a-long-name"),
        pytest.param({"poses-0-note": "wave"}, "Rise onto your toes.", id="no-such-pose"),
        pytest.param({"picture": "none"}, "Rise onto your toes.", id="no-such-picture"),
        pytest.param(
            {"caution_condition": "gout", "caution_note": "Rest."},
            "Rise onto your toes.",
            id="no-such-condition",
        ),
    ],
)
def test_what_is_wrong_is_left_out(desk, typed, shown):
    response = preview(desk, **RAISE | typed)

    assert response.status_code == 200
    assert shown in response.text
    assert "fame" not in response.text


def test_no_link_is_shown_that_would_be_refused(desk):
    response = preview(desk, **RAISE, video_url="javascript:alert(1)")

    assert "javascript" not in response.text


def test_what_is_typed_is_text_and_nothing_else(desk):
    response = preview(desk, **RAISE | {"name": "<img src=x>", "feel": "<b>Calves</b>"})

    assert "&lt;img src=x&gt;" in response.text
    assert "<b>" not in response.text


def test_the_picture_moves_as_soon_as_it_has_poses(desk):
    note = "view=side; trunk=90; near: hip=0 knee=0; contact=feet; Stand."

    response = preview(desk, **RAISE, **{"poses-0-note": note, "poses-1-note": note})

    assert "<svg" in response.text


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("card", {"title": "Walking", "paragraphs": "Walk.\nRest."}, "<p>Rest.</p>"),
        ("condition", {"name": "Sore knees"}, "Sore knees"),
        ("aim", {"name": "Balance", "order": "x"}, "Balance"),
        ("equipment", {}, "Name"),
    ],
)
def test_every_kind_has_a_preview(desk, kind, typed, shown):
    assert shown in preview(desk, kind, **typed).text


def test_others_see_none(as_user, client, patient):
    url = reverse("exercises:desk_preview", args=["exercise"])
    assert as_user(patient).post(url, RAISE).status_code == 403
    assert client.post(url, RAISE).status_code == 302


def test_it_is_not_read(desk):
    assert desk.get(reverse("exercises:desk_preview", args=["exercise"])).status_code == 405
