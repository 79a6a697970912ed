"""Trying a new questionnaire shows nobody's answers as theirs, and keeps nothing."""

import pytest

from tests.factories import ScreeningFactory, UserFactory
from tests.screening.sets import URGENT, answers
from tests.screening.versions import effects, lower_fever, send, version_3, words_of
from tracker.models import Screening
from tracker.screening import questionnaire

pytestmark = pytest.mark.django_db


def test_shows_neither_name_nor_number_nor_day(staff):
    maria = UserFactory(name="Maria Santos", email="maria@example.com", country="PT")
    screening = ScreeningFactory(patient=maria, answers=URGENT, tier="urgent")
    page = words_of(send(staff, version_3(lower_fever)))

    for word in ("Maria", "maria@", str(screening.key), str(screening.screened_on)):
        assert word not in page


def test_a_set_of_fewer_than_five_people_is_not_shown_whole(staff):
    rare = answers(fever="yes", first_episode="yes")
    one = UserFactory()
    ScreeningFactory.create_batch(3, answers=rare)
    ScreeningFactory.create_batch(3, answers=rare, patient=one)
    response = send(staff, version_3(lower_fever))

    page = words_of(response)
    assert effects(response)[0].count == 6
    assert "1 set is not shown, because few people gave it." in page
    assert "first_episode" not in page


def test_a_set_of_five_people_is_shown_whole(staff):
    ScreeningFactory.create_batch(5, answers=answers(fever="yes", first_episode="yes"))
    page = words_of(send(staff, version_3(lower_fever)))

    assert "All answers of a set that 5 people gave" in page
    assert "<code>first_episode</code> yes" in page
    assert "not shown" not in page


# Nothing is kept


def test_stores_and_publishes_nothing(staff):
    ScreeningFactory(answers=URGENT, tier="urgent")
    before = sorted(path.name for path in questionnaire.FOLDER.iterdir())
    send(staff, version_3(lower_fever))

    assert Screening.objects.get().tier == "urgent"
    assert questionnaire.current().version == 2
    assert sorted(path.name for path in questionnaire.FOLDER.iterdir()) == before
    assert send(staff, version_3()).status_code == 200
