"""Seeing progress: is it helping, in a sentence, a chart and a table."""

import json
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import PrescriptionFactory, RoutineFactory, ScreeningFactory
from tests.progress.conftest import TODAY, days_ago
from tracker.models import ExerciseSession, PainScore

pytestmark = pytest.mark.django_db

URL = reverse("progress:overview")


@pytest.fixture
def routine(patient):
    return RoutineFactory(plan__patient=patient)


@pytest.fixture
def improving(routine, done):
    """Pain after exercise was 6 in the first week and 2 in the last."""
    for n, before, after in ((27, 7, 6), (21, 6, 6), (6, 4, 2), (1, 3, 2)):
        done(routine, days_ago(n), before=before, after=after)


@pytest.fixture
def see(as_user, patient):
    def page(**query):
        response = as_user(patient).get(URL, query)
        assert response.status_code == 200
        return response.content.decode()

    return page


def words_of(html):
    main = html.split("<main")[1].split("</main>")[0]
    main = re.sub(r"<script.*?</script>", " ", main, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def chart_in(html):
    return json.loads(re.search(r'id="progress-data"[^>]*>(.*?)</script>', html)[1])


def rows_in(html):
    body = html.split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]


def test_says_in_a_sentence_whether_it_helps(see, improving):
    words = words_of(see())
    assert "Is it helping?" in words
    assert "Your pain is going down" in words
    assert "It was 6 of 10 in the first week and 2 in the last, over 8 scores." in words
    assert "A change of 2 or more is one that people notice." in words
    assert "4 of 27 sessions" in words
    assert "That is 15 percent of what was due. Today counts once it is done." in words


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (5, 4, "Your pain is about the same"),
        (3, 6, "Your pain has gone up"),
        (6, 3, "Your pain is going down"),
    ],
)
def test_names_the_direction(see, felt, first, last, sentence):
    felt(days_ago(20), first)
    felt(days_ago(1), last)
    words = words_of(see())
    assert sentence in words
    assert ("ease off and talk to your physical therapist" in words) == (last > first + 1)


def test_a_few_days_are_too_early_to_tell(see, felt):
    felt(days_ago(1), 5)
    assert "There is 1 pain score so far." in words_of(see())
    felt(TODAY, 1)
    words = words_of(see())
    assert "Too early to tell There are 2 pain scores so far." in words
    assert "No sessions were due in this time" in words


def test_by_months_it_compares_months(see, felt):
    felt(date(2025, 8, 2), 6)
    felt(days_ago(1), 3)
    words = words_of(see(range="all"))
    assert "It was 6 of 10 in the first month and 3 in the last" in words


def test_by_quarters_it_names_them_and_compares_them(see, felt):
    felt(date(2022, 8, 2), 6)
    felt(days_ago(1), 3)
    html = see(range="all")
    assert "It was 6 of 10 in the first three months and 3 in the last" in words_of(html)
    assert '<th scope="col">Quarter</th>' in html
    assert [row[0] for row in rows_in(html)] == ["Q3 2022", "Q1 2026"]
    assert chart_in(html)["names"][:2] == ["Q3 2022", "Q4 2022"]


def test_hands_the_chart_its_numbers_with_gaps_as_gaps(see, routine, done, felt):
    done(routine, days_ago(2), before=4, after=2)
    done(routine, TODAY, before=3)
    felt(days_ago(1), 6)

    chart = chart_in(see())

    assert chart["unit"] == "day"
    assert chart["days"][-3:] == ["2026-03-27", "2026-03-28", "2026-03-29"]
    assert chart["before"][-3:] == [4, None, 3]
    assert chart["after"][-3:] == [2, None, None]
    assert chart["now"][-3:] == [None, 6, None]
    assert chart["done"][-3:] == [1, 0, 1]
    assert chart["due"][-3:] == [1, 1, 1]
    assert {len(values) for name, values in chart.items() if name != "unit"} == {28}


def test_the_table_says_the_same_as_the_chart(see, routine, done, felt):
    done(routine, days_ago(2), before=4, after=0)
    done(routine, TODAY, before=3, after=3)
    for value in (6, 7):
        felt(days_ago(1), value)

    rows = rows_in(see())

    assert rows[-3:] == [
        ["Mar 27", "4", "0", "–", "1 of 1"],
        ["Mar 28", "–", "–", "6.5", "0 of 1"],
        ["Mar 29", "3", "3", "–", "1 of 1"],
    ]
    assert rows[0] == ["Mar 2", "–", "–", "–", "0 of 1"]
    assert len(rows) == 28


def test_the_table_of_weeks_and_months(see, felt, routine):
    felt(date(2025, 8, 2), 6)
    html = see(range="all")
    assert '<th scope="col">Month</th>' in html
    assert rows_in(html)[0][:1] == ["Aug 2025"]
    html = see(range="12w")
    assert '<th scope="col">Week from</th>' in html
    assert [row[0] for row in rows_in(html)] == ["Mar 2", "Mar 9", "Mar 16", "Mar 23"]


@pytest.mark.parametrize(
    ("asked", "chosen", "unit"),
    [
        (None, "4w", "day"),
        ("4w", "4w", "day"),
        ("12w", "12w", "week"),
        ("all", "all", "day"),
        ("10y", "4w", "day"),
        ("<script>", "4w", "day"),
        ("", "4w", "day"),
    ],
)
def test_an_unknown_range_is_four_weeks(see, improving, asked, chosen, unit):
    html = see(**({} if asked is None else {"range": asked}))
    assert re.findall(r'href="\?range=(\w+)" aria-current="true"', html) == [chosen]
    assert chart_in(html)["unit"] == unit
    assert "<script>" not in html


def test_without_anything_it_says_what_to_do_next(see):
    html = see()
    assert "Nothing logged in this time yet." in html
    assert f'href="{reverse("sessions:today")}"' in html
    assert "progress-data" not in html
    assert "charts.js" not in html
    assert "chart.umd" not in html


def test_shows_ones_own_rows_alone(see, stranger, felt):
    felt(days_ago(1), 9, patient=stranger)
    assert "Nothing logged in this time yet." in see()


def test_opens_behind_a_closed_gate(see, patient, improving):
    ScreeningFactory(patient=patient, stopped=True)
    assert "Your pain is going down" in see()


def test_to_the_therapist_it_does_not_say_your_pain(as_user, care, patient, improving):
    url = reverse("care:patient", args=[patient.pk])
    html = as_user(care.therapist).get(url).content.decode()
    assert "Pain is going down" in html
    assert "Your pain" not in html


def test_the_therapist_is_not_told_to_ask_a_therapist(as_user, care, patient, felt):
    felt(days_ago(20), 2)
    felt(days_ago(1), 8)
    url = reverse("care:patient", args=[patient.pk])
    html = as_user(care.therapist).get(url).content.decode()
    assert "Pain has gone up" in html
    assert "talk to your physical therapist" not in html


def history(routine, days):
    """A session with pain before and after on each of so many days before today."""
    patient, screening = routine.plan.patient, ScreeningFactory(patient=routine.plan.patient)
    moment = timezone.now()
    sessions = ExerciseSession.objects.bulk_create(
        ExerciseSession(
            patient=patient,
            routine=routine,
            screening=screening,
            key=f"00000000-0000-0000-0000-{n:012}",
            started_at=moment - timedelta(days=n),
            finished_at=moment - timedelta(days=n),
            done_on=days_ago(n),
            slot=1,
        )
        for n in range(days)
    )
    PainScore.objects.bulk_create(
        PainScore(
            patient=patient,
            session=session,
            moment=name,
            value=n % 10,
            recorded_at=session.finished_at,
            recorded_on=session.done_on,
        )
        for n, session in enumerate(sessions)
        for name in ("before", "after")
    )


def test_ten_years_cost_hardly_more_than_thirty_days(
    as_user, patient, stranger, django_assert_num_queries
):
    sizes = {"4w": [], "12w": [], "all": []}
    for person, days, begin in ((patient, 30, days_ago(29)), (stranger, 3650, days_ago(3650))):
        plan = {"routine__plan__patient": person, "routine__plan__starts_on": begin}
        history(PrescriptionFactory(**plan).routine, days)
        browser = as_user(person)
        for window, lengths in sizes.items():
            with django_assert_num_queries(8 if window == "all" else 5):
                response = browser.get(URL, {"range": window})
            lengths.append(len(response.content))

    for window, (few, many) in sizes.items():
        assert many < (3 if window == "all" else 1.2) * few, (window, few, many)
        assert many < 60_000


def test_a_name_is_text(as_user, patient, care, improving):
    patient.name = "</script><script>alert(1)</script>"
    patient.save()
    for person, url in (
        (patient, URL),
        (care.therapist, reverse("care:patient", args=[patient.pk])),
    ):
        html = as_user(person).get(url).content.decode()
        assert "<script>alert(1)" not in html


def test_other_methods_are_refused(as_user, patient):
    assert as_user(patient).post(URL).status_code == 405


def test_asks_a_visitor_to_sign_in(client):
    assert client.get(URL).url.startswith(reverse("account_login"))
