"""What happened to each patient of the demo; days are counted back from today."""

from datetime import timedelta

from tracker.plans.actions import give_starter_plan
from tracker.screening.actions import clear_screening

MORNING = ("pelvic-tilt", "cat-camel", "bridge", "bird-dog", "knee-to-chest")
STRONGER = ("cat-camel", "bird-dog", "bridge-march", "side-plank-knees", "supine-march")
EVENING = ("clamshell", "abdominal-brace")
WALK = ("steady-walking",)
UPRIGHT = ("abdominal-brace", "sit-to-stand", "hip-hinge", "steady-walking")
GENTLE = ("diaphragmatic-breathing", "pelvic-tilt", "knee-rolls", "glute-squeeze")
EXERCISES = {*MORNING, *STRONGER, *EVENING, *WALK, *UPRIGHT, *GENTLE}

EVERY_DAY, WEEKDAYS, MON_WED_FRI = "0123456", "01234", "024"


def falling(days, start, end):
    """Return pain by days ago: from `start`, so many days ago, to `end` today, fast at first."""
    return lambda ago: end + (start - end) * (ago / days) ** 1.3


def steady(value):
    return lambda ago: value


def half_a_year(diary, stage):
    """Starter plan, then the therapist's, then its revision; one bad week and one flare-up."""
    bad_week, flare_up = range(108, 117), range(58, 66)
    usual = falling(182, 6.2, 2.2)

    def pain(ago):
        return usual(ago) + (0.6 * (ago - 57) if ago in flare_up else 0)

    def adherence(ago):
        return 0.1 if ago in bad_week else 0.45 if ago in flare_up else 0.8

    for ago in range(182, 0, -28):
        diary.screen(diary.at(ago, "06:50"))
    give_starter_plan(patient=diary.patient, at=diary.at(182, "07:05"))
    stage.prescribe(
        diary,
        154,
        ("Morning", EVERY_DAY, "08:00", MORNING),
        ("Evening", MON_WED_FRI, "18:30", EVENING),
        note="Start easy. Stop an exercise if the pain runs down your leg.",
    )
    stage.prescribe(
        diary,
        70,
        ("Morning", EVERY_DAY, "08:00", STRONGER),
        ("Evening", MON_WED_FRI, "18:30", WALK),
        note="Apart from the flare-up you are doing well. Now a bit harder, and walks.",
    )
    diary.live(first=181, pain=pain, adherence=adherence)


def just_joined(diary, stage):
    """New, and not screened yet."""


def screened_without_a_plan(diary, stage):
    diary.screen(diary.at(1, "19:10"))
    diary.live(first=1, pain=steady(5), adherence=steady(0))


def stopped_two_hours_ago(diary, stage):
    """An emergency: numb between the legs after three quiet weeks."""
    diary.screen(diary.at(23), age_band="50_69")
    stage.prescribe(diary, 22, ("Morning", EVERY_DAY, "09:00", MORNING))
    diary.live(first=21, pain=falling(22, 5, 6), adherence=steady(0.7))
    two_hours_ago = stage.now - timedelta(hours=2)
    diary.screen(two_hours_ago, age_band="50_69", saddle_numbness="yes", both_legs="yes")


def stopped_since_yesterday(diary, stage):
    """Fever: to a doctor the same day."""
    diary.screen(diary.at(20))
    stage.prescribe(diary, 20, ("Morning", WEEKDAYS, "07:30", GENTLE))
    diary.live(first=19, last=2, pain=steady(4), adherence=steady(0.75))
    diary.screen(diary.at(1, "07:20"), fever="yes")


def examined_and_back(diary, stage):
    """Stopped by pain at night, examined by the therapist, and screened again."""
    stop = diary.screen(diary.at(12, "20:15"), night_pain="yes")
    clear_screening(
        screening=stop,
        by=stage.therapist,
        clinician_name=stage.therapist.name,
        examined_on=diary.at(9).date(),
        reason="Examined. The pain at night came with a new mattress; nothing else was found.",
        at=diary.at(9, "11:30"),
    )
    diary.screen(diary.at(9, "12:10"))
    stage.prescribe(diary, 9, ("Morning", EVERY_DAY, "07:00", GENTLE))
    diary.live(first=8, pain=falling(9, 5, 4), adherence=steady(0.85))


def bad_pain_yesterday(diary, stage):
    """Keeps at it, and had pain 8 last night."""
    diary.screen(diary.at(16))
    stage.prescribe(diary, 16, ("Morning", EVERY_DAY, "08:30", MORNING))
    diary.feel(diary.at(1, "21:40"), 8)
    diary.live(first=15, pain=falling(16, 4, 6), adherence=steady(0.7))


def quiet_for_six_days(diary, stage):
    """Was regular, and has not been heard of for six days."""
    diary.screen(diary.at(20))
    stage.prescribe(diary, 20, ("Evening", EVERY_DAY, "19:00", GENTLE))
    diary.live(first=19, last=7, pain=falling(20, 5, 4), adherence=steady(0.9))


def doing_well_with_care(diary, stage):
    """Weak bones, so the plan has no bending; read the advice and does nearly everything."""
    for ago in (60, 33, 6):
        diary.screen(diary.at(ago), age_band="50_69", osteoporosis_known="yes_checked")
    stage.prescribe(
        diary,
        59,
        ("Morning", EVERY_DAY, "08:00", UPRIGHT),
        note="Keep your back long, and bend at the hips.",
    )
    diary.live(first=58, pain=falling(60, 5, 1), adherence=steady(0.93))


def own_routine_only(diary, stage):
    """Made a routine alone, and shares it."""
    diary.screen(diary.at(25))
    routine = ("My routine", EVERY_DAY, "06:30", stage.pick(MORNING))
    diary.follow([routine], by=diary.patient, at=diary.at(24))
    diary.live(first=23, pain=falling(24, 4, 3), adherence=steady(0.65))


def plan_has_ended(diary, stage):
    """Six weeks are over, and nothing follows yet."""
    for ago in (47, 20):
        diary.screen(diary.at(ago))
    ends_on = diary.at(5).date()
    stage.prescribe(diary, 47, ("Morning", WEEKDAYS, "08:00", MORNING), ends_on=ends_on)
    diary.live(first=46, last=5, pain=falling(47, 6, 2), adherence=steady(0.75))


def check_has_expired(diary, stage):
    """The safety check is older than four weeks, so the program waits."""
    diary.screen(diary.at(33))
    stage.prescribe(diary, 33, ("Morning", EVERY_DAY, "08:00", MORNING))
    diary.live(first=32, pain=falling(33, 5, 3), adherence=steady(0.75))
