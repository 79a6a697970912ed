"""When a check stopped someone: the help they need, and how the way opens again."""

import logging

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tracker.people.access import keep_trail, patient_required, public, therapist_required
from tracker.people.countries import country_choices
from tracker.people.forms import country_of

from .actions import clear_screening
from .forms import ClearanceForm, OwnClearanceForm
from .gate import standing_of
from .general_help import general_page
from .help_lines import numbers_for, own_words, reasons_for, remember_country, tier_words
from .models import Clearance, Screening
from .rules import LOCKING, severity_of

logger = logging.getLogger("backcare.screening")


@require_GET
@public
def seek_care(request, tier):
    """Say where to get help, what to say there and what not to do."""
    if tier not in LOCKING:
        raise Http404
    is_known = request.user.is_authenticated
    standing = standing_of(request.user, timezone.now()) if is_known else None
    is_worse = is_known and standing.is_locked and severity_of(standing.tier) > severity_of(tier)
    context = {
        "tier": tier,
        "words": tier_words(tier),
        "numbers": numbers_for(request),
        "own": own_words(tier, reasons_for(request, standing)),
        "standing": standing,
        "worse": standing if is_worse else None,
        "countries": country_choices(),
    }
    page = render(request, "tracker/screening/seek_care.html", context)
    return remember_country(request, page)


@require_GET
@public
def offline_help(request, tier):
    """Say what anyone should do: the page that a device keeps for when there is no connection."""
    if tier not in LOCKING:
        raise Http404
    return HttpResponse(general_page(tier, country=country_of(request), is_kept=True))


@require_http_methods(["GET", "POST"])
@patient_required
def clear(request):
    """Take a person's word that a clinician examined them and allows exercise."""
    standing = standing_of(request.user, timezone.now())
    if not standing.is_locked:
        return redirect(standing.url)
    screening = standing.screening
    form = _clearance_form(request, screening, OwnClearanceForm, screening=screening)
    if form.is_valid():
        clear_screening(
            screening=screening, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        return _after_own_clearance(request)
    stops = Screening.objects.editable_by(request.user).uncleared_stops()
    context = {"form": form, "screening": screening, "stops": stops}
    return render(request, "tracker/screening/clear.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@therapist_required
def clear_for(request, pk):
    """Let a therapist allow exercise again, or examine one who went on by their own word."""
    others = Screening.objects.visible_to(request.user).exclude(patient=request.user)
    screening = get_object_or_404(others.locking().select_related("patient"), pk=pk)
    own = others.filter(patient=screening.patient)
    stops, stated = own.uncleared_stops(), own.cleared_by_own_word().filter(pk=pk).first()
    if (first := stops.first() or stated) != screening:
        return _to_the_open_stop(request, first, screening.patient_id)
    keep_trail(actor=request.user, patient=screening.patient, action="read the reasons of a stop")
    form = _clearance_form(
        request, screening, ClearanceForm, initial={"clinician_name": request.user.name}
    )
    if form.is_valid():
        clear_screening(
            screening=screening, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        keep_trail(actor=request.user, patient=screening.patient, action="cleared a screening")
        messages.success(request, _said_of(stated))
        return redirect("care:patient", screening.patient_id)
    context = {"form": form, "screening": screening, "stops": stops, **_beside(request, stated)}
    return render(request, "tracker/screening/clear_for.html", context, status=_status(form))


def _beside(request, stated):
    """What their own statement said and opened, when a therapist's word comes beside it."""
    if stated is None:
        return {}
    statements = Clearance.objects.visible_to(request.user)
    return {
        "stops": [stated],
        "statement": statements.get(pk=stated.statement_id),
        "is_open": standing_of(stated.patient, timezone.now()).is_open,
    }


def _said_of(stated):
    if stated is None:
        return _("Saved. Exercise opens when their next safety check passes.")
    return _("Saved. Nothing changes for your patient.")


def _after_own_clearance(request):
    """Lead to the questions, or to the help that other answers still ask for."""
    standing = standing_of(request.user, timezone.now())
    if standing.is_locked:
        messages.warning(request, _("Saved. Your other answers still need a clinician."))
        return redirect(standing.url)
    messages.success(request, _("Saved. Now answer the questions once more, as things are today."))
    return redirect("screening:start")


def _to_the_open_stop(request, stop, patient_id):
    """Lead a therapist from an old page to the stop that has to be cleared first, if any."""
    if stop is None:
        messages.info(request, _("This was cleared already. Nothing changed."))
        return redirect("care:patient", patient_id)
    messages.warning(request, _("These answers need to be cleared first. Please read them."))
    return redirect("screening:clear_for", stop.pk)


def _clearance_form(request, stop, form_class, **kwargs):
    data = request.POST if request.method == "POST" else None
    today = request.user.day_of(timezone.now())
    # The day of the answers where they were given, or where the reader is: they may differ.
    earliest = min(stop.screened_on, request.user.day_of(stop.screened_at))
    form = form_class(data, earliest=earliest, today=today, **kwargs)
    if form.errors:
        name = request.resolver_match.view_name
        logger.info("refused %s fields=%s", name, sorted(form.errors))
    return form


def _status(form):
    return 422 if form.errors else 200
