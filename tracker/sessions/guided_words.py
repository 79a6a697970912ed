"""Every word that the player shows or says by itself; js/player/words.js puts the numbers in."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    return {**phases(), **places(), **spoken(), **sentences()}


def phases() -> dict[str, str]:
    """What one does now, in the largest letters beside the digits."""
    return {
        "settle": _("Find your place"),
        "ready": _("Get ready"),
        "move": _("Move in slowly"),
        "go": _("Move slowly"),
        "hold": _("Hold"),
        "back": _("And back"),
        "rest": _("Rest"),
        "side": _("Change sides"),
        "minutes": _("Keep going"),
        "paused": _("Paused"),
    }


def places() -> dict[str, str]:
    """How far one is."""
    return {
        "count": _("{n} of {all}"),
        "rep": _("Rep {n} of {all}"),
        "set": _("Set {n} of {all}"),
        "next_rep": _("Next: rep {n} of {all}"),
        "next_set": _("Next: set {n} of {all}"),
        "part": _("Part {n} of {all}"),
    }


def spoken() -> dict[str, str]:
    """What is said aloud, or told to a screen reader."""
    return {
        "say_exercise": _("{name}. {dose}."),
        "say_next": _("Next: {name}. {dose}."),
        "say_side": _("Change sides. {side}."),
        "say_hold": _("Hold {n} seconds."),
        "say_rest": _("Rest {n} seconds."),
        "say_last": _("Last one."),
        "say_rep": _("Rep {n} of {all}."),
        "say_minutes": _("{dose}. Begin."),
        "say_end": _("That was the last exercise."),
        "say_paused": _("Paused."),
        "say_on": _("Going on."),
        "say_voice": _("The voice is on."),
    }


def sentences() -> dict[str, str]:
    return {
        "pause": _("Pause"),
        "resume": _("Go on"),
        "less": _("5 seconds less"),
        "more": _("5 seconds more"),
        "minute_less": _("1 minute less"),
        "minute_more": _("1 minute more"),
        "easier": _("Go easier: {name}"),
        "no_wake_lock": _("This browser cannot keep the screen on. Set your screen to stay on."),
        "was_away": _("The phone was away, so we waited here."),
        "did": _("You did {n} of {all} exercises."),
        "did_the_one": _("You did the exercise."),
        "did_not_yet": _("The exercise is not finished."),
        "took": _("It took {minutes} min."),
        "none_done": _("You came, and you listened to your body."),
        "pain_less": _("Your pain went from {before} to {after}."),
        "pain_same": _("Your pain stayed at {after}."),
        "pain_more": _("Your pain went from {before} to {after}. Take it easy now."),
        "saved": _("Saved."),
        "kept_here": _("Kept on this phone. It is sent as soon as there is a connection."),
        "set_aside": _(
            "We got what you did, and keep it. Have a look at it under “Past sessions”."
        ),
        "full": _("This phone is full, so this is not saved yet. Make some room, then save again."),
        "go_on_with": _("Go on with {name}, {n} of {all}"),
        "began_on": _("You began “{name}” on {day}."),
        "next_today": _("Next today: {name}."),
        "next_on": _("The next one is on {day}."),
    }
