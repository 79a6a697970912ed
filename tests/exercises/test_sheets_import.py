"""Sending a spreadsheet in: the file, the dry run page by page, and handing its changes in."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from exercises.models import Exercise, Revision, SheetImport
from exercises.sheets import checking, files, import_views
from exercises.sheets.writing import written
from tests.exercises.sheet_cast import begun, checked, rows_of_library
from tests.factories import NOON, ExerciseFactory, UserFactory

pytestmark = pytest.mark.django_db
SHEETS = "/desk/sheets/"


@pytest.fixture
def row():
    ExerciseFactory(slug="bridge", name="Bridge", stop_if="it hurts.", steps=["Lie down."])
    return rows_of_library()["bridge"]


@pytest.fixture
def client(as_user, admin):
    return as_user(admin)


def new(row, slug, **cells):
    return row | {"slug": slug, "name": slug.capitalize()} | cells


def send(client, rows, form="xlsx", name="library.xlsx"):
    file = SimpleUploadedFile(name, rows if isinstance(rows, bytes) else written(form, rows))
    return client.post(SHEETS, {"file": file})


def address(sheet, step="import"):
    return reverse(f"exercises:sheet_{step}", args=[sheet.pk])


def now_checked(rows, by):
    return checked(rows, by, at=timezone.now())


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_shows_what_would_change_and_writes_nothing(client, row, form):
    rows = [row | {"name": "Hip bridge"}, new(row, "clam"), new(row, "third", sets="11")]
    response = send(client, rows, form, name="whatever.txt")

    sheet = SheetImport.objects.get()
    assert (response.status_code, response.url) == (302, address(sheet))
    page = text_of(client.get(response.url))
    assert "1 row is refused and changes nothing." in page
    assert "<code>sets</code> “11”: Choose 10 or less." in page
    assert "row 4" in page
    assert "Hand in 2 changes for review" in page
    changed = text_of(client.get(response.url, {"show": "changed"}))
    assert "</span>Bridge</del>" in changed
    assert "</span>Hip bridge</ins>" in changed
    assert (Exercise.objects.count(), Revision.objects.count()) == (1, 0)


def test_a_file_that_says_the_same_leaves_nothing_to_hand_in(client, row):
    response = client.get(send(client, [row]).url)
    assert "The file says the same as the library." in text_of(response)
    assert "Hand in" not in text_of(response)


def test_what_else_one_should_know_stands_at_the_row(client, row, admin):
    ExerciseFactory(slug="old", name="Old", stop_if="it hurts.", status=Exercise.Status.ARCHIVED)
    old = rows_of_library()["old"]
    first = now_checked([row | {"feel": "Warm."}], admin)
    client.post(address(first, "hand_in"))

    response = client.get(send(client, [row | {"feel": "Hot."}, old | {"feel": "Cold."}]).url)
    assert "A change by Ada Admin is on its way. This one would take its place." in text_of(
        response
    )
    assert "It is archived. Once this is published, it is in the library again." in text_of(
        response
    )


BROKEN = {
    "none": (None, "Choose a file."),
    "empty": (b"", "The file is empty."),
    "no-sheet": (b"\x89PNG\r\n", "neither an XLSX file nor a CSV file in UTF-8"),
    "other-columns": (b"name,aim\nBridge,flexion\n", "These columns are missing: slug"),
}


@pytest.mark.parametrize(("content", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_at_the_field(client, content, words, caplog):
    with caplog.at_level(logging.INFO, "backcare.forms"):
        response = send(client, content) if content is not None else client.post(SHEETS)
    assert response.status_code == 422
    assert any(words in said for said in response.context["form"].errors["file"])
    assert "refused exercises:sheets fields=['file']" in caplog.text
    assert not SheetImport.objects.exists()


def test_a_file_that_is_too_large_is_not_even_read(client, row, monkeypatch):
    monkeypatch.setattr("exercises.sheets.forms.MOST_BYTES", 100)
    response = send(client, [row])
    assert response.context["form"].errors["file"] == [
        "The file is larger than 5 MB. Send it in as several files."
    ]
    assert files.MOST_BYTES == 5_000_000


def test_many_rows_are_checked_step_by_step_without_a_script(client, row, monkeypatch):
    monkeypatch.setattr(checking, "CHUNK", 2)
    url = send(client, [new(row, f"new-{n}") for n in range(5)]).url
    page = client.get(url)
    assert "2 of 5 rows checked" in text_of(page)
    assert "Hand in" not in text_of(page)

    sheet = SheetImport.objects.get()
    for _ in range(2):
        assert client.post(address(sheet, "check")).url == url
    assert "Hand in 5 changes for review" in text_of(client.get(url))


def test_a_script_is_told_how_far_it_is(client, row, admin, monkeypatch):
    monkeypatch.setattr(checking, "CHUNK", 2)
    sheet = begun([new(row, f"new-{n}") for n in range(3)], admin, at=timezone.now())
    said = [
        client.post(address(sheet, "check"), headers={"Accept": "application/json"}).json()
        for _ in range(2)
    ]
    assert said == [
        {"checked": 2, "total": 3, "words": "2 of 3 rows checked"},
        {"checked": 3, "total": 3, "words": "3 of 3 rows checked"},
    ]


def test_many_rows_are_shown_page_by_page(client, row, admin, monkeypatch):
    monkeypatch.setattr(import_views, "ON_A_PAGE", 2)
    sheet = now_checked([new(row, f"new-{n}") for n in range(3)], admin)
    page = client.get(address(sheet), {"show": "created", "page": "2"})
    assert [shown.row.slug for shown in page.context["rows"]] == ["new-2"]
    assert "Page 2 of 2" in text_of(page)


def test_the_page_asks_the_same_few_questions_however_many_rows(
    client, row, admin, django_assert_num_queries
):
    for count in (2, 20):
        sheet = now_checked([new(row, f"new-{count}-{n}") for n in range(count)], admin)
        with django_assert_num_queries(14):
            client.get(address(sheet))


def test_all_changes_wait_for_a_review_with_what_they_are_about(client, row, admin):
    sheet = now_checked([row | {"feel": "Warm."}, new(row, "clam")], admin)
    response = client.post(address(sheet, "hand_in"), {"note": "New words"}, follow=True)

    assert "2 changes wait for a review." in text_of(response)
    assert "2 changes were handed in" in text_of(response)
    assert set(Revision.objects.values_list("key", "note")) == {
        ("bridge", "New words"), ("clam", "New words")
    }  # fmt: skip


def test_without_a_note_the_history_names_the_file(client, row, admin):
    client.post(address(now_checked([new(row, "clam")], admin), "hand_in"))
    assert Revision.objects.get().note == "From the spreadsheet library.csv."


def test_a_second_click_hands_nothing_in_again(client, row, admin):
    sheet = now_checked([new(row, "clam")], admin)
    for _ in range(2):
        response = client.post(address(sheet, "hand_in"), follow=True)
    assert "These changes were handed in already." in text_of(response)
    assert Revision.objects.count() == 1


def test_what_somebody_else_changed_meanwhile_is_checked_again(client, row, admin):
    sheet = now_checked([row | {"feel": "Warm."}], admin)
    Exercise.objects.update(breathing="Slowly.")
    response = client.post(address(sheet, "hand_in"), {"note": "New words"})

    assert response.status_code == 422
    assert "Bridge has changed since this sheet was checked. Check it again." in text_of(response)
    assert 'value="New words"' in text_of(response)
    client.post(address(sheet, "check_again"))
    assert "Breathing" in text_of(client.get(address(sheet)))
    client.post(address(sheet, "hand_in"))
    assert Revision.objects.get().content["breathing"] == ""


def test_a_note_that_is_too_long_is_refused_at_its_field(client, row, admin):
    response = client.post(
        address(now_checked([new(row, "clam")], admin), "hand_in"), {"note": "x" * 301}
    )
    assert response.status_code == 422
    assert response.context["note"].errors["note"]
    assert not Revision.objects.exists()


@pytest.mark.parametrize("step", ["import", "check", "check_again", "hand_in"])
def test_what_another_person_has_begun_does_not_exist(as_user, row, admin, step):
    sheet = now_checked([new(row, "clam")], admin)
    other = as_user(UserFactory(is_staff=True))
    send = other.get if step == "import" else other.post
    assert send(address(sheet, step)).status_code == 404


def test_after_a_day_it_does_not_exist_any_more(client, row, admin):
    assert client.get(address(checked([row], admin, at=NOON))).status_code == 404


def test_the_first_page_lists_what_is_on_its_way(client, row, admin):
    now_checked([row], admin)
    sheet = now_checked([new(row, "clam")], admin)
    client.post(address(sheet, "hand_in"))
    page = text_of(client.get(SHEETS))
    assert "Not handed in yet" in page
    assert "1 change from library.csv" in page
    assert address(sheet, "review") in page


def test_only_staff_may_enter(as_user, patient, therapist):
    assert as_user(patient).get(SHEETS).status_code == 403
    assert as_user(therapist).post(SHEETS).status_code == 403
