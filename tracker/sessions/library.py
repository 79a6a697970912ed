"""What the exercise library is told of whoever looks at it."""

from exercises.viewers import Viewer
from tracker.plans.models import Favorite
from tracker.screening.gate import standing_in

from .models import ExerciseLog

RECENT = 6


def viewer_of(request) -> Viewer:
    """Return what is known of this person, of their answers and of what they did."""
    user = request.user
    if not user.is_authenticated:
        return Viewer()
    standing = standing_in(request)
    favorites = Favorite.objects.visible_to(user)
    return Viewer(
        conditions=standing.conditions,
        has_answers=standing.screening is not None,
        favorites=frozenset(favorites.values_list("exercise__slug", flat=True)),
        recent=recent_of(user),
        has_account=True,
        is_therapist=user.is_therapist,
        is_stopped=standing.tells_to_stop,
    )


def recent_of(user) -> tuple[str, ...]:
    """Return the exercises that were done last, by slug, the latest first."""
    done = ExerciseLog.objects.filter(
        session__patient=user, outcome=ExerciseLog.Outcome.DONE
    ).order_by("-session__finished_at", "pk")
    slugs = done.values_list("prescription__exercise__slug", flat=True)
    return tuple(dict.fromkeys(slugs[: 10 * RECENT]))[:RECENT]
