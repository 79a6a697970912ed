"""Sets of answers that the tests of this room share."""

from tests.factories import answers_no

ALL_NO = {**answers_no(), "age_band": "18_49", "first_episode": "no"}


def answers(**changed):
    """All answers that raise nothing, with these changed."""
    return {**ALL_NO, **changed}


CAUTION = answers(leg_pain_one="steady")
CLINICIAN_FIRST = answers(night_pain="yes")
URGENT = answers(fever="yes")
EMERGENCY = answers(bladder_bowel_control="yes")
