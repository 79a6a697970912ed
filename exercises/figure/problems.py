"""What is wrong with the poses of an exercise, in sentences that say what to do about it."""

from django.utils.translation import gettext as _

from .feet_end import tilt
from .note import pair, read
from .scene import scenes
from .shapes import bounds

Poses = list[dict[str, str]]  # as an exercise keeps them: a name and a note each

MOST_POSES = 3
DEEPEST = 0.05  # how far a body may seem to sink into a soft mat, in units of about a metre


def problems_in(poses: Poses) -> list[str]:
    """Say everything that is wrong with the poses of an exercise; none means they can be drawn."""
    problems = [words for pose in poses for words in in_note(pose)]
    if len(poses) > MOST_POSES:
        words = _("There are %(count)s poses. Keep %(most)s at most; the first two are drawn.")
        problems.append(words % {"count": len(poses), "most": MOST_POSES})
    return problems or in_views(poses) or below_the_floor(poses)


def in_note(pose: dict[str, str]) -> list[str]:
    parts = [part.strip() for part in pose["note"].split(";", 7)]
    if len(parts) == 8 and parts[6] == "contact=":
        words = _("It touches nothing, so the body would float. Choose what it rests or stands on.")
        return [named(pose, words)]
    try:
        read(pose["note"])
    except ValueError as error:
        return [named(pose, str(error))]
    return []


def in_views(poses: Poses) -> list[str]:
    """Check that one pose can move into the other, and that knees seen from the feet roll."""
    read_poses = [read(pose["note"]) for pose in poses]
    views = {pose.view for pose in read_poses}
    if "front" in views and len(views) > 1:
        return [_("The poses are seen from different sides, so that one cannot move into the "
                  "other. Give all of them the same view.")]  # fmt: skip
    if "foot-end" in views and not any(map(tilt, read_poses)):
        words = _("Seen from the feet, only knees that roll are drawn. Say how far in the words of "
                  "a pose, like: knees tip about 45 degrees. Or choose another view.")  # fmt: skip
        return [words]
    return []


def below_the_floor(poses: Poses) -> list[str]:
    """Name the poses that, as they will be drawn, reach below the floor."""
    notes = [pose["note"] for pose in poses]
    problems = []
    for number, pose in enumerate(poses):
        first, second = notes[:2] if number < 2 and notes[1:] else (pose["note"], "")
        shown = scenes(*pair(first, second))
        if shown.first.view == "foot-end":
            continue
        depth = -bounds(shown.body(time=float(number == 1)))[1]
        if depth > DEEPEST:
            words = _("Part of the body is %(depth)s cm below the floor. Choose all that rests on "
                      "the floor, or bend the limb that is below it.")  # fmt: skip
            problems.append(named(pose, words % {"depth": round(100 * depth)}))
    return problems


def named(pose: dict[str, str], words: str) -> str:
    return _("Pose “%(pose)s”: %(words)s") % {"pose": pose["name"], "words": words}
