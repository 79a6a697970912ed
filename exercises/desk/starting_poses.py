"""Poses that a new figure may begin with."""

from django.utils.translation import gettext_lazy as _

BOTH = (
    "view={view}; trunk={trunk}; lumbar=0; neck=0; near: {limbs}; far: {limbs}; "
    "contact={contacts}; {words}"
)


def starting(trunk, limbs, contacts, words, view="side"):
    hip, knee, ankle, shoulder, elbow = limbs
    angles = f"hip={hip} knee={knee} ankle={ankle} shoulder={shoulder} elbow={elbow}"
    return BOTH.format(view=view, trunk=trunk, limbs=angles, contacts=contacts, words=words)


STARTING_POSES = (
    (_("Standing"), starting(90, (0, 0, 0, 0, 0), "feet", "Standing tall.")),
    (_("Sitting on a chair"),
     starting(90, (90, 90, 0, 40, 40), "seat,feet", "Sit tall, hands on thighs.")),
    (_("Lying on the back, knees bent"),
     starting(180, (50, 100, 40, 0, 0), "head,back,pelvis,feet", "Hips down.")),
    (_("Lying on the front"),
     starting(0, (0, 0, 85, 0, 0), "chest,pelvis,thighs", "Flat on front, arms by sides.")),
    (_("Lying on one side"),
     starting(180, (0, 0, 0, 0, 0), "side of body", "Seen from the front: legs together.",
              view="front")),
    (_("On hands and knees"),
     starting(10, (80, 90, 80, 80, 0), "hands,knees,shins", "Flat back, eyes to floor.")),
)  # fmt: skip
