"""Trying a new questionnaire on the stored screenings, before anybody is asked it."""

import copy
import hashlib
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import strip_tags

from tests.factories import QuickCheckFactory, ScreeningFactory, UserFactory, quick_answers
from tests.screening.sets import ALL_NO, EMERGENCY, URGENT, answers
from tracker.models import Screening
from tracker.screening import questionnaire, replay, version_views
from tracker.screening.rules import Tier

pytestmark = pytest.mark.django_db
FILE = json.loads((questionnaire.FOLDER / "2.json").read_text())
URL = "/screening/versions/try/"


@pytest.fixture
def staff(as_user):
    """An administrator without any other permission: the page needs none."""
    return as_user(UserFactory(is_staff=True))


def asked(data, key):
    rows = [*data["questions"], *data["quick_check"], *data["session_log"]]
    return next(question for question in rows if question["key"] == key)


def version_3(change=lambda data: None):
    data = copy.deepcopy(FILE) | {"version": 3}
    change(data)
    for question in data["questions"]:
        tiers = {answer.get("tier") for answer in question["answers"]} & set(Tier.__members__)
        question["tier"] = max(tiers, key=lambda name: Tier[name], default=None)
    return json.dumps(data)


def lower_fever(data):
    for answer in asked(data, "fever")["answers"]:
        answer |= {"tier": answer["tier"] and "CAUTION", "advice": "Drink enough."}


def send(client, content, name="3.json"):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post(URL, {"file": SimpleUploadedFile(name, content)})


def effects(response):
    """Return what changes of the full screenings, of the quick checks, and of what was said."""
    return [effect for _name, effect in response.context["effects"]]


def words_of(response):
    return " ".join(response.content.decode().split())


def text_of(response):
    return " ".join(strip_tags(response.content.decode()).split())


# Who may enter


def test_is_reached_from_the_administrators_first_page(staff):
    assert reverse("screening:try_version") == URL
    assert f'href="{URL}"' in staff.get(reverse("admin:index")).content.decode()


def test_is_refused_to_patients_and_therapists(as_user, patient, therapist):
    for person in (patient, therapist):
        assert as_user(person).get(URL).status_code == 403
        assert send(as_user(person), version_3()).status_code == 403


def test_asks_a_stranger_to_sign_in(client):
    assert client.get(URL)["Location"].startswith("/accounts/login/")


# What it shows


def test_shows_what_is_asked_now_and_how_a_version_is_published(staff):
    page = words_of(staff.get(URL))

    assert questionnaire.current().sha256 in page
    assert "awaits sign-off" in page
    assert "each file as it was published" in page
    assert "published.json" in page
    assert "docs/screening/versions.md" in page


def test_shows_a_published_file_that_is_not_as_it_was(staff, tmp_path, monkeypatch):
    monkeypatch.setattr(questionnaire, "FOLDER", tmp_path)
    (tmp_path / "2.json").write_text(json.dumps(FILE))
    (tmp_path / "published.json").write_text('{"2": "0000"}')

    assert "2.json is not as it was published" in words_of(staff.get(URL))


def test_says_that_nothing_changes_when_nothing_does(staff):
    ScreeningFactory()
    response = send(staff, version_3())

    assert response.status_code == 200
    assert all(effect.is_nothing for effect in effects(response))
    assert "Tried on 1 stored set of answers. None changes its tier." in words_of(response)


def test_shows_the_hash_that_the_file_would_be_published_with(staff):
    content = version_3()

    assert hashlib.sha256(content.encode()).hexdigest() in words_of(send(staff, content))


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
        asked(data, "bladder_bowel_control")["answers"][1]["tier"] = "URGENT"
        asked(data, "night_pain")["answers"][1]["tier"] = "EMERGENCY"

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
    def change(data):
        asked(data, "bladder_bowel_control")["answers"][1]["tier"] = "URGENT"

    ScreeningFactory(stopped=True)
    response = send(staff, version_3(change))

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
        asked(data, "qc_bladder_saddle")["answers"][1]["tier"] = "URGENT"
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


# Whose answers they are is not shown


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


# Nothing is kept


def test_stores_and_publishes_nothing(staff):
    ScreeningFactory(answers=URGENT, tier="urgent")
    before = sorted(path.name for path in questionnaire.FOLDER.iterdir())
    send(staff, version_3(lower_fever))

    assert Screening.objects.get().tier == "urgent"
    assert questionnaire.current().version == 2
    assert sorted(path.name for path in questionnaire.FOLDER.iterdir()) == before
    assert send(staff, version_3()).status_code == 200


# Files that cannot become a version


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        pytest.param("", "3.json", "This file is empty", id="empty"),
        pytest.param("{", "3.json", "3.json: Expecting", id="cut-off"),
        pytest.param("fever", "3.json", "3.json: Expecting", id="not-json"),
        pytest.param(b"\x89PNG\xff", "3.json", "3.json: ", id="a-picture"),
        pytest.param("[]", "3.json", "the file lacks", id="a-list"),
        pytest.param("7", "3.json", "wrong shape", id="a-number"),
        pytest.param("[" * 100_000, "3.json", "recursion", id="endlessly-nested"),
        pytest.param(
            '{"version": 3, "version": 4}', "3.json", "version is there twice", id="twice"
        ),
        pytest.param(version_3(), "3.txt", "ends in .json", id="another-kind-of-file"),
        pytest.param(" " * 1_000_001, "3.json", "larger than 1 MB", id="too-large"),
        pytest.param(json.dumps(FILE), "2.json", "above the published 2", id="the-same-version"),
        pytest.param(
            version_3(lambda data: data.update(version=1)), "1.json", "is 1", id="an-older-version"
        ),
        pytest.param(
            version_3(lambda data: data.pop("quick_check")),
            "3.json",
            "lacks quick_check",
            id="part",
        ),
        pytest.param(
            version_3(lambda data: asked(data, "fever")["answers"][1].update(tier="RED")),
            "3.json",
            "question fever, answer yes, has an unknown tier",
            id="unknown-tier",
        ),
        pytest.param(
            version_3(lambda data: data["rescreen"][1]["numbers"].update(days=10**30)),
            "3.json",
            "3.json: ",
            id="days-beyond-all-calendars",
        ),
    ],
)
def test_a_bad_file_is_refused_at_its_field_with_what_is_wrong(
    staff, caplog, content, name, message
):
    with caplog.at_level("INFO", logger="backcare.screening"):
        response = send(staff, content, name)

    assert response.status_code == 422
    assert message in response.context["form"].errors["file"][0]
    assert 'id="id_file_error"' in words_of(response)
    assert response.context["effects"] == []
    assert "refused screening:try_version fields=['file']" in caplog.text


def test_no_file_at_all_is_refused(staff):
    response = staff.post(URL, {})

    assert response.status_code == 422
    assert "Choose the file of the new questionnaire." in words_of(response)


def test_says_what_the_file_lowers_though_nobody_has_answered_it(staff):
    def lower(data):
        answers = {a["value"]: a for a in asked(data, "chest_pain")["answers"]}
        answers["yes"]["tier"] = "URGENT"

    page = text_of(send(staff, version_3(lower)))
    assert "May stop fewer people: chest_pain = yes EMERGENCY →to URGENT" in page


def test_says_that_a_rule_is_gone_or_asks_for_more(staff):
    def loosen(data):
        data["combination_rules"] = data["combination_rules"][1:]
        data["combination_rules"][0]["min_any"] = 2

    page = text_of(send(staff, version_3(loosen)))
    assert "May stop fewer people: fever_plus_risk EMERGENCY, is gone" in page
    assert "May stop fewer people: fever_plus_neuro EMERGENCY, under other conditions" in page


def test_an_answer_that_is_raised_is_said_without_alarm(staff):
    def lift(data):
        answers = {a["value"]: a for a in asked(data, "fever")["answers"]}
        answers["yes"]["tier"] = "EMERGENCY"

    page = text_of(send(staff, version_3(lift)))
    assert "fever = yes URGENT →to EMERGENCY" in page
    assert "May stop fewer people" not in page


def test_a_file_with_other_words_alone_raises_what_it_did(staff):
    page = text_of(send(staff, version_3()))
    assert "Nothing: every answer and every rule raises what it did." in page
