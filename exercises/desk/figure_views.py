"""Drawing a figure while it is edited, and taking a picture for an exercise."""

import logging

from django import forms
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exercises.choices import Laterality
from exercises.doors import staff_required
from exercises.drawing import EMPTY_MAT, notes_of, words_of
from exercises.figure import moving, side_by_side, still
from exercises.figure.problems import problems_in
from exercises.figure_fields import PosesInput
from exercises.picture_fields import add_picture
from exercises.picture_files import WORDS, Refused

logger = logging.getLogger("backcare.forms")
MOST_SECONDS = 300


class DrawForm(forms.Form):
    """What is to be seen: one pose by its number, both beside each other, or the movement."""

    show = forms.ChoiceField(choices=[(show, show) for show in ("0", "1", "2", "side", "moving")])
    # Chooses the clothes, so that they stay while a pose changes.
    seed = forms.CharField(required=False, max_length=80)
    laterality = forms.ChoiceField(required=False, choices=Laterality.choices)
    hold_seconds_min = forms.IntegerField(required=False, min_value=0, max_value=MOST_SECONDS)

    def drawn(self, poses) -> str:
        """Draw the poses; what cannot be read of the rest of the form is as if it were empty."""
        self.is_valid()
        notes, asked = [pose["note"] for pose in poses], self.cleaned_data.get
        if not notes:
            return EMPTY_MAT
        first_two, how = notes[:2], {"seed": asked("seed", "")}
        if asked("show") == "moving":
            sides, hold = asked("laterality", ""), asked("hold_seconds_min")
            return moving(*first_two, laterality=sides, hold_seconds=hold, **how)
        if asked("show", "side") == "side":
            return side_by_side(*first_two, **how)
        number = min(int(asked("show")), len(notes) - 1)
        other = first_two[1 - number] if number < 2 and len(notes) > 1 else ""
        return still(notes[number], other_note=other, **how)


@require_POST
@staff_required
def draw(request):
    """Draw the poses that somebody works on, and say what is wrong with them.

    What can be drawn is drawn, also when it would be refused: so one sees what to mend.
    """
    poses = PosesInput().value_from_datadict(request.POST, {}, "poses")
    try:
        svg = DrawForm(request.POST).drawn(poses)
    except ValueError:
        svg = ""
        logger.info("refused exercises:draw fields=%s", ["poses"])
    words = words_of(notes_of(poses), request.POST.get("laterality", ""))
    said = {"svg": svg, "words": words or _("No figure yet"), "problems": problems_in(poses)}
    return JsonResponse(said, status=200 if svg else 422)


@require_POST
@staff_required
def add(request):
    """Keep a picture that was chosen, and answer with its key and its address."""
    try:
        picture = add_picture(request.FILES.get("picture_file"))
    except Refused as refused:
        logger.info("refused exercises:add_picture fields=%s", ["picture_file"])
        return JsonResponse({"problem": WORDS[refused.reason]}, status=422)
    return JsonResponse({"key": picture.pk, "url": picture.get_absolute_url()}, status=201)
